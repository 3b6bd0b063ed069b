"""A better voice where one is installed: piper, in front of another engine that goes on where it cannot.

A voice is a folder with one `*.onnx` and its `*.onnx.json`. Loading takes seconds, so it is done beside; until then,
and for ever where the package or the voice is damaged, the other engine speaks.
"""

from __future__ import annotations

import importlib
import threading
import time
from typing import TYPE_CHECKING, Any

from accessibility.speech.engine import Engine, NoVoice, Speech

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

NATURAL_RATE = 170
"""Words a minute of piper's voices at their own pace."""

LATE_SECONDS = 0.8
"""A sentence that takes longer to make keeps people waiting: a plain voice that answers at once serves them better."""

PATIENCE = 3
"""So many sentences in a row that come too slowly, and the other engine goes on for good."""


class PiperEngine:
    """Speaks the languages of `voices` (name to folder) with piper, and all others by `other`."""

    def __init__(
        self, voices: Mapping[str, Path], other: Engine, clock: Callable[[], float] = time.perf_counter
    ) -> None:
        self._other = other
        self._clock = clock
        self._voices: dict[str, Any] = {}
        self._late: dict[str, int] = {}
        self.broken: set[str] = set()
        """Voices that cannot be used, or no more."""
        self.loading = threading.Thread(target=self._load, args=(dict(voices),), daemon=True)
        self.loading.start()

    def synthesise(self, text: str, voice: str, rate: int) -> Speech | NoVoice:
        """Speak `text` in `voice` at `rate` words a minute into memory."""
        model = self._voices.get(voice)
        if model is None or not text.strip():
            return self._other.synthesise(text, voice, rate)
        began = self._clock()
        try:
            speech = _speak(model, text, rate)
        except Exception:  # noqa: BLE001 - whatever a damaged voice does: the other one goes on
            self._give_up(voice)
            return self._other.synthesise(text, voice, rate)
        self._judge(voice, self._clock() - began)
        return speech

    def _judge(self, voice: str, seconds: float) -> None:
        """Give a voice up that this machine is too slow for."""
        self._late[voice] = self._late.get(voice, 0) + 1 if seconds > LATE_SECONDS else 0
        if self._late[voice] >= PATIENCE:
            self._give_up(voice)

    def _give_up(self, voice: str) -> None:
        self._voices.pop(voice, None)
        self.broken.add(voice)

    def _load(self, folders: Mapping[str, Path]) -> None:
        for name, folder in folders.items():
            try:
                self._voices[name] = _voice(folder)
            except Exception:  # noqa: BLE001 - no package, no file, a damaged one: all the same
                self.broken.add(name)


def _package() -> Any:  # noqa: ANN401 - see `_voice`
    """Import piper: optional, and with a voice 200 MB, so never before one is wanted."""
    return importlib.import_module("piper")


def _voice(folder: Path) -> Any:  # noqa: ANN401 - piper is not there where this is checked
    """Load the one voice of a folder; raises whatever the package does where it cannot."""
    (model,) = folder.rglob("*.onnx")
    return _package().PiperVoice.load(model, model.with_name(f"{model.name}.json"))


def _speak(model: Any, text: str, rate: int) -> Speech:  # noqa: ANN401 - see `_voice`
    pieces = list(model.synthesize(text, _package().SynthesisConfig(length_scale=NATURAL_RATE / rate)))
    pcm = b"".join(piece.audio_int16_bytes for piece in pieces)
    if not pcm:
        raise ValueError
    return Speech(pieces[0].sample_rate, pcm)
