"""The hub and the printer as the table of requests wants them, and the process that joins everything."""

from __future__ import annotations

import asyncio
import os
import resource
import socket
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from device_drivers.api import Failed, Failure, Printed
from kiosk.broker.__main__ import _office, leave, main
from kiosk.broker.office import HubOffice, HubTopics, NoPaper, PrinterPaper
from kiosk.broker.requests import Away, Declined, Table
from kiosk.broker.web import WebFile
from telemed import api, api_appointments
from telemed.client import HubAway


class Client:
    """A hub's client that gives one prepared answer, or raises it."""

    def __init__(self, answer: object) -> None:
        self.answer = answer
        self.asked: list[tuple[Any, ...]] = []

    def _give(self, *asked: object) -> Any:
        self.asked.append(asked)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    def take_ticket(self, key: str, service: str) -> Any:
        return self._give(key, service)

    def place(self, number: int) -> Any:
        return self._give(number)

    def call_help(self, key: str) -> Any:
        return self._give(key)

    def withdraw_help(self, help_id: str) -> Any:
        return self._give(help_id)

    async def watch(self, topics: tuple[str, ...]) -> AsyncIterator[api.Push]:
        for number in (1, 2):
            yield api.Push(topics[0], msgspec.Raw(b'{"ahead": %d}' % number))


def office(answer: object) -> HubOffice:
    return HubOffice(Client(answer), {})  # type: ignore[arg-type]


def refused(reason: Any) -> api.Refusal:
    return api.Refusal(reason, "A sentence.")


def test_a_ticket_comes_without_the_ids_of_the_hub() -> None:
    ticket = api.Ticket("id", 14, "code", 2, first="10:20", last="10:40")
    assert asyncio.run(office(ticket).take_number("k", "office")) == {
        "number": 14,
        "code": "code",
        "ahead": 2,
        "page": None,
        "first": "10:20",
        "last": "10:40",
    }


def test_places_and_help_come_as_they_are() -> None:
    place = api.Place(14, "waiting", 2)
    assert asyncio.run(office(place).find_place(14)) == place
    call = api.Help("h", "t", "open", 1.0)
    assert asyncio.run(office(call).call_help("k")) == call
    assert asyncio.run(office(call).withdraw_help("k", "h")) == call


@pytest.mark.parametrize("answer", [HubAway(), refused("unavailable"), refused("too-many"), refused("not-authorised")])
def test_a_hub_that_cannot_answer_now_is_away(answer: object) -> None:
    with pytest.raises(Away):
        asyncio.run(office(answer).find_place(14))


def test_a_no_of_the_hub_is_a_value_with_its_reason() -> None:
    with pytest.raises(Declined) as caught:
        asyncio.run(office(refused("closed")).take_number("k", "office"))
    assert caught.value.reason == "closed"


def test_topics_come_as_messagepack() -> None:
    async def collect() -> list[Any]:
        topics = HubTopics(Client(None))  # type: ignore[arg-type]
        return [msgspec.msgpack.decode(value) async for value in topics.watch("place/14")]

    assert asyncio.run(collect()) == [{"ahead": 1}, {"ahead": 2}]


class Printer:
    """A printer that answers at once, or waits to be cancelled."""

    def __init__(self, result: Printed | Failed, *, slow: bool = False) -> None:
        self.result = result
        self.slow = slow
        self.begun, self.cancelled = threading.Event(), threading.Event()

    def print_bitmap(self, _width: int, _height: int, _bits: bytes) -> Printed | Failed:
        self.begun.set()
        if self.slow:
            self.cancelled.wait(5)
            return Failed(Failure.CANCELLED)
        return self.result

    def cancel(self) -> None:
        self.cancelled.set()


@pytest.mark.parametrize(
    ("result", "word"),
    [
        (Printed(), "printed"),
        (Failed(Failure.NO_PAPER), "no-paper"),
        (Failed(Failure.UNREACHABLE), "unreachable"),
        (Failed(Failure.BUSY), "unreachable"),
    ],
)
def test_a_print_ends_in_a_word_that_the_screen_explains(result: Printed | Failed, word: str) -> None:
    assert asyncio.run(PrinterPaper(Printer(result)).print(8, 1, b"x")) == word  # type: ignore[arg-type]


def test_a_job_under_way_is_given_up_at_the_end_and_only_then() -> None:
    printer = Printer(Printed(), slow=True)
    paper = PrinterPaper(printer)  # type: ignore[arg-type]
    statuses: list[int] = []
    leave(paper, statuses.append)
    assert not printer.cancelled.is_set(), "nothing is under way"

    async def story() -> str:
        job = asyncio.create_task(paper.print(8, 1, b"x"))
        await asyncio.to_thread(printer.begun.wait, 5)
        leave(paper, statuses.append)
        return await job

    assert asyncio.run(story()) == "unreachable"
    assert printer.cancelled.is_set()
    assert statuses == [0, 0]


def test_without_a_printer_nothing_is_printed_and_nothing_given_up() -> None:
    assert asyncio.run(NoPaper().print(8, 1, b"x")) == "unreachable"
    NoPaper().cancel()


@pytest.mark.parametrize("everything", [False, True])
def test_the_process_runs_until_the_supervisor_lets_go(tmp_path: Path, everything: bool) -> None:
    visitor, channel = socket.socketpair()
    supervisor, control = socket.socketpair()
    supervisor.close()
    credential = tmp_path / "credential"
    credential.write_text('{"terminal": "t", "secret": "s"}')
    words = ["--session", "s1", "--hub", "http://127.0.0.1:9", "--channel-fd", str(channel.detach())]
    words += ["--control-fd", str(control.detach())]
    if everything:
        words += ["--devices", str(tmp_path / "devices"), "--device-topics", "filter,presence"]
        words += ["--hub-credential", str(credential), "--printer", "127.0.0.1:9"]
        words += ["--display-socket", str(tmp_path / "display"), "--display-server", str(tmp_path / "server")]
        words += ["--sound-socket", str(tmp_path / "sound"), "--sound-server", str(tmp_path / "server")]
        words += ["--page-printer", "ipp://127.0.0.1:9/ipp/print", "--stick", str(tmp_path / "stick")]
        web = tmp_path / "web.json"
        WebFile(False, ("bank.example",), {}, 64, 600).write(web)
        browser, gate = socket.socketpair()
        browser.close()
        words += ["--gate-fd", str(gate.detach()), "--web", str(web)]
    statuses: list[int] = []
    main(words, statuses.append, resource.getrlimit(resource.RLIMIT_CORE))
    assert statuses == [0]
    assert (tmp_path / "sound").exists() is everything
    assert os.read(visitor.fileno(), 1) == b"", "the visitor's channel is closed"
    visitor.close()


class Keeping(Client):
    """A hub's client that keeps a time, and notes when it is let go."""

    def hold(self, key: str, service: str, start: float) -> Any:
        self._give(key, service, start)
        return api_appointments.Hold("h1", service, start, start + 600, start)

    def release(self, hold: str) -> Any:
        return self._give("release", hold)


def test_what_the_office_keeps_for_a_session_is_given_back_at_its_end() -> None:
    client = Keeping(api.Done())
    asking, rows, over = _office(client, "s1")  # type: ignore[arg-type]
    table = Table(asking, NoPaper(), "s1", more=rows)
    wanted = msgspec.msgpack.encode({"service": "papers", "start": 1_800_000_000.0})
    asyncio.run(table.decode("query", "hold-time", wanted, "")())
    assert client.asked[-1][0] != "release"

    async def end() -> None:
        await over()

    asyncio.run(end())
    assert client.asked[-1] == ("release", "h1")
