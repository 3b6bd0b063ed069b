"""German numbers: words and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accessibility.voice import german


@given(st.integers(0, german.LARGEST))
def test_a_number_survives_being_written_out(number: int) -> None:
    assert german.number(german.cardinal(number)) == number


@given(st.integers(1, 2999))
def test_a_year_survives_being_said(year: int) -> None:
    assert german.number(german.year(year)) == year


@given(st.integers(1, 99), st.sampled_from(["e", "er", "en", "es"]))
def test_an_ordinal_survives_with_any_ending(number: int, ending: str) -> None:
    assert german.ordinals(german.ordinal(number) + ending) == number


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("einhundertzwölf", 112),
        ("hundertundzwölf", 112),
        ("zwotausend", 2000),
        ("zwoundzwanzig", 22),
        ("dreissig", 30),
        ("neunzehnhundertdreiundfünfzig", 1953),
        ("null", 0),
        ("siebent", None),
        ("hundertund", None),
        ("", None),
        ("und", None),
        ("zwanzigtausend", None),
        ("brot", None),
    ],
)
def test_what_people_say_is_read(word: str, number: int | None) -> None:
    assert german.number(word) == number


def test_what_is_no_ordinal_is_none() -> None:
    assert german.ordinals("weiter") is None
    assert german.ordinals("sieben") is None


@pytest.mark.parametrize("number", [-1, 10_000])
def test_other_numbers_are_not_written_out(number: int) -> None:
    with pytest.raises(ValueError, match="range"):
        german.cardinal(number)
