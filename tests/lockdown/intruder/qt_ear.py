"""The microphone by Qt Multimedia, as a terminal's own program opens it."""

from __future__ import annotations

import array
import time

from PySide6.QtCore import QCoreApplication, QIODevice
from PySide6.QtMultimedia import QAudioFormat, QAudioSource, QMediaDevices

_HERTZ = 16_000


class Ear:
    """Captures from the default microphone."""

    def __init__(self) -> None:
        self._app = QCoreApplication.instance() or QCoreApplication([])
        wanted = QAudioFormat()
        wanted.setSampleRate(_HERTZ)
        wanted.setChannelCount(1)
        wanted.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        self.sources = [bytes(device.id().data()).decode() for device in QMediaDevices.audioInputs()]
        self._source = QAudioSource(QMediaDevices.defaultAudioInput(), wanted)
        self._stream: QIODevice | None = self._source.start()  # none where it is refused at once

    def loudest(self, seconds: float) -> int:
        """Give the loudest of a quarter of a second, -1 where less than that comes in `seconds`."""
        samples, end = b"", time.monotonic() + seconds
        while len(samples) < _HERTZ // 2:
            if time.monotonic() > end:
                return -1
            self._app.processEvents()
            samples += b"" if self._stream is None else bytes(self._stream.readAll().data())
            time.sleep(0.01)
        return max(abs(sample) for sample in array.array("h", samples[: len(samples) // 2 * 2]))
