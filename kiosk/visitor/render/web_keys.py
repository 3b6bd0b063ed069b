"""The on-screen keyboard under a page, with the keys that belong to fields: next field, enter, done."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal

from kiosk.look.metrics import SCALES
from kiosk.visitor.browser.field import Field, Kind
from kiosk.visitor.face import Face
from kiosk.visitor.keyboard import KEY_GAP_MM, KEY_LEAST_MM, KEY_LOWEST_MM, Keyboard
from kiosk.visitor.keyboard_layouts import Page
from kiosk.visitor.keyboard_scripts import LAYOUTS, layouts_of
from kiosk.visitor.widgets import Ground

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from kiosk.visitor.browser.aids import Aids
    from kiosk.visitor.render.base import Context
    from kiosk.visitor.widgets import Button

_LATIN = {Kind.PASSWORD, Kind.EMAIL, Kind.ADDRESS}
"""What is written in Latin letters in every language."""

_SIGNS = {Kind.EMAIL: "@", Kind.ADDRESS: "/"}


class WebKeys(Ground):
    """Types into the field of a page. Nothing of a password is kept, echoed, suggested or said here."""

    done = Signal()

    def __init__(self, context: Context, aids: Aids, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(context.look.theme.ground.fill, parent)
        self._look, self._texts, self._aids, self._field = context.look, context.texts, aids, field
        metrics = self._look.metrics
        self._pixels = round(metrics.minimum_px() * min(metrics.scale, SCALES[1]))
        target = aids.target(field)
        latin = next(name for name in reversed(layouts_of(context.look.locale)))
        self.keyboard = Keyboard(
            context.look,
            context.texts,
            target,
            context.strikes,
            layout=latin if field.kind in _LATIN else None,
            page=Page.DIGITS if field.kind is Kind.NUMBER else Page.LETTERS,
            capital=field.kind is Kind.LINES,
            newline=field.kind is Kind.LINES,
            parent=self,
        )
        self.buttons: dict[str, Button] = {}
        sign = _SIGNS.get(field.kind)
        if sign is not None:
            self._add(context, "sign", sign, "", self._texts.text("key-at" if sign == "@" else "key-slash"))
            self.buttons["sign"].struck.connect(lambda: target.insert(sign))
        self._add(context, "next", self._texts.text("web-field-next"), "arrow_forward")
        self.buttons["next"].struck.connect(lambda: aids.strike(Qt.Key.Key_Tab, "\t"))
        if field.kind is not Kind.LINES:
            self._add(context, "enter", self._texts.text("web-field-enter"), "check")
            self.buttons["enter"].struck.connect(lambda: aids.strike(Qt.Key.Key_Return, "\r"))
        self._add(context, "done", self._texts.text("web-field-done"), "close")
        self.buttons["done"].struck.connect(self.done)

    def _add(self, context: Context, name: str, words: str, icon: str, says: str = "") -> None:
        face = Face(words, self._look.theme.card, icon=icon or None, px=self._pixels, tight=True)
        button = context.button(face, self)
        if says:
            button.setAccessibleName(says)
        self.buttons[name] = button

    # ---- arrangement ---------------------------------------------------------------------------------------------

    def _column(self) -> int:
        return max(button.natural_width() for button in self.buttons.values())

    def _beside(self, width: int, height: int) -> bool:
        """Put the buttons beside the keys where there is room; on low screens in the least size allowed."""
        metrics, count = self._look.metrics, len(self.buttons)
        keys = LAYOUTS[self.keyboard.state.layout].columns * metrics.mm(KEY_LEAST_MM + KEY_GAP_MM)
        gaps = (count - 1) * metrics.mm(KEY_GAP_MM) + 2 * metrics.mm(2)
        for pixels, tall in ((self._pixels, metrics.touch), (metrics.minimum_px(), metrics.mm(KEY_LOWEST_MM))):
            self._size(pixels)
            if count * tall + gaps <= height and width - self._column() - 3 * metrics.mm(4) >= keys:
                return True
        self._size(self._pixels)
        return False

    def _size(self, pixels: int) -> None:
        for button in self.buttons.values():
            if button.face.px != pixels:
                button.set_face(replace(button.face, px=pixels))

    def _wide(self, width: int) -> int:
        """Width of a button where they stand in a row."""
        metrics = self._look.metrics
        return (width - 2 * metrics.mm(4) - metrics.mm(KEY_GAP_MM) * (len(self.buttons) - 1)) // len(self.buttons)

    def _row(self, width: int) -> int:
        """Height of a row of buttons."""
        wide = self._wide(width)
        return max(self._look.metrics.touch, *(button.height_for(wide) for button in self.buttons.values()))

    def height_for(self, width: int, most: int) -> int:
        """Height of the keyboard in `width` pixels, at most `most` where it can be."""
        pad = self._look.metrics.mm(2)
        least, highest = self.keyboard.minimumHeight(), self.keyboard.maximumHeight()
        row = 0 if self._beside(width, max(most, least + 2 * pad)) else self._row(width) + pad
        return max(least + row + 2 * pad, min(highest + row + 2 * pad, most))

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Put the keys where they belong."""
        self._arrange()

    def _arrange(self) -> None:
        metrics, width, height = self._look.metrics, self.width(), self.height()
        pad, side, gap = metrics.mm(2), metrics.mm(4), metrics.mm(KEY_GAP_MM)
        if self._beside(width, height):
            column = self._column()
            tall = (height - 2 * pad - gap * (len(self.buttons) - 1)) // len(self.buttons)
            for at, button in enumerate(self.buttons.values()):
                self._put(button, QRect(width - side - column, pad + at * (tall + gap), column, tall))
            self._put(self.keyboard, QRect(side, pad, width - column - 3 * side, height - 2 * pad))
            return
        wide, row = self._wide(width), self._row(width)
        for at, button in enumerate(self.buttons.values()):
            self._put(button, QRect(side + at * (wide + gap), pad, wide, row))
        top = pad + row + pad
        self._put(self.keyboard, QRect(side, top, width - 2 * side, height - pad - top))

    def _put(self, widget: QWidget, rect: QRect) -> None:
        """Place along the line of reading."""
        if self._look.rtl:
            rect = QRect(self.width() - rect.x() - rect.width(), rect.y(), rect.width(), rect.height())
        widget.setGeometry(rect)
