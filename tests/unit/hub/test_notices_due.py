"""What somebody is told, and when: pure."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telemed.hub.notices.due import (
    MOVED_SECONDS,
    PAUSE_SECONDS,
    REMINDER_LATEST,
    REMINDER_SECONDS,
    Notice,
    Standing,
    Told,
    due_notices,
    outdated,
)

NOON = 1_800_000_000.0
MINUTE = 60.0


def waiting(ahead: int = 9, median: float | None = NOON, **more: Any) -> Standing:
    spread = 5 * MINUTE
    earliest, latest = (None, None) if median is None else (median - spread, median + spread)
    return Standing("waiting", 42, ahead, earliest=earliest, latest=latest, **more)


def appointment(start: float, phase: Any = "booked") -> Standing:
    return Standing(phase, start=start)


def kinds(before: Standing | None, after: Standing, told: Told, now: float = NOON) -> list[str]:
    return [notice.kind for notice in due_notices(before, after, told, now)[0]]


def follow(standings: list[tuple[float, Standing]]) -> list[tuple[float, str, int]]:
    """Tell a person all the way; give (minute, kind, direction)."""
    before, told, heard = None, Told(), list[tuple[float, str, int]]()
    for now, after in standings:
        notices, told = due_notices(before, after, told, now)
        heard += [((now - NOON) / MINUTE, notice.kind, notice.direction) for notice in notices]
        before = after
    return heard


GREETED = Told(NOON, NOON - 3600, 0, greeted=True)


def test_a_confirmed_address_is_greeted_once() -> None:
    assert follow([(NOON, waiting()), (NOON + 1, waiting()), (NOON + 2, waiting(8))]) == [(0.0, "booked", 0)]


def test_whoever_is_called_before_the_greeting_is_told_to_come() -> None:
    called = Standing("called", 42, room="Raum 1", called_at=NOON)
    assert kinds(None, called, Told()) == ["called"]
    assert kinds(None, Standing("over", 42), Told()) == []


def test_each_call_is_told_once() -> None:
    once = Standing("called", 42, room="Raum 1", called_at=NOON)
    again = Standing("called", 42, room="Raum 1", called_at=NOON + 300)

    first, _ = due_notices(waiting(0), once, GREETED, NOON)
    second, _ = due_notices(once, again, GREETED, NOON + 300)

    assert kinds(once, once, GREETED) == []
    assert first[0].kind == second[0].kind == "called"
    assert first[0].bucket != second[0].bucket


def test_the_next_but_one_is_told_when_it_comes_to_that() -> None:
    assert kinds(waiting(2), waiting(1), GREETED) == ["next-but-one"]
    assert kinds(waiting(2), waiting(0), GREETED) == ["next-but-one"]
    assert kinds(waiting(1), waiting(0), GREETED) == []
    assert kinds(waiting(3), waiting(2), GREETED) == []


def test_a_median_that_moved_ten_minutes_is_told_and_nine_are_not() -> None:
    assert kinds(waiting(), waiting(median=NOON + 9 * MINUTE), GREETED) == []
    assert kinds(waiting(), waiting(median=NOON + 10 * MINUTE), GREETED) == ["delayed"]
    assert kinds(waiting(), waiting(median=NOON - 10 * MINUTE), GREETED) == ["delayed"]


def test_later_and_earlier_are_told_apart() -> None:
    later, _ = due_notices(None, waiting(median=NOON + 900), GREETED, NOON)
    earlier, _ = due_notices(None, waiting(median=NOON - 900), GREETED, NOON)
    assert (later[0].direction, earlier[0].direction) == (1, -1)


def test_many_small_moves_add_up() -> None:
    steps = [(NOON + n * MINUTE, waiting(median=NOON + n * 2 * MINUTE)) for n in range(31)]
    told = follow(steps)
    assert [kind for _, kind, _ in told] == ["booked", "delayed", "delayed", "delayed"]
    assert [at for at, _, _ in told] == [0.0, 10.0, 20.0, 30.0]


def test_an_estimate_that_swings_is_told_once() -> None:
    swinging = [(NOON + n * MINUTE, waiting(median=NOON + (n % 2) * 12 * MINUTE)) for n in range(120)]
    assert [kind for _, kind, _ in follow(swinging)] == ["booked", "delayed"]


def test_an_unknown_range_is_no_delay_and_the_first_known_one_is_what_it_is_measured_by() -> None:
    heard = follow(
        [
            (NOON, waiting(median=None)),
            (NOON + 60, waiting(median=NOON)),
            (NOON + 120, waiting(median=None)),
            (NOON + 900, waiting(median=NOON + 600)),
        ]
    )
    assert [kind for _, kind, _ in heard] == ["booked", "delayed"]


@given(st.lists(st.tuples(st.floats(1, 400), st.floats(-7200, 7200)), max_size=60))
def test_delays_are_never_told_more_often_than_every_ten_minutes_nor_for_less_than_ten(
    moves: list[tuple[float, float]],
) -> None:
    now, before, told, last, known = NOON, None, Told(), float("-inf"), None
    for seconds, offset in moves:
        now += seconds
        after = waiting(median=NOON + offset)
        notices, told = due_notices(before, after, told, now)
        for notice in notices:
            if notice.kind == "delayed":
                assert known is not None
                assert now - last >= PAUSE_SECONDS
                assert abs(NOON + offset - known) >= MOVED_SECONDS
            last, known = now, NOON + offset
        before = after


def test_a_number_that_was_given_up_is_told_and_one_that_was_served_is_not() -> None:
    assert kinds(waiting(), Standing("cancelled", 42), GREETED) == ["cancelled"]
    assert kinds(Standing("cancelled", 42), Standing("cancelled", 42), GREETED) == []
    assert kinds(Standing("inside", 42), Standing("cancelled", 42), GREETED) == []
    assert kinds(Standing("inside", 42), Standing("over", 42), GREETED) == []


def test_an_appointment_is_booked_reminded_moved_and_cancelled() -> None:
    start, told = NOON + 3 * 86400, Told()
    heard = follow(
        [
            (NOON, appointment(start)),
            (start - REMINDER_SECONDS - 1, appointment(start)),
            (start - REMINDER_SECONDS, appointment(start)),
            (start - 7200, appointment(start + 86400)),
            (start - 3600, appointment(start + 86400, "cancelled")),
            (start - 3500, appointment(start + 86400, "cancelled")),
        ]
    )
    assert [kind for _, kind, _ in heard] == ["booked", "reminder", "moved", "cancelled"]
    assert told == Told()


def test_whoever_books_for_tomorrow_morning_is_not_reminded_at_once() -> None:
    start = NOON + 20 * 3600
    assert [kind for _, kind, _ in follow([(NOON + n * 60, appointment(start)) for n in range(100)])] == ["booked"]


def test_a_reminder_that_comes_too_late_is_none() -> None:
    told = Told(None, NOON - 9 * 86400, 0, greeted=True)
    start = NOON + REMINDER_LATEST - 1
    assert kinds(appointment(start), appointment(start), told) == []
    assert kinds(appointment(start + 2), appointment(start + 2), told) == ["reminder"]


@pytest.mark.parametrize(
    ("before", "after", "kinds_"),
    [
        (waiting(), Standing("called", 42), {"delayed", "next-but-one"}),
        (Standing("called", 42), Standing("inside", 42), {"called"}),
        (Standing("called", 42), waiting(), {"called"}),
        (waiting(), Standing("cancelled", 42), {"delayed"}),
        (appointment(1.0), appointment(2.0), {"reminder", "moved"}),
    ],
)
def test_what_is_not_true_any_more_is_taken_back(before: Standing, after: Standing, kinds_: set[str]) -> None:
    assert kinds_ <= set(outdated(before, after, ()))
    assert outdated(before, before, ()) == ()


def test_a_newer_delay_takes_the_place_of_an_older_one() -> None:
    assert outdated(waiting(), waiting(), (Notice("delayed", "1", waiting(), 1),)) == ("delayed",)
