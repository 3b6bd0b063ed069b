"""A desk keeps any book: one with a stream a day, or one that goes on for ever."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass

import msgspec

from telemed.hub.clock import Calendar
from telemed.hub.desk import Desk
from telemed.hub.messages import Refused
from tests.fakes.hub_clock import SetClock, berlin
from tests.fakes.memory_journal import Log, MemoryJournal

DAY = 24 * 3600


class Sum(msgspec.Struct):
    """The answer of a tally."""

    sum: int


@dataclass(frozen=True)
class Tally:
    """A book that adds numbers; with `daily` each day begins at nothing and is ended with a zero."""

    daily: bool

    def stream(self, day: dt.date) -> str:
        return f"tally/{day}" if self.daily else "tally"

    def initial(self) -> int:
        return 0

    def decide(self, state: int, command: int, now: float) -> tuple[int, ...] | Refused:
        return (command,) if state + command >= 0 else Refused("conflict", "Nicht unter null.")

    def apply(self, state: int, event: int) -> int:
        return state + event

    def ending(self, state: int, now: float) -> tuple[int, ...]:
        return (-state,) if self.daily and state else ()

    def encode(self, events: tuple[int, ...]) -> bytes:
        return msgspec.json.encode(events)

    def decode(self, payload: bytes) -> tuple[int, ...]:
        return msgspec.json.decode(payload, type=tuple[int, ...])


@asynccontextmanager
async def keeping(book: Tally, log: Log, clock: SetClock) -> AsyncIterator[Desk[int, int, int]]:
    with ThreadPoolExecutor(1) as executor:
        desk = Desk(MemoryJournal(log), Calendar(clock), book, executor, lambda: None)
        await desk.start()
        try:
            yield desk
        finally:
            await desk.stop()


async def add(desk: Desk[int, int, int], number: int) -> int:
    found = await desk.do(number, Sum)
    assert isinstance(found, bytes)
    return msgspec.json.decode(found, type=Sum).sum


def test_a_book_with_one_stream_goes_on_over_midnight_and_a_restart() -> None:
    async def test() -> None:
        log, clock = Log(), SetClock(berlin("2026-11-23 10:00"))
        async with keeping(Tally(daily=False), log, clock) as desk:
            assert await add(desk, 2) == 2
            clock.pass_(DAY)
            assert await add(desk, 3) == 5
            assert desk.view.day.day == 24
        clock.pass_(DAY)
        async with keeping(Tally(daily=False), log, clock) as desk:
            assert (desk.view.state, desk.view.version) == (5, 2)
            assert await add(desk, 1) == 6
        assert list(log.streams) == ["tally"]

    asyncio.run(asyncio.wait_for(test(), 20))


def test_a_book_with_a_stream_a_day_is_ended_when_the_next_day_begins() -> None:
    async def test() -> None:
        log, clock = Log(), SetClock(berlin("2026-11-23 10:00"))
        async with keeping(Tally(daily=True), log, clock) as desk, keeping(Tally(daily=True), log, clock) as other:
            assert await add(desk, 2) == 2
            assert await add(other, 2) == 4
            clock.pass_(DAY)
            assert await add(desk, 3) == 3
            assert await add(other, 3) == 6
        written = {name: [entry.payload for entry in entries] for name, entries in log.streams.items()}
        assert written == {"tally/2026-11-23": [b"[2]", b"[2]", b"[-4]"], "tally/2026-11-24": [b"[3]", b"[3]"]}

    asyncio.run(asyncio.wait_for(test(), 20))
