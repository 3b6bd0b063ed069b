"""Which days a site is closed, for queue, displays and terminals alike, and which rooms a waiting number may go to."""

from __future__ import annotations

import asyncio
import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from telemed import api, hours
from telemed.hub import readings
from telemed.hub.booking.holidays import holidays_of
from telemed.hub.booking.rules import Closure, Rules
from telemed.hub.booking.state import State
from telemed.hub.clock import BERLIN
from telemed.hub.closing import ClosedDays, closed_days
from telemed.hub.queue import Person
from telemed.hub.queue import State as Queue
from telemed.hub.site import Hours, SiteConfig, load_site
from tests.unit.hub.booking_bench import Bench, bench, got, reason, run

EXAMPLE = Path(__file__).parents[3] / "telemed" / "hub" / "example-site.toml"


@pytest.fixture
def site() -> SiteConfig:
    return load_site(EXAMPLE)


def with_holidays(state: str, *closures: Closure, entered: Closure | None = None) -> State:
    rules = Rules(BERLIN, (), holidays_of(state, dt.date(2026, 6, 1)), closures)
    return State(rules, closed={} if entered is None else {"c": entered})


@pytest.mark.parametrize(
    ("today", "holiday", "is_one"),
    [
        (dt.date(2026, 9, 15), "2026-09-20", True),
        (dt.date(2026, 10, 20), "2026-10-31", True),
        (dt.date(2026, 3, 2), "2026-03-08", False),
        (dt.date(2026, 12, 20), "2027-01-01", True),
    ],
)
def test_holidays_of_thuringia(today: dt.date, holiday: str, is_one: bool) -> None:
    found = closed_days(with_holidays("TH"), today)
    assert (holiday in found.closed, holiday in found.holidays) == (is_one, is_one)
    assert holiday not in closed_days(with_holidays(""), today).closed
    assert holiday not in closed_days(with_holidays("TH"), today, outside_hours=True).closed


def test_closures_of_the_whole_site_count_and_those_of_one_service_do_not() -> None:
    whole = Closure(dt.date(2026, 7, 1), dt.date(2026, 7, 2))
    part = Closure(dt.date(2026, 7, 8), dt.date(2026, 7, 8), "advice")
    entered = Closure(dt.date(2026, 7, 3), dt.date(2026, 7, 3))
    state = with_holidays("", whole, part, entered=entered)

    assert closed_days(state, dt.date(2026, 7, 2)) == ClosedDays(("2026-07-02", "2026-07-03"))
    assert closed_days(state, dt.date(2026, 7, 2), outside_hours=True).closed == ("2026-07-02", "2026-07-03")
    assert closed_days(state, dt.date(2026, 7, 1) - dt.timedelta(days=hours.AHEAD)).closed == ("2026-07-01",)


def test_a_site_tells_its_closed_days_and_why(site: SiteConfig) -> None:
    local = dt.datetime(2026, 10, 30, 12, tzinfo=dt.UTC)
    shut = ClosedDays(("2026-10-30", "2026-10-31"), ("2026-10-31",))

    told = readings.site_view(Queue(), site, local, shut=shut)

    assert (told.closed, told.holidays) == (shut.closed, shut.holidays)
    assert [hours.shut_on(told, dt.date(2026, 10, day)) for day in (29, 30, 31)] == [None, "closed", "holiday"]


def test_on_a_closed_day_nothing_is_open_and_the_next_opening_is_on_another_day(site: SiteConfig) -> None:
    site = dataclasses.replace(site, hours=Hours(friday=("09:00-12:00",)), numbers_outside_hours=False)
    friday = dt.datetime(2026, 10, 30, 10, tzinfo=BERLIN)
    shut = ClosedDays(("2026-10-30",))
    days = site.hours.days()

    assert readings.is_open_by_hours(site, friday)
    assert not readings.is_open_by_hours(site, friday, shut)
    assert not readings.is_open_by_hours(dataclasses.replace(site, numbers_outside_hours=True), friday, shut)
    before = friday.replace(hour=8)
    assert hours.next_opening(days, (), before) == hours.Opening(0, dt.date(2026, 10, 30), "09:00", "12:00")
    assert hours.next_opening(days, shut.closed, before) == hours.Opening(7, dt.date(2026, 11, 6), "09:00", "12:00")


async def close_today(b: Bench) -> None:
    today = dt.date(2026, 12, 1)
    got(await b.bookings.close_days("staff/anna", "close", today, today), api.Done)


def test_a_day_closed_while_people_wait_serves_them_and_gives_no_more_numbers(tmp_path: Path) -> None:
    async def test() -> None:
        async with bench(tmp_path, "2026-12-01 10:00", open_all_day=True) as b:
            first = got(await b.office.take("door", "k1", "advice"), api.Ticket)
            assert b.office.board().open
            await close_today(b)

            assert reason(await b.office.take("door", "k2", "advice")) == "closed"
            assert got(await b.office.take("door", "k1", "advice"), api.Ticket) == first, "what was answered stays"
            by_staff = await b.office.take("staff/anna", "k3", "advice", by_staff=True)
            assert got(by_staff, api.Ticket).number == 2, "who works there decides"
            assert b.office.site_view().closed == ("2026-12-01",)
            assert b.office.board().open, "they are still served"

            for finishes in (None, 1, 2):
                turn = got(await b.office.call_next("anna", f"n{finishes}", "A", finishes), api.Turn)
                if turn.number is not None:
                    await b.office.in_room("anna", f"s{finishes}", "serve", "A", turn.number)
            assert not b.office.board().open

            (closure,) = b.bookings.state.closed
            await b.bookings.open_days("staff/anna", "open", closure)
            assert got(await b.office.take("door", "k4", "advice"), api.Ticket).number == 3

    run(test)


def test_a_closed_day_with_numbers_at_any_time_is_closed_for_terminals(tmp_path: Path) -> None:
    async def test() -> None:
        async with bench(tmp_path, "2026-12-01 03:00", open_all_day=True) as b:
            await asyncio.gather(close_today(b), close_today(b))
            assert reason(await b.office.take("door", "k", "advice")) == "closed"
            assert not b.office.board().open

    run(test)


def test_a_waiting_number_tells_the_rooms_it_may_be_called_to(site: SiteConfig) -> None:
    rooms = readings.Rooms(site)

    def to(service: str, only: str | None = None) -> tuple[str, ...]:
        return readings.called_to(Person("t", 1, service, "waiting", 1.0, only=only), rooms)

    assert to("buero") == (), "every room serves it"
    assert to("beratung") == ("Raum 1",)
    assert to("buero", "Platz 2") == ("Platz 2",)
