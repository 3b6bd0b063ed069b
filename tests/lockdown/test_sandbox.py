"""What a program in the visitor's place can see and touch, and that it costs only its own session."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from _pytest.mark import ParameterSet

from kiosk.supervisor.limits import ProcessLimits
from kiosk.supervisor.slot import Phase
from tests.lockdown.entries import Group, lockdown
from tests.lockdown.harness import Bench, terminal

pytestmark = [
    pytest.mark.skipif(shutil.which("bwrap") is None, reason="bubblewrap is not installed; make setup installs it"),
    pytest.mark.skipif(os.geteuid() != 0, reason="uids of their own and control groups need root"),
]

CANARY = Path(f"/usr/local/share/stadtteil-test-canary-{os.getpid()}")
"""For root only, below a folder that the sandbox binds; one for each run of the tests."""


async def _next_welcome(bench: Bench) -> None:
    """Wait until the first visitor's session is over and the next welcome can be used."""
    await bench.until(lambda: bench.lines() and bench.terminal.phase in {Phase.WELCOME, Phase.SESSION})


@lockdown(
    "E-01",
    "a program in the visitor's place reads root's files and passwords, writes outside, looks for networks and groups",
    "ipc",
    "in a sandbox that keeps root's id the same file is read",
)
def test_a_visitor_has_its_own_uid_no_network_no_disk_and_no_secrets(tmp_path: Path) -> None:
    # Given a file that only root may read, below a directory that the sandbox binds
    CANARY.write_text("canary")
    CANARY.chmod(0o600)

    async def look() -> dict[str, Any]:
        async with terminal(tmp_path, "report") as bench:
            await bench.until(bench.printed)
            init = bench.sessions[0]
            seen = bench.printed()[0]
            pids = [pid for pid in os.listdir("/proc") if pid.isdigit() and _uid(pid) == init.uid]
            return {**seen, "outside": len(pids)}

    try:
        facts = asyncio.run(look())
    finally:
        CANARY.unlink()
    _is_nobody_of_ours(facts)
    _sees_only_what_was_handed_in(facts, tmp_path)


def _is_nobody_of_ours(facts: dict[str, Any]) -> None:
    assert facts["uid"] not in {0, os.getuid()}
    assert facts["groups"] == []
    assert facts["outside"] >= 1, "its processes run under the reserved uid outside as well"
    assert facts["capabilities"] == ["0000000000000000", "0000000000000000"]
    assert facts["core"] == [0, 0]
    assert facts["oom"] == "1000"
    assert facts["new_privileges"] is True


def _sees_only_what_was_handed_in(facts: dict[str, Any], tmp_path: Path) -> None:
    assert facts["interfaces"] == ["lo"]
    assert facts["canaries"] >= 1, "the control: it is there to be read"
    assert facts["canary"] == []
    assert facts["shadow"] is False
    assert facts["writable"] == []
    assert facts["ram"] == ["/home/visitor/x", "/tmp/x", "/dev/shm/x"]
    assert set(facts["root"]) <= {
        "app",
        "bin",
        "dev",
        "etc",
        "home",
        "lib",
        "lib64",
        "proc",
        "run",
        "sbin",
        "tmp",
        "usr",
        "venv",
    }
    assert set(facts["descriptors"]) <= {"/dev/null", "socket", "pipe", str(tmp_path / "output"), "/proc/3/fd"} | {
        d for d in facts["descriptors"] if d.startswith("/proc")
    }
    assert not {"SSH_AUTH_SOCK", "DBUS_SESSION_BUS_ADDRESS", "XDG_SESSION_ID"} & set(facts["environment"])


def _uid(pid: str) -> int:
    try:
        return Path(f"/proc/{pid}").stat().st_uid
    except OSError:
        return -1


def test_the_canary_is_found_where_the_sandbox_is_wrong(tmp_path: Path) -> None:
    """Positive control: the same file, read as root in a sandbox that keeps root's uid, is readable."""
    CANARY.write_text("canary")
    CANARY.chmod(0o600)
    command = ["bwrap", "--ro-bind", "/usr", "/usr", "--symlink", "usr/lib", "/lib", "--symlink", "usr/lib64", "/lib64"]
    try:
        found = subprocess.run([*command, "/usr/bin/cat", str(CANARY)], capture_output=True, check=False)
    finally:
        CANARY.unlink()
    assert found.stdout == b"canary"


