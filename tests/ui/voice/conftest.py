"""The model and the recordings of the test data."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.voice_mix import Recordings, recordings


@pytest.fixture(scope="session")
def models(vosk_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with the German model as `vosk-de`."""
    folder = tmp_path_factory.mktemp("voice")
    (folder / "vosk-de").symlink_to(vosk_model)
    return folder


@pytest.fixture(scope="session")
def spoken(speech_samples: Path) -> Recordings:
    """Give the recordings."""
    return recordings(speech_samples)
