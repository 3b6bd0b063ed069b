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

import pytest

from kiosk.broker.diary import OFFICE
from kiosk.broker.messenger import HubMessenger
from kiosk.broker.requests import Declined
from kiosk.broker.telling import Messenger, Number, Offer
from kiosk.citizen import appointment, take_number
from kiosk.flow.runner import Finished
from kiosk.flow.service import Bookable, Counter, Service, Visit
from kiosk.flow.steps import Choose
from telemed import api, api_appointments
from telemed.client import HubClient
from tests.contract.visitor import Visitor
from tests.fakes.mail_server import Letters, mail_server
from tests.fakes.messenger import FakeMessenger
from tests.hub.conftest import RunningHub, await_
from tests.hub.notice_place import Place, bodies, code_in, kept, make_place
from tests.ports import free_port

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
    """A messenger with a number or an appointment of its own, the last code that was sent, and how its visit ends."""

    messenger: Messenger
    number: Number
    code: Callable[[], str]
    end: Callable[[], object]


@pytest.fixture(params=["fake-number", "fake-appointment", "hub-number", "hub-appointment"])
def case(request: pytest.FixtureRequest) -> Case:
    made, of = request.param.split("-")
    if made == "fake":
        own: Number = 7 if of == "number" else "0123456789"
        fake = FakeMessenger(own)
        return Case(fake, own, lambda: fake.sent[-1], lambda: fake.over.add(own))
    world: World = request.getfixturevalue("world")
    client = world.hub.client(f"{request.node.name.partition('[')[0][:30]}-{of}")
    seen = len(world.letters.taken)

    def code() -> str:
        await_(lambda: len(world.letters.taken) > seen)
        return code_in(bodies(world.letters)[-1])

    if of == "appointment":
        mine = booked(client)
        return Case(HubMessenger(client, {}, {mine}), mine, code, lambda: client.cancel("c", mine))
    ticket = client.take_ticket("k", "beratung")
    assert isinstance(ticket, api.Ticket)
    leave = lambda: client.leave("g", ticket.number, ticket.code)  # noqa: E731 - as short as what it stands for
    return Case(HubMessenger(client, {ticket.number: ticket}, ()), ticket.number, code, leave)


def booked(client: HubClient) -> str:
    """Book a time on the last day that can be booked; return the code."""
    days = client.free_days("beratung")
    assert isinstance(days, api_appointments.FreeDays)
    slots = client.slots("beratung", days.days[-1].day)
    assert isinstance(slots, api_appointments.Slots)
    hold = client.hold("h", "beratung", slots.slots[0].start)
    assert isinstance(hold, api_appointments.Hold)
    made = client.book("b", api_appointments.Book(hold.hold))
    assert isinstance(made, api_appointments.Appointment)
    return made.code


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
    told = asyncio.run(case.messenger.offer(case.number)).told
    assert told is isinstance(case.number, str), "of a number only its session knows"
    asyncio.run(case.messenger.stop(case.number))
    assert not asyncio.run(case.messenger.offer(case.number)).told
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
    assert reason(case.messenger.stop("9999999999")) == "not-found"


# ---- the service itself, at a real hub ----------------------------------------------------------------------------


def comes(world: World, session: str, service: Service = take_number.SERVICE) -> Visitor:
    """Let somebody come to a service; those with an appointment come to another terminal."""
    client = world.hub.client("foyer" if service is take_number.SERVICE else "hall")
    counters, offers = (Counter("beratung", "counter-beratung"),), (Bookable("beratung", "bookable-beratung"),)
    visit = Visit(dt.datetime.now(OFFICE).date(), "Office", counters, bookable=offers)
    return Visitor(client, session, service, visit)


def test_a_resident_is_told_elsewhere_and_ends_it(world: World) -> None:
    visitor = comes(world, "resident").say(True)
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
    visitor = comes(world, "hasty").say(True, None, "email", True, "hasty@example.org")
    assert kept(world.place)[0] == before + 1
    asyncio.run(visitor.telling.end())
    assert kept(world.place)[0] == before


# ---- and for an appointment ---------------------------------------------------------------------------------------


def to_notices(world: World, session: str) -> tuple[Visitor, str]:
    """Book the last time that is offered; whoever did it is asked about notices now."""
    visitor = comes(world, session, appointment.SERVICE).say("book")
    while visitor.step.key in {"appointment-day", "appointment-time"}:
        assert isinstance(visitor.step, Choose)
        visitor.say(visitor.step.options[-1].value)
    visitor.say("me", "", False, True)
    code = str(visitor.step.big).replace("\u00a0", "")
    assert len(code) == 10
    visitor.say(None)
    assert visitor.step.key == "appointment-tell"
    assert [option.value for option in visitor.step.options] == ["none", "email"], "only what this office can do"
    return visitor, code


def arrived(world: World, address: str, count: int) -> str:
    """Wait for so many letters to an address; return the last of them."""

    def found() -> list[str]:
        return [letter.get_content() for letter in world.letters.taken if letter["To"] == address]

    await_(lambda: len(found()) >= count)
    return found()[count - 1]


def test_who_booked_is_told_and_told_again_when_it_is_cancelled(world: World) -> None:
    address = "anna.schulze@example.org"
    visitor, code = to_notices(world, "booker")
    visitor.say("email", True, address)
    assert visitor.step.key == "tell-sent-email"
    visitor.say("have", code_in(arrived(world, address, 1)))
    assert visitor.step.key == "appointment-tell-done"
    assert "Ihr Termin: " in arrived(world, address, 2)
    assert visitor.say(None).runner.state == Finished(code)
    asyncio.run(visitor.telling.end())

    later = comes(world, "later", appointment.SERVICE).say("change", code, "cancel", True)
    assert later.step.key == "appointment-cancelled"
    assert "Ihr Termin fällt aus: " in arrived(world, address, 3)


def test_on_another_day_notices_are_begun_and_ended_by_the_code(world: World) -> None:
    _, code = to_notices(world, "quiet")
    address = "quiet@example.org"
    begin = comes(world, "begin", appointment.SERVICE).say("change", code, "notices", "email", True, address)
    begin.say("have", code_in(arrived(world, address, 1)))
    assert begin.step.key == "appointment-tell-done"
    arrived(world, address, 2)
    before = kept(world.place)[0]
    end = comes(world, "end", appointment.SERVICE).say("change", code, "notices")
    assert end.step.key == "tell-already"
    assert end.say("stop").step.key == "appointment-tell-stopped"
    assert kept(world.place)[0] == before - 1
    again = comes(world, "again", appointment.SERVICE).say("change", code, "notices")
    assert again.step.key == "appointment-tell"


def test_an_address_for_an_appointment_that_was_not_confirmed_goes_with_the_session(world: World) -> None:
    before = kept(world.place)[0]
    visitor, code = to_notices(world, "leaver")
    visitor.say("email", True, "leaver@example.org")
    assert kept(world.place)[0] == before + 1
    asyncio.run(visitor.telling.end())
    assert kept(world.place)[0] == before
    found = comes(world, "finder", appointment.SERVICE).say("change", code)
    assert found.step.key == "appointment-yours", "the appointment itself stays"
