"""Sound made of tones and noise, and the model of the test data."""

from __future__ import annotations

import math
import random
import shutil
from array import array
from pathlib import Path

import pytest

from accessibility.voice.samples import HERTZ


def tone(seconds: float, loud: float = 8_000, hertz: float = 440) -> array[int]:
    return array("h", (round(loud * math.sin(2 * math.pi * hertz * at / HERTZ)) for at in range(int(seconds * HERTZ))))


def room(seconds: float, loud: float = 20) -> array[int]:
    chance = random.Random(7)
    return array("h", (round(chance.gauss(0, loud)) for _ in range(int(seconds * HERTZ))))


@pytest.fixture
def model_copy(vosk_model: Path, tmp_path: Path) -> Path:
    """Give a copy of the model that may be damaged."""
    copy = tmp_path / "model"
    shutil.copytree(vosk_model, copy, copy_function=shutil.copyfile)
    for path in copy.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return copy
