"""The highlight of scanning: a thick ring around each thing of the group that the switch would choose now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kiosk.look.fonts import Weight
from kiosk.look.metrics import TextSize
from kiosk.look.style import Look
from kiosk.visitor.face import text_height

_RING_MM = 2.0
_EDGE_MM = 1.0


class Beam(QWidget):
    """Lies over everything and lets every touch through.

    The ring has an edge in the colour of the ground on either side, so that it stands out from whatever is below it.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._look: Look | None = None
        self._rects: list[QRect] = []
        self._words = ""
        self.hide()

    @property
    def rects(self) -> list[QRect]:
        """What is ringed, in pixels of the window."""
        return self._rects

    def light(self, look: Look, rects: Sequence[QRect], words: str = "") -> None:
        """Ring these; `words` stand on a plate at the foot, for what has no place of its own."""
        self._look, self._rects, self._words = look, list(rects), words
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.setVisible(bool(rects or words))
        self.raise_()
        self.update()

    def dark(self) -> None:
        """Ring nothing."""
        self._rects, self._words = [], ""
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the rings and the plate."""
        if self._look is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics, theme = self._look.metrics, self._look.theme
        ring, edge = metrics.mm(_RING_MM), metrics.mm(_EDGE_MM)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for rect in self._rects:
            around = QRectF(rect).adjusted(-edge, -edge, edge, edge)
            for colour, width in ((theme.ground.fill, ring + 2 * edge), (theme.focus, ring)):
                painter.setPen(QPen(QColor(colour), width))
                painter.drawRoundedRect(around, metrics.radius, metrics.radius)
        if self._words:
            self._paint_plate(painter, self._look)
        painter.end()

    def _paint_plate(self, painter: QPainter, look: Look) -> None:
        metrics, theme = look.metrics, look.theme
        font = look.font(TextSize.BODY, Weight.BOLD)
        inner = self.width() - 4 * metrics.margin
        tall = text_height(font, self._words, inner) + 2 * metrics.mm(4)
        plate = QRect(metrics.margin, self.height() // 2 - tall // 2, self.width() - 2 * metrics.margin, tall)
        painter.setBrush(QColor(theme.ground.fill))
        painter.setPen(QPen(QColor(theme.focus), metrics.mm(_RING_MM)))
        painter.drawRoundedRect(plate, metrics.radius, metrics.radius)
        painter.setFont(font)
        painter.setPen(QColor(theme.ground.text))
        flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(plate.adjusted(metrics.margin, 0, -metrics.margin, 0), flags, self._words)
