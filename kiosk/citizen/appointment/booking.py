"""Book an appointment: for what, when, for whom, whether somebody helps, a number to call; check; paper; notices.

Only the time has to be said. A name or a telephone number is asked for what it is needed for, and no more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.citizen.appointment.choosing import AREA, choose_time
from kiosk.citizen.appointment.notices import tell_of_appointment
from kiosk.citizen.appointment.paper import appointment_paper, spaced
from kiosk.citizen.appointment.requests import Appointment, BookAppointment
from kiosk.citizen.parts import about_paper, phone_of
from kiosk.flow.states import Refused
from kiosk.flow.steps import AskDigits, AskText, Choose, Confirm, Fact, Message, Option, Print, Show

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Generator

    from kiosk.citizen.appointment.requests import Time
    from kiosk.flow.service import Bookable, Visit
    from kiosk.flow.steps import Yielded

_AGAIN = frozenset({"hold-ended", "taken"})
_TOLD = frozenset({*_AGAIN, "limit", "closed"})
_NAME_LIMIT = 80
_LEAST_PHONE, _MOST_PHONE = 6, 16


@dataclass(frozen=True, slots=True)
class Person:
    """What was said about who comes; "" is what was not said. `whom` is `me` or `other`."""

    whom: str
    name: str = ""
    phone: str = ""
    assistant: bool = False


def book(visit: Visit, *, today: bool = False) -> Generator[Yielded, object, str | None]:
    """Go through it all; returns the code, or None. What was typed is kept where only the time has to be another."""
    offer = yield from _offer(visit)
    person: Person | None = None
    while True:
        time = yield from choose_time(visit, offer.id, today=today)
        today = False
        if time is None:
            return None
        if person is None:
            person = yield from _person(offer)
        summary = _summary(offer, time, person)
        if not (yield Confirm(key="appointment-check", icon="calendar_month", summary=summary, area=AREA)):
            return None
        made = yield BookAppointment(person.name, person.phone, visit.locale, person.assistant)
        if isinstance(made, Appointment):
            break
        assert isinstance(made, Refused)
        reason = made.reason if made.reason in _TOLD else "other"
        if reason == "taken" and person.assistant:  # the time is free, but nobody who helps
            reason = "no-assistant"
        facts = () if made.reason in _AGAIN else phone_of(visit)
        yield Show(key=f"appointment-{reason}", icon="schedule", area=AREA, facts=facts)
        if made.reason not in _AGAIN:
            return None
    yield from show(visit, made, "appointment-booked")
    yield from tell_of_appointment(visit, made, person.phone)
    return made.code


def show(visit: Visit, made: Appointment, key: str) -> Generator[Yielded, object, None]:
    """Print the paper of an appointment and show it, with its code large."""
    paper = yield Print(parts=appointment_paper(visit, made))
    yield Show(
        key=key,
        icon="calendar_month",
        area=AREA,
        big=spaced(made.code),
        values={"date": made.day, "time": made.time},
        lines=(about_paper(paper), Message("appointment-code-needed")),
    )


def when(day: dt.date, time: dt.time) -> Message:
    """Say day and time in one line."""
    return Message("appointment-when", {"date": day, "time": time})


def _offer(visit: Visit) -> Generator[Yielded, object, Bookable]:
    if len(visit.bookable) == 1:
        return visit.bookable[0]
    options = tuple(Option(value=one.id, key=one.title) for one in visit.bookable)
    chosen = yield Choose(key="appointment-what", options=options, icon="calendar_month", area=AREA)
    return next(one for one in visit.bookable if one.id == chosen)


def _person(offer: Bookable) -> Generator[Yielded, object, Person]:
    """Who comes, whether somebody helps, and where the office may call them."""
    whom = str(
        (
            yield Choose(
                key="appointment-whom",
                options=(Option(value="me", icon="person"), Option(value="other", icon="family_restroom")),
                area=AREA,
            )
        )
    )
    name = str(
        (yield AskText(key=f"appointment-name-{whom}", optional=True, private=True, limit=_NAME_LIMIT, area=AREA))
    ).strip()
    helps = False
    if offer.assistant:
        helps = bool((yield Confirm(key="appointment-assistant", icon="support_agent", area=AREA)))
    return Person(whom, name, (yield from _phone()), helps)


def _phone() -> Generator[Yielded, object, str]:
    """Ask first whether the office may call, which is the consent; only then for the number."""
    if not (yield Confirm(key="appointment-call", icon="call", area=AREA)):
        return ""
    phone = yield AskDigits(key="appointment-phone", least=_LEAST_PHONE, most=_MOST_PHONE, private=True, area=AREA)
    return str(phone)


def _summary(offer: Bookable, time: Time, person: Person) -> tuple[Fact, ...]:
    told = ((f"appointment-{person.whom}-fact", person.name), ("appointment-phone-fact", person.phone))
    return (
        Fact("appointment-what-fact", Message(offer.title)),
        Fact("appointment-when-fact", when(time.day, time.time)),
        *(Fact(label, words, private=True) for label, words in told if words),
        *((Fact("appointment-assistant-fact", Message("appointment-assistant-yes")),) if person.assistant else ()),
    )
