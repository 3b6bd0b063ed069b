"""Holds and appointments, one rule after another."""

from __future__ import annotations

import datetime as dt

import msgspec

from telemed.hub.booking import messages as m
from telemed.hub.booking.book import KEEP_SECONDS, decide, free
from telemed.hub.booking.rules import Closure, Offer, Opening, Rules
from telemed.hub.booking.state import State, apply
from telemed.hub.clock import BERLIN
from telemed.hub.messages import Refused
from tests.fakes.hub_clock import berlin

ADVICE = Offer("advice", (Opening(1, ((540, 720),)),), minutes=60, places=1, limit=2)
DOCTOR = Offer("doctor", (Opening(1, ((540, 720),)),), minutes=30, places=2, assistants=1)
DAY = "2026-12-01"
NOW = berlin("2026-11-24 08:00")
NINE, TEN, ELEVEN = (berlin(f"{DAY} {hour:02}:00") for hour in (9, 10, 11))
SOMEBODY = frozenset({"somebody"})


def start() -> State:
    return State(Rules(BERLIN, (ADVICE, DOCTOR)))


def run(state: State, *commands: m.Command, now: float = NOW) -> State:
    for command in commands:
        decision = decide(state, command, now)
        assert not isinstance(decision, Refused), decision
        for event in decision:
            state = apply(state, event)
    return state


def refused(state: State, command: m.Command, now: float = NOW) -> str:
    decision = decide(state, command, now)
    assert isinstance(decision, Refused), decision
    assert decision.detail.endswith(".")
    return decision.reason


def hold(hold: str, at: float = NINE, service: str = "advice", holder: str = "") -> m.TakeHold:
    return m.TakeHold(hold, service, at, holder or hold)


def book(appointment: str, hold: str, who: frozenset[str] = frozenset(), **more: bool) -> m.BookHold:
    return m.BookHold(appointment, hold, hold, b"sealed", who, who, **more)


def booked(appointment: str = "a", at: float = NINE, service: str = "advice") -> tuple[m.Command, ...]:
    return hold(f"h-{appointment}", at, service), book(appointment, f"h-{appointment}")


def test_a_held_time_is_nobody_elses_for_thirty_minutes() -> None:
    state = run(start(), hold("h1"))

    assert refused(state, hold("h2")) == "taken"
    assert refused(state, hold("h2"), NOW + 1799) == "taken"
    state = run(state, hold("h2"), now=NOW + 1800)
    assert refused(state, book("a", "h1"), NOW + 1800) == "hold-ended"
    assert run(state, book("a", "h2"), now=NOW + 3599).appointments["a"].start == NINE
    assert refused(state, book("a", "h2"), NOW + 3600) == "hold-ended"


def test_a_hold_belongs_to_its_holder_and_can_be_let_go() -> None:
    state = run(start(), hold("h1"))

    assert refused(state, m.BookHold("a", "h1", "somebody else", b"")) == "hold-ended"
    state = run(state, m.ReleaseHold("h1", "somebody else"))
    assert refused(state, hold("h2")) == "taken"
    state = run(state, m.ReleaseHold("h1", "h1"), m.ReleaseHold("h1", "h1"))
    assert run(state, hold("h2")).holds["h2"].start == NINE


def test_a_terminal_holds_one_time_and_a_new_one_lets_go_of_the_former() -> None:
    state = run(start(), hold("h1", NINE, holder="foyer"), hold("h2", TEN, holder="foyer"))

    assert set(state.holds) == {"h2"}
    assert set(run(state, hold("h3", TEN, holder="foyer")).holds) == {"h3"}
    staff = [m.TakeHold(f"s{i}", "advice", at, "anna", 2) for i, at in enumerate((NINE, ELEVEN))]
    assert set(run(state, *staff).holds) == {"h2", "s0", "s1"}


def test_times_that_are_not_offered_cannot_be_held() -> None:
    cases = {
        hold("h", NINE + 60): "not-found",
        hold("h", NINE, "nothing"): "not-found",
        hold("h", -1.0): "not-found",
        hold("h", 1e300): "not-found",
        hold("h", berlin("2027-11-30 09:00")): "conflict",
        hold("h", berlin("2026-12-02 09:00")): "closed",
    }

    assert {command: refused(start(), command) for command in cases} == cases
    assert refused(start(), hold("h"), NINE + 1) == "conflict"
    assert run(start(), hold("h"), now=NINE).holds["h"].start == NINE


