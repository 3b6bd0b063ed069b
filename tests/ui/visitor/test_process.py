"""The visitor as a process of its own: ready, shown, gone with its channel, and nothing heavy loaded."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from kiosk import channel
from tests.fakes.broker import setup
from tests.xvfb import XServer

ROOT = Path(__file__).resolve().parents[3]


class Process:
    def __init__(self, home: Path, screen: Mapping[str, str] | None = None) -> None:
        self.sock, theirs = socket.socketpair()
        self.sock.settimeout(20)
        environment = {
            "HOME": str(home),
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "QT_QPA_PLATFORM": "offscreen",
            "XDG_RUNTIME_DIR": str(home),
            **(screen or {}),
        }
        command = [sys.executable, "-P", "-m", "kiosk.visitor", "--channel-fd", str(theirs.fileno())]
        self.child = subprocess.Popen(command, pass_fds=[theirs.fileno()], env=environment, cwd=home)
        theirs.close()
        self._splitter = channel.Splitter()
        self._waiting: list[channel.FromVisitor] = []

    def expect(self, kind: type) -> channel.FromVisitor:
        while True:
            while self._waiting:
                message = self._waiting.pop(0)
                if isinstance(message, kind):
                    return message
            data = self.sock.recv(65536)
            assert data, "the visitor closed the channel"
            self._waiting += [channel.from_visitor(body) for body in self._splitter.feed(data)]


@pytest.fixture
def process(tmp_path: Path) -> Iterator[Process]:
    tmp_path.chmod(0o700)
    made = Process(tmp_path)
    yield made
    made.child.kill()
    made.child.wait()
    made.sock.close()


def test_a_process_gets_ready_is_shown_beats_and_goes_with_its_channel(process: Process) -> None:
    process.sock.sendall(channel.frame(setup()))
    process.expect(channel.Ready)
    process.sock.sendall(channel.frame(channel.Show(3)))
    assert process.expect(channel.Painted) == channel.Painted(3)
    process.expect(channel.Beat)
    process.sock.close()
    assert process.child.wait(timeout=10) == 0


def test_nothing_heavy_is_loaded(process: Process) -> None:
    process.sock.sendall(channel.frame(setup()))
    process.expect(channel.Ready)
    maps = Path(f"/proc/{process.child.pid}/maps").read_text(encoding="utf-8")
    assert "libQt6Widgets" in maps
    for heavy in ("libQt6Quick", "libQt6Qml", "libQt6WebEngine", "libQt6Multimedia", "libavcodec"):
        assert heavy not in maps, heavy


@pytest.mark.xvfb
def test_a_spare_has_made_its_window_but_shows_nothing_until_it_is_told(tmp_path: Path, xserver: XServer) -> None:
    given = {name: xserver.environment()[name] for name in ("DISPLAY", "XAUTHORITY", "QT_QPA_PLATFORM")}
    tmp_path.chmod(0o700)
    process = Process(tmp_path, given)
    try:
        process.sock.sendall(channel.frame(setup()))
        process.expect(channel.Ready)
        process.expect(channel.Beat)
        assert _windows(xserver) == 1
        assert _windows(xserver, "--onlyvisible") == 0
        process.sock.sendall(channel.frame(channel.Show(3)))
        process.expect(channel.Painted)
        assert _windows(xserver, "--onlyvisible") == 1
    finally:
        process.child.kill()
        process.child.wait()
        process.sock.close()


def _windows(xserver: XServer, *only: str) -> int:
    words = ["xdotool", "search", *only, "--name", "^Stadtteil-Terminal$"]
    found = subprocess.run(words, env=xserver.environment(), capture_output=True, text=True, check=False)
    return len(found.stdout.split())
