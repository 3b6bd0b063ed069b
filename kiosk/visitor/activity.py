"""Whether somebody is there: real input, told at most twice a second. Pure."""

from __future__ import annotations

from collections.abc import Callable

JITTER_PX = 8
"""A pointer that moves less than this has not been moved by anybody."""

EVERY_SECONDS = 0.5


class Activity:
    """Tells `tell` about input."""

    def __init__(self, now: Callable[[], float], tell: Callable[[], None]) -> None:
        self._now, self._tell = now, tell
        self._last = float("-inf")
        self._x = self._y = -10 * JITTER_PX

    def pointer(self, x: int, y: int, *, pressed: bool) -> None:
        """Take a pointer event at a place in pixels."""
        moved = max(abs(x - self._x), abs(y - self._y)) >= JITTER_PX
        if moved or pressed:
            self._x, self._y = x, y
            self.did()

    def did(self) -> None:
        """Something was done for sure."""
        now = self._now()
        if now - self._last >= EVERY_SECONDS:
            self._last = now
            self._tell()
