"""A service on its way at a real hub, through the table of a broker, without a terminal."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self

import msgspec

from kiosk.broker.appointments import Appointments
from kiosk.broker.diary import HubDiary
from kiosk.broker.messenger import HubMessenger
from kiosk.broker.office import HubOffice
from kiosk.broker.requests import Declined, Table
from kiosk.broker.telling import Telling
from kiosk.flow.runner import Runner
from kiosk.flow.states import Asking, Refused, Waiting
from kiosk.flow.steps import Choose, Effect, Print, PrintResult
from tests.unit.broker.test_requests import FakePaper

if TYPE_CHECKING:
    from kiosk.flow.service import Service, Visit
    from telemed import api
    from telemed.client import HubClient


class Visitor:
    """A service and the table of its session's broker; papers are always printed."""

    def __init__(self, client: HubClient, session: str, service: Service, visit: Visit) -> None:
        tickets: dict[int, api.Ticket] = {}
        codes: set[str] = set()
        self.appointments = Appointments(HubDiary(client, tickets, codes), session)
        self.telling = Telling(HubMessenger(client, tickets, codes))
        rows = {**self.appointments.rows, **self.telling.rows}
        self._table = Table(HubOffice(client, tickets), FakePaper(), session, more=rows)
        self._keys = iter(range(1000))
        self.runner = Runner(service.flow, replace(visit, new_id=self._key))
        self.runner.start()
        self._serve()

    def _key(self) -> str:
        return f"k{next(self._keys)}"

    def _serve(self) -> None:
        while isinstance(state := self.runner.state, Waiting):
            request = state.request
            if isinstance(request, Print):
                self.runner.result(state.request_id, PrintResult("printed"))
                continue
            kind = "effect" if isinstance(request, Effect) else "query"
            run = self._table.decode(kind, request.name, msgspec.msgpack.encode(request), state.key)
            try:
                found = msgspec.msgpack.decode(asyncio.run(run()), type=request.result)
            except Declined as error:
                found = Refused(error.reason)
            self.runner.result(state.request_id, found)

    @property
    def step(self) -> Any:
        """What is asked or shown now."""
        assert isinstance(self.runner.state, Asking), self.runner.state
        return self.runner.state.step

    def say(self, *answers: Any) -> Self:
        """Give answers one after the other."""
        for answer in answers:
            taken = self.runner.answer(answer)
            assert taken is self.runner.state, taken
            self._serve()
        return self

    def choose_first(self, key: str) -> None:
        """Take the first option as long as this is asked."""
        while isinstance(self.step, Choose) and self.step.key == key:
            self.say(self.step.options[0].value)
