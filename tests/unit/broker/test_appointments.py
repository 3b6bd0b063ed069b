"""What a visitor may ask about appointments, field by field."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import Any

import msgspec
import pytest

from kiosk.broker.appointments import MOST_BOOKINGS, MOST_HOLDS, MOST_WRONG, Appointments, Person
from kiosk.broker.requests import Away, Declined, Table
from kiosk.channel import ChannelError
from kiosk.citizen.appointment.requests import REQUESTS
from kiosk.flow.steps import Effect
from tests.fakes.diary import FakeDiary
from tests.unit.broker.test_requests import FakeOffice, FakePaper

FREE = tuple(1_800_000_000.0 + 1200 * number for number in range(30))


class Session:
    """One visitor's table."""

    def __init__(self) -> None:
        self.diary = FakeDiary(*FREE)
        self.appointments = Appointments(self.diary, "s1")
        self.table = Table(FakeOffice(), FakePaper(), "s1", more=self.appointments.rows)
        self.keys = 0

    def ask(self, name: str, key: str = "", **fields: Any) -> Any:
        kind = self.appointments.rows[name].kind if name in self.appointments.rows else "query"
        if kind == "effect" and not key:
            self.keys += 1
            key = f"k{self.keys}"
        run = self.table.decode(kind, name, msgspec.msgpack.encode(fields), key)
        return msgspec.msgpack.decode(asyncio.run(run()))

    def hold(self, number: int = 0) -> Any:
        return self.ask("hold-time", service="papers", start=FREE[number])

    def book(self, number: int = 0, key: str = "", **said: Any) -> Any:
        self.hold(number)
        return self.ask("book-appointment", key, **said)


@pytest.fixture
def session() -> Session:
    return Session()


def declined(session: Session, name: str, **fields: Any) -> str:
    with pytest.raises(Declined) as caught:
        session.ask(name, **fields)
    return caught.value.reason


def test_free_times_are_found(session: Session) -> None:
    assert len(session.ask("find-today")["times"]) == len(FREE)
    day = session.ask("find-days", service="papers")["days"][0]
    times = session.ask("find-times", service="papers", day=dt.date.fromisoformat(day["day"]))["times"]
    assert len(times) == day["free"]


def test_a_time_is_kept_without_a_name_that_the_sandbox_could_know(session: Session) -> None:
    assert set(session.hold()) == {"start", "day", "time"}
    assert list(session.diary.holds.values()) == [FREE[0]]
    assert session.diary.keys == ["s1-hold-1"]


def test_a_kept_time_is_booked_with_what_was_said(session: Session) -> None:
    made = session.book(person="Erna", phone="0364112345", locale="de-simple", assistant=True)
    assert made["state"] == "booked"
    assert session.diary.people == [Person("Erna", "0364112345", "de-simple", assistant=True)]
    assert not session.diary.released
    session.ask("let-go")
    assert not session.diary.released, "what was used is not let go of"


def test_without_a_kept_time_nothing_is_booked_or_moved(session: Session) -> None:
    assert declined(session, "book-appointment") == "hold-ended"
    code = session.book()["code"]
    assert declined(session, "move-appointment", code=code) == "hold-ended"


def test_a_booking_asked_for_again_under_its_key_is_the_same(session: Session) -> None:
    first = session.book(key="same")
    session.hold(1)
    assert session.ask("book-appointment", "same") == first
    session.ask("let-go")
    assert len(session.diary.released) == 1, "the other time is still kept, and can be let go of"


def test_a_time_is_let_go_of_once(session: Session) -> None:
    session.hold()
    assert session.ask("let-go") == {"done": True}
    session.ask("let-go")
    assert session.diary.released == ["hold1"]


def test_the_end_of_a_session_lets_go_and_keeps_nothing_any_more(session: Session) -> None:
    session.hold()
    asyncio.run(session.appointments.end())
    assert session.diary.released == ["hold1"]
    with pytest.raises(Away):
        session.hold(1)


