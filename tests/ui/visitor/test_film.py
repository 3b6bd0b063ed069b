"""A real film of the operator's kind, decoded by the processor, and what is none."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from accessibility.qt.film import Film

WIDE, TALL = 320, 180
pytestmark = pytest.mark.qt_log_ignore("FFmpeg", "matroska", "EBML", "pipewire", "QRhi", "Input #")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One second of red in VP9, as the films of an operator are."""
    if shutil.which("ffmpeg") is None:
        pytest.skip("ffmpeg is not installed; make setup-test installs it")
    file = tmp_path_factory.mktemp("film") / "welcome.webm"
    source = f"color=c=red:size={WIDE}x{TALL}:rate=25:duration=1"
    words = ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", source, "-c:v", "libvpx-vp9", "-pix_fmt", "yuv420p"]
    subprocess.run([*words, str(file)], check=True)
    return file


@pytest.mark.clause("BITV-4")
def test_a_film_is_shown_to_its_end_and_again(made: Path, qtbot: QtBot) -> None:
    film, pictures = Film(made), list[QImage]()
    film.shown.connect(pictures.append)

    with qtbot.waitSignal(film.ended, timeout=20_000):
        film.play()
        qtbot.waitUntil(lambda: bool(pictures), timeout=20_000)
        assert film.is_playing

    assert (pictures[0].width(), pictures[0].height()) == (WIDE, TALL)
    colour = QColor(pictures[0].pixel(WIDE // 2, TALL // 2))
    assert colour.red() > 200
    assert colour.green() < 60
    count = len(pictures)
    with qtbot.waitSignal(film.ended, timeout=20_000):
        film.again()
    assert len(pictures) > count
    film.stop()
    assert not film.is_playing


def test_a_film_stands_still_and_goes_on(made: Path, qtbot: QtBot) -> None:
    film = Film(made)
    with qtbot.waitSignal(film.shown, timeout=20_000):
        film.play()
    film.pause()
    assert not film.is_playing
    with qtbot.waitSignal(film.ended, timeout=20_000):
        film.play()
    film.stop()


@pytest.mark.parametrize("content", [b"", b"no film", bytes(range(256)) * 400])
def test_what_is_no_film_is_broken_once(tmp_path: Path, qtbot: QtBot, content: bytes) -> None:
    file = tmp_path / "welcome.webm"
    file.write_bytes(content)
    film, told = Film(file), list[bool]()
    film.broken.connect(lambda: told.append(True))

    with qtbot.waitSignal(film.broken, timeout=20_000):
        film.play()
    film.again()
    qtbot.wait(200)

    assert told == [True]
    film.stop()


def test_half_a_film_comes_to_an_end_or_is_broken(made: Path, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "welcome.webm"
    whole = made.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    film, over = Film(file), list[bool]()
    film.ended.connect(lambda: over.append(True))
    film.broken.connect(lambda: over.append(True))

    film.play()

    qtbot.waitUntil(lambda: bool(over), timeout=20_000)
    film.stop()
