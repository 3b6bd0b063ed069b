"""Each of the checks that follow every attack notices the bad case: the control of all entries."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.journeys.parts import until
from tests.lockdown import watch
from tests.lockdown.stand import Stand

pytestmark = [pytest.mark.xvfb, pytest.mark.xdist_group("lockdown-input"), pytest.mark.timeout(120)]


@pytest.fixture(name="calm")
def _calm(stand: Stand) -> Stand:
    """Give the terminal at its welcome, with nothing to report."""
    stand.go("welcome")
    return stand


def test_nothing_is_reported_where_nothing_happened(calm: Stand) -> None:
    assert calm.problems() == []


def test_a_window_that_is_closed_again_at_once_is_reported(calm: Stand) -> None:
    calm.hand.take_down(calm.hand.put_up("Save as", (300, 300, 400, 300)))
    assert [problem for problem in watch.windows(calm.hand) if "was opened" in problem]
    assert watch.windows(calm.hand) == []


def test_a_window_over_ours_is_reported(calm: Stand) -> None:
    window = calm.hand.put_up("Stadtteil-Terminal", (0, 0, 800, 600))
    found = watch.windows(calm.hand)
    calm.hand.take_down(window)
    calm.hand.mapped()
    assert [problem for problem in found if "not on top" in problem]


def test_a_process_below_the_supervisor_is_reported(calm: Stand) -> None:
    program = [sys.executable, "-c", "import sys; sys.stdin.read()"]
    started = subprocess.Popen(program, stdin=subprocess.PIPE)
    try:
        assert watch.processes(os.getpid()), "it is no broker, and in no sandbox"
    finally:
        started.communicate()
    assert watch.processes(calm.running.process.pid) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="a file of another user id can be made by root only")
@pytest.mark.parametrize("place", ["/tmp", "/var/tmp", "/dev/shm"])
def test_a_file_of_the_visitor_is_reported(calm: Stand, place: str) -> None:
    since = time.time() - 1
    left = Path(place) / f"stadtteil-left-{os.getpid()}"
    left.touch()
    os.chown(left, calm.users[1], calm.users[1])
    found = watch.files(calm.users, calm.running.folder, since)
    left.unlink()  # before a proof of the terminal's own finds it too
    assert found == [f"a file was left: {left}"]


def test_a_file_in_the_terminals_folder_is_reported(calm: Stand) -> None:
    left = calm.running.folder / "core"
    left.touch()
    try:
        assert [problem for problem in calm.problems() if str(left) in problem]
    finally:
        left.unlink()


@pytest.mark.parametrize("kind", ["tcp", "udp"])
def test_a_packet_to_a_canary_is_reported(calm: Stand, kind: str) -> None:
    for canary in calm.canaries:
        if kind == "tcp":
            socket.create_connection((canary.address, canary.port)).close()
        else:
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
                sender.sendto(b"x", (canary.address, canary.port))
    until(lambda: all(not canary.untouched for canary in calm.canaries), "they noticed")
    found = watch.network(calm.canaries)
    for canary in calm.canaries:
        canary.tcp_connections = canary.udp_packets = 0
    assert len(found) == len(calm.canaries)


def test_a_process_that_never_rests_is_noticed() -> None:
    busy = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    try:
        assert not watch.quiet([busy.pid], 0.3)
    finally:
        busy.kill()
        busy.wait()
    assert watch.quiet([busy.pid]), "what is gone has nothing left to do"


def test_a_terminal_out_of_order_is_reported(calm: Stand) -> None:
    calm.running.command("out-of-order")
    calm.running.until_state("out-of-order")
    found = calm.problems()
    calm.running.command("back-in-order")
    calm.running.until_state("welcome")
    assert [problem for problem in found if "out of order" in problem]
