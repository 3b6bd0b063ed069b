"""Tells systemd that the display is ready and that it still paints (sd_notify(3))."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.notify import Notifier

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

EVERY = 1.0
"""Seconds between two signs at most."""


class Watchdog:
    """Sends `READY=1` with the first painted frame and `WATCHDOG=1` with later ones; nothing without systemd."""

    def __init__(self, environment: Mapping[str, str], clock: Callable[[], float]) -> None:
        self._notifier = Notifier(environment)
        self._clock = clock
        self._sent_at: float | None = None

    def painted(self) -> None:
        """A frame is on the screen."""
        now = self._clock()
        if not self._notifier.listened_to or (self._sent_at is not None and now - self._sent_at < EVERY):
            return
        message = "WATCHDOG=1" if self._sent_at is not None else "READY=1\nWATCHDOG=1"
        # What nobody took is tried again with the next frame; systemd restarts us if it never hears.
        self._sent_at = now if self._notifier.send(message) else None
