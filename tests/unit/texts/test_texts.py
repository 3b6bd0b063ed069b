"""Messages by locale: fallbacks, isolation marks, dates, and the same keys everywhere."""

from __future__ import annotations

import datetime as dt
import logging
import shutil
from typing import TYPE_CHECKING

import pytest

from kiosk.texts import ROOT, Lack, Texts, TextsError, direction, entries, known_locales, locale_name

if TYPE_CHECKING:
    from pathlib import Path

GERMAN = """\
# a comment
hello = Guten Tag, { $name }!
    .hint = Ein Hinweis
    .speech = Guten Tag.
    .voice = hallo | moin moin
# only = commented out
-office = Stadtteilbüro
where = Im { -office }
both = { where } und { $name }
people = { $count ->
    [0] niemand
    [one] eine Person
   *[other] { $count } Personen
  }
until = bis { $time }
on = am { $day }
title = Bürgerbüro
only-attributes =
    .hint = Nur das

lines = Erste
    Zweite

    Dritte
"""


@pytest.fixture
def files(tmp_path: Path) -> Path:
    others = {
        "de-simple": "hello = Hallo { $name }\n",
        "en": "title = Office\nhello = Hello { $name }\n",
        "ar": "people = { $count ->\n    [two] شخصان\n    [few] { $count } أشخاص\n   *[other] { $count } شخص\n  }\n",
    }
    for locale, source in {"de": GERMAN, **others}.items():
        (tmp_path / locale).mkdir()
        (tmp_path / locale / "a.ftl").write_text(source, encoding="utf-8")
    (tmp_path / "de" / "b.ftl").write_text("other = Aus der zweiten Datei\n", encoding="utf-8")
    for locale in ("de", "en", "ar"):
        shutil.copy(ROOT / locale / "time.ftl", tmp_path / locale)
    return tmp_path


def texts(files: Path, locale: str = "de") -> Texts:
    return Texts(locale, root=files, strict=True)


def test_values_stand_between_isolation_marks_on_the_screen_only(files: Path) -> None:
    assert texts(files).text("hello", name="Ayşe") == "Guten Tag, \u2068Ayşe\u2069!"
    assert texts(files).plain("hello", name="Ayşe") == "Guten Tag, Ayşe!"
    assert texts(files, "en").speech("hello", name="Ayşe") == "Hello Ayşe"
    assert texts(files).text("hello", name="Ayşe") == "Guten Tag, \u2068Ayşe\u2069!"


def test_what_a_visitor_typed_is_a_value_and_never_a_message(files: Path) -> None:
    typed = "{ $name } {hello} %s {0} \" ' \u202e"
    assert texts(files).plain("hello", name=typed) == f"Guten Tag, {typed}!"


def test_speech_and_voice_fall_back_to_the_text(files: Path) -> None:
    assert texts(files).speech("hello", name="x") == "Guten Tag."
    assert texts(files).speech("title") == "Bürgerbüro"
    assert texts(files).speech("hello", "hint") == "Ein Hinweis"
    assert texts(files).voice("hello", name="Ayşe") == ["Guten Tag, Ayşe", "hallo", "moin moin"]
    assert texts(files).voice("title") == ["Bürgerbüro"]


def test_messages_may_refer_to_terms_and_messages_of_any_file(files: Path) -> None:
    assert texts(files).plain("where") == "Im Stadtteilbüro"
    assert texts(files).plain("both", name="x") == "Im Stadtteilbüro und x"
    assert texts(files).text("other") == "Aus der zweiten Datei"
    assert texts(files).text("lines") == "Erste\nZweite\n\nDritte"


def test_a_message_is_taken_whole_from_the_first_locale_that_has_it(files: Path) -> None:
    simple = texts(files, "de-simple")
    assert simple.plain("hello", name="x") == "Hallo x"
    assert not simple.has("hello", "hint")
    assert simple.text("title") == "Bürgerbüro"
    assert texts(files, "ar").text("title") == "Bürgerbüro"
    assert texts(files, "vi").text("title") == "Bürgerbüro"


def test_a_message_refers_to_the_words_of_its_reader_s_locale(files: Path) -> None:
    (files / "de" / "c.ftl").write_text("outer = Hier: { inner }\ninner = schwer\n", encoding="utf-8")
    (files / "de-simple" / "c.ftl").write_text("inner = leicht\nback = Weg: { title }\n", encoding="utf-8")
    assert texts(files).plain("outer") == "Hier: schwer"
    assert texts(files, "de-simple").plain("outer") == "Hier: leicht"
    assert texts(files, "de-simple").plain("back") == "Weg: Bürgerbüro"


