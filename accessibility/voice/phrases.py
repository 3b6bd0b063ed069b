"""Phrases as people see them, brought to the form in which a recogniser hears them."""

from __future__ import annotations

import re
import unicodedata

from accessibility.voice.numerals import written_out

_APOSTROPHES = str.maketrans(dict.fromkeys("\u2019\u2018\u02bc\u00b4`", "'"))
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff\u064b-\u0652\u0640]")
"""Soft hyphens, marks of direction and isolation, Arabic vowel signs and the stretcher: seen or not, never said."""
_DIGITS = re.compile(r"\d+")
_LONGEST = 200


def normalise(text: str, locale: str) -> str:
    """Give the words of a phrase in lower case, without marks and with its numbers written out; "" when none is left.

    Numbers that have no words here stay digits, which no model knows: such a phrase is reported as one that nobody
    can say.
    """
    plain = unicodedata.normalize("NFC", text[:_LONGEST]).translate(_APOSTROPHES)
    plain = _INVISIBLE.sub("", plain).lower()
    plain = _DIGITS.sub(lambda found: f" {_number(found[0], locale)} ", plain)
    return " ".join(filter(None, (word.strip("'") for word in _letters(plain).split())))


def _letters(text: str) -> str:
    """Turn everything into a blank that is no letter, digit, apostrophe or sign on a letter, nor joins two letters."""
    return "".join(mark if mark in "'\u200c" or unicodedata.category(mark)[0] in "LMN" else " " for mark in text)


def _number(digits: str, locale: str) -> str:
    value = int(digits)
    return written_out(value, locale) or str(value)
