"""What follows from an event: the next state. Pure; events that were decided always apply."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, cast

import msgspec

from telemed.api import TicketState
from telemed.hub import messages as m
from telemed.hub.queue.state import THERE, WAITS, HelpCall, Person, State

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
    if person.state in THERE:
        return replace(person, state=to, since=at, serving_seconds=person.serving_seconds + spent)
    if person.state in WAITS:
        return replace(person, state=to, since=at, waiting_seconds=person.waiting_seconds + spent)
    return replace(person, state=to, since=at)


def _with(state: State, person: Person, **changes: object) -> State:
    return replace(state, people={**state.people, person.number: person}, **changes)


def _turned(state: State, room: str) -> Mapping[str, int]:
    return {**state.turns, room: state.turns.get(room, 0) + 1}


def _without(numbers: tuple[int, ...], number: int) -> tuple[int, ...]:
    return tuple([other for other in numbers if other != number]) if number in numbers else numbers


def _out_of_room(state: State, person: Person) -> dict[str, object]:
    """Return what changes when a person leaves the room it is active in; nothing for one that is in none."""
    room = person.room or ""
    if state.active.get(room) != person.number:
        return {}
    active = {name: number for name, number in state.active.items() if name != room}
    return {"active": active, "turns": _turned(state, room)}


# ---- the line ----------------------------------------------------------------------------------------------------


def _taken(state: State, event: m.NumberTaken) -> State:
    place = state.joins + 1
    person = Person(
        event.ticket,
        event.number,
        event.service,
        "waiting",
        event.at,
        came=event.at,
        arrival=place,
        joined=place,
        due=event.due,
        priority=event.priority,
        appointment=event.appointment,
    )
    passed = state.passed
    if event.due is None and passed.get(event.service) and not _waits_without(state, event.service):
        passed = {service: count for service, count in passed.items() if service != event.service}
    return _with(
        state,
        person,
        waiting=(*state.waiting, event.number),
        last_number=max(state.last_number, event.number),
        joins=place,
        passed=passed,
    )


def _waits_without(state: State, service: str) -> bool:
    """Say whether somebody without an appointment waits for the service: nobody else can have been passed."""
    waiting = map(state.people.__getitem__, state.waiting)
    return any(person.service == service and person.due is None for person in waiting)


def _called(state: State, event: m.NumberCalled) -> State:
    person = replace(
        _moved(state.people[event.number], "called", event.at),
        room=event.room,
        repeat=event.repeat,
        called_at=event.at,
        returned=False,
        behind=0,
    )
    passed = state.passed
    if event.passed or event.settled:
        passed = {service: count for service, count in passed.items() if service not in event.settled}
        passed |= {service: passed.get(service, 0) + 1 for service in event.passed}
    return _with(
        state,
        person,
        waiting=_without(state.waiting, event.number),
        active={**state.active, event.room: event.number},
        turns=_turned(state, event.room),
        passed=passed,
    )


def _joins(state: State, person: Person, position: int, changes: Mapping[str, object]) -> State:
    """Put a person, already in a state that waits, into the line."""
    joined = replace(person, joined=state.joins + 1)
    line = _without(state.waiting, person.number)
    waiting = (*line[:position], person.number, *line[position:])
    return _with(state, joined, waiting=waiting, joins=joined.joined, **changes)


def _put_back(state: State, event: m.NumberPutBack) -> State:
    behind = event.behind
    if behind is None and event.position:
        behind = state.waiting[event.position - 1]
    person = replace(
        _moved(state.people[event.number], "waiting", event.at),
        repeat=0,
        returned=True,
        behind=0 if behind is None else state.people[behind].joined,
    )
    return _joins(state, person, event.position, {})


def _interrupted(state: State, event: m.NumberInterrupted) -> State:
    before = state.people[event.number]
    person = replace(_moved(before, "interrupted", event.at), repeat=0)
    return _joins(state, person, len(state.waiting), _out_of_room(state, before))


def _transferred(state: State, event: m.NumberTransferred) -> State:
    before = state.people[event.number]
    person = replace(_moved(before, "waiting", event.at), service=event.service, only=event.to, repeat=0)
    person = replace(person, room=None, returned=False, behind=0)
    return _joins(state, person, len(state.waiting), _out_of_room(state, before))


def _left(to: TicketState) -> Callable[[State, Any], State]:
    def follow(state: State, event: m.NumberLeft | m.NumberExpired) -> State:
        before = state.people[event.number]
        waiting = _without(state.waiting, event.number)
        return _with(state, _moved(before, to, event.at), waiting=waiting, **_out_of_room(state, before))

    return follow


def _prioritised(state: State, event: m.PrioritySet) -> State:
    return _with(state, replace(state.people[event.number], priority=event.reason))


# ---- rooms -------------------------------------------------------------------------------------------------------


def _serving(state: State, event: m.ServingBegan) -> State:
    return _there(state, event.number, "serving", event.at)


def _staged(state: State, event: m.StageBegan) -> State:
    return _there(state, event.number, event.stage, event.at)


def _there(state: State, number: int, to: TicketState, at: float) -> State:
    person = state.people[number]
    return _with(state, _moved(person, to, at), turns=_turned(state, cast("str", person.room)))


def _ended(to: TicketState) -> Callable[[State, Any], State]:
    def follow(state: State, event: m.NumberParked | m.NumberMissed | m.NumberFinished) -> State:
        before = state.people[event.number]
        return _with(state, _moved(before, to, event.at), **_out_of_room(state, before))

    return follow


# ---- help, delay -------------------------------------------------------------------------------------------------


def _help_changed(state: State, call: HelpCall) -> State:
    return replace(state, helps={**state.helps, call.id: call})


def _delayed(state: State, event: m.DelaySet) -> State:
    delays = {room: minutes for room, minutes in state.delays.items() if room != event.room}
    announced = {room: at for room, at in state.announced.items() if room != event.room}
    if event.minutes:
        delays[event.room], announced[event.room] = event.minutes, event.at
    return replace(state, delays=delays, announced=announced)


_FOLLOWS: Final[Mapping[type, Callable[..., State]]] = {
    m.NumberTaken: _taken,
    m.NumberCalled: _called,
    m.ServingBegan: _serving,
    m.StageBegan: _staged,
    m.NumberParked: _ended("parked"),
    m.NumberMissed: _ended("missed"),
    m.NumberFinished: _ended("done"),
    m.NumberPutBack: _put_back,
    m.NumberInterrupted: _interrupted,
    m.NumberTransferred: _transferred,
    m.PrioritySet: _prioritised,
    m.NumberLeft: _left("left"),
    m.NumberExpired: _left("expired"),
    m.RoomSoiled: lambda state, event: replace(state, dirty=state.dirty | {event.room}),
    m.RoomCleaned: lambda state, event: replace(state, dirty=state.dirty - {event.room}),
    m.HelpCalled: lambda state, event: _help_changed(state, HelpCall(event.help, event.terminal, "open", event.at)),
    m.HelpAcknowledged: lambda state, event: _help_changed(
        state,
        replace(state.helps[event.help], state="acknowledged", minutes=event.minutes, acknowledged_at=event.at),
    ),
    m.HelpEnded: lambda state, event: _help_changed(state, replace(state.helps[event.help], state=event.state)),
    m.HelperSet: lambda state, event: replace(state, helper_until=event.until),
    m.DelaySet: _delayed,
}
