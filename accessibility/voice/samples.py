"""Samples as microphones give them, brought to what a recogniser takes: mono, 16 bits, 16 000 a second.

Plain Python on purpose: numpy would cost each visitor 30 MB. Each block of what comes out is a mean over its stretch
of what came in, which keeps most of what is too high for 16 kHz out.
"""

from __future__ import annotations

import enum
import math
from array import array
from dataclasses import dataclass
from operator import mul

HERTZ = 16_000
"""Samples a second that a recogniser takes."""

_FULL = 32_767


class Kind(enum.Enum):
    """How one sample is written, in this machine's order of bytes; the value is the letter of `array`."""

    UINT8 = "B"
    INT16 = "h"
    INT32 = "i"
    FLOAT = "f"


@dataclass(frozen=True, slots=True)
class Format:
    """What a microphone gives."""

    hertz: int = HERTZ
    channels: int = 1
    kind: Kind = Kind.INT16

    def __post_init__(self) -> None:
        """Refuse what no microphone gives."""
        if not (4_000 <= self.hertz <= 400_000 and 1 <= self.channels <= 32):  # noqa: PLR2004 - the limits are these
            raise ValueError("no format of a microphone")

    @property
    def frame_bytes(self) -> int:
        """Bytes of one sample of each channel."""
        return array(self.kind.value).itemsize * self.channels


class Converter:
    """Converts one stream, block by block; what does not fill a sample waits for the next block."""

    def __init__(self, given: Format) -> None:
        self._given = given
        self._rest = b""
        self._step = given.hertz / HERTZ
        self._at = 0.0
        self._last = 0
        self._kept: array[int] = array("h")

    def feed(self, data: bytes) -> array[int]:
        """Take bytes as they came, give mono samples of 16 kHz."""
        data = self._rest + data
        whole = len(data) - len(data) % self._given.frame_bytes
        self._rest = data[whole:]
        mono = self._mono(data[:whole])
        if self._given.hertz == HERTZ:
            return mono
        return self._downwards(mono) if self._step > 1 else self._upwards(mono)

    def _mono(self, data: bytes) -> array[int]:
        kind, channels = self._given.kind, self._given.channels
        raw: array[float] = array(kind.value)
        raw.frombytes(data)
        if kind is Kind.INT16 and channels == 1:
            return array("h", data)
        if channels > 1:
            summed = [
                sum(frame) / channels for frame in zip(*(raw[at::channels] for at in range(channels)), strict=True)
            ]
        else:
            summed = list(raw)
        if kind is Kind.FLOAT:
            return array("h", [_clip(value * _FULL) for value in summed])
        if kind is Kind.UINT8:
            return array("h", [_clip((value - 128) * 256) for value in summed])
        return array("h", [_clip(value / 65_536) for value in summed] if kind is Kind.INT32 else map(int, summed))

    def _downwards(self, mono: array[int]) -> array[int]:
        """Give the mean of what each new sample stands for."""
        samples = self._kept + mono
        made = array("h")
        at, step = self._at, self._step
        while at + step <= len(samples):
            first, last = int(at), int(at + step)
            made.append(sum(samples[first:last]) // (last - first))
            at += step
        used = int(at)
        self._kept, self._at = samples[used:], at - used
        return made

    def _upwards(self, mono: array[int]) -> array[int]:
        """Draw straight lines between samples."""
        samples = array("h", [self._last]) + mono
        made = array("h")
        at, step = self._at, self._step
        while at < len(samples) - 1:
            first = int(at)
            made.append(int(samples[first] + (samples[first + 1] - samples[first]) * (at - first)))
            at += step
        self._at = at - (len(samples) - 1)
        self._last = samples[-1]
        return made


def decibel(samples: array[int]) -> float:
    """Give the loudness of samples against the loudest sine, in dB: 0 at most, about -100 for silence."""
    if not samples:
        return -100.0
    power = sum(map(mul, samples, samples)) / len(samples)
    return max(-100.0, 10 * math.log10(power / (_FULL * _FULL / 2) + 1e-10))


def clipped(samples: array[int]) -> int:
    """Count samples at the very edge of what can be written."""
    if not samples or (max(samples) < _FULL - 8 and min(samples) > 8 - _FULL):
        return 0
    return sum(1 for sample in samples if not 8 - _FULL < sample < _FULL - 8)


def _clip(value: float) -> int:
    if value != value:  # noqa: PLR0124 - what is no number is silence
        return 0
    return int(max(-_FULL, min(_FULL, value)))
