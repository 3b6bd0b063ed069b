"""A number pad whose digits stand elsewhere every time, so that neither marks nor looks give the PIN away."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent

from kiosk.look.fonts import Weight
from kiosk.look.metrics import TextSize
from kiosk.visitor.assistive import put_in_order
from kiosk.visitor.face import Face
from kiosk.visitor.render.base import Context, Heading, Renderer
from kiosk.visitor.widgets import Button, Text

_COLUMNS = 3
_LONGEST = 32


class PinPad(Renderer):
    """`answered` carries the digits, none for *back*. They are shown as a count only, and never spoken."""

    def __init__(self, context: Context) -> None:
        texts = context.texts
        heading = Heading(None, context, title=texts.text("staff-pin"), body=texts.text("staff-pin", "body"))
        super().__init__(None, context, heading)
        self._digits = ""
        order = list("0123456789")
        secrets.SystemRandom().shuffle(order)
        self.shown = Text(self.look, "", size=TextSize.BODY, weight=Weight.BOLD, centred=True, parent=self)
        self.keys = {digit: self._key(digit) for digit in order}
        theme = self.look.theme
        self.clear = context.button(Face(texts.text("staff-pin-clear"), theme.card), self)
        self.clear.struck.connect(self._clear)
        self.done = context.button(Face(texts.text("staff-pin-ok"), theme.primary, weight=Weight.BOLD), self)
        self.done.struck.connect(lambda: self.answered.emit(self._digits))
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # digits are never mirrored
        self._order = [self.keys[digit] for digit in order]
        put_in_order(self.shown, *self._cells())
        self._show()

    def _key(self, digit: str) -> Button:
        # No double strike filter here: "11" is a fair part of a PIN, and its keys are touched on purpose.
        button = self.context.button(Face(digit, self.look.theme.card, size=TextSize.BODY, weight=Weight.BOLD), self)
        button.pressed.connect(lambda: self._add(digit))
        return button

    def _add(self, digit: str) -> None:
        self._digits = (self._digits + digit)[:_LONGEST]
        self._show()

    def _clear(self) -> None:
        if not self._digits:
            self.answered.emit("")
        self._digits = ""
        self._show()

    def _show(self) -> None:
        self.shown.setText(self.texts.text("staff-digits", n=len(self._digits)))

    def _cells(self) -> list[Button]:
        return [*self._order[:9], self.clear, self._order[9], self.done]

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Count above, keys in three columns, the last row with *delete* and *log in*."""
        gap, height = self.look.metrics.gap, self.height()
        line = self.shown.height_for(self.width())
        rows = -(-(len(self._order) + 2) // _COLUMNS)
        wide = min((self.width() - 2 * gap) // _COLUMNS, self.look.metrics.mm(110))
        tall = min(self.look.metrics.mm(30), (height - line - rows * gap) // rows)
        left = (self.width() - wide * _COLUMNS - gap * 2) // 2
        self.shown.setGeometry(0, 0, self.width(), line)
        for index, button in enumerate(self._cells()):
            row, column = divmod(index, _COLUMNS)
            button.setGeometry(left + column * (wide + gap), line + gap + row * (tall + gap), wide, tall)

    def number(self, number: int) -> bool:
        """Take a number key of a keyboard."""
        self._add(str(number))
        return True

    def confirm(self) -> bool:
        """Log in."""
        self.done.strike()
        return True

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """Nothing here can be said."""
        return {}

    def spoken_body(self) -> list[str]:
        """How many digits there are."""
        return [self.shown.text()]

    def drive(self, answer: object) -> None:
        """Touch the digits and *log in*."""
        for digit in str(answer):
            self._add(digit)
        self.done.strike()

    def focus_first(self) -> None:
        """Put the focus on the first key."""
        self._order[0].setFocus()
