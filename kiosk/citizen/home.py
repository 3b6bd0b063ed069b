"""The services in the order of the home screen, and the home screen itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.citizen import appointment, barriers, my_turn, office, practice, show_slip, take_number, web
from kiosk.citizen.your_data import your_data
from kiosk.flow.declaration import declared
from kiosk.flow.steps import Choose, Layout, Option

if TYPE_CHECKING:
    from kiosk.flow.service import Service, Visit
    from kiosk.flow.steps import Flow

_TOLD = (
    take_number.SERVICE,
    my_turn.SERVICE,
    appointment.SERVICE,
    web.SERVICE,
    show_slip.SERVICE,
    practice.SERVICE,
    office.SERVICE,
)

SERVICES: tuple[Service, ...] = tuple(
    replace(service, flow=declared(service)) for service in (*_TOLD, your_data((*_TOLD, barriers.SERVICE)))
)
"""The services of home, the most frequent first; each tells what happens with data before it asks private things."""

BARRIERS: Service = replace(barriers.SERVICE, flow=declared(barriers.SERVICE))
"""The statement of accessibility and *report a barrier*, opened from the panel that adjusts the terminal."""


def home(visit: Visit) -> Flow:
    """Ask what to do. Returns the id of a service; what this terminal or its office does not have is not offered."""
    lacking = {web.SERVICE.id} if visit.web is None else set()
    lacking |= set() if visit.bookable else {appointment.SERVICE.id}
    options = tuple(
        Option(value=service.id, key=service.title, icon=service.icon, area=service.area)
        for service in SERVICES
        if service.id not in lacking
    )
    chosen = yield Choose(key="home", options=options, layout=Layout.TILES)
    return chosen
