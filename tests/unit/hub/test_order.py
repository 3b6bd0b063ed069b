"""Who is next, and why: one rule after the other, the day's end, rooms that are cleaned, journals of older hubs."""

from __future__ import annotations

import datetime as dt

import pytest

from telemed.hub import messages as m
from telemed.hub import readings
from telemed.hub.clock import BERLIN
from telemed.hub.explain import explain
from telemed.hub.messages import Refused
from telemed.hub.queue import QueueBook, Reason, Rules, State, order, why
from telemed.hub.reception import reception
from telemed.hub.site import Counter, Hours, Room, SiteConfig
from telemed.hub.waits import Waits

ALL = frozenset({"office", "advice"})
TEN = dt.datetime(2026, 11, 23, 10, 0, tzinfo=BERLIN).timestamp()
BOOK = QueueBook(Rules(cleaning=frozenset({"C"})))
SITE = SiteConfig(
    "Lobeda",
    "03641",
    (Counter("office", {"de": "Büro"}), Counter("advice", {"de": "Beratung"})),
    (Room("A", ("office", "advice")), Room("B", ("office",)), Room("C", ("advice",), cleaning=True)),
    hours=Hours(monday=("09:00-12:00",)),
)
ROOMS = readings.Rooms(SITE)


def run(state: State, *commands: m.Command, now: float = TEN) -> State:
    for command in commands:
        decision = BOOK.decide(state, command, now)
        assert not isinstance(decision, Refused), decision
        for event in BOOK.decode(BOOK.encode(decision)):
            state = BOOK.apply(state, event)
    return state


def refused(state: State, command: m.Command, now: float = TEN) -> Refused:
    decision = BOOK.decide(state, command, now)
    assert isinstance(decision, Refused), decision
    return decision


def line(*due: float | None, service: str = "office") -> State:
    """People who came one after the other, each with the time of its appointment or none."""
    return run(
        BOOK.initial(),
        *(
            m.TakeNumber(f"t{index}", service, at, appointment=None if at is None else f"a{index}")
            for index, at in enumerate(due)
        ),
    )


def told(state: State, now: float = TEN, room: str = "A") -> str:
    return explain(why(state, room, SITE.services_of(room) or ALL, now), room, BERLIN)


def calls(state: State, count: int, now: float = TEN) -> list[int]:
    found = []
    for _ in range(count):
        state = run(state, m.CallNext("A", ALL), now=now)
        found.append(state.active["A"])
        state = run(state, m.Finish("A", found[-1]), now=now)
    return found


# ---- the rules -----------------------------------------------------------------------------------------------------


def test_a_due_appointment_comes_before_those_without_and_one_of_later_after_them() -> None:
    state = line(None, TEN + 600, TEN, None)

    assert order(state, TEN) == (3, 1, 4, 2)
    assert order(state, TEN + 600) == (3, 2, 1, 4)
    assert (
        told(state) == "Nummer 3 hat einen Termin um 10:00 Uhr. Die Zeit ist da. Schon länger warten die Nummern 1, 2."
    )


def test_an_appointment_begins_early_only_when_nobody_else_waits() -> None:
    state = line(TEN + 1800)

    assert told(state) == "Nummer 1 hat erst um 10:30 Uhr einen Termin. Sonst wartet niemand für diesen Raum."
    state = run(state, m.TakeNumber("x", "office"))
    assert told(state) == "Nummer 2 wartet von denen ohne Termin am längsten. Schon länger wartet Nummer 1."
    assert calls(state, 2) == [2, 1]


def test_who_comes_late_does_not_push_aside_who_was_on_time() -> None:
    state = run(line(TEN + 300), m.TakeNumber("late", "office", TEN, appointment="late"), now=TEN + 900)

    assert order(state, TEN + 900) == (1, 2)


def test_two_appointments_pass_and_then_it_is_the_turn_of_one_without() -> None:
    state = line(None, None, TEN, TEN, TEN, TEN, TEN)

    assert order(state, TEN, ALL, "A") == (3, 4, 1, 5, 6, 2, 7)
    assert calls(state, 7) == [3, 4, 1, 5, 6, 2, 7]
    for number in (3, 4):
        state = run(state, m.CallNext("A", ALL), m.Finish("A", number))
    assert told(state) == "Nummer 1 wartet ohne Termin. Vor ihr kamen schon genug mit Termin dran (2)."


