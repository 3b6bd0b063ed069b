"""Tells systemd that the display is ready and that it still paints (sd_notify(3))."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

EVERY = 1.0
"""Seconds between two signs at most."""


class Watchdog:
    """Sends `READY=1` with the first painted frame and `WATCHDOG=1` with later ones; nothing without systemd."""

    def __init__(self, environment: Mapping[str, str], clock: Callable[[], float]) -> None:
        self._address = environment.get("NOTIFY_SOCKET", "")
        self._clock = clock
        self._sent_at: float | None = None

    def painted(self) -> None:
        """A frame is on the screen."""
        now = self._clock()
        if not self._address or (self._sent_at is not None and now - self._sent_at < EVERY):
            return
        message = b"WATCHDOG=1" if self._sent_at is not None else b"READY=1\nWATCHDOG=1"
        self._sent_at = now
        address = "\0" + self._address[1:] if self._address.startswith("@") else self._address
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as sender:
            try:
                sender.sendto(message, os.fsencode(address))
            except OSError:
                self._sent_at = None  # Tried again with the next frame; systemd restarts us if it never hears.
