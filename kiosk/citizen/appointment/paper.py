"""The paper of an appointment, and its code as people read it. Nothing on it says what the appointment is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.flow.steps import Code, Line, Message, Rule

if TYPE_CHECKING:
    from kiosk.citizen.appointment.requests import Appointment
    from kiosk.flow.service import Visit

GROUPS = (3, 3, 4)
DIGITS = sum(GROUPS)


def spaced(code: str) -> str:
    """Write a code as it is read: 123 456 7890. No-break spaces keep it in one line."""
    first, second = GROUPS[0], GROUPS[0] + GROUPS[1]
    return "\u00a0".join((code[:first], code[first:second], code[second:]))


def appointment_paper(visit: Visit, made: Appointment) -> tuple[Line | Code | Rule, ...]:
    """Day and time large, the code in digits and for the scanner, and what to do with it."""
    return (
        Line(visit.site, 2),
        Line(Message("appointment-paper-title")),
        Line(Message("appointment-paper-day", {"date": made.day}), 2),
        Line(Message("appointment-paper-time", {"time": made.time}), 2),
        Rule(),
        Line(Message("appointment-paper-code")),
        Line(spaced(made.code), 2),
        Code(made.code),
        Line(Message("appointment-paper-come")),
        Line(Message("appointment-paper-change")),
        *((Line(Message("appointment-paper-phone", {"phone": visit.phone})),) if visit.phone else ()),
    )
