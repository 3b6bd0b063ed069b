"""Whether what an engine made is speech of the text, judged by how long it lasts.

Measured with espeak-ng 1.51 at 140 words a minute, 150 texts of this terminal each: German 64 to 164 ms a character,
English 63 to 166, Arabic 108 to 205, Persian 93 to 192. A script that a voice does not know is spelled out as
*Cyrillic letter, number ...*: 1 040 ms a character and more. A voice without its dictionary says next to nothing.
"""

from __future__ import annotations

import enum
import unicodedata

USUAL_RATE = 140
SHORTEST_MS, LONGEST_MS = 30, 450
"""A character, at the usual rate."""
_DIGIT = 6
"""Characters that a digit is worth: it is said as a word."""
_TOO_FEW = 4
"""Shorter texts are not judged."""

_SCRIPTS = {"ar": "ARABIC", "fa": "ARABIC", "uk": "CYRILLIC", "ru": "CYRILLIC"}


class Use(enum.Enum):
    """What the sound is worth."""

    GOOD = "good"
    FOREIGN = "foreign"
    """The text is in a script that this voice does not know; that says nothing about the voice."""
    NONE = "none"
    """The voice does not speak its own language here."""


def judge(text: str, voice: str, seconds: float, rate: int) -> Use:
    """Say what sound of `seconds` is worth as speech of `text`."""
    letters = [char for char in text if char.isalpha()]
    weight = len(text) + sum(char.isdigit() for char in text) * (_DIGIT - 1)
    if len(letters) < _TOO_FEW:
        return Use.GOOD
    each = seconds * 1000 / weight * rate / USUAL_RATE
    if SHORTEST_MS <= each <= LONGEST_MS:
        return Use.GOOD
    script = _SCRIPTS.get(voice, "LATIN")
    own = sum(unicodedata.name(char, "").startswith(script) for char in letters)
    return Use.NONE if 2 * own > len(letters) else Use.FOREIGN
