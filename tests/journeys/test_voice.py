"""Somebody speaks to a real terminal: microphone, relay, sandbox, recogniser, screen."""

from __future__ import annotations

import os
import subprocess
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


def say(server: SoundServer, recording: Path) -> None:
    """Play a recording before the microphone."""
    subprocess.run(["paplay", "--device=mouth", str(recording)], env=server.environment, check=True, timeout=30)


def listener(server: SoundServer) -> subprocess.Popen[bytes]:
    """Ask for small pieces: a sink of nothing gives two seconds at a time, which no sound card does."""
    words = ["parec", "--raw", "--device=mouth.monitor", "--latency-msec=10"]
    return subprocess.Popen(words, env=server.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def test_a_voice_is_heard_and_what_is_no_phrase_brings_the_list(
    tmp_path: Path, xserver: XServer, shared_data: Path
) -> None:
    model = Path(os.environ.get("STADTTEIL_VOSK_MODEL", shared_data / "vosk-model-de-test"))
    samples = Path(os.environ.get("STADTTEIL_SPEECH_SAMPLES", shared_data / "speech"))
    if not model.is_dir() or not samples.is_dir():
        pytest.skip("no model or recordings: set STADTTEIL_VOSK_MODEL and STADTTEIL_SPEECH_SAMPLES")
    folder = tmp_path / "sound"
    models = tmp_path / "models"
    for made in (folder, models):
        made.mkdir()
    subprocess.run(["cp", "-r", str(model), str(models / "vosk-de")], check=True)
    subprocess.run(["chmod", "-R", "a+rX", str(models)], check=True)
    with (
        recorded_server(folder, quiet=True) as server,
        alone(tmp_path, xserver, top=f'sound = "{folder}/sock"', voice=f'models = "{models}"') as running,
    ):
        running.begin()
        other = listener(server)
        running.eyes.touch("Sprechen")
        for _ in range(5):  # some of it is said while the terminal speaks, and is not heard
            say(server, samples / "other" / "neutral.wav")
        running.eyes.find("können")
        other.kill()
        other.wait()
