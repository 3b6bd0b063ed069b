"""The row below a field: what may be meant, or what is wrong."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import zip_longest
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.look.fonts import Weight
from kiosk.look.metrics import TextSize
from kiosk.visitor.assistive import put_in_order
from kiosk.visitor.face import Face, text_height
from kiosk.visitor.keyboard_suggest import MOST
from kiosk.visitor.widgets import Button, Text

if TYPE_CHECKING:
    from kiosk.visitor.render.base import Context


class AssistRow(QWidget):
    """Numbered suggestions with "Did you mean this?", or one line of words. `picked` carries the name touched."""

    picked = Signal(str)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        theme = context.look.theme
        self._context = context
        self._names: tuple[str, ...] = ()
        self._problem = False
        self._words = Text(context.look, "", parent=self)
        self._asks = Text(context.look, context.texts.text("input-suggestion"), colour=theme.quiet, parent=self)
        self._buttons: list[Button] = []
        for number in range(1, MOST + 1):
            button = context.button(Face("", theme.card, number=number), self)
            button.struck.connect(partial(self._touched, number - 1))
            self._buttons.append(button)
        put_in_order(self._words, *self._buttons, self._asks)
        self._place()

    def offer(self, names: tuple[str, ...]) -> None:
        """Show these names; none when there are none."""
        if names == self._names:
            return
        self._names = names
        theme = self._context.look.theme
        for number, (button, name) in enumerate(zip(self._buttons, names, strict=False), start=1):
            button.set_face(Face(name, theme.card, number=number))
        self._place()

    def offered(self) -> tuple[str, ...]:
        """The names that are shown."""
        return tuple(button.face.text for button in self._buttons if button.isVisibleTo(self))

    def say(self, words: str, *, problem: bool = False) -> None:
        """Show words; a problem takes the place of suggestions."""
        look = self._context.look
        self._problem = problem and bool(words)
        self._words.tint(look.theme.problem if problem else look.theme.quiet)
        self._words.setText(words)
        self._place()

    def words(self) -> str:
        """The words shown, "" for none."""
        return self._words.text() if self._words.isVisibleTo(self) else ""

    def in_use(self) -> bool:
        """Whether there is anything to see."""
        return bool(self._names or self._words.text())

    def tells_problem(self) -> bool:
        """Whether the words say what is wrong."""
        return self._problem

    def spoken(self) -> list[str]:
        """The question and the names, with their numbers."""
        names = [f"{number}: {name}" for number, name in enumerate(self.offered(), start=1)]
        return [self._context.texts.speech("input-suggestion"), *names] if names else []

    def height_for(self, width: int, room: int = 0) -> int:
        """Height needed in `width` pixels; words are smaller where they would be higher than `room`."""
        look = self._context.look
        touch = look.metrics.touch
        if self._showing_words():
            high = text_height(self._font(small=False), self._words.text(), width)
            if high > room:
                high = text_height(self._font(small=True), self._words.text(), width)
            return max(touch, high)
        if not self._names:
            return touch
        self._tighten(width)
        first = self._buttons[0]
        badge = first.shape.badge_px() + 2 * look.metrics.mm(1.5)
        return max(touch, badge, first.height_for(min(first.natural_width(), width)))

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Lay the row out anew."""
        self._place()

    # ---- inside --------------------------------------------------------------------------------------------------

    def _showing_words(self) -> bool:
        return self._problem or (bool(self._words.text()) and not self._names)

    def _touched(self, at: int) -> None:
        self.picked.emit(self._names[at])

    def _place(self) -> None:
        """Show as many names as stand in the row; the question where there is room for it."""
        gap, width, words = self._context.look.metrics.gap, self.width(), self._showing_words()
        if words:
            self._fit_words()
        self._words.setVisible(words)
        self._words.setGeometry(self.rect())
        used, room = 0, not words
        high = self.height_for(width, self.height())
        for button, name in zip_longest(self._buttons, self._names):
            wide = min(button.natural_width(), width if used == 0 else button.natural_width())
            room = room and name is not None and used + wide <= width and wide >= button.least_width()
            button.setVisible(room)
            if room:
                button.setGeometry(self._left(used, wide), 0, wide, min(self.height(), high))
                used += wide + gap
        asks = QFontMetrics(self._asks.font()).horizontalAdvance(self._asks.text()) + 4
        self._asks.setVisible(not words and 0 < used <= width - gap - asks)
        self._asks.setGeometry(self._left(used + gap, asks), 0, asks, self.height())

    def _tighten(self, width: int) -> None:
        """Write the names in the least size where one has no room in a row of `width` pixels."""
        for button in self._buttons:
            if not button.face.text:
                continue
            for px in (None, self._context.look.metrics.minimum_px()):
                if button.face.px != px:
                    button.set_face(replace(button.face, px=px))
                if button.least_width() <= width:
                    break

    def _fit_words(self) -> None:
        """Choose the label size, or the smallest allowed where the words would not fit."""
        self._words.setFont(self._font(small=False))
        if self._words.height_for(self.width()) > self.height():
            self._words.setFont(self._font(small=True))

    def _font(self, *, small: bool) -> QFont:
        look = self._context.look
        weight = Weight.SEMIBOLD if self._problem else Weight.REGULAR
        return look.font_px(look.metrics.minimum_px(), weight) if small else look.font(TextSize.LABEL, weight)

    def _left(self, offset: int, wide: int) -> int:
        return self.width() - offset - wide if self._context.look.rtl else offset
