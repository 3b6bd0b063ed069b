"""Tells the visitor what a service does with data, before the first private question (Art. 13 GDPR)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kiosk.flow.steps import AskDigits, AskText, Confirm, Fact, Flow, Message, Show

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.flow.service import Service, Visit


def facts_of(service: Service) -> tuple[Fact, ...]:
    """Give purpose, legal basis, recipient and retention as lines to show or print."""
    return (
        Fact("declare-purpose", Message(service.purpose)),
        Fact("declare-basis", Message(service.legal_basis)),
        Fact("declare-recipient", Message(service.recipient)),
        Fact("declare-retention", Message(service.retention)),
    )


def declared(service: Service) -> Callable[[Visit], Flow]:
    """Wrap the flow of a service so that its declaration is shown before its first private question.

    A service that is `private` as a whole shows it before anything else. It is shown once. What asks for another
    purpose in the course of a service tells its own, in a `Confirm` whose key begins with `declare-`.
    """

    def flow(visit: Visit) -> Flow:
        inner = service.flow(visit)
        shown = False
        reply: Any = None
        try:
            while True:
                try:
                    asked = inner.send(reply)
                except StopIteration as stop:
                    return stop.value
                if not shown and (service.private or (isinstance(asked, AskText | AskDigits) and asked.private)):
                    shown = True
                    yield Show(key="declare", icon="shield_lock", area=service.area, facts=facts_of(service))
                shown = shown or (isinstance(asked, Confirm) and asked.key.startswith("declare-"))
                reply = yield asked
        finally:
            inner.close()

    return flow
