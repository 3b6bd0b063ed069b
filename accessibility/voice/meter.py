"""How loud it is, and whether listening has a chance: the level meter and what a microphone suffers from."""

from __future__ import annotations

import enum
from array import array
from collections import deque

from accessibility.voice.samples import HERTZ, clipped, decibel

BLOCK = HERTZ // 20
"""Samples for one level: 50 ms."""

_FLOOR, _TOP = -60.0, -10.0
"""dB at which the meter shows 0 and 100."""
_WINDOW = 100
"""Blocks that are judged together: 5 s."""
_NOISY = -32.0
"""dB that four fifths of the window are above: then voices drown."""
_SILENT = -92.0
"""dB below which no microphone is, not even in a quiet room: it is switched off or muted."""
_CLIPPED_BLOCKS = 12
_CLIPPED_SAMPLES = 4


class Trouble(enum.Enum):
    """What makes hearing hard."""

    NOISY = "noisy"
    CLIPPING = "clipping"
    SILENT = "silent"


class Meter:
    """Takes blocks of `BLOCK` samples; remembers loudness, never sound."""

    def __init__(self) -> None:
        self._levels: deque[float] = deque(maxlen=_WINDOW)
        self._clipped: deque[bool] = deque(maxlen=_WINDOW)

    def feed(self, block: array[int]) -> int:
        """Take a block, give its loudness from 0 to 100."""
        level = decibel(block)
        self._levels.append(level)
        self._clipped.append(clipped(block) >= _CLIPPED_SAMPLES)
        return round(100 * min(1.0, max(0.0, (level - _FLOOR) / (_TOP - _FLOOR))))

    def troubles(self) -> set[Trouble]:
        """Give what is wrong over the last five seconds; nothing before there are as many."""
        if len(self._levels) < _WINDOW:
            return set()
        found = set()
        if sorted(self._levels)[_WINDOW // 5] > _NOISY:
            found.add(Trouble.NOISY)
        if max(self._levels) < _SILENT:
            found.add(Trouble.SILENT)
        if self._clipped.count(True) >= _CLIPPED_BLOCKS:
            found.add(Trouble.CLIPPING)
        return found