def test_nobody_starves_behind_appointments() -> None:
    """As many appointments are due as the room can serve, without end; those without one come every third time."""
    state = line(None, None, None)
    when: dict[int, int] = {}
    for turn in range(1, 13):
        state = run(state, m.TakeNumber(f"d{turn}", "office", TEN, appointment=f"d{turn}"), m.CallNext("A", ALL))
        when[state.active["A"]] = turn
        state = run(state, m.Finish("A", state.active["A"]))

    assert [when.get(number) for number in (1, 2, 3)] == [3, 6, 9]


def test_what_was_passed_in_one_room_is_no_debt_of_a_service_that_was_not_there() -> None:
    state = line(None, TEN, TEN, TEN, service="advice")
    state = run(state, m.CallNext("A", ALL), m.Finish("A", 2), m.CallNext("A", ALL), m.Finish("A", 3))
    assert dict(state.passed) == {"advice": 2}

    state = run(state, m.Leave(1), m.TakeNumber("new", "advice"))

    assert order(state, TEN) == (4, 5)


def test_priority_needs_a_reason_is_recorded_and_can_be_taken_back() -> None:
    state = line(None, TEN, None)

    decision = BOOK.decide(state, m.Prioritise(3, "pain"), TEN)
    assert decision == (m.PrioritySet(TEN, 3, "pain"),)
    state = run(state, m.Prioritise(3, "pain"))
    assert order(state, TEN) == (3, 2, 1)
    assert told(state).startswith("Nummer 3 hat Vorrang: starke Schmerzen. Das hat jemand vom Personal eingetragen.")
    assert order(run(state, m.Prioritise(3, None)), TEN) == (2, 1, 3)
    assert BOOK.decide(state, m.Prioritise(3, "pain"), TEN) == ()
    assert refused(state, m.Prioritise(9, "pain")).reason == "not-found"
    assert refused(run(state, m.Leave(1)), m.Prioritise(1, "pain")).reason == "conflict"


def test_a_reason_out_of_no_list_is_not_read_from_a_journal() -> None:
    good = b'[{"type":"PrioritySet","at":1.0,"number":1,"reason":"safety","by":"anna"}]'
    assert BOOK.decode(good)
    with pytest.raises(ValueError, match="reason"):
        BOOK.decode(good.replace(b"safety", b"private"))


def test_who_came_back_stands_behind_the_first_and_those_who_came_back_before() -> None:
    state = line(None, None, None, None, TEN)
    for number in (5, 1, 2):
        state = run(state, m.CallNext("A", ALL), m.MarkMissed("A", number))
    state = run(state, m.PutBack(2), m.PutBack(1), m.PutBack(5))

    assert order(state, TEN) == (3, 2, 1, 5, 4)
    assert calls(state, 5) == [3, 2, 1, 5, 4]
    assert order(state, TEN, frozenset({"office"}), "B") == (3, 2, 1, 5, 4)


def test_the_first_who_was_called_again_himself_holds_nobody_back() -> None:
    state = line(None, None)
    state = run(state, m.CallNext("A", ALL), m.MarkMissed("A", 1), m.PutBack(1), m.CallNext("A", ALL))
    state = run(state, m.MarkMissed("A", 2), m.PutBack(2))

    assert sorted(order(state, TEN)) == [1, 2]
    assert calls(state, 2) == [1, 2]


def test_an_appointment_is_given_one_number_until_that_is_given_back() -> None:
    state = line(TEN)

    assert refused(state, m.TakeNumber("x", "office", TEN, appointment="a0")).detail == (
        "Für diesen Termin gibt es schon die Nummer 1."
    )
    again = run(state, m.Leave(1), m.TakeNumber("x", "office", TEN, appointment="a0"))
    assert order(again, TEN) == (2,)
    assert "schon die Nummer 2" in refused(again, m.PutBack(1)).detail


# ---- elsewhere -----------------------------------------------------------------------------------------------------


def test_a_person_passed_on_keeps_number_and_place_by_arrival() -> None:
    state = run(line(None), m.TakeNumber("b", "advice"), m.TakeNumber("c", "advice"), m.CallNext("B", ALL))

    state = run(state, m.Transfer(1, "advice", room="B"))

    assert state.active == {}
    assert order(state, TEN) == (1, 2, 3)
    assert order(state, TEN, frozenset({"office"})) == ()
    assert refused(state, m.Transfer(1, "advice")).detail == "Nummer 1 wartet schon dort."
    assert refused(state, m.Transfer(2, "office", room="B")).reason == "conflict"
    assert refused(state, m.Transfer(7, "office")).reason == "not-found"


