"""Microphones that give what a test says: at once, or at the pace of real time."""

from __future__ import annotations

import time
from array import array
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer

from accessibility.voice.samples import Format, Kind

_TICK_MS = 20


class FedMicrophone(QObject):
    """Gives samples when the test says so; `given` is its format, None: there is no microphone."""

    def __init__(self, given: Format | None = Format()) -> None:  # noqa: B008 - a frozen value
        super().__init__()
        self.given = given
        self.openings = 0
        self._heard: Callable[[bytes], None] | None = None
        self._lost: Callable[[], None] | None = None

    @property
    def is_open(self) -> bool:
        return self._heard is not None

    def open(self, heard: Callable[[bytes], None], lost: Callable[[], None]) -> Format | None:
        if self.given is not None:
            self.openings += 1
            self._heard, self._lost = heard, lost
        return self.given

    def close(self) -> None:
        self._heard = self._lost = None

    def feed(self, data: bytes) -> None:
        """Give these bytes, when somebody listens."""
        if self._heard is not None:
            self._heard(data)

    def pull_out(self) -> None:
        """Be taken away."""
        lost, self._heard, self._lost = self._lost, None, None
        if lost is not None:
            lost()


class PacedMicrophone(FedMicrophone):
    """Plays recordings of 16 kHz in real time from `open` on, then silence; `sent_at` is when each sample was given."""

    def __init__(self, samples: array[int]) -> None:
        super().__init__(Format())
        self._samples = samples
        self._began = 0.0
        self._sent = 0
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._play)

    def open(self, heard: Callable[[bytes], None], lost: Callable[[], None]) -> Format | None:
        given = super().open(heard, lost)
        self._began, self._sent = time.monotonic(), 0
        self._tick.start()
        return given

    def close(self) -> None:
        self._tick.stop()
        super().close()

    def at(self, sample: int) -> float:
        """Give the moment in which this sample is spoken."""
        return self._began + sample / Format().hertz

    def _play(self) -> None:
        due = min(len(self._samples), int((time.monotonic() - self._began) * Format().hertz))
        part, self._sent = self._samples[self._sent : due], due
        if part:
            self.feed(part.tobytes())


def encoded(mono: array[int], given: Format) -> bytes:
    """Write mono samples of 16 kHz in another format, as a device would give them."""
    wanted = int(len(mono) * given.hertz / Format().hertz)
    step = Format().hertz / given.hertz
    values: Sequence[float] = [mono[min(len(mono) - 1, int(at * step))] for at in range(wanted)]
    scaled: dict[Kind, Callable[[float], float]] = {
        Kind.INT16: int,
        Kind.INT32: lambda value: int(value) * 65_536,
        Kind.FLOAT: lambda value: value / 32_767,
        Kind.UINT8: lambda value: int(value) // 256 + 128,
    }
    made: array[float] = array(given.kind.value)
    for value in values:
        made.extend([scaled[given.kind](value)] * given.channels)
    return made.tobytes()
