"""The way out, as far as it can be walked on this machine."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.broker import internet as module
from kiosk.broker.hosts import Reason
from kiosk.broker.internet import Failed, Internet, networks_at


@pytest.fixture
def server() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as found:
        yield found


@contextlib.contextmanager
def internet(port: int = 443) -> Iterator[Internet]:
    found = Internet(port)
    try:
        yield found
    finally:
        found.close()


def port_of(server: socket.socket) -> int:
    port: int = server.getsockname()[1]
    return port


def connect(port: int, *addresses: str) -> str:
    async def run() -> str:
        with internet(port) as way:
            connection = await way.connect(addresses)
            with connection:
                place: str = connection.getpeername()[0]
            return place

    return asyncio.run(run())


def test_the_first_address_that_answers_is_taken(server: socket.socket) -> None:
    assert connect(port_of(server), "127.0.0.1", "127.9.9.9") == "127.0.0.1"
    assert connect(port_of(server), "127.9.9.9", "127.0.0.1") == "127.0.0.1", "the first one refuses"
    assert connect(port_of(server), "::1", "127.0.0.1") == "127.0.0.1"


@contextlib.contextmanager
def silent(port: int) -> Iterator[str]:
    """Give an address where nothing answers, as in a network that swallows packets: the listener's queue is full."""
    with socket.socket() as full, contextlib.ExitStack() as stack:
        full.bind(("127.8.8.8", port))
        full.listen(0)
        for _ in range(4):
            filler = stack.enter_context(socket.socket())
            filler.setblocking(False)
            filler.connect_ex(full.getsockname())
        yield "127.8.8.8"


def test_an_address_that_does_not_answer_holds_nobody_up(server: socket.socket) -> None:
    with silent(port_of(server)) as address:
        begin = time.monotonic()
        assert connect(port_of(server), address, "127.0.0.1") == "127.0.0.1"
        assert module.STAGGER_SECONDS * 0.9 <= time.monotonic() - begin < module.CONNECT_SECONDS


@pytest.mark.parametrize(
    ("addresses", "reason"),
    [
        (("127.9.9.9",), Reason.UNREACHABLE),
        (("127.9.9.9", "127.9.9.8"), Reason.UNREACHABLE),
        (("224.0.0.1",), Reason.OFFLINE),  # Linux says of it what it says where there is no way out
    ],
)
def test_what_is_told_when_none_answers(server: socket.socket, addresses: tuple[str, ...], reason: Reason) -> None:
    with pytest.raises(Failed) as failed:
        connect(port_of(server), *addresses)
    assert failed.value.reason is reason


def test_an_address_that_never_answers_is_given_up(server: socket.socket, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CONNECT_SECONDS", 0.6)
    with silent(port_of(server)) as address, pytest.raises(Failed) as failed:
        connect(port_of(server), address, "127.9.9.9")
    assert failed.value.reason is Reason.UNREACHABLE


def test_when_two_answer_at_once_one_is_kept_and_one_closed() -> None:
    async def run() -> None:
        ours = [socket.socketpair() for _ in range(2)]

        async def give(end: socket.socket) -> socket.socket:
            return end

        async def fail() -> socket.socket:
            raise ConnectionRefusedError(111, "")

        tasks = {asyncio.create_task(give(end)) for end, _ in ours} | {asyncio.create_task(fail())}
        await asyncio.wait(tasks)
        kept, errors = module._sorted_out(tasks)
        assert kept is not None
        assert errors == {111}
        assert sorted(end.fileno() < 0 for end, _ in ours) == [False, True]
        for pair in ours:
            for end in pair:
                end.close()

    asyncio.run(run())


# ---- names -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (socket.gaierror(socket.EAI_NONAME, ""), Reason.NO_NAME),
        (socket.gaierror(socket.EAI_AGAIN, ""), Reason.OFFLINE),
        (socket.gaierror(socket.EAI_FAIL, ""), Reason.OFFLINE),
    ],
)
def test_a_name_that_does_not_exist_is_told_from_a_resolver_that_does_not_answer(
    error: OSError, reason: Reason
) -> None:
    def look_up(_name: str) -> list[str]:
        raise error

    async def run() -> None:
        way = Internet(look_up=look_up)
        with contextlib.closing(way), pytest.raises(Failed) as failed:
            await way.addresses("bank.example")
        assert failed.value.reason is reason

    asyncio.run(run())


def test_a_resolver_that_never_answers_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LOOK_UP_SECONDS", 0.1)
    answer = threading.Event()

    def look_up(_name: str) -> list[str]:
        answer.wait(10)
        return []

    async def run() -> None:
        way = Internet(look_up=look_up)
        with contextlib.closing(way), pytest.raises(Failed) as failed:
            await way.addresses("bank.example")
        assert failed.value.reason is Reason.OFFLINE
        answer.set()

    asyncio.run(run())


def test_the_resolver_is_asked_for_the_whole_name_only_and_each_address_counts_once() -> None:
    """With a dot at the end no domain of the office is tried behind the name."""
    asked: list[bytes] = []

    def resolver(name: bytes, _port: None, *, type: int, flags: int) -> list[Any]:  # noqa: A002 - getaddrinfo's names
        asked.append(name)
        assert (type, flags) == (socket.SOCK_STREAM, socket.AI_ADDRCONFIG)
        return [(0, 0, 0, "", (address, 0)) for address in ("8.8.8.8", "2a00:1450::1", "8.8.8.8")]

    assert module.look_up("bank.example", resolver) == ["8.8.8.8", "2a00:1450::1"]
    assert asked == [b"bank.example."]


# ---- neighbours --------------------------------------------------------------------------------------------------


def test_networks_without_a_router_are_near_unless_they_are_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "route").write_text(
        "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n"
        "eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0\n"
        "eth0\t000200C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0\n"
        "wg0\t00000000\t00000000\t0001\t0\t0\t0\t00000080\t0\t0\t0\n"
        "eth0\t000300C0\t010200C0\t0003\t0\t0\t0\t00FFFFFF\t0\t0\t0\n"
    )
    (tmp_path / "if_inet6").write_text(
        "00000000000000000000000000000001 01 80 10 80       lo\n"
        "20010db8000100000000000000000002 04 40 00 80     eth0\n"
        "20010000000000000000000000000002 05 10 00 80     tun0\n"
    )
    assert list(networks_at(tmp_path)) == [
        ipaddress.ip_network("192.0.2.0/24"),
        ipaddress.ip_network("::1/128"),
        ipaddress.ip_network("2001:db8:1::/64"),
    ]
    assert list(networks_at(tmp_path / "nothing")) == []


def test_the_networks_of_this_machine_can_be_read() -> None:
    with internet() as way:
        assert all(network.prefixlen >= module.LARGEST_4 for network in way.near())