def test_a_person_passed_on_to_a_room_is_called_by_that_room_only() -> None:
    state = run(line(None, None), m.Transfer(1, "office", to="B"))

    assert why(state, "A", ALL, TEN).number == 2
    assert told(state, room="B").startswith("Nummer 1 wartet am längsten. Sie wurde an B weitergegeben.")
    assert readings.ahead(state, 2, ROOMS, TEN) == 1
    assert readings.ahead(state, 1, ROOMS, TEN) == 0


# ---- consultation and rooms ----------------------------------------------------------------------------------------


def consultation() -> State:
    state = run(BOOK.initial(), m.TakeNumber("a", "advice"), m.TakeNumber("b", "advice"), m.CleanRoom("C"))
    return run(state, m.CallNext("C", ALL), m.SetStage("C", 1, "measuring"))


def test_a_consultation_has_stages_that_only_staff_see() -> None:
    state = consultation()
    assert refused(state, m.SetStage("C", 1, "measuring")).reason == "conflict"
    for stage in ("ready", "in_call"):
        state = run(state, m.SetStage("C", 1, stage), now=TEN + 60)

        found = readings.place(state, 1, ROOMS, TEN)

        assert found is not None
        assert (found.state, found.room) == ("serving", "C")
        assert state.people[1].state == stage
        assert "Sprechstunde" in refused(state, m.CallNext("C", ALL, finishes=1)).detail
    assert state.people[1].serving_seconds == 60


def test_who_is_interrupted_is_the_next_one_and_nobody_else_sees_why() -> None:
    state = run(line(TEN), m.TakeNumber("b", "advice"), m.CallNext("A", frozenset({"advice"})))
    assert refused(state, m.Interrupt("A", 2)).reason == "conflict"
    state = run(state, m.Serve("A", 2), m.Interrupt("A", 2))

    found = readings.place(state, 2, ROOMS, TEN)

    assert found is not None
    assert (found.state, found.ahead, found.room) == ("waiting", 0, None)
    assert told(state).startswith("Nummer 2 war schon im Raum und wurde unterbrochen. Sie behält ihren Platz.")
    rows = reception(state, SITE, "A", [], dt.datetime.fromtimestamp(TEN, BERLIN), Waits(SITE)).waiting
    assert [(row.number, row.interrupted, row.due) for row in rows] == [(2, True, None), (1, False, "10:00")]
    assert run(state, m.Resume("A", 2)).active == {"A": 2}
    assert calls(state, 2) == [2, 1]


@pytest.mark.parametrize(
    "leaves",
    [
        m.Finish("C", 1),
        m.Park("C", 1),
        m.Interrupt("C", 1),
        m.Transfer(1, "advice", room="C"),
        m.EndDay(),
    ],
)
def test_nobody_is_called_into_a_room_before_it_is_clean(leaves: m.Command) -> None:
    state = run(consultation(), leaves)

    assert state.room("C") == "dirty"
    assert refused(state, m.CallNext("C", ALL)).detail.startswith("C muss erst gereinigt werden.")
    parked = run(state, m.TakeNumber("c", "advice"), m.CallNext("A", ALL))
    parked = run(parked, m.Park("A", parked.active["A"]))
    assert (
        "gereinigt" in refused(parked, m.Resume("C", next(n for n, p in parked.people.items() if p.room == "A"))).detail
    )
    assert "C muss vorher gereinigt werden." in told(state, room="C")
    cleaned = run(parked, m.CleanRoom("C"))
    assert cleaned.room("C") == "clean"
    assert BOOK.decide(cleaned, m.CleanRoom("C"), TEN) == ()


def test_a_room_that_nobody_entered_stays_clean_and_each_day_begins_unconfirmed() -> None:
    state = run(BOOK.initial(), m.TakeNumber("a", "advice"))
    assert state.room("C") == "dirty"

    state = run(state, m.CleanRoom("C"), m.CallNext("C", ALL))
    assert state.room("C") == "occupied"
    state = run(state, m.MarkMissed("C", 1))

    assert state.room("C") == "clean"


