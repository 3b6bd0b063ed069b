"""Owns the devices of a terminal and serves them to the session brokers over a Unix socket.

One task for each device: a driver that breaks is started again alone, and what it said last does not count meanwhile.
Changes are pushed once; nobody asks again and again.
"""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import struct
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import Literal

import msgspec

from device_drivers import wire
from device_drivers.api import FilterFailed, FilterIs, Presence, PresenceSensor, PrivacyFilter

CLIENTS = 8
LOOK_SECONDS = 5.0
"""How often the filter is read back while nothing is asked of it: a relay may lose its power."""
RESTART_SECONDS = 2.0
_BACKLOG = 65_536
_PEER = struct.Struct("iII")

_log = logging.getLogger(__name__)


class FilterKeeper:
    """The filter as it is wanted and as it was read back to be. Its calls run one at a time, in a thread."""

    def __init__(self, device: PrivacyFilter, changed: Callable[[wire.Filter], None], *, rest: bool) -> None:
        """`rest`: how it is when nobody uses it."""
        self._device, self._changed, self._rest = device, changed, rest
        self._wanted = rest
        self._turn = asyncio.Lock()
        self.said = wire.Filter("failed")

    async def set(self, *, on: bool) -> Literal["on", "off", "failed"]:
        """Switch it and give how it was read back to be."""
        async with self._turn:
            self._wanted = on
            return self._take(await asyncio.to_thread(self._device.switch, on=on))

    async def rest(self) -> None:
        """Nobody uses it any more."""
        await self.set(on=self._rest)

    async def run(self) -> None:
        """Bring it to the state that is wanted, look again and again, and switch it anew when it is not in it."""
        await self.set(on=self._wanted)
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            async with self._turn:
                found = await asyncio.to_thread(self._device.read)
                if self.said.state == "failed" and found != FilterIs(self._wanted):
                    found = await asyncio.to_thread(self._device.switch, on=self._wanted)
                self._take(found)

    def _take(self, found: FilterIs | FilterFailed) -> Literal["on", "off", "failed"]:
        now = wire.Filter("failed" if found != FilterIs(self._wanted) else "on" if self._wanted else "off")
        if now != self.said:
            if now.state == "failed":
                reason = found.reason.value if isinstance(found, FilterFailed) else "not as it was told"
                _log.warning("the privacy filter failed: %s", reason)
            self.said = now
            self._changed(now)
        return now.state


class SensorKeeper:
    """What the presence sensor says, in the words of the wire."""

    def __init__(self, device: PresenceSensor, changed: Callable[[wire.Presence], None]) -> None:
        self._device, self._changed = device, changed
        self.said = wire.Presence(None)

    async def run(self) -> None:
        """Follow the sensor; when that breaks off, nobody knows."""
        try:
            async for seen in self._device.watch():
                self._take(seen)
        finally:
            self._take(Presence.UNKNOWN)

    def _take(self, seen: Presence) -> None:
        now = wire.Presence(None if seen is Presence.UNKNOWN else seen is not Presence.NOBODY)
        if now != self.said:
            if now.person is None:
                _log.warning("the presence sensor says nothing that makes sense")
            self.said = now
            self._changed(now)


class Service:
    """Serves on `path` for root, the own user, and the users with the ids `clients`."""

    def __init__(
        self,
        path: Path,
        clients: Iterable[int],
        privacy_filter: PrivacyFilter | None,
        sensor: PresenceSensor | None,
        *,
        rest: bool = False,
    ) -> None:
        self._path = path
        self._allowed = {0, os.getuid(), *clients}
        self.filter = FilterKeeper(privacy_filter, self._tell, rest=rest) if privacy_filter is not None else None
        self.sensor = SensorKeeper(sensor, self._tell) if sensor is not None else None
        self._writers: set[asyncio.StreamWriter] = set()
        self._holder: asyncio.StreamWriter | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self.listening = False

    async def run(self) -> None:
        """Serve until cancelled; at the end the filter is at rest."""
        self._path.unlink(missing_ok=True)
        server = await asyncio.start_unix_server(self._serve, str(self._path), limit=wire.LINE_LIMIT)
        self.listening = True
        self._path.chmod(0o666)  # who is there is asked of the kernel, for each connection
        keepers = [keeper for keeper in (self.filter, self.sensor) if keeper is not None]
        tasks = [asyncio.create_task(_keep(keeper.run)) for keeper in keepers]
        try:
            await asyncio.gather(*tasks, server.serve_forever())
        finally:
            server.close()
            self._path.unlink(missing_ok=True)
            for task in (*tasks, *self._tasks):
                task.cancel()
            if self.filter is not None:
                await self.filter.rest()

    # ---- clients -----------------------------------------------------------------------------------------------

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not _is_one_of(writer, self._allowed) or len(self._writers) >= CLIENTS:
            writer.close()
            return
        self._writers.add(writer)
        try:
            for keeper in (self.filter, self.sensor):
                if keeper is not None:
                    writer.write(wire.line(keeper.said))
            while data := await reader.readline():
                await self._take(writer, wire.from_client(data))
        except OSError:
            pass  # gone, as at the end of every session
        except (ValueError, msgspec.DecodeError) as error:
            _log.warning("a client of the devices was dropped: %s", type(error).__name__)
        finally:
            self._gone(writer)

    async def _take(self, writer: asyncio.StreamWriter, asked: wire.Set) -> None:
        if self.filter is None:
            writer.write(wire.line(wire.Done(asked.id, "failed")))
            return
        self._holder = writer
        writer.write(wire.line(wire.Done(asked.id, await self.filter.set(on=asked.on))))

    def _gone(self, writer: asyncio.StreamWriter) -> None:
        self._writers.discard(writer)
        writer.close()
        if writer is self._holder and self.filter is not None:
            self._holder = None
            task = asyncio.create_task(self.filter.rest())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def _tell(self, message: wire.Filter | wire.Presence) -> None:
        for writer in tuple(self._writers):
            if writer.transport.get_write_buffer_size() > _BACKLOG:
                writer.transport.abort()  # it does not read; what it would read is long past
            else:
                writer.write(wire.line(message))


async def _keep(run: Callable[[], Awaitable[None]]) -> None:
    """Run a driver, and again whenever it breaks off."""
    while True:
        try:
            await run()
        except Exception as error:  # noqa: BLE001 - whatever breaks one device must not break the others
            _log.error("a driver broke off: %s", type(error).__name__)
        await asyncio.sleep(RESTART_SECONDS)


def _is_one_of(writer: asyncio.StreamWriter, users: set[int]) -> bool:
    peer = writer.get_extra_info("socket").getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _PEER.size)
    return _PEER.unpack(peer)[1] in users
