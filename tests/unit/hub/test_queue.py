"""The queue's rules, one by one and under arbitrary sequences of commands."""

from __future__ import annotations

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from telemed.hub import messages as m
from telemed.hub.messages import Refused
from telemed.hub.queue import Person, Rules, State, apply, decide

ALL = frozenset({"office", "advice"})


def run(state: State, command: m.Command, now: float = 0.0) -> State:
    """Apply what an accepted command makes happen."""
    decision = decide(state, command, now)
    assert not isinstance(decision, Refused), decision
    for event in decision:
        state = apply(state, event)
    return state


def refused(state: State, command: m.Command, now: float = 0.0) -> Refused:
    """Give the refusal of a command that must be refused."""
    decision = decide(state, command, now)
    assert isinstance(decision, Refused), decision
    return decision


def waiting(count: int, rules: Rules | None = None, service: str = "office") -> State:
    state = State(rules or Rules())
    for index in range(count):
        state = run(state, m.TakeNumber(f"t{index}", service), float(index))
    return state


def person(state: State, number: int) -> Person:
    return state.people[number]


def test_numbers_begin_at_one_and_people_are_called_in_order() -> None:
    state = waiting(3)

    state = run(state, m.CallNext("A", ALL), 10.0)

    assert state.active == {"A": 1}
    assert state.waiting == (2, 3)
    assert person(state, 1).waiting_seconds == 10.0


def test_a_room_calls_only_those_it_serves() -> None:
    state = run(waiting(1, service="advice"), m.TakeNumber("x", "office"))

    state = run(state, m.CallNext("B", frozenset({"office"})))

    assert state.active == {"B": 2}


def test_nobody_waiting_is_said_and_changes_nothing() -> None:
    assert refused(State(), m.CallNext("A", ALL)).reason == "nobody-waiting"


def test_a_second_press_calls_nobody() -> None:
    state = run(waiting(2), m.CallNext("A", ALL))

    assert refused(state, m.CallNext("A", ALL)).reason == "conflict"


def test_next_finishes_the_one_in_service_that_staff_saw() -> None:
    state = run(waiting(2), m.CallNext("A", ALL), 10.0)
    state = run(state, m.Serve("A", 1), 20.0)

    state = run(state, m.CallNext("A", ALL, finishes=1), 50.0)

    assert person(state, 1).state == "done"
    assert (person(state, 1).way_seconds, person(state, 1).serving_seconds) == (10.0, 30.0)
    assert state.active == {"A": 2}


def test_next_with_nobody_left_still_finishes_the_one_in_service() -> None:
    state = run(run(waiting(1), m.CallNext("A", ALL)), m.Serve("A", 1))

    state = run(state, m.CallNext("A", ALL, finishes=1))

    assert state.active == {}
    assert person(state, 1).state == "done"


def test_next_never_finishes_a_person_who_may_still_be_on_the_way() -> None:
    state = run(waiting(2), m.CallNext("A", ALL))

    assert "Ist da" in refused(state, m.CallNext("A", ALL, finishes=1)).detail


def test_next_that_saw_a_number_that_is_gone_is_refused() -> None:
    assert refused(waiting(2), m.CallNext("A", ALL, finishes=1)).reason == "conflict"


def test_five_minutes_pass_before_the_same_number_is_called_again_unless_staff_insist() -> None:
    state = run(waiting(1), m.CallNext("A", ALL), 100.0)

    assert refused(state, m.Recall("A", 1), 399.0).reason == "too-early"
    assert "eben erst" in refused(state, m.Recall("A", 1), 101.0).detail
    assert person(run(state, m.Recall("A", 1, insist=True), 101.0), 1).repeat == 2
    assert person(run(state, m.Recall("A", 1), 400.0), 1).repeat == 2


def test_a_clock_that_went_back_does_not_block_a_recall() -> None:
    state = run(waiting(1), m.CallNext("A", ALL), 10_000.0)

    state = run(state, m.Recall("A", 1), 100.0)

    assert person(state, 1).way_seconds == 0.0


def test_after_three_calls_the_person_is_missed_and_waits_near_the_front_on_showing_up() -> None:
    state = run(waiting(4), m.CallNext("A", ALL), 0.0)
    for call in range(3):
        state = run(state, m.Recall("A", 1), 300.0 * (call + 1))

    assert person(state, 1).state == "missed"
    assert state.active == {}
    assert run(state, m.PutBack(1)).waiting == (2, 1, 3, 4)


