"""What may happen in a room: calling again, serving, leaving it, cleaning it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from telemed.hub import messages as m
from telemed.hub.messages import Refused
from telemed.hub.queue.state import THERE, Person, State

Decision = tuple[m.Event, ...] | Refused

_IN_ROOM = m.Park | m.MarkMissed | m.Finish | m.Interrupt


def room_rules() -> Mapping[type, Callable[..., Decision]]:
    """Return the rules by command."""
    return {
        m.Recall: _recall,
        m.Serve: _serve,
        m.SetStage: _set_stage,
        m.Park: _leaves_room(m.NumberParked),
        m.MarkMissed: _leaves_room(m.NumberMissed),
        m.Finish: _leaves_room(m.NumberFinished),
        m.Interrupt: _interrupt,
        m.CleanRoom: _clean_room,
        m.SetDelay: _set_delay,
    }


def leaving(state: State, person: Person, event: m.Event) -> tuple[m.Event, ...]:
    """Return what happens when a person leaves the room it is active in: `event`, and a room that may be dirty."""
    room = person.room or ""
    if person.state in THERE and room in state.rules.cleaning:
        return (event, m.RoomSoiled(event.at, room))
    return (event,)


def not_clean(state: State, room: str) -> Refused | None:
    """Refuse a call into a room that has to be cleaned first."""
    if room not in state.dirty:
        return None
    return Refused("conflict", f"{room} muss erst gereinigt werden. Drücken Sie danach „Raum ist sauber“.")


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
    if person.state != "called":
        return Refused("conflict", f"Nummer {person.number} ist schon da.")
    return (m.ServingBegan(now, person.number),)


def _set_stage(state: State, command: m.SetStage, now: float) -> Decision:
    person = _in_room(state, command.room, command.number)
    if isinstance(person, Refused):
        return person
    if person.state == command.stage:
        return Refused("conflict", f"Das ist für Nummer {person.number} schon eingetragen.")
    return (m.StageBegan(now, person.number, command.stage),)


def _leaves_room(event: Callable[[float, int], m.Event]) -> Callable[[State, _IN_ROOM, float], Decision]:
    def rule(state: State, command: _IN_ROOM, now: float) -> Decision:
        person = _in_room(state, command.room, command.number)
        if isinstance(person, Refused):
            return person
        return leaving(state, person, event(now, person.number))

    return rule


def _interrupt(state: State, command: m.Interrupt, now: float) -> Decision:
    person = _in_room(state, command.room, command.number)
    if isinstance(person, Refused):
        return person
    if person.state not in THERE:
        return Refused("conflict", f"Nummer {person.number} ist noch nicht da.")
    return leaving(state, person, m.NumberInterrupted(now, person.number))


def _clean_room(state: State, command: m.CleanRoom, now: float) -> Decision:
    return (m.RoomCleaned(now, command.room),) if command.room in state.dirty else ()


def _set_delay(_state: State, command: m.SetDelay, now: float) -> Decision:
    return (m.DelaySet(now, command.room, command.minutes),)
