"""What may happen in the queue: a command either makes events or is refused. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, cast

from telemed.hub import messages as m
from telemed.hub.messages import Refused
from telemed.hub.queue.state import HelpCall, Person, State

PUT_BACK_POSITION: Final = 1
"""A person put back waits behind the first one, who may already be getting up."""

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
