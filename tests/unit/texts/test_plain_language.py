"""The rules of Einfache Sprache tell good from bad, and the texts in plain German keep them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from accessibility.plain_language import Complaint, Rule, complaints, difficulty
from kiosk.__main__ import main
from kiosk.texts_cli import KNOWN, MOST_DIFFICULTY, Found, check, complained, report, too_difficult
from kiosk.texts_reading import Reading, messages, readings

if TYPE_CHECKING:
    from pathlib import Path

CASES: dict[Rule, tuple[tuple[str, str], ...]] = {
    Rule.SENTENCE: (
        (
            "Dieser Satz hat viele Wörter und er hört auch jetzt noch lange nicht auf.",
            "Dieser Satz ist kurz. Der nächste auch.",
        ),
    ),
    Rule.WORD: (
        ("Die Datenschutzgrundverordnung gilt.", "Die Datenschutz-Verordnung gilt."),
        ("Ihre Zugangsberechtigung", "Ihr Zugang"),
    ),
    Rule.STATEMENTS: (
        ("Sie warten, weil der Drucker nicht geht.", "Der Drucker geht nicht. Bitte warten Sie."),
        ("Wenn Sie fertig sind, gehen Sie.", "Sind Sie fertig? Dann gehen Sie."),
        ("Das sind die Seiten, die Sie öffnen.", "Sie öffnen diese Seiten."),
        ("Rufen Sie an, oder kommen Sie vorbei.", "Rufen Sie an. Oder kommen Sie vorbei."),
        ("Sie warten und wir rufen Sie auf.", "Bitte warten Sie. Wir rufen Sie auf."),
        ("Der Drucker geht nicht; bitte warten Sie.", "Bitte tippen Sie Tag, Monat und Jahr."),
        ("Bevor Sie gehen", "Was passiert damit?"),
        ("Wir fragen, ob Sie Hilfe brauchen.", "Brauchen Sie Hilfe oder mehr Zeit?"),
    ),
    Rule.PASSIVE: (
        ("Ihre Nummer wird aufgerufen.", "Wir rufen Ihre Nummer auf."),
        ("Alle Dateien werden gelöscht.", "Das Gerät löscht alle Dateien."),
        ("Das Papier wurde bedruckt.", "Der Drucker hat das Papier bedruckt."),
        ("Die Seite kann nicht kopiert werden.", "Wir können die Seite nicht kopieren."),
        ("Es wird heruntergeladen.", "Es wird wärmer."),
    ),
    Rule.GENITIVE: (
        ("Der Name des Amtes", "Der Name vom Amt"),
        ("Das ist eine Aufgabe der Stadt.", "Die Stadt hat diese Aufgabe."),
        ("Am Ende Ihrer Sitzung", "Nach der Sitzung"),
        ("Wegen der Pause ist zu.", "Jetzt ist Pause."),
        ("Die Nummer eines kranken Kindes", "Geben Sie der Frau das Papier."),
    ),
    Rule.KONJUNKTIV: (
        ("Das könnte falsch sein.", "Vielleicht ist das falsch."),
        ("Wir würden Ihnen helfen.", "Wir helfen Ihnen."),
        ("Das wäre gut.", "Das ist gut. Möchten Sie das?"),
        ("Sie sollten warten.", "Bitte warten Sie."),
    ),
    Rule.ABBREVIATION: (
        ("Nehmen Sie z. B. Papier.", "Nehmen Sie zum Beispiel Papier."),
        ("Gültig bzw. offen", "Gültig oder offen"),
        ("Tel. und Nr. bitte", "Telefon und Nummer bitte"),
        ("Artikel 6 DSGVO", "Artikel 6 im Gesetz"),
    ),
}
PAIRS = [(rule, bad, good) for rule, pairs in CASES.items() for bad, good in pairs]


@pytest.mark.parametrize(("rule", "bad", "good"), PAIRS)
def test_each_rule_tells_bad_from_good(rule: Rule, bad: str, good: str) -> None:
    assert rule in {complaint.rule for complaint in complaints(bad)}
    assert complaints(good) == []


def test_every_rule_has_its_cases() -> None:
    assert set(CASES) == set(Rule)


def test_a_complaint_names_the_sentence_or_the_word() -> None:
    assert complaints("Das ist gut. Alle Dateien werden gelöscht!") == [
        Complaint(Rule.PASSIVE, "Alle Dateien werden gelöscht")
    ]
    assert str(complaints("Hier: z. B. das")[0]) == "abbreviation: z. B."


def test_what_everybody_knows_is_no_complaint() -> None:
    assert len(complaints("Die Öffnungszeiten vom USB-Stick")) == 2
    assert complaints("Die Öffnungszeiten vom USB-Stick", known=KNOWN) == []


def test_the_formula_tells_hard_from_easy() -> None:
    hard = "Die Inanspruchnahme personenbezogener Datenverarbeitungsmöglichkeiten erfordert Einwilligungserklärungen."
    assert difficulty(hard) > 15
    assert difficulty("Sie sind dran. Bitte gehen Sie in den Raum dort.") < 1
    assert difficulty("Ja") == 0


def test_every_variant_of_a_message_is_looked_at() -> None:
    source = "a = Es { $n ->\n    [one] ist eins\n   *[other] sind { $n }\n  } da.\n    .hint = Mehr\n"
    assert list(messages(source)) == [("a", "Es ist eins da."), ("a", "Es sind n da."), ("a.hint", "Mehr")]


def test_somebody_reads_german_where_there_is_nothing_simpler(tmp_path: Path) -> None:
    for locale, source in {"de": "a = schwer\nb = auch\n    .hint = mehr\n", "de-simple": "a = leicht\n"}.items():
        (tmp_path / locale).mkdir()
        (tmp_path / locale / "x.ftl").write_text(source, encoding="utf-8")
    assert list(readings("de-simple", tmp_path)) == [
        Reading("de-simple", "x.ftl", "a", "leicht"),
        Reading("de", "x.ftl", "b", "auch"),
        Reading("de", "x.ftl", "b.hint", "mehr"),
    ]


@pytest.mark.clause("BITV-4")
def test_the_texts_keep_every_rule() -> None:
    assert check() == []
    assert MOST_DIFFICULTY == {"de-simple": 4.5, "de": 6.0}


def test_a_text_that_breaks_a_rule_is_named_with_its_place() -> None:
    read = [Reading("de", "x.ftl", "a.body", "Das könnte sein."), Reading("de", "x.ftl", "b", "Das ist gut.")]
    assert [tuple(one) for one in complained(read)] == [
        ("de", "x.ftl", "a.body", "konjunktiv", "Das könnte sein"),
    ]
    hard = [Reading("de", "y.ftl", "c", "Verwaltungsangelegenheiten erfordern Einwilligungserklärungen.")]
    assert [one.file for one in too_difficult("de-simple", read + hard, 4.5)] == ["y.ftl"]


def test_complaints_are_printed_with_their_place(capsys: pytest.CaptureFixture[str]) -> None:
    found = [Found("de", "x.ftl", "a.body", "passive", "wird gelöscht"), Found("de", "x.ftl", "", "difficulty", "7.0")]
    assert report(found, as_json=False) == 1
    printed = capsys.readouterr().out
    assert printed == "de/x.ftl: a.body: passive: wird gelöscht\nde/x.ftl: all: difficulty: 7.0\n2 complaints\n"
    assert report(found, as_json=True) == 1
    assert json.loads(capsys.readouterr().out)[0]["words"] == "wird gelöscht"


def test_the_command_prints_complaints_and_says_so_by_its_status(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["texts", "check"]) == 0
    assert capsys.readouterr().out == "plain\n"
    assert main(["texts", "check", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
