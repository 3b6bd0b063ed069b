"""Tell somebody of their appointment: confirmed, the day before, when it is moved or called off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.citizen.appointment.choosing import AREA
from kiosk.citizen.appointment.requests import Appointment, FindAppointment
from kiosk.citizen.telling import Whose, tell_of

if TYPE_CHECKING:
    from collections.abc import Generator

    from kiosk.flow.service import Visit
    from kiosk.flow.steps import Values, Yielded


def tell_of_appointment(visit: Visit, made: Appointment, phone: str = "") -> Generator[Yielded, object, None]:
    """Offer it, or to end it; `phone` was given for calls."""

    def over() -> Generator[Yielded, object, bool]:
        found = yield FindAppointment(made.code)
        return not isinstance(found, Appointment) or found.state != "booked"

    values: Values = {"date": made.day, "time": made.time}
    yield from tell_of(visit, Whose(made.code, "appointment-tell", AREA, over, values, phone=phone))
