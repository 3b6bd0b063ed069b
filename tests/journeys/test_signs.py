"""A film in sign language in the real sandbox: bound by itself, decoded there, seen on the screen, closed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from tests.journeys.alone import Alone, alone
from tests.journeys.parts import missing, until
from tests.xvfb import XServer

LACKS = [*missing(), *([] if shutil.which("ffmpeg") else ["ffmpeg"])]
pytestmark = [
    pytest.mark.skipif(bool(LACKS), reason=f"not installed: {', '.join(LACKS)}; make setup-test installs them"),
    pytest.mark.sandbox,
    pytest.mark.xvfb,
    pytest.mark.timeout(300),
]
RED = (200, 60, 60)
MOST_OF_IT = 0.2
"""Of the screen that is red while the film is shown."""


def red(running: Alone, folder: Path) -> float:
    """Give the share of the screen that is red."""
    picture = folder / "shot.png"
    running.eyes.shot(picture)
    with Image.open(picture) as whole:
        small = whole.convert("RGB").resize((192, 108))
    data = small.tobytes()
    pixels = list(zip(data[0::3], data[1::3], data[2::3], strict=True))
    return sum(r > RED[0] and g < RED[1] and b < RED[2] for r, g, b in pixels) / len(pixels)


@pytest.mark.clause("BITV-4")
def test_a_film_is_seen_and_closed_and_the_session_goes_on(tmp_path: Path, xserver: XServer) -> None:
    films = tmp_path / "films"
    films.mkdir()
    words = ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", "color=c=red:size=640x360:rate=25:duration=60"]
    subprocess.run([*words, "-c:v", "libvpx-vp9", "-pix_fmt", "yuv420p", str(films / "welcome.webm")], check=True)
    films.chmod(0o755)
    with alone(tmp_path, xserver, sign_language=f'folder = "{films}"') as running:
        assert red(running, tmp_path) < MOST_OF_IT, "the control"
        running.eyes.touch("Gebärdensprache")
        until(lambda: red(running, tmp_path) > MOST_OF_IT, "the film is seen")
        running.eyes.touch("Schließen")
        until(lambda: red(running, tmp_path) < MOST_OF_IT, "it is closed")
        running.eyes.touch("Deutsch")
        running.until_state("session")
        running.command("end")
        until(lambda: len(running.reasons()) == 1, "the end is proven")
