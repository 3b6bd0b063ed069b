"""What goes wrong in an office, done to a real hub process: power cut, full disk, messages twice and out of order."""

from __future__ import annotations

import http.client
import json
import resource
import secrets
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import pytest

from telemed import api
from telemed.client import HubAway, HubClient
from tests.bench import displays, hub_load
from tests.hub.conftest import ROOT, RunningHub, answers, await_, command, exchange
from tests.pairwise import current_seed, is_full

KILLS = 60 if is_full() else 2


def test_killed_at_any_point_of_a_command_a_repeated_key_gives_one_number(tmp_path: Path) -> None:
    keys = hub_load.prepare(tmp_path)
    chance = Random(current_seed())
    known: dict[str, int] = {}
    for round_ in range(KILLS):
        wanted = [f"{round_}-{index}" for index in range(12)]
        with hub_load.hubs(tmp_path, 1) as [(port, process)]:
            threading.Timer(chance.uniform(0.0, 0.02), process.kill).start()
            with ThreadPoolExecutor(len(wanted)) as pool:
                first = dict(zip(wanted, pool.map(lambda key: _take(port, keys.secret, key), wanted), strict=True))
            await_(lambda: process.poll() is not None)
        with hub_load.hubs(tmp_path, 1) as [(port, _)]:
            for key in wanted:
                number = _take(port, keys.secret, key)
                assert number is not None
                assert first[key] in {None, number}, "what was answered is lost"
                known[key] = number

    assert len(set(known.values())) == len(known), "a number was given twice"
    assert command("verify", "--state", str(tmp_path)).returncode == 0


def _take(port: int, secret: str, key: str) -> int | None:
    try:
        ticket = HubClient(f"http://127.0.0.1:{port}", secret).take_ticket(key, "office")
    except HubAway:
        return None
    assert isinstance(ticket, api.Ticket), ticket
    return ticket.number


def test_one_key_with_another_request_is_refused_and_changes_nothing(hub: RunningHub) -> None:
    client, staff = hub.client(), hub.staff()
    first = client.take_ticket("k", "buero")

    other = client.take_ticket("k", "beratung")

    assert isinstance(other, api.Refusal)
    assert other.reason == "key-reused"
    assert client.take_ticket("k", "buero") == first
    called = staff.post("call-next", {"room": "Raum 1"}, key="call")
    again = staff.post("call-next", {"room": "Platz 2"}, key="call")
    assert called.status == 200
    assert (again.status, again.refusal()["reason"]) == (422, "key-reused")


def test_the_same_command_twenty_times_at_once_happens_once(hub: RunningHub) -> None:
    hub.secret("foyer")
    clients = [hub.client() for _ in range(20)]

    with ThreadPoolExecutor(len(clients)) as pool:
        tickets = list(pool.map(lambda client: client.take_ticket("same", "buero"), clients))

    assert len({json.dumps(repr(ticket)) for ticket in tickets}) == 1
    assert isinstance(clients[0].place(2), api.Refusal)


def test_commands_that_arrive_in_the_wrong_order_do_nothing_wrong(hub: RunningHub) -> None:
    staff, client = hub.staff(), hub.client()
    for key in ("a", "b"):
        client.take_ticket(key, "buero")
    body = {"room": "Raum 1", "number": 1}

    early = [staff.post("done", body, key="done"), staff.post("serve", body, key="serve")]
    staff.post("call-next", {"room": "Raum 1"}, key="next")
    late = [staff.post("serve", body, key="serve"), staff.post("done", body, key="done")]
    delayed = staff.post("call-next", {"room": "Raum 1"}, key="next")

    assert [answer.status for answer in early] == [409, 409]
    assert [answer.status for answer in late] == [200, 200]
    assert json.loads(delayed.body)["number"] == 1, "the first answer, not another call"
    place = client.place(2)
    assert isinstance(place, api.Place)
    assert place.state == "waiting"


def test_wrong_tokens_open_nothing(hub: RunningHub) -> None:
    good = hub.secret("foyer")
    wrong = ["", "Bearer", f"Bearer {good}x", f"Bearer {good[:-1]}", f"Basic {good}", f"bearer  {good.swapcase()}", "é"]

    for value in wrong:
        headers = {"Authorization": value.encode("utf-8").decode("latin-1")}
        assert exchange(hub.port, "GET", "/api/v1/board", None, headers).status == 401, value
    assert exchange(hub.port, "GET", "/api/v1/board", None, {"Authorization": f"Bearer {good}"}).status == 200
    staff = hub.staff()
    assert staff.post("call-next", {"room": "Raum 1"}, **{"X-CSRF-Token": secrets.token_hex(16)}).status in {401, 403}


def test_a_full_disk_is_said_and_nothing_answered_is_lost(tmp_path: Path, free_port: int) -> None:
    keys = hub_load.prepare(tmp_path)
    limit = 400_000  # A file that cannot grow fails at the same places as a full disk, and needs no disk to fill.
    words = [sys.executable, "-m", "tests.bench.hub_load", "serve", str(tmp_path), str(free_port)]
    process = subprocess.Popen(
        words,
        cwd=ROOT,
        stderr=subprocess.DEVNULL,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),  # noqa: PLW1509 (no threads yet)
    )
    given: list[int] = []
    try:
        await_(lambda: answers(free_port))
        client = HubClient(f"http://127.0.0.1:{free_port}", keys.secret)
        with pytest.raises(HubAway, match=r"journal\.db"):
            _take_all(client, given)
        assert exchange(free_port, "GET", "/api/v1/health").status == 200
    finally:
        process.terminate()
        process.wait(15)
    with hub_load.hubs(tmp_path, 1) as [(port, _)]:
        client = HubClient(f"http://127.0.0.1:{port}", keys.secret)
        assert all(isinstance(client.place(number), api.Place) for number in given)
        assert given
        after = client.take_ticket(f"k{len(given)}", "office")
        assert isinstance(after, api.Ticket)
        assert after.number == given[-1] + 1


def _take_all(client: HubClient, given: list[int]) -> None:
    """Take numbers until there are none."""
    for index in range(900):
        answer = client.take_ticket(f"k{index}", "office")
        assert isinstance(answer, api.Ticket)
        given.append(answer.number)


def test_a_call_reaches_many_displays_and_the_bench_says_when() -> None:
    found = displays.calls(20, 1)

    assert (found["displays"], found["count"]) == (20, 1)
    assert found["p99"] > 0


def test_a_connection_cut_in_the_middle_of_a_request_does_nothing(hub: RunningHub) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", hub.port, timeout=10)
    connection.putrequest("POST", "/api/v1/tickets")
    connection.putheader("Authorization", f"Bearer {hub.secret('foyer')}")
    connection.putheader("Idempotency-Key", "half")
    connection.putheader("Content-Type", "application/json")
    connection.putheader("Content-Length", "21")
    connection.endheaders(b'{"serv')
    connection.close()

    ticket = hub.client().take_ticket("whole", "buero")

    assert isinstance(ticket, api.Ticket)
    assert ticket.number == 1
