"""The way to the sound server: one socket per visitor, open only while that visitor is the visible one.

It lives here and not in the supervisor, so that what a visitor hears never passes a process that goes on living.
Bytes pass through `kiosk.broker.pulse`; descriptors that a client attaches are dropped by reading without ancillary
data. The microphone is heard only between `listen(on=True)` and `listen(on=False)` of that visitor.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from pathlib import Path

from kiosk.broker.breach import BreachError
from kiosk.broker.jack import Jack, Plugged
from kiosk.broker.pulse import Filter

CONNECTIONS = 4
_CHUNK = 65536


def _unheard(_plugged: bool) -> None:  # noqa: FBT001 - called by position
    return None


class SoundRelay:
    """Relays connections on `path` to the sound server's socket; refuses them until `open`.

    `jack`: the server knows when headphones are plugged in.
    """

    def __init__(self, path: Path, server: Path, *, jack: bool = False) -> None:
        self._path = path
        self._server = server
        self._has_jack = jack
        self._open = self._listening = False
        self._plugged = False
        self._tell: Callable[[bool], None] = _unheard
        self._breach: Callable[[], None]
        self._tasks: set[asyncio.Task[None]] = set()
        self._links: set[_Link] = set()
        self._listener: asyncio.Server
        self._jack = Jack(server, self._changed)
        self._watching: asyncio.Task[None]

    async def start(self, breach: Callable[[], None]) -> None:
        """Begin to listen (and to refuse)."""
        self._breach = breach
        self._listener = await asyncio.start_unix_server(self._accept, str(self._path))
        self._path.chmod(0o666)  # the directory around it is closed; only the sandbox it is bound into reaches it
        self._watching = asyncio.create_task(self._jack.watch())

    def tell_headphones(self, tell: Callable[[bool], None]) -> None:
        """Call `tell` when headphones are plugged in or out while the visitor is shown."""
        self._tell = tell

    def open(self) -> None:
        """Let the visitor be heard and hear: it is the visible one now."""
        self._open = True
        self._changed(self._jack.now)

    def listen(self, *, on: bool) -> None:
        """Let the visitor record from the microphone, or end what it records."""
        self._listening = on
        if not on:
            for link in self._links:
                link.deafen()

    def silence(self) -> None:
        """The session is over: nothing is heard any more, neither by the visitor nor of it."""
        self._open = self._listening = False
        for task in self._tasks:
            task.cancel()

    def close(self) -> None:
        """Stop listening and drop every connection."""
        self._listener.close()
        self._watching.cancel()
        self.silence()

    def _changed(self, plugged: Plugged) -> None:
        headphones = plugged.headphones and self._has_jack
        if self._open and headphones != self._plugged:
            self._plugged = headphones
            self._tell(headphones)

    def _microphone(self) -> int | None:
        return self._jack.now.microphone if self._open and self._listening else None

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
        link = _Link(Filter(self._microphone), writer, to_server)
        self._links.add(link)
        pumps = [asyncio.create_task(self._speak(link, reader)), asyncio.create_task(link.hear(from_server))]
        try:
            await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._links.discard(link)
            for pump in pumps:
                pump.cancel()
            to_server.close()

    async def _speak(self, link: _Link, reader: asyncio.StreamReader) -> None:
        try:
            with contextlib.suppress(OSError):
                await link.speak(reader)
        except BreachError:
            self._breach()


class _Link:
    """One connection of the visitor and the one to the server that belongs to it."""

    def __init__(self, rules: Filter, visitor: asyncio.StreamWriter, server: asyncio.StreamWriter) -> None:
        self._rules = rules
        self._visitor = visitor
        self._server = server

    async def speak(self, reader: asyncio.StreamReader) -> None:
        """Pass on what the visitor says, as far as it may."""
        while data := await reader.read(_CHUNK):
            passing, answers = self._rules.request(data)
            self._visitor.write(answers)
            self._server.write(passing)
            await self._visitor.drain()
            await self._server.drain()

    async def hear(self, reader: asyncio.StreamReader) -> None:
        """Pass on what the server says."""
        with contextlib.suppress(OSError, BreachError):
            while data := await reader.read(_CHUNK):
                heard, told = self._rules.event(data)
                self._visitor.write(heard)
                self._server.write(told)
                await self._visitor.drain()

    def deafen(self) -> None:
        """End what is recorded here."""
        heard, told = self._rules.deafen()
        self._visitor.write(heard)
        self._server.write(told)
