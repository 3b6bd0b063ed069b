"""What is plugged in: the microphone, and whether headphones are, learned over a connection of our own.

It asks and is told of changes, and does nothing else there. A server that is away is asked again; until it answers
there is no microphone and there are no headphones, so that nothing private is spoken by mistake.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

from kiosk.broker.breach import BreachError
from kiosk.broker.pulse import AUTH, COMMANDS, ERROR, SUBSCRIBE, packet, split
from kiosk.broker.tagged import NOTHING, Values, number, text

RETRY_SECONDS = 2.0
_VERSION = 35
_PORTS_SINCE = 34
"""Version of the protocol (PulseAudio 14) since which a port says what kind it is."""
_SET_NAME, _SERVER, _SINK, _SOURCE, _EVENT = 9, 20, 21, 23, 66
_CHANGES = 1 | 1 << 1 | 1 << 7
_COOKIE = 256
_VERSION_BITS = 0xFFFF
_AVAILABLE = 2
_AT_THE_HEAD = frozenset({3, 6, 7, 8})
"""Kinds of ports that only one person hears: headphones, headset, handset, earpiece (PA_DEVICE_PORT_TYPE)."""
_FORMS = frozenset({b"headphone\0", b"headset\0", b"handset\0"})
"""Forms of a device that is all headphones, such as one at a USB port: it is there, so it is plugged in."""


@dataclass(frozen=True, slots=True)
class Plugged:
    """The server's number of the microphone, and whether what is played is heard at the head only."""

    microphone: int | None = None
    headphones: bool = False


_NOTHING = Plugged()


class Jack:
    """Watches the sound server on `path` and calls `changed` with what is plugged in, when that changes."""

    def __init__(self, path: Path, changed: Callable[[Plugged], None], retry: float = RETRY_SECONDS) -> None:
        self._path = path
        self._changed = changed
        self._retry = retry
        self.now = _NOTHING

    async def watch(self) -> None:
        """Watch until cancelled."""
        while True:
            try:
                await self._connected()
            except (OSError, EOFError, BreachError):
                self._take(_NOTHING)
            await asyncio.sleep(self._retry)

    async def _connected(self) -> None:
        reader, writer = await asyncio.open_unix_connection(str(self._path))
        try:
            server = _Server(reader, writer)
            await server.greet()
            while True:
                self._take(await _look(server))
                await server.changed()
        finally:
            writer.close()

    def _take(self, plugged: Plugged) -> None:
        if plugged != self.now:
            self.now = plugged
            self._changed(plugged)


class _Server:
    """A connection that asks one thing at a time."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._packets = _packets(reader)
        self._writer = writer
        self._tag = 0
        self._is_changed = asyncio.Event()
        self.version = 0

    async def greet(self) -> None:
        """Introduce ourselves, and ask to be told of changes."""
        cookie = b"x" + _COOKIE.to_bytes(4, "big") + bytes(_COOKIE)
        self.version = (await self.ask(AUTH, number(_VERSION) + cookie)).number() & _VERSION_BITS
        await self.ask(_SET_NAME, b"PN")
        await self.ask(SUBSCRIBE, number(_CHANGES))

    async def ask(self, command: int, arguments: bytes = b"") -> Values:
        """Give the values of the answer; raises `BreachError` where it is refused."""
        self._tag += 1
        self._writer.write(packet(number(command) + number(self._tag) + arguments))
        while True:
            kind, tag, values = await anext(self._packets)
            if tag == self._tag:
                if kind == ERROR:
                    raise BreachError
                return values
            self._hear(kind)

    async def changed(self) -> None:
        """Wait until something has changed since this was asked last."""
        while not self._is_changed.is_set():
            kind, _, _ = await anext(self._packets)
            self._hear(kind)
        self._is_changed.clear()

    def _hear(self, kind: int) -> None:
        if kind == _EVENT:
            self._is_changed.set()


async def _packets(reader: asyncio.StreamReader) -> AsyncIterator[tuple[int, int, Values]]:
    """Give kind, tag and values of every command; raises EOFError at the end."""
    buffer = bytearray()
    while data := await reader.read(65536):
        buffer += data
        for channel, _, body in split(buffer):
            if channel == COMMANDS:
                values = Values(body)
                yield values.number(), values.number(), values
    raise EOFError


async def _look(server: _Server) -> Plugged:
    """Ask for the loudspeaker and the microphone that sound goes to and comes from."""
    values = await server.ask(_SERVER)
    values.skip(5)
    sink, source = values.text(), values.text()
    return Plugged(await _microphone(server, source), await _headphones(server, sink))


async def _device(server: _Server, command: int, name: str | None) -> Values | None:
    """Ask for a device by its name; None where it has gone meanwhile."""
    if not name:
        return None
    try:
        return await server.ask(command, number(NOTHING) + text(name))
    except BreachError:
        return None


async def _microphone(server: _Server, name: str | None) -> int | None:
    """Give the number of the source, unless it is what a loudspeaker plays: the server's choice where there is none."""
    values = await _device(server, _SOURCE, name)
    if values is None:
        return None
    index = values.number()
    values.skip(7)
    return index if values.number() == NOTHING else None


async def _headphones(server: _Server, name: str | None) -> bool:
    """Say whether the port in use is surely one at the head; unknown is no (sink_fill_tagstruct, protocol-native.c)."""
    values = await _device(server, _SINK, name)
    if values is None or server.version < _PORTS_SINCE:
        return False
    values.skip(13)
    if values.properties().get("device.form_factor") in _FORMS:
        return True
    values.skip(5)
    at_the_head = set()
    for _ in range(values.number()):
        port = values.text()
        values.skip(2)
        available = values.number()
        values.skip()
        if values.number() in _AT_THE_HEAD and available == _AVAILABLE:
            at_the_head.add(port)
    return values.text() in at_the_head
