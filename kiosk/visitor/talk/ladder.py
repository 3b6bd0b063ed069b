"""What is done when somebody was not understood, from saying so to fetching a person. Pure but for its clock."""

from __future__ import annotations

import enum
from collections.abc import Callable

FORGET_SECONDS = 30.0
"""Somebody who was not understood so long ago begins anew: then it may have been other people talking."""


class Rung(enum.Enum):
    """What to do."""

    SAY = "say"
    LIST = "list"
    NUMBERS = "numbers"
    PERSON = "person"
    NOTHING = "nothing"


_ORDER = (Rung.SAY, Rung.LIST, Rung.NUMBERS, Rung.PERSON)


class Ladder:
    """Counts what was not understood; everything understood resets it.

    After the last rung nothing more is said until something is understood or `reset`: people who talk in the room are
    not to be answered all day.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        """`now` gives monotonic seconds."""
        self._now = now
        self._missed = 0
        self._last = float("-inf")

    def missed(self) -> Rung:
        """Somebody was not understood; say what to do about it."""
        now = self._now()
        if now - self._last > FORGET_SECONDS and self._missed < len(_ORDER):
            self._missed = 0
        self._last = now
        self._missed += 1
        return _ORDER[self._missed - 1] if self._missed <= len(_ORDER) else Rung.NOTHING

    def reset(self) -> None:
        """Something was understood, or somebody asks to be heard."""
        self._missed = 0
