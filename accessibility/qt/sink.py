"""Where speech is played: the protocol, and the default sound device through Qt Multimedia."""

from __future__ import annotations

import importlib
import time
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QTimer

from accessibility.qt.devices import default_output

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtMultimedia import QAudioSink

BUFFER_SECONDS = 0.1
"""How much sound is handed over ahead: short, so that *stop* is heard at once."""

_LOOK_MS = 15
_STUCK_SECONDS = 2.0


class Sink(Protocol):
    """Plays one piece of sound at a time, never blocking."""

    needs_server: bool
    """Whether a PulseAudio server must be asked for signs of life before `play`."""

    def warm(self) -> None:
        """Load what playing needs; open nothing."""
        ...

    def play(self, pcm: bytes, hertz: int, done: Callable[[bool], None]) -> None:
        """Play mono 16-bit samples, then call `done(True)`; `done(False)` when they could not be played.

        `done` is never called from within `play`, and not at all after `stop`.
        """
        ...

    def stop(self) -> None:
        """Be silent at once."""
        ...

    def set_volume(self, percent: int) -> None:
        """Be as loud as this, 0 to 100, at once."""
        ...


class DeviceSink(QObject):
    """The default device. Nothing is loaded before `warm` or the first `play`, and nothing opened before that.

    Measured with PySide6 6.12: Qt Multimedia with its FFmpeg plugin takes 19 MB of a process, 6 MB without; playing
    needs no codecs, so the plugin is kept out of sight while the devices are first listed. `QAudioSink.stateChanged`
    cannot be received in Python (its argument has no conversion), hence the timer.
    """

    needs_server = True

    def __init__(self, clock: Callable[[], float] = time.monotonic, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._gain = 1.0
        self._sink: QAudioSink | None = None
        self._hertz = 0
        self._samples = QBuffer(self)
        self._done: Callable[[bool], None] | None = None
        self._idle = False
        self._whole_at = 0.0
        self._late_at = 0.0
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._looked)

    def warm(self) -> None:
        """Load the library, which takes 60 ms."""
        importlib.import_module("PySide6.QtMultimedia")  # 5 MB, only when heard

    def play(self, pcm: bytes, hertz: int, done: Callable[[bool], None]) -> None:
        """Play mono 16-bit samples; see `Sink.play`."""
        self.stop()
        self._done = done
        self._idle = False
        self._whole_at = self._clock() + len(pcm) / 2 / hertz
        self._late_at = self._whole_at + _STUCK_SECONDS
        sink = self._device(hertz)
        if sink is not None:
            self._samples.setData(QByteArray(pcm))
            self._samples.open(QIODevice.OpenModeFlag.ReadOnly)
            sink.setVolume(self._gain)
            sink.start(self._samples)
        self._look.start()

    def stop(self) -> None:
        """Be silent at once: what was handed over already is dropped too."""
        self._done = None
        self._look.stop()
        if self._sink is not None:
            self._sink.reset()
        self._samples.close()
        self._samples.setData(QByteArray())

    def set_volume(self, percent: int) -> None:
        """Be as loud as this; the square is how loudness is felt."""
        self._gain = (percent / 100) ** 2
        if self._sink is not None:
            self._sink.setVolume(self._gain)

    def _device(self, hertz: int) -> QAudioSink | None:
        """Open the default device, again when it failed or the rate is another; None when there is none."""
        from PySide6.QtMultimedia import QAudioFormat, QAudioSink, QtAudio  # noqa: PLC0415 - 5 MB, only when heard

        if self._sink is not None and self._sink.error() == QtAudio.Error.NoError and self._hertz == hertz:
            return self._sink
        device = default_output()
        if device.isNull():
            self._sink = None
            return None
        wanted = QAudioFormat()
        wanted.setSampleRate(hertz)
        wanted.setChannelCount(1)
        wanted.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        self._sink = QAudioSink(device, wanted, self)
        self._sink.setBufferSize(int(hertz * 2 * BUFFER_SECONDS))
        self._hertz = hertz
        return self._sink

    def _looked(self) -> None:
        """Find out whether all was played, or nothing moves any more.

        Idle means handed over, not heard: a server with a long buffer takes up to 0.4 s ahead when a stream starts
        (measured), and `stop` would drop that. So the end is no earlier than the sound is long, nor than our own
        buffer after idle.
        """
        from PySide6.QtMultimedia import QtAudio  # noqa: PLC0415 - loaded by `play` already

        done = self._done
        if done is None:
            return
        state = self._sink.state() if self._sink is not None else QtAudio.State.StoppedState
        now = self._clock()
        if state == QtAudio.State.IdleState and self._samples.atEnd():
            if not self._idle:
                self._idle = True
                self._whole_at = max(self._whole_at, now) + BUFFER_SECONDS
            elif now >= self._whole_at:
                self.stop()
                done(True)
        elif state == QtAudio.State.StoppedState or now > self._late_at:
            self.stop()
            done(False)
