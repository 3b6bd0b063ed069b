"""The services in the order of the home screen, and the home screen itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.citizen import barriers, my_turn, office, practice, show_slip, take_number, web
from kiosk.citizen.your_data import your_data
from kiosk.flow.declaration import declared
from kiosk.flow.steps import Choose, Layout, Option

if TYPE_CHECKING:
    from kiosk.flow.service import Service, Visit
    from kiosk.flow.steps import Flow

_TOLD = (take_number.SERVICE, my_turn.SERVICE, web.SERVICE, show_slip.SERVICE, practice.SERVICE, office.SERVICE)

SERVICES: tuple[Service, ...] = tuple(
    replace(service, flow=declared(service)) for service in (*_TOLD, your_data((*_TOLD, barriers.SERVICE)))
)
"""The services of home, the most frequent first; each tells what happens with data before it asks private things."""

BARRIERS: Service = replace(barriers.SERVICE, flow=declared(barriers.SERVICE))
"""The statement of accessibility and *report a barrier*, opened from the panel that adjusts the terminal."""


def home(visit: Visit) -> Flow:
    """Ask what to do. Returns the id of a service; the browser is offered where the terminal has one."""
    options = tuple(
        Option(value=service.id, key=service.title, icon=service.icon, area=service.area)
        for service in SERVICES
        if service.id != web.SERVICE.id or visit.web is not None
    )
    chosen = yield Choose(key="home", options=options, layout=Layout.TILES)
    return chosen
