"""What every diary keeps to: the fake that the broker's table is tested with, and the hub's over HTTP.

The last test lets the service itself book and check in at a real hub, through the table of a broker.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from kiosk.broker.appointments import Appointments, Diary, Person
from kiosk.broker.diary import OFFICE, HubDiary
from kiosk.broker.messenger import HubMessenger
from kiosk.broker.office import HubOffice
from kiosk.broker.requests import Declined, Table
from kiosk.broker.telling import Telling
from kiosk.citizen.appointment import SERVICE
from kiosk.citizen.appointment.requests import CheckIn
from kiosk.flow.runner import Finished, Runner
from kiosk.flow.service import Bookable, Visit
from kiosk.flow.states import Asking, Refused, Waiting
from kiosk.flow.steps import Choose, Effect, Print, PrintResult
from tests.fakes.diary import FakeDiary
from tests.hub.conftest import RunningHub, running
from tests.ports import free_port
from tests.unit.broker.test_requests import FakePaper

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SITE = """name = "Office"
phone = "03641 1"
numbers_outside_hours = true
[hours]
monday = ["09:00-12:00"]
[[counters]]
id = "papers"
title.de = "Papiere"
[[rooms]]
name = "1"
serves = ["papers"]
[[booking]]
service = "papers"
minutes = 5
limit = 2
""" + "".join(f'[[booking.opens]]\nweekday = "{day}"\nspans = ["00:00-23:59"]\n' for day in DAYS)
NOBODY = Person("", "", "de", assistant=False)


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHub]:
    folder = tmp_path_factory.mktemp("hub")
    (folder / "site.toml").write_text(SITE)
    with running(folder / "state", free_port(), folder / "site.toml") as started:
        yield started


@pytest.fixture(params=["fake", "hub"])
def diary(request: pytest.FixtureRequest) -> Diary:
    if request.param == "hub":
        return HubDiary(request.getfixturevalue("hub").client(), {}, set())
    start = dt.datetime(2027, 1, 15, 9, tzinfo=dt.UTC).timestamp()
    return FakeDiary(*(start + 300 * number for number in range(40)))


def reason(ask: Any) -> str:
    with pytest.raises(Declined) as caught:
        asyncio.run(ask)
    return caught.value.reason


def some_day(diary: Diary) -> list[dict[str, Any]]:
    """The free times of the last day, which nobody is late for."""
    day = _date(asyncio.run(diary.days("papers"))["days"][-1]["day"])
    times: list[dict[str, Any]] = asyncio.run(diary.times("papers", day))["times"]
    return times


def _date(day: str | dt.date) -> dt.date:
    return dt.date.fromisoformat(day) if isinstance(day, str) else day


def starts(times: list[dict[str, Any]]) -> list[float]:
    return [time["start"] for time in times]


def test_free_times_have_day_and_time_in_order(diary: Diary) -> None:
    times = some_day(diary)
    assert starts(times) == sorted(starts(times))
    assert {type(times[0]["day"]), type(times[0]["time"])} == {dt.date, dt.time}
    assert {"times"} == set(asyncio.run(diary.today()))
    assert reason(diary.days("unknown")) == "not-found"
    assert reason(diary.times("unknown", times[0]["day"])) == "not-found"


def test_what_is_held_is_not_free_until_it_is_let_go_of(diary: Diary) -> None:
    start = some_day(diary)[0]["start"]
    hold, time = asyncio.run(diary.hold("h1", "papers", start))
    assert time["start"] == start
    assert start not in starts(some_day(diary))
    asyncio.run(diary.release(hold))
    assert start in starts(some_day(diary))
    asyncio.run(diary.release(hold))


def test_a_terminal_holds_one_time(diary: Diary) -> None:
    first, second = starts(some_day(diary))[:2]
    old, _ = asyncio.run(diary.hold("o1", "papers", first))
    new, _ = asyncio.run(diary.hold("o2", "papers", second))
    assert first in starts(some_day(diary))
    assert reason(diary.book("ob", old, NOBODY)) == "hold-ended"
    asyncio.run(diary.release(new))


def test_an_appointment_lives_by_its_code(diary: Diary) -> None:
    first, second = starts(some_day(diary))[:2]
    hold, _ = asyncio.run(diary.hold("a1", "papers", first))
    made = asyncio.run(diary.book("a-book", hold, Person("Erna", "", "de", assistant=False)))
    assert made["state"] == "booked"
    assert len(made["code"]) == 10
    assert asyncio.run(diary.book("a-book", hold, Person("Erna", "", "de", assistant=False))) == made
    assert asyncio.run(diary.find(made["code"])) == made
    assert first not in starts(some_day(diary))
    hold, _ = asyncio.run(diary.hold("a2", "papers", second))
    moved = asyncio.run(diary.move("a-move", made["code"], hold))
    assert (moved["code"], moved["time"]) != (made["code"], made["time"])
    assert asyncio.run(diary.cancel("a-cancel", made["code"]))["state"] == "cancelled"
    assert reason(diary.check_in(made["code"])) == "conflict"


def test_a_code_nobody_has_opens_nothing(diary: Diary) -> None:
    assert reason(diary.find("0000000099")) == "not-found"
    assert reason(diary.check_in("0000000099")) == "not-found"
    assert reason(diary.cancel("n", "0000000099")) == "not-found"


def test_a_taken_time_is_refused(diary: Diary) -> None:
    start = some_day(diary)[0]["start"]
    hold, _ = asyncio.run(diary.hold("t1", "papers", start))
    asyncio.run(diary.book("t-book", hold, NOBODY))
    assert reason(diary.hold("t2", "papers", start)) == "taken"


# ---- the service itself, at a real hub ----------------------------------------------------------------------------


class Visitor:
    """A service and the table of its session's broker."""

    def __init__(self, hub: RunningHub, session: str, today: dt.date) -> None:
        client = hub.client()
        codes: set[str] = set()
        self.appointments = Appointments(HubDiary(client, {}, codes), session)
        rows = {**self.appointments.rows, **Telling(HubMessenger(client, {}, codes)).rows}
        self._table = Table(HubOffice(client, {}), FakePaper(), session, more=rows)
        self._keys = iter(range(1000))
        visit = Visit(today, "Office", bookable=(Bookable("papers", "bookable-papers"),), new_id=self._key)
        self.runner = Runner(SERVICE.flow, visit)
        self.runner.start()
        self.printed: list[Print] = []
        self._serve()

    def _key(self) -> str:
        return f"k{next(self._keys)}"

    def _serve(self) -> None:
        while isinstance(state := self.runner.state, Waiting):
            request = state.request
            if isinstance(request, Print):
                self.printed.append(request)
                self.runner.result(state.request_id, PrintResult("printed"))
                continue
            kind = "effect" if isinstance(request, Effect) else "query"
            run = self._table.decode(kind, request.name, msgspec.msgpack.encode(request), state.key)
            try:
                body = msgspec.msgpack.decode(asyncio.run(run()), type=request.result)
            except Declined as error:
                body = Refused(error.reason)
            self.runner.result(state.request_id, body)

    @property
    def step(self) -> Any:
        assert isinstance(self.runner.state, Asking), self.runner.state
        return self.runner.state.step

    def say(self, *answers: Any) -> Visitor:
        for answer in answers:
            taken = self.runner.answer(answer)
            assert taken is self.runner.state, taken
            self._serve()
        return self

    def choose_first(self, key: str) -> None:
        """Take the first option as long as this is asked."""
        while isinstance(self.step, Choose) and self.step.key == key:
            self.say(self.step.options[0].value)


