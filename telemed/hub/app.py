"""The composition of a hub process: everything is made and joined here."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import logging
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import argon2
import msgspec
from litestar import Litestar

from telemed import api
from telemed.hub import terminals as terminal_stream
from telemed.hub.accounts import Accounts
from telemed.hub.bookings import Bookings, appointment_book
from telemed.hub.clock import Calendar, Clock
from telemed.hub.closing import ClosedDays, closed_days
from telemed.hub.desk import Desk
from telemed.hub.errors import HubError
from telemed.hub.estimate import Waiting
from telemed.hub.expected import expected
from telemed.hub.fleet import Fleet
from telemed.hub.journal.sqlite import SqliteJournal
from telemed.hub.limits import Limits
from telemed.hub.notices.standings import Tickets
from telemed.hub.notices.wiring import make_notices
from telemed.hub.office import Office
from telemed.hub.queue import QueueBook, Rules
from telemed.hub.retention import Retention
from telemed.hub.secret import hub_secret
from telemed.hub.site import SiteConfig
from telemed.hub.terminals import Terminals
from telemed.hub.topics import Topics
from telemed.hub.upkeep import Upkeep
from telemed.hub.vault import Vault
from telemed.hub.web.app import make_app
from telemed.hub.web.auth import Auth
from telemed.hub.web.booking_routes import booking_routes
from telemed.hub.web.notice_page import notice_page
from telemed.hub.web.notice_routes import notice_routes
from telemed.hub.web.pages import pages_router
from telemed.hub.web.paper import Behind as Pages
from telemed.hub.web.routes import Behind, terminal_routes, watch_route
from telemed.hub.web.staff_routes import staff_routes
from telemed.hub.web.status_page import StatusPage

log = logging.getLogger(__name__)

FORGET_SECONDS: Final = 3600.0
"""How often what is too old leaves the record of changes."""
TICK_SECONDS: Final = 1.0
"""How often the time alone can change what is shown (another day, the end of a helper's time, an age)."""


class Hub:
    """One hub process on the state folder `folder`. `asgi` is its application; close it after the server has ended.

    Raises `HubError` when the state cannot be used.
    """

    def __init__(  # long: a composition is read in one piece
        self,
        site: SiteConfig,
        folder: Path,
        clock: Clock,
        rules: Rules | None = None,
        limits: Limits | None = None,
        *,
        secure: bool = False,
        hasher: argon2.PasswordHasher | None = None,
    ) -> None:
        limits = limits or Limits()
        self._writing = ThreadPoolExecutor(1, "journal")
        self._hashing = ThreadPoolExecutor(1, "hashing")
        secret = hub_secret(folder)
        self.journal = SqliteJournal(folder, clock.now())
        calendar = Calendar(clock)
        self.terminals = Terminals(self.journal)
        self.accounts = Accounts(folder, hasher or argon2.PasswordHasher())
        self.fleet = Fleet(folder)
        self._clock = clock
        self._services = frozenset(counter.id for counter in site.counters)
        self._audit_days = site.staff.audit_days
        self.topics = Topics(self._read)
        self.desk = Desk(
            self.journal, calendar, QueueBook(_rules(site, rules or Rules())), self._writing, self._changed
        )
        book = appointment_book(site, calendar)
        self.appointments = Desk(self.journal, calendar, book, self._writing, self._changed)

        def shut(today: dt.date) -> ClosedDays:
            return closed_days(self.appointments.view.state, today, outside_hours=site.numbers_outside_hours)

        self.office = Office(site, self.desk, calendar, secret, self._expected, shut=shut)
        self.vault = Vault(folder)
        self.retention = Retention(self.journal, self.vault, calendar, site.retention.days)
        self._upkeep = Upkeep(self.retention, self.journal, self._writing, calendar.today)
        self.bookings = Bookings(self.appointments, self.office, calendar, self.vault, secret, site.retention.seconds)
        tickets = Tickets(self.office)
        self.notices = make_notices(site, folder, self.vault, tickets, self.bookings, calendar, secret, limits)
        auth = Auth(self.terminals, self.accounts, clock, limits, secure=secure, second_factor=site.staff.second_factor)
        pages = Pages(
            office=self.office,
            auth=auth,
            accounts=self.accounts,
            fleet=self.fleet,
            terminals=self.terminals,
            calendar=calendar,
            clock=clock,
            secret=secret,
            hashing=self._hashing,
            writing=self._writing,
            limits=limits,
            counted=self.retention.counted,
            bookings=self.bookings,
        )
        behind = Behind(self.office, auth, self.terminals, self.fleet, self.topics, clock, limits, self._writing)
        staff = staff_routes(self.office, auth, self.fleet, clock, pages.noted)
        told = notice_routes(self.notices, tickets, self.bookings, auth, clock, limits)
        status = StatusPage(tickets, self.notices, calendar, clock, limits, site.phone)
        self.asgi: Litestar = make_app(
            [
                terminal_routes(behind),
                booking_routes(self.bookings, auth, limits, clock),
                watch_route(behind),
                staff,
                told,
                notice_page(self.notices, auth, site, calendar),
                status.router(),
                pages_router(pages),
            ],
            self._lifespan,
        )

    @contextlib.asynccontextmanager
    async def _lifespan(self, _: Litestar) -> AsyncIterator[None]:
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._writing, self.terminals.catch_up)
        await self.desk.start()
        await self.appointments.start()
        await self.notices.start()
        tasks = [
            asyncio.create_task(self._ticking()),
            asyncio.create_task(self._follow_terminals()),
            asyncio.create_task(self._forgetting()),
            asyncio.create_task(self._upkeep.run()),
        ]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await self.notices.stop()
            await self.appointments.stop()
            await self.desk.stop()

    async def _ticking(self) -> None:
        while True:
            await asyncio.sleep(TICK_SECONDS)
            self.desk.tick()
            with contextlib.suppress(HubError):  # Said where somebody asks; tried again at the next tick.
                await self.office.end_day()
                await self.bookings.tick()
            self.notices.tick()
            self.topics.refresh()

    def _expected(self, at: float) -> tuple[Waiting, ...]:
        return expected(self.appointments.view.state, self.desk.view.state, self._services, at)

    def _changed(self) -> None:
        self.topics.changed()
        self.notices.changed()

    async def _forgetting(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            before = self._clock.now() - self._audit_days * 86_400
            try:
                await loop.run_in_executor(self._hashing, self.accounts.forget, before)
            except HubError as error:
                log.error("the record of changes cannot be shortened: %s", error)  # noqa: TRY400 (same as below)
            await asyncio.sleep(FORGET_SECONDS)

    async def _follow_terminals(self) -> None:
        """Learn of terminals that another process (or `stadtteil hub enrol`) let in."""
        loop = asyncio.get_running_loop()
        while True:
            try:
                async for _ in self.journal.watch(terminal_stream.STREAM, 0):
                    await loop.run_in_executor(self._writing, self.terminals.catch_up)
            except HubError as error:
                log.error("terminals cannot be followed: %s", error)  # noqa: TRY400 (the cause is in the text)
                await asyncio.sleep(TICK_SECONDS)

    def _read(self, topic: str) -> msgspec.Struct | None:
        kind, _, name = topic.partition("/")
        match kind:
            case "board":
                return self.office.board()
            case "site":
                return self.office.site_view()
            case "place":
                return self.office.place(int(name))
            case "help":
                return self.office.help(name)
        return self._reception()

    def _reception(self) -> api.Changed:
        view = self.desk.view
        beats = [
            (t.name, t.state, t.problems, t.wipe_failures, t.selftest) for t in self.fleet.terminals(self._clock.now())
        ]
        helper = self.office.site_view().helper_until
        return api.Changed(
            f"{view.day}/{view.version}.{self.bookings.version}/{helper}/{hash(tuple(beats)) & 0xFFFFFFFF:x}"
        )

    def close(self) -> None:
        """Let go of files and threads."""
        self._writing.shutdown()
        self._hashing.shutdown()
        self.notices.close()
        self.vault.close()
        self.journal.close()
        self.vault.close()
        self.accounts.close()
        self.fleet.close()


def _rules(site: SiteConfig, rules: Rules) -> Rules:
    """Return the figures of the queue with what the site says of its rooms."""
    return msgspec.structs.replace(rules, cleaning=frozenset(room.name for room in site.rooms if room.cleaning))
