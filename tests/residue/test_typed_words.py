"""What a resident typed is in the memory of the session's processes while it lasts, and nowhere once it has ended."""

from __future__ import annotations

import base64
import os
import re
import secrets
import subprocess
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.alone import END, Alone, alone
from tests.journeys.parts import missing, until
from tests.xvfb import XServer

pytestmark = [
    pytest.mark.skipif(bool(missing()), reason=f"not installed: {', '.join(missing())}; make setup-test installs them"),
    pytest.mark.skipif(os.geteuid() != 0, reason="reading the memory of other processes needs root"),
    pytest.mark.timeout(180),
    pytest.mark.xdist_group("terminal"),
]

CHUNK = 1 << 22


def shapes(word: str) -> list[bytes]:
    """Give the ways a word may lie in memory or in a file."""
    plain = word.encode()
    return [plain, word.encode("utf-16-le"), base64.b64encode(plain).rstrip(b"="), urllib.parse.quote(word).encode()]


def pieces(pid: int) -> Iterator[bytes]:
    """Give the readable and writable memory of a process."""
    try:
        maps = Path(f"/proc/{pid}/maps").read_text().splitlines()
        with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
            for line in maps:
                found = re.match(r"([0-9a-f]+)-([0-9a-f]+) rw", line)
                if found is None:
                    continue
                at, end = int(found[1], 16), int(found[2], 16)
                while at < end:
                    try:
                        memory.seek(at)
                        data = memory.read(min(CHUNK, end - at))
                    except (OSError, ValueError, OverflowError):
                        break
                    if not data:
                        break
                    yield data
                    at += len(data)
    except (FileNotFoundError, ProcessLookupError):
        return


def holders(word: str, pids: set[int]) -> set[int]:
    """Give the processes whose memory holds a word in any shape."""
    wanted = shapes(word)
    return {pid for pid in pids if any(shape in data for data in pieces(pid) for shape in wanted)}


def below(root: int) -> set[int]:
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    parents = {int(pid): int(parent) for pid, parent in (line.split() for line in listed.splitlines())}
    found = {root}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def files_with(word: str, folder: Path) -> list[Path]:
    wanted = shapes(word)
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path for path in files if any(shape in path.read_bytes() for shape in wanted)]


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
    word = "kanarie" + "".join(secrets.choice("abcdefghkmnprst") for _ in range(14))
    with alone(tmp_path, xserver) as running:
        write(running, word)
        everyone = below(running.process.pid) | {xserver.pid}
        control = until(lambda: holders(word, everyone), "the control: while the session lasts the word is found")
        assert running.process.pid not in control, "the supervisor never sees content"
        running.eyes.touch_at(*END)
        running.until_state("welcome")
        until(lambda: running.reasons() == ["visitor"], "the wipe is recorded")
        assert holders(word, below(running.process.pid) | {xserver.pid}) == set()
        assert files_with(word, tmp_path) == []
        for place in ("/dev/shm", "/var/tmp"):
            assert files_with(word, Path(place)) == []
