"""The small parts of the hub: terminals, fleet, limits, certificates, topics, clock."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import json
import sqlite3
import ssl
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from litestar.utils import ensure_async_callable

from telemed import api
from telemed.hub.certificates import own_identity
from telemed.hub.clock import Calendar, SystemClock
from telemed.hub.errors import HubError, Reason
from telemed.hub.fleet import Fleet
from telemed.hub.limits import Buckets, Rate
from telemed.hub.messages import Refused
from telemed.hub.serve import identity_for, is_loopback
from telemed.hub.site import Listen
from telemed.hub.terminals import CODE_SECONDS, Terminals
from telemed.hub.topics import PAUSE_SECONDS, Topics
from telemed.hub.web.auth import _guard
from tests.fakes.hub_clock import SetClock, berlin
from tests.fakes.memory_journal import Log, MemoryJournal

# ---- terminals ---------------------------------------------------------------------------------------------------


def test_a_code_is_exchanged_once_within_a_day() -> None:
    terminals = Terminals(MemoryJournal())
    code, late = terminals.issue("foyer", 0.0), terminals.issue("door", 0.0)

    credential = terminals.enrol(code, 10.0)

    assert isinstance(credential, api.Credential)
    assert terminals.who(credential.secret) == "foyer"
    assert isinstance(terminals.enrol(code, 11.0), Refused)
    assert isinstance(terminals.enrol(late, CODE_SECONDS + 1.0), Refused)
    assert isinstance(terminals.enrol("", 0.0), Refused)
    assert terminals.who("") is None
    assert terminals.names() == ["foyer"]


def test_another_process_learns_of_a_terminal_and_of_its_new_credential() -> None:
    log = Log()
    one, other = Terminals(MemoryJournal(log)), Terminals(MemoryJournal(log))
    first = one.enrol(one.issue("foyer", 0.0), 0.0)
    second = other.enrol(other.issue("foyer", 1.0), 1.0)
    assert isinstance(first, api.Credential)
    assert isinstance(second, api.Credential)

    one.catch_up()

    assert one.who(first.secret) is None
    assert one.who(second.secret) == "foyer"


def test_what_is_shut_out_stays_out_in_every_process() -> None:
    log = Log()
    one, other = Terminals(MemoryJournal(log)), Terminals(MemoryJournal(log))
    found = one.enrol(one.issue("foyer", 0.0), 0.0)
    unused = one.issue("foyer", 1.0)
    assert isinstance(found, api.Credential)

    assert other.shut_out("foyer", 2.0)
    one.catch_up()

    assert one.who(found.secret) is None
    assert one.names() == []
    assert isinstance(one.enrol(unused, 3.0), Refused)
    assert not one.shut_out("foyer", 4.0)
    assert isinstance(one.enrol(one.issue("foyer", 5.0), 5.0), api.Credential)


def test_the_journal_holds_neither_code_nor_secret() -> None:
    log = Log()
    terminals = Terminals(MemoryJournal(log))
    code = terminals.issue("foyer", 0.0)
    credential = terminals.enrol(code, 0.0)
    assert isinstance(credential, api.Credential)

    kept = b"".join(entry.payload for entry in log.streams["terminals"])

    assert b"foyer" in kept
    assert credential.secret.encode() not in kept
    assert code.replace("-", "").encode() not in kept


# ---- fleet -------------------------------------------------------------------------------------------------------


@pytest.fixture
def fleet(tmp_path: Path) -> Iterator[Fleet]:
    with contextlib.closing(Fleet(tmp_path)) as opened:
        yield opened


def beat(state: str = "welcome", head: str = "a") -> api.Heartbeat:
    return msgspec.convert({"state": state, "sessions": 1, "wipe_head": head, "wipe_failures": 0}, api.Heartbeat)


def test_a_terminal_not_heard_of_for_a_minute_is_away(fleet: Fleet) -> None:
    assert fleet.heard("foyer", beat(), 0.0)
    assert not fleet.heard("foyer", beat(), 10.0)
    assert fleet.heard("foyer", beat("session"), 20.0)

    assert [(t.name, t.state) for t in fleet.terminals(70.0)] == [("foyer", "session")]
    assert fleet.terminals(81.0)[0].state == "away"


def test_every_head_of_a_wipe_chain_is_kept(fleet: Fleet) -> None:
    for at, head in enumerate(["a", "a", "b", "a"]):
        fleet.heard("foyer", beat(head=head), float(at))

    assert fleet.heads("foyer") == [(0.0, "a"), (2.0, "b")]


def chained(records: int, head: str, *recent: str) -> api.Heartbeat:
    return api.Heartbeat("welcome", 0, head * 16, 0, wipe_records=records, wipe_recent=tuple(c * 16 for c in recent))


@pytest.mark.parametrize(
    ("beats", "broken"),
    [
        ([chained(1, "a"), chained(1, "a"), chained(2, "b", "a")], False),
        ([chained(1, "a"), chained(4, "d", "a", "b", "c")], False),
        ([chained(1, "a"), chained(90, "d", "y", "z")], False),
        ([chained(2, "b", "a"), chained(1, "a")], True),
        ([chained(2, "b", "a"), chained(2, "c", "a")], True),
        ([chained(2, "b", "a"), chained(3, "d", "a", "c")], True),
        ([chained(2, "b", "a"), chained(9, "d")], True),
        ([beat(), chained(3, "c", "a", "b")], False),
    ],
)
def test_a_chain_of_wipe_records_that_does_not_go_on_is_a_problem(
    fleet: Fleet, beats: list[api.Heartbeat], broken: bool
) -> None:
    for at, each in enumerate(beats):
        fleet.heard("foyer", each, float(at))
    fleet.heard("foyer", beats[-1], 20.0)

    assert ("chain" in fleet.terminals(20.0)[0].problems) == broken
    fleet.forgive("foyer")
    fleet.heard("foyer", chained(1, "x"), 21.0)
    assert "chain" not in fleet.terminals(21.0)[0].problems


def test_a_self_test_is_shown_and_an_old_one_is_overdue(fleet: Fleet) -> None:
    assert (fleet.heard("foyer", beat(), 0.0), fleet.terminals(1.0)[0].selftest) == (True, "")
    told = msgspec.structs.replace(beat(), selftest=api.SelfTest("proven", 100))
    fleet.heard("foyer", told, 200.0)

    assert fleet.terminals(100.0 + 36 * 3600)[0].selftest == "proven"
    assert fleet.terminals(101.0 + 36 * 3600)[0].selftest == "overdue"
    fleet.heard("foyer", msgspec.structs.replace(beat(), selftest=api.SelfTest("found", 100)), 200.0)
    assert fleet.terminals(101.0 + 36 * 3600)[0].selftest == "found"


def test_what_an_older_hub_does_not_know_is_not_sent() -> None:
    assert set(msgspec.json.decode(msgspec.json.encode(beat()))) == {"state", "sessions", "wipe_head", "wipe_failures"}


def test_a_fleet_file_that_cannot_be_used_is_named(fleet: Fleet, tmp_path: Path) -> None:
    with contextlib.closing(sqlite3.connect(tmp_path / "fleet.db")) as other:
        other.execute("drop table heartbeat")

    for use in (lambda: fleet.heard("foyer", beat(), 0.0), lambda: fleet.terminals(0.0)):
        with pytest.raises(HubError) as caught:
            use()
        assert caught.value.reason is Reason.UNREADABLE


# ---- limits ------------------------------------------------------------------------------------------------------


def test_a_burst_is_allowed_then_a_rate() -> None:
    buckets = Buckets(Rate(2, 60))

    assert [buckets.take("a", 0.0) for _ in range(3)] == [True, True, False]
    assert buckets.take("b", 0.0)
    assert buckets.take("a", 1.0)
    assert not buckets.take("a", 0.5)


def test_many_names_are_forgotten_oldest_first() -> None:
    buckets = Buckets(Rate(1, 0))
    assert buckets.take("first", 0.0)

    for index in range(5_000):
        buckets.take(f"n{index}", 0.0)

    assert buckets.take("first", 0.0)
    assert not buckets.take("n4999", 0.0)


# ---- certificates ------------------------------------------------------------------------------------------------


def test_the_own_certificate_is_kept_and_made_anew_when_it_must_be(tmp_path: Path) -> None:
    now = dt.datetime.now(dt.UTC)
    made = own_identity(tmp_path, ("hub.local", "127.0.0.1"), now)
    first, authority = made.certificate.read_bytes(), (tmp_path / "ca.pem").read_bytes()
    ssl.create_default_context(cafile=tmp_path / "ca.pem").load_cert_chain(made.certificate, made.key)

    own_identity(tmp_path, ("hub.local", "127.0.0.1"), now + dt.timedelta(days=300))
    assert made.certificate.read_bytes() == first
    own_identity(tmp_path, ("hub.local", "127.0.0.1"), now + dt.timedelta(days=380))
    second = made.certificate.read_bytes()
    assert second != first
    own_identity(tmp_path, ("other.local",), now + dt.timedelta(days=380))
    assert made.certificate.read_bytes() != second
    made.key.unlink()
    own_identity(tmp_path, ("other.local",), now)

    assert (tmp_path / "ca.pem").read_bytes() == authority
    assert {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {
        "ca.pem": 0o644,
        "hub.pem": 0o644,
        "ca.key": 0o600,
        "hub.key": 0o600,
    }


@pytest.mark.parametrize("broken", ["ca.pem", "ca.key", "hub.pem"])
def test_a_damaged_certificate_is_named(tmp_path: Path, broken: str) -> None:
    now = dt.datetime.now(dt.UTC)
    own_identity(tmp_path, ("hub.local",), now)
    (tmp_path / broken).write_text("nonsense", "ascii")

    with pytest.raises(HubError) as caught:
        own_identity(tmp_path, ("hub.local",), now)

    assert caught.value.reason is Reason.CERTIFICATE


def test_plain_text_is_for_loopback_only(tmp_path: Path) -> None:
    now = dt.datetime.now(dt.UTC)

    assert [is_loopback(host) for host in ("127.0.0.1", "::1", "localhost")] == [True] * 3
    assert [is_loopback(host) for host in ("0.0.0.0", "192.168.1.5", "hub.local", "")] == [False] * 4
    assert identity_for(Listen(), tmp_path, now) is None
    assert identity_for(Listen(host="192.168.1.5"), tmp_path, now) is not None
    with pytest.raises(HubError, match="fehlt"):
        identity_for(Listen(certificate=tmp_path / "none", key=tmp_path / "none"), tmp_path, now)


# ---- topics ------------------------------------------------------------------------------------------------------


def test_a_slow_receiver_gets_the_newest_value_once() -> None:
    values: dict[str, msgspec.Struct | None] = {"a": api.Changed("0"), "b": None}

    async def test() -> list[Any]:
        topics = Topics(lambda topic: values[topic])
        box, other = topics.subscribe(["a", "b"]), topics.subscribe(["a"])
        assert topics.receivers == 2
        topics.refresh()
        for number in range(1, 4):
            values["a"] = api.Changed(str(number))
            topics.changed()
            topics.refresh()
        got = [json.loads(message) for message in await box.take()]
        topics.unsubscribe(box)
        topics.unsubscribe(other)
        assert topics.receivers == 0
        return got

    assert asyncio.run(test()) == [{"topic": "a", "value": {"revision": "3"}}]


def test_a_burst_of_changes_is_sent_together_and_soon() -> None:
    async def test() -> int:
        reads = 0

        def read(_: str) -> api.Changed:
            nonlocal reads
            reads += 1
            return api.Changed(str(reads))

        topics = Topics(read)
        box = topics.subscribe(["a"])
        await box.take()
        for _ in range(100):
            topics.changed()
        await asyncio.wait_for(box.take(), 1)
        return reads

    assert asyncio.run(test()) == 2


def test_an_unchanged_board_is_not_sent_again_at_once() -> None:
    async def test() -> None:
        topics = Topics(lambda _: api.Board("x", time.time(), 1))
        box = topics.subscribe(["board"])
        topics.refresh()
        await box.take()
        topics.refresh()
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(box.take(), 0.01)

    asyncio.run(test())


def test_a_look_at_the_time_alone_keeps_no_change_waiting() -> None:
    async def test() -> tuple[float, float]:
        loop, topics = asyncio.get_running_loop(), Topics(lambda _: None)
        topics.refresh()
        before = loop.time()
        topics.changed()
        assert topics._timer is not None
        at_once = topics._timer.when() - before
        topics.refresh()
        topics.changed()
        return at_once, topics._timer.when() - before

    at_once, after_a_change = asyncio.run(test())
    assert after_a_change - at_once >= PAUSE_SECONDS - 0.001


# ---- guards ------------------------------------------------------------------------------------------------------


def test_a_guard_runs_in_the_event_loop_and_in_no_thread() -> None:
    ran: list[threading.Thread] = []
    guard: Any = ensure_async_callable(_guard(lambda _: ran.append(threading.current_thread())))

    asyncio.run(guard(None, None))

    assert ran == [threading.current_thread()]


# ---- clock -------------------------------------------------------------------------------------------------------


def test_a_slow_correction_of_the_clock_is_no_jump() -> None:
    clock = SetClock(berlin("2026-11-23 10:00"))
    calendar = Calendar(clock)

    for _ in range(1000):
        clock.jump(1.0)
        calendar.today()

    assert calendar.jumped() == 0.0
    clock.jump(-7200)
    assert calendar.today() == dt.date(2026, 11, 23)
    assert calendar.jumped() < -7000


def test_the_machines_clocks_go_forward() -> None:
    clock = SystemClock()

    assert clock.boot() <= clock.boot()
    assert abs(clock.now() - time.time()) < 5
