"""What may happen to calls for help from terminals, and who is there to help. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from telemed.hub import messages as m
from telemed.hub.messages import Refused
from telemed.hub.queue.rooms import Decision
from telemed.hub.queue.state import HelpCall, State


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


HELP_RULES: Final[Mapping[type, Callable[..., Decision]]] = {
    m.CallHelp: _call_help,
    m.AcknowledgeHelp: _acknowledge_help,
    m.EndHelp: _end_help,
    m.SetHelper: _set_helper,
}
