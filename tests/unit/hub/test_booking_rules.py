"""When something can be booked: opening rules, closed days, the change of clocks, the window."""

from __future__ import annotations

import datetime as dt
import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from telemed.hub.booking.free import Busy, free_on, together
from telemed.hub.booking.rules import Closure, Offer, Opening, Rules, grid, nth_of_month, spans_on
from telemed.hub.clock import BERLIN
from tests.fakes.hub_clock import berlin

MORNING = ((9 * 60, 12 * 60),)
TUESDAY = dt.date(2026, 11, 24)
SPRING, AUTUMN = dt.date(2027, 3, 28), dt.date(2027, 10, 31)


def open_days(rule: Opening, first: str, days: int) -> list[str]:
    start = dt.date.fromisoformat(first)
    return [day.isoformat() for day in (start + dt.timedelta(i) for i in range(days)) if rule.opens(day)]


def walls(offer: Offer, day: dt.date) -> list[str]:
    """The slots of a day as a clock on the wall shows their beginning."""
    return [f"{dt.datetime.fromtimestamp(start, BERLIN):%H:%M}" for start, _ in grid(offer, day, BERLIN)]


def test_a_weekly_rule_opens_its_weekday_within_its_validity() -> None:
    rule = Opening(1, MORNING, valid_from=dt.date(2026, 11, 10), valid_to=dt.date(2026, 11, 24))

    assert open_days(rule, "2026-10-27", 60) == ["2026-11-10", "2026-11-17", "2026-11-24"]


def test_every_second_week_is_counted_from_the_week_of_the_first_day_also_across_a_year_of_53_weeks() -> None:
    rule = Opening(1, MORNING, every_weeks=2, valid_from=dt.date(2026, 12, 17))  # a Thursday: its week counts

    assert open_days(rule, "2026-12-15", 45) == ["2026-12-29", "2027-01-12", "2027-01-26"]


def test_the_first_third_and_last_of_a_month() -> None:
    rule = Opening(2, MORNING, nth=(1, 3, -1))

    assert open_days(rule, "2026-09-01", 61) == [
        "2026-09-02",
        "2026-09-16",
        "2026-09-30",
        "2026-10-07",
        "2026-10-21",
        "2026-10-28",
    ]
    assert nth_of_month(dt.date(2026, 9, 30)) == 5


def test_spans_of_several_rules_are_one_and_no_place_counts_twice() -> None:
    rules = (Opening(1, ((540, 720), (780, 960))), Opening(1, ((700, 800),), nth=(4,)))

    assert spans_on(rules, TUESDAY) == ((540, 960),)
    assert spans_on(rules, TUESDAY + dt.timedelta(7)) == ((540, 720), (780, 960))


def test_no_slot_reaches_past_closing_time() -> None:
    offer = Offer("advice", (Opening(1, ((9 * 60, 10 * 60 + 30),)),), minutes=40)

    assert walls(offer, TUESDAY) == ["09:00", "09:40"]


def test_a_day_on_which_an_hour_is_missing() -> None:
    offer = Offer("night", (Opening(6, ((60, 4 * 60),)),), minutes=30)

    assert walls(offer, SPRING) == ["01:00", "01:30", "03:00", "03:30"]
    assert walls(offer, AUTUMN) == ["01:00", "01:30", "02:00", "02:30", "02:00", "02:30", "03:00", "03:30"]
    assert walls(offer, SPRING - dt.timedelta(7)) == ["01:00", "01:30", "02:00", "02:30", "03:00", "03:30"]
    for day in (SPRING, AUTUMN):
        assert {end - start for start, end in grid(offer, day, BERLIN)} == {1800}


def test_times_that_the_change_of_clocks_leaves_out_or_makes_twice_open_late_and_close_early() -> None:
    opens, closes = Offer("x", (Opening(6, ((150, 240),)),), minutes=30), Offer("x", (Opening(6, ((60, 150),)),), 30)

    assert walls(opens, SPRING) == ["03:30"]
    assert walls(closes, SPRING) == ["01:00"]
    assert walls(opens, AUTUMN) == ["02:30", "03:00", "03:30"]
    assert walls(closes, AUTUMN) == ["01:00", "01:30", "02:00"]


def test_open_until_midnight() -> None:
    offer = Offer("x", (Opening(1, ((23 * 60, 24 * 60),)),), minutes=30)

    assert walls(offer, TUESDAY) == ["23:00", "23:30"]


