"""systemd's notification protocol (sd_notify(3)): ready once, then a watchdog sign while all is well."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
from collections.abc import Callable, Mapping

_POLL_SECONDS = 0.1


class Notify:
    """Sends to `NOTIFY_SOCKET`; without one it does nothing."""

    def __init__(self, environment: Mapping[str, str] | None = None) -> None:
        values = os.environ if environment is None else environment
        self._address = values.get("NOTIFY_SOCKET", "")
        self._every = int(values.get("WATCHDOG_USEC", "0")) / 2e6

    def send(self, message: str) -> None:
        """Send one datagram; a service manager that is gone is no error."""
        if not self._address:
            return
        address = "\0" + self._address[1:] if self._address.startswith("@") else self._address
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as connection:
            connection.sendto(message.encode(), address)

    async def run(self, alive: Callable[[], bool]) -> None:
        """Say READY when `alive` first holds, then WATCHDOG at half the watchdog's time while it holds."""
        while not alive():  # noqa: ASYNC110 - what is watched knows no events
            await asyncio.sleep(_POLL_SECONDS)
        self.send("READY=1")
        while self._every:
            if alive():
                self.send("WATCHDOG=1")
            await asyncio.sleep(self._every)
