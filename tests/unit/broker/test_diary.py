"""What the hub says of appointments, as the table of requests wants it."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
from typing import Any

import pytest

from kiosk.broker.appointments import Person
from kiosk.broker.diary import HubDiary
from kiosk.broker.requests import Away, Declined
from telemed import api
from telemed import api_appointments as appointments
from telemed.client import HubAway

START = dt.datetime(2026, 11, 24, 8, 20, tzinfo=dt.UTC).timestamp()
SLOT = appointments.Slot(START, START + 1200)
MADE = appointments.Appointment("0123456789", "papers", START, START + 1200, "booked")
LOCAL = {"day": dt.date(2026, 11, 24), "time": dt.time(9, 20)}


class Client:
    """A hub's client that gives one prepared answer, or raises it."""

    def __init__(self, answer: object) -> None:
        self.answer = answer
        self.asked: list[Any] = []

    def __getattr__(self, name: str) -> Any:
        def ask(*arguments: object) -> object:
            self.asked.append((name, *arguments))
            if isinstance(self.answer, Exception):
                raise self.answer
            return self.answer

        return ask


def diary(answer: object) -> tuple[HubDiary, Client]:
    client = Client(answer)
    return HubDiary(client, {}, set()), client  # type: ignore[arg-type]


def test_times_are_told_on_the_clock_of_the_office() -> None:
    told = {"times": [{"start": START, **LOCAL}]}
    assert asyncio.run(diary(appointments.FreeToday("2026-11-24", (SLOT,)))[0].today()) == told
    slots = appointments.Slots("papers", "2026-11-24", (SLOT,), "2026-11-24", "2026-12-24")
    reader, client = diary(slots)
    assert asyncio.run(reader.times("papers", dt.date(2026, 11, 24))) == told
    assert client.asked == [("slots", "papers", "2026-11-24")]
    summer = dt.datetime(2026, 7, 1, 7, 20, tzinfo=dt.UTC).timestamp()
    warm = asyncio.run(diary(appointments.FreeToday("2026-07-01", (appointments.Slot(summer, summer),)))[0].today())
    assert warm["times"][0]["time"] == dt.time(9, 20)


def test_days_come_in_order() -> None:
    days = appointments.FreeDays("papers", (appointments.FreeDay("2026-11-24", 3),))
    assert asyncio.run(diary(days)[0].days("papers")) == {"days": [{"day": "2026-11-24", "free": 3}]}


def test_a_hold_keeps_its_name_to_the_broker() -> None:
    held = appointments.Hold("h1", "papers", START, START + 1200, START)
    keeper, client = diary(held)
    assert asyncio.run(keeper.hold("k", "papers", START)) == ("h1", {"start": START, **LOCAL})
    asyncio.run(keeper.release("h1"))
    assert client.asked == [("hold", "k", "papers", START), ("release", "h1")]


def test_a_number_to_call_is_booked_with_the_time_and_no_address_for_notices() -> None:
    booker, client = diary(MADE)
    made = asyncio.run(booker.book("k", "h1", Person("Erna", "0364112345", "de", assistant=False)))
    assert made == {"code": "0123456789", "service": "papers", **LOCAL, "state": "booked", "assistant": False}
    assert client.asked == [("book", "k", appointments.Book("h1", "Erna", "0364112345", "", "de"))]


def test_only_codes_that_were_found_good_are_in_hand() -> None:
    codes: set[str] = set()
    for answer in (api.Refusal("not-found", ""), MADE):
        keeper = HubDiary(Client(answer), {}, codes)  # type: ignore[arg-type]
        with contextlib.suppress(Declined):
            asyncio.run(keeper.find("9999999999" if isinstance(answer, api.Refusal) else MADE.code))
    assert codes == {MADE.code}


def test_what_a_code_opens() -> None:
    keeper, client = diary(MADE)
    for found in (keeper.find("0123456789"), keeper.move("k", "0123456789", "h"), keeper.cancel("k", "0123456789")):
        assert asyncio.run(found)["code"] == "0123456789"
    assert [asked[0] for asked in client.asked] == ["appointment", "move", "cancel"]
    ticket = api.Ticket("id", 14, "secret", 2, "https://wartezeit.example/t/secret", "10:20", "10:40")
    arrived = {"number": 14, "ahead": 2, "page": ticket.page, "first": "10:20", "last": "10:40"}
    assert asyncio.run(diary(ticket)[0].check_in("0123456789")) == arrived


def test_too_many_wrong_codes_are_told_and_all_else_that_is_not_now_is_away() -> None:
    with pytest.raises(Declined) as caught:
        asyncio.run(diary(api.Refusal("too-many", ""))[0].find("0123456789"))
    assert caught.value.reason == "too-many"
    for answer in (HubAway(), api.Refusal("unavailable", ""), api.Refusal("not-authorised", "")):
        with pytest.raises(Away):
            asyncio.run(diary(answer)[0].find("0123456789"))
