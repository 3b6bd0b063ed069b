"""The strip over a page: back, the checked address, adjust, read aloud, privacy, end. No page can draw over it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.look.fonts import Weight
from kiosk.look.metrics import SCALES
from kiosk.look.style import Look
from kiosk.look.theme import Paint
from kiosk.visitor.assistive import bare
from kiosk.visitor.face import Face, Shape, line_width
from kiosk.visitor.render.base import Context
from kiosk.visitor.widgets import Button, Ground

_TINT = 0.06
"""How much of the green is in the ground of a checked address."""


def mixed(colour: str, ground: str, share: float) -> str:
    """Mix two colours."""
    one, other = QColor(colour), QColor(ground)
    parts = zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)  # type: ignore[index] # PySide gives four numbers
    return "#{:02x}{:02x}{:02x}".format(*(round(a * share + b * (1 - share)) for a, b in parts))


class Plate(QWidget):
    """Where one is. Checked hosts have a shield, a word and a colour; all others plain ink."""

    assistive_role = QAccessible.Role.StaticText

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._texts = context.look, context.texts
        self.px = self._look.metrics.minimum_px()
        self.host = ""
        self.checked = False

    def show_host(self, host: str, *, checked: bool) -> None:
        """Show a host."""
        self.host, self.checked = host, checked
        self.setAccessibleName(bare(self.words))
        self.update()

    @property
    def words(self) -> str:
        """What the plate says."""
        if not self.host:
            return ""
        return self._texts.text("web-checked" if self.checked else "web-address-plain", host=self.host)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Edge, shield, words; of a long host the end stays, for it says whose it is."""
        theme, metrics = self._look.theme, self._look.metrics
        colour = theme.good if self.checked else theme.top.text
        paint = Paint(mixed(colour, theme.top.fill, _TINT) if self.checked else theme.top.fill, colour, colour)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(self._look.direction)
        line = metrics.line
        painter.setBrush(QColor(paint.fill))
        painter.setPen(QPen(QColor(paint.edge if self.checked else theme.top.edge), line))
        box = QRectF(self.rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2)
        painter.drawRoundedRect(box, metrics.radius, metrics.radius)
        self._paint_words(painter, colour)
        painter.end()

    def _paint_words(self, painter: QPainter, colour: str) -> None:
        metrics, rtl = self._look.metrics, self._look.rtl
        font = self._look.font_px(self.px, Weight.SEMIBOLD)
        pad = metrics.mm(4)
        inner = self.rect().adjusted(pad, 0, -pad, 0)
        if self.checked:
            side = round(QFontMetrics(font).ascent() * 1.25)
            left = inner.right() - side if rtl else inner.left()
            pixmap = self._look.pictogram("verified_user", colour, side)
            painter.drawPixmap(left, inner.center().y() - side // 2, pixmap)
            gap = side + metrics.mm(2.5)
            inner = inner.adjusted(0, 0, -gap, 0) if rtl else inner.adjusted(gap, 0, 0, 0)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        words = self.words
        if QFontMetrics(font).horizontalAdvance(words) > inner.width():
            words = QFontMetrics(font).elidedText(self.host, Qt.TextElideMode.ElideLeft, inner.width())
        side_flag = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        painter.drawText(inner, side_flag | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute, words)


class WebStrip(Ground):
    """Takes the place of the top strip while a page is shown; the same names are chosen from it.

    *Adjust*, *read aloud* and *privacy* show their pictogram only, so that the address has room; their words are said
    and given to assistive technology.
    """

    chosen = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.look.theme.top.fill, parent)
        self._look: Look = context.look
        self._texts = context.texts
        theme = self._look.theme
        texts = self._texts
        self._faces = {
            "back": Face(texts.text("back"), theme.card, icon="arrow_back"),
            "more": Face("", theme.card, icon="print"),
            "adjust": Face("", theme.card, icon="tune"),
            "read": Face("", theme.card, icon="volume_up"),
            "privacy": Face("", theme.card, icon="visibility_off"),
            "end": Face(texts.text("end"), theme.end, icon="logout"),
        }
        self._names = {
            "back": texts.text("back"),
            "more": texts.text("web-more"),
            "adjust": texts.text("adjust"),
            "read": texts.text("read-aloud"),
            "privacy": texts.text("privacy-button"),
            "end": texts.text("end"),
        }
        self._narrow = False
        self._px = self._settle_px()
        self.buttons = {name: self._make(name, context) for name in self._faces}
        self.plate = Plate(context, self)
        self.first = "back"

    def _make(self, name: str, context: Context) -> Button:
        button = context.button(self._faces[name], self)
        button.setAccessibleName(self._names[name])
        button.struck.connect(lambda: self.chosen.emit(name))
        return button

    def show_host(self, host: str, *, checked: bool) -> None:
        """Show where one is."""
        self.plate.show_host(host, checked=checked)

    def show_first(self, _name: str) -> None:
        """Leave *back* where it is."""

    def set_speaking(self, *, on: bool) -> None:
        """While something is said, the same button stops it."""
        key, icon = ("read-stop", "stop") if on else ("read-aloud", "volume_up")
        self._names["read"] = self._texts.text(key)
        self._faces["read"] = replace(self._faces["read"], icon=icon)
        self._arrange()
        self.buttons["read"].setAccessibleName(self._names["read"])

    def set_privacy(self, *, on: bool) -> None:
        """While something is hidden the button says so, in words and in violet."""
        theme = self._look.theme
        words, paint = (self._texts.text("privacy-on"), theme.areas["violet"]) if on else ("", theme.card)
        self._names["privacy"] = self._texts.text("privacy-button-on" if on else "privacy-button")
        self._faces["privacy"] = replace(self._faces["privacy"], text=words, paint=paint)
        self._arrange()

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """What can be said to the strip."""
        keys = {
            "back": "back",
            "more": "web-more",
            "adjust": "adjust",
            "read": "read-aloud",
            "privacy": "privacy-button",
            "end": "end",
        }
        found: dict[str, Callable[[], None]] = {}
        for name, key in keys.items():
            found.update(dict.fromkeys(self._texts.voice(key), self.buttons[name].strike))
        return found

    def spoken(self) -> list[str]:
        """Where one is, and the words of all buttons."""
        return [words for words in (self.plate.words, *self._names.values()) if words]

    # ---- arrangement -------------------------------------------------------------------------------------------

    def height_for(self, width: int) -> int:
        """Height of the strip in `width` pixels."""
        metrics = self._look.metrics
        rows = 2 if self._two_rows(width) else 1
        return rows * (self._tall() + metrics.mm(4)) + metrics.mm(4)

    def _tall(self) -> int:
        return max(self._look.metrics.mm(24), Shape(self._look, self._sized("end")).height_for(1 << 20))

    def _settle_px(self) -> int:
        """Size of the words: the chosen one, but not so large that the buttons have no room in a row."""
        least = self._look.metrics.minimum_px()
        largest = min(self._look.metrics.scale, SCALES[1])
        for scale in (largest, 1.2, 1.0):
            px = round(least * min(scale, largest))
            if self._taken(px) <= self._look.metrics.width:
                return px
        self._narrow = True  # words of some languages are long: pictograms take what a finger needs
        return least

    def _taken(self, px: int) -> int:
        """Width of all buttons in a row, in words of this size."""
        metrics = self._look.metrics
        wide = sum(self._wide(name, px) for name in self._faces)
        return wide + (len(self._faces) - 1) * metrics.gap + 2 * metrics.mm(6)

    def _sized(self, name: str) -> Face:
        return replace(self._faces[name], px=self._px)

    def _wide(self, name: str, px: int) -> int:
        shape = Shape(self._look, replace(self._faces[name], px=px))
        if self._faces[name].text:
            return shape.natural_width()
        if self._narrow:
            return max(self._look.metrics.touch, shape.icon_px())
        return max(self._look.metrics.touch, self._look.metrics.mm(24), shape.icon_px() + 2 * shape.padding)

    def _two_rows(self, width: int) -> bool:
        """Whether the address needs a row of its own: in portrait, and with large words on a small screen."""
        metrics = self._look.metrics
        font = self._look.font_px(self._px, Weight.SEMIBOLD)
        return width - self._taken(self._px) - metrics.gap < line_width(font, "meine-bank.example") + metrics.mm(14)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Put the parts where they belong."""
        self._arrange()

    def _arrange(self) -> None:
        metrics, rtl = self._look.metrics, self._look.rtl
        side, gap, tall, y = metrics.mm(6), metrics.gap, self._tall(), metrics.mm(4)
        left, right = side, self.width() - side
        for name in self._faces:
            self.buttons[name].set_face(self._sized(name))
            self.buttons[name].setAccessibleName(self._names[name])
        places: dict[str, QRect] = {"back": QRect(left, y, self._wide("back", self._px), tall)}
        left += self._wide("back", self._px) + gap
        for name in ("end", "privacy", "read", "adjust", "more"):
            right -= self._wide(name, self._px)
            places[name] = QRect(right, y, self._wide(name, self._px), tall)
            right -= gap
        if self._two_rows(self.width()):
            plate = QRect(side, y + tall + metrics.mm(4), self.width() - 2 * side, tall)
        else:
            plate = QRect(left, y, max(1, right - left), tall)
        self.plate.px = self._px
        for widget, place in ((self.plate, plate), *((self.buttons[name], at) for name, at in places.items())):
            mirrored = QRect(self.width() - place.right() - 1, place.y(), place.width(), place.height())
            widget.setGeometry(mirrored if rtl else place)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill, and a line below."""
        super().paintEvent(event)
        painter = QPainter(self)
        line = self._look.metrics.mm(0.7)
        painter.fillRect(0, self.height() - line, self.width(), line, self._look.theme.top.edge)
        painter.end()
