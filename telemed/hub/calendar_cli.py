"""`stadtteil hub import-calendar` and `export-calendar`: closed days and taken times come in, a day goes out."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import datetime as dt
import hmac
import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from telemed.hub.booking import calendar_file, views
from telemed.hub.booking import messages as m
from telemed.hub.booking.state import State
from telemed.hub.bookings import Bookings, appointment_book
from telemed.hub.clock import BERLIN, Calendar, SystemClock
from telemed.hub.desk import Desk
from telemed.hub.journal.sqlite import SqliteJournal
from telemed.hub.messages import Refused
from telemed.hub.office import Office
from telemed.hub.queue import QueueBook
from telemed.hub.secret import hub_secret
from telemed.hub.site import SiteConfig, load_site
from telemed.hub.vault import Vault

_SOURCE_LENGTH: Final = 80

Work = Callable[[Bookings], Awaitable[int]]


def import_calendar(args: argparse.Namespace) -> int:
    """Take over a calendar file; status 1 says why not."""
    site, now = load_site(args.config), SystemClock().now()
    if args.service is not None and all(each.service != args.service for each in site.booking):
        return _refused(Refused("not-found", f"Für {args.service} gibt es hier keine Termine."))
    try:
        with args.file.open("rb") as file:
            data = file.read(calendar_file.MOST_BYTES + 1)
    except OSError as error:
        return _refused(Refused("not-found", f"{args.file} ist nicht zu lesen: {error.strerror}."))
    found = calendar_file.read(data, BERLIN, args.service, now)
    if isinstance(found, Refused):
        return _refused(found)
    source = (args.source or args.file.stem)[:_SOURCE_LENGTH]

    async def work(bookings: Bookings) -> int:
        # The name of a file can be that of a person: the journal keeps a digest.
        name = hmac.digest(hub_secret(args.state), b"calendar\0" + source.encode(), "sha256")[:8].hex()
        done = await bookings.take_over(name, found.closures, found.blocks)
        if isinstance(done, Refused):
            return _refused(done)
        print(
            f"Übernommen: {len(found.closures)} Schließungen, {len(found.blocks)} belegte Zeiten; "
            f"{found.skipped} Einträge sind vorbei, abgesagt oder als frei eingetragen."
        )
        for row in await bookings.affected():
            print(f"Betroffen: Termin am {views.in_words(row.start, BERLIN)}", file=sys.stderr)
        return 0

    return _with_bookings(site, args.state, work)


def export_calendar(args: argparse.Namespace) -> int:
    """Print a calendar file of a day."""
    site = load_site(args.config)
    day = args.day or dt.datetime.fromtimestamp(SystemClock().now(), BERLIN).date().isoformat()
    if not views.is_day(day):
        return _refused(Refused("bad-request", "Ein Tag sieht so aus: 2026-12-31."))

    async def work(bookings: Bookings) -> int:
        sys.stdout.buffer.write(bookings.calendar_on(day))
        return 0

    return _with_bookings(site, args.state, work)


def _refused(refused: Refused) -> int:
    print(refused.detail, file=sys.stderr)
    return 1


def _with_bookings(site: SiteConfig, folder: Path, work: Work) -> int:
    """Do something with the appointments of a state folder, whether a hub runs on it or not."""
    clock = SystemClock()
    secret = hub_secret(folder)
    with (
        ThreadPoolExecutor(1) as executor,
        contextlib.closing(SqliteJournal(folder, clock.now())) as journal,
        contextlib.closing(Vault(folder)) as vault,
    ):
        calendar = Calendar(clock)
        book = appointment_book(site, calendar)

        async def run() -> int:
            desk: Desk[State, m.Command, m.Event] = Desk(journal, calendar, book, executor, lambda: None)
            queue = Desk(journal, calendar, QueueBook(), executor, lambda: None)
            await desk.start()
            try:
                return await work(Bookings(desk, Office(site, queue, calendar, secret), calendar, vault, secret))
            finally:
                await desk.stop()

        return asyncio.run(run())
