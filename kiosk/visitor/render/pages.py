"""Page buttons: what does not fit on one page is on the next; nothing scrolls."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.look.fonts import Weight
from kiosk.look.metrics import TextSize
from kiosk.visitor.assistive import put_in_order
from kiosk.visitor.face import Face, Shape, line_width
from kiosk.visitor.render.base import Context
from kiosk.visitor.widgets import Text

_LOW_MM = 80
"""A page lower than this has small page buttons."""


class PageRow(QWidget):
    """Two big buttons and "page 1 of 3"; `turned` says which page is wanted, from 0."""

    turned = Signal(int)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        texts, card = context.texts, context.look.theme.card
        self._context = context
        self._page, self._pages = 0, 1
        self.earlier = context.button(Face(texts.text("page-earlier"), card, icon="chevron_left"), self)
        self.later = context.button(Face(texts.text("page-later"), card, after="chevron_right"), self)
        self.where = Text(context.look, "", weight=Weight.SEMIBOLD, centred=True, parent=self)
        put_in_order(self.earlier, self.where, self.later)
        self.earlier.struck.connect(lambda: self.turned.emit(self._page - 1))
        self.later.struck.connect(lambda: self.turned.emit(self._page + 1))

    def set(self, page: int, pages: int) -> None:
        """Show that `page` (from 0) of `pages` is open; hidden when there is one only."""
        self._page, self._pages = page, pages
        self.setVisible(pages > 1)
        self.where.setText(self._context.texts.text("page-of", n=page + 1, of=pages))
        self.earlier.setEnabled(page > 0)
        self.earlier.setVisible(page > 0)
        self.later.setEnabled(page < pages - 1)
        self.later.setVisible(page < pages - 1)

    def height_for(self, width: int) -> int:
        """Height of the row."""
        side = self._settle(width)
        return max(button.height_for(side) for button in (self.earlier, self.later))

    def least_width(self) -> int:
        """Width that holds both buttons and the figures between, in the smallest size."""
        look = self._context.look
        px = look.metrics.minimum_px()
        faces = [replace(button.face, px=px) for button in (self.earlier, self.later)]
        wide = max(Shape(look, face).natural_width() for face in faces)
        return 2 * wide + line_width(look.font_px(px, Weight.SEMIBOLD), "99/99") + 2 * look.metrics.gap

    def _settle(self, width: int) -> int:
        """Settle the size of the words, and return the width of a button: smaller where the line is short."""
        look = self._context.look
        natural = 0
        self.where.setText(self._context.texts.text("page-of", n=self._page + 1, of=self._pages))
        page = self.parentWidget()
        low = page is not None and page.height() < look.metrics.mm(_LOW_MM)
        for px in (look.metrics.minimum_px(),) if low else (None, look.metrics.minimum_px()):
            for button in (self.earlier, self.later):
                if (button.face.px, button.face.tight) != (px, low):
                    button.set_face(replace(button.face, px=px, tight=low))
            size = look.metrics.font_px(TextSize.LABEL) if px is None else px
            self.where.setFont(look.font_px(size, Weight.SEMIBOLD))
            natural = max(self.earlier.natural_width(), self.later.natural_width())
            middle = QFontMetrics(self.where.font()).horizontalAdvance(self.where.text()) + 2 * look.metrics.gap
            if 2 * natural + middle <= width:
                break
        else:
            self.where.setText(f"{self._page + 1}/{self._pages}")
        return min(natural, width // 2)

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """Turning the page by voice."""
        if self._pages == 1:
            return {}
        texts = self._context.texts
        found: dict[str, Callable[[], None]] = {}
        for button, key in ((self.later, "page-later"), (self.earlier, "page-earlier")):
            if button.isEnabled():
                found.update(dict.fromkeys(texts.voice(key), button.strike))
        return found

    def spoken(self) -> list[str]:
        """Which page is open and what can be done about it."""
        if self._pages == 1:
            return []
        turning = [button.text().replace("&&", "&") for button in (self.earlier, self.later) if button.isEnabled()]
        return [self._context.texts.speech("page-of", n=self._page + 1, of=self._pages), *turning]

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Earlier at the start of the line, later at its end, the page between."""
        side, width, height, rtl = self._settle(self.width()), self.width(), self.height(), self._context.look.rtl
        self.earlier.setGeometry(width - side if rtl else 0, 0, side, height)
        self.later.setGeometry(0 if rtl else width - side, 0, side, height)
        self.where.setGeometry(side, 0, width - 2 * side, height)
