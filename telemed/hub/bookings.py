"""What terminals and staff can ask of a site's appointments, independent of how they ask (HTTP interface, page).

The journal's answer to a command names an appointment by its id; the code is put in here, from the vault or from the
request. So the journal knows no code, and a lost answer can be told again for as long as the person's data are kept.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
import secrets
from collections.abc import Iterable
from typing import Final

import msgspec

from kiosk.texts import SOURCE, Texts, known_locales
from telemed import api
from telemed import api_appointments as answers
from telemed.hub import vault as subjects
from telemed.hub.booking import calendar_file, people, views
from telemed.hub.booking import messages as m
from telemed.hub.booking.book import AppointmentBook, decide, late_after
from telemed.hub.booking.holidays import holidays_of
from telemed.hub.booking.listing import Listed, listed, opened
from telemed.hub.booking.people import Person
from telemed.hub.booking.rules import Closure
from telemed.hub.booking.state import Appointment, State
from telemed.hub.clock import BERLIN, Calendar
from telemed.hub.desk import Desk, Outcome
from telemed.hub.messages import Refused
from telemed.hub.office import Office
from telemed.hub.queue import State as Queue
from telemed.hub.site import SiteConfig
from telemed.hub.site_booking import rules
from telemed.hub.vault import Vault

RETENTION_SECONDS: Final = 24 * 3600
"""So long after a visit what its person said of themselves is kept."""
STAFF_HOLDS: Final = 5
"""Times that one member of staff may hold at once, for several callers; a terminal holds one."""
_ATTEMPTS: Final = 3
QUEUE: Final = "appointment"
"""Who takes numbers in the queue for appointments."""

UNKNOWN: Final = Refused("not-found", "Diesen Termin gibt es nicht. Bitte prüfen Sie die Nummer des Termins.")
_REUSED: Final = Refused("key-reused", "Dieser Schlüssel wurde schon für etwas anderes benutzt.")
_MISSED: Final = "Ihr Termin war am {}. Bitte nehmen Sie eine Nummer oder fragen Sie am Empfang."

_encode: Final = msgspec.json.encode


class _Kept(msgspec.Struct, frozen=True):
    """What the journal keeps of an answer about an appointment."""

    id: str


def _digest(*parts: object) -> bytes:
    return hashlib.blake2b(repr(parts).encode(), digest_size=16).digest()


class Bookings:
    """Commands and readings of one site's appointments. `secret` (32 bytes) makes ids of codes.

    Commands raise `HubError`. `who` is a terminal's name, or `staff/` and the name of a member of staff.
    """

    def __init__(
        self,
        desk: Desk[State, m.Command, m.Event],
        office: Office,
        calendar: Calendar,
        vault: Vault,
        secret: bytes,
        retention: float = RETENTION_SECONDS,
    ) -> None:
        self._desk = desk
        self._office = office
        self._calendar = calendar
        self._vault = vault
        self._secret = secret
        self._retention = retention
        self._titles = {counter.id: counter.title for counter in office.site.counters}

    # ---- readings ----------------------------------------------------------------------------------------------

    @property
    def state(self) -> State:
        """The newest durable state."""
        return self._desk.view.state

    @property
    def version(self) -> int:
        """A number that changes with the state."""
        return self._desk.view.version

    def offers(self) -> answers.Offers:
        """Return everything that can be booked."""
        return views.offers(self.state, self._titles, self._calendar.now())

    def slots(self, service: str, day: str) -> answers.Slots | None:
        """Return the free times of a day; None for an unknown service or what is no day."""
        return views.slots(self.state, service, day, self._calendar.now())

    def free_days(self, service: str) -> answers.FreeDays | None:
        """Return the days that have free times; None for an unknown service."""
        return views.free_days(self.state, service, self._calendar.now())

    def free_today(self) -> answers.FreeToday:
        """Return the times of today at which something is free; it is not to be seen of what."""
        return views.free_today(self.state, self._calendar.now())

    def appointment(self, code: str) -> answers.Appointment | None:
        """Return the appointment of a code."""
        row = self._row(code)
        return None if row is None else views.appointment(row, people.plain_code(code) or "")

    def id_of(self, code: str) -> str | None:
        """Return the id of a code's appointment."""
        row = self._row(code)
        return None if row is None else row.id

    def calendar_of(self, code: str, locale: str) -> bytes | None:
        """Return the calendar file of a code's appointment, in the words of a locale or else in German."""
        row = self._row(code)
        return None if row is None else self._calendar_file((row,), locale)

    def calendar_on(self, day: str) -> bytes:
        """Return the calendar file of a day, for staff."""
        rows = (row for row in self.state.on(day) if row.state != "cancelled")
        return self._calendar_file(rows, SOURCE)

    def _calendar_file(self, rows: Iterable[Appointment], locale: str) -> bytes:
        texts = Texts(locale if locale in known_locales() else SOURCE)
        title, place = texts.plain("calendar-title"), self._office.site.name
        return calendar_file.write(rows, title, place, self._calendar.now())

    def _row(self, code: str) -> Appointment | None:
        plain = people.plain_code(code)
        return None if plain is None else self.state.appointments.get(people.id_of(plain, self._secret))

    async def person(self, appointment: str) -> Person | None:
        """Return what the person of an appointment (its id) said; None once that is destroyed."""
        row = self.state.appointments.get(appointment)
        return None if row is None else await asyncio.to_thread(opened, row, self._vault)

    async def list_of(self, day: str) -> tuple[Listed, ...]:
        """Return the appointments of a day (`YYYY-MM-DD`), for staff."""
        state = self.state
        return await asyncio.to_thread(listed, state, state.on(day), self._vault)

    async def affected(self) -> tuple[Listed, ...]:
        """Return what is booked on days that were closed later, so that staff can tell the people; the next first."""
        state, now = self.state, self._calendar.now()
        rows = [row for row in state.appointments.values() if row.start > now and views.affected(state, row)]
        return await asyncio.to_thread(
            listed, state, tuple(sorted(rows, key=lambda row: (row.start, row.id))), self._vault
        )

    # ---- holds -------------------------------------------------------------------------------------------------

    async def hold(self, who: str, key: str, service: str, start: float) -> Outcome:
        """Keep a time for `who`; the answer is a `Hold`."""
        hold = secrets.token_hex(8)
        most = STAFF_HOLDS if who.startswith("staff/") else 1

        def answer(state: State) -> answers.Hold:
            held = state.holds[hold]
            return answers.Hold(held.id, held.service, held.start, held.end, held.until)

        command = m.TakeHold(hold, service, start, who, most)
        return await self._desk.do(command, answer, _key(who, key), _digest("hold", service, start))

    async def release(self, who: str, hold: str) -> Outcome:
        """Let go of a hold; the answer is `Done`, also when it was let go of before."""
        return await self._desk.do(m.ReleaseHold(hold, who), _done)

    # ---- appointments ------------------------------------------------------------------------------------------

    async def book(self, who: str, key: str, book: answers.Book) -> Outcome:
        """Make an appointment of a hold; the answer is an `Appointment` with the code that proves it."""
        for _ in range(_ATTEMPTS):
            person = people.person_of(book, people.new_code())
            if isinstance(person, Refused):
                return person
            appointment = people.id_of(person.code, self._secret)
            if appointment not in self.state.appointments:
                return await self._book(who, key, book, appointment, person)
        raise AssertionError  # Three codes in a row of ten thousand million were given already.

    async def _book(self, who: str, key: str, book: answers.Book, appointment: str, person: Person) -> Outcome:
        known, newest = await self._digests(person)
        subject = subjects.appointment(appointment)
        sealed = await asyncio.to_thread(self._sealed, subject, person, self._end_of(book.hold))
        command = m.BookHold(appointment, book.hold, who, sealed, newest, known, assistant=book.assistant)
        # Not destroyed where nothing could be written: what was written all the same would be without its person.
        done = await self._desk.do(command, lambda _: _Kept(appointment), _key(who, key), _digest("book", book.hold))
        if isinstance(done, bytes) and msgspec.json.decode(done, type=_Kept).id == appointment:
            return _encode(views.appointment(self.state.appointments[appointment], person.code))
        await asyncio.to_thread(self._vault.destroy, subject)
        return done if isinstance(done, Refused) else await self._told_again(done, person)

    def _end_of(self, hold: str) -> float:
        held = self.state.holds.get(hold)
        return self._calendar.now() if held is None else held.end

    def _sealed(self, subject: str, person: Person, end: float) -> bytes:
        """Seal what the person said and say how long it is kept, before there is an appointment.

        So a crash in between leaves nothing that is kept for good.
        """
        sealed = self._vault.seal(subject, _encode(person))
        self._vault.keep_until(subject, end + self._retention)
        return sealed

    async def _told_again(self, kept: bytes, person: Person) -> Outcome:
        """Repeat the answer to a key; with other words about the person the key was used for something else."""
        row = self.state.appointments.get(msgspec.json.decode(kept, type=_Kept).id)
        before = None if row is None else await asyncio.to_thread(opened, row, self._vault)
        if row is None or before is None:
            return UNKNOWN
        if msgspec.structs.replace(before, code="") != msgspec.structs.replace(person, code=""):
            return _REUSED
        return _encode(views.appointment(row, before.code))

    async def _digests(self, person: Person) -> tuple[frozenset[str], frozenset[str]]:
        """Return the digests of the person's contacts under all keys, and under the newest."""
        if not people.contacts_of(person):
            return frozenset(), frozenset()
        period = await self._contact_key()
        found = await asyncio.to_thread(people.digests, person, self.state.contact_keys, self._vault)
        return frozenset[str]().union(*found.values()), found.get(period, frozenset())

    async def _contact_key(self) -> str:
        """Return the present period for digests of contacts; its key is made first where there is none."""
        today = self._calendar.today()
        period = people.period_of(today)
        if period not in self.state.contact_keys:
            subject = people.subject_of(period)
            sealed = await asyncio.to_thread(self._vault.seal, subject, secrets.token_bytes(32))
            await self._desk.do(m.AddContactKey(period, sealed), _done)
            longest = max((offer.last_day for offer in self.state.rules.offers), default=0)
            over = dt.datetime.combine(people.end_of(today, longest), dt.time(), self.state.rules.zone).timestamp()
            await asyncio.to_thread(self._vault.keep_until, subject, over + self._retention)
        return period

    async def move(self, who: str, key: str, code: str, hold: str) -> Outcome:
        """Let an appointment be at the held time; the answer is the `Appointment`."""
        row = self._row(code)
        if row is None:
            return UNKNOWN
        # First the longer time, then the right one: a crash in between destroys nothing too early.
        await self._keep(row, max(row.end, self._end_of(hold)))
        return await self._change(_key(who, key), code, m.Move(row.id, hold, who), _digest("move", row.id, hold))

    async def cancel(self, who: str, key: str, code: str) -> Outcome:
        """Call an appointment off; the answer is the `Appointment`."""
        row = self._row(code)
        if row is None:
            return UNKNOWN
        return await self._change(_key(who, key), code, m.Cancel(row.id), _digest("cancel", row.id))

    async def _change(self, key: str, code: str, command: m.Move | m.Cancel, request: bytes) -> Outcome:
        done = await self._desk.do(command, lambda _: _Kept(command.appointment), key, request)
        row = self._row(code)
        if row is None:
            return UNKNOWN
        await self._keep(row, row.since if row.state == "cancelled" else max(row.end, row.since))
        return done if isinstance(done, Refused) else _encode(views.appointment(row, people.plain_code(code) or ""))

    async def _keep(self, row: Appointment, over: float) -> None:
        """Keep what the person said until some time after the visit is over."""
        await asyncio.to_thread(self._vault.keep_until, subjects.appointment(row.id), over + self._retention)

    # ---- arriving ----------------------------------------------------------------------------------------------

    async def check_in(self, code: str) -> Outcome:
        """Note that the person is here; the answer is the `Ticket` of the queue, the same one however often asked."""
        row = self._row(code)
        if row is None:
            return UNKNOWN
        refused = self._too_early(row) or await self._too_late(row)
        if refused is not None:
            return refused
        taken = await self._office.take(QUEUE, queue_key(row), row.service, due=row.start, appointment=row.id)
        if isinstance(taken, Refused):
            taken = self._number_of(row) or taken
        if isinstance(taken, Refused):
            return taken
        ticket = msgspec.json.decode(taken, type=api.Ticket)
        arrived = await self._desk.do(m.Arrive(row.id, ticket.number, ticket.id), _done)
        if isinstance(arrived, Refused):  # Called off in the same moment.
            await self._office.leave(QUEUE, f"{row.id}.leave", ticket.number, ticket.code)
            return arrived
        return taken

    def _number_of(self, row: Appointment) -> bytes | None:
        """Return the number taken for the time before the appointment was moved, if a hub died just then."""
        for person in self._office.state.people.values():
            if person.appointment == row.id and person.state not in {"left", "expired"}:
                ticket = person.ticket
                code, page = self._office.code(ticket), self._office.page(ticket)
                return _encode(api.Ticket(ticket, person.number, code, 0, page))
        return None

    def _too_early(self, row: Appointment) -> Refused | None:
        if row.state != "booked" or self.state.rules.day_of(row.start) <= self._calendar.today():
            return None
        return Refused("too-early", f"Ihr Termin ist am {views.in_words(row.start, self.state.rules.zone)}.")

    async def _too_late(self, row: Appointment) -> Refused | None:
        """Say why the appointment is over; a number that was taken in time counts, also if nothing else was noted."""
        late = row.state == "booked" and self._calendar.now() > late_after(self.state, row)
        if row.state in {"booked", "arrived"} and not late:
            return None
        if row.state == "cancelled":
            return Refused("conflict", "Dieser Termin ist abgesagt.")
        if row.state in {"done", "expired"}:
            return Refused("conflict", "Dieser Termin ist schon vorbei.")
        if await self._office.answered_before(QUEUE, queue_key(row)) is not None:
            return None
        return Refused("conflict", _MISSED.format(views.in_words(row.start, self.state.rules.zone)))

    async def tick(self) -> None:
        """Note what time and the queue have brought: missed, done, expired, old."""
        queue, state = self._office.state, self.state
        sweep = m.Sweep(frozenset(row.id for row in state.appointments.values() if _is_done(row, queue)))
        if decide(state, sweep, self._calendar.now()) != ():
            await self._desk.do(sweep, _done)

    # ---- closed days, other calendars --------------------------------------------------------------------------

    async def close_days(
        self, who: str, key: str, first: dt.date, last: dt.date, service: str | None = None
    ) -> Outcome:
        """Let nothing be booked from `first` to `last`; the answer is `Done`. `affected` says who has to be told."""
        if service is not None and self.state.rules.offer(service) is None:
            return Refused("not-found", "Dafür gibt es hier keine Termine.")
        command = m.CloseDays(secrets.token_hex(8), Closure(first, last, service))
        return await self._desk.do(command, _done, _key(who, key), _digest("close", first, last, service))

    async def open_days(self, who: str, key: str, closure: str) -> Outcome:
        """Take a closure back (its id in `state.closed`); the answer is `Done`."""
        return await self._desk.do(m.OpenDays(closure), _done, _key(who, key), _digest("open", closure))

    async def take_over(self, source: str, closures: tuple[Closure, ...], blocks: tuple[m.Block, ...]) -> Outcome:
        """Take over another calendar in place of what `source` said before; the answer is `Done`."""
        return await self._desk.do(m.TakeOver(source, closures, blocks), _done)


def appointment_book(site: SiteConfig, calendar: Calendar) -> AppointmentBook:
    """Return the rules that a site's settings make, with the holidays of the years around now."""
    today = calendar.local(calendar.now()).date()
    return AppointmentBook(rules(site.booking, site.closures, holidays_of(site.holidays, today), BERLIN))


def queue_key(row: Appointment) -> str:
    """Return the key with which an appointment takes its one number; moved, it is another one."""
    return f"{row.id}.{row.start:.0f}"


def _is_done(row: Appointment, queue: Queue) -> bool:
    if row.state != "arrived" or row.number is None:
        return False
    person = queue.people.get(row.number)
    return person is not None and person.ticket == row.ticket and person.state == "done"


def _done(_state: State) -> api.Done:
    return api.Done()


def _key(who: str, key: str) -> str:
    return f"{who}:{key}" if key else ""
