"""What every messenger keeps to: the fake that the broker's table is tested with, and the hub's over HTTP.

The last tests let the service itself ask and confirm at a real hub with a real mail server, through a broker's table.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec
import pytest

from kiosk.broker.messenger import HubMessenger
from kiosk.broker.office import HubOffice
from kiosk.broker.requests import Declined, Table
from kiosk.broker.telling import Messenger, Offer, Telling
from kiosk.citizen.take_number import SERVICE
from kiosk.flow.runner import Finished, Runner
from kiosk.flow.service import Counter, Visit
from kiosk.flow.states import Asking, Refused, Waiting
from kiosk.flow.steps import Effect, Print, PrintResult
from telemed import api
from tests.fakes.mail_server import Letters, mail_server
from tests.fakes.messenger import FakeMessenger
from tests.hub.conftest import RunningHub, await_
from tests.hub.notice_place import Place, bodies, code_in, kept, make_place
from tests.ports import free_port
from tests.unit.broker.test_requests import FakePaper

ADDRESS = "erna@example.org"


@dataclass
class World:
    """A hub that can send mail, who gets it, and its state."""

    hub: RunningHub
    letters: Letters
    place: Place


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    place = make_place(tmp_path_factory.mktemp("hub"), free_port())
    with mail_server(place.mail_port, Letters()) as letters, place.hub() as hub:
        yield World(hub, letters, place)


@dataclass
class Case:
    """A messenger with a number of its own, the last code that was sent, and how its visit ends."""

    messenger: Messenger
    number: int
    code: Callable[[], str]
    end: Callable[[], object]


@pytest.fixture(params=["fake", "hub"])
def case(request: pytest.FixtureRequest) -> Case:
    if request.param == "fake":
        fake = FakeMessenger(7)
        return Case(fake, 7, lambda: fake.sent[-1], lambda: fake.over.add(7))
    world: World = request.getfixturevalue("world")
    client = world.hub.client(request.node.name.partition("[")[0][:40])
    tickets: dict[int, api.Ticket] = {}
    ticket = client.take_ticket("k", "beratung")
    assert isinstance(ticket, api.Ticket)
    tickets[ticket.number] = ticket
    seen = len(world.letters.taken)

    def code() -> str:
        await_(lambda: len(world.letters.taken) > seen)
        return code_in(bodies(world.letters)[-1])

    leave = lambda: client.leave("g", ticket.number, ticket.code)  # noqa: E731 - as short as what it stands for
    return Case(HubMessenger(client, tickets), ticket.number, code, leave)


def reason(ask: Any) -> str:
    with pytest.raises(Declined) as caught:
        asyncio.run(ask)
    return caught.value.reason


def test_an_address_is_confirmed_by_the_code_that_came(case: Case) -> None:
    assert asyncio.run(case.messenger.offer(case.number)) == Offer(("email",), (), 24)
    asyncio.run(case.messenger.ask("a", case.number, "email", ADDRESS, "de"))
    code = case.code()
    wrong = f"{(int(code) + 1) % 10**6:06}"
    assert reason(case.messenger.confirm(case.number, wrong)) == "not-found"
    asyncio.run(case.messenger.confirm(case.number, code))
    asyncio.run(case.messenger.confirm(case.number, code))
    asyncio.run(case.messenger.stop(case.number))
    assert reason(case.messenger.confirm(case.number, code)) == "not-found"


def test_after_five_wrong_codes_the_right_one_is_refused(case: Case) -> None:
    asyncio.run(case.messenger.ask("a", case.number, "email", "hans@example.org", "de"))
    code = case.code()
    wrong = f"{(int(code) + 1) % 10**6:06}"
    assert [reason(case.messenger.confirm(case.number, wrong)) for _ in range(5)] == ["not-found"] * 5
    assert reason(case.messenger.confirm(case.number, code)) == "conflict"


def test_who_was_served_is_told_nothing_more(case: Case) -> None:
    asyncio.run(case.messenger.ask("a", case.number, "email", "otto@example.org", "de"))
    code = case.code()
    case.end()
    assert reason(case.messenger.confirm(case.number, code)) == "conflict"
    assert reason(case.messenger.ask("b", case.number, "email", "otto@example.org", "de")) == "conflict"


def test_what_is_no_address_of_ours_or_no_number_of_ours_is_refused(case: Case) -> None:
    assert reason(case.messenger.ask("a", case.number, "email", "nobody", "de")) == "bad-request"
    assert reason(case.messenger.ask("a", case.number, "sms", "0171234567", "de")) == "not-found"
    assert reason(case.messenger.ask("a", 999, "email", ADDRESS, "de")) == "not-found"
    assert reason(case.messenger.offer(999)) == "not-found"
    assert reason(case.messenger.stop(999)) == "not-found"


# ---- the service itself, at a real hub ----------------------------------------------------------------------------


class Visitor:
    """A service and the table of its session's broker."""

    def __init__(self, world: World, session: str) -> None:
        client = world.hub.client(session)
        tickets: dict[int, api.Ticket] = {}
        self.telling = Telling(HubMessenger(client, tickets))
        self._table = Table(HubOffice(client, tickets), FakePaper(), session, more=self.telling.rows)
        self._keys = iter(range(1000))
        visit = Visit(dt.date(2026, 11, 24), "Office", (Counter("beratung", "counter-beratung"),), new_id=self._key)
        self.runner = Runner(SERVICE.flow, visit)
        self.runner.start()

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
        assert isinstance(self.runner.state, Asking), self.runner.state
        return self.runner.state.step

    def say(self, *answers: Any) -> Visitor:
        for answer in answers:
            taken = self.runner.answer(answer)
            assert taken is self.runner.state, taken
            self._serve()
        return self


def test_a_resident_is_told_elsewhere_and_ends_it(world: World) -> None:
    visitor = Visitor(world, "resident").say(True)
    number = visitor.step.big
    seen = len(world.letters.taken)
    visitor.say(None, "email", True, "erna.meyer@example.org")
    assert visitor.step.key == "tell-sent-email"
    await_(lambda: len(world.letters.taken) > seen)
    code = code_in(bodies(world.letters)[-1])
    visitor.say("have", f"{(int(code) + 1) % 10**6:06}")
    assert visitor.step.key == "tell-wrong"
    visitor.say(None, "have", code)
    assert (visitor.step.key, visitor.step.big) == ("tell-done", number)
    await_(lambda: len(world.letters.taken) > seen + 1)
    assert f"Ihre Nummer: {number}" in bodies(world.letters)[-1]
    assert visitor.say(None).runner.state == Finished(number)
    asyncio.run(visitor.telling.end())
    assert subjects(world), "what was confirmed stays when the session ends"
    files = [path for path in world.place.state.rglob("*") if path.is_file()]
    assert [path.name for path in files if b"erna.meyer" in path.read_bytes()] == []


def subjects(world: World) -> list[str]:
    with contextlib.closing(sqlite3.connect(world.place.state / "notices.db")) as connection:
        return [row[0] for row in connection.execute("select subject from contact where confirmed_at is not null")]


def test_what_was_not_confirmed_goes_with_the_session(world: World) -> None:
    before = kept(world.place)[0]
    visitor = Visitor(world, "hasty").say(True, None, "email", True, "hasty@example.org")
    assert kept(world.place)[0] == before + 1
    asyncio.run(visitor.telling.end())
    assert kept(world.place)[0] == before
