"""Where strips, heading and screen stand in the window."""

from __future__ import annotations

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import (
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from kiosk.look.style import Look
from kiosk.visitor.assistive import put_in_order
from kiosk.visitor.bottom_strip import BottomStrip
from kiosk.visitor.browser.strip import WebStrip
from kiosk.visitor.render.base import Renderer
from kiosk.visitor.top_strip import TopStrip
from kiosk.visitor.widgets import Ground


class Stage(Ground):
    """Places strips, heading and screen; `painted` fires after a frame was drawn."""

    painted = Signal()

    def __init__(self, colour: str, parent: QWidget) -> None:
        super().__init__(colour, parent)
        self.top: TopStrip | WebStrip | None = None
        self.bottom: BottomStrip | None = None
        self.page: Renderer | None = None
        self.look: Look | None = None
        self.bare = False
        """No strips: the screens of staff, and out of order."""

    def space(self, *, whole: bool) -> QSize:
        """Pixels a screen gets, heading included; `whole` without the top strip."""
        width, height = self.width(), self.height()
        bottom = self.bottom.height_for(width) if self.bottom is not None and not self.bare else 0
        if whole or self.look is None or self.top is None:
            return QSize(width, height - bottom)
        metrics = self.look.metrics
        top = 0 if self.bare else self.top.height_for(width)
        return QSize(width - 2 * metrics.margin, height - bottom - top - 2 * metrics.mm(5))

    def arrange(self) -> None:
        """Put everything where it belongs."""
        if self.look is None or self.top is None or self.bottom is None:
            return
        width, height = self.width(), self.height()
        below = 0 if self.bare else self.bottom.height_for(width)
        self.bottom.setVisible(not self.bare)
        self.bottom.setGeometry(0, height - below, width, below)
        whole = self.page is not None and self.page.whole_page
        self.top.setVisible(not whole and not self.bare)
        if whole and self.page is not None:
            self.page.setGeometry(0, 0, width, height - below)
        else:
            self._arrange_page(width, height - below, 0 if self.bare else self.top.height_for(width))
        self._put_in_order()

    def _put_in_order(self) -> None:
        """Strips, heading and screen follow each other as they stand."""
        heading = self.page.heading if self.page is not None else None
        if heading is not None and heading.parentWidget() is not self:
            heading = None  # the page has it
        middle: list[QWidget | None] = [heading, self.page]
        if self.look is not None and self.look.low:
            full = self.page is not None and self.page.full
            middle = [heading, self.page, self.top] if full else [heading, self.top, self.page]
            put_in_order(*middle, self.bottom)
        else:
            put_in_order(self.top, *middle, self.bottom)

    def _arrange_page(self, width: int, height: int, strip: int) -> None:
        if self.look is None or self.top is None:
            return
        metrics = self.look.metrics
        if self.page is not None and self.page.full:
            self._arrange_full(self.page, width, height, strip)
            return
        margin, pad = metrics.margin, metrics.gap if self.look.low else metrics.mm(5)
        inner = width - 2 * margin
        heading = self.page.heading.height_for(inner) if self.page is not None else 0
        if self.look.low:
            least = self.page.low_height() if self.page is not None else 0
            strip_top = min(max(metrics.low_top, heading + 2 * pad), height - strip - 2 * pad - least)
            heading_top = pad
            body_top = strip_top + strip + pad
        else:
            strip_top, heading_top = 0, strip + pad
            body_top = heading_top + heading + (metrics.mm(5) if heading else 0)
        self.top.setGeometry(0, strip_top, width, strip)
        if self.page is not None:
            self.page.heading.setGeometry(margin, heading_top, inner, heading)
            self.page.setGeometry(margin, body_top, inner, max(1, height - pad - body_top))

    def _arrange_full(self, page: Renderer, width: int, height: int, strip: int) -> None:
        """Give a page all the room; in the low layout its upper edge stands where others have their title."""
        assert self.top is not None
        assert self.look is not None
        low = self.look.low
        self.top.setGeometry(0, height - strip if low else 0, width, strip)
        page.setGeometry(0, 0 if low else strip, width, max(1, height - strip))

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Arrange anew."""
        self.arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill, and say so once the frame is out."""
        super().paintEvent(event)
        QTimer.singleShot(0, self, self.painted.emit)
