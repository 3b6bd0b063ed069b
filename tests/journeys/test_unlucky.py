"""What goes wrong with a real terminal: nobody there, a double tap, a program that hangs, a hub that is away, staff."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.journeys.alone import BEGINNING, END, Alone, Hub, alone
from tests.journeys.parts import missing, until
from tests.lockdown.entries import lockdown
from tests.ports import free_port
from tests.xvfb import XServer

pytestmark = [
    pytest.mark.skipif(bool(missing()), reason=f"not installed: {', '.join(missing())}; make setup-test installs them"),
    pytest.mark.timeout(300),
    pytest.mark.xdist_group("terminal"),
]


def stays(running: Alone, state: str, seconds: float) -> None:
    """Look for some time that nothing else happens; the time is what is tested."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        assert running.state() == state


@lockdown(
    "I-40",
    "a second touch on *end* comes down on the next welcome and stays",
    "input",
    "a touch of its own at the same place begins a session",
)
def test_a_double_tap_on_end_never_reaches_the_next_welcome(tmp_path: Path, xserver: XServer) -> None:
    """The second touch comes down on a language of the next welcome and stays there: it must count for nothing."""
    with alone(tmp_path, xserver) as running:
        running.begin()
        (x, y), (to_x, to_y) = END, BEGINNING
        touch = ["mousemove", str(x), str(y), "click", "1", "mousemove", str(to_x), str(to_y), "mousedown", "1"]
        subprocess.run(["xdotool", *touch], env=xserver.environment(), check=True)
        running.until_state("welcome")
        stays(running, "welcome", 1.0)
        subprocess.run(["xdotool", "mouseup", "1"], env=xserver.environment(), check=True)
        stays(running, "welcome", 1.0)
        assert running.reasons() == ["visitor"]
        running.begin()  # the control: a touch of its own at the same place does count


def test_quiet_warns_can_be_extended_and_then_ends(tmp_path: Path, xserver: XServer) -> None:
    with alone(tmp_path, xserver, times="warn_after = 5\nwarning = 20") as running:
        running.begin()
        running.eyes.touch("Weiter", 15)
        stays(running, "session", 1.0)
        running.eyes.find("Weiter", 15)
        running.until_state("welcome", 30)
        assert running.reasons() == ["idle"]


@pytest.mark.skipif(os.geteuid() != 0, reason="the visitor has a uid of its own; stopping it needs root")
@pytest.mark.parametrize(
    ("number", "reason"),
    [
        pytest.param(
            signal.SIGSTOP,
            "silent",
            marks=lockdown("D-13", "the real visitor's process is stopped", "denial", "the record says *silent*"),
        ),
        pytest.param(
            signal.SIGKILL,
            "gone",
            marks=lockdown("D-14", "the real visitor's process is killed", "denial", "the record says *gone*"),
        ),
    ],
)
def test_a_visitor_that_hangs_or_dies_costs_its_session_only(
    tmp_path: Path, xserver: XServer, number: signal.Signals, reason: str
) -> None:
    with alone(tmp_path, xserver) as running:
        running.begin()
        visible = min(running.visitors())
        os.kill(visible, number)
        running.until_state("welcome")
        assert running.reasons() == [reason]
        until(lambda: running.status()["spare"], "there is a spare again")
        running.begin()


def test_a_hub_that_is_away_is_said_and_nothing_is_lost(tmp_path: Path, xserver: XServer) -> None:
    hub = Hub(tmp_path / "hub", free_port())
    hub.start()
    credential = tmp_path / "credential"
    try:
        hub.let_in("test", credential)
        where = f'url = "http://127.0.0.1:{hub.port}"\ncredential = "{credential}"'
        with alone(tmp_path, xserver, hub=where) as running:
            running.begin()
            running.eyes.touch("nehmen")
            running.eyes.touch("Anliegen")
            running.eyes.find("Ja,")
            hub.stop()
            running.eyes.touch("Ja,")
            again = running.eyes.find("Noch")
            hub.start()
            until(lambda: _taken(running, again.x, again.y), "the number is there after trying again")
    finally:
        hub.stop()


def _taken(running: Alone, x: int, y: int) -> bool:
    running.eyes.touch_at(x, y)
    try:
        running.eyes.find("Ihre", 3)
    except AssertionError:
        return False
    return True


def test_staff_comes_in_with_a_badge_and_takes_the_terminal_out_of_order(tmp_path: Path, xserver: XServer) -> None:
    command = [sys.executable, "-m", "kiosk"]
    subprocess.run(
        [*command, "staff", "add", "Petra", "--pin-stdin", "--state", str(tmp_path / "state")],
        input="482915\nbadge0815petra\n",
        text=True,
        check=True,
    )
    with alone(tmp_path, xserver) as running:
        for x in (10, 1910, 10, 1910, 10):
            running.eyes.touch_at(x, 10)
        running.eyes.find("Kurzname")
        keys = ["xdotool", "type", "--delay", "30", "badge0815petra"]
        subprocess.run(keys, env=xserver.environment(), check=True)
        subprocess.run(["xdotool", "key", "Return"], env=xserver.environment(), check=True)
        running.eyes.touch("Außer")
        running.until_state("out-of-order")
        done = subprocess.run([*command, "ctl", "back-in-order", "--runtime", str(tmp_path / "run")], check=False)
        assert done.returncode == 0
        running.until_state("welcome")
        assert running.reasons()[0] == "staff"
