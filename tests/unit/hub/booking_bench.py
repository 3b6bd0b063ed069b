"""A site's queue and appointments on a journal in memory and a clock that is set."""

from __future__ import annotations

import asyncio
import dataclasses
import datetime as dt
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

import msgspec

from telemed import api_appointments as appointments
from telemed.hub.booking.book import AppointmentBook
from telemed.hub.booking.rules import Offer, Opening, Rules
from telemed.hub.bookings import Bookings
from telemed.hub.clock import BERLIN, Calendar
from telemed.hub.closing import ClosedDays, closed_days
from telemed.hub.desk import Desk, Outcome
from telemed.hub.messages import Refused
from telemed.hub.office import Office
from telemed.hub.queue import QueueBook
from telemed.hub.site import Counter, Hours, Room, SiteConfig
from telemed.hub.site_notices import Public
from telemed.hub.vault import Vault
from tests.fakes.hub_clock import SetClock, berlin
from tests.fakes.memory_journal import Log, MemoryJournal

SITE = SiteConfig("Lobeda", "03641", (Counter("advice", {"de": "Beratung"}),), (Room("A", ("advice",)),), Hours())
RULES = Rules(BERLIN, (Offer("advice", (Opening(1, ((540, 720),)),), minutes=60, places=1, limit=1),))
DAY = "2026-12-01"
NINE, TEN = berlin(f"{DAY} 09:00"), berlin(f"{DAY} 10:00")
ANNA = {"name": "Anna Beispiel", "phone": "+49 3641 123456", "email": "Anna@example.org"}


def booking(hold: str, person: Mapping[str, object]) -> appointments.Book:
    return msgspec.convert({"hold": hold, **person}, appointments.Book)


class Bench:
    """A site's queue and appointments on one journal and a clock that is set."""

    def __init__(
        self, folder: Path, clock: SetClock, log: Log, executor: ThreadPoolExecutor, *, open_all_day: bool = False
    ) -> None:
        self.clock = clock
        self.log = log
        self.journal = MemoryJournal(log)
        calendar = Calendar(clock)
        self.queue = Desk(self.journal, calendar, QueueBook(), executor, lambda: None)
        self.desk = Desk(self.journal, calendar, AppointmentBook(RULES), executor, lambda: None)
        site = dataclasses.replace(SITE, numbers_outside_hours=open_all_day, public=Public("https://wartezeit.example"))
        self.office = Office(site, self.queue, calendar, b"s" * 32, shut=self._shut)
        self.vault = Vault(folder)
        self.bookings = Bookings(self.desk, self.office, calendar, self.vault, b"s" * 32)

    def _shut(self, today: dt.date) -> ClosedDays:
        return closed_days(self.desk.view.state, today)

    async def hold(self, start: float = NINE, who: str = "foyer") -> str:
        held = got(await self.bookings.hold(who, "", "advice", start), appointments.Hold)
        return held.hold

    async def book(
        self, start: float = NINE, key: str = "b", person: Mapping[str, str] | None = None
    ) -> appointments.Appointment:
        book = booking(await self.hold(start), person or {})
        return got(await self.bookings.book("foyer", key, book), appointments.Appointment)

    def written(self) -> bytes:
        """All that the journal holds."""
        entries = [entry for stream in self.log.streams.values() for entry in stream]
        return b"\n".join(msgspec.json.encode(entry) + entry.payload + entry.answer for entry in entries)


T = TypeVar("T")


def got(outcome: Outcome, kind: type[T]) -> T:
    assert isinstance(outcome, bytes), outcome
    return msgspec.json.decode(outcome, type=kind)


def reason(outcome: Outcome) -> str:
    assert isinstance(outcome, Refused), outcome
    return outcome.reason


@asynccontextmanager
async def bench(
    folder: Path, at: str = "2026-11-24 08:00", log: Log | None = None, *, open_all_day: bool = False
) -> AsyncIterator[Bench]:
    with ThreadPoolExecutor(1) as executor:
        made = Bench(folder, SetClock(berlin(at)), log or Log(), executor, open_all_day=open_all_day)
        await made.queue.start()
        await made.desk.start()
        try:
            yield made
        finally:
            await made.desk.stop()
            await made.queue.stop()
            made.vault.close()


def run(test: Callable[[], Awaitable[None]]) -> None:
    async def limited() -> None:
        await asyncio.wait_for(test(), 20)

    asyncio.run(limited())
