"""PDF files and pictures, page by page: to look at, to read aloud, and as dots for the page printer."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter
from PySide6.QtPdf import QPdfDocument

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WIDTH, HEIGHT = 2480, 3508
"""A4 at 300 dots an inch, as the broker takes it."""
_MARGIN = 60
_MOST_BYTES = 200 * 1024
_MOST_PIXELS = 40_000_000
_LONGEST_TEXT = 20_000
_BLACK_INK = 0xFF000000


class Papers:
    """The pages of a file; `count` is 0 where it cannot be read."""

    def __init__(self, path: Path, kind: str) -> None:
        self._document: QPdfDocument | None = None
        self._picture = QImage()
        if kind == "pdf":
            self._document = QPdfDocument()
            self._document.load(str(path))
            self.count = self._document.pageCount()
        else:
            reader = QImageReader(str(path))
            reader.setAutoTransform(True)
            size = reader.size()
            if size.isValid() and size.width() * size.height() <= _MOST_PIXELS:
                self._picture = reader.read()
            self.count = int(not self._picture.isNull())

    def close(self) -> None:
        """Let go of the file."""
        if self._document is not None:
            self._document.close()

    def size(self, page: int) -> QSizeF:
        """Give the size of a page; only its proportions count."""
        if self._document is not None:
            return self._document.pagePointSize(page)
        return QSizeF(self._picture.size())

    def image(self, page: int, size: QSize) -> QImage:
        """Draw a page on white, so large that it fills `size`."""
        paper = QImage(size, QImage.Format.Format_RGB32)
        paper.fill(Qt.GlobalColor.white)
        drawn = self._document.render(page, size) if self._document is not None else self._picture
        painter = QPainter(paper)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(0, 0, size.width(), size.height()), drawn)
        painter.end()
        return paper

    def text(self, page: int) -> str:
        """Give the words of a page."""
        return self._document.getAllText(page).text()[:_LONGEST_TEXT] if self._document is not None else ""

    def dots(self, page: int) -> bytes:
        """Draw a page for the printer: rows of dots of a sheet of A4, 1 is black; wide pages are turned."""
        size = self.size(page)
        wide = size.width() > size.height()
        room = QSizeF(HEIGHT, WIDTH) if wide else QSizeF(WIDTH, HEIGHT)
        if self._document is None:
            room -= QSizeF(2 * _MARGIN, 2 * _MARGIN)
        drawn = self.image(page, size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio).toSize())
        sheet = QImage(WIDTH, HEIGHT, QImage.Format.Format_Grayscale8)
        sheet.fill(Qt.GlobalColor.white)
        painter = QPainter(sheet)
        if wide:
            painter.translate(WIDTH, 0)
            painter.rotate(90)
        across, along = (HEIGHT, WIDTH) if wide else (WIDTH, HEIGHT)
        painter.drawImage((across - drawn.width()) // 2, (along - drawn.height()) // 2, drawn)
        painter.end()
        sheet.invertPixels()
        mono = sheet.convertToFormat(QImage.Format.Format_Mono, Qt.ImageConversionFlag.DiffuseDither)
        if mono.color(1) == _BLACK_INK:  # the table may say either; 1 has to be what was ink, now white
            mono.invertPixels()
        stride, row = mono.bytesPerLine(), WIDTH // 8
        data = bytes(mono.constBits())
        return b"".join(data[y * stride : y * stride + row] for y in range(HEIGHT))


def strips(dots: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Cut a page into strips that fit a message: first row, rows, and the dots as zlib codes them."""
    row = WIDTH // 8
    first, rows = 0, HEIGHT
    while first < HEIGHT:
        rows = min(rows, HEIGHT - first)
        data = zlib.compress(dots[first * row : (first + rows) * row], 6)
        if len(data) > _MOST_BYTES:
            rows = max(1, rows // 2)
            continue
        yield first, rows, data
        first += rows