def test_the_missed_person_is_called_anew_with_a_count_of_one() -> None:
    state = run(run(waiting(1), m.CallNext("A", ALL)), m.MarkMissed("A", 1))

    state = run(run(state, m.PutBack(1)), m.CallNext("A", ALL))

    assert person(state, 1).repeat == 1


def test_a_parked_person_is_called_to_a_free_room_again() -> None:
    state = run(run(waiting(2), m.CallNext("A", ALL)), m.Park("A", 1))
    state = run(state, m.CallNext("A", ALL))

    assert refused(state, m.Resume("A", 1)).reason == "conflict"
    assert run(state, m.Resume("B", 1)).active == {"A": 2, "B": 1}


def test_a_person_who_is_not_parked_is_not_resumed() -> None:
    assert refused(waiting(1), m.Resume("A", 1)).reason == "conflict"
    assert refused(waiting(1), m.Resume("A", 7)).reason == "conflict"


@pytest.mark.parametrize("command", [m.Recall, m.Serve, m.Park, m.MarkMissed, m.Finish])
def test_what_concerns_a_room_needs_the_number_to_be_there(command: type[m.Serve]) -> None:
    state = run(waiting(2), m.CallNext("A", ALL))

    assert refused(state, command("A", 2)).reason == "conflict"
    assert refused(state, command("B", 1)).reason == "conflict"


@pytest.mark.parametrize("command", [m.Recall, m.Serve])
def test_a_person_who_is_there_is_neither_called_nor_greeted_again(command: type[m.Serve]) -> None:
    state = run(run(waiting(1), m.CallNext("A", ALL)), m.Serve("A", 1))

    assert refused(state, command("A", 1)).reason == "conflict"


def test_only_those_who_went_away_are_put_back() -> None:
    assert refused(waiting(1), m.PutBack(1)).reason == "conflict"
    assert refused(waiting(1), m.PutBack(5)).reason == "conflict"


def test_a_waiting_person_gives_the_number_back_with_the_right_ticket_only() -> None:
    state = waiting(2)

    assert refused(state, m.Leave(1, "t1")).reason == "not-found"
    assert refused(state, m.Leave(9)).reason == "not-found"
    left = run(state, m.Leave(1, "t0"))
    assert left.waiting == (2,)
    assert refused(left, m.Leave(1)).reason == "conflict"


def test_after_the_highest_number_the_lowest_free_for_two_hours_is_given() -> None:
    state = waiting(3, Rules(highest=3, free_seconds=100.0))
    assert refused(state, m.TakeNumber("x", "office")).reason == "no-number-free"

    state = run(run(state, m.CallNext("A", ALL), 10.0), m.Finish("A", 1), 20.0)
    assert refused(state, m.TakeNumber("x", "office"), 119.0).reason == "no-number-free"
    state = run(state, m.TakeNumber("x", "office"), 120.0)

    assert person(state, 1).ticket == "x"
    assert state.waiting == (2, 3, 1)


def test_help_is_called_acknowledged_and_ended() -> None:
    state = run(State(), m.CallHelp("h", "t1"), 1.0)
    state = run(state, m.AcknowledgeHelp("h", 3), 2.0)
    assert (state.helps["h"].state, state.helps["h"].minutes) == ("acknowledged", 3)

    state = run(state, m.EndHelp("h", "done"))

    assert state.helps["h"].state == "done"
    assert refused(state, m.AcknowledgeHelp("h", 3)).reason == "conflict"


def test_a_second_call_from_the_same_terminal_joins_the_open_one() -> None:
    state = run(State(), m.CallHelp("h", "t1"))

    assert decide(state, m.CallHelp("i", "t1"), 0.0) == ()
    assert set(run(state, m.CallHelp("j", "t2")).helps) == {"h", "j"}


def test_a_call_after_an_answered_one_is_a_new_person_and_never_swallowed() -> None:
    state = run(run(State(), m.CallHelp("h", "t1")), m.AcknowledgeHelp("h", 1))

    state = run(state, m.CallHelp("i", "t1"))

    assert (state.helps["h"].state, state.helps["i"].state) == ("done", "open")


def test_a_terminal_withdraws_only_its_own_call() -> None:
    state = run(State(), m.CallHelp("h", "t1"))

    assert refused(state, m.EndHelp("h", "withdrawn", "t2")).reason == "not-found"
    assert refused(state, m.EndHelp("x", "done")).reason == "not-found"
    assert run(state, m.EndHelp("h", "withdrawn", "t1")).helps["h"].state == "withdrawn"


