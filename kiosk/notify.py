"""What a service tells systemd: sd_notify(3) in a few lines, for supervisor, hub and display."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Callable, Mapping

_POLL_SECONDS = 0.1


class Notifier:
    """Sends states to the socket that systemd names in the environment; without one it does nothing."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        address = environment.get("NOTIFY_SOCKET", "")
        self._address = "\0" + address[1:] if address.startswith("@") else address
        watched = environment.get("WATCHDOG_PID", str(os.getpid())) == str(os.getpid())
        self._watchdog = int(environment.get("WATCHDOG_USEC", "0")) / 1e6 if watched else 0.0

    @property
    def listened_to(self) -> bool:
        """A service manager wants to hear."""
        return bool(self._address)

    def send(self, state: str) -> bool:
        """Send a state such as `READY=1`; False when nobody took it, which is no reason to stop."""
        if not self._address:
            return False
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as sender:
            try:
                sender.sendto(state.encode(), os.fsencode(self._address))
            except OSError:
                return False
        return True

    async def feed(self, alive: Callable[[], bool] = lambda: True) -> None:
        """Feed the watchdog from the event loop, at half its time, while `alive` holds; returns without a watchdog."""
        while self._watchdog > 0:
            if alive():
                self.send("WATCHDOG=1")
            await asyncio.sleep(self._watchdog / 2)

    async def run(self, alive: Callable[[], bool]) -> None:
        """Say READY when `alive` first holds, then feed the watchdog."""
        while not alive():  # noqa: ASYNC110 - what is watched knows no events
            await asyncio.sleep(_POLL_SECONDS)
        self.send("READY=1")
        await self.feed(alive)
