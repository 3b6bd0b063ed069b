"""Appointments made, found, moved, cancelled and closed: codes, repetition, personal data."""

from __future__ import annotations

import asyncio
import datetime as dt
from pathlib import Path

import msgspec
import pytest

from telemed import api
from telemed import api_appointments as appointments
from tests.fakes.hub_clock import berlin
from tests.unit.hub.booking_bench import ANNA, DAY, NINE, TEN, bench, booking, got, reason, run


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
    ],
)
def test_what_cannot_be_is_refused_in_plain_words(tmp_path: Path, wrong: dict[str, object]) -> None:
    async def test() -> None:
        async with bench(tmp_path) as b:
            book = booking(await b.hold(), wrong)
            assert reason(await b.bookings.book("foyer", "k", book)) == "bad-request"

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
