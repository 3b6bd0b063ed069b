"""What a service tells systemd: sd_notify(3) in a few lines."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Mapping


class Notifier:
    """Sends states to the socket that systemd names in the environment; without one it does nothing."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        address = environment.get("NOTIFY_SOCKET", "")
        self._address = "\0" + address[1:] if address.startswith("@") else address
        watched = environment.get("WATCHDOG_PID", str(os.getpid())) == str(os.getpid())
        self._watchdog = int(environment.get("WATCHDOG_USEC", "0")) / 1e6 if watched else 0.0

    def send(self, state: str) -> None:
        """Send a state such as `READY=1`; a manager that does not listen is no reason to stop."""
        if not self._address:
            return
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as sender:
            try:
                sender.sendto(state.encode(), self._address)
            except OSError:
                return

    async def feed(self) -> None:
        """Feed the watchdog from the event loop, at half its time, for as long as the loop turns."""
        while self._watchdog > 0:
            self.send("WATCHDOG=1")
            await asyncio.sleep(self._watchdog / 2)
