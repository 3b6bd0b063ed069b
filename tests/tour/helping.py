"""The call for help: nobody answers, somebody comes, it is withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.visitor import notices

if TYPE_CHECKING:
    from tests.tour.visitor import Walk


def show(tour: Walk) -> None:
    """Fetch help: nobody answers, then somebody comes, then it is withdrawn; and again until it was there."""
    broker = tour.terminal.broker
    tour.terminal.call_help()
    tour.take("help-calling")
    broker.be_away()
    tour.take("help-away")
    tour.terminal.give(notices.CALL)
    _acknowledge(tour, "h1", minutes=3)
    tour.terminal.give(notices.CLOSE)
    tour.take("help-strip")
    tour.terminal.call_help()
    tour.terminal.give(notices.WITHDRAW)
    broker.answer({"id": "h1", "state": "withdrawn", "minutes": None})
    tour.take("help-withdrawn")
    tour.terminal.give(notices.CLOSE)
    tour.terminal.call_help()
    _acknowledge(tour, "h2", minutes=0)
    broker.push("help/h2", {"id": "h2", "state": "done", "minutes": None})
    tour.take("help-done")
    tour.terminal.give(notices.CLOSE)


def _acknowledge(tour: Walk, call: str, minutes: int) -> None:
    tour.terminal.broker.answer({"id": call, "state": "open", "minutes": None})
    tour.once("help-open", "help-open")
    tour.terminal.broker.push(f"help/{call}", {"id": call, "state": "acknowledged", "minutes": minutes})
    tour.take(f"help-coming-{minutes}")
