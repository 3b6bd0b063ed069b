"""The presence radar HLK-LD2410 on a serial line. It reports ten times a second; nothing is ever sent to it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from pathlib import Path

from device_drivers.api import Identity, Presence
from device_drivers.codecs.ld2410 import Report, Reports, Target
from device_drivers.transports.serial import SerialLink, SerialTransport

BAUD = 256_000
"""As the radar is delivered."""
STALE_SECONDS = 1.0
"""Ten reports missed: what the radar said before does not count any more."""
RETRY_SECONDS = 2.0


class Ld2410Radar:
    """One radar."""

    def __init__(
        self, path: Path, baud: int = BAUD, stale: float = STALE_SECONDS, retry: float = RETRY_SECONDS
    ) -> None:
        self._transport = SerialTransport(path, baud)
        self._stale, self._retry = stale, retry

    def identity(self) -> Identity:
        """Say what this is."""
        return Identity("presence", "HLK-LD2410", "serial")

    async def watch(self) -> AsyncGenerator[Presence, None]:
        """Yield what is so, and every change; a line that is gone is opened again."""
        last: Presence | None = None
        while True:
            async with aclosing(self._session()) as session:
                async for seen in session:
                    if seen is not last:
                        last = seen
                        yield seen
            await asyncio.sleep(self._retry)

    async def _session(self) -> AsyncGenerator[Presence, None]:
        """Open the line and yield what each report says, until the line is gone."""
        try:
            link = self._transport.open()
        except OSError:
            yield Presence.UNKNOWN
            return
        try:
            async with aclosing(self._reports(link)) as reports:
                async for seen in reports:
                    yield seen
        except OSError:
            yield Presence.UNKNOWN
        finally:
            link.close()

    async def _reports(self, link: SerialLink) -> AsyncGenerator[Presence, None]:
        loop, came, reports = asyncio.get_running_loop(), asyncio.Event(), Reports()
        heard = loop.time()
        loop.add_reader(link.fileno(), came.set)
        try:
            while True:
                try:
                    async with asyncio.timeout_at(heard + self._stale):  # wait_for of 3.11 can swallow a cancellation
                        await came.wait()
                except TimeoutError:
                    heard = loop.time()
                    yield Presence.UNKNOWN
                    continue
                came.clear()
                for report in reports.feed(link.read()):
                    heard = loop.time()
                    yield presence(report)
        finally:
            loop.remove_reader(link.fileno())


def presence(report: Report) -> Presence:
    """Say what a report means: who moves is moving, who is only seen still sits still."""
    if Target.MOVING in report.target:
        return Presence.MOVING
    return Presence.STILL if Target.STILL in report.target else Presence.NOBODY
