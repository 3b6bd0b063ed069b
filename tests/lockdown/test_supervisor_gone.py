"""What is left of a visitor and its broker when the supervisor is killed, and what they got from it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import secrets
import select
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.channel import Ask, Begun, Unlock, frame
from kiosk.supervisor.limits import Bounds, detect
from kiosk.supervisor.proof import survivors
from kiosk.supervisor.session import clear_runtime
from tests.lockdown.entries import lockdown
from tests.lockdown.harness import terminal

CANARY = "stadtteil-canary-in-the-environment"
ROOT = Path(__file__).parents[2]
SUPERVISOR = """
import asyncio, pathlib, sys
from tests.lockdown.harness import terminal

async def main():
    async with terminal(pathlib.Path(sys.argv[1]), "linger") as bench:
        await bench.until(lambda: bench.terminal.spare_ready and bench.printed())
        print(*(session.id for session in bench.sessions), flush=True)
        await asyncio.sleep(3600)

asyncio.run(main())
"""


def _until(condition: Callable[[], object], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def _environment(pid: int) -> bytes:
    return Path(f"/proc/{pid}/environ").read_bytes()


def _below(pid: int) -> set[int]:
    """Return all descendants of a process."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    found, more = set(), {pid}
    while more:
        found |= more
        more = {child for child, parent in parents.items() if parent in more}
    return found - {pid}


@pytest.mark.skipif(shutil.which("bwrap") is None, reason="bubblewrap is not installed; make setup installs it")
@lockdown("D-10", "the supervisor is killed: visitors live on", "denial", "they and what they hid were there before")
def test_killing_the_supervisor_kills_visitors_and_brokers(tmp_path: Path) -> None:
    command = [sys.executable, "-c", SUPERVISOR, str(tmp_path)]
    supervisor = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert supervisor.stdout is not None
    with supervisor.stdout:
        sessions = supervisor.stdout.readline().split()
        pidfds = [os.pidfd_open(pid) for pid in _below(supervisor.pid)]
        try:
            assert len(pidfds) >= 2 + 2 * 2 + 5, "brokers, sandboxes, and what the visitor hid"
            supervisor.send_signal(signal.SIGKILL)
            supervisor.wait()
            assert _until(lambda: len(select.select(pidfds, [], [], 0)[0]) == len(pidfds), 3.0)
        finally:
            supervisor.kill()
            for pidfd in pidfds:
                os.close(pidfd)
    # And the next start clears away what a killed supervisor cannot
    limits = detect()
    assert len(list((tmp_path / "run").iterdir())) == len(sessions) == 2, "the control: it was there"
    clear_runtime(tmp_path / "run", limits)
    assert list((tmp_path / "run").iterdir()) == []
    assert not [file for session in sessions for file in limits.left(session).entry_files() if file.exists()]


@pytest.mark.skipif(os.geteuid() != 0, reason="control groups need root")
@lockdown("D-11", "a process outlives its supervisor into the next start", "denial", "it was there before")
def test_a_process_that_outlived_its_supervisor_is_killed_by_the_next_start(tmp_path: Path) -> None:
    limits = detect()
    if not limits.fit:
        pytest.skip("no control groups here")
    session = secrets.token_hex(8)
    (tmp_path / f"session-{session}").mkdir()
    place = limits.make(session, Bounds())
    process = subprocess.Popen(["sleep", "60"])
    try:
        for file in place.entry_files():
            file.write_text(str(process.pid))
        clear_runtime(tmp_path, limits)
        assert process.wait(5) == -signal.SIGKILL
        assert not place.members()
    finally:
        process.kill()
        process.wait()
        place.remove()


@pytest.mark.skipif(shutil.which("bwrap") is None, reason="bubblewrap is not installed; make setup installs it")
@lockdown("E-05", "another user id reaches the sockets of a session", "ipc", "root finds both folders")
def test_the_sockets_of_a_session_are_in_reach_of_nobody_else(tmp_path: Path) -> None:
    """Another visitor's uid, or any program on the machine, could listen in through the sound socket."""

    async def look() -> list[int]:
        async with terminal(tmp_path, "good") as bench:
            await bench.until(lambda: bench.terminal.spare_ready)
            return [stat.S_IMODE(path.stat().st_mode) for path in bench.runtime.glob("session-*")]

    assert asyncio.run(look()) == [0o700, 0o700]


@pytest.mark.skipif(shutil.which("bwrap") is None, reason="bubblewrap is not installed; make setup installs it")
@lockdown("E-06", "the supervisor's environment is read in the sandbox", "ipc", "a process that just inherits has it")
def test_the_environment_of_the_supervisor_is_in_no_process_of_a_visitor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Started as a user, a visitor may read the environment of the first process in its namespace."""
    monkeypatch.setenv("STADTTEIL_CANARY", CANARY)

    async def look() -> list[bytes]:
        async with terminal(tmp_path, "good") as bench:
            await bench.until(lambda: bench.terminal.spare_ready)
            return [_environment(pid) for session in bench.sessions for pid in survivors(session.traces)]

    environments = asyncio.run(look())
    assert len(environments) >= 4, "bubblewrap's first process and the visitor's, twice"
    control = subprocess.run([sys.executable, "-c", "import os; print(os.environ)"], capture_output=True, check=True)
    assert CANARY.encode() in control.stdout, "the control: a process that just inherits has it"
    assert not any(CANARY.encode() in environment for environment in environments)


@lockdown(
    "D-12", "a broker waits for a hub that never answers while its supervisor is gone", "denial", "it was waiting"
)
def test_a_broker_in_the_middle_of_a_request_ends_at_once_when_the_supervisor_is_gone() -> None:
    # Given a hub that takes a request and never answers
    hub = socket.create_server(("127.0.0.1", 0))
    visitor, channel = socket.socketpair()
    supervisor, control = socket.socketpair()
    command = [sys.executable, "-P", "-m", "kiosk.broker", "--session", "s1"]
    command += ["--hub", f"http://127.0.0.1:{hub.getsockname()[1]}"]
    command += ["--channel-fd", str(channel.fileno()), "--control-fd", str(control.fileno())]
    broker = subprocess.Popen(command, pass_fds=(channel.fileno(), control.fileno()))
    channel.close()
    control.close()
    try:
        supervisor.sendall(frame(Unlock()))
        visitor.recv(100)
        visitor.sendall(frame(Begun()) + frame(Ask(1, "query", "find-place", b"\x81\xa6number\x0e")))
        hub.settimeout(10)
        connection, _ = hub.accept()
        connection.recv(100)
        # When the supervisor is gone
        supervisor.close()
        # Then nothing of the visitor is waited for
        assert _until(lambda: broker.poll() is not None, 1.0), "what it holds would outlive the supervisor"
        connection.close()
    finally:
        broker.kill()
        broker.wait()
        hub.close()
        visitor.close()
