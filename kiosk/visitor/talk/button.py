"""The talk button in the strip below: touched to talk, and always the place that shows whether somebody listens."""

from __future__ import annotations

import enum
from dataclasses import replace

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kiosk.look.theme import Paint
from kiosk.visitor.face import Face, Shape
from kiosk.visitor.render.base import Context
from kiosk.visitor.widgets import Button

_BARS = 10
"""Parts of the level meter."""

_METER_MM = 2.8
"""Height of the meter and the space around it."""


class Hearing(enum.Enum):
    """What the terminal does with the microphone now; each has a message `talk-<value>`."""

    OFF = "off"
    STARTING = "starting"
    LISTENING = "listening"
    GATED = "gated"
    LOST = "lost"


_ICONS = {
    Hearing.OFF: "mic",
    Hearing.STARTING: "hourglass_top",
    Hearing.LISTENING: "hearing",
    Hearing.GATED: "volume_up",
    Hearing.LOST: "mic_off",
}


class TalkButton(Button):
    """Pictogram, words and, while it listens, another colour and a level meter: never by colour alone.

    As wide as its longest words, so that nothing moves when they change.
    """

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        theme = context.look.theme
        self._words = {hearing: context.texts.text(f"talk-{hearing.value}") for hearing in Hearing}
        self._paints = dict.fromkeys(Hearing, theme.bottom_button)
        lit = theme.primary
        self._paints[Hearing.LISTENING] = Paint(lit.fill, lit.text, theme.bottom_button.edge)
        self.hearing = Hearing.OFF
        self.level = 0
        face = Face(self._words[self.hearing], theme.bottom_button, icon="mic", tight=True)
        super().__init__(context.look, face, context.strikes, parent)

    def show_hearing(self, hearing: Hearing) -> None:
        """Show what is done with the microphone."""
        self.hearing, self.level = hearing, 0
        self.set_face(self._face(hearing))

    def show_level(self, level: int) -> None:
        """Show how loud it is, from 0 to 100."""
        bars = max(0, min(_BARS, round(level * _BARS / 100)))
        if bars != self.level:
            self.level = bars
            self.update(self._meter())

    def wear(self, px: int, *, stacked: bool) -> None:
        """Write the words in this size, beside the pictogram or below it."""
        self.set_face(replace(self.face, px=px, stacked=stacked))

    def settled_width(self) -> int:
        """Width of the longest words it may show; in several lines below the pictogram."""
        shapes = [Shape(self.look, self._face(hearing)) for hearing in Hearing]
        if self.face.stacked:
            return max(self.look.metrics.touch, *(shape.least_width() for shape in shapes))
        return max(shape.natural_width() for shape in shapes)

    def settled_height(self) -> int:
        """Height of any words it may show, with room for the meter below them."""
        width = self.settled_width()
        shapes = [Shape(self.look, self._face(hearing)) for hearing in Hearing]
        return max(shape.height_for(width) for shape in shapes) + 2 * self.look.metrics.mm(_METER_MM)

    def _face(self, hearing: Hearing) -> Face:
        return replace(self.face, text=self._words[hearing], icon=_ICONS[hearing], paint=self._paints[hearing])

    def _meter(self) -> QRect:
        mm = self.look.metrics.mm
        return QRect(mm(4), self.height() - mm(_METER_MM + 0.6), self.width() - 2 * mm(4), mm(_METER_MM - 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button, and at its foot the meter."""
        super().paintEvent(event)
        if self.hearing is not Hearing.LISTENING:
            return
        painter = QPainter(self)
        place, ink = self._meter(), QColor(self.face.paint.text)
        gap = max(2, self.look.metrics.mm(0.6))
        wide = (place.width() - gap * (_BARS - 1)) // _BARS
        for bar in range(_BARS):
            x = place.left() + bar * (wide + gap)
            x = self.width() - x - wide if self.look.rtl else x
            painter.setPen(QPen(ink, 1))
            painter.setBrush(ink if bar < self.level else Qt.BrushStyle.NoBrush)
            painter.drawRect(QRect(x, place.top(), wide, place.height()))
        painter.end()
