"""The small parts of the hub: terminals, fleet, limits, certificates, topics, hours, estimate, site, views, clock."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import json
import sqlite3
import ssl
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kiosk.strict_toml import ConfigError
from telemed import api
from telemed.hub import estimate, opening, readings
from telemed.hub import messages as m
from telemed.hub.certificates import own_identity
from telemed.hub.clock import BERLIN, Calendar, SystemClock
from telemed.hub.errors import HubError, Reason
from telemed.hub.fleet import Fleet
from telemed.hub.limits import Buckets, Rate
from telemed.hub.messages import Refused
from telemed.hub.queue import State, apply, decide
from telemed.hub.reception import helper_choices, reception
from telemed.hub.serve import identity_for, is_loopback
from telemed.hub.site import Counter, Hours, Listen, Room, SiteConfig, load_site
from telemed.hub.terminals import CODE_SECONDS, Terminals
from telemed.hub.topics import Topics
from tests.fakes.hub_clock import SetClock, berlin
from tests.fakes.memory_journal import Log, MemoryJournal

ROOT = Path(__file__).parents[3]
SITE = SiteConfig(
    "Lobeda",
    "03641",
    (Counter("office", {"de": "Büro"}), Counter("advice", {"de": "Beratung"}), Counter("post", {"de": "Post"})),
    (Room("A", ("office", "advice")), Room("B", ("post",))),
    hours=Hours(monday=("09:00-12:00", "13:00-16:00")),
)
NOON = dt.datetime(2026, 11, 23, 12, 30, tzinfo=BERLIN)


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


# ---- hours, estimate, site -----------------------------------------------------------------------------------------


def test_the_office_is_open_within_its_hours() -> None:
    days = SITE.hours.days()

    open_at = [opening.is_open(days, NOON.replace(hour=h, minute=mi)) for h, mi in ((8, 59), (9, 0), (11, 59), (12, 0))]

    assert open_at == [False, True, True, False]
    assert not opening.is_open(days, NOON + dt.timedelta(days=1))


@pytest.mark.parametrize("text", ["", "9:00", "24:01", "12:60", "-1:00", "12.00", "\u0661\u0662:00", "12:000"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a time"):
        opening.minutes(text)


def test_a_wait_is_unknown_without_ground_and_a_range_otherwise() -> None:
    assert estimate.waits([600.0, 600.0], 1, 0) is None
    assert estimate.waits([600.0] * 3, 0, 0) is None

    assert estimate.waits([600.0] * 3, 1, 0) == (0.0, 600.0)
    few, many = estimate.waits([300.0, 600.0, 900.0], 1, 2), estimate.waits([300.0, 600.0, 900.0], 1, 8)
    assert few is not None
    assert many is not None
    assert few[0] < few[1] < many[1]
    assert all(bound % 300 == 0 for bound in (*few, *many))


def test_the_example_site_is_valid() -> None:
    site = load_site(ROOT / "telemed/hub/example-site.toml")

    assert site.services_of("Platz 2") == {"buero"}
    assert site.services_of("nowhere") is None
    assert all({"de", "en", "ar", "de-simple"} <= set(counter.title) for counter in site.counters)


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ('serves = ["buero"]', 'serves = ["nope"]', "no counter"),
        ('name = "Platz 2"', 'name = "Raum 1"', "twice"),
        ('"09:00-12:00", "13:00-16:00"', '"12:00-09:00"', "before it opens"),
        ('"09:00-12:00", "13:00-16:00"', '"9-12"', "not a time"),
        ('de = "Stadtteilb', 'fr = "Stadtteilb', "German"),
        ("port = 8480", 'port = 8480\ncertificate = "x.pem"', "belong together"),
        ('serves = ["buero", "beratung"]', 'serves = ["buero"]', "no room serves"),
        ("port = 8480", "port = 99999", "port"),
    ],
)
def test_a_wrong_site_is_refused_with_its_line(tmp_path: Path, before: str, after: str, says: str) -> None:
    text = (ROOT / "telemed/hub/example-site.toml").read_text("utf-8")
    assert before in text
    path = tmp_path / "site.toml"
    path.write_text(text.replace(before, after), "utf-8")

    with pytest.raises(ConfigError, match=says):
        load_site(path)


def test_a_site_needs_a_counter_and_a_room() -> None:
    with pytest.raises(ValueError, match="at least one"):
        SiteConfig("x", "1", (), ())


# ---- views -------------------------------------------------------------------------------------------------------


def office(*commands: m.Command, at: float = 0.0) -> State:
    state = State()
    for command in commands:
        decision = decide(state, command, at)
        assert not isinstance(decision, Refused), decision
        for event in decision:
            state = apply(state, event)
    return state


def test_only_those_for_the_same_rooms_are_ahead() -> None:
    state = office(m.TakeNumber("a", "office"), m.TakeNumber("b", "post"), m.TakeNumber("c", "advice"))
    rooms = readings.Rooms(SITE)

    assert [readings.ahead(state, number, rooms) for number in (1, 2, 3)] == [0, 0, 1]
    assert readings.place(state, 9, rooms) is None
    called = office(m.TakeNumber("a", "office"), m.CallNext("A", frozenset({"office"})))
    assert readings.place(called, 1, rooms) == api.Place(1, "called", 0, "A")


def test_the_board_shows_newest_calls_first_and_a_range_once_three_were_served() -> None:
    services = frozenset({"office", "advice"})
    state, at = State(), NOON.timestamp() - 3600
    for number in range(1, 4):
        for command in (m.TakeNumber(f"t{number}", "office"), m.CallNext("A", services), m.Finish("A", number)):
            decision = decide(state, command, at)
            assert not isinstance(decision, Refused)
            for event in decision:
                state = apply(state, event)
            at += 300
    for command in (m.TakeNumber("x", "office"), m.TakeNumber("y", "post"), m.CallNext("B", frozenset({"post"}))):
        decision = decide(state, command, at)
        assert not isinstance(decision, Refused)
        for event in decision:
            state = apply(state, event)

    board = readings.board(state, SITE, readings.Rooms(SITE), 7, NOON)

    assert [call.number for call in board.calls] == [5]
    assert [each.number for each in board.waiting] == [4]
    assert board.waiting[0].earliest is not None
    assert board.open
    assert not readings.board(State(), SITE, readings.Rooms(SITE), 0, NOON).open


def test_the_helper_is_offered_the_ends_of_the_day_and_full_hours() -> None:
    assert helper_choices(SITE, NOON) == ("14:00", "15:00", "16:00")
    assert helper_choices(SITE, NOON.replace(hour=23)) == ("23:59",)


def test_the_reception_sees_overdue_help_and_other_rooms() -> None:
    at = NOON.timestamp() - 600
    services = frozenset({"office"})
    state = office(
        m.TakeNumber("a", "office"),
        m.TakeNumber("b", "office"),
        m.CallNext("A", services),
        m.CallHelp("h", "foyer"),
        m.AcknowledgeHelp("h", 3),
        m.SetHelper(NOON.timestamp() + 60),
        at=at,
    )

    here, there = (reception(state, SITE, room, [], NOON) for room in ("A", "B"))

    assert here.now is not None
    assert (here.now.number, here.now.minutes, here.for_me) == (1, 10, 1)
    assert there.now is None
    assert [(each.room, each.number) for each in there.elsewhere] == [("A", 1)]
    assert [(call.left, call.minutes_ago) for call in here.helps] == [(-7, 10)]
    assert here.helper_until == "12:31"


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