def test_a_time_that_comes_after_the_end_is_let_go_of(session: Session) -> None:
    class Slow(FakeDiary):
        async def hold(self, key: str, service: str, start: float) -> tuple[str, Any]:
            await appointments.end()
            return await super().hold(key, service, start)

    diary = Slow(*FREE)
    appointments = Appointments(diary, "s1")
    table = Table(FakeOffice(), FakePaper(), "s1", more=appointments.rows)
    body = msgspec.msgpack.encode({"service": "papers", "start": FREE[0]})
    asyncio.run(table.decode("query", "hold-time", body, "")())
    assert diary.released == ["hold1"]


def test_an_appointment_is_moved_cancelled_and_checked_in_by_its_code(session: Session) -> None:
    code = session.book()["code"]
    before = session.ask("find-appointment", code=code)
    session.hold(3)
    assert session.ask("move-appointment", code=code)["time"] != before["time"]
    assert session.ask("check-in", code=code) == {"number": 1, "ahead": 0}
    other = session.book(5)["code"]
    assert session.ask("cancel-appointment", code=other)["state"] == "cancelled"
    assert declined(session, "cancel-appointment", code=other) == "conflict"


def test_one_session_books_for_a_family_and_not_the_whole_day(session: Session) -> None:
    for number in range(MOST_BOOKINGS):
        session.book(number)
    session.hold(MOST_BOOKINGS)
    assert declined(session, "book-appointment") == "limit"


def test_one_session_keeps_only_so_many_times(session: Session) -> None:
    for number in range(MOST_HOLDS):
        session.hold(number)
    with pytest.raises(Away):
        session.hold(MOST_HOLDS)


@pytest.mark.parametrize("name", ["find-appointment", "check-in", "cancel-appointment"])
def test_codes_cannot_be_tried_out(session: Session, name: str) -> None:
    code = session.book()["code"]
    for number in range(MOST_WRONG):
        assert declined(session, name, code=f"99{number:08}") == "not-found"
    assert declined(session, name, code="9999999999") == "too-many"
    assert declined(session, name, code=code) == "too-many", "the right one is not found by trying either"
    assert declined(session, name, code="9900000000") == "not-found", "what was told may be told again"


def test_an_office_that_is_away_counts_no_code_as_wrong(session: Session) -> None:
    code = session.book()["code"]
    session.diary.away = True
    for number in range(MOST_WRONG + 1):
        with pytest.raises(Away):
            session.ask("find-appointment", code=f"99{number:08}")
    session.diary.away = False
    assert session.ask("find-appointment", code=code)["code"] == code


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("find-today", {"service": "papers"}),
        ("find-days", {}),
        ("find-days", {"service": "../x"}),
        ("find-times", {"service": "papers", "day": "24.11.2026"}),
        ("hold-time", {"service": "papers", "start": -1.0}),
        ("hold-time", {"service": "papers", "start": 1e18}),
        ("hold-time", {"service": "papers", "start": float("nan")}),
        ("hold-time", {"service": "papers", "start": 1.0, "hold": "other"}),
        ("book-appointment", {"person": "x" * 81}),
        ("book-appointment", {"phone": "12345"}),
        ("book-appointment", {"phone": "0800 call"}),
        ("book-appointment", {"email": "a@b.example"}),
        ("book-appointment", {"locale": "../../etc"}),
        ("book-appointment", {"assistant": "yes"}),
        ("book-appointment", {"hold": "somebody-else"}),
        ("find-appointment", {"code": "123"}),
        ("find-appointment", {"code": "12345678901"}),
        ("check-in", {"code": "١٢٣٤٥٦٧٨٩٠"}),
        ("check-in", {"code": "1234567890\n"}),
        ("move-appointment", {"code": "0123456789", "hold": "h"}),
        ("cancel-appointment", {"code": 1234567890}),
    ],
)
def test_anything_else_breaks_the_rules(session: Session, name: str, fields: dict[str, Any]) -> None:
    with pytest.raises(ChannelError):
        session.ask(name, **fields)


def test_every_request_of_the_service_is_answered_and_no_other() -> None:
    rows = Session().appointments.rows
    assert {request.name for request in REQUESTS} == set(rows)
    for request in REQUESTS:
        assert rows[request.name].kind == ("effect" if issubclass(request, Effect) else "query")
