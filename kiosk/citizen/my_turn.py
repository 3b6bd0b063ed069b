"""Where a number stands now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.citizen.parts import TIMES, when_called
from kiosk.citizen.requests import FindPlace
from kiosk.citizen.telling import tell
from kiosk.flow.service import Service
from kiosk.flow.states import Refused
from kiosk.flow.steps import Area, AskNumber, Confirm, Show

if TYPE_CHECKING:
    from kiosk.flow.service import Visit
    from kiosk.flow.steps import Flow

_LAST_NUMBER = 999


def my_turn(visit: Visit) -> Flow:
    """Ask for the number (again, where it is unknown), show its place, live, offer to tell its holder elsewhere."""
    while True:
        number = yield AskNumber(key="my-turn-number", icon="confirmation_number", least=1, most=_LAST_NUMBER)
        place = yield FindPlace(number)
        if not isinstance(place, Refused):
            break
        if not (yield Confirm(key="my-turn-unknown", icon="question_mark", values={"number": number})):
            return
    called = when_called(place.first, place.last)
    yield Show(
        key="my-turn-place",
        icon="schedule",
        big=place.number,
        topic=f"place/{place.number}",
        times=TIMES,
        values={"number": place.number, "ahead": place.ahead, "state": place.state, "room": place.room or "", **called},
    )
    yield from tell(visit, place.number)


SERVICE = Service(
    id="my-turn",
    title="service-my-turn",
    icon="schedule",
    area=Area.BLUE,
    purpose="purpose-my-turn",
    legal_basis="basis-public-task",
    recipient="recipient-office-asked",
    retention="retention-asked",
    flow=my_turn,
)
