"""A page with all that is ours around it: keyboard, numbers, and buttons that move it. No page can draw over these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from kiosk.visitor.face import Face
from kiosk.visitor.render.web_keys import WebKeys
from kiosk.visitor.render.web_number import NumberPlate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from kiosk.visitor.browser.aids import Aids
    from kiosk.visitor.browser.field import Field
    from kiosk.visitor.browser.view import WebView
    from kiosk.visitor.render.base import Context

_LEAST_PAGE_MM = 45
"""So much of a page is to be seen above the keyboard."""

_SHARE = 0.56
"""Of the height, at most, that the keyboard takes where it has the choice."""

_MOVE_MM = 24
"""Width of the buttons that move the page."""

_FIELD_MS = 120
"""The engine needs a moment to take another size before a field can be brought into sight."""

_WAYS = {Qt.Key.Key_Up: -1, Qt.Key.Key_PageUp: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageDown: 1}


class WebDesk(QWidget):
    """Shows one view; made anew with every look, while the view lives on."""

    changed = Signal()
    announced = Signal(list)

    def __init__(self, context: Context, view: WebView, aids: Aids, parent: QWidget) -> None:
        super().__init__(parent)
        self.context, self.view, self.aids = context, view, aids
        self._look, self._texts = context.look, context.texts
        self.keys: WebKeys | None = None
        self.plate: NumberPlate | None = None
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        card, pixels = self._look.theme.card, self._look.metrics.minimum_px()
        self.up = context.button(Face("", card, icon="arrow_upward", px=pixels), self)
        self.up.setAccessibleName(self._texts.text("web-up"))
        self.up.struck.connect(lambda: aids.move(-1))
        self.down = context.button(Face("", card, icon="arrow_downward", px=pixels), self)
        self.down.setAccessibleName(self._texts.text("web-down"))
        self.down.struck.connect(lambda: aids.move(1))
        view.setParent(self)
        view.take_digit = self._digit
        view.show()
        aids.field.came.connect(self._field_came)
        aids.field.left.connect(self._field_left)
        aids.numbered.connect(self._numbered)
        aids.known.connect(self._known)
        if aids.field.now is not None:
            self._field_came(aids.field.now)
        self._known()

    def let_go(self) -> None:
        """Give the view back, unseen; its numbers go, for their plate does."""
        for signal, slot in (
            (self.aids.field.came, self._field_came),
            (self.aids.field.left, self._field_left),
            (self.aids.numbered, self._numbered),
            (self.aids.known, self._known),
        ):
            signal.disconnect(slot)
        self.aids.unnumber()
        self.view.take_digit = None
        self.view.hide()
        self.view.setParent(None)

    # ---- keyboard ------------------------------------------------------------------------------------------------

    def _field_came(self, field: Field) -> None:
        self._drop_keys()
        self.keys = WebKeys(self.context, self.aids, field, self)
        self.keys.done.connect(self.aids.field.done)
        self._place()
        self.keys.show()
        self.changed.emit()
        QTimer.singleShot(_FIELD_MS, self, self.aids.show_field)

    def _field_left(self) -> None:
        self._drop_keys()
        self._place()
        self.changed.emit()

    def _drop_keys(self) -> None:
        if self.keys is not None:
            self.keys.hide()
            self.keys.deleteLater()
            self.keys = None

    # ---- numbers -------------------------------------------------------------------------------------------------

    def number(self) -> None:
        """Show the numbers, or take them away."""
        if self.aids.names:
            self.aids.unnumber()
        else:
            self.aids.field.done()
            self.aids.number()

    def _digit(self, _digit: int) -> bool:
        """A digit that is struck where no field has the focus asks for the numbers: that is all a keypad has."""
        if self.aids.field.focused() is not None:
            return False
        if not self.aids.names:
            self.number()
        return True

    def _numbered(self) -> None:
        if self.plate is not None:
            self.plate.hide()
            self.plate.deleteLater()
            self.plate = None
        count = len(self.aids.names)
        if count:
            self.plate = NumberPlate(self.context, count, self)
            self.plate.chosen.connect(self.aids.choose)
            self.plate.left.connect(self.aids.unnumber)
            self.plate.show()
            self.setFocus()  # digits belong to the plate now, and not to the page
            self.announced.emit([self.plate.asks()])
        else:
            self.view.setFocus()
        self._place()
        self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take digits while numbers are shown; arrows move the page."""
        if event.key() in _WAYS:
            self.aids.move(_WAYS[Qt.Key(event.key())])
        elif self.plate is None:
            event.ignore()
        elif event.text().isdecimal() and event.text().isascii():
            self.plate.digit(int(event.text()))
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.plate.confirm()
        elif event.key() == Qt.Key.Key_Backspace:
            self.plate.erase()
        elif event.key() == Qt.Key.Key_Escape:
            self.aids.unnumber()
        else:
            event.ignore()

    def walk(self, step: int, *, sideways: bool) -> bool | None:
        """Go along the line to the next link, at the page's end out of it, as Tab does; up and down move the page.

        In a field the cursor moves along the line, and up and down lead out of it, to the keyboard below.
        """
        if self.plate is not None:
            return False if sideways else None
        if self.aids.field.focused() is not None:
            return None if sideways else False
        if sideways:
            self.aids.strike(Qt.Key.Key_Tab if step > 0 else Qt.Key.Key_Backtab, "\t")
        return True if sideways else None

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """What can be said: numbers and, where only one has them, the words of what is numbered."""
        found: dict[str, Callable[[], None]] = {}
        names = [name.casefold() for name in self.aids.names]
        for at, name in enumerate(names, 1):
            choose = _choosing(self.aids, at)
            found[str(at)] = choose
            if name and names.count(name) == 1 and not name.isdigit():
                found[name] = choose
        found.update(dict.fromkeys(self._texts.voice("web-numbers"), self.number))
        found.update(dict.fromkeys(self._texts.voice("web-up"), self.up.strike))
        found.update(dict.fromkeys(self._texts.voice("web-down"), self.down.strike))
        return found

    # ---- arrangement ---------------------------------------------------------------------------------------------

    def _known(self) -> None:
        above, below = self.aids.room
        self.up.setEnabled(above)
        self.down.setEnabled(below)
        if (above or below) != self.up.isVisibleTo(self):
            self._place()
        self.changed.emit()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Give everything its place."""
        self._place()

    def _place(self) -> None:
        metrics, width, height = self._look.metrics, self.width(), self.height()
        if width < 2 * metrics.touch:
            return
        below = 0
        if self.keys is not None:
            most = max(round(height * _SHARE), height - metrics.mm(_LEAST_PAGE_MM) - metrics.mm(110))
            below = self.keys.height_for(width, most)
            self.keys.setGeometry(0, height - below, width, below)
        elif self.plate is not None:
            below = self.plate.height_for(width)
            self.plate.setGeometry(0, height - below, width, below)
        wide = max(metrics.touch, metrics.mm(_MOVE_MM))
        side = wide + 2 * metrics.mm(3)
        moves = any(self.aids.room) and height - below >= 2 * metrics.touch + 3 * metrics.mm(3)
        for button in (self.up, self.down):
            button.setVisible(moves)
        room = width - side if moves else width
        self._put(self.view, QRect(0, 0, room, max(1, height - below)))
        if moves:
            tall = min(metrics.mm(34), (height - below - 3 * metrics.mm(3)) // 2)
            left = room + metrics.mm(3)
            bottom = height - below - metrics.mm(3)
            self._put(self.down, QRect(left, bottom - tall, wide, tall))
            self._put(self.up, QRect(left, bottom - 2 * tall - metrics.mm(3), wide, tall))

    def _put(self, widget: QWidget, rect: QRect) -> None:
        if self._look.rtl:
            rect = QRect(self.width() - rect.x() - rect.width(), rect.y(), rect.width(), rect.height())
        widget.setGeometry(rect)


def _choosing(aids: Aids, number: int) -> Callable[[], None]:
    return lambda: aids.choose(number)
