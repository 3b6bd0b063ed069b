"""A street is found by its beginning, by a word in it, and in spite of slips."""

from __future__ import annotations

import pytest

from kiosk.visitor.keyboard_suggest import Suggestions, slips_to_prefix

STREETS = Suggestions(
    ("Karl-Marx-Allee", "Karl-Liebknecht-Straße", "Salvador-Allende-Platz", "Rudolf-Breitscheid-Straße", "Mühlenstraße")
)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Karl-Marx-Al", "Karl-Marx-Allee"),
        ("karl marx", "Karl-Marx-Allee"),
        ("karlm", "Karl-Marx-Allee"),
        ("Allende", "Salvador-Allende-Platz"),
        ("Karl-Liebknecht-Str.", "Karl-Liebknecht-Straße"),
        ("Karl-Liebknecht-Stra", "Karl-Liebknecht-Straße"),
        ("KARL-LIEBKNECHT-STRASSE", "Karl-Liebknecht-Straße"),
        ("Muehlen", "Mühlenstraße"),
        ("Mu\u0308hlen", "Mühlenstraße"),
    ],
)
def test_a_beginning_finds_its_street(typed: str, first: str) -> None:
    assert STREETS.begin_with(typed)[0] == first


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Kalr-Marx", "Karl-Marx-Allee"),
        ("Karl-Max-Alle", "Karl-Marx-Allee"),
        ("Rudolf-Breitscheit", "Rudolf-Breitscheid-Straße"),
        ("Salwador Alende", "Salvador-Allende-Platz"),
        ("Muhlenst", "Mühlenstraße"),
    ],
)
def test_slips_are_forgiven(typed: str, first: str) -> None:
    assert STREETS.near(typed)[0] == first


@pytest.mark.parametrize("typed", ["", " - ", "Xanten", "😀", "Q"])
def test_nothing_is_offered_for_nothing_alike(typed: str) -> None:
    assert STREETS.near(typed) == ()


def test_at_most_three_are_offered_each_once() -> None:
    many = Suggestions([f"Weg {number}" for number in range(9)] + ["Weg 1"])
    assert many.near("Weg") == ("Weg 0", "Weg 1", "Weg 2")


def test_swapped_letters_are_one_slip_and_too_many_are_none() -> None:
    assert slips_to_prefix("kalr", "karlmarx", 2) == 1
    assert slips_to_prefix("karl", "karlmarx", 2) == 0
    assert slips_to_prefix("xyzk", "karlmarx", 2) is None
