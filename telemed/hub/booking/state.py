"""What is known of a site's appointments, and what follows from each event. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, cast

import msgspec

from telemed.api_appointments import AppointmentState
from telemed.hub.booking import messages as m
from telemed.hub.booking.free import Busy, Taken
from telemed.hub.booking.rules import Closure, Rules

replace = msgspec.structs.replace

CONTACT_KEYS: Final = 15
"""Keys for digests of contacts that are remembered: a year of months and the window that can be booked."""


class Held(msgspec.Struct, frozen=True):
    """A slot kept for somebody; it counts while the time is before `until`."""

    id: str
    service: str
    start: float
    end: float
    until: float
    holder: str


class Appointment(msgspec.Struct, frozen=True):
    """An appointment. `sealed` is what the person said of themselves, `since` when the present state began."""

    id: str
    service: str
    start: float
    end: float
    state: AppointmentState
    since: float
    sealed: bytes
    contacts: tuple[str, ...] = ()
    assistant: bool = False
    number: int | None = None
    ticket: str | None = None


class Foreign(msgspec.Struct, frozen=True):
    """What another calendar says."""

    closures: tuple[Closure, ...]
    blocks: tuple[m.Block, ...]


class State(msgspec.Struct, frozen=True):
    """Everything known. Mappings, by id, are never changed in place."""

    rules: Rules
    holds: Mapping[str, Held] = {}
    appointments: Mapping[str, Appointment] = {}
    closed: Mapping[str, Closure] = {}
    calendars: Mapping[str, Foreign] = {}
    contact_keys: Mapping[str, bytes] = {}

    def closures(self) -> tuple[Closure, ...]:
        """Return the closures entered beside the settings."""
        foreign = [closure for calendar in self.calendars.values() for closure in calendar.closures]
        return (*self.closed.values(), *foreign)

    def busy(self, service: str, now: float, without: frozenset[str] = frozenset()) -> Busy:
        """Return the places of a service that are taken; `without` leaves out these holds."""
        return Busy(self._taken(service, now, without))

    def helped(self, service: str, without: str = "") -> Busy:
        """Return the places of a service at which an assistant helps; `without` leaves out this appointment."""
        return Busy(
            (row.start, row.end)
            for row in self.appointments.values()
            if row.assistant and row.service == service and row.state in _OCCUPIES and row.id != without
        )

    def _taken(self, service: str, now: float, without: frozenset[str]) -> list[Taken]:
        taken = [
            (row.start, row.end)
            for row in self.appointments.values()
            if row.service == service and row.state in _OCCUPIES
        ]
        taken += [
            (hold.start, hold.end)
            for hold in self.holds.values()
            if hold.service == service and hold.until > now and hold.id not in without
        ]
        taken += [
            (block.start, block.end)
            for calendar in self.calendars.values()
            for block in calendar.blocks
            if block.service == service
        ]
        return taken

    def on(self, day: str) -> tuple[Appointment, ...]:
        """Return the appointments of a day (`YYYY-MM-DD`) in order."""
        rows = [row for row in self.appointments.values() if self.rules.day_of(row.start).isoformat() == day]
        return tuple(sorted(rows, key=lambda row: (row.start, row.id)))


_OCCUPIES: Final = frozenset({"booked", "arrived", "done"})


def apply(state: State, event: m.Event) -> State:
    """Return the state after the event; events that `decide` returned always apply."""
    follow = cast("Callable[[State, Any], State]", _FOLLOWS[type(event)])
    return follow(state, event)


def _held(state: State, event: m.HoldTaken) -> State:
    """Holds whose time is over are dropped with the next one."""
    holds = {hold.id: hold for hold in state.holds.values() if hold.until > event.at}
    hold = Held(event.hold, event.service, event.start, event.end, event.until, event.holder)
    return replace(state, holds={**holds, event.hold: hold})


def _without(holds: Mapping[str, Held], hold: str) -> Mapping[str, Held]:
    return {other: held for other, held in holds.items() if other != hold}


def _with(state: State, row: Appointment, **changes: object) -> State:
    return replace(state, appointments={**state.appointments, row.id: row}, **changes)


def _booked(state: State, event: m.Booked) -> State:
    row = Appointment(
        event.appointment,
        event.service,
        event.start,
        event.end,
        "booked",
        event.at,
        event.sealed,
        event.contacts,
        event.assistant,
    )
    return _with(state, row, holds=_without(state.holds, event.hold))


def _moved(state: State, event: m.Moved) -> State:
    row = replace(state.appointments[event.appointment], start=event.start, end=event.end)
    return _with(state, row, holds=_without(state.holds, event.hold))


def _arrived(state: State, event: m.Arrived) -> State:
    row = state.appointments[event.appointment]
    return _with(state, replace(row, state="arrived", since=event.at, number=event.number, ticket=event.ticket))


def _is(state: State, appointment: str, to: AppointmentState, at: float) -> State:
    return _with(state, replace(state.appointments[appointment], state=to, since=at))


def _forgotten(state: State, event: m.Forgotten) -> State:
    rows = {row.id: row for row in state.appointments.values() if row.id != event.appointment}
    return replace(state, appointments=rows)


def _opened(state: State, event: m.DaysOpened) -> State:
    return replace(state, closed={name: days for name, days in state.closed.items() if name != event.closure})


def _taken_over(state: State, event: m.CalendarTaken) -> State:
    calendars = {name: calendar for name, calendar in state.calendars.items() if name != event.source}
    if event.closures or event.blocks:
        calendars[event.source] = Foreign(event.closures, event.blocks)
    return replace(state, calendars=calendars)


def _key_added(state: State, event: m.ContactKeyAdded) -> State:
    keys = {**state.contact_keys, event.period: event.sealed}
    return replace(state, contact_keys=dict(sorted(keys.items())[-CONTACT_KEYS:]))


_FOLLOWS: Final[Mapping[type, Callable[..., State]]] = {
    m.HoldTaken: _held,
    m.HoldEnded: lambda state, event: replace(state, holds=_without(state.holds, event.hold)),
    m.Booked: _booked,
    m.Moved: _moved,
    m.Cancelled: lambda state, event: _is(state, event.appointment, "cancelled", event.at),
    m.Arrived: _arrived,
    m.Ended: lambda state, event: _is(state, event.appointment, event.state, event.at),
    m.Forgotten: _forgotten,
    m.DaysClosed: lambda state, event: replace(state, closed={**state.closed, event.closure: event.days}),
    m.DaysOpened: _opened,
    m.CalendarTaken: _taken_over,
    m.ContactKeyAdded: _key_added,
}
