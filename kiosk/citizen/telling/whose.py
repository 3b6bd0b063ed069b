"""Whose visit somebody is told of: what differs between a number of the queue and an appointment."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Final

from kiosk.citizen.requests import FindPlace, Place
from kiosk.citizen.telling.requests import Number
from kiosk.flow.steps import Area, Values, Yielded

_OVER: Final = frozenset({"done", "left"})


@dataclass(frozen=True, slots=True)
class Whose:
    """`words` begins the keys of what is said of this visit only; `over` finds out if nothing will come of it.

    `big` is shown when all is done, `phone` is a number that was given for something else and may serve for this too.
    """

    number: Number
    words: str
    area: Area
    over: Callable[[], Generator[Yielded, object, bool]]
    values: Values
    big: int | str | None = None
    phone: str = ""


def of_number(number: int) -> Whose:
    """A number of the queue."""

    def over() -> Generator[Yielded, object, bool]:
        place = yield FindPlace(number)
        return not isinstance(place, Place) or place.state in _OVER

    return Whose(number, "tell", Area.BLUE, over, {"number": number}, number)
