"""What a page is about, large; and the card that facts stand in."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kiosk.look.fonts import Weight, font
from kiosk.look.style import Look
from kiosk.look.theme import Paint
from kiosk.visitor.assistive import bare


@dataclass(frozen=True, slots=True)
class Hero:
    """What the page is about, large beside the text: a pictogram (decorative), or a number or word that is read."""

    paint: Paint
    icon: str | None = None
    big: str = ""


class Plate(QWidget):
    """A rounded surface with a pictogram or very large text on it."""

    def __init__(self, look: Look, hero: Hero, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self.hero = look, hero
        if hero.big:
            self.assistive_role = QAccessible.Role.StaticText
            self.setAccessibleName(bare(hero.big))

    def width_for(self, height: int) -> int:
        """Width at a height."""
        if not self.hero.big:
            return height
        words = QFontMetrics(self._font(height)).horizontalAdvance(self.hero.big)
        return max(round(height * 1.2), words + 2 * self._look.metrics.mm(9))

    def _font(self, height: int) -> QFont:
        return font(max(round(height * 0.56), self._look.metrics.minimum_px()), Weight.BOLD, numbers=True)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line, radius = self._look.metrics.line, min(self._look.metrics.radius, min(self.width(), self.height()) // 6)
        box = QRectF(self.rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2)
        painter.setBrush(QColor(self.hero.paint.fill))
        painter.setPen(QPen(QColor(self.hero.paint.edge), line))
        painter.drawRoundedRect(box, radius * 1.4, radius * 1.4)
        if self.hero.big:
            painter.setFont(self._font(self.height()))
            painter.setPen(QColor(self.hero.paint.text))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.hero.big)
        elif self.hero.icon:
            side = round(min(self.width(), self.height()) * 0.56)
            picture = self._look.pictogram(self.hero.icon, self.hero.paint.text, side)
            painter.drawPixmap((self.width() - side) // 2, (self.height() - side) // 2, picture)
        painter.end()


class Card(QWidget):
    """The white card that facts stand in."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line, paint = self._look.metrics.line, self._look.theme.card
        painter.setBrush(QColor(paint.fill))
        painter.setPen(QPen(QColor(paint.edge), line))
        box = QRectF(self.rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2)
        painter.drawRoundedRect(box, self._look.metrics.radius, self._look.metrics.radius)
        painter.end()