def _misbehaves(number: str, title: str, group: Group, what: str, reason: str) -> ParameterSet:
    control = "the record gives the expected reason, and the next welcome appears"
    return pytest.param(what, reason, id=what, marks=lockdown(number, title, group, control))


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        _misbehaves("D-01", "the visitor's process ends itself", "denial", "crash", "gone"),
        _misbehaves("D-02", "the visitor's process stops answering", "denial", "hang", "silent"),
        _misbehaves("D-03", "the visitor's process floods the channel", "denial", "flood", "flood"),
        _misbehaves("E-02", "bytes on the channel that are no message", "ipc", "malformed", "malformed"),
        _misbehaves("E-03", "a message longer than the channel takes", "ipc", "oversize", "oversize"),
        _misbehaves("E-04", "a request that is not in the broker's table", "ipc", "unknown_effect", "malformed"),
        _misbehaves("D-04", "processes without end, and no answer any more", "denial", "fork", "silent"),
        _misbehaves("D-05", "one process that eats memory", "denial", "memory", "gone"),
    ],
)
def test_a_visitor_that_misbehaves_costs_only_its_own_session(tmp_path: Path, what: str, reason: str) -> None:
    async def misbehave() -> tuple[list[dict[str, Any]], str | None]:
        async with terminal(tmp_path, what) as bench:
            await _next_welcome(bench)
            await bench.until(lambda: bench.terminal.spare_ready)
            return bench.lines(), bench.terminal.out_of_order

    records, out_of_order = asyncio.run(misbehave())
    assert records[0]["reason"] == reason
    assert records[0]["result"] == "proven"
    assert records[0]["survivors"] == 0
    assert out_of_order is None


@lockdown(
    "D-06",
    "two processes that eat memory slowly, where there are no control groups",
    "denial",
    "the record says that it was the memory",
)
def test_without_control_groups_a_visitor_that_fills_the_memory_is_ended_too(tmp_path: Path) -> None:
    async def misbehave() -> list[dict[str, Any]]:
        async with terminal(tmp_path, "memory_slowly", limits=ProcessLimits()) as bench:
            await _next_welcome(bench)
            return bench.lines()

    records = asyncio.run(misbehave())
    assert records[0]["reason"] == "memory"
    assert records[0]["result"] == "proven"


@lockdown("D-07", "processes without end: the limit", "denial", "at least one was made")
def test_forking_without_end_meets_the_limit(tmp_path: Path) -> None:
    async def fork() -> int:
        async with terminal(tmp_path, "fork") as bench:
            await bench.until(bench.printed)
            return int(bench.printed()[0]["children"])

    assert 0 < asyncio.run(fork()) < 64


@lockdown("D-08", "every place in memory is filled", "denial", "at least one byte was written to each")
def test_a_visitor_cannot_write_more_than_its_places_hold(tmp_path: Path) -> None:
    async def fill() -> dict[str, int]:
        async with terminal(tmp_path, "fill") as bench:
            await bench.until(bench.printed)
            return bench.printed()[0]

    written = asyncio.run(fill())
    assert all(0 < count <= 8 << 20 for count in written.values()), written


@lockdown(
    "D-09",
    "children of children in sessions of their own that ignore signals live on",
    "denial",
    "five were there before the end",
)
def test_processes_that_hide_and_ignore_signals_are_gone_after_the_end(tmp_path: Path) -> None:
    async def linger() -> tuple[int, list[dict[str, Any]], int]:
        async with terminal(tmp_path, "linger") as bench:
            await bench.until(bench.printed)
            uid = bench.sessions[0].uid
            before = sum(1 for pid in os.listdir("/proc") if pid.isdigit() and _uid(pid) == uid)
            bench.terminal.end("visitor")
            await _next_welcome(bench)
            after = sum(
                1 for pid in os.listdir("/proc") if pid.isdigit() and _uid(pid) == uid and bench.sessions[-1].uid != uid
            )
            return before, bench.lines(), after

    before, records, after = asyncio.run(linger())
    assert before >= 5, "the control: they were there"
    assert records[0]["result"] == "proven"
    assert after == 0
