"""A number on everything that can be touched, for those who do not know what it is called."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from kiosk.look.fonts import Weight, font
from kiosk.look.style import Look
from kiosk.visitor.face import line_width
from kiosk.visitor.keyboard_keys import KeyButton
from kiosk.visitor.widgets import Button

_EVERY = 4
"""Every so many pixels are looked at to see where there are no words."""

_NEAR = 3
"""What it costs, in points of ink, to reach into another button: whose number would it be?"""

_EDGE = 24
"""Shades of grey, of 255, that make an edge."""


def operable(roots: Sequence[QWidget]) -> list[QAbstractButton]:
    """Give what can be touched, in the order it is read; keys of a keyboard are not among it: one spells instead."""
    found: list[QAbstractButton] = []
    for root in roots:
        here = [
            button
            for button in root.findChildren(QAbstractButton)
            if button.isVisibleTo(root.window()) and button.isEnabled() and not isinstance(button, KeyButton)
        ]
        rtl = root.layoutDirection() is Qt.LayoutDirection.RightToLeft
        found += sorted(here, key=lambda one: _order(one, rtl=rtl))
    return found


def _order(button: QAbstractButton, *, rtl: bool) -> tuple[int, int]:
    place = button.mapTo(button.window(), button.rect().center())
    return place.y(), -place.x() if rtl else place.x()


def numbered(buttons: Sequence[QAbstractButton]) -> dict[int, QAbstractButton]:
    """Give each a number: those that show one keep it, the others get what is free."""
    found: dict[int, QAbstractButton] = {}
    for button in buttons:
        own = button.face.number if isinstance(button, Button) else None
        if own is not None and own not in found:
            found[own] = button
    free = (number for number in range(1, 10_000) if number not in found)
    kept = set(map(id, found.values()))
    rest = [button for button in buttons if id(button) not in kept]
    return dict(sorted((found | dict(zip(free, rest, strict=False))).items()))


class Numbers(QWidget):
    """The numbers, drawn over the window; touches go through to what is below."""

    def __init__(self, look: Look, buttons: Sequence[QAbstractButton], window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(window.rect())
        self._look = look
        self.buttons = numbered(buttons)
        self.places = self._settle(window.grab().toImage())

    def commands(self) -> dict[str, Callable[[], None]]:
        """Each number and what it does."""
        return {str(number): _strike(button) for number, button in self.buttons.items()}

    def name(self, phrase: str) -> str:
        """Give the words of what has this number; "" where none has."""
        button = self.buttons.get(int(phrase)) if phrase.isdecimal() else None
        return button.accessibleName() if button is not None else ""

    def _settle(self, picture: QImage) -> dict[int, QRect]:
        """Find for each number the place at its button where least is drawn, and no other number stands.

        What shows its number anyway gets no second one.
        """
        metrics = self._look.metrics
        made = font(metrics.minimum_px(), Weight.BOLD, numbers=True)
        tall = round(metrics.minimum_px() * 1.35)
        ink = _Ink(picture)
        boxes = [self._box(button) for button in self.buttons.values()]
        places: dict[int, QRect] = {}
        for number, button in self.buttons.items():
            if isinstance(button, Button) and button.face.number == number:
                continue
            wide = max(tall, line_width(made, str(number)) + metrics.mm(2))
            box = self._box(button)
            corners = [self._inside(QRect(at.x() - wide // 2, at.y() - tall // 2, wide, tall)) for at in self._at(box)]
            others = [place for place in boxes if place != box]
            costs = [
                ink.under(rect, box, places.values())
                + sum(_NEAR for other in others if other.intersects(rect))
                + 2 * (at // 5)
                for at, rect in enumerate(corners)
            ]
            places[number] = corners[costs.index(min(costs))]
        return places

    def _box(self, button: QWidget) -> QRect:
        return QRect(button.mapTo(self.window(), QPoint(0, 0)), button.size())

    def _at(self, box: QRect) -> list[QPoint]:
        """Give the middles a number may have at a button: its corners and edges, where the line begins first."""
        inset = self._look.metrics.mm(2)
        xs = [box.left(), box.left() + inset, box.center().x(), box.right() - inset, box.right()]
        ys = [box.top(), box.top() + inset, box.center().y(), box.bottom() - inset, box.bottom()]
        return [QPoint(x, y) for y in ys for x in (reversed(xs) if self._look.rtl else xs)]

    def _inside(self, rect: QRect) -> QRect:
        """Move a place into the window."""
        x = min(max(0, rect.x()), self.width() - rect.width())
        y = min(max(0, rect.y()), self.height() - rect.height())
        return QRect(x, y, rect.width(), rect.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw each number on a plate with an edge, in the colours of the main action."""
        paint, metrics = self._look.theme.primary, self._look.metrics
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(metrics.minimum_px(), Weight.BOLD, numbers=True))
        for number, place in self.places.items():
            painter.setBrush(QColor(paint.fill))
            painter.setPen(QPen(QColor(paint.text), metrics.mm(0.6)))
            painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), place.height() / 3, place.height() / 3)
            painter.setPen(QColor(paint.text))
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), str(number))
        painter.end()


def _strike(button: QAbstractButton) -> Callable[[], None]:
    return button.strike if isinstance(button, Button) else button.click


class _Ink:
    """Where something is drawn: words and pictograms have many edges, plain surfaces none."""

    def __init__(self, picture: QImage) -> None:
        small = picture.scaled(picture.size() / _EVERY).convertToFormat(QImage.Format.Format_Grayscale8)
        self._bits, self._line = bytes(small.constBits()), small.bytesPerLine()
        self._width, self._height = small.width(), small.height()

    def under(self, rect: QRect, box: QRect, taken: Iterable[QRect]) -> int:
        """Count what a place at `box` would cover: edges of what is drawn, and above all other numbers.

        The outline of the box itself does not count.
        """
        sides = {place // _EVERY + beside for place in (box.left(), box.right()) for beside in (-1, 0, 1)}
        ends = {place // _EVERY + beside for place in (box.top(), box.bottom()) for beside in (-1, 0, 1)}
        found = sum(100_000 for other in taken if other.intersects(rect))
        for y in range(max(1, rect.top() // _EVERY), min(self._height, rect.bottom() // _EVERY + 1)):
            row = y * self._line
            if y in ends:
                continue
            for x in range(max(1, rect.left() // _EVERY), min(self._width, rect.right() // _EVERY + 1)):
                if x in sides:
                    continue
                here = self._bits[row + x]
                found += (
                    abs(here - self._bits[row + x - 1]) > _EDGE or abs(here - self._bits[row - self._line + x]) > _EDGE
                )
        return found
