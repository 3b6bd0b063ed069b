"""Appointments from hold to check-in on a journal in memory: codes, repetition, personal data, the queue."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

import msgspec
import pytest

from telemed import api
from telemed import api_appointments as appointments
from telemed.hub.booking.book import AppointmentBook
from telemed.hub.booking.rules import Offer, Opening, Rules
from telemed.hub.bookings import QUEUE, Bookings, queue_key
from telemed.hub.clock import BERLIN, Calendar
from telemed.hub.desk import Desk, Outcome
from telemed.hub.errors import HubError, Reason
from telemed.hub.messages import Refused
from telemed.hub.office import Office
from telemed.hub.queue import QueueBook
from telemed.hub.site import Counter, Hours, Room, SiteConfig
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

    def __init__(self, folder: Path, clock: SetClock, log: Log, executor: ThreadPoolExecutor) -> None:
        self.clock = clock
        self.log = log
        self.journal = MemoryJournal(log)
        calendar = Calendar(clock)
        self.queue = Desk(self.journal, calendar, QueueBook(), executor, lambda: None)
        self.desk = Desk(self.journal, calendar, AppointmentBook(RULES), executor, lambda: None)
        self.office = Office(SITE, self.queue, calendar, b"s" * 32)
        self.vault = Vault(folder)
        self.bookings = Bookings(self.desk, self.office, calendar, self.vault, b"s" * 32)

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
async def bench(folder: Path, at: str = "2026-11-24 08:00", log: Log | None = None) -> AsyncIterator[Bench]:
    with ThreadPoolExecutor(1) as executor:
        made = Bench(folder, SetClock(berlin(at)), log or Log(), executor)
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


def test_an_appointment_is_made_found_moved_and_cancelled_by_its_code(tmp_path: Path) -> None:
    async def test() -> None:
        async with bench(tmp_path) as b:
            made = await b.book(NINE, person=ANNA)
            assert (len(made.code), made.state, made.start, made.end) == (10, "booked", NINE, TEN)
            typed = f"{made.code[:3]}-{made.code[3:6]} {made.code[6:]}"
            assert b.bookings.appointment(typed) == made

            moved = got(
                await b.bookings.move("door", "m", made.code, await b.hold(TEN, "door")), appointments.Appointment
            )
            assert (moved.code, moved.start) == (made.code, TEN)
            day = b.bookings.slots("advice", DAY)
            assert day is not None
            assert [slot.start for slot in day.slots] == [NINE, berlin(f"{DAY} 11:00")]

            cancelled = got(await b.bookings.cancel("door", "c", made.code), appointments.Appointment)
            assert cancelled.state == "cancelled"
            assert reason(await b.bookings.check_in(made.code)) == "conflict"

    run(test)


def test_a_repeated_key_gives_the_first_code_and_no_second_appointment(tmp_path: Path) -> None:
    async def test() -> None:
        async with bench(tmp_path) as b:
            book = booking(await b.hold(), ANNA)
            first = await b.bookings.book("foyer", "k", book)
            assert await b.bookings.book("foyer", "k", book) == first
            assert len(b.bookings.state.appointments) == 1
            other_name = msgspec.structs.replace(book, name="Ben")
            assert reason(await b.bookings.book("foyer", "k", other_name)) == "key-reused"
            assert reason(await b.bookings.book("foyer", "k", msgspec.structs.replace(book, hold="x"))) == "key-reused"
            code = got(first, appointments.Appointment).code
            assert await b.bookings.cancel("foyer", "c", code) == await b.bookings.cancel("foyer", "c", code)
            assert reason(await b.bookings.move("foyer", "c", code, "x")) == "key-reused"

    run(test)


def test_two_taps_that_share_a_commit_make_one_appointment(tmp_path: Path) -> None:
    async def test() -> None:
        async with bench(tmp_path) as b:
            book = booking(await b.hold(), ANNA)
            answers = await asyncio.gather(*(b.bookings.book("foyer", "k", book) for _ in range(4)))
            assert len(set(answers)) == 1
            assert len(b.bookings.state.appointments) == 1

    run(test)


def test_the_journal_knows_no_code_and_nothing_that_the_person_said(tmp_path: Path) -> None:
    async def test() -> None:
        async with bench(tmp_path) as b:
            made = await b.book(person={**ANNA, "locale": "fa"})
            await b.bookings.move("foyer", "m", made.code, await b.hold(TEN))
            secrets = [made.code, "Anna", "Beispiel", "123456", "example.org", '"fa"']
            person = await b.bookings.person(next(iter(b.bookings.state.appointments)))
            assert person is not None
            shown = msgspec.json.encode(person)
            assert all(secret.encode() in shown.replace(b"Anna@", b"anna@ Anna") for secret in secrets)
            assert not any(secret.encode() in b.written() for secret in secrets)
            assert b"HoldTaken" in b.written()

    run(test)


def test_once_the_key_is_destroyed_nobody_can_be_named_and_the_place_is_still_taken(tmp_path: Path) -> None:
    async def test() -> None:
        async with bench(tmp_path) as b:
            await b.book(person=ANNA)
            assert [row.person.name for row in await b.bookings.list_of(DAY) if row.person] == ["Anna Beispiel"]
            subjects = b.vault.subjects(berlin("2026-12-02 10:01"))
            assert [subject.partition("/")[0] for subject in subjects] == ["appointment"]
            b.vault.destroy(subjects[0])
            (row,) = await b.bookings.list_of(DAY)
            assert row.person is None
            assert row.state == "booked"

    run(test)


def test_what_was_said_is_kept_as_long_as_the_appointment_that_was_moved(tmp_path: Path) -> None:
    async def test() -> None:
        async with bench(tmp_path) as b:
            made = await b.book(person=ANNA)
            (subject,) = [s for s in b.vault.subjects(berlin("2027-12-31 00:00")) if s.startswith("appointment/")]
            week = berlin("2026-12-08 09:00")
            await b.bookings.move("foyer", "m", made.code, await b.hold(week))
            assert b.vault.kept_until(subject) == week + 25 * 3600
            await b.bookings.cancel("foyer", "c", made.code)
            assert b.vault.kept_until(subject) == b.clock.now() + 24 * 3600

    run(test)


def test_who_is_refused_leaves_no_key_behind(tmp_path: Path) -> None:
    async def test() -> None:
        async with bench(tmp_path) as b:
            assert reason(await b.bookings.book("foyer", "k", appointments.Book("nothing", "Anna"))) == "hold-ended"
            assert b.vault.subjects(1e12) == []

    run(test)


def test_one_person_is_recognised_however_the_contact_is_written_and_by_the_keys_of_former_months(
    tmp_path: Path,
) -> None:
    async def test() -> None:
        async with bench(tmp_path, "2026-11-30 08:00") as b:
            await b.book(NINE, person=ANNA)
            for contact in ({"phone": "03641 / 123456"}, {"email": "anna@EXAMPLE.org"}, {"phone": "00493641123456"}):
                hold = await b.hold(TEN)
                again = await b.bookings.book("foyer", "x", booking(hold, contact))
                assert reason(again) == "limit", contact
            b.clock.pass_(24 * 3600)
            day = berlin("2026-12-08 09:00")
            again = await b.bookings.book("foyer", "y", booking(await b.hold(day), ANNA))
            assert reason(again) == "limit"
            assert sorted(b.bookings.state.contact_keys) == ["2026-11", "2026-12"]
            b.vault.destroy("contacts/2026-11")
            await b.book(day, "z", ANNA)

    run(test)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "x" * 121},
        {"name": "a\u202eb"},
        {"phone": "12"},
        {"phone": "call me"},
        {"email": "anna"},
        {"email": "a b@example.org"},
        {"email": "a@example.org\nBcc: b@example.org"},
        {"locale": "../de"},
        {"notices": True},
    ],
)
def test_what_cannot_be_is_refused_in_plain_words(tmp_path: Path, wrong: dict[str, object]) -> None:
    async def test() -> None:
        async with bench(tmp_path) as b:
            book = booking(await b.hold(), wrong)
            assert reason(await b.bookings.book("foyer", "k", book)) == "bad-request"

    run(test)


def test_checking_in_takes_one_number_for_the_agreed_time_however_often(tmp_path: Path) -> None:
    async def test() -> None:
        async with bench(tmp_path) as b:
            made = await b.book(person=ANNA)
            assert reason(await b.bookings.check_in(made.code)) == "too-early"
            b.clock.pass_(NINE - 600 - b.clock.now())
            first = await b.bookings.check_in(made.code)
            ticket = got(first, api.Ticket)
            assert await b.bookings.check_in(made.code) == first
            person = b.office.state.people[ticket.number]
            assert (person.due, len(b.office.state.people)) == (NINE, 1)
            found = b.bookings.appointment(made.code)
            assert found is not None
            assert (found.state, found.number) == ("arrived", ticket.number)

    run(test)


def test_a_hub_that_dies_between_number_and_arrival_gives_the_same_number_again(tmp_path: Path) -> None:
    async def test() -> None:
        log = Log()
        async with bench(tmp_path, log=log) as b:
            made = await b.book(person=ANNA)
            b.clock.pass_(NINE - 600 - b.clock.now())
            (row,) = b.bookings.state.appointments.values()
            taken = await b.office.take(QUEUE, queue_key(row), "advice", due=NINE, appointment=row.id)
        async with bench(tmp_path, f"{DAY} 09:45", log) as b:
            await b.bookings.tick()
            found = b.bookings.appointment(made.code)
            assert found is not None
            assert found.state == "missed"
            assert await b.bookings.check_in(made.code) == taken
            again = b.bookings.appointment(made.code)
            assert again is not None
            assert again.state == "arrived"

    run(test)


def test_who_moves_after_a_hub_died_keeps_the_number_and_has_one(tmp_path: Path) -> None:
    async def test() -> None:
        async with bench(tmp_path, f"{DAY} 08:50") as b:
            made = await b.book(NINE)
            (row,) = b.bookings.state.appointments.values()
            await b.office.take(QUEUE, queue_key(row), "advice", due=NINE, appointment=row.id)
            await b.bookings.move("foyer", "m", made.code, await b.hold(TEN))
            ticket = got(await b.bookings.check_in(made.code), api.Ticket)
            assert list(b.office.state.people) == [ticket.number]
            assert got(await b.bookings.check_in(made.code), api.Ticket) == ticket
            found = b.bookings.appointment(made.code)
            assert found is not None
            assert (found.state, found.number) == ("arrived", ticket.number)

    run(test)


def test_a_number_taken_while_the_appointment_is_called_off_is_given_back(tmp_path: Path) -> None:
    async def test() -> None:
        async with bench(tmp_path, f"{DAY} 08:50") as b:
            made = await b.book(NINE)
            arriving, calling_off = await asyncio.gather(
                b.bookings.check_in(made.code), b.bookings.cancel("foyer", "c", made.code)
            )
            assert reason(arriving) == "conflict"
            assert got(calling_off, appointments.Appointment).state == "cancelled"
            assert [person.state for person in b.office.state.people.values()] == ["left"]

    run(test)


def test_a_disk_that_is_full_between_number_and_arrival_costs_a_second_try_and_no_second_number(
    tmp_path: Path,
) -> None:
    async def test() -> None:
        async with bench(tmp_path) as b:
            made = await b.book(person=ANNA)
            b.clock.pass_(NINE - 600 - b.clock.now())
            (row,) = b.bookings.state.appointments.values()
            await b.office.take(QUEUE, queue_key(row), "advice", due=NINE, appointment=row.id)
            b.journal.failing = HubError(Reason.DISK_FULL, "Der Speicherplatz ist voll.")
            with pytest.raises(HubError):
                await b.bookings.check_in(made.code)
            assert got(await b.bookings.check_in(made.code), api.Ticket).number == 1
            assert len(b.office.state.people) == 1

    run(test)


def test_who_comes_far_too_late_is_told_and_who_was_served_is_done(tmp_path: Path) -> None:
    async def test() -> None:
        async with bench(tmp_path) as b:
            first, second = await b.book(NINE, "1"), await b.book(TEN, "2")
            b.clock.pass_(NINE + 31 * 60 - b.clock.now())
            late = await b.bookings.check_in(first.code)
            assert isinstance(late, Refused)
            assert "Dienstag, 1.12.2026 um 09:00 Uhr" in late.detail
            await b.bookings.tick()
            number = got(await b.bookings.check_in(second.code), api.Ticket).number
            await b.office.call_next("anna", "n", "A", None)
            await b.office.in_room("anna", "s", "serve", "A", number)
            await b.office.in_room("anna", "d", "done", "A", number)
            await b.bookings.tick()
            states = [found.state for code in (first.code, second.code) if (found := b.bookings.appointment(code))]
            assert states == ["missed", "done"]
            version = b.bookings.version
            await b.bookings.tick()
            assert b.bookings.version == version

    run(test)


def test_closing_a_day_lists_who_has_to_be_told(tmp_path: Path) -> None:
    async def test() -> None:
        async with bench(tmp_path) as b:
            made = await b.book(person=ANNA)
            day = dt.date.fromisoformat(DAY)
            got(await b.bookings.close_days("staff/anna", "k", day, day), api.Done)
            (row,) = await b.bookings.affected()
            assert (row.closed, row.person and row.person.phone) == (True, ANNA["phone"])
            assert (await b.bookings.list_of(DAY)) == (row,)
            slots = b.bookings.slots("advice", DAY)
            assert slots is not None
            assert (slots.reason, slots.slots) == ("closed", ())
            await b.bookings.move("foyer", "m", made.code, await b.hold(berlin("2026-12-08 09:00")))
            assert await b.bookings.affected() == ()
            (closure,) = b.bookings.state.closed
            got(await b.bookings.open_days("staff/anna", "o", closure), api.Done)
            assert reason(await b.bookings.close_days("staff/anna", "x", day, day, "nothing")) == "not-found"

    run(test)


def test_what_is_offered_is_told_by_day_and_today_without_a_service(tmp_path: Path) -> None:
    async def test() -> None:
        async with bench(tmp_path, "2026-11-24 09:30") as b:
            (offer,) = b.bookings.offers().offers
            assert (offer.service, offer.first_day, offer.last_day) == ("advice", "2026-11-24", "2027-01-23")
            today = b.bookings.free_today()
            assert [slot.start for slot in today.slots] == [berlin("2026-11-24 10:00"), berlin("2026-11-24 11:00")]
            assert b"advice" not in msgspec.json.encode(today)
            days = b.bookings.free_days("advice")
            assert days is not None
            assert [(day.day, day.free) for day in days.days][:2] == [("2026-11-24", 2), ("2026-12-01", 3)]
            assert b.bookings.free_days("nothing") is None
            for wrong in ("2026-13-01", "x", "20261201", "1999-01-01", "+999999-01-01"):
                assert b.bookings.slots("advice", wrong) is None

    run(test)


def test_codes_that_are_none_are_unknown(tmp_path: Path) -> None:
    async def test() -> None:
        async with bench(tmp_path) as b:
            for code in ("", "0123456789", "123", "x" * 10, "\u0661" * 10, "1" * 10_000):
                assert b.bookings.appointment(code) is None
                assert reason(await b.bookings.cancel("foyer", "k", code)) == "not-found"
                assert reason(await b.bookings.check_in(code)) == "not-found"
                assert reason(await b.bookings.move("foyer", "k", code, "h")) == "not-found"

    run(test)


def test_staff_hold_several_times_for_several_callers(tmp_path: Path) -> None:
    async def test() -> None:
        async with bench(tmp_path) as b:
            first, second = await b.hold(NINE, "staff/anna"), await b.hold(TEN, "staff/anna")
            assert set(b.bookings.state.holds) == {first, second}
            got(await b.bookings.release("staff/anna", first), api.Done)
            assert set(b.bookings.state.holds) == {second}

    run(test)