OFFER = Offer("advice", (Opening(1, MORNING), Opening(3, MORNING)), minutes=60, first_day=1, last_day=14)


def reason(day: str, now: str, rules: Rules, closures: tuple[Closure, ...] = ()) -> tuple[int, str | None]:
    found = free_on(rules, OFFER, dt.date.fromisoformat(day), Busy(()), closures, berlin(now))
    return len(found.slots), found.reason


def test_a_day_without_free_times_says_why() -> None:
    rules = Rules(
        BERLIN,
        holidays=frozenset({dt.date(2026, 11, 26)}),
        closures=(Closure(dt.date(2026, 12, 1), dt.date(2026, 12, 2)),),
    )
    now = "2026-11-23 15:00"

    assert reason("2026-11-24", now, rules) == (3, None)
    assert reason("2026-11-23", now, rules) == (0, "window")
    assert reason("2026-12-08", now, rules) == (0, "window")
    assert reason("2026-11-25", now, rules) == (0, "closed")
    assert reason("2026-11-26", now, rules) == (0, "holiday")
    assert reason("2026-12-01", now, rules) == (0, "closed")
    assert reason("2026-12-03", now, rules) == (3, None)
    other = Closure(dt.date(2026, 12, 3), dt.date(2026, 12, 3), "other")
    assert reason("2026-12-03", now, rules, (other,)) == (3, None)
    assert reason("2026-12-03", now, rules, (Closure(other.first, other.last, "advice"),)) == (0, "closed")


def test_today_is_free_from_the_lead_time_on() -> None:
    offer = Offer("advice", (Opening(1, MORNING),), minutes=60, lead_minutes=30)

    def left(now: str) -> int:
        return len(free_on(Rules(BERLIN), offer, TUESDAY, Busy(()), (), berlin(now)).slots)

    assert [left(f"2026-11-24 {at}") for at in ("08:00", "08:30", "08:31", "10:30", "11:00")] == [3, 3, 2, 1, 0]


def test_taken_times_are_counted_at_their_fullest_moment() -> None:
    busy = Busy([(0, 10), (10, 20), (5, 12), (30, 40)])

    assert busy.most(0, 5) == 1
    assert busy.most(0, 20) == 2
    assert busy.most(12, 20) == 1
    assert busy.most(20, 30) == 0
    assert busy.most(40, 50) == 0


def test_what_is_shown_where_people_are_names_each_time_once() -> None:
    assert together([[(2.0, 3.0), (4.0, 5.0)], [(2.0, 3.0), (1.0, 2.0)]]) == ((1.0, 2.0), (2.0, 3.0), (4.0, 5.0))


SPAN = (
    st.tuples(st.integers(0, 95), st.integers(1, 96))
    .map(lambda t: (min(t) * 15, max(t) * 15))
    .filter(lambda span: span[0] < span[1])
)
OPENINGS = st.builds(
    Opening,
    weekday=st.integers(0, 6),
    spans=st.lists(SPAN, min_size=1, max_size=3).map(tuple),
    every_weeks=st.integers(1, 3),
    nth=st.sampled_from([(), (1,), (2, 4), (-1,)]),
    valid_from=st.just(dt.date(2027, 1, 4)),
)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(OPENINGS, min_size=1, max_size=4).map(tuple),
    st.integers(5, 90),
    st.sampled_from([SPRING, AUTUMN]) | st.dates(dt.date(2027, 1, 1), dt.date(2028, 12, 31)),
)
def test_slots_lie_one_after_another_inside_opening_hours_and_have_their_length(
    openings: tuple[Opening, ...], minutes: int, day: dt.date
) -> None:
    slots = grid(Offer("x", openings, minutes), day, BERLIN)

    spans = spans_on(openings, day)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(slots))
    for start, end in slots:
        assert end - start == minutes * 60
        for instant in (start, end - 1):
            wall = dt.datetime.fromtimestamp(instant, BERLIN)
            assert wall.date() == day
            assert any(opens <= wall.hour * 60 + wall.minute < closes for opens, closes in spans)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 20), st.integers(1, 6)).map(lambda t: (float(t[0]), float(sum(t)))), max_size=12),
    st.integers(0, 20),
    st.integers(1, 6),
)
def test_counting_places_agrees_with_looking_at_every_moment(
    taken: list[tuple[float, float]], start: int, length: int
) -> None:
    slow = max(sum(s <= moment < e for s, e in taken) for moment in range(start, start + length))

    assert Busy(taken).most(start, start + length) == slow
