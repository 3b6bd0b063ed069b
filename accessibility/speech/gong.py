"""The gong before an announcement: two notes, made here, so that no sound file has to be shipped."""

from __future__ import annotations

import array
import math
import sys

from accessibility.speech.engine import Speech

HERTZ = 22_050
_NOTES = (659.26, 523.25)
"""E and C: a falling third, as public announcements have it."""
_SECONDS = 0.7
_LOUD = 9_000


def gong() -> Speech:
    """Make the gong's samples; about 1.6 seconds."""
    samples = array.array("h")
    for place, note in enumerate(_NOTES):
        length = int(HERTZ * _SECONDS * (1 + 0.3 * place))
        samples.extend(_struck(note, at / HERTZ) for at in range(length))
    if sys.byteorder == "big":
        samples.byteswap()
    return Speech(HERTZ, samples.tobytes())


def _struck(note: float, at: float) -> int:
    """Give one sample of a struck note: a soft start (no click), two overtones, fading out."""
    start = min(1.0, at / 0.008)
    tone = sum(
        level * math.sin(2 * math.pi * note * times * at) * math.exp(-at * fade)
        for times, level, fade in ((1, 1.0, 4.0), (2, 0.35, 6.0), (3, 0.15, 9.0))
    )
    return int(_LOUD * start * tone)
