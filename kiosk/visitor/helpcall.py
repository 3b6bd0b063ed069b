"""Fetching a person: the call, its answer, and what to do when nobody is there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from kiosk.citizen.requests import CallHelp, HelpCall, WithdrawHelp
from kiosk.flow.states import Refused
from kiosk.visitor import notices
from kiosk.visitor.outside import Away, Outside
from kiosk.visitor.render.base import Context
from kiosk.visitor.render.sheet import Sheet

_STATES = {"open": "help-open", "acknowledged": "help-coming", "done": "help-done", "withdrawn": "help-withdrawn"}


_ICONS = {
    "help-away": "cloud_off",
    "help-coming": "directions_walk",
    "help-done": "check_circle",
    "help-nobody": "call",
    "help-withdrawn": "check_circle",
}


class Office(Protocol):
    """What help needs to know of the office: the telephone, until when somebody is here, and the hours."""

    phone: str
    helper_until: str | None
    hours: tuple[tuple[int, tuple[tuple[str, str], ...]], ...]


class HelpCalls(QObject):
    """One call for help at a time. `changed` says that the page is to be drawn again and said."""

    changed = Signal()

    def __init__(self, outside: Outside, office: Office, new_id: Callable[[], str]) -> None:
        super().__init__()
        self._outside, self._office, self._new_id = outside, office, new_id
        self._key = ""
        self._call: HelpCall | None = None
        self._state = "help-nobody"

    @property
    def coming(self) -> bool:
        """Somebody was called and has not come yet."""
        return self._state in {"help-open", "help-coming"}

    @property
    def note(self) -> tuple[str, dict[str, Any]] | None:
        """Message for the bottom strip while somebody is called or coming."""
        if self._nobody:
            return None
        if self._state == "help-coming" and self._call is not None and self._call.minutes is not None:
            return "help-coming-note", {"minutes": self._call.minutes}
        return ("help-open-note", {}) if self.coming else None

    @property
    def _nobody(self) -> bool:
        """The office was told, but as far as it says nobody is here who could come."""
        return self._state == "help-open" and self._office.helper_until is None

    def start(self) -> None:
        """Call a person unless one is called already; calling again keeps the key.

        The office is told even when it says that nobody is here: somebody may be, and only forgot to say so.
        """
        if self.coming or self._state == "help-calling":
            return
        if self._state != "help-away":
            self._key = self._new_id()
        self._become("help-calling")
        self._outside.ask(CallHelp(), self._key, self._called)

    def withdraw(self) -> None:
        """Say that nobody needs to come."""
        if self._call is not None and self.coming:
            self._outside.ask(WithdrawHelp(self._call.id), self._new_id(), self._withdrawn)

    def page(self, context: Context) -> Sheet:
        """The page that says how it stands."""
        close = notices.action(context, "close", notices.CLOSE, "arrow_back", main=True)
        key, actions = "help-nobody" if self._nobody else self._state, [close]
        blocks = notices.phone_block(context, self._office.phone)
        values: dict[str, Any] = {}
        if key == "help-coming":
            values = {"minutes": self._call.minutes if self._call and self._call.minutes is not None else 0}
        if self.coming:
            actions = [close, notices.action(context, "help-withdraw", notices.WITHDRAW, "close")]
        if key == "help-away":
            actions = [notices.action(context, "try-again", notices.CALL, "refresh", main=True), close]
        elif key == "help-nobody":
            blocks += notices.hours_blocks(context, self._office.hours)
        else:
            blocks = []
        return notices.notice(context, key, _ICONS.get(key, "support_agent"), actions, blocks, **values)

    # ---- answers -----------------------------------------------------------------------------------------------

    def _become(self, state: str) -> None:
        self._state = state
        self.changed.emit()

    def _called(self, result: object) -> None:
        if isinstance(result, HelpCall):
            self._call = result
            self._outside.watch(f"help/{result.id}", self._pushed)
            self._become(_STATES[result.state])
        else:
            self._become("help-nobody" if isinstance(result, Refused) else "help-away")

    def _withdrawn(self, result: object) -> None:
        if not isinstance(result, Away):
            self._end("help-withdrawn")

    def _pushed(self, value: object) -> None:
        if not isinstance(value, Mapping) or self._call is None or value.get("state") not in _STATES:
            return
        minutes = value.get("minutes")
        call = HelpCall(self._call.id, value["state"], minutes if isinstance(minutes, int) else None)
        if call == self._call:
            return
        self._call = call
        if call.state in {"done", "withdrawn"}:
            self._end(_STATES[call.state])
        else:
            self._become(_STATES[call.state])

    def _end(self, state: str) -> None:
        if self._call is not None:
            self._outside.unwatch(f"help/{self._call.id}", self._pushed)
        self._become(state)
