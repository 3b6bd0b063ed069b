"""Stands in for the package piper-tts (1.8): the same names, and a voice that hums for as long as speech would last.

A voice's file says what it does: `good`, `silent`, `breaks` when it speaks; anything else is damaged.
"""

from __future__ import annotations

import array
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERTZ = 16_000


@dataclass
class SynthesisConfig:
    length_scale: float = 1.0


@dataclass
class AudioChunk:
    sample_rate: int
    audio_int16_bytes: bytes


class PiperVoice:
    def __init__(self, kind: str) -> None:
        self.kind = kind

    @staticmethod
    def load(model_path: Path, config_path: Path) -> PiperVoice:
        kind = model_path.read_text().strip()
        if not config_path.exists() or kind not in {"good", "silent", "breaks"}:
            raise ValueError(model_path)
        return PiperVoice(kind)

    def synthesize(self, text: str, syn_config: SynthesisConfig) -> Iterator[AudioChunk]:
        if self.kind == "breaks":
            raise RuntimeError(text)
        if self.kind == "silent":
            return
        samples = int(HERTZ * 0.06 * len(text) * syn_config.length_scale)
        yield AudioChunk(HERTZ, array.array("h", [9_000, -9_000] * (samples // 2)).tobytes())
