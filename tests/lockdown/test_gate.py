"""What a program in the visitor's place reaches beside the gate and through it, and that it harms only itself."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from kiosk.broker.web import WebFile
from kiosk.config import Web
from kiosk.supervisor.slot import Phase
from kiosk.supervisor.web import prepare
from tests.lockdown.entries import lockdown
from tests.lockdown.harness import MIB, Bench, terminal
from tests.web_sites import Canary, Site, outer_address, own_authority

ROOT = Path(__file__).parents[2]

pytestmark = [
    pytest.mark.skipif(shutil.which("bwrap") is None, reason="bubblewrap is not installed; make setup installs it"),
    pytest.mark.skipif(os.geteuid() != 0, reason="uids of their own, and sites on port 443, need root"),
]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    authority = own_authority(tmp_path / "authority")
    with Site(authority, "bank.example", "other.example", "www.mail.example", pages={"/": "the page"}) as found:
        yield found


def rules(site: Site, **changes: Any) -> WebFile:
    fixed = dict.fromkeys(site.names, site.address)
    plain: dict[str, Any] = {"open": False, "hosts": ("bank.example", "*.mail.example"), "fixed": fixed}
    return WebFile(**{**plain, "connections": 64, "per_minute": 600, **changes})


def line(host: str, port: int = 443) -> str:
    return f"CONNECT {host}:{port} HTTP/1.1"


def told(bench: Bench, key: str) -> Any:
    return next((facts[key] for facts in bench.printed() if key in facts), None)


# ---- beside the gate ---------------------------------------------------------------------------------------------


@lockdown(
    "G-01",
    "a compromised visitor sends past the gate: TCP, UDP, TCP fast open, raw sockets, packets",
    "ipc",
    "the same program outside of the sandbox reaches every listener",
)
def test_nothing_reaches_a_listener_outside_by_any_way_but_the_gate(tmp_path: Path, site: Site) -> None:
    with ExitStack() as stack:
        addresses = ["127.0.0.1", "127.0.0.53", "::1", *filter(None, [outer_address()])]
        canaries = [stack.enter_context(Canary(address)) for address in addresses]
        places = [(canary.address, canary.port) for canary in canaries]

        async def attack() -> dict[str, str]:
            async with terminal(tmp_path, "gate.raw", web=rules(site), targets=places) as bench:
                await bench.until(lambda: told(bench, "reached"))
                return dict(told(bench, "reached"))

        outcome = asyncio.run(attack())
        assert "packet" not in outcome
        assert [(canary.address, canary.tcp_bytes, canary.udp_bytes) for canary in canaries] == [
            (address, 0, 0) for address in addresses
        ]
        assert all(canary.untouched for canary in canaries)
        # The control: the same program outside of the sandbox
        words = f"import json; from hostile.gate import reach; print(json.dumps(reach({places!r})))"
        environment = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests' / 'lockdown'}"}
        done = subprocess.run([sys.executable, "-c", words], env=environment, capture_output=True, check=True)
        free = json.loads(done.stdout)
        assert {way for way, state in free.items() if way.startswith(("tcp", "udp"))} == {
            f"{kind} {address}" for kind in ("tcp", "udp") for address in addresses
        }
        assert free["packet"] == "True"

        async def arrived() -> None:
            while not all(canary.tcp_bytes and canary.udp_bytes for canary in canaries):  # noqa: ASYNC110
                await asyncio.sleep(0.01)

        asyncio.run(asyncio.wait_for(arrived(), 5))


# ---- through the gate --------------------------------------------------------------------------------------------


@lockdown(
    "G-02",
    "a compromised visitor asks the gate for other hosts, addresses, ports and ways, and with garbage",
    "navigation",
    "a listed host is reached",
)
def test_only_listed_hosts_are_reached_and_the_screen_can_say_why_not(tmp_path: Path, site: Site) -> None:
    asked = [
        (line("bank.example"), "bank.example", "200", "none"),
        (line("WWW.mail.EXAMPLE."), "www.mail.example", "200", "none"),
        (line("other.example"), "other.example", "403", "not-listed"),
        (line("mail.example"), "mail.example", "403", "not-listed"),
        (line("bank.example", 80), "bank.example", "403", "port"),
        (line(site.address), site.address, "403", "address"),
        (line("127.0.0.1"), "127.0.0.1", "403", "address"),
        (line("2130706433"), "2130706433", "403", "address"),
        (line("[::ffff:127.0.0.1]"), "::ffff:127.0.0.1", "403", "address"),
        (line("bank.example@other.example"), "bank.example", "400", "port"),
        (line("b\u0430nk.example"), "b\u0430nk.example", "400", "none"),
        ("GET http://bank.example/secret HTTP/1.1", "bank.example", "307", "port"),
        ("GET http://other.example/ HTTP/1.1", "other.example", "403", "not-listed"),
        ("GET / HTTP/1.1", "bank.example", "400", "port"),
        ("\x16\x03\x01", "bank.example", "400", "port"),
    ]
    targets = [(words, host) for words, host, _, _ in asked]

    async def ask() -> list[dict[str, Any]]:
        async with terminal(tmp_path, "gate.ask", web=rules(site), targets=targets) as bench:
            await bench.until(lambda: told(bench, "done"))
            bench.terminal.end("visitor")
            await bench.until(bench.lines)
            assert bench.lines()[0]["result"] == "proven"
            return bench.printed()[:-1]

    found = asyncio.run(ask())
    assert [(one["line"], one["status"].split()[1], one["why"]) for one in found] == [
        (words, status, why) for words, _, status, why in asked
    ]
    assert [one.get("page") for one in found[:3]] == ["the page", "the page", None]
    assert [request.host for request in site.got] == ["bank.example", "WWW.mail.EXAMPLE."]
    assert site.connections == 2


@lockdown("G-03", "open mode: blocked hosts, and this machine by name", "navigation", "another host is reached")
def test_in_open_mode_what_is_blocked_stays_so_and_private_addresses_too(tmp_path: Path, site: Site) -> None:
    (tmp_path / "blocked").write_bytes(b"*.mail.example\nother.example\n")
    web = rules(site, open=True, hosts=(), blocked=str(tmp_path / "blocked"))
    targets = [(line(host), host) for host in ("bank.example", "other.example", "www.mail.example", "localhost.")]

    async def ask() -> list[dict[str, Any]]:
        async with terminal(tmp_path, "gate.ask", web=web, targets=targets) as bench:
            await bench.until(lambda: told(bench, "done"), 60)
            return bench.printed()[:-1]

    found = asyncio.run(ask())
    assert [one["why"] for one in found][:3] == ["none", "blocked", "blocked"]
    assert found[3]["why"] in {"address", "no-name", "offline"}


@lockdown("G-04", "a spare asks the gate before its session", "ipc", "in its session the same gate answers")
def test_the_gate_of_a_spare_is_shut_until_its_session_begins(tmp_path: Path, site: Site) -> None:
    async def look() -> tuple[list[str], int, list[str]]:
        targets = [(line("bank.example"), "")]
        async with terminal(tmp_path, "good", "gate.early", web=rules(site), targets=targets) as bench:
            await bench.until(lambda: told(bench, "spare"))
            shut, reached = told(bench, "spare"), site.connections
            await bench.until(lambda: bench.terminal.spare_ready)
            bench.terminal.end("visitor")
            await bench.until(lambda: told(bench, "begun"))
            return shut, reached, told(bench, "begun")

    shut, reached, begun = asyncio.run(look())
    assert shut == [""] * 3
    assert reached == 0
    assert begun == ["HTTP/1.1 200 OK"] * 3, "the control: in its session it is open"


# ---- an office's own authority ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "trusted",
    [
        True,
        pytest.param(
            False,
            marks=lockdown(
                "G-05",
                "a site whose authority nobody trusts",
                "navigation",
                "with that authority in the settings it loads",
            ),
        ),
    ],
)
def test_a_site_of_the_offices_own_authority_loads_only_where_that_is_set(tmp_path: Path, trusted: bool) -> None:
    authority = own_authority(tmp_path / "authority")
    with Site(authority, "bank.example", pages={"/": "<title>t</title><p>the page"}) as site:
        settings = Web(mode="open", ca=authority.certificate if trusted else None)
        database = prepare(settings, tmp_path).authorities

        async def load() -> dict[str, Any]:
            given: dict[str, Any] = {"memory": 1024 * MIB, "tasks": 300, "authorities": database, "web": rules(site)}
            async with terminal(tmp_path, "engine.load", targets="https://bank.example/", **given) as bench:
                await bench.until(lambda: told(bench, "loaded") is not None, 60)
                return bench.printed()[0]

        found = asyncio.run(load())
        if trusted:
            assert found == {"loaded": True, "text": "the page", "errors": []}
            assert [request.path for request in site.got] == ["/"]
        else:
            assert (found["loaded"], found["errors"]) == (False, ["CertificateAuthorityInvalid"])
            assert site.got == []


# ---- what must not be handed over --------------------------------------------------------------------------------


WRONG = {
    "udp": "a UDP socket",
    "unix": "a Unix socket",
    "everywhere": "a listener on every address",
    "ipv6": "a listener of IPv6",
    "two": "two listeners",
    "none": "a message without one",
    "file": "a file",
    "memory": "its own memory",
    "lingering": "a connection whose closing waits for an hour",
}


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param(
            kind,
            id=kind,
            marks=lockdown(
                f"G-{number}",
                f"handed over in place of the gate's listener: {title}",
                "ipc",
                "the record's reason is the expected one; a right one is taken (G-02)",
            ),
        )
        for number, (kind, title) in enumerate(WRONG.items(), 10)
    ],
)
def test_whoever_hands_over_anything_but_its_own_listener_is_ended(tmp_path: Path, site: Site, kind: str) -> None:
    async def attack() -> list[dict[str, Any]]:
        async with terminal(tmp_path, "gate.hand", web=rules(site), targets=kind) as bench:
            await bench.until(lambda: bench.lines() and bench.terminal.phase in {Phase.WELCOME, Phase.SESSION})
            assert told(bench, "handed")
            return bench.lines()

    records = asyncio.run(attack())
    assert (records[0]["reason"], records[0]["result"]) == ("malformed", "proven")
    assert site.connections == 0


# ---- too much ----------------------------------------------------------------------------------------------------


_COUNTED = "connections were made; the session ends in order"


async def _ends_in_order(bench: Bench) -> None:
    assert bench.lines() == [], "the session was not ended for it"
    bench.terminal.end("visitor")
    await bench.until(bench.lines)
    assert (bench.lines()[0]["reason"], bench.lines()[0]["result"]) == ("visitor", "proven")
    assert bench.terminal.out_of_order is None


@lockdown("G-20", "a thousand half-open connections to the gate", "denial", "a whole one is served afterwards")
def test_a_thousand_half_open_connections_are_let_go_and_the_gate_works_again(tmp_path: Path, site: Site) -> None:
    async def attack() -> None:
        targets = [(line("bank.example"), "")]
        web = rules(site, per_minute=10_000)
        async with terminal(tmp_path, "gate.half_open", web=web, targets=targets) as bench:
            await bench.until(lambda: told(bench, "after"))
            assert told(bench, "opened") == 1000
            assert told(bench, "after") == "HTTP/1.1 200 OK"
            await _ends_in_order(bench)

    asyncio.run(attack())


@pytest.mark.parametrize(
    ("what", "key"),
    [
        pytest.param(
            "gate.flood", "flooded", marks=lockdown("G-21", "a flood of connections to the gate", "denial", _COUNTED)
        ),
        pytest.param(
            "gate.steal",
            "raced",
            marks=lockdown("G-22", "racing the broker for the connections of its own listener", "denial", _COUNTED),
        ),
    ],
)
def test_no_flood_and_no_race_holds_up_the_broker(tmp_path: Path, site: Site, what: str, key: str) -> None:
    """It lasts longer than a broker that does not pass on signs of life would be waited for."""

    async def attack() -> int:
        async with terminal(tmp_path, what, web=rules(site), targets=6.5) as bench:
            await bench.until(lambda: told(bench, key))
            count = int(told(bench, key))
            await _ends_in_order(bench)
            return count

    assert asyncio.run(attack()) > 20


def _kernel_knows(address: str) -> int:
    """Count connections of any state with this address in the kernel's table."""
    wanted = int.from_bytes(socket.inet_aton(address), sys.byteorder)
    lines = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return sum(1 for words in lines if int(words[2].partition(":")[0], 16) == wanted)


