"""Microphones: the real one over a real sound server, and the fake, keep the same contract."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sound_server import SoundServer, sound_server, wait_until

RECORD = Path(__file__).with_name("record.py")
pytestmark = pytest.mark.sound


class Room:
    """A source of sound, and a process with a microphone."""

    def __init__(self, root: Path, kind: str, server: SoundServer | None, folder: Path) -> None:
        self.kind, self._server = kind, server
        self.told: list[str] = []
        environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "PYTHONPATH": str(root)}
        address = server.address if server is not None else "unix:/nonexistent"
        self.process = subprocess.Popen(
            [sys.executable, str(RECORD), kind],
            env=environment | {"QT_QPA_PLATFORM": "offscreen", "PULSE_SERVER": address},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self._fifo = folder / "microphone"
        self._module = ""
        self._speaks = threading.Event()
        self._talker = threading.Thread(target=self._talk)
        self._reader = threading.Thread(target=self._read)
        self._reader.start()
        wait_until(lambda: self.told[:1] == ["ready"])

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.told.append(line.strip())

    def plug_in(self) -> None:
        """Have a microphone that is loud for ever."""
        if self._server is None:
            return
        words = ("module-pipe-source", "source_name=mic", f"file={self._fifo}", "rate=16000", "channels=1")
        self._module = self._server.pactl("load-module", *words, "format=s16le").stdout.strip()
        assert self._module
        self._server.pactl("set-default-source", "mic")
        self._talker.start()

    def _talk(self) -> None:
        loud = array("h", [3_000, -3_000] * 800).tobytes()
        with contextlib.suppress(OSError), self._fifo.open("wb", buffering=0) as pipe:
            while not self._speaks.is_set():
                pipe.write(loud)

    def do(self, word: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{word}\n")
        self.process.stdin.flush()

    def hear(self) -> None:
        """Wait until something loud was heard."""
        before = len(self.told)
        if self.kind == "fed":
            self.do("feed")
        wait_until(lambda: any(line.startswith("heard -") and int(line[6:]) > -40 for line in self.told[before:]))

    def pull_out(self) -> None:
        if self._server is None:
            self.do("pull")
        else:
            self._server.pactl("unload-module", self._module)
            self._speaks.set()

    def close(self) -> None:
        self._speaks.set()
        with contextlib.suppress(BrokenPipeError):
            self.do("quit")
        assert self.process.wait(15) == 0
        self._reader.join()
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe is not None
            pipe.close()
        if self._server is not None and self._talker.is_alive():
            self._server.pactl("unload-module", self._module)
            self._talker.join(10)


@pytest.fixture(params=["fed", "device"])
def place(request: pytest.FixtureRequest, root: Path, tmp_path: Path) -> Iterator[Room]:
    """Give a room with a microphone of each kind."""
    if request.param == "fed":
        made = Room(root, "fed", None, tmp_path)
        yield made
        made.close()
        return
    with sound_server(tmp_path, restricted=False) as server:
        made = Room(root, "device", server, tmp_path)
        made.plug_in()
        yield made
        made.close()


def test_it_gives_sound_from_open_to_close_and_at_no_other_time(place: Room) -> None:
    place.do("open")
    wait_until(lambda: "opened 16000" in place.told)
    place.hear()
    place.do("close")
    wait_until(lambda: "closed" in place.told)
    if place.kind == "fed":
        place.do("feed")
        wait_until(lambda: "fed" in place.told)
    place.do("open")
    wait_until(lambda: place.told.count("opened 16000") == 2)
    between = place.told[place.told.index("closed") + 1 :]
    assert not [line for line in between[: between.index("opened 16000")] if line.startswith("heard")]
    place.hear()


def test_one_that_is_taken_away_says_so_once(place: Room) -> None:
    place.do("open")
    wait_until(lambda: "opened 16000" in place.told)
    place.hear()
    place.pull_out()
    wait_until(lambda: "lost" in place.told)
    place.do("close")
    wait_until(lambda: "closed" in place.told)
    assert place.told.count("lost") == 1


def test_what_a_server_plays_is_no_microphone(root: Path, tmp_path: Path) -> None:
    with sound_server(tmp_path, restricted=False, deaf=True) as server:
        assert "monitor" in server.pactl("list", "short", "sources").stdout, "the control: it could be recorded"
        made = Room(root, "device", server, tmp_path)
        made.do("open")
        wait_until(lambda: "opened nothing" in made.told)
        made.close()


@pytest.mark.parametrize("kind", ["none", "device"])
def test_where_there_is_no_microphone_nothing_is_opened(root: Path, tmp_path: Path, kind: str) -> None:
    made = Room(root, kind, None, tmp_path)
    made.do("open")
    wait_until(lambda: "opened nothing" in made.told)
    made.close()
