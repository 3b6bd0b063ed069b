"""A visitor in front of one service, and the office behind it: drives a service by its runner."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from kiosk.citizen import BARRIERS, SERVICES
from kiosk.citizen.appointment.requests import (
    Appointment,
    AppointmentState,
    Arrived,
    FreeDay,
    FreeDays,
    Time,
    Times,
)
from kiosk.citizen.requests import Place, Ticket
from kiosk.citizen.telling.requests import Done, Ways
from kiosk.flow.runner import Asking, Runner, Waiting
from kiosk.flow.service import Bookable, Contact, Counter, Statement, Visit, Web, WebGroup, WebPage
from kiosk.flow.steps import AskDigits, AskText, Browse, Choose, Confirm, PrintResult, Show

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiosk.flow.steps import Answer

S = TypeVar("S", Choose, Confirm, AskText, AskDigits, Show, Browse)
TODAY = dt.date(2026, 11, 23)
SERVICE = {service.id: service for service in (*SERVICES, BARRIERS)}
ONE = (Counter("c1", "counter-c1"),)
PAPERS = Bookable("c1", "counter-c1")
HELPED = Bookable("c2", "counter-c2", assistant=True)
TIMES = tuple(
    Time(
        1_795_000_000.0 + 1200 * number,
        TODAY,
        dt.time(9 + number // 3, 20 * (number % 3)),
    )
    for number in range(10)
)
DAYS = FreeDays(tuple(FreeDay(TODAY + dt.timedelta(days=number), 3) for number in range(12)))
CODE = "0123456789"


def made(state: AppointmentState = "booked", **changes: Any) -> Appointment:
    """An appointment as the office answers with it."""
    known: dict[str, Any] = {"day": TODAY, "time": dt.time(9, 20), "service": "c1", "assistant": False}
    return Appointment(CODE, state=state, **(known | changes))


TWO = (*ONE, Counter("c2", "counter-c2"))
WEB = Web(
    (
        WebGroup("mail", "web-group-mail", (WebPage("Post", "https://post.example/"),)),
        WebGroup("clubs", "web-group-clubs", (WebPage("Verein", "https://verein.example/a"),)),
    ),
    "https://suche.example/?q={words}",
    open=True,
)
STATEMENT = Statement(
    dt.date(2026, 11, 1),
    "Stadt Jena",
    Contact("Stadtteilbüro Lobeda", "Karl-Marx-Allee 26, Jena", "03641 49-0", "barrieren@jena.test"),
    Contact("Durchsetzungsstelle", "Erfurt", "0361 0", "stelle@erfurt.test"),
)
HOURS = ((0, (("09:00", "12:00"), ("14:00", "18:00"))), (1, (("09:00", "15:30"),)))


USUAL: dict[str, object] = {
    "print": PrintResult("printed"),
    "take-number": Ticket(42, "secret", 3),
    "find-today": Times(TIMES[:1]),
    "find-days": DAYS,
    "find-times": Times(TIMES),
    "hold-time": TIMES[1],
    "book-appointment": made(),
    "find-appointment": made(),
    "move-appointment": made(),
    "cancel-appointment": made("cancelled"),
    "check-in": Arrived(42, 3),
    "find-ways": Ways(),
    "find-place": Place(42, "waiting", 3),
    "ask-to-be-told": Done(done=True),
    "confirm-address": Done(done=True),
    "stop-telling": Done(done=True),
}
"""What an office answers on a good day."""


@dataclass
class Office:
    """The outside world: answers every request from a table, as the broker would decode it."""

    answers: dict[str, object] = field(default_factory=dict)
    asked: list[object] = field(default_factory=list)

    def answer(self, name: str) -> object:
        """A list is given one after the other, the last of it for ever."""
        given = self.answers[name]
        if isinstance(given, list):
            return given.pop(0) if len(given) > 1 else given[0]
        return given

    def serve(self, runner: Runner) -> None:
        while isinstance(state := runner.state, Waiting):
            self.asked.append(state.request)
            runner.result(state.request_id, self.answer(state.name))


@dataclass
class Desk:
    """A visitor in front of one service."""

    runner: Runner
    office: Office

    @property
    def step(self) -> Answer:
        assert isinstance(self.runner.state, Asking), self.runner.state
        return self.runner.state.step

    def say(self, *answers: Any) -> Desk:
        for answer in answers:
            taken = self.runner.answer(answer)
            assert taken is self.runner.state, taken
            self.office.serve(self.runner)
        return self

    def expect(self, kind: type[S]) -> S:
        step = self.step
        assert isinstance(step, kind), step
        return step

    def show(self) -> Show:
        return self.expect(Show)


def visit(**changes: Any) -> Visit:
    ids = itertools.count(1)
    known: dict[str, Any] = {"counters": ONE, "phone": "03641 49-0", "hours": HOURS, "helper_until": "16:00"}
    known |= {"bookable": (PAPERS,)}
    return Visit(TODAY, "Stadtteilbüro Lobeda", new_id=lambda: f"key-{next(ids)}", **(known | changes))


def enter(service: str, answers: Mapping[str, object] | None = None, **changes: Any) -> Desk:
    given = USUAL | dict(answers or {})
    runner = Runner(SERVICE[service].flow, visit(**changes))
    runner.start()
    desk = Desk(runner, Office(given))
    desk.office.serve(runner)
    return desk
