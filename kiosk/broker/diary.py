"""The appointments of the hub, as the broker's table wants them: local days and times in place of Unix seconds."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from typing import TYPE_CHECKING, Any, Final

from kiosk.broker.office import called, numbered
from telemed import api_appointments as api

if TYPE_CHECKING:
    from kiosk.broker.appointments import Person
    from telemed.api import Ticket
    from telemed.client import HubClient

OFFICE: Final = zoneinfo.ZoneInfo("Europe/Berlin")
"""The clock of the office, as the hub has it; the terminal's own may be set to another zone."""


class HubDiary:
    """The appointments behind a hub's HTTP interface.

    Whoever checks in has a ticket, put into `tickets` by number; the codes that were found good are put into `codes`.
    """

    def __init__(self, client: HubClient, tickets: dict[int, Ticket], codes: set[str]) -> None:
        self._client = client
        self._tickets = tickets
        self._codes = codes

    async def today(self) -> Any:  # noqa: ANN401 - goes out as MessagePack, as all of them
        """Return the free times of today."""
        found = await called(self._client.free_today)
        return {"times": [_time(slot) for slot in found.slots]}

    async def days(self, service: str) -> Any:  # noqa: ANN401
        """Return the days with free times."""
        found = await called(self._client.free_days, service)
        return {"days": [{"day": day.day, "free": day.free} for day in found.days]}

    async def times(self, service: str, day: dt.date) -> Any:  # noqa: ANN401
        """Return the free times of a day."""
        found = await called(self._client.slots, service, day.isoformat())
        return {"times": [_time(slot) for slot in found.slots]}

    async def hold(self, key: str, service: str, start: float) -> tuple[str, Any]:
        """Keep a time; return the name of the hold, and the time."""
        held = await called(self._client.hold, key, service, start)
        return held.hold, _time(held)

    async def release(self, hold: str) -> None:
        """Let go of a time."""
        await called(self._client.release, hold)

    async def book(self, key: str, hold: str, person: Person) -> Any:  # noqa: ANN401
        """Book a held time once under `key`."""
        asked = api.Book(hold, person.name, person.phone, locale=person.locale, assistant=person.assistant)
        return self._in_hand(await called(self._client.book, key, asked))

    async def find(self, code: str) -> Any:  # noqa: ANN401
        """Return the appointment of a code."""
        return self._in_hand(await called(self._client.appointment, code, told=frozenset({"too-many"})))

    def _in_hand(self, made: api.Appointment) -> dict[str, Any]:
        self._codes.add(made.code)
        return _appointment(made)

    async def move(self, key: str, code: str, hold: str) -> Any:  # noqa: ANN401
        """Move an appointment to a held time once under `key`."""
        return _appointment(await called(self._client.move, key, code, hold))

    async def cancel(self, key: str, code: str) -> Any:  # noqa: ANN401
        """Cancel an appointment once under `key`."""
        return _appointment(await called(self._client.cancel, key, code))

    async def check_in(self, code: str) -> Any:  # noqa: ANN401
        """Take the number of an appointment; again gives the same one."""
        ticket = await called(self._client.check_in, code)
        self._tickets[ticket.number] = ticket
        return numbered(ticket)


def _local(at: float) -> dt.datetime:
    return dt.datetime.fromtimestamp(at, OFFICE)


def _time(slot: api.Slot | api.Hold) -> dict[str, Any]:
    """Write a time as it is called; a time twice on the day the clocks go back is told by `start`."""
    local = _local(slot.start)
    return {"start": slot.start, "day": local.date(), "time": local.time().replace(microsecond=0)}


def _appointment(made: api.Appointment) -> dict[str, Any]:
    local = _local(made.start)
    return {
        "code": made.code,
        "service": made.service,
        "day": local.date(),
        "time": local.time().replace(microsecond=0),
        "state": made.state,
        "assistant": made.assistant,
    }
