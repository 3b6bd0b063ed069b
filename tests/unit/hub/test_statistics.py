"""Statistics: what they say, and that nobody can be found in them."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telemed.hub.counts import EDGES, Cell, DayCounted, Durations
from telemed.hub.statistics import Figure, Period, period_of, periods, summarise, told

WEEK = Period("2026-W47", "Woche 47", dt.date(2026, 11, 16), dt.date(2026, 11, 22))
TITLES = {"office": "Büro", "advice": "Beratung"}


def durations(*minutes: float) -> Durations:
    classes = [0] * (len(EDGES) + 1)
    for each in minutes:
        classes[sum(each >= edge for edge in EDGES)] += 1
    return Durations(round(sum(minutes) * 60), tuple(classes))


def day(*cells: Cell) -> DayCounted:
    return DayCounted(0.0, "2026-11-16", cells)


def cell(hour: int, service: str, taken: int, missed: int = 0, wait: float = 12.0) -> Cell:
    return Cell(hour, service, taken, taken - missed, missed, waiting=durations(*[wait] * taken))


def test_days_are_added_up_by_hour_and_by_service() -> None:
    found = summarise(WEEK, [day(cell(9, "office", 10), cell(11, "advice", 6, wait=40.0)), day(cell(9, "office", 8))],
                      TITLES.__getitem__)  # fmt: skip

    assert found.days == 2
    assert (found.total.taken, found.total.waiting) == (24, Figure(19, 45))
    assert [(line.label, line.taken) for line in found.hours] == [
        ("9 bis 10 Uhr", 18),
        ("10 bis 11 Uhr", 0),
        ("11 bis 12 Uhr", 6),
    ]
    assert [(line.label, line.taken, line.waiting) for line in found.services] == [
        ("Beratung", 6, Figure(40, 45)),
        ("Büro", 18, Figure(12, 15)),
    ]


def test_without_anybody_there_is_nothing() -> None:
    found = summarise(WEEK, [], str)

    assert (found.days, found.total.taken, found.hours, found.services) == (0, 0, (), ())


def test_nine_of_ten_is_unknown_beyond_the_last_class() -> None:
    long = Cell(9, "office", 5, waiting=durations(130, 140, 150, 160, 170))

    assert summarise(WEEK, [day(long)], str).total.waiting == Figure(150, None)


def test_durations_of_fewer_than_five_are_not_told() -> None:
    few = Cell(9, "office", 12, missed=8, serving=durations(10, 10, 10, 10), waiting=durations(*[5] * 12))

    found = summarise(WEEK, [day(few)], str).total

    assert found.waiting is not None
    assert found.serving is None


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([10, 0, 7], [10, 0, 7]),
        ([4], [None]),
        ([10, 2, 7], [10, None, None]),
        ([10, 1, 1, 7], [10, None, None, None]),
        ([10, 3, 4, 7], [10, None, None, 7]),
        ([0, 3, 0], [0, None, 0]),
    ],
)
def test_a_small_count_is_hidden_and_what_would_tell_of_it(counts: list[int], shown: list[int | None]) -> None:
    assert told(counts) == shown


@given(st.lists(st.integers(0, 30), max_size=8))
def test_the_sum_tells_of_no_group_below_five(counts: list[int]) -> None:
    shown = told(counts)

    hidden = [count for count, one in zip(counts, shown, strict=True) if one is None]
    assert all(one is None or one == 0 or one >= 5 for one in shown)
    if hidden and sum(counts) >= 5 and any(count >= 5 for count in counts):
        assert len(hidden) >= 2
        assert sum(hidden) >= 5


def test_periods_are_whole_weeks_and_months_that_have_begun_before_today() -> None:
    monday = dt.date(2026, 11, 23)

    found = periods(monday)

    assert found[0] == Period(
        "2026-W47", "Woche 47 (16.11. bis 22.11.2026)", dt.date(2026, 11, 16), dt.date(2026, 11, 22)
    )
    assert [period.key for period in found[:2]] == ["2026-W47", "2026-W46"]
    assert next(p for p in found if "W" not in p.key).title == "November 2026"
    assert all(period_of(period.key, monday) == period for period in found)
    for one, other in itertools.combinations([p for p in found if "W" in p.key], 2):
        assert one.last < other.first or other.last < one.first


@pytest.mark.parametrize(
    "key", ["", "2026-W48", "2026-W54", "2025-W53", "2026-13", "2026-12", "0000-01", "9999-12", "x", "2026-11-16"]
)
def test_no_other_span_can_be_asked_for(key: str) -> None:
    assert period_of(key, dt.date(2026, 11, 23)) is None


def test_months_end_where_they_end() -> None:
    found = period_of("2024-02", dt.date(2026, 11, 23))

    assert found is not None
    assert (found.first, found.last) == (dt.date(2024, 2, 1), dt.date(2024, 2, 29))
