"""What may happen to numbers: taking, calling, coming back, going on elsewhere, the end of the day. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, cast

from telemed.hub import messages as m
from telemed.hub.messages import Refused
from telemed.hub.queue.helping import HELP_RULES
from telemed.hub.queue.order import ranking
from telemed.hub.queue.rooms import Decision, leaving, not_clean, room_rules
from telemed.hub.queue.state import OVER, THERE, WAITS, Person, State


def decide(state: State, command: m.Command, now: float) -> Decision:
    """Say what the command makes happen at `now`, or why nothing does."""
    rule = cast("Callable[[State, Any, float], Decision]", _RULES[type(command)])
    return rule(state, command, now)


def _take_number(state: State, command: m.TakeNumber, now: float) -> Decision:
    other = _number_of(state, command.appointment)
    if other is not None:
        return other
    number = state.last_number + 1
    if number > state.rules.highest:
        free = _lowest_free(state, now)
        if free is None:
            return Refused("no-number-free", "Gerade ist keine Nummer frei. Bitte fragen Sie am Empfang.")
        number = free
    return (
        m.NumberTaken(
            now,
            command.ticket,
            number,
            command.service,
            command.due,
            command.priority,
            command.appointment,
        ),
    )


def _number_of(state: State, appointment: str | None) -> Refused | None:
    """Refuse a second number for an appointment, unless the first was given back or has expired."""
    if appointment is not None:
        for person in state.people.values():
            if person.appointment == appointment and person.state not in {"left", "expired"}:
                return Refused("conflict", f"Für diesen Termin gibt es schon die Nummer {person.number}.")
    return None


def _lowest_free(state: State, now: float) -> int | None:
    before = now - state.rules.free_seconds
    for number in range(1, state.rules.highest + 1):
        person = state.people[number]
        if person.state in OVER and person.since <= before:
            return number
    return None


def _call_next(state: State, command: m.CallNext, now: float) -> Decision:
    finished = _makes_room(state, command, now)
    if isinstance(finished, Refused):
        return finished
    ranked = ranking(state, now, command.services, command.room)
    if ranked:
        number, rule = ranked[0]
        plain = {state.people[n].service for n, why in ranked if why in {"arrival", "balance"}}
        passed = tuple(sorted(plain)) if rule == "appointment" else ()
        settled: tuple[str, ...] = ()
        if rule in {"arrival", "balance"}:
            settled = tuple(sorted(service for service in command.services if state.passed.get(service)))
        return (*finished, m.NumberCalled(now, number, command.room, 1, passed, settled))
    return finished or Refused("nobody-waiting", "Es wartet gerade niemand.")


def _makes_room(state: State, command: m.CallNext, now: float) -> Decision:
    """Say what ends in the room before the next one is called into it: nothing, or the person that staff saw there."""
    room, number = command.room, state.active.get(command.room)
    if number is None:
        if command.finishes is not None:
            return Refused("conflict", f"Nummer {command.finishes} ist nicht mehr in {room}.")
        return not_clean(state, room) or ()
    if number != command.finishes:
        return Refused("conflict", f"In {room} ist schon die Nummer {number} aufgerufen.")
    return _finishes(state, state.people[number], now)


def _finishes(state: State, person: Person, now: float) -> Decision:
    """Say that *next* ends the service of the person in a room, unless that needs a press of its own."""
    number, room = person.number, person.room or ""
    if person.state == "called":
        return Refused(
            "conflict", f"Ist Nummer {number} da? Drücken Sie zuerst „Ist da“, „Fertig“, „Parken“ oder „Nicht da“."
        )
    if person.state != "serving":
        return Refused("conflict", f"Nummer {number} ist noch in der Sprechstunde. Drücken Sie zuerst „Fertig“.")
    if room in state.rules.cleaning:
        return Refused("conflict", f"{room} muss nach Nummer {number} gereinigt werden. Drücken Sie zuerst „Fertig“.")
    return (m.NumberFinished(now, number),)


def _resume(state: State, command: m.Resume, now: float) -> Decision:
    person = state.people.get(command.number)
    if person is None or person.state not in {"parked", "interrupted"}:
        return Refused("conflict", f"Nummer {command.number} ist nicht geparkt.")
    there = state.active.get(command.room)
    if there is not None:
        return Refused("conflict", f"In {command.room} ist noch die Nummer {there} aufgerufen.")
    return not_clean(state, command.room) or (m.NumberCalled(now, person.number, command.room, 1),)


def _put_back(state: State, command: m.PutBack, now: float) -> Decision:
    """Behind the first one, who may already be getting up, and behind those who were put back there before."""
    person = state.people.get(command.number)
    if person is None or person.state not in {"missed", "parked"} | OVER:
        return Refused("conflict", f"Nummer {command.number} kann nicht zurück in die Reihe.")
    if person.state in {"left", "expired"} and (other := _number_of(state, person.appointment)):
        return other
    ranked = ranking(state, now)
    if not ranked or ranked[0][1] == "early":
        return (m.NumberPutBack(now, person.number, 0),)
    first = ranked[0][0]
    position = state.waiting.index(first) + 1
    while position < len(state.waiting) and state.people[state.waiting[position]].returned:
        position += 1
    return (m.NumberPutBack(now, person.number, position, first),)


def _leave(state: State, command: m.Leave, now: float) -> Decision:
    person = state.people.get(command.number)
    if person is None or (command.ticket is not None and person.ticket != command.ticket):
        return _unknown()
    if person.state not in {"missed", "parked"} | WAITS:
        return Refused("conflict", f"Nummer {person.number} wartet nicht mehr.")
    return (m.NumberLeft(now, person.number),)


def _prioritise(state: State, command: m.Prioritise, now: float) -> Decision:
    person = state.people.get(command.number)
    if person is None:
        return _unknown()
    if person.state not in {"missed", "parked"} | WAITS:
        return Refused("conflict", f"Nummer {person.number} wartet nicht mehr.")
    if person.priority == command.reason:
        return ()
    return (m.PrioritySet(now, person.number, command.reason),)


def _transfer(state: State, command: m.Transfer, now: float) -> Decision:
    person = state.people.get(command.number)
    if person is None:
        return _unknown()
    event = m.NumberTransferred(now, person.number, command.service, command.to)
    if command.room is not None:
        if state.active.get(command.room) != person.number:
            return Refused("conflict", f"Nummer {person.number} ist nicht (mehr) in {command.room} aufgerufen.")
        return leaving(state, person, event)
    if person.state not in {"missed", "parked"} | WAITS:
        return Refused("conflict", f"Nummer {person.number} wartet nicht mehr.")
    if person.state == "waiting" and (person.service, person.only) == (command.service, command.to):
        return Refused("conflict", f"Nummer {person.number} wartet schon dort.")
    return (event,)


def _end_day(state: State, _command: m.EndDay, now: float) -> Decision:
    return ending(state, now)


def ending(state: State, now: float) -> tuple[m.Event, ...]:
    """Return what ends the day: nobody who still holds a number is called any more."""
    events: list[m.Event] = []
    for person in state.people.values():
        if person.state not in OVER:
            event = m.NumberExpired(now, person.number)
            events += leaving(state, person, event) if _is_active(person) else (event,)
    return tuple(events)


def _is_active(person: Person) -> bool:
    return person.state == "called" or person.state in THERE


def _unknown() -> Refused:
    return Refused("not-found", "Diese Nummer gibt es heute nicht.")


_RULES: Final[Mapping[type, Callable[..., Decision]]] = {
    m.TakeNumber: _take_number,
    m.CallNext: _call_next,
    m.Resume: _resume,
    m.PutBack: _put_back,
    m.Leave: _leave,
    m.Prioritise: _prioritise,
    m.Transfer: _transfer,
    m.EndDay: _end_day,
    **room_rules(),
    **HELP_RULES,
}
