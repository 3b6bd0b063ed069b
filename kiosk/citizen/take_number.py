"""Take a number for a counter of the office, and see how many people are before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.citizen.numbered import hand_over
from kiosk.citizen.parts import opens_of, phone_of
from kiosk.citizen.requests import TakeNumber
from kiosk.flow.service import Service
from kiosk.flow.states import Refused
from kiosk.flow.steps import Area, Choose, Confirm, Fact, Message, Option, Show

if TYPE_CHECKING:
    from collections.abc import Generator

    from kiosk.flow.service import Counter, Visit
    from kiosk.flow.steps import Flow, Yielded

_REASONS = frozenset({"closed", "no-number-free"})
_SHUT = {"holiday": "take-number-holiday"}


def take_number(visit: Visit) -> Flow:
    """Counter (where there are several), confirmation, number, paper, notices. Returns the number or None."""
    if visit.shut:
        key = _SHUT.get(visit.shut, "take-number-closed-today")
        yield Show(key=key, icon="call", facts=(*opens_of(visit), *phone_of(visit)))
        return None
    counter = yield from _counter(visit)
    if counter is None:
        yield Show(key="take-number-none", icon="call", facts=phone_of(visit))
        return None
    facts = (Fact("take-number-counter-fact", Message(counter.title)), Fact("take-number-wait-fact", _wait(counter)))
    if not (yield Confirm(key="take-number-check", icon="confirmation_number", summary=facts)):
        return None
    ticket = yield TakeNumber(counter.id)
    if isinstance(ticket, Refused):
        reason = ticket.reason if ticket.reason in _REASONS else "other"
        yield Show(key=f"take-number-{reason}", icon="call", facts=phone_of(visit))
        return None
    return (yield from hand_over(visit, ticket, "take-number-ticket"))


def _counter(visit: Visit) -> Generator[Yielded, str, Counter | None]:
    if not visit.counters:
        return None
    if len(visit.counters) == 1:
        return visit.counters[0]
    options = tuple(Option(value=counter.id, key=counter.title) for counter in visit.counters)
    chosen = yield Choose(key="take-number-counter", options=options, icon="confirmation_number")
    return next(counter for counter in visit.counters if counter.id == chosen)


def _wait(counter: Counter) -> Message:
    """Say how long it will probably take, as a range or not at all."""
    if counter.wait is None:
        return Message("take-number-wait-unknown")
    return Message("take-number-wait", {"least": counter.wait[0], "most": counter.wait[1]})


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
