"""The texts in plain German keep its rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.serializer import serialize_expression

from kiosk.texts import ROOT
from tests.plain_language import complaints, difficulty

if TYPE_CHECKING:
    from collections.abc import Iterator

KNOWN = frozenset({"Öffnungszeiten", "Stadtteilbüro", "Straßenbahn", "Einfache"})
"""Long words that stand on every door of the office."""


def sentences(pattern: ast.Pattern, before: str = "") -> Iterator[str]:
    """Give every way the message can read; a placeholder counts as one word."""
    text = before
    for at, element in enumerate(pattern.elements):
        if isinstance(element, ast.TextElement):
            text += element.value
        elif isinstance(element.expression, ast.SelectExpression):
            rest = ast.Pattern(pattern.elements[at + 1 :])
            for variant in element.expression.variants:
                for read in sentences(variant.value, text):
                    yield from sentences(rest, read)
            return
        elif not isinstance(element.expression, ast.Placeable):
            text += serialize_expression(element.expression).lstrip("$")[:9]
    yield text


def messages(source: str) -> Iterator[tuple[str, str]]:
    for entry in FluentParser().parse(source).body:
        if isinstance(entry, ast.Message):
            patterns = [
                *([("", entry.value)] if entry.value else []),
                *((f".{a.id.name}", a.value) for a in entry.attributes),
            ]
            for name, pattern in patterns:
                for text in sentences(pattern):
                    yield entry.id.name + name, text


@pytest.mark.clause("BITV-4")
@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "de-simple").glob("*.ftl")))
def test_einfache_sprache_keeps_to_short_sentences_and_words(name: str) -> None:
    source = (ROOT / "de-simple" / name).read_text(encoding="utf-8")
    found = [f"{key}: {complaint}" for key, text in messages(source) for complaint in complaints(text, known=KNOWN)]
    assert found == []


@pytest.mark.parametrize(("locale", "most"), [("de-simple", 4.5), ("de", 6.0)])
def test_the_words_are_no_harder_to_read_than_the_formula_allows(locale: str, most: float) -> None:
    for path in sorted((ROOT / locale).glob("*.ftl")):
        read = [text for key, text in messages(path.read_text(encoding="utf-8")) if not key.endswith(".voice")]
        assert difficulty("\n".join(read)) <= most, path.name


def test_the_formula_tells_hard_from_easy() -> None:
    hard = "Die Inanspruchnahme personenbezogener Datenverarbeitungsmöglichkeiten erfordert Einwilligungserklärungen."
    assert difficulty(hard) > 15
    assert difficulty("Sie sind dran. Bitte gehen Sie in den Raum dort.") < 1
    assert difficulty("Ja") == 0


def test_the_check_notices_long_sentences_and_long_words() -> None:
    long = "Dieser Satz hat viele Wörter und er hört auch dann nicht auf, wenn es genug ist."
    assert complaints(long) == [f"16 words: {long[:-1]}"]
    assert complaints("Die Datenschutzgrundverordnung gilt.") == ["26 letters: Datenschutzgrundverordnung"]
    assert complaints("Die Öffnungszeiten", known=KNOWN) == []
    assert complaints("Die Datenschutz-Verordnung gilt. Sie ist lang. Das ist gut! Oder nicht? Doch: Ja.") == []


def test_every_variant_of_a_message_is_looked_at() -> None:
    source = "a = Es { $n ->\n    [one] ist eins\n   *[other] sind { $n }\n  } da.\n    .hint = Mehr\n"
    assert list(messages(source)) == [("a", "Es ist eins da."), ("a", "Es sind n da."), ("a.hint", "Mehr")]
