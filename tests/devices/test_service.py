"""The service that owns the devices: real socket, real drivers, simulated devices."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from device_drivers import service as module
from device_drivers import wire
from device_drivers.api import FilterFailed, FilterIs, Identity, Presence, SwitchFailure
from device_drivers.drivers.ld2410_radar import Ld2410Radar
from device_drivers.drivers.modbus_filter import ModbusFilter
from device_drivers.service import CLIENTS, Service
from device_drivers.simulators.modbus_relay import ModbusRelaySimulator
from device_drivers.simulators.presence_radar import PresenceRadarSimulator, Scene


class Client:
    """A session broker's end."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer
        self.heard: list[wire.FromService] = []

    def send(self, data: bytes) -> None:
        self._writer.write(data)

    async def until(self, message: wire.FromService) -> None:
        async with asyncio.timeout(5):
            while message not in self.heard:
                self.heard.append(wire.from_service(await self._reader.readline()))
        self.heard.clear()

    async def closed(self) -> bool:
        async with asyncio.timeout(5):
            while await self._reader.readline():
                pass
        return True

    async def close(self) -> None:
        self._writer.close()
        await self._writer.wait_closed()


def run(service: Service, path: Path, story: Callable[[Callable[[], Awaitable[Client]]], Awaitable[None]]) -> None:
    """Run a story beside the service; it gets what makes a client."""

    async def tell() -> None:
        task = asyncio.create_task(service.run())
        clients: list[Client] = []

        async def connect() -> Client:
            async with asyncio.timeout(5):
                while not service.listening:  # noqa: ASYNC110 - it says so nowhere else
                    await asyncio.sleep(0.01)
                clients.append(Client(*await asyncio.open_unix_connection(str(path))))
            return clients[-1]

        try:
            await story(connect)
        finally:
            for client in clients:
                await client.close()
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    asyncio.run(tell())
    assert not path.exists()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "devices.sock"


def test_each_change_is_told_once_to_everybody(path: Path) -> None:
    with ModbusRelaySimulator(port=0) as relay, PresenceRadarSimulator(Scene.SITTING) as radar:
        driver = ModbusFilter.over_tcp("127.0.0.1", relay.port, 1, 0)
        service = Service(path, (), driver, Ld2410Radar(radar.path, stale=0.4, retry=0.05))

        async def story(connect: Any) -> None:
            one, other = await connect(), await connect()
            await one.until(wire.Presence(person=True))
            await other.until(wire.Presence(person=True))
            one.send(wire.line(wire.Set(1, on=True)))
            await other.until(wire.Filter("on"))
            await one.until(wire.Done(1, "on"))
            radar.scene = Scene.WALKING
            await asyncio.sleep(0.3)
            radar.scene = Scene.GONE
            await one.until(wire.Presence(person=False))
            radar.scene = Scene.NONSENSE
            await one.until(wire.Presence(None))

        run(service, path, story)
    assert not relay.relay.coils[0], "at rest when the service ends"


def test_who_comes_later_is_told_how_it_is(path: Path) -> None:
    with ModbusRelaySimulator(port=0) as relay:
        service = Service(path, (), ModbusFilter.over_tcp("127.0.0.1", relay.port, 1, 0), None)

        async def story(connect: Any) -> None:
            one = await connect()
            one.send(wire.line(wire.Set(1, on=True)))
            await one.until(wire.Done(1, "on"))
            await (await connect()).until(wire.Filter("on"))

        run(service, path, story)


@pytest.mark.parametrize("rest", [False, True])
def test_when_the_one_who_switched_it_goes_it_returns_to_rest(path: Path, rest: bool) -> None:
    with ModbusRelaySimulator(port=0) as relay:
        service = Service(path, (), ModbusFilter.over_tcp("127.0.0.1", relay.port, 1, 0), None, rest=rest)

        async def story(connect: Any) -> None:
            holder, other = await connect(), await connect()
            holder.send(wire.line(wire.Set(1, on=not rest)))
            await holder.until(wire.Done(1, "off" if rest else "on"))
            await other.until(wire.Filter("off" if rest else "on"))
            await (await connect()).close()
            assert relay.relay.coils[0] is not rest, "somebody else went"
            await holder.close()
            await other.until(wire.Filter("on" if rest else "off"))
            assert relay.relay.coils[0] is rest

        run(service, path, story)


