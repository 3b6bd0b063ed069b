"""Choosing by number what a page offers: which number is being keyed, and when it is whole. Pure but for its plate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Signal

from kiosk.look.fonts import Weight
from kiosk.look.metrics import TextSize
from kiosk.visitor.face import Face
from kiosk.visitor.widgets import Ground, Text

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from kiosk.visitor.render.base import Context


def keyed(before: str, digit: int, count: int) -> tuple[str, int | None]:
    """Take a digit after those `before`: what is written then, and the number once no other can follow.

    There is no time limit: 1 of 12 waits for its second digit or for *choose*.
    """
    written = f"{before}{digit}".lstrip("0")
    number = int(written or "0")
    if number == 0 or number > count:
        return before, None
    return (written, None) if number * 10 <= count else ("", number)


class NumberPlate(Ground):
    """Asks for a number under the page. `chosen` carries it, `left` says that none is wanted."""

    chosen = Signal(int)
    left = Signal()

    def __init__(self, context: Context, count: int, parent: QWidget | None = None) -> None:
        super().__init__(context.look.theme.ground.fill, parent)
        self._look, self._texts = context.look, context.texts
        self._count, self.written = count, ""
        theme = self._look.theme
        self.words = Text(self._look, "", size=TextSize.LABEL, weight=Weight.SEMIBOLD, parent=self)
        self.take = context.button(Face(self._texts.text("web-number-take"), theme.primary, icon="check"), self)
        self.take.struck.connect(self.confirm)
        self.leave = context.button(Face(self._texts.text("web-number-leave"), theme.card, icon="close"), self)
        self.leave.struck.connect(self.left)
        self._show()

    def digit(self, digit: int) -> None:
        """Take a digit."""
        self.written, number = keyed(self.written, digit, self._count)
        self._show()
        if number is not None:
            self.chosen.emit(number)

    def erase(self) -> None:
        """Take the last digit back."""
        self.written = self.written[:-1]
        self._show()

    def confirm(self) -> None:
        """Choose what is written."""
        if self.written:
            number, self.written = int(self.written), ""
            self.chosen.emit(number)

    def asks(self) -> str:
        """What is asked for."""
        return self._texts.text("web-number-ask", count=self._count)

    def _show(self) -> None:
        self.words.setText(f"{self.asks()} {self.written}".strip())
        self.take.setEnabled(bool(self.written))

    # ---- arrangement ---------------------------------------------------------------------------------------------

    def height_for(self, width: int) -> int:
        """Height in `width` pixels."""
        metrics = self._look.metrics
        tall = max(metrics.touch, self.take.height_for(self.take.natural_width()))
        if self._beside(width):
            return tall + 2 * metrics.mm(3)
        return tall + self.words.height_for(width - 2 * metrics.mm(6)) + 3 * metrics.mm(3)

    def _beside(self, width: int) -> bool:
        """Whether the words have room beside the buttons."""
        room = self._room(width)
        tall = max(self._look.metrics.touch, self.take.height_for(self.take.natural_width()))
        return room > self._look.metrics.touch and self.words.height_for(room) <= tall

    def _room(self, width: int) -> int:
        metrics = self._look.metrics
        return width - self.take.natural_width() - self.leave.natural_width() - 2 * metrics.gap - 2 * metrics.mm(6)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Put words and buttons where they belong."""
        metrics, width = self._look.metrics, self.width()
        pad, side = metrics.mm(3), metrics.mm(6)
        room, beside = self._room(width), self._beside(width)
        words = room if beside else width - 2 * side
        high = self.words.height_for(words)
        tall = self.height() - 2 * pad if beside else self.height() - high - 3 * pad
        top = pad if beside else high + 2 * pad
        self._put(self.words, QRect(side, (self.height() - high) // 2 if beside else pad, words, high))
        right = width - side
        for button in (self.take, self.leave):
            right -= button.natural_width()
            self._put(button, QRect(right, top, button.natural_width(), tall))
            right -= metrics.gap

    def _put(self, widget: QWidget, rect: QRect) -> None:
        if self._look.rtl:
            rect = QRect(self.width() - rect.x() - rect.width(), rect.y(), rect.width(), rect.height())
        widget.setGeometry(rect)
