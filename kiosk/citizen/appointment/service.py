"""The service *Termin*: today's free times first, then book, check in, change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.citizen.appointment.booking import book
from kiosk.citizen.appointment.changing import change
from kiosk.citizen.appointment.choosing import AREA
from kiosk.citizen.appointment.holder import check_in
from kiosk.citizen.appointment.requests import FindToday, Times
from kiosk.flow.service import Service
from kiosk.flow.steps import Choose, Option

if TYPE_CHECKING:
    from kiosk.flow.service import Visit
    from kiosk.flow.steps import Flow

_TODAY, _HERE, _BOOK, _CHANGE = "today", "here", "book", "change"


def appointment(visit: Visit) -> Flow:
    """Ask what is wanted and do it; a code that was scanned checks in at once."""
    if visit.scanned:
        return (yield from check_in(visit, visit.scanned))
    found = yield FindToday()
    free = found.times[:1] if isinstance(found, Times) else ()
    options = (
        *(Option(value=_TODAY, values={"time": time.time}, icon="schedule") for time in free),
        Option(value=_BOOK, icon="calendar_month"),
        Option(value=_HERE, icon="confirmation_number"),
        Option(value=_CHANGE, icon="edit"),
    )
    chosen = yield Choose(key="appointment", options=options, area=AREA)
    if chosen == _HERE:
        return (yield from check_in(visit))
    if chosen == _CHANGE:
        return (yield from change(visit))
    return (yield from book(visit, today=chosen == _TODAY))


SERVICE = Service(
    id="appointment",
    title="service-appointment",
    icon="calendar_month",
    area=AREA,
    purpose="purpose-appointment",
    legal_basis="basis-appointment",
    recipient="recipient-appointment",
    retention="retention-appointment",
    flow=appointment,
    scans=r"[0-9]{10}",
)
