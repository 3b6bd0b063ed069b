"""What every diary keeps to: the fake that the broker's table is tested with, and the hub's over HTTP.

The last test lets the service itself book and check in at a real hub, through the table of a broker.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

from kiosk.broker.appointments import Appointments, Diary, Person
from kiosk.broker.diary import OFFICE, HubDiary
from kiosk.broker.requests import Declined
from kiosk.citizen.appointment import SERVICE
from kiosk.citizen.appointment.requests import CheckIn
from kiosk.flow.runner import Finished
from kiosk.flow.service import Bookable, Visit
from tests.contract.visitor import Visitor
from tests.fakes.diary import FakeDiary
from tests.hub.conftest import RunningHub, running
from tests.ports import free_port

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


def visitor(hub: RunningHub, session: str, today: dt.date) -> Visitor:
    visit = Visit(today, "Office", bookable=(Bookable("papers", "bookable-papers"),))
    return Visitor(hub.client(), session, SERVICE, visit)


def _today_or_skip() -> dt.date:
    now = dt.datetime.now(OFFICE)
    if (now.hour, now.minute) >= (23, 40):
        pytest.skip("between 23:40 and midnight there is no later time today to book")
    return now.date()


def test_a_resident_books_for_today_and_checks_in_with_the_code(hub: RunningHub) -> None:
    today = _today_or_skip()
    booking = visitor(hub, "first", today)
    booking.say("today")
    booking.choose_first("appointment-time")
    booking.say("me", "", False)
    assert booking.step.key == "appointment-check"
    booking.say(True)
    assert booking.step.key == "appointment-booked"
    code = str(booking.step.big).replace("\u00a0", "")
    booking.say(None)
    assert booking.runner.state == Finished(code)
    coming = visitor(hub, "second", today)
    coming.say("here")
    assert coming.step.key == "appointment-code"
    coming.say(code, True)
    number = coming.step.big
    assert coming.step.key == "appointment-arrived"
    assert isinstance(number, int)
    again = visitor(hub, "third", today).say("here", code, True)
    assert again.step.big == number, "who checks in twice has one number"
    place = hub.client().place(number)
    assert getattr(place, "state", None) == "waiting"


def test_a_session_that_ends_gives_its_time_back(hub: RunningHub) -> None:
    today = _today_or_skip()
    leaving = visitor(hub, "leaving", today)
    leaving.say("book", leaving_day(leaving))
    leaving.choose_first("appointment-time")
    assert leaving.step.key == "appointment-whom"
    diary = HubDiary(hub.client(), {}, set())

    def free() -> int:
        return len(asyncio.run(diary.times("papers", today + dt.timedelta(days=1)))["times"])

    before = free()
    asyncio.run(leaving.appointments.end())
    assert free() == before + 1


def leaving_day(leaving: Visitor) -> str:
    """Tomorrow, for which no time runs out while we look."""
    return (leaving.runner._visit.today + dt.timedelta(days=1)).isoformat()


def test_the_effect_that_checks_in_is_the_one_the_service_has() -> None:
    assert CheckIn.name in Appointments(FakeDiary(), "s").rows