def test_there_are_only_the_messages_and_attributes_of_the_files(files: Path) -> None:
    known = texts(files)
    assert known.has("hello")
    assert known.has("hello", "hint")
    assert not known.has("hello", "body")
    assert not known.has("nothing")
    assert not known.has("only")
    assert not known.has("-office")


def test_a_missing_message_fails_where_texts_are_strict(files: Path) -> None:
    for key, attr in (("nothing", None), ("hello", "body"), ("only-attributes", None)):
        with pytest.raises(TextsError) as caught:
            texts(files).text(key, attr)
        assert caught.value.lack is Lack.MISSING
    with pytest.raises(TextsError) as unfilled:
        texts(files).text("hello")
    assert (unfilled.value.lack, unfilled.value.key) == (Lack.NOT_FORMATTED, "hello")


def test_a_missing_message_is_its_key_in_production_and_logged_once(
    files: Path, caplog: pytest.LogCaptureFixture
) -> None:
    lenient = Texts("en", root=files)
    with caplog.at_level(logging.WARNING):
        assert lenient.text("nothing") == "nothing"
        assert lenient.text("nothing") == "nothing"
        assert "Hello" in lenient.text("hello")
    assert [record.getMessage() for record in caplog.records] == [
        "text nothing in en: missing",
        "text hello in en: not-formatted",
    ]


def test_numbers_choose_the_plural_of_the_language(files: Path) -> None:
    german, arabic = texts(files), texts(files, "ar")
    assert [german.plain("people", count=count) for count in (0, 1, 2)] == ["niemand", "eine Person", "2 Personen"]
    assert arabic.plain("people", count=2) == "شخصان"
    assert arabic.plain("people", count=7) == "7 أشخاص"


def test_arabic_shows_the_digits_of_the_office_s_signs(files: Path) -> None:
    arabic = texts(files, "ar")
    assert arabic.plain("people", count=250) == "250 شخص"
    assert arabic.time(dt.time(9, 5)) == "9:05"
    assert arabic.date(dt.date(2026, 11, 23)) == "الاثنين، 23 نوفمبر 2026"


def test_days_and_times_are_written_as_the_locale_does(files: Path) -> None:
    day, half = dt.date(2026, 11, 23), dt.time(16, 30)
    assert texts(files).plain("on", day=day) == "am Montag, 23. November 2026"
    assert texts(files).plain("until", time=half) == "bis 16:30 Uhr"
    assert texts(files).speech("until", time=half) == "bis 16 Uhr 30"
    assert texts(files).plain("until", time=dt.time(16)) == "bis 16 Uhr"
    assert texts(files, "en").plain("until", time=half) == "bis 16:30"
    assert texts(files, "en").date(day) == "Monday, 23 November 2026"
    assert [texts(files).date(day, style) for style in ("long", "short")] == ["23. November 2026", "23.11.2026"]
    assert texts(files, "de-simple").date(day, "short") == "23.11.2026"


def test_a_value_that_is_not_known_is_written_as_nothing(files: Path) -> None:
    assert texts(files).plain("hello", name=None) == "Guten Tag, !"


def test_texts_from_outside_are_shown_as_they_are(files: Path) -> None:
    titles = {"counter-1": {"de": "Anmelden {und} $x", "en": "Register"}, "counter-2": {"de": "Rente"}, "none": {}}
    known = Texts("en", root=files, data=titles, strict=True)
    assert known.text("counter-1") == "Register"
    assert known.text("counter-2") == "Rente"
    assert known.text("none") == "none"
    assert Texts("de-simple", root=files, data=titles).text("counter-1") == "Anmelden {und} $x"
    assert known.has("counter-1")
    assert not known.has("counter-1", "hint")
    assert known.speech("counter-1") == "Register"
    assert known.voice("counter-1") == ["Register"]


def test_a_file_is_cut_where_its_entries_begin() -> None:
    assert [key for key, _ in entries(GERMAN)][:4] == ["hello", "-office", "where", "both"]
    assert list(entries("")) == []


def test_every_language_has_a_name_in_its_own_script_and_a_direction() -> None:
    assert [locale_name(locale) for locale in known_locales()] == [
        "Deutsch",
        "Einfache Sprache",
        "English",
        "Українська",
        "Русский",
        "العربية",
        "فارسی",
        "Tiếng Việt",
    ]
    assert [locale for locale in known_locales() if direction(locale) == "rtl"] == ["ar", "fa"]
    with pytest.raises(KeyError):
        locale_name("xx")
