"""What happens with the visitor's data here, told from the declarations of the services themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.citizen.parts import phone_of
from kiosk.flow.declaration import facts_of
from kiosk.flow.service import Service
from kiosk.flow.steps import Area, Choose, Option, Show

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.flow.service import Visit
    from kiosk.flow.steps import Flow

_DONE = "done"


def your_data(services: Sequence[Service]) -> Service:
    """Make the service that explains `services` and itself."""

    def flow(visit: Visit) -> Flow:
        return _tell((*services, itself), visit)

    itself = Service(
        id="your-data",
        title="service-your-data",
        icon="shield_lock",
        area=Area.TEAL,
        purpose="purpose-your-data",
        legal_basis="basis-no-data",
        recipient="recipient-nobody",
        retention="retention-nothing",
        flow=flow,
    )
    return itself


def _tell(services: Sequence[Service], visit: Visit) -> Flow:
    """Explain the terminal, then any service, as often as wanted."""
    yield Show(key="data-device", icon="shield_lock", area=Area.TEAL)
    yield Show(key="data-end", icon="logout", area=Area.TEAL)
    yield Show(key="data-rights", icon="article", area=Area.TEAL, facts=phone_of(visit))
    options = tuple(Option(value=one.id, key=one.title, icon=one.icon, area=one.area) for one in services)
    told = {one.id: one for one in services}
    while True:
        end = Option(value=_DONE, icon="check")
        chosen = yield Choose(key="data-service", options=(*options, end), area=Area.TEAL)
        if chosen == _DONE:
            return
        one = told[chosen]
        yield Show(key=one.title, icon=one.icon, area=one.area, facts=facts_of(one))