def test_next_does_not_finish_in_a_room_that_is_cleaned_in_between() -> None:
    state = run(BOOK.initial(), m.TakeNumber("a", "advice"), m.CleanRoom("C"), m.CallNext("C", ALL), m.Serve("C", 1))

    assert "gereinigt" in refused(state, m.CallNext("C", ALL, finishes=1)).detail


# ---- the end of the day, journals of before ------------------------------------------------------------------------


def test_at_the_end_of_the_day_every_open_number_expires() -> None:
    state = run(line(None, None, None, TEN + 900), m.CallNext("A", ALL), m.Park("A", 1), m.CallNext("A", ALL))
    state = run(state, m.Serve("A", 2), m.CallNext("B", ALL), m.Finish("B", 3))

    state = run(state, m.EndDay(), now=TEN + 60)

    assert {n: p.state for n, p in state.people.items()} == {1: "expired", 2: "expired", 3: "done", 4: "expired"}
    assert (state.waiting, dict(state.active)) == ((), {})
    assert BOOK.ending(state, TEN + 60) == ()
    found = readings.place(state, 4, ROOMS, TEN)
    assert found is not None
    assert found.state == "left"
    assert run(state, m.PutBack(4)).waiting == (4,)


@pytest.mark.parametrize(("minutes", "over"), [(-120, False), (-1, False), (239, False), (240, True), (600, True)])
def test_the_day_is_over_long_after_closing(minutes: int, *, over: bool) -> None:
    at = TEN + minutes * 60
    local = dt.datetime.fromtimestamp(at, BERLIN)

    assert readings.is_over(line(None), SITE, local) is over
    assert not readings.is_over(line(None), SITE, local + dt.timedelta(days=1))
    busy = run(line(None), m.CallNext("A", ALL), now=at - 3600)
    assert not readings.is_over(busy, SITE, local)


def test_a_journal_of_an_older_hub_gives_the_order_it_had() -> None:
    written = (
        b'[{"type":"NumberTaken","at":1.0,"ticket":"a","number":1,"service":"office"},'
        b'{"type":"NumberTaken","at":2.0,"ticket":"b","number":2,"service":"office"},'
        b'{"type":"NumberTaken","at":3.0,"ticket":"c","number":3,"service":"office"},'
        b'{"type":"NumberCalled","at":4.0,"number":1,"room":"A","repeat":1},'
        b'{"type":"NumberMissed","at":5.0,"number":1},'
        b'{"type":"NumberPutBack","at":6.0,"number":1,"position":1}]'
    )
    state = BOOK.initial()
    for event in BOOK.decode(written):
        state = BOOK.apply(state, event)

    assert order(state, 7.0) == state.waiting == (2, 1, 3)
    assert calls(state, 3, 7.0) == [2, 1, 3]


def test_a_journal_that_names_the_member_of_staff_still_replays() -> None:
    written = (
        b'[{"type":"NumberTaken","at":1.0,"ticket":"a","number":1,"service":"office","by":"anna"},'
        b'{"type":"NumberTaken","at":2.0,"ticket":"b","number":2,"service":"office"},'
        b'{"type":"PrioritySet","at":3.0,"number":2,"reason":"pain","by":"anna"}]'
    )
    events = BOOK.decode(written)
    state = BOOK.initial()
    for event in events:
        state = BOOK.apply(state, event)

    assert order(state, 7.0) == (2, 1)
    assert b"anna" not in BOOK.encode(events)


def test_nobody_waiting_is_explained_and_many_are_counted() -> None:
    assert told(BOOK.initial()) == "Für diesen Raum wartet gerade niemand."
    many = Reason(9, "priority", tuple(range(1, 9)), priority="small-child")
    assert explain(many, "A", BERLIN) == (
        "Nummer 9 hat Vorrang: kleines Kind. Das hat jemand vom Personal eingetragen. "
        "Schon länger warten die Nummern 1, 2, 3, 4, 5, 6 und 2 weitere."
    )


def test_the_board_and_every_place_keep_to_the_order_of_calling() -> None:
    state = line(None, TEN, None)
    local = dt.datetime.fromtimestamp(TEN, BERLIN)

    board = readings.board(state, SITE, readings.Rooms(SITE), 1, local)

    assert [each.number for each in board.waiting] == [2, 1, 3]
    assert [readings.ahead(state, number, ROOMS, TEN) for number in (1, 2, 3)] == [1, 0, 2]
