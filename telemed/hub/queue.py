"""The queue of one site on one day: what may happen (`decide`) and what follows from it (`apply`). Pure.

A day is a stream of its own, so that only today's numbers can be called and a new day begins at 1. Source of the
rules: `docs/decisions/0008-next-number-never-loses-a-person.md`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, Literal, cast

import msgspec

from telemed.api import TicketState
from telemed.hub import messages as m
from telemed.hub.messages import Refused

replace = msgspec.structs.replace

PUT_BACK_POSITION: Final = 1
"""A person put back waits behind the first one, who may already be getting up."""


class Rules(msgspec.Struct, frozen=True):
    """The figures of the queue: highest number, seconds until a number may be given again or called again, calls."""

    highest: int = 999
    free_seconds: float = 2 * 3600
    recall_seconds: float = 5 * 60
    calls: int = 3


class Person(msgspec.Struct, frozen=True):
    """One number of today. Seconds of waiting, of the way to the room and of service are kept apart.

    `since` is when the present state began; `room` is where the person was called to last.
    """

    ticket: str
    number: int
    service: str
    state: TicketState
    since: float
    room: str | None = None
    repeat: int = 0
    called_at: float = 0.0
    waiting_seconds: float = 0.0
    way_seconds: float = 0.0
    serving_seconds: float = 0.0


class HelpCall(msgspec.Struct, frozen=True):
    """A call for help from a terminal."""

    id: str
    terminal: str
    state: Literal["open", "acknowledged", "done", "withdrawn"]
    at: float
    minutes: int | None = None
    acknowledged_at: float | None = None


class State(msgspec.Struct, frozen=True):
    """Everything known of one day. Mappings are never changed in place.

    `people` by number, `waiting` in the order of calling, `active` the one number of each room, `turns` counts what
    happened in a room (a token of what its staff saw), `durations` are the seconds from call to end, by room, of those
    finished today (the last 40).
    """

    rules: Rules = Rules()
    people: Mapping[int, Person] = {}
    waiting: tuple[int, ...] = ()
    active: Mapping[str, int] = {}
    turns: Mapping[str, int] = {}
    durations: Mapping[str, tuple[float, ...]] = {}
    helps: Mapping[str, HelpCall] = {}
    delays: Mapping[str, int] = {}
    helper_until: float | None = None
    last_number: int = 0


Decision = tuple[m.Event, ...] | Refused


def decide(state: State, command: m.Command, now: float) -> Decision:
    """Say what the command makes happen at `now`, or why nothing does."""
    rule = cast("Callable[[State, Any, float], Decision]", _RULES[type(command)])
    return rule(state, command, now)


# ---- numbers -----------------------------------------------------------------------------------------------------


def _take_number(state: State, command: m.TakeNumber, now: float) -> Decision:
    number = state.last_number + 1
    if number > state.rules.highest:
        free = _lowest_free(state, now)
        if free is None:
            return Refused("no-number-free", "Gerade ist keine Nummer frei. Bitte fragen Sie am Empfang.")
        number = free
    return (m.NumberTaken(now, command.ticket, number, command.service),)


def _lowest_free(state: State, now: float) -> int | None:
    before = now - state.rules.free_seconds
    for number in range(1, state.rules.highest + 1):
        person = state.people[number]
        if person.state in {"done", "left"} and person.since <= before:
            return number
    return None


def _call_next(state: State, command: m.CallNext, now: float) -> Decision:
    number = state.active.get(command.room)
    finished: tuple[m.Event, ...] = ()
    if number is not None:
        if number != command.finishes:
            return Refused("conflict", f"In {command.room} ist schon die Nummer {number} aufgerufen.")
        if state.people[number].state != "serving":
            return Refused(
                "conflict", f"Ist Nummer {number} da? Drücken Sie zuerst „Ist da“, „Fertig“, „Parken“ oder „Nicht da“."
            )
        finished = (m.NumberFinished(now, number),)
    elif command.finishes is not None:
        return Refused("conflict", f"Nummer {command.finishes} ist nicht mehr in {command.room}.")
    for waiting in state.waiting:
        if state.people[waiting].service in command.services:
            return (*finished, m.NumberCalled(now, waiting, command.room, 1))
    if finished:
        return finished
    return Refused("nobody-waiting", "Es wartet gerade niemand.")


def _in_room(state: State, room: str, number: int) -> Person | Refused:
    if state.active.get(room) != number:
        return Refused("conflict", f"Nummer {number} ist nicht (mehr) in {room} aufgerufen.")
    return state.people[number]


def _recall(state: State, command: m.Recall, now: float) -> Decision:
    person = _in_room(state, command.room, command.number)
    if isinstance(person, Refused):
        return person
    if person.state != "called":
        return Refused("conflict", f"Nummer {person.number} ist schon da.")
    early = 0 <= now - person.called_at < state.rules.recall_seconds
    if early and not command.insist:
        minutes = int(now - person.called_at) // 60
        when = "eben erst" if minutes == 0 else f"vor {minutes} Min"
        return Refused("too-early", f"Nummer {person.number} wurde {when} aufgerufen.")
    if person.repeat >= state.rules.calls:
        return (m.NumberMissed(now, person.number),)
    return (m.NumberCalled(now, person.number, command.room, person.repeat + 1),)


def _serve(state: State, command: m.Serve, now: float) -> Decision:
    person = _in_room(state, command.room, command.number)
    if isinstance(person, Refused):
        return person
    if person.state == "serving":
        return Refused("conflict", f"Nummer {person.number} ist schon da.")
    return (m.ServingBegan(now, person.number),)


def _leaves_room(event: Callable[[float, int], m.Event]) -> Callable[[State, Any, float], Decision]:
    def rule(state: State, command: m.Park | m.MarkMissed | m.Finish, now: float) -> Decision:
        person = _in_room(state, command.room, command.number)
        if isinstance(person, Refused):
            return person
        return (event(now, person.number),)

    return rule


def _resume(state: State, command: m.Resume, now: float) -> Decision:
    person = state.people.get(command.number)
    if person is None or person.state != "parked":
        return Refused("conflict", f"Nummer {command.number} ist nicht geparkt.")
    there = state.active.get(command.room)
    if there is not None:
        return Refused("conflict", f"In {command.room} ist noch die Nummer {there} aufgerufen.")
    return (m.NumberCalled(now, person.number, command.room, 1),)


def _put_back(state: State, command: m.PutBack, now: float) -> Decision:
    person = state.people.get(command.number)
    if person is None or person.state not in {"missed", "parked", "done", "left"}:
        return Refused("conflict", f"Nummer {command.number} kann nicht zurück in die Reihe.")
    return (m.NumberPutBack(now, person.number, min(PUT_BACK_POSITION, len(state.waiting))),)


def _leave(state: State, command: m.Leave, now: float) -> Decision:
    person = state.people.get(command.number)
    if person is None or (command.ticket is not None and person.ticket != command.ticket):
        return Refused("not-found", "Diese Nummer gibt es heute nicht.")
    if person.state not in {"waiting", "missed", "parked"}:
        return Refused("conflict", f"Nummer {person.number} wartet nicht mehr.")
    return (m.NumberLeft(now, person.number),)


# ---- help, helper, delay -----------------------------------------------------------------------------------------


def _call_help(state: State, command: m.CallHelp, now: float) -> Decision:
    """A terminal has one open call at most; one already acknowledged belonged to somebody before and is over."""
    over: list[m.Event] = []
    for call in state.helps.values():
        if call.terminal == command.terminal and call.state in {"open", "acknowledged"}:
            if call.state == "open":
                return ()
            over.append(m.HelpEnded(now, call.id, "done"))
    return (*over, m.HelpCalled(now, command.help, command.terminal))


def _running_help(state: State, help_id: str, terminal: str | None) -> HelpCall | Refused:
    call = state.helps.get(help_id)
    if call is None or (terminal is not None and call.terminal != terminal):
        return Refused("not-found", "Diesen Hilferuf gibt es heute nicht.")
    if call.state not in {"open", "acknowledged"}:
        return Refused("conflict", "Dieser Hilferuf ist schon erledigt.")
    return call


def _acknowledge_help(state: State, command: m.AcknowledgeHelp, now: float) -> Decision:
    call = _running_help(state, command.help, None)
    if isinstance(call, Refused):
        return call
    return (m.HelpAcknowledged(now, call.id, command.minutes),)


def _end_help(state: State, command: m.EndHelp, now: float) -> Decision:
    call = _running_help(state, command.help, command.terminal)
    if isinstance(call, Refused):
        return call
    return (m.HelpEnded(now, call.id, command.state),)


def _set_helper(_state: State, command: m.SetHelper, now: float) -> Decision:
    return (m.HelperSet(now, command.until),)


def _set_delay(_state: State, command: m.SetDelay, now: float) -> Decision:
    return (m.DelaySet(now, command.room, command.minutes),)


_RULES: Final[Mapping[type, Callable[..., Decision]]] = {
    m.TakeNumber: _take_number,
    m.CallNext: _call_next,
    m.Recall: _recall,
    m.Serve: _serve,
    m.Park: _leaves_room(m.NumberParked),
    m.MarkMissed: _leaves_room(m.NumberMissed),
    m.Finish: _leaves_room(m.NumberFinished),
    m.Resume: _resume,
    m.PutBack: _put_back,
    m.Leave: _leave,
    m.CallHelp: _call_help,
    m.AcknowledgeHelp: _acknowledge_help,
    m.EndHelp: _end_help,
    m.SetHelper: _set_helper,
    m.SetDelay: _set_delay,
}


# ---- what follows ------------------------------------------------------------------------------------------------


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
