"""The visitor's paper: a print drawn to a bitmap of dots, so that every script prints on every printer.

80 mm paper at 203 dots an inch has 576 dots across (8 a millimetre). Text is large: body capitals are 4 mm high.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

import msgspec
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter, QTextLayout, QTextOption

from kiosk.flow.steps import Code, Line, Message, Rule
from kiosk.look.fonts import Weight, font
from kiosk.visitor.render.ask_field import reads_right_to_left

WIDTH = 576
"""Dots across."""

HIGHEST = 2_400
"""Dots along at the most (30 cm); more is a roll of paper thrown away."""

_EDGE = 12
_GAP = 14
_RULE = 4
_LEADING = 4
_SIZES = {1: (46, Weight.REGULAR), 2: (60, Weight.BOLD), 3: (200, Weight.BOLD)}
"""Font size in dots and weight for each size of line."""

_NUMBER = 3
_CODE_DOTS = 10
"""Dots a module at the most (1.25 mm)."""

_QUIET_MODULES = 4
"""Free modules around a QR code (ISO/IEC 18004)."""

_BLACK_INK = 0xFF000000


class Paper(msgspec.Struct, frozen=True):
    """A bitmap. `bits` holds rows of `width / 8` bytes, the leftmost dot in the highest bit, 1 is black."""

    width: int
    height: int
    bits: bytes


@dataclass(frozen=True, slots=True)
class _Strip:
    """A piece that is printed whole: one line of text, a code, a rule. `draw` draws it at a distance from the top."""

    height: int
    draw: Callable[[QPainter, int], None]


class Press:
    """Draws prints in one language. `write` gives the words of a message without isolation marks (`Texts.plain`).

    `write_in` gives them in another locale, for lines that name one. `sans`: the language is one of `WHOLLY_SANS`.
    `cut` is the remark printed where not everything fits (message `paper-cut`). Needs the application object and the
    fonts of `kiosk.look.fonts.load_fonts`.
    """

    def __init__(
        self,
        write: Callable[[Message], str],
        *,
        rtl: bool,
        cut: str,
        sans: bool = False,
        write_in: Callable[[str, Message], str] | None = None,
    ) -> None:
        self._write = write
        self._write_in = write_in or (lambda _locale, message: write(message))
        self._rtl = rtl
        self._sans = sans
        self._cut = cut

    def print(self, parts: tuple[Line | Code | Rule, ...]) -> Paper:
        """Draw the parts one below the other.

        What does not fit is left out from its end, and the paper says so in its last line: nobody takes a part for
        the whole. Control characters are printed as spaces.
        """
        remark = [self._rule(), *self._text(self._cut, 1, rtl=self._rtl)]
        room = HIGHEST - 2 * _EDGE
        strips: list[_Strip] = []
        before = ""
        for part in parts:
            words = self._words(part) if isinstance(part, Line) else ""
            if not (isinstance(part, Line) and isinstance(part.message, Message) and words == before):
                strips += self._line(part, words) if isinstance(part, Line) else self._mark(part)
            before = words
        if _height(strips) > room:
            room -= _height(remark)
            while _height(strips) > room:
                strips.pop()
            strips += remark
        return _develop(strips)

    def _mark(self, part: Code | Rule) -> list[_Strip]:
        return [self._rule()] if isinstance(part, Rule) else [_code(part.data)]

    def _words(self, line: Line) -> str:
        if not isinstance(line.message, Message):
            return line.message
        return self._write(line.message) if line.locale is None else self._write_in(line.locale, line.message)

    def _line(self, line: Line, words: str) -> list[_Strip]:
        """Words of another language or of the visitor run the way they read."""
        foreign = line.locale is not None or not isinstance(line.message, Message)
        own = reads_right_to_left(words) if foreign else None
        return self._text(words, line.size, rtl=self._rtl if own is None else own)

    def _rule(self) -> _Strip:
        def draw(painter: QPainter, top: int) -> None:
            painter.fillRect(_EDGE, top + _GAP, WIDTH - 2 * _EDGE, _RULE, Qt.GlobalColor.black)

        return _Strip(_RULE + 2 * _GAP, draw)

    def _text(self, words: str, size: int, *, rtl: bool) -> list[_Strip]:
        """Lay words out; they stand at the side where the language begins, and run the way they read."""
        words = _printable(words)
        made = _fitting_font(words, size, rtl=self._rtl, sans=self._sans)
        option = QTextOption(Qt.AlignmentFlag.AlignRight if self._rtl else Qt.AlignmentFlag.AlignLeft)
        option.setAlignment(option.alignment() | Qt.AlignmentFlag.AlignAbsolute)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        strips: list[_Strip] = []
        for paragraph in words.split("\n"):
            strips += _lines(paragraph, made, option)
        return strips


def _lines(words: str, made: QFont, option: QTextOption) -> list[_Strip]:
    layout = QTextLayout(words or " ", made)
    layout.setTextOption(option)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(WIDTH - 2 * _EDGE)
    layout.endLayout()

    def strip(number: int) -> _Strip:
        def draw(painter: QPainter, top: int) -> None:
            layout.lineAt(number).draw(painter, QPointF(_EDGE, top))

        return _Strip(ceil(layout.lineAt(number).height()) + _LEADING, draw)

    return [strip(number) for number in range(layout.lineCount())]


def _fitting_font(words: str, size: int, *, rtl: bool, sans: bool) -> QFont:
    """Give the font of a size; very large words shrink until the longest stands in one line."""
    pixels, weight = _SIZES.get(size, _SIZES[1])
    made = font(pixels, weight, rtl=rtl, numbers=sans or size == _NUMBER)
    made.setStyleStrategy(QFont.StyleStrategy.NoAntialias)
    longest = max((QFontMetricsF(made).horizontalAdvance(word) for word in words.split()), default=0.0)
    if size > 1 and longest > WIDTH - 2 * _EDGE:
        made.setPixelSize(max(_SIZES[1][0], int(pixels * (WIDTH - 2 * _EDGE) / longest)))
    return made


def _printable(words: str) -> str:
    return "".join(char if char == "\n" or unicodedata.category(char) not in {"Cc", "Cs"} else " " for char in words)


def _code(data: str) -> _Strip:
    """Draw a QR code with whole dots to a module, as large as fits; raises `ValueError` where data is too long."""
    import segno  # noqa: PLC0415 - 30 ms and 5 MB (it loads ssl) that only a code needs

    rows = [list(row) for row in segno.make(data, error="m", micro=False).matrix]
    side = len(rows) + 2 * _QUIET_MODULES
    dots = max(1, min(_CODE_DOTS, WIDTH // side))
    left = (WIDTH - dots * len(rows)) // 2

    def draw(painter: QPainter, top: int) -> None:
        for down, row in enumerate(rows):
            for across, dark in enumerate(row):
                if dark:
                    y = top + (down + _QUIET_MODULES) * dots
                    painter.fillRect(left + across * dots, y, dots, dots, Qt.GlobalColor.black)

    return _Strip(side * dots, draw)


def _height(strips: list[_Strip]) -> int:
    return sum(strip.height for strip in strips)


def _develop(strips: list[_Strip]) -> Paper:
    """Draw the strips and turn the drawing into dots."""
    height = max(1, _height(strips) + 2 * _EDGE)
    image = QImage(WIDTH, height, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    top = _EDGE
    for strip in strips:
        strip.draw(painter, top)
        top += strip.height
    painter.end()
    image.invertPixels()
    mono = image.convertToFormat(QImage.Format.Format_Mono, Qt.ImageConversionFlag.ThresholdDither)
    if mono.color(1) == _BLACK_INK:  # the table may say either; 1 has to be what was ink, now white
        mono.invertPixels()
    stride, row = mono.bytesPerLine(), WIDTH // 8
    data = bytes(mono.constBits())
    return Paper(WIDTH, height, b"".join(data[y * stride : y * stride + row] for y in range(height)))


def preview(paper: Paper) -> QImage:
    """Give the paper as a picture, black on white."""
    image = QImage(paper.bits, paper.width, paper.height, paper.width // 8, QImage.Format.Format_Mono)
    image.setColorTable([0xFFFFFFFF, _BLACK_INK])
    return image.copy()
