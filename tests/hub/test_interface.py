"""The public interface of a real hub process: what terminals get, and what nobody gets."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
import time
from collections.abc import AsyncIterator

import msgspec

from telemed import api
from telemed.client import HubClient
from tests.hub.conftest import NASTY, Answer, RunningHub, command, exchange


def test_a_terminal_takes_a_number_and_staff_call_it(hub: RunningHub) -> None:
    client, staff = hub.client(), hub.staff()

    ticket = client.take_ticket("k", "buero")
    assert isinstance(ticket, api.Ticket)
    assert client.take_ticket("k", "buero") == ticket
    called = json.loads(staff.post("call-next", {"room": "Raum 1"}).body)

    assert (ticket.number, called["number"], called["ticket"]) == (1, 1, ticket.id)
    assert client.place(1) == api.Place(1, "called", 0, "Raum 1")
    board = client.board()
    assert isinstance(board, api.Board)
    assert [(call.number, call.room) for call in board.calls] == [(1, "Raum 1")]


def test_board_and_place_never_say_what_somebody_wants(hub: RunningHub) -> None:
    client = hub.client()
    client.take_ticket("k1", "beratung")
    client.take_ticket("k2", "buero")
    headers = {"Authorization": f"Bearer {hub.secret('foyer')}"}

    for path in ("/api/v1/board", "/api/v1/numbers/1"):
        body = exchange(hub.port, "GET", path, None, headers).body.decode()
        assert '"number":1' in body
        assert "eratung" not in body
        assert "buero" not in body


@contextlib.asynccontextmanager
async def closed_at_once(client: HubClient, topics: list[str]) -> AsyncIterator[AsyncIterator[api.Push]]:
    """Watch, and close the connection while the loop still runs."""
    pushes = client.watch(topics)
    try:
        yield pushes
    finally:
        await pushes.aclose()  # type: ignore[attr-defined] # an asynchronous generator has it


def test_a_call_is_pushed_to_every_topic_it_concerns(hub: RunningHub) -> None:
    client, staff = hub.client(), hub.staff()
    ticket = client.take_ticket("k", "buero")
    assert isinstance(ticket, api.Ticket)

    async def follow() -> dict[str, bytes]:
        seen: dict[str, bytes] = {}
        async with closed_at_once(client, ["board", "place/1", "site"]) as pushes:
            async for push in pushes:
                first = push.topic not in seen
                seen[push.topic] = bytes(push.value)
                if first and len(seen) == 3:
                    await asyncio.to_thread(staff.post, "call-next", {"room": "Platz 2"})
                if b"Platz 2" in seen.get("board", b"") and b"called" in seen.get("place/1", b""):
                    return seen
        raise AssertionError

    seen = asyncio.run(asyncio.wait_for(follow(), 15))
    assert b"Lobeda" in seen["site"]


def test_help_is_pushed_to_its_terminal_only(hub: RunningHub) -> None:
    client, other, staff = hub.client("foyer"), hub.client("door"), hub.staff()
    call = client.call_help("h")
    assert isinstance(call, api.Help)

    async def follow() -> api.Push:
        async with closed_at_once(client, [f"help/{call.id}"]) as pushes:
            async for push in pushes:
                if b"acknowledged" in bytes(push.value):
                    return push
                await asyncio.to_thread(staff.post, f"help/{call.id}/acknowledge", {"minutes": 3})
        raise AssertionError

    push = asyncio.run(asyncio.wait_for(follow(), 15))
    assert b'"minutes":3' in bytes(push.value)
    assert isinstance(other.help(call.id), api.Refusal)
    assert isinstance(other.withdraw_help(call.id), api.Refusal)
    assert isinstance(client.withdraw_help(call.id), api.Help)


def handshake(hub: RunningHub, query: str, headers: str) -> bytes:
    """Ask for pushed values; give the status line and what follows."""
    with socket.create_connection(("127.0.0.1", hub.port), 5) as raw:
        raw.sendall(
            f"GET /api/v1/watch?{query} HTTP/1.1\r\nHost: 127.0.0.1:{hub.port}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n"
            f"{headers}\r\n".encode()
        )
        return raw.recv(65536)


def test_topics_need_the_right_to_them(hub: RunningHub) -> None:
    bearer = f"Authorization: Bearer {hub.secret('foyer')}\r\n"
    cookie = f"Cookie: {hub.staff().cookie}\r\n"

    assert b" 101 " in handshake(hub, "topic=board", bearer)
    assert b" 101 " in handshake(hub, "topic=reception", cookie)
    for query, headers in [
        ("topic=board", ""),
        ("topic=board", "Authorization: Bearer wrong\r\n"),
        ("topic=reception", bearer),
        ("topic=help/unknown", bearer),
        ("topic=secret", bearer),
        ("topic=place/0", bearer),
        ("topic=place/%D9%A1", bearer),
        ("", bearer),
        ("&".join(["topic=board"] * 17), bearer),
        ("topic=reception", cookie + "Origin: http://evil.example\r\n"),
    ]:
        assert b" 101 " not in handshake(hub, query, headers), (query, headers)


def post(hub: RunningHub, path: str, body: bytes, **headers: str) -> Answer:
    sent = {"Authorization": f"Bearer {hub.secret('foyer')}", "Content-Type": "application/json", **headers}
    return exchange(hub.port, "POST", path, body, sent)


def test_hostile_input_is_refused_as_a_value_and_never_a_fault(hub: RunningHub) -> None:
    bodies = [json.dumps({"service": nasty}).encode() for nasty in NASTY]
    bodies += [b"", b"{", b"null", b"[]", b'{"service":1}', b'{"service":"buero","x":1}', b"\xff\xfe", b"[" * 50_000]
    key = {"Idempotency-Key": "k"}
    answers = [post(hub, "/api/v1/tickets", body, **key) for body in bodies]
    answers += [post(hub, "/api/v1/tickets", b'{"service":"buero"}', **k) for k in ({}, {"Idempotency-Key": "x" * 65})]
    answers += [post(hub, "/api/v1/tickets", b"x" * 100_000, **key)]
    answers += [post(hub, "/api/v1/enrol", json.dumps({"code": nasty, "name": nasty}).encode()) for nasty in NASTY[:6]]
    beat = {"state": "welcome", "sessions": 1, "wipe_head": "", "wipe_failures": 0, "problems": ["x" * 1000]}
    answers += [post(hub, "/api/v1/heartbeat", json.dumps(beat).encode())]
    answers += [post(hub, "/api/v1/heartbeat", json.dumps({**beat, "problems": [], "sessions": -1}).encode())]
    bearer = {"Authorization": f"Bearer {hub.secret('foyer')}"}
    for path in ("/numbers/0", "/numbers/99999999999999999999999", "/numbers/x", "/numbers/-1", "/help/%00", "/nope"):
        answers.append(exchange(hub.port, "GET", f"/api/v1{path}", None, bearer))

    assert {answer.status for answer in answers} <= {400, 401, 404, 413, 429}
    assert all(answer.refusal()["detail"] for answer in answers)
    assert isinstance(hub.client().take_ticket("fine", "buero"), api.Ticket)


def test_nothing_is_read_without_a_credential(hub: RunningHub) -> None:
    for path in ("/board", "/site", "/numbers/1", "/help/x", "/staff/terminals"):
        for headers in (
            {},
            {"Authorization": "Bearer wrong"},
            {"Authorization": "Basic eDp4"},
            {"Cookie": "stadtteil=x"},
        ):
            assert exchange(hub.port, "GET", f"/api/v1{path}", None, headers).status == 401


def test_a_terminal_is_no_staff(hub: RunningHub) -> None:
    assert post(hub, "/api/v1/staff/call-next", b'{"room":"Raum 1"}', **{"Idempotency-Key": "k"}).status == 401


def test_an_enrolment_code_works_once(hub: RunningHub) -> None:
    code = command("enrol", "door", "--state", str(hub.state)).stdout.strip()
    stranger = HubClient(hub.url, "")

    first = stranger.enrol(code.lower().replace("-", " "), "anything")
    second = stranger.enrol(code, "door")

    assert isinstance(first, api.Credential)
    assert first.terminal == "door"
    assert isinstance(second, api.Refusal)
    assert isinstance(HubClient(hub.url, first.secret).site(), api.Site)


def test_enrolling_again_makes_the_old_credential_void_and_files_hold_no_secret(hub: RunningHub) -> None:
    old = hub.secret("foyer")
    del hub.terminals["foyer"]
    new = hub.secret("foyer")

    assert isinstance(HubClient(hub.url, old).site(), api.Refusal)
    assert isinstance(HubClient(hub.url, new).site(), api.Site)
    content = b"".join(path.read_bytes() for path in hub.state.iterdir() if path.is_file())
    assert b"foyer" in content
    assert new.encode() not in content


def test_guessing_codes_is_slowed_down(hub: RunningHub) -> None:
    statuses = [post(hub, "/api/v1/enrol", b'{"code":"x","name":"x"}').status for _ in range(15)]

    assert statuses[0] == 401
    assert statuses[-1] == 429


def test_a_terminal_gone_wild_cannot_take_all_numbers(hub: RunningHub) -> None:
    client = hub.client()

    answers = [client.take_ticket(f"k{index}", "buero") for index in range(30)]

    assert isinstance(answers[0], api.Ticket)
    last = answers[-1]
    assert isinstance(last, api.Refusal)
    assert last.reason == "too-many"
    assert isinstance(hub.client("door").take_ticket("k", "buero"), api.Ticket)


def test_a_heartbeat_is_seen_by_staff(hub: RunningHub) -> None:
    beat = api.Heartbeat("welcome", 3, "ab" * 32, 0, ("no-paper",))

    assert hub.client().heartbeat(beat) == api.Done()

    page = hub.staff().page()
    assert "foyer" in page
    assert "no-paper" in page


def test_the_self_test_and_a_broken_chain_are_seen_by_staff(hub: RunningHub) -> None:
    beat = api.Heartbeat("welcome", 3, "ab" * 32, 0, wipe_records=5, selftest=api.SelfTest("found", 1))
    assert hub.client().heartbeat(beat) == api.Done()
    assert "etwas blieb zurück" in hub.staff().page()

    fine = msgspec.structs.replace(beat, wipe_records=4, selftest=api.SelfTest("proven", int(time.time())))
    assert hub.client().heartbeat(fine) == api.Done()
    page = hub.staff().page()
    assert "Selbsttest Löschung: in Ordnung" in page
    assert "Lösch-Protokoll passt nicht" in page


def test_the_interface_describes_itself(hub: RunningHub) -> None:
    found = json.loads(exchange(hub.port, "GET", "/api/v1/schema/openapi.json").body)

    expected = {"/tickets", "/numbers/{number}", "/help", "/site", "/board", "/enrol", "/heartbeat", "/staff/call-next"}
    assert {f"/api/v1{path}" for path in expected} <= set(found["paths"])