@pytest.mark.parametrize(
    "killed",
    [
        pytest.param(
            killed,
            marks=lockdown(
                number,
                f"whom a session spoke with, in the kernel's tables after {how}",
                "ipc",
                "while the session lasted they were there",
            ),
        )
        for killed, number, how in ((False, "G-24", "its end"), (True, "G-25", "its broker was killed"))
    ],
)
def test_the_kernel_forgets_with_whom_a_session_spoke(tmp_path: Path, site: Site, killed: bool) -> None:
    async def look() -> tuple[int, int]:
        targets = [(line("bank.example"), ""), (line("www.mail.example"), "")]
        async with terminal(tmp_path, "gate.hold", web=rules(site), targets=targets) as bench:
            await bench.until(lambda: told(bench, "held"))
            during = _kernel_knows(site.address)
            if killed:
                bench.sessions[0]._processes[0].kill()
            else:
                bench.terminal.end("visitor")
            await bench.until(bench.lines)
            return during, _kernel_knows(site.address)

    during, after = asyncio.run(look())
    assert during == 2, "the control: the table shows them"
    assert after == 0


@lockdown("G-23", "the session broker is killed while pages are loaded", "denial", "a page was loaded before")
def test_a_broker_that_is_gone_takes_the_session_and_its_tunnels_with_it(tmp_path: Path, site: Site) -> None:
    async def attack() -> list[dict[str, Any]]:
        targets = [(line("bank.example"), "bank.example")]
        async with terminal(tmp_path, "gate.ask", web=rules(site), targets=targets) as bench:
            await bench.until(lambda: told(bench, "done"))
            bench.sessions[0]._processes[0].kill()
            await bench.until(lambda: bench.lines() and bench.terminal.phase in {Phase.WELCOME, Phase.SESSION})
            return bench.lines()

    records = asyncio.run(attack())
    assert (records[0]["reason"], records[0]["result"]) == ("gone", "proven")