def test_an_appointment_takes_the_held_place_and_only_once() -> None:
    state = run(start(), *booked())

    assert (state.holds, state.appointments["a"].state) == ({}, "booked")
    assert refused(state, hold("h2")) == "taken"
    assert refused(state, book("b", "h-a")) == "hold-ended"
    assert refused(run(state, hold("h2", TEN)), book("a", "h2")) == "conflict"


def test_two_places_are_given_twice() -> None:
    state = run(start(), *booked("a", NINE, "doctor"), *booked("b", NINE, "doctor"))

    assert refused(state, hold("h", NINE, "doctor")) == "taken"
    assert free(state, DOCTOR, DAY, NOW).slots[0][0] == NINE + 1800


def test_one_person_has_a_limit_by_any_of_the_contacts_and_gets_it_back_by_cancelling() -> None:
    state = run(start(), hold("h1", NINE), book("a", "h1", frozenset({"mail", "phone"})))
    state = run(state, hold("h2", TEN), book("b", "h2", frozenset({"mail"})), hold("h3", ELEVEN))

    assert refused(state, book("c", "h3", frozenset({"mail", "other"}))) == "limit"
    assert "c" in run(state, book("c", "h3", frozenset({"phone"}))).appointments
    assert "c" in run(state, book("c", "h3")).appointments
    assert "c" in run(state, m.Cancel("b"), book("c", "h3", frozenset({"mail"}))).appointments


def test_the_limit_knows_contacts_by_their_former_digest() -> None:
    state = run(start(), hold("h1", NINE), book("a", "h1", frozenset({"old"})))
    state = run(state, hold("h2", TEN), book("b", "h2", frozenset({"old"})), hold("h3", ELEVEN))

    assert refused(state, m.BookHold("c", "h3", "h3", b"", frozenset({"new"}), frozenset({"new", "old"}))) == "limit"


def test_an_assistant_can_be_booked_as_often_as_there_are_assistants() -> None:
    state = run(start(), hold("h1", NINE, "doctor"), book("a", "h1", assistant=True), hold("h2", NINE, "doctor"))

    assert refused(state, book("b", "h2", assistant=True)) == "taken"
    assert run(state, book("b", "h2")).appointments["b"].assistant is False
    state = run(state, hold("h3", TEN, "doctor"), book("c", "h3", assistant=True), m.ReleaseHold("h2", "h2"))
    state = run(state, hold("h4", NINE, "doctor"))
    assert refused(state, m.Move("c", "h4", "h4")) == "taken"
    assert refused(run(start(), hold("h1")), book("a", "h1", assistant=True)) == "taken"


def test_who_moves_takes_the_assistant_along() -> None:
    state = run(start(), hold("h1", NINE, "doctor"), book("a", "h1", assistant=True), hold("h2", NINE, "doctor"))

    assert run(state, m.Move("a", "h2", "h2")).appointments["a"].start == NINE


def test_moving_frees_the_old_place_with_the_same_event() -> None:
    state = run(start(), *booked(), hold("h2", TEN))

    decision = decide(state, m.Move("a", "h2", "h2"), NOW)
    assert isinstance(decision, tuple)
    assert len(decision) == 1
    state = apply(state, decision[0])

    assert [slot[0] for slot in free(state, ADVICE, DAY, NOW).slots] == [NINE, ELEVEN]
    assert (state.appointments["a"].start, state.holds) == (TEN, {})


def test_moving_is_refused_where_it_cannot_be() -> None:
    state = run(start(), *booked(), hold("h2", NINE, "doctor"), hold("h3", TEN))

    assert refused(state, m.Move("a", "h2", "h2")) == "conflict"
    assert refused(state, m.Move("a", "nothing", "h2")) == "hold-ended"
    assert refused(state, m.Move("a", "h3", "h3"), NOW + 1800) == "hold-ended"
    assert refused(state, m.Move("nobody", "h3", "h3")) == "not-found"
    assert refused(run(state, m.Cancel("a")), m.Move("a", "h3", "h3")) == "conflict"
    assert refused(run(state, m.Arrive("a", 7, "t")), m.Move("a", "h3", "h3")) == "conflict"


def test_cancelling_frees_the_place_and_happens_once() -> None:
    state = run(start(), *booked(), m.Cancel("a"))

    assert refused(state, m.Cancel("a")) == "conflict"
    assert "b" in run(state, *booked("b")).appointments


