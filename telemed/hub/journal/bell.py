"""Wake-ups between processes on one journal: a datagram socket for each in one folder.

A lost one costs nothing but time, since `wait` also returns by itself after a while.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import secrets
import socket
from pathlib import Path

FALLBACK_SECONDS = 1.0
"""How long a wake-up that got lost can go unnoticed."""


class Bell:
    """One process's bell: `ring` wakes all bells of the folder, `wait` returns when somebody rang.

    Sockets are addressed through the folder's descriptor, so that a long path does not exceed the 108 bytes of an
    address.
    """

    def __init__(self, folder: Path, fallback_seconds: float = FALLBACK_SECONDS) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        self._fallback = fallback_seconds
        self._name = f"{os.getpid()}-{secrets.token_hex(4)}.sock"
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK | socket.SOCK_CLOEXEC)
        self._socket.bind(self._address(self._name))
        self._rang: set[asyncio.Event] = set()
        self._loop: asyncio.AbstractEventLoop | None = None

    def _address(self, name: str) -> str:
        return f"/proc/self/fd/{self._folder}/{name}"

    def ring(self) -> None:
        """Wake everybody; a bell whose process is gone is removed."""
        for name in os.listdir(self._folder):  # noqa: PTH208 (a path has no listing by descriptor)
            try:
                self._socket.sendto(b"!", self._address(name))
            except (ConnectionRefusedError, FileNotFoundError):
                with contextlib.suppress(FileNotFoundError):
                    os.unlink(name, dir_fd=self._folder)
            except BlockingIOError:
                continue  # Its box is full: it is going to wake anyway.

    async def wait(self, rang: asyncio.Event) -> None:
        """Return when somebody rang since `rang` was last cleared, or after the fallback time."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(rang.wait(), self._fallback)
        rang.clear()

    def listen(self) -> asyncio.Event:
        """Return an event that is set at each ring from now on; give it back with `forget`."""
        if self._loop is None:
            self._loop = asyncio.get_running_loop()
            self._loop.add_reader(self._socket.fileno(), self._heard)
        rang = asyncio.Event()
        self._rang.add(rang)
        return rang

    def forget(self, rang: asyncio.Event) -> None:
        """Stop setting this event."""
        self._rang.discard(rang)
        if not self._rang and self._loop is not None:
            self._loop.remove_reader(self._socket.fileno())
            self._loop = None

    def _heard(self) -> None:
        with contextlib.suppress(BlockingIOError):
            while True:
                self._socket.recv(8)
        for rang in self._rang:
            rang.set()

    def close(self) -> None:
        """Take the bell down; doing so twice is no error."""
        if self._socket.fileno() < 0:
            return
        with contextlib.suppress(FileNotFoundError):
            os.unlink(self._name, dir_fd=self._folder)
        self._socket.close()
        os.close(self._folder)
