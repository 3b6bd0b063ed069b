"""Take a number for a counter of the office, and see how many people are before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.citizen.parts import about_paper, opens_of, phone_of
from kiosk.citizen.requests import TakeNumber, Ticket
from kiosk.flow.service import Service
from kiosk.flow.states import Refused
from kiosk.flow.steps import Area, Choose, Code, Confirm, Fact, Line, Message, Option, Print, Rule, Show

if TYPE_CHECKING:
    from collections.abc import Generator

    from kiosk.flow.service import Counter, Visit
    from kiosk.flow.steps import Flow, Yielded

_REASONS = frozenset({"closed", "no-number-free"})
_SHUT = {"holiday": "take-number-holiday"}


def take_number(visit: Visit) -> Flow:
    """Counter (where there are several), confirmation, number, paper. Returns the number or None."""
    if visit.shut:
        key = _SHUT.get(visit.shut, "take-number-closed-today")
        yield Show(key=key, icon="call", facts=(*opens_of(visit), *phone_of(visit)))
        return None
    counter = yield from _counter(visit)
    if counter is None:
        yield Show(key="take-number-none", icon="call", facts=phone_of(visit))
        return None
    fact = Fact("take-number-counter-fact", Message(counter.title))
    if not (yield Confirm(key="take-number-check", icon="confirmation_number", summary=(fact,))):
        return None
    ticket = yield TakeNumber(counter.id)
    if isinstance(ticket, Refused):
        reason = ticket.reason if ticket.reason in _REASONS else "other"
        yield Show(key=f"take-number-{reason}", icon="call", facts=phone_of(visit))
        return None
    paper = yield Print(parts=_paper(visit, ticket))
    yield Show(
        key="take-number-ticket",
        icon="confirmation_number",
        big=ticket.number,
        topic=f"place/{ticket.number}",
        values={"number": ticket.number, "ahead": ticket.ahead, "state": "waiting", "room": ""},
        lines=(about_paper(paper), Message("take-number-next")),
    )
    return ticket.number


def _counter(visit: Visit) -> Generator[Yielded, str, Counter | None]:
    if not visit.counters:
        return None
    if len(visit.counters) == 1:
        return visit.counters[0]
    options = tuple(Option(value=counter.id, key=counter.title) for counter in visit.counters)
    chosen = yield Choose(key="take-number-counter", options=options, icon="confirmation_number")
    return next(counter for counter in visit.counters if counter.id == chosen)


def _paper(visit: Visit, ticket: Ticket) -> tuple[Line | Code | Rule, ...]:
    """Nothing on it says what the number is for. The code leads a telephone to the place in line."""
    page = (Line(Message("ticket-page")), Code(ticket.page)) if ticket.page else ()
    return (
        Line(visit.site, 2),
        Line(Message("ticket-title")),
        Line(str(ticket.number), 3),
        Rule(),
        Line(Message("ticket-wait")),
        *page,
        Line(Message("ticket-date", {"date": visit.today})),
    )


SERVICE = Service(
    id="take-number",
    title="service-take-number",
    icon="confirmation_number",
    area=Area.BLUE,
    purpose="purpose-take-number",
    legal_basis="basis-public-task",
    recipient="recipient-office-number",
    retention="retention-number",
    flow=take_number,
)
