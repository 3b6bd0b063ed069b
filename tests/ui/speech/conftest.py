"""A real sound server for the tests of speech, and the visitor's throw-away folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sound_server import SoundServer, recorded_server


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SoundServer]:
    """Run a sound server and record what it plays."""
    with recorded_server(tmp_path_factory.mktemp("sound")) as server:
        yield server


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Give the visitor's throw-away folder."""
    place = tmp_path / "home"
    place.mkdir()
    return place
