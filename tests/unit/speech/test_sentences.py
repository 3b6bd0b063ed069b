"""A text is cut where a voice may stop."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accessibility.speech.sentences import LONGEST, sentences


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Guten Tag. Bitte nehmen Sie Platz.", ("Guten Tag.", "Bitte nehmen Sie Platz.")),
        ("Ihre Nummer ist 14. Bitte warten Sie.", ("Ihre Nummer ist 14.", "Bitte warten Sie.")),
        ("Gehen Sie in die 3. Etage. Dort links.", ("Gehen Sie in die 3. Etage.", "Dort links.")),
        ("Am 24. Dezember ist zu.", ("Am 24. Dezember ist zu.",)),
        ("Papiere, z. B. Ihr Ausweis, ca. 10 Euro.", ("Papiere, z. B. Ihr Ausweis, ca. 10 Euro.",)),
        ("Um 14.30 Uhr? Ja! Gut", ("Um 14.30 Uhr?", "Ja!", "Gut")),
        ("هل تحتاج مساعدة؟ نعم.", ("هل تحتاج مساعدة؟", "نعم.")),
        ("Erste Zeile\nzweite Zeile", ("Erste Zeile", "zweite Zeile")),
        ("„Hilfe holen.“ Dann warten.", ("„Hilfe holen.“", "Dann warten.")),
        ("", ()),
        (" \n ", ()),
    ],
)
def test_a_text_is_cut_into_its_sentences(text: str, pieces: tuple[str, ...]) -> None:
    assert sentences(text) == pieces


def test_a_sentence_too_long_is_cut_at_a_comma() -> None:
    long = "Bringen Sie bitte Ihren Ausweis, Ihre Karte, den Brief vom Amt und etwas Geduld mit, " * 5

    pieces = sentences(long)

    assert all(len(piece) <= LONGEST for piece in pieces)
    assert all(piece.endswith(",") for piece in pieces)


@given(st.text(max_size=2_000))
def test_nothing_but_white_space_gets_lost(text: str) -> None:
    pieces = sentences(text)

    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(0 < len(piece) <= LONGEST for piece in pieces)
