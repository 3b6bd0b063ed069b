"""How numbers of today and appointments stand, for notices and for the page behind the ticket's code."""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Mapping
from typing import Final

from telemed import api
from telemed.hub.bookings import Bookings
from telemed.hub.notices.due import Phase, Standing
from telemed.hub.office import Office
from telemed.hub.queue import Person, State
from telemed.hub.readings import Ahead
from telemed.hub.vault import appointment as appointment_subject
from telemed.hub.vault import ticket as subject_of

_PHASES: Final[Mapping[str, Phase]] = {
    "waiting": "waiting",
    "transferred": "waiting",
    "called": "called",
    "missed": "missed",
    "done": "over",
    "left": "cancelled",
    "expired": "cancelled",
}
"""All other states are inside a room."""
_OF_APPOINTMENTS: Final[Mapping[str, Phase]] = {"booked": "booked", "missed": "missed", "cancelled": "cancelled"}
"""All other states are over: who has checked in has a number."""
_CODES: Final = 5_000
_FRESH_SECONDS: Final = 15.0
"""How long ranges are taken as they are: working them out is the dearest thing here, and pages are loaded often."""


class Tickets:
    """Today's numbers of an office by ticket, as the event loop sees them."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._codes: dict[str, str] = {}
        self._ranges: dict[int, api.Next] = {}
        self._ranged: tuple[State | None, float] = (None, 0.0)

    def standings(self, subjects: Iterable[str]) -> dict[str, Standing]:
        """Return how these visits stand; those that are not of today are left out."""
        wanted = set(subjects)
        people, ahead = self._office.state.people, self._office.ahead()
        return {
            subject: self._standing(person, ahead)
            for person in people.values()
            if (subject := subject_of(person.ticket)) in wanted
        }

    def by_code(self, code: str) -> tuple[str, Standing] | None:
        """Return ticket and standing of the number whose paper carries this code."""
        found = None
        for person in self._office.state.people.values():
            if hmac.compare_digest(self.code(person.ticket).encode(), code.encode()):
                found = person
        return (found.ticket, self._standing(found, self._office.ahead())) if found else None

    def code(self, ticket: str) -> str:
        """Return the code on a ticket's paper."""
        code = self._codes.get(ticket)
        if code is None:
            if len(self._codes) >= _CODES:
                self._codes.clear()
            code = self._codes[ticket] = self._office.code(ticket)
        return code

    def _standing(self, person: Person, ahead: Ahead) -> Standing:
        phase = _PHASES.get(person.state, "inside")
        if phase != "waiting":
            room = person.room if phase in {"called", "inside"} else None
            return Standing(phase, person.number, room=room, called_at=person.called_at)
        before, told = ahead.of(person.number), self._range(person.number)
        return Standing(
            phase, person.number, before, called_at=person.called_at, earliest=told.earliest, latest=told.latest
        )

    def _range(self, number: int) -> api.Next:
        state, now = self._office.state, self._office.local().timestamp()
        if self._ranged[0] is not state or not 0 <= now - self._ranged[1] < _FRESH_SECONDS:
            self._ranges = {each.number: each for each in self._office.board().waiting}
            self._ranged = state, now
        return self._ranges.get(number, api.Next(number))


class Appointments:
    """The appointments of an office by their subjects."""

    def __init__(self, bookings: Bookings) -> None:
        self._bookings = bookings

    def standings(self, subjects: Iterable[str]) -> dict[str, Standing]:
        """Return how these visits stand; those that are no appointments are left out."""
        rows = self._bookings.state.appointments
        start = appointment_subject("")
        return {
            subject: Standing(_OF_APPOINTMENTS.get(row.state, "over"), start=row.start)
            for subject in subjects
            if subject.startswith(start) and (row := rows.get(subject.removeprefix(start))) is not None
        }
