"""Who has an appointment today and has not come yet, as the waiting times count them."""

from __future__ import annotations

from typing import Any

import msgspec

from telemed.hub.booking.state import Appointment
from telemed.hub.booking.state import State as Booked
from telemed.hub.expected import expected
from telemed.hub.queue import Person, State
from tests.fakes.hub_clock import berlin
from tests.unit.hub.booking_bench import RULES

EIGHT, NINE, TEN = (berlin(f"2026-12-01 {hour}:00") for hour in ("08", "09", "10"))
ANNA = Appointment("anna", "advice", TEN, TEN + 3600, "booked", EIGHT, b"")


def due(*rows: Appointment, at: float = EIGHT, queue: State | None = None) -> list[float | None]:
    booked = Booked(RULES, appointments={row.id: row for row in rows})
    return [each.due for each in expected(booked, queue or State(), {"advice"}, at)]


def other(**changes: Any) -> Appointment:
    return msgspec.structs.replace(ANNA, id="other", **changes)


def test_those_of_today_are_expected_in_the_order_of_their_times() -> None:
    assert due(ANNA, other(start=NINE)) == [NINE, TEN]
    assert due(ANNA, other(start=NINE + 86_400)) == [TEN]
    assert due(ANNA, other(state="cancelled"), at=EIGHT) == [TEN]
    assert due(ANNA, other(service="given-up")) == [TEN], "what the site does not offer any more has no rooms"


def test_whoever_is_late_is_expected_for_a_while() -> None:
    assert due(ANNA, at=TEN + 540) == [TEN]
    assert due(ANNA, at=TEN + 660) == []


def test_whoever_has_a_number_is_not_counted_twice() -> None:
    there = Person("t", 1, "advice", "waiting", EIGHT, appointment="anna")
    assert due(ANNA, other(), queue=State(people={1: there})) == [TEN]
    assert due(ANNA, queue=State(people={1: msgspec.structs.replace(there, appointment=None)})) == [TEN]
