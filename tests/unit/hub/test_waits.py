"""What an estimate is told of a day, and when it is made again."""

from __future__ import annotations

from telemed.hub import messages as m
from telemed.hub.messages import Refused
from telemed.hub.queue import State, apply, decide
from telemed.hub.site import Counter, Room, SiteConfig
from telemed.hub.waits import Waits, expecting, snapshot

S = frozenset({"s"})
SITE = SiteConfig(
    "x", "1", (Counter("s", {"de": "S"}), Counter("t", {"de": "T"})), (Room("A", ("s",)), Room("B", ("s", "t")))
)


def day(*steps: tuple[float, m.Command], state: State | None = None) -> State:
    found = state or State()
    for at, command in steps:
        decision = decide(found, command, at * 60)
        assert not isinstance(decision, Refused), decision
        for event in decision:
            found = apply(found, event)
    return found


def take(ticket: str, due: float | None = None) -> m.TakeNumber:
    return m.TakeNumber(ticket, "s", due)


def test_a_room_is_open_while_somebody_is_in_it_or_just_was() -> None:
    state = day((0, take("a")), (1, m.CallNext("A", S)))

    assert [room.name for room in snapshot(state, SITE, 600.0).rooms] == ["A"]
    done = day((11, m.Finish("A", 1)), state=state)
    assert [(room.name, room.service) for room in snapshot(done, SITE, 12 * 60.0).rooms] == [("A", None)]
    assert snapshot(done, SITE, 45 * 60.0).rooms == ()


def test_an_announced_room_is_open_from_then_until_it_has_called_somebody() -> None:
    state = day((0, m.SetDelay("B", 20)), (0, take("a")))

    (room,) = snapshot(state, SITE, 60.0).rooms
    assert (room.name, room.free) == ("B", 1200.0)
    (room,) = snapshot(day((22, m.CallNext("B", S)), state=state), SITE, 23 * 60.0).rooms
    assert (room.service, room.since) == ("s", 22 * 60.0)
    assert snapshot(day((5, m.SetDelay("B", 0)), state=state), SITE, 360.0).rooms == ()


def test_a_stay_goes_on_until_the_next_one_is_called_if_they_waited() -> None:
    state = day(
        (0, take("a")),
        (0, take("b")),
        (0, m.CallNext("A", S)),
        (10, m.Finish("A", 1)),
        (13, m.CallNext("A", S)),
        (20, m.Finish("A", 2)),
        (24, take("c")),
        (25, m.CallNext("A", S)),
    )

    pools = snapshot(state, SITE, 26 * 60.0).pools

    just = snapshot(day((0, take("a"))), SITE, 60.0).pools
    assert pools["t"] == just["t"]
    assert sum(pools["s"].stays) > sum(just["s"].stays[:1])
    (room,) = snapshot(day((1, take("x")), (1, m.CallNext("A", S)), (9, m.Finish("A", 1))), SITE, 600.0).rooms
    assert room.service is None
    kept = day((0, take("a")), (0, take("b")), (0, m.CallNext("A", S)), (10, m.Finish("A", 1)))
    (room,) = snapshot(kept, SITE, 12 * 60.0).rooms
    assert (room.service, room.since) == ("s", 0.0), "its staff are not ready yet"


def test_numbers_that_did_not_come_count() -> None:
    state = day((0, take("a")), (0, take("b")), (0, m.CallNext("A", S)), (4, m.MarkMissed("A", 1)))

    found = snapshot(state, SITE, 300.0)

    assert found.lost == (240 + 180) / 2
    assert found.waiting[0].comes < 1 - 1 / 11


def test_appointments_wait_for_their_time_and_those_expected_too() -> None:
    state = day((0, take("a")), (0, take("b", 3600.0)))

    found = snapshot(state, SITE, 60.0, [expecting("s", 1800.0, 0)])

    assert [(each.number, each.due, each.expected) for each in found.waiting[:3]] == [
        (1, None, False),
        (2, 3600.0, False),
        (1000, 1800.0, True),
    ]


def test_an_estimate_is_made_again_after_a_change_and_once_a_minute_and_not_for_each_reader() -> None:
    asked: list[float] = []

    def expected(at: float) -> tuple[()]:
        asked.append(at)
        return ()

    waits, state = Waits(SITE), day((0, take("a")), (0, m.CallNext("A", S)))
    for at in (60.0, 60.2, 90.0, 119.0):
        waits.refresh(state, at, expected)
    assert asked == [60.0]
    waits.refresh(state, 120.0, expected)
    changed = day((2, take("b")), state=state)
    waits.refresh(changed, 120.5, expected)
    assert asked == [60.0, 120.0], "changes that follow each other share an estimate"
    waits.refresh(changed, 121.1, expected)
    assert asked == [60.0, 120.0, 121.1]


def test_who_has_just_come_stands_where_a_newcomer_would() -> None:
    waits, state = Waits(SITE), day((0, take("a")), (0, m.CallNext("A", S)))
    waits.refresh(state, 60.0)
    later = day((1, take("b")), state=state)

    assert waits.times_of(later.people[2]) == waits.times_for("s")
    assert waits.minutes_for("s") is not None
    assert waits.minutes_for("t") is None
    assert waits.times_for("t") is None
