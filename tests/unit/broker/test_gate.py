"""The gate over real sockets: who gets through, what is said to the others, and what it costs."""

from __future__ import annotations

import asyncio
import logging
import socket

import pytest

from kiosk.broker import gate as module
from kiosk.broker.gate import SPARE, Limits
from kiosk.broker.hosts import Reason
from kiosk.broker.internet import Failed
from tests.fakes.gated_site import LIMITS, PUBLIC, RULES, Site, live, until

# ---- through -----------------------------------------------------------------------------------------------------


def test_a_listed_host_is_reached_and_bytes_pass_both_ways() -> None:
    async def story(site: Site) -> None:
        reader, writer = await site.tunnel(more=b"hello ")
        writer.write(b"world")
        assert await reader.readexactly(11) == b"hello world"
        writer.write_eof()
        assert await reader.read() == b"bye", "what comes after one side has finished still passes"
        assert site.gate.why("bank.example") == "none"
        assert site.world.looked_up == ["bank.example"]
        assert site.world.connected == [(PUBLIC,)]

    live(story)


def test_many_megabytes_pass_unharmed_and_wait_for_a_reader_that_is_slow() -> None:
    async def story(site: Site) -> None:
        reader, writer = await site.tunnel()
        block = bytes(range(256)) * 4096
        sending = asyncio.create_task(_send(writer, block, 64))
        await asyncio.sleep(0.2)
        assert not sending.done(), "it must not swallow what nobody reads"
        for _ in range(64):
            assert await reader.readexactly(len(block)) == block
        await sending

    live(story)


async def _send(writer: asyncio.StreamWriter, block: bytes, times: int) -> None:
    for _ in range(times):
        writer.write(block)
        await writer.drain()


def test_a_tunnel_at_full_speed_leaves_others_their_turn() -> None:
    """A broker that copies and copies would not pass on the signs of life, and the session would be ended as hung."""

    async def story(site: Site) -> None:
        reader, writer = await site.tunnel()
        copying = asyncio.create_task(_send(writer, bytes(1 << 20), 64))
        reading = asyncio.create_task(reader.readexactly(64 << 20))
        worst = 0.0
        loop = asyncio.get_running_loop()
        while not reading.done():
            begin = loop.time()
            await asyncio.sleep(0)
            worst = max(worst, loop.time() - begin)
        await copying
        assert worst < 1.0

    live(story)


def test_a_fixed_name_is_reached_at_its_address_although_that_is_private() -> None:
    async def story(site: Site) -> None:
        await site.tunnel("intranet.mail.example")
        assert site.world.looked_up == []
        assert site.world.connected == [("10.0.0.7",)]

    live(story)


def test_what_is_asked_without_encryption_is_sent_to_the_encrypted_place() -> None:
    async def story(site: Site) -> None:
        head, _, _ = await site.say("GET http://www.MAIL.example/inbox?x=1 HTTP/1.1")
        assert "Location: https://www.mail.example/inbox?x=1\r\n" in head
        head, _, _ = await site.say("GET http://evil.example/ HTTP/1.1")
        assert head.startswith("HTTP/1.1 403 ")
        assert site.gate.why("evil.example") == "not-listed"
        head, _, _ = await site.say("POST http://bank.example/ HTTP/1.1")
        assert head.startswith("HTTP/1.1 403 ")
        assert site.gate.why("bank.example") == "port"
        assert not site.world.looked_up + site.world.connected

    live(story)


# ---- refused -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("host", "port", "why"),
    [
        ("evil.example", 443, "not-listed"),
        ("bank.example", 80, "port"),
        ("127.0.0.1", 443, "address"),
        ("[::1]", 443, "address"),
        ("2130706433", 443, "address"),
        ("bank..example", 443, "malformed"),
    ],
)
def test_what_is_not_allowed_is_not_even_looked_up(host: str, port: int, why: str) -> None:
    async def story(site: Site) -> None:
        assert await site.refused(host, port) == why
        assert not site.world.looked_up + site.world.connected
        await site.tunnel()

    live(story)


@pytest.mark.parametrize(
    "addresses",
    [["127.0.0.1"], ["192.168.1.1"], [PUBLIC, "10.0.0.1"], ["::ffff:127.0.0.1"], ["fe80::1%lo"], ["64:ff9b::7f00:1"]],
)
def test_a_name_that_leads_inside_is_refused_even_if_only_one_of_its_addresses_does(addresses: list[str]) -> None:
    async def story(site: Site) -> None:
        site.world.names["a.mail.example"] = addresses
        assert await site.refused("a.mail.example") == "address"
        assert site.world.connected == []

    live(story)


