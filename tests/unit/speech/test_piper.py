"""A better voice in front of the plain one; with a stand-in for the package, and with the real one where it is."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from accessibility.speech.engine import Engine, EspeakEngine, NoVoice, Speech
from accessibility.speech.piper import PATIENCE, PiperEngine

STAND_IN = Path(__file__).parents[2] / "fakes" / "piper_package"
TEXT = "Please take a seat in the waiting area."
PIPER_HERTZ = 16_000


class Plain:
    """The engine behind: says so."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, int]] = []

    def synthesise(self, text: str, voice: str, rate: int) -> Speech | NoVoice:
        self.asked.append((text, voice, rate))
        return Speech(22_050, bytes(44_100)) if voice == "en" else NoVoice(voice)


@pytest.fixture(autouse=True)
def package(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.syspath_prepend(str(STAND_IN))
    yield
    sys.modules.pop("piper", None)


def voice(folder: Path, kind: str) -> Path:
    place = folder / "piper-en"
    place.mkdir()
    (place / "en-test.onnx").write_text(kind)
    (place / "en-test.onnx.json").write_text("{}")
    return place


def loaded(folder: Path, other: Engine | None = None) -> PiperEngine:
    engine = PiperEngine({"en": folder}, other or Plain())
    engine.loading.join()
    return engine


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
@pytest.mark.parametrize("kind", ["espeak-ng", "piper"])
def test_every_engine_keeps_the_contract(tmp_path: Path, kind: str) -> None:
    plain = EspeakEngine(tmp_path)
    engine: Engine = plain if kind == "espeak-ng" else loaded(voice(tmp_path, "good"), plain)
    usual, slow = engine.synthesise(TEXT, "en", 140), engine.synthesise(TEXT, "en", 80)
    assert isinstance(usual, Speech)
    assert isinstance(slow, Speech)
    assert 1 < len(usual.pcm) / 2 / usual.hertz < 8
    assert len(slow.pcm) > 1.3 * len(usual.pcm), "slower lasts longer"
    assert engine.synthesise(TEXT, "xx", 140) == NoVoice("xx")
    nothing = engine.synthesise("  ", "en", 140)
    assert isinstance(nothing, Speech)
    assert nothing.pcm == b""


def test_other_languages_are_left_to_the_plain_voice(tmp_path: Path) -> None:
    plain = Plain()
    engine = loaded(voice(tmp_path, "good"), plain)
    made = engine.synthesise(TEXT, "en", 140)
    assert isinstance(made, Speech)
    assert made.hertz == PIPER_HERTZ
    assert engine.synthesise("Guten Tag.", "de", 140) == NoVoice("de")
    assert [voice for _, voice, _ in plain.asked] == ["de"]
    assert engine.broken == set()


@pytest.mark.parametrize("kind", ["damaged", "silent", "breaks", "nothing", "two"])
def test_a_voice_that_cannot_be_used_leaves_it_to_the_plain_one(tmp_path: Path, kind: str) -> None:
    place = voice(tmp_path, kind)
    if kind == "nothing":
        shutil.rmtree(place)
    elif kind == "two":
        (place / "another.onnx").write_text("good")
    engine = loaded(place)
    made = engine.synthesise(TEXT, "en", 140)
    assert isinstance(made, Speech)
    assert made.hertz != PIPER_HERTZ
    assert engine.broken == {"en"}


def test_without_the_package_the_plain_voice_speaks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "piper", None)
    assert loaded(voice(tmp_path, "good")).broken == {"en"}


def test_until_it_is_loaded_the_plain_voice_speaks(tmp_path: Path) -> None:
    place = voice(tmp_path, "good")
    (place / "en-test.onnx").unlink()
    os.mkfifo(place / "en-test.onnx")
    engine = PiperEngine({"en": place}, Plain())
    made = engine.synthesise(TEXT, "en", 140)
    assert isinstance(made, Speech)
    assert made.hertz != PIPER_HERTZ
    assert engine.broken == set()
    (place / "en-test.onnx").write_text("good")
    engine.loading.join()
    later = engine.synthesise(TEXT, "en", 140)
    assert isinstance(later, Speech)
    assert later.hertz == PIPER_HERTZ


def test_a_machine_that_is_too_slow_gets_the_plain_voice(tmp_path: Path) -> None:
    now = 0.0

    def clock() -> float:
        nonlocal now
        now += 30
        return now

    engine = PiperEngine({"en": voice(tmp_path, "good")}, Plain(), clock)
    engine.loading.join()
    for _ in range(PATIENCE):
        assert engine.broken == set()
        engine.synthesise(TEXT, "en", 140)
    assert engine.broken == {"en"}


def test_the_real_package_speaks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    place = os.environ.get("STADTTEIL_PIPER_VOICE", "")
    if not place or importlib.util.find_spec("piper") is None:
        pytest.skip("STADTTEIL_PIPER_VOICE names no folder with an English voice, or piper-tts is not installed")
    engine = loaded(Path(place), EspeakEngine(tmp_path))
    made = engine.synthesise(TEXT, "en", 140)
    assert engine.broken == set()
    assert isinstance(made, Speech)
    assert 1 < len(made.pcm) / 2 / made.hertz < 8
