"""A PDF file or a picture, page by page with big buttons; the same screen shows sheets before they are printed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.visitor.browser.errands import PAGE
from kiosk.visitor.face import Face
from kiosk.visitor.render.base import Context, Heading, Renderer
from kiosk.visitor.render.pages import PageRow

if TYPE_CHECKING:
    from kiosk import channel
    from kiosk.visitor.browser.pdf import Papers
    from kiosk.visitor.widgets import Button

_ZOOMS = (1.0, 1.5, 2.0, 3.0, 4.0)
_OVERLAP = 0.9
_MOST_PIXELS = 24_000_000
"""Of a page that is drawn; larger ones are drawn coarser."""


class Sheet(QWidget):
    """A page, whole or enlarged; a finger moves it."""

    def __init__(self, papers: Papers, parent: QWidget) -> None:
        super().__init__(parent)
        self._papers = papers
        self._image = QImage()
        self._drawn: tuple[int, QSize] | None = None
        self._from: QPoint | None = None
        self.page, self.zoom = 0, 1.0
        self.offset = QPoint()

    def show_page(self, page: int, zoom: float) -> None:
        """Show a page from its top."""
        self.page, self.zoom, self.offset = page, zoom, QPoint()
        self._fit()

    def step(self, way: int) -> bool:
        """Go down (1) or up within the page; False where there is no more of it."""
        before = self.offset
        self.offset = QPoint(before.x(), before.y() + round(way * self.height() * _OVERLAP))
        self._fit()
        return self.offset != before

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Draw anew."""
        self._fit()

    def _fit(self) -> None:
        room = self._papers.size(self.page).scaled(QSizeF(self.size()), Qt.AspectRatioMode.KeepAspectRatio)
        size = (room * self.zoom).toSize()
        if size.width() * size.height() > _MOST_PIXELS:
            size = size.scaled(6000, 4000, Qt.AspectRatioMode.KeepAspectRatio)
        if size.isEmpty():
            return
        if self._drawn != (self.page, size):
            self._image, self._drawn = self._papers.image(self.page, size), (self.page, size)
        most = QPoint(max(0, size.width() - self.width()), max(0, size.height() - self.height()))
        self.offset = QPoint(min(max(0, self.offset.x()), most.x()), min(max(0, self.offset.y()), most.y()))
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the page."""
        self._from = event.position().toPoint() + self.offset

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move it."""
        if self._from is not None:
            self.offset = self._from - event.position().toPoint()
            self._fit()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go."""
        self._from = None

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The page, in the middle where it is smaller."""
        painter = QPainter(self)
        left = max(0, (self.width() - self._image.width()) // 2) - self.offset.x()
        painter.drawImage(left, -self.offset.y(), self._image)
        painter.end()


class PagesRenderer(Renderer):
    """Shows `papers`; with `prices` they are sheets to be printed, and the answer is which (a tuple, from 0)."""

    def __init__(self, context: Context, papers: Papers, prices: channel.Pages | None, name: str) -> None:
        texts, count = context.texts, papers.count
        key = "web-view" if prices is None else "web-paper"
        title = texts.text(key, None, name=name, n=count)
        super().__init__(None, context, Heading(None, context, title=title, body=_cost(context, prices, count)))
        self._papers = papers
        self.sheet = Sheet(papers, self)
        self.pages = PageRow(context, self)
        self.pages.turned.connect(self._turn)
        card, main = self.look.theme.card, self.look.theme.primary
        self.buttons: list[Button] = []
        self._said: dict[str, Callable[[], None]] = {}
        self._phrases: dict[str, list[str]] = {}
        if prices is not None and count > 0:
            if count <= prices.most:
                self._add("web-print-all", Face("", main, icon="print"), tuple(range(count)), n=count)
            if count > 1:
                self._add("web-print-one", Face("", card, icon="print"), None)
        self._add("web-zoom-in", Face("", card, icon="add"), 1)
        self._add("web-zoom-out", Face("", card, icon="remove"), -1)
        self._add("web-to-page", Face("", card, icon="public"), PAGE)
        self._turn(0)

    def _add(self, key: str, face: Face, answer: object, **values: int) -> None:
        words = self.texts.text(key, None, **values)
        button = self.context.button(Face(words, face.paint, icon=face.icon, px=self.look.metrics.minimum_px()), self)
        act = self._act(answer)
        button.struck.connect(act)
        self._phrases[key] = self.texts.voice(key, **values)
        self._said.update(dict.fromkeys(self._phrases[key], act))
        self.buttons.append(button)

    def _act(self, answer: object) -> Callable[[], None]:
        if answer in {1, -1}:
            return lambda: self._zoom(1 if answer == 1 else -1)
        if answer is None:
            return lambda: self.answered.emit((self.sheet.page,))
        return lambda: self.answered.emit(answer)

    def _turn(self, page: int) -> None:
        page = max(0, min(page, self._papers.count - 1))
        self.pages.set(page, max(1, self._papers.count))
        if self._papers.count:
            self.sheet.show_page(page, self.sheet.zoom)

    def _zoom(self, way: int) -> None:
        at = _ZOOMS.index(self.sheet.zoom) + way
        if 0 <= at < len(_ZOOMS):
            self.sheet.zoom = _ZOOMS[at]
            self.sheet.show_page(self.sheet.page, self.sheet.zoom)

    # ---- arrangement ---------------------------------------------------------------------------------------------

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """The page, beside it or below it the buttons, and the row that turns pages."""
        metrics, rtl = self.look.metrics, self.look.rtl
        gap, width, height = metrics.gap, self.width(), self.height()
        row = self.pages.height_for(width) if self._papers.count > 1 else 0
        tall = height - (row + gap if row else 0)
        if metrics.portrait:
            top = tall
            for button in reversed(self.buttons):
                need = button.height_for(width)
                top -= need + gap
                button.setGeometry(0, top + gap, width, need)
            self.sheet.setGeometry(0, 0, width, max(1, top))
        else:
            taken = self._place_beside(width, tall)
            self.sheet.setGeometry(taken + gap if rtl else 0, 0, max(1, width - taken - gap), max(1, tall))
        self.pages.setGeometry(0, height - row, width, row)

    def _place_beside(self, width: int, tall: int) -> int:
        """Put the buttons beside the sheet, in as many columns as the height asks for; give the width they take."""
        gap, rtl = self.look.metrics.gap, self.look.rtl
        natural = max(button.natural_width() for button in self.buttons)
        side, rows = 0, len(self.buttons)
        for columns in range(1, len(self.buttons) + 1):
            share = width // 3 if columns == 1 else (width * 4 // 5) // columns - gap
            side = min(natural, share)
            rows = -(-len(self.buttons) // columns)
            need = max(button.height_for(side) for button in self.buttons)
            if rows * need + (rows - 1) * gap <= tall:
                break
        need = max(button.height_for(side) for button in self.buttons)
        columns = -(-len(self.buttons) // rows)
        for number, button in enumerate(self.buttons):
            column, place = divmod(number, rows)
            left = (columns - 1 - column) * (side + gap)  # from the other edge: the first ones beside the sheet
            button.setGeometry(left if rtl else width - left - side, place * (need + gap), side, need)
        return columns * side + (columns - 1) * gap

    # ---- seen, heard, said, driven -------------------------------------------------------------------------------

    def spoken_body(self) -> list[str]:
        """The words of the page, then what can be done."""
        words = self._papers.text(self.sheet.page) if self._papers.count else ""
        lines = [line.strip() for line in words.splitlines() if line.strip()]
        return [*lines, *self.pages.spoken(), *(button.text().replace("&&", "&") for button in self.buttons)]

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """The buttons, and turning pages."""
        return {**self._said, **self.pages.commands()}

    def weighty(self) -> Collection[str]:
        """Printing uses paper, and may cost."""
        return [phrase for key in ("web-print-all", "web-print-one") for phrase in self._phrases.get(key, ())]

    def drive(self, answer: object) -> None:
        """Give an answer."""
        self.answered.emit(answer)

    def let_go(self) -> None:
        """Let go of the file."""
        self._papers.close()


def _cost(context: Context, prices: channel.Pages | None, count: int) -> str:
    """Say what the sheets cost."""
    if prices is None:
        return ""
    texts = context.texts
    if count > prices.most:
        return texts.text("web-paper-too-many", None, most=prices.most)
    cents = max(0, count - prices.free) * prices.cents
    if not cents:
        return texts.text("web-paper-free")
    return texts.text("web-paper-cost", None, free=prices.free, price=texts.price(cents))