def test_helper_and_delay_are_set_and_taken_back() -> None:
    state = run(run(State(), m.SetHelper(5.0)), m.SetDelay("A", 20))
    assert (state.helper_until, dict(state.delays)) == (5.0, {"A": 20})

    state = run(run(state, m.SetHelper(None)), m.SetDelay("A", 0))

    assert (state.helper_until, dict(state.delays)) == (None, {})


def test_deciding_and_applying_leave_the_given_state_alone() -> None:
    before = waiting(3)
    people, order = dict(before.people), before.waiting

    run(run(before, m.CallNext("A", ALL)), m.Finish("A", 1))

    assert (dict(before.people), before.waiting) == (people, order)


ROOMS = st.sampled_from(["A", "B", "C"])
NUMBERS = st.integers(1, 7)


class Office(RuleBasedStateMachine):
    """Any commands in any order: nobody is lost, doubled or called twice."""

    def __init__(self) -> None:
        super().__init__()
        self.state = State(Rules(highest=6, free_seconds=30.0, recall_seconds=5.0))
        self.now = 0.0
        self.tickets: dict[str, int] = {}
        self.calls = 0

    def do(self, command: m.Command) -> tuple[m.Event, ...]:
        decision = decide(self.state, command, self.now)
        if isinstance(decision, Refused):
            return ()
        before = self.state
        for event in decision:
            self.state = apply(self.state, event)
            if isinstance(event, m.NumberTaken):
                former = before.people.get(event.number)
                assert former is None or former.state in {"done", "left"}
                self.tickets[event.ticket] = event.number
        return decision

    @rule(seconds=st.floats(-5, 40))
    def time_passes(self, seconds: float) -> None:
        self.now += seconds

    @rule(service=st.sampled_from(sorted(ALL)))
    def somebody_comes(self, service: str) -> None:
        self.do(m.TakeNumber(f"t{len(self.tickets)}", service))

    @rule(room=ROOMS, services=st.sampled_from([ALL, frozenset({"office"})]), finishes=st.none() | NUMBERS)
    def next_is_pressed(self, room: str, services: frozenset[str], finishes: int | None) -> None:
        before = self.state
        called = [e for e in self.do(m.CallNext(room, services, finishes)) if isinstance(e, m.NumberCalled)]
        assert all(event.number in before.waiting for event in called)
        assert len(called) <= 1

    @precondition(lambda self: bool(self.state.active))
    @rule(data=st.data(), what=st.sampled_from([m.Serve, m.Park, m.MarkMissed, m.Finish, m.Recall]))
    def something_is_done_in_a_room(self, data: st.DataObject, what: type[m.Serve]) -> None:
        room = data.draw(st.sampled_from(sorted(self.state.active)))
        self.do(what(room, self.state.active[room]))

    @rule(what=st.sampled_from([m.PutBack, m.Leave]), number=NUMBERS)
    def somebody_returns_or_leaves(self, what: type[m.PutBack], number: int) -> None:
        self.do(what(number))

    @rule(room=ROOMS, number=NUMBERS)
    def a_parked_one_is_resumed(self, room: str, number: int) -> None:
        self.do(m.Resume(room, number))

    @invariant()
    def everybody_is_in_exactly_one_place(self) -> None:
        people = self.state.people
        assert sorted(self.state.waiting) == sorted(n for n, p in people.items() if p.state == "waiting")
        assert len(set(self.state.waiting)) == len(self.state.waiting)
        active = sorted(self.state.active.values())
        assert active == sorted(n for n, p in people.items() if p.state in {"called", "serving"})
        assert len(set(active)) == len(active)
        assert all(people[number].room == room for room, number in self.state.active.items())

    @invariant()
    def nobody_who_is_not_done_has_lost_the_number(self) -> None:
        held = {p.ticket for p in self.state.people.values()}
        replaced = set(self.tickets) - held
        assert all(self.state.people[self.tickets[ticket]].ticket != ticket for ticket in replaced)

    @invariant()
    def no_time_runs_backwards(self) -> None:
        for p in self.state.people.values():
            assert min(p.waiting_seconds, p.way_seconds, p.serving_seconds) >= 0


Office.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
test_any_sequence_of_commands = Office.TestCase