def test_a_name_that_changes_between_two_looks_is_connected_to_where_it_was_looked_at() -> None:
    """Rebinding: the second answer of the resolver leads inside. There is no second look for one connection."""

    async def story(site: Site) -> None:
        await site.tunnel()
        assert site.world.connected == [(PUBLIC,)]
        site.world.names["bank.example"] = ["127.0.0.1"]
        assert await site.refused("bank.example") == "address"
        assert len(site.world.looked_up) == 2
        assert len(site.world.connected) == 1

    live(story)


@pytest.mark.parametrize("words", ["", "GET", "\x16\x03\x01", "CONNECT bank.example:443", "CONNECT a@b:443 HTTP/1.1"])
def test_garbage_gets_a_no_and_harms_nobody(words: str) -> None:
    async def story(site: Site) -> None:
        head, _, _ = await site.say(words)
        assert head.startswith("HTTP/1.1 400 ")
        await site.tunnel()

    live(story)


def test_a_head_without_end_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "HEAD_SECONDS", 0.3)

    async def story(site: Site) -> None:
        reader, writer = await site.connect()
        writer.write(b"x" * (module.HEAD_LIMIT + 1))
        assert await _all(reader) == b"", "too long"
        reader, writer = await site.connect()
        slow = asyncio.create_task(_drip(writer))
        assert await _all(reader) == b"", "too slow, although it never stops"
        slow.cancel()
        await site.tunnel()

    live(story)


async def _all(reader: asyncio.StreamReader) -> bytes:
    try:
        return await reader.read()
    except ConnectionError:
        return b""


async def _drip(writer: asyncio.StreamWriter) -> None:
    while True:
        writer.write(b"x")
        await asyncio.sleep(0.05)


def test_over_the_limits_a_reason_is_given_and_room_is_made_again() -> None:
    async def story(site: Site) -> None:
        held = [await site.tunnel() for _ in range(LIMITS.connections)]
        assert await site.refused("a.mail.example") == "limits"
        held[0][1].close()
        await until(site.gate._has_room)
        await site.tunnel("a.mail.example")
        assert site.gate.why("a.mail.example") == "none"

    live(story)


def test_half_open_connections_take_no_more_than_their_places() -> None:
    async def story(site: Site) -> None:
        for _ in range(LIMITS.connections + SPARE + 20):
            await site.connect()
        await until(lambda: len(site.gate._tasks) == LIMITS.connections + SPARE)

    live(story)


def test_new_ones_over_the_rate_are_refused_with_that_reason() -> None:
    async def story(site: Site) -> None:
        await site.tunnel()
        await site.tunnel()
        assert await site.refused("a.mail.example") == "limits"
        assert await site.refused("evil.example") == "not-listed", "what never works is not excused by a limit"

    live(story, limits=Limits(connections=8, per_minute=2))


def test_a_tunnel_in_which_nothing_moves_is_ended_sooner_when_one_side_has_finished(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "IDLE_SECONDS", 2.0)
    monkeypatch.setattr(module, "HALF_SECONDS", 0.1)

    async def mute(site: Site) -> None:
        reader, writer = await site.tunnel()
        for _ in range(4):
            await asyncio.sleep(0.6)
            writer.write(b"x")
            assert await reader.readexactly(1) == b"x", "what moves lives on"
        assert await reader.read() == b""

    live(mute)

    async def half(site: Site) -> None:
        silent = await asyncio.start_server(lambda _r, w: site.writers.append(w), "127.0.0.1", 0)
        site.world.behind = silent.sockets[0].getsockname()
        monkeypatch.setattr(module, "IDLE_SECONDS", 60.0)
        reader, writer = await site.tunnel()
        writer.write_eof()
        assert await reader.read() == b""
        silent.close()

    live(half)


def test_a_side_that_breaks_off_takes_the_other_with_it() -> None:
    async def story(site: Site) -> None:
        _, writer = await site.tunnel()
        assert len(site.gate._tasks) == 1
        raw = writer.get_extra_info("socket")
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
        writer.transport.abort()
        await until(lambda: not site.gate._tasks)

    live(story)


# ---- the world ---------------------------------------------------------------------------------------------------


