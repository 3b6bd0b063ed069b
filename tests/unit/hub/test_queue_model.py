"""Any commands in any order: the queue does what a model of plain lists does, and what it says is what it does.

No double call, no lost person, one number in a room, numbers by the reuse rule, the next one explained, and the same
state when the journal is read again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, get_args

import msgspec
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from telemed.hub import messages as m
from telemed.hub.messages import Refused
from telemed.hub.queue import OVER, THERE, WAITS, QueueBook, Rules, order, why
from tests.pairwise import is_full
from tests.unit.hub import queue_model
from tests.unit.hub.queue_model import SERVES, Model

if TYPE_CHECKING:
    from telemed.hub.queue import Person, State

pytestmark = pytest.mark.timeout(600)

BOOK = QueueBook(
    Rules(
        highest=queue_model.HIGHEST,
        free_seconds=queue_model.FREE,
        recall_seconds=queue_model.RECALL,
        calls=queue_model.CALLS,
        in_a_row=queue_model.IN_A_ROW,
        cleaning=frozenset(queue_model.CLEANED),
    )
)
ROOMS = st.sampled_from(sorted(SERVES))
SERVICES = st.sampled_from(["office", "advice"])
NUMBERS = st.integers(1, queue_model.HIGHEST + 1)
REASONS = st.none() | st.sampled_from(get_args(m.Priority))
IN_ROOM: dict[type[Any], Callable[[Model, str, int], bool]] = {
    m.Recall: Model.recall,
    m.Serve: Model.serve,
    m.Finish: Model.finish,
    m.Interrupt: Model.interrupt,
    m.Park: lambda model, room, number: model.goes(room, number, "parked"),
    m.MarkMissed: lambda model, room, number: model.goes(room, number, "missed"),
}


def where(person: Person) -> str:
    """The place the model has for a person."""
    if person.state in WAITS:
        return "line"
    return "over" if person.state in OVER else person.state


class Day(RuleBasedStateMachine):
    """The real queue and the model on the same day."""

    def __init__(self) -> None:
        super().__init__()
        self.state = BOOK.initial()
        self.model = Model()
        self.journal: list[bytes] = []
        self.tickets = 0

    def do(self, command: m.Command) -> tuple[m.Event, ...] | None:
        """Give what the command made happen, None for a refusal; every event applies and goes to the journal."""
        decision = BOOK.decide(self.state, command, self.model.now)
        if isinstance(decision, Refused):
            assert decision.detail.endswith("."), decision
            return None
        calls = [event for event in decision if isinstance(event, m.NumberCalled)]
        assert len(calls) <= 1
        self.journal.append(BOOK.encode(decision))
        for event in decision:
            if isinstance(event, m.NumberCalled) and event.repeat == 1:
                assert event.room not in self.state.active, "a room has one number"
                assert event.number not in self.state.active.values(), "nobody is called twice"
            self.state = BOOK.apply(self.state, event)
        return decision

    def compare(self, command: m.Command, possible: object) -> None:
        assert (self.do(command) is not None) == bool(possible), command

    # ---- what happens ----------------------------------------------------------------------------------------------

    @initialize(due=st.lists(st.booleans(), max_size=6))
    def some_are_there_when_the_door_opens(self, due: list[bool]) -> None:
        for agreed in due:
            self.takes("office", 0.0 if agreed else None, None)

    @rule(seconds=st.floats(0, 40) | st.floats(-5, 5))
    def time_passes(self, seconds: float) -> None:
        self.model.now += seconds

    @rule(service=SERVICES)
    def somebody_comes(self, service: str) -> None:
        self.takes(service, None, None)

    @rule(service=SERVICES, early=st.sampled_from([-20.0, -1.0, 0.0, 1.0, 20.0]) | st.floats(-20, 20))
    def somebody_comes_for_an_appointment(self, service: str, early: float) -> None:
        self.takes(service, self.model.now + early, None)

    @rule(without=SERVICES, agreed=SERVICES, later=st.booleans())
    def many_come_at_once(self, without: str, agreed: str, *, later: bool) -> None:
        self.takes(agreed, self.model.now + 10, None)
        self.takes(without, None, None)
        if later:
            return
        for _ in range(queue_model.IN_A_ROW + 1):
            self.takes(agreed, self.model.now, None)

    @rule(service=SERVICES, priority=REASONS)
    def staff_take_a_number_for_somebody(self, service: str, priority: m.Priority | None) -> None:
        self.takes(service, None, priority)

    def takes(self, service: str, due: float | None, priority: m.Priority | None) -> None:
        self.tickets += 1
        expected = self.model.take(service, due, priority)
        events = self.do(m.TakeNumber(f"t{self.tickets}", service, due, priority))
        given = [event.number for event in events or () if isinstance(event, m.NumberTaken)]
        assert given == ([] if expected is None else [expected])

    @rule(room=ROOMS)
    def next_is_pressed_as_staff_see_it(self, room: str) -> None:
        self.presses(room, self.state.active.get(room))

    @rule(room=ROOMS, finishes=st.none() | NUMBERS)
    def next_is_pressed_on_an_old_page(self, room: str, finishes: int | None) -> None:
        self.presses(room, finishes)

    def presses(self, room: str, finishes: int | None) -> None:
        told = why(self.state, room, frozenset(SERVES[room]), self.model.now)
        expected = self.model.call_next(room, finishes)
        events = self.do(m.CallNext(room, frozenset(SERVES[room]), finishes)) or ()
        called = [event.number for event in events if isinstance(event, m.NumberCalled)]
        assert called == ([] if expected is None else [expected.number])
        assert called in ([], [told.number]), "what is explained is what happens"

    @precondition(lambda self: bool(self.state.active))
    @rule(data=st.data(), what=st.sampled_from(list(IN_ROOM)))
    def something_is_done_in_a_room(self, data: st.DataObject, what: type[m.Serve]) -> None:
        room = data.draw(st.sampled_from(sorted(self.state.active)))
        number = self.state.active[room]
        self.compare(what(room, number), IN_ROOM[what](self.model, room, number))

    @precondition(lambda self: self.those("called"))
    @rule(data=st.data())
    def somebody_does_not_hear_the_call(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(self.those("called")))
        room = self.state.people[number].room or ""
        for _ in range(queue_model.CALLS):
            self.model.now += queue_model.RECALL
            self.compare(m.Recall(room, number), self.model.recall(room, number))

    @precondition(lambda self: bool(self.state.active))
    @rule(data=st.data(), stage=st.sampled_from(get_args(m.Stage)))
    def the_consultation_goes_on(self, data: st.DataObject, stage: m.Stage) -> None:
        room = data.draw(st.sampled_from(sorted(self.state.active)))
        number = self.state.active[room]
        self.compare(m.SetStage(room, number, stage), self.model.stage(room, number, stage))

    @rule(room=ROOMS)
    def somebody_is_served_from_call_to_end(self, room: str) -> None:
        if room in self.state.active:
            self.compare(m.Finish(room, self.state.active[room]), self.model.finish(room, self.state.active[room]))
        if room in self.state.dirty:
            self.a_room_is_cleaned(room)
        self.presses(room, None)
        number = self.state.active.get(room, 0)
        self.compare(m.Serve(room, number), self.model.serve(room, number))

    @precondition(lambda self: self.those("missed", "parked", *OVER))
    @rule(data=st.data())
    def somebody_shows_up_again(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(self.those("missed", "parked", *OVER)))
        self.compare(m.PutBack(number), self.model.put_back(number))

    @precondition(lambda self: self.those("called", *THERE))
    @rule(data=st.data())
    def somebody_fetches_a_paper(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(self.those("called", *THERE)))
        room = self.state.people[number].room or ""
        self.compare(m.Park(room, number), self.model.goes(room, number, "parked"))
        self.presses(room, None)
        self.compare(m.Resume(room, number), self.model.resume(room, number))

    @precondition(lambda self: self.those("parked", "interrupted"))
    @rule(data=st.data(), room=ROOMS)
    def somebody_is_called_again_by_number(self, data: st.DataObject, room: str) -> None:
        number = data.draw(st.sampled_from(self.those("parked", "interrupted")))
        self.compare(m.Resume(room, number), self.model.resume(room, number))

    @precondition(lambda self: self.those("waiting"))
    @rule(data=st.data(), reason=REASONS)
    def staff_give_priority(self, data: st.DataObject, reason: m.Priority | None) -> None:
        number = data.draw(st.sampled_from(self.those("waiting")))
        self.compare(m.Prioritise(number, reason), self.model.prioritise(number, reason))

    @precondition(lambda self: bool(self.state.people))
    @rule(data=st.data(), service=SERVICES)
    def somebody_goes_on_elsewhere(self, data: st.DataObject, service: str) -> None:
        number = data.draw(st.sampled_from(sorted(self.state.people)))
        rooms = {there: room for room, there in self.state.active.items()}
        room = data.draw(st.sampled_from([rooms.get(number), rooms.get(number), None, "A"]))
        to = data.draw(st.none() | st.sampled_from([name for name, serves in SERVES.items() if service in serves]))
        possible = self.model.transfer(number, service, room, to)
        self.compare(m.Transfer(number, service, room, to), possible)

    @rule(room=ROOMS, number=NUMBERS, what=st.sampled_from(list(IN_ROOM)))
    def an_old_page_is_pressed_in_a_room(self, room: str, number: int, what: type[m.Serve]) -> None:
        self.compare(what(room, number), IN_ROOM[what](self.model, room, number))

    @rule(number=NUMBERS)
    def an_old_page_is_pressed_for_a_number(self, number: int) -> None:
        self.compare(m.Resume("A", number), self.model.resume("A", number))
        self.compare(m.PutBack(number), self.model.put_back(number))
        self.compare(m.Leave(number), self.model.leave(number))

    @precondition(lambda self: bool(self.state.dirty))
    @rule(data=st.data())
    def a_dirty_room_is_cleaned(self, data: st.DataObject) -> None:
        self.a_room_is_cleaned(data.draw(st.sampled_from(sorted(self.state.dirty))))

    def a_room_is_cleaned(self, room: str) -> None:
        self.model.dirty.discard(room)
        assert self.do(m.CleanRoom(room)) is not None

    @precondition(lambda self: self.tickets > 24)
    @rule()
    def the_day_ends(self) -> None:
        self.model.end_day()
        assert self.do(m.EndDay()) is not None

    def those(self, *states: str) -> list[int]:
        return sorted(number for number, person in self.state.people.items() if person.state in states)

    # ---- what is always true ---------------------------------------------------------------------------------------

    @invariant()
    def everybody_is_where_the_model_says(self) -> None:
        real = {n: (p.service, where(p), p.priority, p.due, p.only) for n, p in self.state.people.items()}
        said = {n: (p.service, p.where, p.priority, p.due, p.only) for n, p in self.model.everybody.items()}
        assert real == said
        assert list(self.state.waiting) == [p.number for p in self.model.line]
        assert dict(self.state.active) == {room: p.number for room, p in self.model.rooms.items()}
        assert self.state.dirty == self.model.dirty

    @invariant()
    def everybody_is_in_exactly_one_place(self) -> None:
        people = self.state.people
        assert sorted(self.state.waiting) == sorted(n for n, p in people.items() if p.state in WAITS)
        there = sorted(n for n, p in people.items() if p.state == "called" or p.state in THERE)
        assert sorted(self.state.active.values()) == there
        assert all(people[number].room == room for room, number in self.state.active.items())

    @invariant()
    def the_order_names_everybody_once_and_begins_with_the_next(self) -> None:
        now = self.model.now
        assert sorted(order(self.state, now)) == sorted(self.state.waiting)
        for room, services in SERVES.items():
            expected = self.model.next_for(room)
            told = why(self.state, room, frozenset(services), now)
            assert told.number == (None if expected is None else expected.number), told
            assert told.dirty == (room in self.model.dirty)

    @invariant()
    def appointments_pass_others_only_so_often(self) -> None:
        assert all(count <= queue_model.IN_A_ROW for count in self.state.passed.values())

    @invariant()
    def no_time_runs_backwards(self) -> None:
        for p in self.state.people.values():
            assert min(p.waiting_seconds, p.way_seconds, p.serving_seconds) >= 0

    def teardown(self) -> None:
        """The journal read again gives the same state; one room that calls everybody keeps to the order it told."""
        state = BOOK.initial()
        for payload in self.journal:
            for event in BOOK.decode(payload):
                state = BOOK.apply(state, event)
        assert msgspec.structs.asdict(state) == msgspec.structs.asdict(self.state)
        for room, services in SERVES.items():
            told = order(self.state, self.model.now, frozenset(services), room)
            assert tuple(called_out(self.state, room, frozenset(services), self.model.now)) == told


def called_out(state: State, room: str, services: frozenset[str], now: float) -> list[int]:
    """Call everybody who waits for a room, one after the other."""
    called: list[int] = []
    if room in state.active:
        state = BOOK.apply(state, m.NumberFinished(now, state.active[room]))
    while True:
        state = BOOK.apply(state, m.RoomCleaned(now, room))
        decision = BOOK.decide(state, m.CallNext(room, services), now)
        if isinstance(decision, Refused):
            return called
        for event in decision:
            state = BOOK.apply(state, event)
        called.append(state.active[room])
        state = BOOK.apply(state, m.NumberFinished(now, called[-1]))


Day.TestCase.settings = settings(
    max_examples=3_000 if is_full() else 150,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
test_any_sequence_of_commands = Day.TestCase
