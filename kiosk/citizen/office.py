"""When the office is open, its telephone, and who is there to help today. Works without the hub."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.citizen.parts import clock, opens_of, phone_of
from kiosk.flow.service import Service
from kiosk.flow.steps import Area, Fact, Message, Show

if TYPE_CHECKING:
    from kiosk.flow.service import Span, Visit
    from kiosk.flow.steps import Flow

_WEEK = range(7)
_TWO_SPANS = 2
_SHUT = {"holiday": "office-holiday"}


def office(visit: Visit) -> Flow:
    """Today first, then the week."""
    hours = dict(visit.hours)
    facts = []
    if visit.shut:
        facts += [Fact("office-open-fact", Message(_SHUT.get(visit.shut, "office-closed"))), *opens_of(visit)]
    elif hours:
        facts.append(Fact("office-open-fact", _day(hours.get(visit.today.weekday(), ()))))
    helped = visit.helper_until is not None
    yield Show(
        key="office-today-helped" if helped else "office-today",
        icon="support_agent" if helped else "info",
        area=Area.OCHRE,
        values={"until": clock(visit.helper_until)} if visit.helper_until is not None else {},
        facts=(*facts, *phone_of(visit)),
    )
    if hours:
        week = tuple(Fact(f"weekday-{day}", _day(hours.get(day, ()))) for day in _WEEK)
        yield Show(key="office-week", icon="schedule", area=Area.OCHRE, facts=week)


def _day(spans: tuple[Span, ...]) -> Message:
    """Write a day's hours; more than two spans are written from the first to the last."""
    if not spans:
        return Message("office-closed")
    times = [clock(time) for span in spans for time in span]
    if len(spans) == _TWO_SPANS:
        return Message("office-hours-two", dict(zip(("from", "to", "again", "until"), times, strict=True)))
    return Message("office-hours", {"from": times[0], "to": times[-1]})


SERVICE = Service(
    id="office",
    title="service-office",
    icon="info",
    area=Area.OCHRE,
    purpose="purpose-office",
    legal_basis="basis-no-data",
    recipient="recipient-nobody",
    retention="retention-nothing",
    flow=office,
)
