"""Double strikes: a hand that trembles touches twice and means once (EN 301 549, clause 5.8)."""

from __future__ import annotations

from collections.abc import Callable

WINDOW_SECONDS = 0.5
"""A second strike within this time does not count."""


class Strikes:
    """Decides which strikes count; one for each visitor process, shared by all that can be touched.

    A second strike on the same control within `WINDOW_SECONDS` is dropped, and so is one at the same place on a
    control that was not there at the first strike: the screen changed under the finger.
    """

    def __init__(self, now: Callable[[], float], near: int) -> None:
        """`now` gives monotonic seconds, `near` is the distance in pixels that is the same place."""
        self._now = now
        self._near = near
        self._control: object = None
        self._place: tuple[int, int] | None = None
        self._at = float("-inf")

    def counts(self, control: object, place: tuple[int, int] | None) -> bool:
        """Take a strike on `control` at `place` (screen pixels, None for keys) and say whether it counts."""
        now = self._now()
        soon = now - self._at < WINDOW_SECONDS
        if soon and (control is self._control or self._is_near(place)):
            return False
        self._control, self._place, self._at = control, place, now
        return True

    def _is_near(self, place: tuple[int, int] | None) -> bool:
        if place is None or self._place is None:
            return False
        return abs(place[0] - self._place[0]) <= self._near and abs(place[1] - self._place[1]) <= self._near
