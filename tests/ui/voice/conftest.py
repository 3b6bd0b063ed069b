"""The model and the recordings of the test data."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.voice_mix import Recordings, recordings


@pytest.fixture(scope="session")
def models(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with the German model as `vosk-de`."""
    place = Path(os.environ.get("STADTTEIL_VOSK_MODEL", shared_data / "vosk-model-de-test"))
    if not place.is_dir():
        pytest.skip("no model: set STADTTEIL_VOSK_MODEL to the folder of a German model for Vosk")
    folder = tmp_path_factory.mktemp("voice")
    (folder / "vosk-de").symlink_to(place)
    return folder


@pytest.fixture(scope="session")
def spoken(shared_data: Path) -> Recordings:
    """Give the recordings."""
    place = Path(os.environ.get("STADTTEIL_SPEECH_SAMPLES", shared_data / "speech"))
    if not place.is_dir():
        pytest.skip("no recordings: set STADTTEIL_SPEECH_SAMPLES to the folder of spoken commands and other speech")
    return recordings(place)
