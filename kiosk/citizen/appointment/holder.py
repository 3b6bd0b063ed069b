"""What somebody does who has a code: find the appointment, say that one is here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.citizen.appointment.choosing import AREA
from kiosk.citizen.appointment.paper import DIGITS, GROUPS, spaced
from kiosk.citizen.appointment.requests import Appointment, Arrived, CheckIn, FindAppointment
from kiosk.citizen.numbered import hand_over
from kiosk.citizen.parts import phone_of
from kiosk.flow.states import Refused
from kiosk.flow.steps import AskDigits, Confirm, Show

if TYPE_CHECKING:
    from collections.abc import Generator

    from kiosk.flow.service import Visit
    from kiosk.flow.steps import Values, Yielded

_OVER = frozenset({"done", "cancelled", "expired"})
_REFUSED = {
    "too-early": "appointment-too-early",
    "closed": "appointment-office-closed",
    "no-number-free": "appointment-no-number-free",
}


def find(visit: Visit, scanned: str = "") -> Generator[Yielded, object, Appointment | None]:
    """Ask for the code, as often as wanted, and find its appointment; None where there is none."""
    code = scanned
    while True:
        if not code:
            code = str(
                (
                    yield AskDigits(
                        key="appointment-code",
                        icon="pin",
                        least=DIGITS,
                        most=DIGITS,
                        groups=GROUPS,
                        scanned=True,
                        area=AREA,
                    )
                )
            )
        found = yield FindAppointment(code)
        if isinstance(found, Appointment):
            return found
        if isinstance(found, Refused) and found.reason == "too-many":
            yield Show(key="appointment-too-many", icon="call", area=AREA, facts=phone_of(visit))
            return None
        values = {"code": spaced(code)}
        if not (yield Confirm(key="appointment-unknown", icon="question_mark", values=values, area=AREA)):
            return None
        code = ""


def over(visit: Visit, found: Appointment) -> Generator[Yielded, object, bool]:
    """Tell somebody whose appointment is over that it is, and what to do; say whether it is."""
    if found.state not in _OVER:
        return False
    yield Show(
        key=f"appointment-is-{found.state}",
        icon="event",
        area=AREA,
        values={"date": found.day, "time": found.time},
        facts=phone_of(visit),
    )
    return True


def check_in(visit: Visit, scanned: str = "") -> Generator[Yielded, object, int | None]:
    """Give somebody with an appointment today a number, and show and print it like any other."""
    found = yield from find(visit, scanned)
    if found is None or (yield from over(visit, found)):
        return None
    values: Values = {"date": found.day, "time": found.time}
    if found.day != visit.today:
        key = "appointment-not-today" if found.day > visit.today else "appointment-was"
        yield Show(key=key, icon="event", area=AREA, values=values, facts=phone_of(visit))
        return None
    typed = found.code != scanned  # who holds the paper before the scanner has said it already
    if typed and not (yield Confirm(key="appointment-today-check", icon="event", values=values, area=AREA)):
        return None
    arrived = yield CheckIn(found.code)
    if not isinstance(arrived, Arrived):
        assert isinstance(arrived, Refused)
        yield Show(
            key=_refusal(arrived.reason, found), icon="schedule", area=AREA, values=values, facts=phone_of(visit)
        )
        return None
    return (yield from hand_over(visit, arrived, "appointment-arrived", AREA))


def _refusal(reason: str, found: Appointment) -> str:
    """Give the message for a check-in that was not taken."""
    usual = "appointment-late" if found.state == "missed" else "appointment-not-taken"
    return _REFUSED.get(reason, usual)
