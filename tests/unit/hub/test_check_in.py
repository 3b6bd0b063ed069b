"""Checking in: one number for one appointment, whatever happens in between."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from telemed import api
from telemed import api_appointments as appointments
from telemed.hub.bookings import QUEUE, queue_key
from telemed.hub.errors import HubError, Reason
from telemed.hub.messages import Refused
from tests.fakes.memory_journal import Log
from tests.unit.hub.booking_bench import ANNA, DAY, NINE, TEN, bench, got, reason, run


def test_checking_in_takes_one_number_for_the_agreed_time_however_often(tmp_path: Path) -> None:
    async def test() -> None:
        async with bench(tmp_path) as b:
            made = await b.book(person=ANNA)
            assert reason(await b.bookings.check_in(made.code)) == "too-early"
            b.clock.pass_(NINE - 600 - b.clock.now())
            first = await b.bookings.check_in(made.code)
            ticket = got(first, api.Ticket)
            assert await b.bookings.check_in(made.code) == first
            assert ticket.page == b.office.page(ticket.id) == f"https://wartezeit.example/t/{ticket.code}"
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
            assert ticket.page == b.office.page(ticket.id)
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