def _today_or_skip() -> dt.date:
    now = dt.datetime.now(OFFICE)
    if (now.hour, now.minute) >= (23, 40):
        pytest.skip("between 23:40 and midnight there is no later time today to book")
    return now.date()


def test_a_resident_books_for_today_and_checks_in_with_the_code(hub: RunningHub) -> None:
    today = _today_or_skip()
    booking = Visitor(hub, "first", today)
    booking.say("today")
    booking.choose_first("appointment-time")
    booking.say("me", "", False)
    assert booking.step.key == "appointment-check"
    booking.say(True)
    assert booking.step.key == "appointment-booked"
    code = str(booking.step.big).replace("\u00a0", "")
    booking.say(None)
    assert booking.runner.state == Finished(code)
    coming = Visitor(hub, "second", today)
    coming.say("here")
    assert coming.step.key == "appointment-code"
    coming.say(code, True)
    number = coming.step.big
    assert coming.step.key == "appointment-arrived"
    assert isinstance(number, int)
    again = Visitor(hub, "third", today).say("here", code, True)
    assert again.step.big == number, "who checks in twice has one number"
    place = hub.client().place(number)
    assert getattr(place, "state", None) == "waiting"


def test_a_session_that_ends_gives_its_time_back(hub: RunningHub) -> None:
    today = _today_or_skip()
    leaving = Visitor(hub, "leaving", today)
    leaving.say("book", leaving_day(leaving))
    leaving.choose_first("appointment-time")
    assert leaving.step.key == "appointment-whom"
    diary = HubDiary(hub.client(), {}, set())

    def free() -> int:
        return len(asyncio.run(diary.times("papers", today + dt.timedelta(days=1)))["times"])

    before = free()
    asyncio.run(leaving.appointments.end())
    assert free() == before + 1


def leaving_day(visitor: Visitor) -> str:
    """Tomorrow, for which no time runs out while we look."""
    return (visitor.runner._visit.today + dt.timedelta(days=1)).isoformat()


def test_the_effect_that_checks_in_is_the_one_the_service_has() -> None:
    assert CheckIn.name in Appointments(FakeDiary(), "s").rows
