"""What a resident typed is in the memory of the session's processes while it lasts, and nowhere once it has ended."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from kiosk.selftest import scan
from kiosk.selftest.words import Search, Words
from tests.journeys.alone import END, Alone, alone
from tests.journeys.parts import missing, until
from tests.xvfb import XServer

pytestmark = [
    pytest.mark.skipif(bool(missing()), reason=f"not installed: {', '.join(missing())}; make setup-test installs them"),
    pytest.mark.skipif(os.geteuid() != 0, reason="reading the memory of other processes needs root"),
    pytest.mark.timeout(180),
    pytest.mark.xdist_group("terminal"),
]


def holders(search: Search, pids: set[int]) -> set[int]:
    """Give the processes whose memory holds a word in any shape."""
    return {pid for pid in pids if scan.memory(pid, search).total}


def files_with(search: Search, folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and scan.file(str(path), search).total]


def press(running: Alone, *keys: str) -> None:
    subprocess.run(["xdotool", "key", "--delay", "60", *keys], env=dict(running.eyes.environment), check=True)


def write(running: Alone, word: str) -> None:
    """Go to the field of one's own words on a slip, by number keys, and type."""
    running.begin()
    running.eyes.find("nehmen")
    press(running, "3")
    running.eyes.find("Zettel")
    press(running, "6")
    while not running.eyes.has("Leerzeichen"):
        press(running, "Return")
    subprocess.run(["xdotool", "type", "--delay", "30", word], env=dict(running.eyes.environment), check=True)


def test_what_was_typed_is_gone_from_every_process_and_file(tmp_path: Path, xserver: XServer) -> None:
    words = Words.chosen()
    search = Search(words)
    with alone(tmp_path, xserver) as running:
        write(running, words.beginning)
        everyone = scan.below(running.process.pid) | {xserver.pid}
        control = until(lambda: holders(search, everyone), "the control: while the session lasts the word is found")
        assert running.process.pid not in control, "the supervisor never sees content"
        running.eyes.touch_at(*END)
        running.until_state("welcome")
        until(lambda: running.reasons() == ["visitor"], "the wipe is recorded")
        assert holders(search, scan.below(running.process.pid) | {xserver.pid}) == set()
        assert files_with(search, tmp_path) == []
        for place in ("/dev/shm", "/var/tmp"):
            assert files_with(search, Path(place)) == []
