"""Somebody speaks to a real terminal: microphone, relay, sandbox, recogniser, screen."""

from __future__ import annotations

import array
import contextlib
import random
import subprocess
import wave
from pathlib import Path

import pytest

from tests.journeys.alone import alone
from tests.journeys.parts import missing
from tests.sound_server import SoundServer, recorded_server
from tests.xvfb import XServer

pytestmark = [
    pytest.mark.skipif(bool(missing()), reason=f"not installed: {', '.join(missing())}; make setup-test installs them"),
    pytest.mark.timeout(180),
    pytest.mark.xdist_group("terminal"),
]

_ROOM_SECONDS = 150
_TIMES = 5
"""The second time brings the list; what is said while the terminal speaks is not heard."""


def say(server: SoundServer, recording: Path) -> None:
    """Play a recording before the microphone."""
    subprocess.run(["paplay", "--device=mouth", str(recording)], env=server.environment, check=True, timeout=30)


def room(server: SoundServer, folder: Path) -> subprocess.Popen[bytes]:
    """Be in a room: no microphone hears nothing at all, and one that gives zeros only is taken for pulled out."""
    path, chance = folder / "room.wav", random.Random(4)
    with wave.open(str(path), "wb") as noise:
        noise.setparams((1, 2, 16_000, 0, "NONE", ""))
        noise.writeframes(array.array("h", (chance.randint(-6, 6) for _ in range(16_000 * _ROOM_SECONDS))).tobytes())
    words = ["paplay", "--device=mouth", "--latency-msec=20", str(path)]
    return subprocess.Popen(words, env=server.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def test_a_voice_is_heard_and_what_is_no_phrase_brings_the_list(
    tmp_path: Path, xserver: XServer, vosk_model: Path, speech_samples: Path
) -> None:
    folder = tmp_path / "sound"
    models = tmp_path / "models"
    for made in (folder, models):
        made.mkdir()
    subprocess.run(["cp", "-r", str(vosk_model), str(models / "vosk-de")], check=True)
    subprocess.run(["chmod", "-R", "a+rX", str(models)], check=True)
    with (
        recorded_server(folder, quiet=True) as server,
        alone(tmp_path, xserver, top=f'sound = "{folder}/sock"', voice=f'models = "{models}"') as running,
    ):
        running.begin()
        noise = room(server, tmp_path)
        running.eyes.touch("Sprechen")
        for _ in range(_TIMES):
            running.eyes.find("höre")
            say(server, speech_samples / "other" / "neutral.wav")
            with contextlib.suppress(AssertionError):
                running.eyes.find("können", 6)
                break
        else:
            raise AssertionError("no list of what can be said")
        noise.kill()
        noise.wait()
