"""What follows from an event: the next state. Pure; events that were decided always apply."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, cast

import msgspec

from telemed.api import TicketState
from telemed.hub import messages as m
from telemed.hub.queue.state import HelpCall, Person, State

replace = msgspec.structs.replace


def apply(state: State, event: m.Event) -> State:
    """Return the state after the event; events that `decide` returned always apply."""
    follow = cast("Callable[[State, Any], State]", _FOLLOWS[type(event)])
    return follow(state, event)


def _moved(person: Person, to: TicketState, at: float) -> Person:
    """Book the seconds since the last change to where they belong; a clock that went back books none."""
    spent = max(0.0, at - person.since)
    if person.state == "called":
        return replace(person, state=to, since=at, way_seconds=person.way_seconds + spent)
    if person.state == "serving":
        return replace(person, state=to, since=at, serving_seconds=person.serving_seconds + spent)
    if person.state == "waiting":
        return replace(person, state=to, since=at, waiting_seconds=person.waiting_seconds + spent)
    return replace(person, state=to, since=at)


def _with(state: State, person: Person, **changes: object) -> State:
    return replace(state, people={**state.people, person.number: person}, **changes)


def _turned(state: State, room: str) -> Mapping[str, int]:
    return {**state.turns, room: state.turns.get(room, 0) + 1}


def _without(numbers: tuple[int, ...], number: int) -> tuple[int, ...]:
    return tuple([other for other in numbers if other != number]) if number in numbers else numbers


def _taken(state: State, event: m.NumberTaken) -> State:
    person = Person(event.ticket, event.number, event.service, "waiting", event.at)
    return _with(
        state,
        person,
        waiting=(*state.waiting, event.number),
        last_number=max(state.last_number, event.number),
    )


def _called(state: State, event: m.NumberCalled) -> State:
    person = replace(
        _moved(state.people[event.number], "called", event.at),
        room=event.room,
        repeat=event.repeat,
        called_at=event.at,
    )
    return _with(
        state,
        person,
        waiting=_without(state.waiting, event.number),
        active={**state.active, event.room: event.number},
        turns=_turned(state, event.room),
    )


def _serving(state: State, event: m.ServingBegan) -> State:
    person = state.people[event.number]
    return _with(state, _moved(person, "serving", event.at), turns=_turned(state, cast("str", person.room)))


def _out_of_room(to: TicketState) -> Callable[[State, Any], State]:
    def follow(state: State, event: m.NumberParked | m.NumberMissed | m.NumberFinished) -> State:
        before = state.people[event.number]
        room = cast("str", before.room)
        person = _moved(before, to, event.at)
        durations = state.durations
        if to == "done":
            occupied = max(0.0, event.at - before.called_at)
            durations = {**durations, room: (*durations.get(room, ())[-39:], occupied)}
        active = {name: number for name, number in state.active.items() if name != room}
        return _with(state, person, active=active, turns=_turned(state, room), durations=durations)

    return follow


def _back(state: State, event: m.NumberPutBack) -> State:
    person = replace(_moved(state.people[event.number], "waiting", event.at), repeat=0)
    waiting = (*state.waiting[: event.position], event.number, *state.waiting[event.position :])
    return _with(state, person, waiting=waiting)


def _left(state: State, event: m.NumberLeft) -> State:
    person = _moved(state.people[event.number], "left", event.at)
    return _with(state, person, waiting=_without(state.waiting, event.number))


def _help_changed(state: State, call: HelpCall) -> State:
    return replace(state, helps={**state.helps, call.id: call})


def _delayed(state: State, event: m.DelaySet) -> State:
    delays = {room: minutes for room, minutes in state.delays.items() if room != event.room}
    return replace(state, delays={**delays, event.room: event.minutes} if event.minutes else delays)


_FOLLOWS: Final[Mapping[type, Callable[..., State]]] = {
    m.NumberTaken: _taken,
    m.NumberCalled: _called,
    m.ServingBegan: _serving,
    m.NumberParked: _out_of_room("parked"),
    m.NumberMissed: _out_of_room("missed"),
    m.NumberFinished: _out_of_room("done"),
    m.NumberPutBack: _back,
    m.NumberLeft: _left,
    m.HelpCalled: lambda state, event: _help_changed(state, HelpCall(event.help, event.terminal, "open", event.at)),
    m.HelpAcknowledged: lambda state, event: _help_changed(
        state,
        replace(state.helps[event.help], state="acknowledged", minutes=event.minutes, acknowledged_at=event.at),
    ),
    m.HelpEnded: lambda state, event: _help_changed(state, replace(state.helps[event.help], state=event.state)),
    m.HelperSet: lambda state, event: replace(state, helper_until=event.until),
    m.DelaySet: _delayed,
}
