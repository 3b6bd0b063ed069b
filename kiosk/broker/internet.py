"""The way out: names become addresses once, and connections are made to the addresses that were looked at."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import ipaddress
import socket
import struct
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from kiosk.broker.hosts import HTTPS, Network, Reason

LOOK_UP_SECONDS = 12.0
CONNECT_SECONDS = 10.0
STAGGER_SECONDS = 0.3
"""After this long without an answer the next address is tried beside the one before (RFC 8305)."""
MOST_ADDRESSES = 6
_THREADS = 8
_NO_SUCH_NAME = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})
_NO_TRACE = struct.pack("ii", 1, 0)
"""Closed, also by the death of the process, a connection is gone at once: the kernel would keep the site's address for
a minute, and whatever was not sent for longer."""
_NO_WAY = frozenset({errno.ENETUNREACH, errno.ENETDOWN})


class Failed(Exception):  # noqa: N818 - a state of the world, not a mistake
    """A host was not reached."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


def look_up(name: str, resolver: Callable[..., list[Any]] = socket.getaddrinfo) -> list[str]:
    """Ask the machine's resolver; the dot at the end keeps it from trying the name below the office's own domain."""
    found = resolver(f"{name}.".encode(), None, type=socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class Internet:
    """Looks names up with the machine's resolver and connects."""

    def __init__(
        self,
        port: int = HTTPS,
        proc: Path = Path("/proc/net"),
        look_up: Callable[[str], Sequence[str]] = look_up,
    ) -> None:
        self._port = port
        self._proc = proc
        self._look_up = look_up
        # Of its own, so that a resolver that does not answer holds up nothing but names.
        self._threads = ThreadPoolExecutor(_THREADS, "names")

    async def addresses(self, name: str) -> Sequence[str]:
        """Look a name up; raises `Failed`."""
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(LOOK_UP_SECONDS):
                return await loop.run_in_executor(self._threads, self._look_up, name)
        except TimeoutError:
            raise Failed(Reason.OFFLINE) from None
        except OSError as error:  # gaierror is one
            raise Failed(Reason.NO_NAME if error.errno in _NO_SUCH_NAME else Reason.OFFLINE) from None

    def near(self) -> Sequence[Network]:
        """Give the networks this machine is in: what is there is no internet, whatever its addresses look like."""
        return tuple(networks_at(self._proc))

    async def connect(self, addresses: Sequence[str]) -> socket.socket:
        """Connect to the first that answers, beginning in this order; raises `Failed`."""
        waiting = list(addresses[:MOST_ADDRESSES])
        attempts: set[asyncio.Task[socket.socket]] = set()
        errors: set[int | None] = set()
        try:
            while waiting or attempts:
                if waiting:
                    attempts.add(asyncio.create_task(self._open(waiting.pop(0))))
                seconds = STAGGER_SECONDS if waiting else None
                done, attempts = await asyncio.wait(attempts, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
                connected, failed = _sorted_out(done)
                if connected is not None:
                    return connected
                errors |= failed
        finally:
            for attempt in attempts:
                attempt.cancel()
        raise Failed(Reason.OFFLINE if errors <= _NO_WAY else Reason.UNREACHABLE)

    async def _open(self, address: str) -> socket.socket:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        connection = socket.socket(family, socket.SOCK_STREAM)
        try:
            connection.setblocking(False)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_TRACE)
            async with asyncio.timeout(CONNECT_SECONDS):
                await asyncio.get_running_loop().sock_connect(connection, (address, self._port))
        except BaseException:
            connection.close()
            raise
        return connection

    def close(self) -> None:
        """Wait for nobody."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def _sorted_out(done: set[asyncio.Task[socket.socket]]) -> tuple[socket.socket | None, set[int | None]]:
    """Take one connection of those made, close the others, and give the errors of the attempts that failed."""
    errors = {getattr(error, "errno", None) for task in done if (error := task.exception()) is not None}
    made = [task.result() for task in done if task.exception() is None]
    for other in made[1:]:
        other.close()
    return (made[0] if made else None), errors


LARGEST_4 = 16
LARGEST_6 = 48
"""Bits of the prefix of the largest network that counts as a neighbourhood; a larger one is a way out (a tunnel)."""


def networks_at(proc: Path) -> Iterator[Network]:
    """Read from `/proc/net` which networks are reached without a router (`route`, `if_inet6`)."""
    with contextlib.suppress(FileNotFoundError):
        for line in (proc / "route").read_text().splitlines()[1:]:
            _, destination, gateway, _, _, _, _, mask, *_ = line.split()
            bits = int(mask, 16).bit_count()
            if int(gateway, 16) == 0 and bits >= LARGEST_4:
                network = int.from_bytes(int(destination, 16).to_bytes(4, sys.byteorder), "big")
                yield ipaddress.IPv4Network((network, bits))
    with contextlib.suppress(FileNotFoundError):
        for line in (proc / "if_inet6").read_text().splitlines():
            address, _, bits_6, *_ = line.split()
            if int(bits_6, 16) >= LARGEST_6:
                yield ipaddress.IPv6Network((int(address, 16), int(bits_6, 16)), strict=False)
