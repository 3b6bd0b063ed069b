"""A film that shows one picture when it is told to play."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QImage


class FakeFilm(QObject):
    """Stands in for `accessibility.qt.film.Film`; a test says when it ends or breaks."""

    shown = Signal(QImage)
    ended = Signal()
    broken = Signal()

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key
        self.is_playing = False
        self.begun = 0
        self.stopped = False

    def play(self) -> None:
        """Show a picture."""
        self.is_playing = True
        self.begun += 1
        image = QImage(640, 360, QImage.Format.Format_RGB32)
        image.fill(QColor("#155C3F"))
        self.shown.emit(image)

    def pause(self) -> None:
        self.is_playing = False

    def again(self) -> None:
        self.play()

    def stop(self) -> None:
        self.is_playing, self.stopped = False, True

    def end(self) -> None:
        """Come to the end."""
        self.is_playing = False
        self.ended.emit()
