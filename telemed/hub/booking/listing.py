"""Appointments as staff see them, with what the people said as far as it is kept. Blocking: the vault is a file."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from telemed.api_appointments import AppointmentState
from telemed.hub import vault as subjects
from telemed.hub.booking import views
from telemed.hub.booking.people import Person
from telemed.hub.booking.state import Appointment, State
from telemed.hub.vault import Vault


class Listed(msgspec.Struct, frozen=True):
    """An appointment as staff see it. `person` is None once its retention has ended.

    `closed`: that day is closed by now, so the person has to be told.
    """

    id: str
    service: str
    start: float
    end: float
    state: AppointmentState
    assistant: bool
    number: int | None
    closed: bool
    person: Person | None


def opened(row: Appointment, vault: Vault) -> Person | None:
    """Return what the person of an appointment said; None once that is destroyed."""
    data = vault.open(subjects.appointment(row.id), row.sealed)
    return None if data is None else msgspec.json.decode(data, type=Person)


def listed(state: State, rows: Iterable[Appointment], vault: Vault) -> tuple[Listed, ...]:
    """Return these appointments for staff."""
    return tuple(
        Listed(
            row.id,
            row.service,
            row.start,
            row.end,
            row.state,
            row.assistant,
            row.number,
            views.affected(state, row),
            opened(row, vault),
        )
        for row in rows
    )
