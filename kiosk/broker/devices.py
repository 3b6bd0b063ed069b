"""The devices of the terminal, as one session may use them: two topics and one effect, over the service's socket.

The connection is made when the session first wants something and ends with the broker; the service then brings the
filter back to its rest state, whatever became of the session.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Mapping
from pathlib import Path

import msgspec

from device_drivers import wire
from kiosk.broker.requests import Away

TOPICS = ("filter", "presence")
SECONDS = 5.0
"""A relay has answered by then, or it has failed."""
AGAIN_SECONDS = 1.0

_Value = Mapping[str, str | bool | None]

_UNKNOWN: dict[str, _Value] = {"filter": {"state": "failed"}, "presence": {"person": None}}
"""What is so when the service cannot be asked."""


class DeviceLink:
    """A client of the device service."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._values: dict[str, _Value] = {}
        self._changed = asyncio.Condition()
        self._answers: dict[int, asyncio.Future[str]] = {}
        self._writer: asyncio.StreamWriter | None = None
        self._running: asyncio.Task[None] | None = None
        self._last = 0

    def close(self) -> None:
        """End the connection."""
        if self._running is not None:
            self._running.cancel()

    async def watch(self, topic: str) -> AsyncGenerator[bytes, None]:
        """Yield the present value of a topic as MessagePack, and every later one."""
        self._start()
        told: _Value | None = None
        while True:
            async with self._changed:
                while (value := self._values.get(topic)) in (None, told):
                    await self._changed.wait()
                told = value
            yield msgspec.msgpack.encode(told)

    async def set_filter(self, *, on: bool) -> str:
        """Switch the filter; give `on`, `off` or `failed` as it was read back; raises `Away` without the service."""
        self._start()
        async with self._changed:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(AGAIN_SECONDS):
                    await self._changed.wait_for(lambda: self._writer is not None)
        if self._writer is None:
            raise Away
        self._last = number = self._last + 1
        answer = self._answers[number] = asyncio.get_running_loop().create_future()
        self._writer.write(wire.line(wire.Set(number, on)))
        try:
            async with asyncio.timeout(SECONDS):
                state: str = await answer
                return state
        except TimeoutError:
            return "failed"
        finally:
            del self._answers[number]

    # ---- inside ------------------------------------------------------------------------------------------------

    def _start(self) -> None:
        if self._running is None:
            self._running = asyncio.create_task(self._run())

    async def _run(self) -> None:
        while True:
            with contextlib.suppress(OSError, ValueError, msgspec.DecodeError):
                await self._serve(*await asyncio.open_unix_connection(str(self._path), limit=wire.LINE_LIMIT))
            await self._take_all(_UNKNOWN)
            await asyncio.sleep(AGAIN_SECONDS)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with self._changed:
                self._writer = writer
                self._changed.notify_all()
            while data := await reader.readline():
                match wire.from_service(data):
                    case wire.Done(number, state):
                        if number in self._answers and not self._answers[number].done():
                            self._answers[number].set_result(state)
                    case wire.Filter(state):
                        await self._take_all({"filter": {"state": state}})
                    case presence:
                        await self._take_all({"presence": {"person": presence.person}})
        finally:
            self._writer = None
            writer.close()

    async def _take_all(self, values: Mapping[str, _Value]) -> None:
        async with self._changed:
            self._values |= values
            self._changed.notify_all()