def test_what_fails_is_told_and_forgotten_when_it_works_again() -> None:
    async def story(site: Site) -> None:
        await site.tunnel("bank.example")
        assert await site.refused("x.mail.example") == "no-name"
        site.world.fails = Failed(Reason.UNREACHABLE)
        assert await site.refused("a.mail.example") == "unreachable"
        site.world.fails = None
        await site.tunnel("A.mail.example.")
        assert site.gate.why("a.mail.example") == "none"

    live(story)


def test_when_nobody_answers_it_is_the_terminal_that_has_no_internet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)

    async def story(site: Site) -> None:
        for letter in "abcd":
            site.world.names[f"{letter}.mail.example"] = [PUBLIC]
        await site.tunnel("bank.example")
        site.world.fails = Failed(Reason.UNREACHABLE)
        seen = [await site.refused(f"{host}.mail.example") for host in "aabcd"]
        assert seen == ["unreachable", "unreachable", "unreachable", "offline", "offline"]
        site.world.fails = None
        await site.tunnel("a.mail.example")
        site.world.fails = Failed(Reason.OFFLINE)
        assert await site.refused("b.mail.example") == "unreachable", "others answer: it is that host"

    live(story)
    assert [record.getMessage() for record in caplog.records] == [
        "the web is out of reach: 4 connections failed in a row",
        "the web is there again, after 5 connections that failed",
    ]


def test_no_way_out_from_the_beginning_is_told_at_once() -> None:
    async def story(site: Site) -> None:
        site.world.names["bank.example"] = Failed(Reason.OFFLINE)
        assert await site.refused("bank.example") == "offline"

    live(story)


def test_nothing_that_somebody_looked_at_is_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    async def story(site: Site) -> None:
        await site.tunnel("bank.example")
        await site.say("GET http://bank.example/secret HTTP/1.1")
        await site.refused("evil.example")
        site.world.fails = RuntimeError("bank.example")
        await site.say("CONNECT bank.example:443 HTTP/1.1")
        site.world.fails = Failed(Reason.OFFLINE)
        for name in ("bank.example", "a.mail.example", "intranet.mail.example"):
            await site.refused(name)

    live(story)
    assert "a connection broke off: RuntimeError" in caplog.text, "the control: something is logged"
    assert not any(word in caplog.text for word in ("example", "secret", PUBLIC, "127.0.0.1"))


def test_only_so_many_hosts_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "REMEMBERED", 3)

    async def story(site: Site) -> None:
        for number in range(5):
            await site.refused(f"evil{number}.example")
        assert [site.gate.why(f"evil{number}.example") for number in range(5)] == ["none"] * 2 + ["not-listed"] * 3

    live(story)


# ---- opening and closing -----------------------------------------------------------------------------------------


def test_the_gate_of_a_spare_is_shut() -> None:
    async def story(site: Site) -> None:
        reader, writer = await site.connect()
        writer.write(b"CONNECT bank.example:443 HTTP/1.1\r\n\r\n")
        waiting = asyncio.create_task(reader.readuntil(b"\r\n\r\n"))
        done, _ = await asyncio.wait({waiting}, timeout=0.3)
        assert not done
        assert site.world.looked_up == []
        site.open()
        assert await waiting == b"HTTP/1.1 200 OK\r\n\r\n", "the control: open, it answers"

    live(story, opened=False)


def test_a_gate_that_is_closed_drops_what_is_open_and_takes_nothing_new() -> None:
    async def story(site: Site) -> None:
        reader, _ = await site.tunnel()
        site.gate.close()
        assert await _all(reader) == b""
        assert site.world.closed
        await asyncio.to_thread(site.gate._acceptor._thread.join, 5)
        with pytest.raises(ConnectionRefusedError):
            await site.connect()

    live(story)


def test_what_comes_while_the_gate_closes_is_closed_too() -> None:
    async def story(site: Site) -> None:
        site.gate.close()
        for take in (site.gate._take, site.gate._begin):
            ours, other = socket.socketpair()
            with other:
                take(ours, True)
                assert other.recv(1) == b""
        site.gate._hear_broken()
        assert not site.broken.is_set()

    live(story)


def test_something_else_handed_over_is_heard_of() -> None:
    async def run() -> None:
        site = Site(RULES, LIMITS)
        site.visitor.send(b"nothing")
        site.open()
        await asyncio.wait_for(site.broken.wait(), 5)
        site.gate.close()
        site.visitor.close()

    asyncio.run(run())
