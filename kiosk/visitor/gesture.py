"""How staff asks for its menu: a row of touches in the upper corners of the welcome screen. Pure.

Left, right, left, right, left, each in its corner and all within six seconds. Nothing is there to be touched, and
tapping about does not do it: any touch elsewhere starts the row again.
"""

from __future__ import annotations

CORNER_MM = 22
SECONDS = 6.0
_ROW = "LRLRL"


class Gesture:
    """Watches touches for the row; `width` and `corner` are in pixels."""

    def __init__(self, width: int, corner: int) -> None:
        self._width, self._corner = width, corner
        self._done = 0
        self._since = 0.0

    def touched(self, x: int, y: int, now: float) -> bool:
        """Take a touch and say whether the row is complete with it."""
        where = self._where(x, y)
        if self._done and now - self._since > SECONDS:
            self._done = 0
        if where != _ROW[self._done]:
            self._done = 0
        if where == _ROW[self._done]:
            if self._done == 0:
                self._since = now
            self._done += 1
        if self._done == len(_ROW):
            self._done = 0
            return True
        return False

    def _where(self, x: int, y: int) -> str:
        if y >= self._corner:
            return ""
        if x < self._corner:
            return "L"
        return "R" if x >= self._width - self._corner else ""
