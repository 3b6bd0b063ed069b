"""What somebody is given with a number, taken with or without an appointment: the room must not see the difference."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from kiosk.citizen.parts import TIMES, about_paper, when_called
from kiosk.citizen.telling import tell
from kiosk.flow.steps import Area, Code, Line, Message, Print, Rule, Show

if TYPE_CHECKING:
    from collections.abc import Generator

    from kiosk.flow.service import Visit
    from kiosk.flow.steps import Yielded


class Numbered(Protocol):
    """A number that was given, as `Ticket` and `Arrived` are."""

    @property
    def number(self) -> int:
        """The number, 1 to 999."""
        ...

    @property
    def ahead(self) -> int:
        """How many people are before it now."""
        ...

    @property
    def page(self) -> str | None:
        """Address of the page that shows the place in line."""
        ...

    @property
    def first(self) -> str | None:
        """From when it will probably be called."""
        ...

    @property
    def last(self) -> str | None:
        """Until when."""
        ...


def hand_over(visit: Visit, given: Numbered, key: str, area: Area = Area.BLUE) -> Generator[Yielded, object, int]:
    """Print the number, show it with its place in the line, and offer to be told elsewhere. Returns the number."""
    paper = yield Print(parts=_paper(visit, given))
    yield Show(
        key=key,
        icon="confirmation_number",
        area=area,
        big=given.number,
        topic=f"place/{given.number}",
        times=TIMES,
        values={
            "number": given.number,
            "ahead": given.ahead,
            "state": "waiting",
            "room": "",
            **when_called(given.first, given.last),
        },
        lines=(about_paper(paper), Message("take-number-next")),
    )
    yield from tell(visit, given.number)
    return given.number


def _paper(visit: Visit, given: Numbered) -> tuple[Line | Code | Rule, ...]:
    """Nothing on it says what the number is for. The code leads a telephone to the place in line."""
    page = (Line(Message("ticket-page")), Code(given.page)) if given.page else ()
    return (
        Line(visit.site, 2),
        Line(Message("ticket-title")),
        Line(str(given.number), 3),
        Rule(),
        Line(Message("ticket-wait")),
        Line(Message("ticket-range", when_called(given.first, given.last))),
        *page,
        Line(Message("ticket-date", {"date": visit.today})),
    )