def test_a_stuck_relay_is_told_as_failed_and_tried_again_until_it_follows(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LOOK_SECONDS", 0.05)
    with ModbusRelaySimulator(port=0) as relay:
        service = Service(path, (), ModbusFilter.over_tcp("127.0.0.1", relay.port, 1, 0), None)

        async def story(connect: Any) -> None:
            client = await connect()
            await client.until(wire.Filter("off"))
            relay.relay.stuck = True
            client.send(wire.line(wire.Set(7, on=True)))
            await client.until(wire.Done(7, "failed"))
            relay.relay.stuck = False
            await client.until(wire.Filter("on"))
            relay.relay.coils[0] = False
            await client.until(wire.Filter("failed"))
            await client.until(wire.Filter("on"))

        run(service, path, story)


class Breaking:
    """A driver with a defect: it works, breaks off, and works again."""

    def __init__(self) -> None:
        self.times = 0

    def identity(self) -> Identity:
        return Identity("presence", "broken", "none")

    async def watch(self) -> AsyncIterator[Presence]:
        self.times += 1
        yield Presence.STILL
        if self.times == 1:
            await asyncio.sleep(0.1)
            raise ZeroDivisionError
        await asyncio.Event().wait()


def test_a_driver_that_breaks_is_started_again_alone(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "RESTART_SECONDS", 0.05)
    driver = Breaking()
    with ModbusRelaySimulator(port=0) as relay:
        service = Service(path, (), ModbusFilter.over_tcp("127.0.0.1", relay.port, 1, 0), driver)

        async def story(connect: Any) -> None:
            client = await connect()
            await client.until(wire.Presence(person=True))
            await client.until(wire.Presence(None))
            await client.until(wire.Presence(person=True))
            client.send(wire.line(wire.Set(1, on=True)))
            await client.until(wire.Done(1, "on"))

        run(service, path, story)
    assert driver.times == 2


class Fails:
    """A filter that cannot be reached."""

    def identity(self) -> Identity:
        return Identity("privacy-filter", "none", "none")

    def switch(self, *, on: bool) -> FilterIs | FilterFailed:
        return FilterFailed(SwitchFailure.UNREACHABLE)

    def read(self) -> FilterIs | FilterFailed:
        return FilterFailed(SwitchFailure.UNREACHABLE)


def test_a_filter_that_is_not_reached_has_failed(path: Path) -> None:
    async def story(connect: Any) -> None:
        client = await connect()
        await client.until(wire.Filter("failed"))
        client.send(wire.line(wire.Set(1, on=True)))
        await client.until(wire.Done(1, "failed"))

    run(Service(path, (), Fails(), None), path, story)


def test_a_terminal_without_a_filter_says_that_it_failed(path: Path) -> None:
    async def story(connect: Any) -> None:
        client = await connect()
        client.send(wire.line(wire.Set(1, on=True)))
        await client.until(wire.Done(1, "failed"))

    run(Service(path, (), None, None), path, story)


@pytest.mark.parametrize(
    "line", [b"nonsense\n", b'{"type":"set","id":1}\n', b'{"type":"off"}\n', b"x" * 100_000, b"\xff\n"]
)
def test_who_breaks_the_rules_is_dropped_and_the_others_are_not(path: Path, line: bytes) -> None:
    async def story(connect: Any) -> None:
        bad, good = await connect(), await connect()
        bad.send(line)
        assert await bad.closed()
        good.send(wire.line(wire.Set(1, on=True)))
        await good.until(wire.Done(1, "failed"))

    run(Service(path, (), Fails(), None), path, story)


def test_who_does_not_read_is_dropped(path: Path) -> None:
    service = Service(path, (), Fails(), None)

    async def story(connect: Any) -> None:
        idle = await connect()
        await idle.until(wire.Filter("failed"))
        idle._reader._transport.pause_reading()
        for _ in range(20_000):
            service._tell(wire.Presence(person=True))
        idle._reader._transport.resume_reading()
        with contextlib.suppress(ConnectionResetError):
            assert await idle.closed()
        assert await (await connect())._reader.readline() == wire.line(wire.Filter("failed"))

    run(service, path, story)


def test_there_are_not_more_clients_than_a_terminal_has(path: Path) -> None:
    async def story(connect: Any) -> None:
        for _ in range(CLIENTS):
            await (await connect()).until(wire.Filter("failed"))
        assert await (await connect()).closed()

    run(Service(path, (), Fails(), None), path, story)


@pytest.mark.skipif(os.getuid() != 0, reason="becoming another user needs root")
@pytest.mark.parametrize(("allowed", "heard"), [((), b""), ((65_534,), b'{"type":"filter","state":"failed"}\n')])
def test_only_the_terminal_s_user_is_served(path: Path, allowed: tuple[int, ...], heard: bytes) -> None:
    """Positive control: the same user is served once it is named."""
    for folder in path.parents:
        if folder.stat().st_uid == os.getuid() and str(folder).startswith("/tmp/pytest"):
            folder.chmod(0o755)

    async def story(connect: Any) -> None:
        await (await connect()).until(wire.Filter("failed"))
        assert await asyncio.to_thread(_as_nobody, path) == heard

    run(Service(path, allowed, Fails(), None), path, story)


def _as_nobody(path: Path) -> bytes:
    """Connect as another user, in a child, and give the first line."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setuid(65_534)
            with socket.socket(socket.AF_UNIX) as link:
                link.settimeout(5)
                link.connect(str(path))
                os.write(writing, link.recv(4096))
        finally:
            os._exit(0)  # whatever happens: a second pytest must not go on from here
    os.waitpid(child, 0)
    os.close(writing)
    with open(reading, "rb") as pipe:  # noqa: PTH123 - a descriptor
        return pipe.read()


@given(st.binary(max_size=200))
def test_no_line_whatever_breaks_the_wire_but_by_its_one_error(data: bytes) -> None:
    for read in (wire.from_client, wire.from_service):
        with contextlib.suppress(msgspec.DecodeError, UnicodeDecodeError):
            read(data)
