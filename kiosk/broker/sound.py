"""The way to the sound server: one socket per visitor, open only while that visitor is the visible one.

It lives here and not in the supervisor, so that what a visitor hears never passes a process that goes on living.
Bytes pass through `kiosk.broker.pulse`; descriptors that a client attaches are dropped by reading without ancillary
data.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from pathlib import Path

from kiosk.broker.breach import BreachError
from kiosk.broker.pulse import Filter

CONNECTIONS = 4
_CHUNK = 65536


class SoundRelay:
    """Relays connections on `path` to the sound server's socket; refuses them until `open`."""

    def __init__(self, path: Path, server: Path) -> None:
        self._path = path
        self._server = server
        self._open = False
        self._breach: Callable[[], None]
        self._tasks: set[asyncio.Task[None]] = set()
        self._listener: asyncio.Server

    async def start(self, breach: Callable[[], None]) -> None:
        """Begin to listen (and to refuse)."""
        self._breach = breach
        self._listener = await asyncio.start_unix_server(self._accept, str(self._path))
        self._path.chmod(0o666)  # the directory around it is closed; only the sandbox it is bound into reaches it

    def open(self) -> None:
        """Let the visitor be heard and hear: it is the visible one now."""
        self._open = True

    def close(self) -> None:
        """Stop listening and drop every connection."""
        self._listener.close()
        for task in self._tasks:
            task.cancel()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            if self._open and len(self._tasks) <= CONNECTIONS:
                await self._relay(reader, writer)
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            from_server, to_server = await asyncio.open_unix_connection(str(self._server))
        except OSError:
            return
        rules = Filter()
        pumps = [
            asyncio.create_task(self._speak(rules, reader, to_server, writer)),
            asyncio.create_task(_hear(rules, from_server, writer)),
        ]
        try:
            await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for pump in pumps:
                pump.cancel()
            to_server.close()

    async def _speak(
        self, rules: Filter, reader: asyncio.StreamReader, to_server: asyncio.StreamWriter, back: asyncio.StreamWriter
    ) -> None:
        try:
            with contextlib.suppress(OSError):
                while data := await reader.read(_CHUNK):
                    passing, answers = rules.request(data)
                    back.write(answers)
                    to_server.write(passing)
                    await back.drain()
                    await to_server.drain()
        except BreachError:
            self._breach()


async def _hear(rules: Filter, from_server: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError, BreachError):
        while data := await from_server.read(_CHUNK):
            writer.write(rules.event(data))
            await writer.drain()
