"""One key to touch, drawn by us: what it shows, how it looks when pressed, and how it is reached without a finger."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from kiosk.look.fonts import Weight, font
from kiosk.look.metrics import TextSize
from kiosk.visitor.assistive import bare

if TYPE_CHECKING:
    from kiosk.look.style import Look
    from kiosk.look.theme import Paint

_STRIKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Select)


class Script(enum.Enum):
    """Which font a key's label takes."""

    LATIN = "latin"
    ARABIC = "arabic"
    OTHERS = "others"
    """Numbers, signs and the letters that only Noto Sans has."""


@dataclass(frozen=True, slots=True)
class KeyFace:
    """What a key shows: a label or a pictogram, its spoken name, and whether it is switched on."""

    label: str
    name: str
    pictogram: str | None = None
    script: Script = Script.LATIN
    words: bool = False
    on: bool | None = None
    """Whether it is switched on; None for a key that is not switched."""
    barred: bool = False
    """Draws a line below the pictogram: the shift that stays."""


class KeyButton(QAbstractButton):
    """A key. It counts when it is pressed, as keys do; sliding off it changes nothing."""

    struck = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._face = KeyFace("", "")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents, on=False)
        self.pressed.connect(self.struck)
        self.toggled.connect(self._on_toggled)

    @property
    def face(self) -> KeyFace:
        """What the key shows at the moment."""
        return self._face

    def show_face(self, face: KeyFace) -> None:
        """Show something else on the key."""
        if face != self._face:
            self._face = face
            self.setText(face.label)
            told = face.label in face.name or not (face.words or face.label.isalnum())
            named = face.name if told else f"{face.label}, {face.name}"
            self.setAccessibleName(bare(named))
            self.setCheckable(face.on is not None)
            self.setChecked(bool(face.on))
            self.update()

    def use_look(self, look: Look) -> None:
        """Take another theme or size."""
        self._look = look
        self.update()

    def nextCheckState(self) -> None:
        """Leave it as it is: the keyboard says which keys are on."""

    def _on_toggled(self, checked: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Assistive technology may toggle what others touch."""
        if checked is not bool(self._face.on):
            self.setChecked(bool(self._face.on))
            self.struck.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Strike by return or space; everything else is typed and goes on to the field."""
        if event.key() in _STRIKES:
            if not event.isAutoRepeat():
                self.struck.emit()
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Do nothing: the key counted when it went down."""
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        """Draw again when it is switched on or off."""
        super().changeEvent(event)
        self.update()

    def _paint(self) -> Paint:
        theme = self._look.theme
        return theme.primary if self.isDown() or self._face.on else theme.card

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, edge, label or pictogram, and the ring of the keyboard focus."""
        paint = self._paint()
        metrics = self._look.metrics
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = max(2, round(metrics.line * 0.75))
        edge = paint.edge
        focused = self.hasFocus() and bool(self.window().property("keyboardUsed"))
        if focused:
            edge, line = self._look.theme.focus, max(line * 2, metrics.mm(1.4))
        frame = QRectF(self.rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2)
        painter.setPen(QPen(QColor(edge), line))
        painter.setBrush(QColor(paint.fill))
        radius = min(metrics.radius * 0.7, frame.height() * 0.3)
        painter.drawRoundedRect(frame, radius, radius)
        if focused:  # a ring in the colour of the label too: on a key that is on, the one at the edge hardly shows
            painter.setPen(QPen(QColor(paint.text), metrics.mm(0.9)))
            painter.drawRoundedRect(frame.adjusted(line, line, -line, -line), radius, radius)
        if self._face.pictogram is not None:
            self._draw_pictogram(painter, paint)
        else:
            self._draw_label(painter, paint)
        painter.end()

    def _draw_pictogram(self, painter: QPainter, paint: Paint) -> None:
        side = min(round(self.height() * 0.56), round(self.width() * 0.6))
        arabic = self._face.script is Script.ARABIC
        drawn = self._look.pictograms.pixmap(self._face.pictogram or "", paint.text, side, rtl=arabic)
        left, top = (self.width() - side) // 2, (self.height() - side) // 2
        painter.drawPixmap(left, top, drawn)
        if self._face.barred:
            thick = max(3, side // 10)
            painter.fillRect(left + side // 4, top + side - thick // 2, side // 2, thick, QColor(paint.text))

    def _draw_label(self, painter: QPainter, paint: Paint) -> None:
        painter.setFont(self._fitting_font())
        painter.setPen(QColor(paint.text))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._face.label)

    def _fitting_font(self) -> QFont:
        """Give the label's font: as large as the text size asks, as small as the key demands."""
        face, metrics = self._face, self._look.metrics
        wanted = metrics.font_px(TextSize.LABEL if face.words else TextSize.BODY)
        pixels = min(wanted, round(self.height() * (0.5 if face.script is Script.ARABIC else 0.62)))
        made = font(pixels, Weight.SEMIBOLD, rtl=face.script is Script.ARABIC, numbers=face.script is Script.OTHERS)
        width = QFontMetrics(made).horizontalAdvance(face.label)
        room = self.width() - 4 * metrics.line
        if width > room > 0:
            made.setPixelSize(max(8, pixels * room // width))
        return made
