"""A film without sound, decoded by the processor into pictures that somebody else paints."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

# Before Qt Multimedia is loaded: the driver of a graphics card is one more door, and a film this size needs none.
os.environ.setdefault("QT_FFMPEG_DECODING_HW_DEVICE_TYPES", ",")

from PySide6.QtCore import QLoggingCategory, QObject, QUrl, Signal
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QMediaPlayer, QVideoFrame, QVideoSink

if TYPE_CHECKING:
    from pathlib import Path

_QUIET = "qt.multimedia.*=false\n"
"""What FFmpeg says of a damaged film is not for the log of a visitor."""


class Film(QObject):
    """Plays one file. `shown` carries each picture, `ended` comes at the end, `broken` once when it cannot be shown."""

    shown = Signal(QImage)
    ended = Signal()
    broken = Signal()

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        QLoggingCategory.setFilterRules(_QUIET)
        self._path = path
        self._failed = False
        self._sink = QVideoSink(self)
        self._sink.videoFrameChanged.connect(self._frame)
        self._player = QMediaPlayer(self)
        self._player.setVideoSink(self._sink)
        self._player.errorOccurred.connect(self._fail)
        self._player.mediaStatusChanged.connect(self._status)

    @property
    def is_playing(self) -> bool:
        """Whether pictures come."""
        return self._player.playbackState() is QMediaPlayer.PlaybackState.PlayingState

    def play(self) -> None:
        """Go on, or begin."""
        if self._player.source().isEmpty():
            self._player.setSource(QUrl.fromLocalFile(str(self._path)))
        self._player.play()

    def pause(self) -> None:
        """Stand still; the picture stays."""
        self._player.pause()

    def again(self) -> None:
        """Begin anew."""
        self._player.setPosition(0)
        self.play()

    def stop(self) -> None:
        """End it and give the file back."""
        self._player.stop()
        self._player.setSource(QUrl())

    def _frame(self, frame: QVideoFrame) -> None:
        image = frame.toImage()
        if not image.isNull():
            self.shown.emit(image)

    def _status(self, status: QMediaPlayer.MediaStatus) -> None:
        if status is QMediaPlayer.MediaStatus.EndOfMedia:
            self.ended.emit()
            return
        lacking = status is QMediaPlayer.MediaStatus.LoadedMedia and not self._player.hasVideo()
        if lacking or status is QMediaPlayer.MediaStatus.InvalidMedia:
            self._fail()

    def _fail(self, *_told: object) -> None:
        if not self._failed:
            self._failed = True
            self.broken.emit()
