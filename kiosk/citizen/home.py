"""The services in the order of the home screen, and the home screen itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.citizen import my_turn, office, practice, show_slip, take_number
from kiosk.citizen.your_data import your_data
from kiosk.flow.declaration import declared
from kiosk.flow.steps import Choose, Layout, Option

if TYPE_CHECKING:
    from kiosk.flow.service import Service, Visit
    from kiosk.flow.steps import Flow

_TOLD = (take_number.SERVICE, my_turn.SERVICE, show_slip.SERVICE, practice.SERVICE, office.SERVICE)

SERVICES: tuple[Service, ...] = tuple(
    replace(service, flow=declared(service)) for service in (*_TOLD, your_data(_TOLD))
)
"""All services, the most frequent first; each tells what happens with the data before its first private question."""


def home(_visit: Visit) -> Flow:
    """Ask what to do. Returns the id of a service."""
    options = tuple(
        Option(value=service.id, key=service.title, icon=service.icon, area=service.area) for service in SERVICES
    )
    chosen = yield Choose(key="home", options=options, layout=Layout.TILES)
    return chosen
