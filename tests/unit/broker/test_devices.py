"""The broker's way to the devices: topics, the one effect, and a service that is away."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from pathlib import Path
from typing import Any

import msgspec
import pytest

from device_drivers import wire
from kiosk.broker import devices as module
from kiosk.broker.devices import DeviceLink
from kiosk.broker.requests import Away, Table
from kiosk.channel import ChannelError
from tests.unit.broker.test_requests import FakeOffice, FakePaper


class FakeService:
    """Speaks the wire on a real socket; `answers` are the states it gives to `Set`, None for no answer."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.answers: list[str | None] = []
        self.asked: list[wire.Set] = []
        self.writers: list[asyncio.StreamWriter] = []
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        self._server = await asyncio.start_unix_server(self._serve, str(self._path))

    def tell(self, line: bytes) -> None:
        for writer in self.writers:
            writer.write(line)

    async def connected(self) -> None:
        async with asyncio.timeout(5):
            while not self.writers:  # noqa: ASYNC110 - nobody tells
                await asyncio.sleep(0.01)

    async def stop(self) -> None:
        for writer in self.writers:
            writer.close()
        self.writers.clear()
        if self._server is not None:
            self._server.close()
        self._path.unlink(missing_ok=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.writers.append(writer)
        writer.write(wire.line(wire.Filter("off")) + wire.line(wire.Presence(person=True)))
        while line := await reader.readline():
            self.asked.append(wire.from_client(line))
            state: Any = self.answers.pop(0)
            if state is not None:
                writer.write(wire.line(wire.Done(self.asked[-1].id, state)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "devices.sock"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "AGAIN_SECONDS", 0.1)
    monkeypatch.setattr(module, "SECONDS", 0.3)


def run(path: Path, story: Callable[[FakeService, DeviceLink], Awaitable[None]], *, there: bool = True) -> None:
    async def tell() -> None:
        service, link = FakeService(path), DeviceLink(path)
        if there:
            await service.start()
        try:
            async with asyncio.timeout(10):
                await story(service, link)
        finally:
            link.close()
            await service.stop()
            await asyncio.sleep(0)

    asyncio.run(tell())


async def next_(stream: Any) -> Any:
    return msgspec.msgpack.decode(await anext(stream))


def test_a_topic_begins_with_how_it_is_and_then_each_change_once(path: Path) -> None:
    async def story(service: FakeService, link: DeviceLink) -> None:
        async with aclosing(link.watch("presence")) as stream:
            assert await next_(stream) == {"person": True}
            service.tell(wire.line(wire.Presence(person=True)) + wire.line(wire.Presence(None)))
            assert await next_(stream) == {"person": None}
        async with aclosing(link.watch("filter")) as stream:
            assert await next_(stream) == {"state": "off"}

    run(path, story)


def test_when_the_service_goes_nobody_knows_and_when_it_is_back_all_is_told_anew(path: Path) -> None:
    async def story(service: FakeService, link: DeviceLink) -> None:
        async with aclosing(link.watch("filter")) as stream:
            assert await next_(stream) == {"state": "off"}
            await service.stop()
            assert await next_(stream) == {"state": "failed"}
            await service.start()
            assert await next_(stream) == {"state": "off"}

    run(path, story)


def test_a_line_that_breaks_the_rules_is_as_good_as_no_service(path: Path) -> None:
    async def story(service: FakeService, link: DeviceLink) -> None:
        async with aclosing(link.watch("presence")) as stream:
            assert await next_(stream) == {"person": True}
            service.tell(b'{"type":"presence"}\n')
            assert await next_(stream) == {"person": None}

    run(path, story)


@pytest.mark.parametrize("state", ["on", "off", "failed"])
def test_switching_gives_what_was_read_back(path: Path, state: str) -> None:
    async def story(service: FakeService, link: DeviceLink) -> None:
        service.answers = [state, "off"]
        assert await link.set_filter(on=True) == state
        assert await link.set_filter(on=False) == "off"
        assert [(asked.id, asked.on) for asked in service.asked] == [(1, True), (2, False)]

    run(path, story)


def test_an_answer_that_does_not_come_is_a_failure_and_one_that_comes_late_is_nobody_s(path: Path) -> None:
    async def story(service: FakeService, link: DeviceLink) -> None:
        service.answers = [None, "on"]
        assert await link.set_filter(on=True) == "failed"
        service.tell(wire.line(wire.Done(1, "on")))
        assert await link.set_filter(on=True) == "on"
        service.tell(wire.line(wire.Done(2, "off")))
        async with aclosing(link.watch("presence")) as stream:
            assert await next_(stream) == {"person": True}

    run(path, story)


def test_without_the_service_switching_is_away(path: Path) -> None:
    async def story(_service: FakeService, link: DeviceLink) -> None:
        with pytest.raises(Away):
            await link.set_filter(on=True)

    run(path, story, there=False)


def test_a_link_that_was_never_used_connects_to_nobody(path: Path) -> None:
    async def story(service: FakeService, link: DeviceLink) -> None:
        link.close()
        assert service.writers == []

    run(path, story)


# ---- in the table -------------------------------------------------------------------------------------------------


class Switch:
    def __init__(self) -> None:
        self.asked: list[bool] = []

    async def set_filter(self, *, on: bool) -> str:
        self.asked.append(on)
        return "on"


def test_the_filter_is_switched_by_the_table_where_there_is_one() -> None:
    switch = Switch()
    table = Table(FakeOffice(), FakePaper(), "s", devices=switch)
    run_ = table.decode("effect", "set-filter", msgspec.msgpack.encode({"on": True}), "k")
    assert msgspec.msgpack.decode(asyncio.run(run_())) == {"state": "on"}
    assert switch.asked == [True]


def test_where_there_is_none_nobody_answers_for_it() -> None:
    table = Table(FakeOffice(), FakePaper(), "s")
    run_ = table.decode("effect", "set-filter", msgspec.msgpack.encode({"on": True}), "k")
    with pytest.raises(Away):
        asyncio.run(run_())


@pytest.mark.parametrize("fields", [{}, {"on": 1}, {"on": True, "coil": 3}, {"on": "on"}])
def test_nothing_but_on_and_off_can_be_asked(fields: dict[str, object]) -> None:
    table = Table(FakeOffice(), FakePaper(), "s", devices=Switch())
    with pytest.raises(ChannelError):
        table.decode("effect", "set-filter", msgspec.msgpack.encode(fields), "k")


def test_devices_are_watched_only_where_they_are() -> None:
    assert not Table(FakeOffice(), FakePaper(), "s").may_watch("presence")
    table = Table(FakeOffice(), FakePaper(), "s", watched=("presence",))
    assert table.may_watch("presence")
    assert not table.may_watch("filter")
