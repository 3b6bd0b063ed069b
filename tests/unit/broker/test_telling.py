"""What a visitor may ask about being told elsewhere, field by field."""

from __future__ import annotations

import asyncio
from dataclasses import fields
from typing import Any

import msgspec
import pytest

from kiosk.broker.requests import Away, Declined, Table
from kiosk.broker.telling import MOST_ADDRESSES, MOST_TYPED, Telling
from kiosk.channel import ChannelError
from kiosk.citizen.telling.requests import REQUESTS
from kiosk.flow.steps import Effect
from tests.fakes.messenger import FakeMessenger
from tests.unit.broker.test_requests import FakeOffice, FakePaper

ADDRESS = "erna@example.org"
CODE = "0123456789"


class Session:
    """One visitor's table; the numbers 7 and 8 are theirs, and an appointment."""

    def __init__(self) -> None:
        self.messenger = FakeMessenger(7, 8, CODE)
        self.telling = Telling(self.messenger)
        self.table = Table(FakeOffice(), FakePaper(), "s1", more=self.telling.rows)
        self.keys = 0

    def ask(self, name: str, key: str = "", **fields: Any) -> Any:
        kind = self.telling.rows[name].kind
        if kind == "effect" and not key:
            self.keys += 1
            key = f"k{self.keys}"
        run = self.table.decode(kind, name, msgspec.msgpack.encode(fields), key)
        return msgspec.msgpack.decode(asyncio.run(run()))

    def give(self, number: int | str = 7, key: str = "", **changes: Any) -> Any:
        said = {"number": number, "way": "email", "address": ADDRESS, "locale": "de-simple"}
        return self.ask("ask-to-be-told", key, **(said | changes))

    def confirm(self, number: int | str = 7) -> Any:
        return self.ask("confirm-address", number=number, typed=self.messenger.sent[-1])

    def ways(self, number: int | str = 7) -> Any:
        return self.ask("find-ways", number=number)


@pytest.fixture
def session() -> Session:
    return Session()


def declined(session: Session, name: str, **fields: Any) -> str:
    with pytest.raises(Declined) as caught:
        session.ask(name, **fields)
    return caught.value.reason


def test_an_address_is_given_confirmed_and_destroyed(session: Session) -> None:
    assert session.ways() == {"ways": ["email"], "away": [], "hours": 24, "told": False}
    assert session.give() == {"done": True}
    assert not session.ways()["told"]
    session.confirm()
    assert session.ways()["told"]
    assert not session.ways(8)["told"]
    session.ask("stop-telling", number=7)
    assert not session.ways()["told"]
    assert session.messenger.kept == {}


def test_an_appointment_is_spoken_for_by_its_code_and_only_one_in_hand() -> None:
    session = Session()
    session.give(CODE)
    assert not session.ways(CODE)["told"]
    session.confirm(CODE)
    session.telling = Telling(session.messenger)
    session.table = Table(FakeOffice(), FakePaper(), "s2", more=session.telling.rows)
    assert session.ways(CODE)["told"], "the office knows it, also in another session"
    assert declined(session, "stop-telling", number="9999999999") == "not-found"
    assert session.ways("9999999999")["ways"] == []


def test_another_address_is_to_be_confirmed_again(session: Session) -> None:
    session.give()
    session.confirm()
    session.give(address="hans@example.org")
    assert not session.ways()["told"]


def test_the_same_key_sends_one_code(session: Session) -> None:
    session.give(key="same")
    session.give(key="same")
    assert len(session.messenger.sent) == 1


def test_an_office_that_is_away_offers_nothing_and_a_strange_number_neither(session: Session) -> None:
    assert session.ways(9)["ways"] == []
    session.messenger.away = True
    assert session.ways()["ways"] == []
    with pytest.raises(Away):
        session.give()


def test_a_session_that_ends_leaves_only_what_was_confirmed(session: Session) -> None:
    session.give(7)
    session.confirm(7)
    session.give(8, address="hans@example.org")
    assert set(session.messenger.kept) == {7, 8}
    asyncio.run(session.telling.end())
    assert set(session.messenger.kept) == {7}


def test_a_session_ends_though_the_office_is_away(session: Session) -> None:
    session.give()
    session.messenger.away = True
    asyncio.run(session.telling.end())


def test_addresses_and_codes_of_a_session_are_counted(session: Session) -> None:
    for index in range(MOST_ADDRESSES):
        session.messenger.numbers.add(index + 1)
        session.give(index + 1, f"key{index}")
    with pytest.raises(Declined, match="too-many"):
        session.give(8)
    session.give(1, "key0")
    for _ in range(MOST_TYPED):
        with pytest.raises(Declined):
            session.ask("confirm-address", number=1, typed="000000")
    assert declined(session, "confirm-address", number=1, typed=session.messenger.sent[0]) == "conflict"


@pytest.mark.parametrize(
    "changes",
    [
        {"number": 0},
        {"number": 1000},
        {"number": "7"},
        {"number": "012345678x"},
        {"number": "01234567890"},
        {"way": "paper"},
        {"address": ""},
        {"address": "a" * 121},
        {"locale": "../x"},
        {"consent": True},
        {"ticket": "x"},
    ],
)
def test_what_is_not_in_the_table_breaks_the_rules(session: Session, changes: dict[str, Any]) -> None:
    session.give()
    with pytest.raises(ChannelError):
        session.give(**changes)
    for typed in ("12345", "1234567", "12345a", "123456\n"):
        with pytest.raises(ChannelError):
            session.ask("confirm-address", number=7, typed=typed)


def test_every_request_of_the_service_has_its_row(session: Session) -> None:
    assert {request.name for request in REQUESTS} == set(session.telling.rows)
    for request in REQUESTS:
        row = session.telling.rows[request.name]
        assert (row.kind == "effect") == issubclass(request, Effect)
        assert set(row.shape.__struct_fields__) == {field.name for field in fields(request)}
