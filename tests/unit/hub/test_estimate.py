"""The estimate of waiting times: what the range says, what it follows from, and that one seed gives one result."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telemed.hub.estimate import Pool, Range, Room, Snapshot, Waiting, estimate, pool, shown

TEN = pool(600, [600.0] * 40)
ANY = frozenset({"s"})
ROOM = Room("A", ANY)


def ranges(
    rooms: tuple[Room, ...], *waiting: Waiting, now: float = 0.0, pools: dict[str, Pool] | None = None
) -> dict[int, Range | None]:
    return estimate(Snapshot(now, rooms, waiting, pools or {"s": TEN, "t": TEN}), 1)


def middle(found: Range | None) -> float:
    assert found is not None
    return found.middle


def people(count: int, service: str = "s") -> tuple[Waiting, ...]:
    return tuple(Waiting(number, service) for number in range(1, count + 1))


def test_nobody_knows_where_no_room_is_open_that_serves_it() -> None:
    found = ranges((ROOM,), Waiting(1, "s"), Waiting(2, "t"))

    assert found[1] == Range(0.0, 0.0, 0.0)
    assert found[2] is None
    assert ranges((), Waiting(1, "s")) == {1: None}
    assert ranges((ROOM,)) == {}


def test_each_one_before_takes_a_stay_and_rooms_share_the_line() -> None:
    one = ranges((ROOM,), *people(6))
    three = ranges((ROOM, Room("B", ANY), Room("C", ANY)), *people(6))

    assert middle(one[6]) == pytest.approx(5 * 600, rel=0.15)
    assert [middle(three[number]) for number in (1, 2, 3)] == [0, 0, 0]
    assert middle(three[6]) < middle(one[6]) / 2


def test_time_spent_in_the_room_counts() -> None:
    just = ranges((Room("A", ANY, 0.0, "s", 1000.0),), Waiting(1, "s"), now=1000.0)
    long_ = ranges((Room("A", ANY, 0.0, "s", 520.0),), Waiting(1, "s"), now=1000.0)
    overdue = ranges((Room("A", ANY, 0.0, "s", 0.0),), Waiting(1, "s"), now=10_000.0)

    assert middle(just[1]) > middle(long_[1]) > 0
    assert middle(overdue[1]) > 0, "whoever stays longer than all may stay long"


def test_an_announced_start_is_waited_for() -> None:
    found = ranges((Room("A", ANY, 1200.0),), *people(2))

    assert middle(found[1]) == 1200
    assert middle(found[2]) > 1200


def test_an_appointment_never_starts_early_and_goes_first_when_due() -> None:
    found = ranges((ROOM,), *people(4), Waiting(9, "s", 900.0))

    soonest = found[9]
    assert soonest is not None
    assert soonest.low >= 900
    assert middle(found[2]) < soonest.middle < middle(found[4])
    alone = ranges((ROOM,), Waiting(9, "s", 900.0))
    assert alone[9] == Range(900.0, 900.0, 900.0)


def test_after_some_appointments_one_without_has_their_turn() -> None:
    due = [Waiting(number, "s", 1.0) for number in range(10, 16)]
    waiting = (*due, Waiting(1, "s"))
    found = estimate(Snapshot(10.0, (ROOM,), waiting, {"s": TEN}, in_a_row=2), 1)
    patient = estimate(Snapshot(10.0, (ROOM,), waiting, {"s": TEN}, in_a_row=99), 1)

    assert middle(found[1]) < middle(found[12])
    assert middle(patient[1]) > middle(patient[15])


def test_who_may_not_come_takes_less_time_and_an_expected_one_none() -> None:
    sure = ranges((ROOM,), *people(8))
    some = ranges((ROOM,), *(Waiting(number, "s", comes=0.5) for number in range(1, 9)))
    absent = ranges((ROOM,), Waiting(1000, "s", 0.5, comes=0.0, expected=True), Waiting(1, "s"), now=1.0)

    assert middle(some[8]) < 0.85 * middle(sure[8])
    assert middle(absent[1]) == 0


def test_only_one_room_may_call_a_person_passed_on() -> None:
    rooms = (ROOM, Room("B", ANY, 0.0, "s", 0.0))
    found = ranges(rooms, Waiting(1, "s", only="B"), Waiting(2, "s"), Waiting(3, "s", only="C"))

    assert middle(found[1]) > 0
    assert middle(found[2]) == 0
    assert found[3] is None


def test_whoever_asks_takes_nobody_s_time() -> None:
    found = ranges((ROOM,), Waiting(1, "s"), Waiting(0, "s", asks=True), Waiting(-1, "s", asks=True))

    assert found[0] == found[-1]
    assert middle(found[0]) > 0


def test_real_stays_move_what_is_configured_and_the_newest_forty_count() -> None:
    before, after = pool(600, []), pool(600, [840.0] * 40)

    assert sum(before.stays) / len(before.stays) == pytest.approx(600)
    assert 800 < sum(after.stays) / len(after.stays) < 840
    assert after.error < before.error
    assert pool(600, [9999.0, *[840.0] * 40]) == after


@given(st.integers(0, 2**31), st.integers(1, 60), st.integers(1, 4))
def test_one_seed_gives_one_result_and_every_range_is_in_order(seed: int, count: int, rooms: int) -> None:
    snapshot = Snapshot(50.0, tuple(Room(str(n), ANY, 0.0, "s", 0.0) for n in range(rooms)), people(count), {"s": TEN})

    found = estimate(snapshot, seed)

    assert found == estimate(snapshot, seed)
    assert list(found) == list(range(1, count + 1))
    for each in found.values():
        assert each is not None
        assert 0 <= each.low <= each.middle <= each.high
    middles = [middle(each) for each in found.values()]
    assert middles == sorted(middles)


def test_one_more_at_the_end_of_the_line_changes_nothing_before_it() -> None:
    rooms = (Room("A", ANY, 0.0, "s", 0.0), ROOM)
    before, after = ranges(rooms, *people(9), now=60.0), ranges(rooms, *people(10), now=60.0)

    assert [after[number] for number in range(1, 10)] == list(before.values())


@given(st.floats(0, 1e5), st.floats(0, 1e4), st.floats(0, 1e4))
def test_what_is_shown_is_on_the_grid_and_holds_the_middle(now: float, low: float, more: float) -> None:
    first, last = shown(Range(low, low + more, low + more / 2), now)

    assert first % 300 == last % 300 == 0
    assert first <= now + low + more / 2 <= last
    assert last - first >= 300
    assert abs(first - now - low) <= 300
