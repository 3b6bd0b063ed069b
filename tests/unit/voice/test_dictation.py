"""Dictated numbers, dates and letters."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accessibility.voice import german
from accessibility.voice.dictation import Free, date, digits, spoken_date, understand, vocabulary
from accessibility.voice.numerals import numerals, written_out

LOCALES = ("de", "de-simple", "en", "uk", "ru", "ar", "fa", "vi")


@given(st.integers(0, german.LARGEST))
def test_a_number_is_heard_as_it_was_meant_whole_and_digit_by_digit(number: int) -> None:
    assert digits([german.cardinal(number)], "de") == str(number)
    assert digits([german.cardinal(int(digit)) for digit in str(number)], "de") == str(number)


@given(st.sampled_from(LOCALES), st.integers(0, 99))
def test_small_numbers_are_heard_in_every_language(locale: str, number: int) -> None:
    words = written_out(number, locale)
    assert words is not None
    assert digits(words.split(), locale) == str(number)


@given(st.sampled_from(LOCALES), st.lists(st.integers(0, 9), min_size=1, max_size=12))
def test_digits_one_by_one_are_heard_in_every_language(locale: str, number: list[int]) -> None:
    words = [written_out(digit, locale) for digit in number]
    assert digits([word for word in words if word], locale) == "".join(map(str, number))


@given(st.dates(dt.date(1800, 1, 1), dt.date(2199, 12, 31)))
def test_every_day_is_heard_as_it_was_meant(day: dt.date) -> None:
    assert date(spoken_date(day).split(), "de") == day


@pytest.mark.parametrize(
    ("said", "free", "heard"),
    [
        ("eins eins zwei", Free.NUMBER, "number:112"),
        ("hundertzwölf", Free.NUMBER, "number:112"),
        ("hundert zwölf", Free.NUMBER, "number:112"),
        ("null drei sechs vier eins", Free.NUMBER, "number:03641"),
        ("vier und zwanzig null drei", Free.NUMBER, "number:2403"),
        ("eins brot zwei", Free.NUMBER, None),
        ("und", Free.NUMBER, None),
        ("", Free.NUMBER, None),
        ("eins " * 41, Free.NUMBER, None),
        ("siebter vierter neunzehnhundertdreiundfünfzig", Free.DATE, "date:1953-04-07"),
        ("am siebten april neunzehn hundert drei und fünfzig", Free.DATE, "date:1953-04-07"),
        ("sieben vier neunzehn dreiundfünfzig", Free.DATE, "date:1953-04-07"),
        ("erster jänner zweitausend", Free.DATE, "date:2000-01-01"),
        ("dreißigster februar zweitausend", Free.DATE, None),
        ("siebter vierter dreiundfünfzig", Free.DATE, None),
        ("siebter vierter", Free.DATE, None),
        ("der " + "eins " * 41, Free.DATE, None),
        ("anton", Free.SPELLING, "letters:a"),
        ("a wie aachen", Free.SPELLING, "letters:a"),
        ("a wie anton berta ce", Free.SPELLING, "letters:abc"),
        ("umlaut aachen ärger umlaut u", Free.SPELLING, "letters:ääü"),
        ("schule eszett leerzeichen bindestrich", Free.SPELLING, "letters:schß -"),
        ("a wie berta", Free.SPELLING, None),
        ("a wie", Free.SPELLING, None),
        ("umlaut", Free.SPELLING, None),
        ("wie", Free.SPELLING, None),
        ("", Free.SPELLING, None),
    ],
)
def test_what_people_dictate(said: str, free: Free, heard: str | None) -> None:
    assert understand(said.split(), free, "de") == heard


def test_dates_are_german_and_spelling_is_where_the_alphabet_is_known() -> None:
    assert date(["one"], "en") is None
    assert vocabulary(Free.DATE, "en") == []
    assert understand(["alpha", "b", "for", "bravo"], Free.SPELLING, "en") == "letters:ab"
    assert understand(["anton"], Free.SPELLING, "fa") is None
    assert vocabulary(Free.SPELLING, "fa") == []


@pytest.mark.parametrize("locale", LOCALES)
def test_numbers_can_be_said_in_every_language(locale: str) -> None:
    assert sorted(set(numerals(locale).values())) == list(range(100))
    assert {word for phrase in numerals(locale) for word in phrase.split()} <= set(vocabulary(Free.NUMBER, locale))


def test_all_words_of_a_spoken_date_can_be_heard() -> None:
    words = set(vocabulary(Free.DATE, "de"))
    assert {"siebter", "april", "neunzehnhundert", "dreiundfünfzig", "am"} <= words


def test_a_language_without_numbers_has_none() -> None:
    assert numerals("xx") == {}
    assert written_out(3, "xx") is None
    assert written_out(100_000, "de") is None
