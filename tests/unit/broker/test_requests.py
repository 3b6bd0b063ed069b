"""What a visitor may ask for, field by field."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, field
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.broker.requests import MOST_NUMBERS, MOST_PRINTS, MOST_ROWS, PAPER_HEIGHT, PAPER_WIDTH, Away, Table
from kiosk.channel import ChannelError, Fault
from kiosk.citizen.requests import REQUESTS, HelpCall
from kiosk.flow.steps import Effect


@dataclass
class FakeOffice:
    calls: list[tuple[Any, ...]] = field(default_factory=list)

    async def take_number(self, key: str, service: str) -> Any:
        self.calls.append(("take", key, service))
        return {"number": 14, "code": "c", "ahead": 2}

    async def find_place(self, number: int) -> Any:
        self.calls.append(("place", number))
        return {"number": number, "state": "waiting", "ahead": 0}

    async def call_help(self, key: str) -> Any:
        self.calls.append(("help", key))
        return HelpCall("h1", "open")

    async def withdraw_help(self, key: str, help_id: str) -> Any:
        self.calls.append(("withdraw", key, help_id))
        return HelpCall(help_id, "withdrawn")


@dataclass
class FakePaper:
    printed: list[tuple[int, int, bytes]] = field(default_factory=list)
    state: str = "printed"

    async def print(self, width: int, height: int, bits: bytes) -> str:
        self.printed.append((width, height, bits))
        return self.state


@pytest.fixture
def office() -> FakeOffice:
    return FakeOffice()


@pytest.fixture
def paper() -> FakePaper:
    return FakePaper()


@pytest.fixture
def table(office: FakeOffice, paper: FakePaper) -> Table:
    return Table(office, paper, "session1")


def ask(table: Table, kind: str, name: str, fields: object, key: str = "") -> Any:
    run = table.decode(kind, name, msgspec.msgpack.encode(fields), key)
    return msgspec.msgpack.decode(asyncio.run(run()))


def test_a_number_is_taken_under_a_key_of_this_session(table: Table, office: FakeOffice) -> None:
    assert ask(table, "effect", "take-number", {"service": "office"}, "k1")["number"] == 14
    assert office.calls == [("take", "session1-k1", "office")]


def test_a_place_is_found_without_a_key(table: Table) -> None:
    assert ask(table, "query", "find-place", {"number": 14})["number"] == 14


def test_why_a_host_was_not_reached_can_be_asked() -> None:
    asked: list[str] = []

    def why(host: str) -> str:
        asked.append(host)
        return "blocked"

    table = Table(FakeOffice(), FakePaper(), "s", why)
    assert ask(table, "query", "web-why", {"host": "Bank.example"}) == {"reason": "blocked"}
    assert asked == ["Bank.example"]
    assert ask(Table(FakeOffice(), FakePaper(), "s"), "query", "web-why", {"host": "a"}) == {"reason": "none"}


def test_help_can_be_withdrawn_only_by_the_session_that_called(table: Table, office: FakeOffice) -> None:
    with pytest.raises(ChannelError):
        ask(table, "effect", "withdraw-help", {"id": "h1"}, "k")
    assert not table.may_watch("help/h1")
    ask(table, "effect", "call-help", {}, "k")
    assert table.may_watch("help/h1")
    ask(table, "effect", "withdraw-help", {"id": "h1"}, "k2")
    assert [call[0] for call in office.calls] == ["help", "withdraw"]


def test_a_bitmap_is_printed_as_it_is(table: Table, paper: FakePaper) -> None:
    assert ask(table, "effect", "print", {"width": 16, "height": 2, "bits": b"abcd"}, "k") == {"state": "printed"}
    assert paper.printed == [(16, 2, b"abcd")]


def test_one_session_gets_only_so_much_paper(table: Table, paper: FakePaper) -> None:
    longest = {"width": 8, "height": PAPER_HEIGHT, "bits": bytes(PAPER_HEIGHT)}
    states = [ask(table, "effect", "print", longest, f"k{n}")["state"] for n in range(20)]
    rows = sum(height for _, height, _ in paper.printed)
    assert states[0] == "printed"
    assert states[-1] == "unreachable"
    assert PAPER_HEIGHT <= rows <= MOST_ROWS
    assert ask(table, "effect", "print", {"width": 8, "height": 1, "bits": b"a"}, "short")["state"] == "unreachable"


def test_short_prints_without_end_meet_a_limit_too(table: Table, paper: FakePaper) -> None:
    """Every print is cut and fed: even one line costs paper."""
    for n in range(50):
        ask(table, "effect", "print", {"width": 8, "height": 1, "bits": b"a"}, f"k{n}")
    assert len(paper.printed) == MOST_PRINTS


def test_what_was_not_printed_costs_nothing_and_can_be_tried_again(table: Table, paper: FakePaper) -> None:
    line = {"width": 8, "height": 1, "bits": b"a"}
    paper.state = "no-paper"
    assert {ask(table, "effect", "print", line, "k")["state"] for _ in range(MOST_PRINTS)} == {"no-paper"}
    paper.state = "printed"
    assert ask(table, "effect", "print", line, "k")["state"] == "printed"


def test_a_print_under_the_same_key_comes_out_once(table: Table, paper: FakePaper) -> None:
    line = {"width": 8, "height": 1, "bits": b"a"}
    assert [ask(table, "effect", "print", line, "k")["state"] for _ in range(2)] == ["printed"] * 2
    assert len(paper.printed) == 1


def test_one_session_cannot_empty_the_queue_of_its_numbers(table: Table, office: FakeOffice) -> None:
    for n in range(MOST_NUMBERS):
        ask(table, "effect", "take-number", {"service": "office"}, f"k{n}")
    with pytest.raises(Away):
        ask(table, "effect", "take-number", {"service": "office"}, "one-more")
    ask(table, "effect", "take-number", {"service": "office"}, "k0")
    assert len({call[1] for call in office.calls}) == MOST_NUMBERS


@pytest.mark.parametrize(
    ("kind", "name", "fields", "key"),
    [
        ("effect", "reboot", {}, "k"),
        ("effect", "find-place", {"number": 1}, "k"),
        ("query", "take-number", {"service": "office"}, "k"),
        ("effect", "take-number", {"service": "office"}, ""),
        ("effect", "take-number", {"service": "office"}, "../../x"),
        ("effect", "take-number", {"service": "office"}, "k" * 65),
        ("effect", "take-number", {"service": "office", "room": 1}, "k"),
        ("effect", "take-number", {"service": "x" * 65}, "k"),
        ("effect", "take-number", {"service": "../etc"}, "k"),
        ("effect", "take-number", {"service": 7}, "k"),
        ("effect", "take-number", [], "k"),
        ("query", "find-place", {"number": 0}, ""),
        ("query", "find-place", {"number": 1000}, ""),
        ("query", "find-place", {"number": "14"}, ""),
        ("query", "find-place", {}, ""),
        ("query", "web-why", {"host": ""}, ""),
        ("query", "web-why", {"host": "a" * 256}, ""),
        ("effect", "web-why", {"host": "a"}, "k"),
        ("effect", "print", {"width": 16, "height": 2, "bits": b"abc"}, "k"),
        ("effect", "print", {"width": 12, "height": 2, "bits": b"abc"}, "k"),
        ("effect", "print", {"width": PAPER_WIDTH + 8, "height": 1, "bits": bytes(73)}, "k"),
        ("effect", "print", {"width": 8, "height": PAPER_HEIGHT + 1, "bits": bytes(PAPER_HEIGHT + 1)}, "k"),
    ],
)
def test_anything_out_of_the_table_breaks_the_rules(
    table: Table, office: FakeOffice, kind: str, name: str, fields: object, key: str
) -> None:
    with pytest.raises(ChannelError) as caught:
        ask(table, kind, name, fields, key)
    assert caught.value.fault is Fault.MALFORMED
    assert office.calls == []


@given(
    st.sampled_from(["take-number", "find-place", "call-help", "withdraw-help", "print", "web-why"]),
    st.binary(max_size=200),
)
def test_no_bytes_at_all_bring_the_broker_down(name: str, body: bytes) -> None:
    table = Table(FakeOffice(), FakePaper(), "s")
    for kind in ("effect", "query"):
        with contextlib.suppress(ChannelError):
            table.decode(kind, name, body, "k")


@pytest.mark.parametrize(
    ("topic", "may"),
    [("place/14", True), ("place/0", False), ("place/1000", False), ("place/0014", False), ("place/x", False),
     ("place/١٤", False), ("board", False), ("site", False), ("help/other", False), ("", False)],
)  # fmt: skip
def test_only_places_and_own_calls_for_help_can_be_watched(table: Table, topic: str, may: bool) -> None:
    assert table.may_watch(topic) is may


def test_everything_the_services_ask_is_in_the_table(table: Table) -> None:
    table.help_ids.add("h1")
    samples = {
        "take-number": {"service": "a"},
        "find-place": {"number": 1},
        "call-help": {},
        "withdraw-help": {"id": "h1"},
        "set-filter": {"on": True},
    }
    for request in REQUESTS:
        kind = "effect" if issubclass(request, Effect) else "query"
        table.decode(kind, request.name, msgspec.msgpack.encode(samples[request.name]), "k")
