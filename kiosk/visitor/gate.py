"""When touches count: not before the screen is shown, and not while a finger of the one before is still down. Pure."""

from __future__ import annotations

QUIET_SECONDS = 0.3
"""All buttons must have been up for so long before the first touch counts."""


class Gate:
    """Decides whether input counts. Shut for good once the session has ended."""

    def __init__(self) -> None:
        self._quiet_since: float | None = None
        self._down = False
        self._opened = False
        self._ended = False

    def shown(self, now: float) -> None:
        """The window came up at `now` (monotonic seconds)."""
        self._quiet_since = now
        self._opened = False

    def ended(self) -> None:
        """The session is over: nothing counts any more."""
        self._ended = True

    def is_open(self, now: float) -> bool:
        """Whether something that is no pointer (a key) counts now."""
        return self.pointer(now, down=self._down, pressed=False)

    def pointer(self, now: float, *, down: bool, pressed: bool) -> bool:
        """Take a pointer event and say whether it counts.

        `down` is whether a button is down after it, `pressed` whether it is the very press.
        """
        if self._ended or self._quiet_since is None:
            self._down = down
            return False
        if self._opened:
            self._down = down
            return True
        waited = not self._down and now - self._quiet_since >= QUIET_SECONDS
        if waited and (pressed or not down):
            self._opened = True
            self._down = down
            return True
        if down or self._down:
            self._quiet_since = now
        self._down = down
        return False
