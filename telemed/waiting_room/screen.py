"""The window: shows a picture on the whole screen and tells when it is painted."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from telemed.waiting_room.layout import lay_out

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiosk.look.pictograms import Pictograms
    from telemed.waiting_room.board import Picture
    from telemed.waiting_room.scene import Scene


class Canvas(QWidget):
    """Paints one picture; lays it out anew only when the picture or the size is another."""

    painted = Signal()
    """A frame was painted."""

    def __init__(self, pictograms: Pictograms, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._pictograms = pictograms
        self._picture: Picture | None = None
        self._scene: Scene | None = None
        self._images: Mapping[str, QImage] = {}

    @property
    def picture(self) -> Picture | None:
        """What is shown."""
        return self._picture

    def show_picture(self, picture: Picture, images: Mapping[str, QImage] = MappingProxyType({})) -> None:
        """Show this from the next frame on; `images` are the pictures of its page by file."""
        self._images = images
        if picture != self._picture:
            self._picture = picture
            self._scene = None
            self.setAccessibleName(spoken_picture(picture))
        self.update()

    def scene(self) -> Scene | None:
        """Give the layout of the picture for the present size."""
        if self._scene is None and self._picture is not None:
            self._scene = lay_out(self._picture, QSizeF(self.size()))
        return self._scene

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        self._scene = None
        super().resizeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint all of it: a partly painted board could show a number beside the wrong room."""
        painter = QPainter(self)
        scene = self.scene()
        if scene is None:
            painter.fillRect(self.rect(), Qt.GlobalColor.black)
            painter.end()
            return
        scene.paint(painter, self._pictograms, self.devicePixelRatioF(), self._images)
        painter.end()
        self.painted.emit()


class Screen(QMainWindow):
    """The only window. Not mirrored in any language: a board is shared by all."""

    def __init__(self, pictograms: Pictograms) -> None:
        super().__init__()
        self.setWindowTitle("Stadtteil-Terminal")
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setStyleSheet("QMainWindow { background: #16202E; }")
        self.canvas = Canvas(pictograms, self)
        self.setCentralWidget(self.canvas)

    def open(self, size: tuple[int, int] | None, *, windowed: bool) -> None:
        """Come up on the whole screen, in a frameless window of `size`, or in an ordinary window."""
        if not windowed:
            self.setCursor(Qt.CursorShape.BlankCursor)
            self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        if size is not None:
            self.setFixedSize(*size)
        if size is None and not windowed:
            self.setGeometry(self.screen().geometry())  # without a window manager nobody else makes it as large
            self.showFullScreen()
        else:
            self.show()


def spoken_picture(picture: Picture) -> str:
    """All that matters of the picture in one line, for assistive technology."""
    parts = [line.text for line in picture.stale[:1]]
    parts += [f"{card.number}: {card.room}" for card in picture.calls]
    parts += [line.text for line in (*picture.quiet[:1], *picture.delay[:1], *picture.closed[:1], *picture.opens[:1])]
    if picture.page is not None:
        parts += [picture.page.title, picture.page.text]
    parts += [f"{row.number}: {row.span}" if row.span else str(row.number) for row in picture.waiting]
    return "; ".join(parts)
