"""Where sound comes from: the protocol, and the default microphone through Qt Multimedia."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QIODevice, QObject, QTimer

from accessibility.qt.devices import default_input
from accessibility.voice.samples import HERTZ, Format, Kind

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioDevice, QAudioFormat, QAudioSource

_BUFFER_SECONDS = 0.1
_LOOK_MS = 250
_STUCK_SECONDS = 2.0
"""A microphone that has given nothing, or nothing but zeros, for so long is gone.

PulseAudio says nothing when a microphone is pulled out: it goes on with the monitor of the loudspeaker, and Qt's list
of devices stays as it was (both seen). A microphone that is there always has some noise.
"""


class Microphone(Protocol):
    """Gives sound from `open` to `close`, and at no other time."""

    def open(self, heard: Callable[[bytes], None], lost: Callable[[], None]) -> Format | None:
        """Begin to record; None when there is no microphone.

        `heard` is then called with samples of the format that is returned, in pieces of any length, never during the
        call. `lost` is called once when no more can come, before `close` was called; `close` need not be called then.
        """
        ...

    def close(self) -> None:
        """Record no more, and throw away what was recorded and not yet given."""
        ...


class DeviceMicrophone(QObject):
    """The default device. Asked for 16 kHz, one channel and 16 bits, and taken as it is where it cannot give that."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._source: QAudioSource | None = None
        self._device: QIODevice | None = None
        self._heard: Callable[[bytes], None] | None = None
        self._lost: Callable[[], None] | None = None
        self._last = 0.0
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._looked)

    def open(self, heard: Callable[[bytes], None], lost: Callable[[], None]) -> Format | None:
        """Begin to record; see `Microphone`."""
        from PySide6.QtMultimedia import QAudioSource, QtAudio  # noqa: PLC0415 - 5 MB, only when somebody wants to speak

        self.close()
        device = default_input()
        if device.isNull():
            return None
        wanted, given = _format(device)
        source = QAudioSource(device, wanted, self)
        source.setBufferSize(int(wanted.bytesPerFrame() * given.hertz * _BUFFER_SECONDS))
        opened = cast("QIODevice | None", source.start())
        if source.error() != QtAudio.Error.NoError or opened is None:
            source.deleteLater()
            return None
        self._source, self._device = source, opened
        self._heard, self._lost = heard, lost
        self._last = self._clock()
        opened.readyRead.connect(self._read)
        self._look.start()
        return given

    def close(self) -> None:
        """Record no more; see `Microphone`."""
        self._look.stop()
        self._heard = self._lost = None
        source, self._source, self._device = self._source, None, None
        if source is not None:
            source.reset()
            source.deleteLater()

    def _read(self) -> None:
        if self._device is None or self._heard is None:
            return
        data = bytes(self._device.readAll().data())
        if data.strip(b"\0"):
            self._last = self._clock()
        if data:
            self._heard(data)

    def _looked(self) -> None:
        from PySide6.QtMultimedia import QtAudio  # noqa: PLC0415 - loaded by `open` already

        source, lost = self._source, self._lost
        if source is None or lost is None:
            return
        self._read()
        failed = source.error() not in {QtAudio.Error.NoError, QtAudio.Error.UnderrunError}
        if failed or self._clock() - self._last > _STUCK_SECONDS:
            self.close()
            lost()


def _format(device: QAudioDevice) -> tuple[QAudioFormat, Format]:
    """Choose what to ask the device for, in Qt's words and in ours."""
    from PySide6.QtMultimedia import QAudioFormat  # noqa: PLC0415 - loaded by the caller

    wanted = QAudioFormat()
    wanted.setSampleRate(HERTZ)
    wanted.setChannelCount(1)
    wanted.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    if not device.isFormatSupported(wanted):
        wanted = device.preferredFormat()
    kinds = {
        QAudioFormat.SampleFormat.UInt8: Kind.UINT8,
        QAudioFormat.SampleFormat.Int16: Kind.INT16,
        QAudioFormat.SampleFormat.Int32: Kind.INT32,
        QAudioFormat.SampleFormat.Float: Kind.FLOAT,
    }
    kind = kinds.get(wanted.sampleFormat())
    if kind is None:
        wanted.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        kind = Kind.INT16
    return wanted, Format(wanted.sampleRate(), wanted.channelCount(), kind)
