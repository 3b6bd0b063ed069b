"""The few things screens are made of: text, buttons and edges, painted by us from theme and sizes.

Painted directly and not by style sheets: a screen has to be there 33 ms after the touch.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QLabel, QSizePolicy, QWidget

from kiosk.look.fonts import Weight
from kiosk.look.metrics import TextSize
from kiosk.look.style import Look
from kiosk.visitor.assistive import bare
from kiosk.visitor.face import Face, Shape, line_width, text_height
from kiosk.visitor.strikes import Strikes

_WRAP = Qt.TextFlag.TextWordWrap
_CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter


class Text(QLabel):
    """Words on the page: wrapped, never rich text, in a colour and size of the look."""

    def __init__(
        self,
        look: Look,
        text: str = "",
        *,
        size: TextSize = TextSize.LABEL,
        weight: Weight = Weight.REGULAR,
        colour: str | None = None,
        centred: bool = False,
        numbers: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setFont(look.font(size, weight, numbers=numbers))
        self.tint(colour or look.theme.ground.text)
        # By the locale, not by the text: a German name on an Arabic page stands where Arabic starts.
        side = Qt.AlignmentFlag.AlignRight if look.rtl else Qt.AlignmentFlag.AlignLeft
        start = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        self.setAlignment(_CENTRE if centred else start)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show `text` and give it to assistive technology."""
        super().setText(text)
        self.setAccessibleName(bare(text))

    def tint(self, colour: str) -> None:
        """Write in `colour`."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, QColor(colour))
        self.setPalette(palette)

    def height_for(self, width: int) -> int:
        """Height this text needs in `width` pixels."""
        return max(text_height(self.font(), self.text(), width), QFontMetrics(self.font()).height())


class Title(Text):
    """What a page is headed by."""

    assistive_role = QAccessible.Role.Heading


class Picture(QLabel):
    """A decorative pictogram; assistive technology passes it over."""

    def __init__(self, look: Look, name: str, colour: str, pixels: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPixmap(look.pictogram(name, colour, pixels))
        self.setFixedSize(pixels, pixels)


class Button(QAbstractButton):
    """Something to touch. `struck` fires once for a double strike, by touch, Enter, Space or `strike()`."""

    struck = Signal()

    def __init__(self, look: Look, face: Face, strikes: Strikes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.face = face
        self.shape = Shape(look, face)
        self._strikes = strikes
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._on_clicked)
        self.toggled.connect(self._on_toggled)
        self._place: tuple[int, int] | None = None
        self._about = ""
        self.set_face(face)

    # ---- what it shows -----------------------------------------------------------------------------------------

    def set_face(self, face: Face) -> None:
        """Show another face."""
        self.face = face
        self.shape = Shape(self.look, face)
        self.setText(face.text.replace("&", "&&"))
        self.setAccessibleName(bare(face.text))
        self.setAccessibleDescription(bare(self._about or face.hint))
        if self.isCheckable() or face.checked is not None:
            self.setCheckable(face.checked is not None)
            self.setChecked(bool(face.checked))
        self.updateGeometry()
        self.update()

    def belongs_to(self, words: str) -> None:
        """Tell assistive technology what its words are about: *yes* to which question."""
        self._about = words
        self.setAccessibleDescription(bare(words))

    # ---- sizes -------------------------------------------------------------------------------------------------

    def natural_width(self) -> int:
        """Width with the words in one line."""
        return self.shape.natural_width()

    def least_width(self) -> int:
        """Width of the widest word and what stands beside it: never narrower."""
        return self.shape.least_width()

    def height_for(self, width: int) -> int:
        """Height needed in `width` pixels."""
        return self.shape.height_for(width)

    def sizeHint(self) -> QSize:
        """Natural size: one line of words."""
        width = self.natural_width()
        return QSize(width, self.height_for(width))

    def text_fits(self) -> bool:
        """Whether nothing of the words is cut off at the present size; for the clipping check."""
        return self.width() >= self.least_width() - 2 and self.height() >= self.height_for(self.width()) - 2

    # ---- being touched -----------------------------------------------------------------------------------------

    def strike(self) -> None:
        """Touch it from code: a number key, a spoken word, a test."""
        self.click()

    def hitButton(self, pos: QPoint) -> bool:
        """A finger that slides off by 3 mm still hits."""
        slack = self.look.metrics.mm(3)
        return self.rect().adjusted(-slack, -slack, slack, slack).contains(pos)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Remember where it was touched, for the double strike."""
        spot = event.globalPosition().toPoint()
        self._place = (spot.x(), spot.y())
        super().mouseReleaseEvent(event)
        self._place = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what Space does; a key held down counts once."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)

    def nextCheckState(self) -> None:
        """Leave it as it is: it is chosen when whoever was asked says so."""

    def _on_toggled(self, checked: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Assistive technology may toggle what others touch."""
        if checked is not bool(self.face.checked):
            self.setChecked(bool(self.face.checked))
            self.click()

    def _on_clicked(self) -> None:
        if self._strikes.counts(self, self._place):
            self.struck.emit()

    # ---- painting ----------------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        """Paint again when it becomes usable or not."""
        super().changeEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Edge and fill, number, pictogram, words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(self.look.direction)
        self._paint_box(painter)
        inner = self.rect().adjusted(self.shape.padding, 0, -self.shape.padding, 0)
        if self.face.tile:
            self._paint_tile(painter, inner)
        elif self.face.stacked:
            self._paint_stacked(painter, inner)
        else:
            self._paint_row(painter, inner)
        painter.end()

    def _paint_box(self, painter: QPainter) -> None:
        paint, metrics = self.face.paint, self.look.metrics
        line = metrics.line * (2 if self.face.checked else 1)
        box = QRectF(self.rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2)
        fill = QColor(paint.fill)
        if self.isDown():
            fill = QColor(paint.edge) if paint.edge != paint.fill else fill.lighter(135)
        painter.setBrush(fill)
        painter.setPen(QPen(QColor(paint.edge), line))
        painter.drawRoundedRect(box, metrics.radius, metrics.radius)
        if self.hasFocus() and self._focus_is_shown():
            inset = metrics.mm(1.6)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = QColor(paint.text)
            painter.setPen(QPen(ring, metrics.mm(0.9), Qt.PenStyle.SolidLine))
            painter.drawRoundedRect(
                box.adjusted(inset, inset, -inset, -inset), metrics.radius * 0.8, metrics.radius * 0.8
            )
            painter.setPen(QPen(QColor(self.look.theme.focus), metrics.mm(1.2)))
            painter.drawRoundedRect(box, metrics.radius, metrics.radius)

    def _focus_is_shown(self) -> bool:
        window = self.window()
        return bool(window.property("keyboardUsed"))

    def _ink(self) -> QColor:
        if self.isDown() and self.face.paint.edge != self.face.paint.fill:
            return QColor(self.face.paint.fill)
        return QColor(self.face.paint.text)

    def _paint_row(self, painter: QPainter, inner: QRect) -> None:
        rtl, gap, side = self.look.rtl, self.shape.gap, self.shape.icon_px()
        before, after = self.shape.sides()
        if self.face.icon and not (self.face.text or self.face.after or self.face.number):
            middle = self.rect().center()
            self._paint_icon(painter, self.face.icon, middle.x() - side // 2, middle.y())
            return
        width = inner.width() - before - after
        used = min(width, self._words_width()) if self.face.centred else width
        start = (inner.width() - used - before - after) // 2 if self.face.centred else 0
        x = start
        if self.face.number is not None:
            self._paint_badge(painter, self._at(inner, x, self.shape.badge_px(), rtl=rtl), inner.center().y())
            x += self.shape.badge_px() + gap
        if self.face.icon:
            self._paint_icon(painter, self.face.icon, self._at(inner, x, side, rtl=rtl), inner.center().y())
            x += side + gap
        left = self._at(inner, x, used, rtl=rtl)
        self._paint_words(painter, QRect(left, inner.top(), used, inner.height()))
        if self.face.after or self.face.checked:
            name = "check" if self.face.checked else str(self.face.after)
            x = inner.width() - side if not self.face.centred else x + used + gap
            self._paint_icon(painter, name, self._at(inner, x, side, rtl=rtl), inner.center().y())

    def _paint_stacked(self, painter: QPainter, inner: QRect) -> None:
        words = text_height(self.shape.text_font(), self.face.text, inner.width())
        side, mm = self.shape.icon_px(), self.look.metrics.mm
        top = (self.height() - words - side - mm(1)) // 2
        if self.face.icon:
            self._paint_icon(painter, self.face.icon, inner.center().x() - side // 2, top + side // 2)
        painter.setFont(self.shape.text_font())
        painter.setPen(self._ink())
        rect = QRect(inner.left(), top + side + mm(1), inner.width(), words)
        painter.drawText(rect, int(_CENTRE | _WRAP), self.face.text)

    def _paint_tile(self, painter: QPainter, inner: QRect) -> None:
        rtl, edge, mm = self.look.rtl, self.look.metrics.mm(5), self.look.metrics.mm
        side = self.shape.icon_px()
        if self.face.icon:
            self._paint_icon(
                painter, self.face.icon, self._at(inner, 0, side, rtl=rtl), edge + max(side, self.shape.badge_px()) // 2
            )
        if self.face.number is not None:
            left = self._at(inner, inner.width() - self.shape.badge_px() + mm(2), self.shape.badge_px(), rtl=rtl)
            self._paint_badge(painter, left, edge + self.shape.badge_px() // 2)
        words = text_height(self.shape.text_font(), self.face.text, inner.width())
        hint = text_height(self.shape.hint_font(), self.face.hint, inner.width()) if self.face.hint else 0
        top = self.height() - edge - words - hint
        self._paint_lines(painter, QRect(inner.left(), top, inner.width(), words + hint), words, centred=False)

    def _paint_words(self, painter: QPainter, rect: QRect) -> None:
        words = text_height(self.shape.text_font(), self.face.text, rect.width())
        hint = text_height(self.shape.hint_font(), self.face.hint, rect.width()) if self.face.hint else 0
        top = (self.height() - words - hint) // 2
        lines = QRect(rect.left(), top, rect.width(), words + hint)
        self._paint_lines(painter, lines, words, centred=self.face.centred)

    def _paint_lines(self, painter: QPainter, rect: QRect, words: int, *, centred: bool) -> None:
        side = (
            Qt.AlignmentFlag.AlignHCenter
            if centred
            else (Qt.AlignmentFlag.AlignRight if self.look.rtl else Qt.AlignmentFlag.AlignLeft)
        )
        flags = int(side | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignAbsolute) | int(_WRAP)
        if self.look.rtl:
            flags |= int(Qt.TextFlag.TextForceRightToLeft)
        painter.setPen(self._ink())
        painter.setFont(self.shape.text_font())
        painter.drawText(QRect(rect.left(), rect.top(), rect.width(), words), flags, self.face.text)
        if self.face.hint:
            painter.setFont(self.shape.hint_font())
            rest = QRect(rect.left(), rect.top() + words, rect.width(), rect.height() - words)
            painter.drawText(rest, flags, self.face.hint)

    def _words_width(self) -> int:
        words = line_width(self.shape.text_font(), self.face.text)
        hint = line_width(self.shape.hint_font(), self.face.hint) if self.face.hint else 0
        return max(words, hint)

    def _at(self, inner: QRect, offset: int, width: int, *, rtl: bool) -> int:
        """Left edge of something that starts `offset` pixels along the line of reading."""
        return inner.right() + 1 - offset - width if rtl else inner.left() + offset

    def _paint_icon(self, painter: QPainter, name: str, left: int, middle: int) -> None:
        side = self.shape.icon_px()
        painter.drawPixmap(left, middle - side // 2, self.look.pictogram(name, self._ink().name(), side))

    def _paint_badge(self, painter: QPainter, left: int, middle: int) -> None:
        size, line = self.shape.badge_px(), self.look.metrics.mm(0.8)
        circle = QRectF(left, middle - size / 2, size, size).adjusted(line / 2, line / 2, -line / 2, -line / 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._ink(), line))
        painter.drawEllipse(circle)
        painter.setFont(self.shape.badge_font())
        painter.drawText(circle, int(_CENTRE), str(self.face.number))


class Bars(QWidget):
    """Progress as bars: `done` of `total` are filled. Decorative: the words beside it say the same."""

    def __init__(self, look: Look, done: int, total: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._done, self._total = look, done, total
        mm = look.metrics.mm
        self._bar, self._gap = mm(27), mm(5)
        self.setFixedSize(total * self._bar + (total - 1) * self._gap, mm(5))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bars along the line of reading."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, line = self._look.theme, self._look.metrics.mm(0.8)
        for index in range(self._total):
            x = index * (self._bar + self._gap)
            x = self.width() - x - self._bar if self._look.rtl else x
            box = QRectF(x, 0, self._bar, self.height()).adjusted(line / 2, line / 2, -line / 2, -line / 2)
            painter.setPen(QPen(QColor(theme.card.edge), line))
            painter.setBrush(QColor(theme.primary.fill if index < self._done else theme.card.fill))
            painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.end()


class Ground(QWidget):
    """A plain opaque surface."""

    def __init__(self, colour: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour = QColor(colour)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def tint(self, colour: str) -> None:
        """Fill with `colour`."""
        self._colour = QColor(colour)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill what is to be painted."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._colour)
        painter.end()


def middle(rect: QRect) -> QPointF:
    """The middle of a rectangle as a pointer position."""
    return QPointF(rect.center())