def test_a_day_closed_later_takes_no_more_and_keeps_what_is_booked() -> None:
    state = run(start(), *booked(), hold("h2", TEN))
    day = dt.date.fromisoformat(DAY)

    state = run(state, m.CloseDays("c1", Closure(day, day)))

    assert state.appointments["a"].state == "booked"
    assert refused(state, book("b", "h2")) == "closed"
    assert refused(state, m.Move("a", "h2", "h2")) == "closed"
    assert refused(state, hold("h3", ELEVEN)) == "closed"
    assert free(state, ADVICE, DAY, NOW).reason == "closed"
    state = run(state, m.OpenDays("c1"))
    assert len(free(state, ADVICE, DAY, NOW).slots) == 1
    assert refused(state, m.OpenDays("c1")) == "not-found"
    assert refused(state, m.CloseDays("c2", Closure(day, day - dt.timedelta(1)))) == "bad-request"


def test_another_calendar_takes_places_and_days_and_is_replaced_as_a_whole() -> None:
    day = dt.date(2026, 12, 8)
    first = m.TakeOver("x", (Closure(day, day),), (m.Block("advice", NINE + 1800, TEN + 1800),))

    state = run(start(), first)
    assert [slot[0] for slot in free(state, ADVICE, DAY, NOW).slots] == [ELEVEN]
    assert free(state, ADVICE, "2026-12-08", NOW).reason == "closed"
    state = run(state, m.TakeOver("x", (), ()))
    assert (len(free(state, ADVICE, DAY, NOW).slots), state.calendars) == (3, {})
    assert refused(state, m.TakeOver("x", (), (m.Block("nothing", 1.0, 2.0),))) == "not-found"


def test_who_came_and_who_did_not() -> None:
    state = run(start(), *booked("a", NINE), *booked("b", TEN), *booked("c", ELEVEN))
    state = run(state, m.Arrive("b", 7, "t7"), m.Arrive("b", 7, "t7"), now=NINE)
    assert (state.appointments["b"].number, state.appointments["b"].state) == (7, "arrived")
    assert refused(state, m.Arrive("b", 8, "t8")) == "conflict"
    assert refused(state, m.Cancel("b")) == "conflict"

    assert decide(state, m.Sweep(), NINE + 1800) == ()
    state = run(state, m.Sweep(frozenset({"b"})), now=NINE + 1801)
    assert {row.id: row.state for row in state.appointments.values()} == {"a": "missed", "b": "done", "c": "booked"}
    assert refused(state, m.Cancel("a")) == "conflict"
    assert run(state, m.Arrive("a", 9, "t9")).appointments["a"].state == "arrived"


def test_who_waited_until_the_end_of_the_day_is_expired_and_old_ones_are_forgotten() -> None:
    state = run(start(), *booked(), m.Arrive("a", 7, "t7"))

    assert decide(state, m.Sweep(), berlin(f"{DAY} 23:59")) == ()
    midnight = berlin("2026-12-02 00:00")
    state = run(state, m.Sweep(), now=midnight)
    assert state.appointments["a"].state == "expired"
    assert decide(state, m.Sweep(), midnight + KEEP_SECONDS) == ()
    assert run(state, m.Sweep(), now=midnight + KEEP_SECONDS + 1).appointments == {}


def test_one_key_for_contacts_in_each_period() -> None:
    state = run(start(), m.AddContactKey("2026-11", b"1"), m.AddContactKey("2026-11", b"2"))

    assert state.contact_keys == {"2026-11": b"1"}
    for month in range(1, 13):
        state = run(state, m.AddContactKey(f"2027-{month:02}", b"x"), m.AddContactKey(f"2028-{month:02}", b"x"))
    assert len(state.contact_keys) == 15
    assert min(state.contact_keys) == "2027-10"


def test_events_survive_being_written_down() -> None:
    state, again = start(), start()
    day = dt.date(2026, 12, 8)
    commands: list[m.Command] = [
        *booked("a"),
        hold("h2", TEN),
        m.Move("a", "h2", "h2"),
        m.CloseDays("c", Closure(day, day, "advice")),
        m.TakeOver("x", (Closure(day, day),), (m.Block("doctor", NINE, TEN),)),
        m.AddContactKey("2026-11", b"\x00\xff"),
        m.Arrive("a", 7, "t"),
    ]
    for command in commands:
        decision = decide(state, command, NOW)
        assert isinstance(decision, tuple)
        wire = msgspec.json.encode(decision)
        for event in decision:
            state = apply(state, event)
        for event in msgspec.json.decode(wire, type=tuple[m.Event, ...]):
            again = apply(again, event)

    assert again == state
