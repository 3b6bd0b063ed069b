"""A real PulseAudio daemon with a null sink and a tape of what it plays, and a microphone that hears a tone."""

from __future__ import annotations

import array
import contextlib
import os
import re
import shutil
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HERTZ = 22_050
LOUD = 300
"""A sample above this is heard; the null sink itself is exactly silent."""


_PROMPT = "\n".join(
    (
        f"module-null-sink sink_name=mouth rate={HERTZ} channels=1",
        "load-module module-sine sink=mouth frequency=440",
        "load-module module-remap-source master=mouth.monitor",
    )
)
"""A loudspeaker that plays a tone, and a microphone before it; PulseAudio's own tone knows no short pieces."""

_QUIET = """module-null-sink sink_name=mouth rate=16000 channels=1
load-module module-remap-source master=mouth.monitor"""


class SoundServer:
    """The daemon and the recording of its monitor."""

    def __init__(
        self, folder: Path, *, restricted: bool = True, prompt: bool = False, deaf: bool = False, quiet: bool = False
    ) -> None:
        """`prompt`: the microphone gives what it hears in small pieces, as a sound card does, and not 2 s at a time.

        `deaf`: there is none, and what is shipped asks for it in vain. `quiet`: it hears what is played to the sink
        `mouth`, and nothing else.
        """
        self.folder = folder
        self._restricted = restricted
        self._microphone = _PROMPT if prompt else f"module-sine-source rate={HERTZ} frequency=440"
        if deaf:
            self._microphone = "module-alsa-source device=hw:nowhere"
        if quiet:
            self._microphone = _QUIET
        self.socket = folder / "sock"
        self.address = f"unix:{self.socket}"
        self._home = {"PATH": os.environ["PATH"], "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}
        self._tape = folder / "tape.raw"
        self.process = self._start()
        self._recorder: subprocess.Popen[bytes] | None = None

    def _start(self) -> subprocess.Popen[bytes]:
        """Start it with what is shipped, or with a desktop's freedoms; only sink and places are others."""
        shipped = Path(__file__).parents[1] / "systemd"
        configuration = (shipped / "stadtteil-sound.conf").read_text()
        configuration = configuration.replace("/etc/stadtteil-terminal", str(self.folder))
        if not self._restricted:
            for name, value in (("allow-module-loading", "yes"), ("allow-exit", "yes"), ("flat-volumes", "yes")):
                configuration = re.sub(rf"^{name} = no$", f"{name} = {value}", configuration, flags=re.MULTILINE)
        (self.folder / "sound.conf").write_text(configuration)
        script = (shipped / "stadtteil-sound.pa").read_text()
        script = script.replace("/run/stadtteil-sound/native", str(self.socket)).replace("loudspeaker", "test")
        sink = f"module-null-sink rate={HERTZ} channels=1"
        script = script.replace("module-alsa-sink device=hw:0", sink)
        script = script.replace("module-alsa-source device=hw:0", self._microphone)
        (self.folder / "sound.pa").write_text(script)
        return subprocess.Popen(
            ["pulseaudio"],
            env=self._home | {"PULSE_CONFIG": str(self.folder / "sound.conf")},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    @property
    def environment(self) -> dict[str, str]:
        """Give the variables for a child process that shall reach the daemon itself."""
        return self._home | {"PULSE_SERVER": self.address}

    def pactl(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Ask the daemon itself."""
        return subprocess.run(["pactl", *words], env=self.environment, capture_output=True, text=True, check=False)

    def is_up(self) -> bool:
        """Whether the daemon takes connections."""
        return self.pactl("info").returncode == 0

    def record(self) -> None:
        """Begin a tape. Low latency also makes the null sink take sound as a sound card does, in small pieces."""
        with self._tape.open("wb") as tape:
            self._recorder = subprocess.Popen(
                [
                    *("parec", "--raw", "--device=test.monitor", "--latency-msec=10"),
                    *("--format=s16le", f"--rate={HERTZ}", "--channels=1"),
                ],
                env=self.environment,
                stdout=tape,
                stderr=subprocess.DEVNULL,
            )

    def seconds(self) -> float:
        """How much is on the tape."""
        return self._tape.stat().st_size / 2 / HERTZ

    def heard(self, since: float) -> list[tuple[float, float]]:
        """Give (from, to) of every stretch of sound, in seconds after `since`; pauses below 60 ms do not part it."""
        samples = self._samples(since)
        step = HERTZ // 100
        found: list[tuple[float, float]] = []
        for at in range(0, len(samples) - step, step):
            if max(abs(sample) for sample in samples[at : at + step]) > LOUD:
                start, end = at / HERTZ, (at + step) / HERTZ
                if found and start - found[-1][1] < 0.06:
                    found[-1] = (found[-1][0], end)
                else:
                    found.append((start, end))
        return found

    def loudest(self, since: float) -> int:
        """Give the largest sample after `since`."""
        return max(abs(sample) for sample in self._samples(since))

    def _samples(self, since: float) -> array.array[int]:
        recorded = self._tape.read_bytes()
        return array.array("h", recorded[int(since * HERTZ) * 2 : len(recorded) // 2 * 2])

    def close(self) -> None:
        """End the daemon and the tape."""
        for process in (self._recorder, self.process):
            if process is not None:
                process.kill()
                process.wait()


def wait_until(ready: Callable[[], bool], seconds: float = 15) -> None:
    """Wait for a condition outside Qt."""
    end = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


@contextlib.contextmanager
def sound_server(folder: Path, **given: bool) -> Iterator[SoundServer]:
    """Run a sound server, until it is up and used; skips where it is not installed."""
    for tool in ("pulseaudio", "parec", "pactl", "pacat"):
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not installed; make setup-test installs pulseaudio")
    folder.mkdir(exist_ok=True)
    server = SoundServer(folder, **given)
    try:
        wait_until(server.is_up)
        yield server
    finally:
        server.close()


@contextlib.contextmanager
def recorded_server(folder: Path, *, quiet: bool = False) -> Iterator[SoundServer]:
    """Run a sound server and record what it plays; skips where it is not installed."""
    with sound_server(folder, quiet=quiet) as server:
        server.record()
        # A null sink takes two seconds at a time until somebody asks for less; wait for the end of that piece.
        wait_until(lambda: server.seconds() > 2.5)
        yield server
