"""Move an appointment, cancel it, print its paper again, begin or end its notices; the code is the key to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.citizen.appointment.booking import show, when
from kiosk.citizen.appointment.choosing import AREA, choose_time
from kiosk.citizen.appointment.holder import find, over
from kiosk.citizen.appointment.notices import tell_of_appointment
from kiosk.citizen.appointment.requests import Appointment, CancelAppointment, MoveAppointment
from kiosk.citizen.parts import phone_of
from kiosk.citizen.telling.requests import FindWays, Ways
from kiosk.flow.states import Refused
from kiosk.flow.steps import Choose, Confirm, Fact, Option, Show

if TYPE_CHECKING:
    from collections.abc import Generator

    from kiosk.flow.service import Visit
    from kiosk.flow.steps import Values, Yielded

_AGAIN = frozenset({"hold-ended", "taken"})


def change(visit: Visit) -> Generator[Yielded, object, None]:
    """Show the appointment and what can be done with it."""
    found = yield from find(visit)
    if found is None or (yield from over(visit, found)):
        return
    values: Values = {"date": found.day, "time": found.time}
    if found.state != "booked":  # here already, or too late
        yield Show(key=f"appointment-is-{found.state}", icon="event", area=AREA, values=values, facts=phone_of(visit))
        return
    options = [Option(value="move", icon="calendar_month")] if _movable(visit, found) else []
    options += [Option(value="cancel", icon="delete_sweep"), Option(value="paper", icon="print")]
    ways = yield FindWays(found.code)
    options += [Option(value="notices", icon="chat")] if isinstance(ways, Ways) and ways.ways else []
    options += [Option(value="keep", icon="check")]
    chosen = yield Choose(key="appointment-yours", options=tuple(options), values=values, icon="event", area=AREA)
    if chosen == "move":
        yield from _move(visit, found)
    elif chosen == "cancel":
        yield from _cancel(visit, found)
    elif chosen == "paper":
        yield from show(visit, found, "appointment-again")
    elif chosen == "notices":
        yield from tell_of_appointment(visit, found)


def _movable(visit: Visit, found: Appointment) -> bool:
    return any(offer.id == found.service for offer in visit.bookable)


def _move(visit: Visit, found: Appointment) -> Generator[Yielded, object, None]:
    while True:
        time = yield from choose_time(visit, found.service)
        if time is None:
            return
        summary = (
            Fact("appointment-old-fact", when(found.day, found.time)),
            Fact("appointment-new-fact", when(time.day, time.time)),
        )
        if not (yield Confirm(key="appointment-move-check", icon="calendar_month", summary=summary, area=AREA)):
            return
        moved = yield MoveAppointment(found.code)
        if isinstance(moved, Appointment):
            yield from show(visit, moved, "appointment-moved")
            return
        assert isinstance(moved, Refused)
        if moved.reason not in _AGAIN:
            yield Show(key="appointment-not-moved", icon="event", area=AREA, facts=phone_of(visit))
            return
        yield Show(key=f"appointment-{moved.reason}", icon="schedule", area=AREA)


def _cancel(visit: Visit, found: Appointment) -> Generator[Yielded, object, None]:
    summary = (Fact("appointment-when-fact", when(found.day, found.time)),)
    if not (yield Confirm(key="appointment-cancel-check", icon="delete_sweep", summary=summary, area=AREA)):
        return
    cancelled = yield CancelAppointment(found.code)
    if isinstance(cancelled, Appointment):
        yield Show(key="appointment-cancelled", icon="check", area=AREA, values={"date": found.day, "time": found.time})
    else:
        yield Show(key="appointment-not-cancelled", icon="call", area=AREA, facts=phone_of(visit))
