"""Setting text so that it fits: the largest size at which nothing is cut off, in any script."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QTextCharFormat, QTextLayout, QTextOption

from kiosk.look.fonts import WHOLLY_SANS, Weight, font
from kiosk.texts import direction

if TYPE_CHECKING:
    from collections.abc import Sequence

PITCH = 1.26
"""Distance of two lines as a share of the font size."""

CAPITAL = 0.72
"""Height of a capital or digit as a share of the font size; lines are centred by it."""
FALL, ARABIC_FALL = 0.22, 0.36
"""What hangs below the last line, and as much is kept free above the first one, where accents and marks are."""

STEP = 0.95
"""Each try is this much smaller than the one before."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text: its size as a share of the block's size, its weight, its language."""

    text: str
    weight: Weight = Weight.REGULAR
    share: float = 1.0
    locale: str = "de"
    number: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """How a text is to be set: `px` at most and `least` at the end, in at most `lines` lines.

    `across` is where it stands in its area (0 left, 0.5 middle, 1 right). `baseline` fixes the first baseline, else the
    text stands in the middle of the height. Down to the size `single` it stays on one line, even where larger would fit
    on more.
    """

    px: float
    least: float
    lines: int = 1
    across: float = 0.0
    baseline: float | None = None
    single: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """A text set into its `area`; `px` is the size it got, `cut` whether it had to be shortened all the same."""

    text: str
    layout: QTextLayout
    area: QRectF
    colour: QColor
    px: float
    cut: bool

    def ink(self) -> QRectF:
        """Where the glyphs are."""
        ink = QRectF()
        for run in self.layout.glyphRuns():
            face = run.rawFont()
            for glyph, at in zip(run.glyphIndexes(), run.positions(), strict=True):
                box = face.boundingRect(glyph)
                if not box.isEmpty():
                    ink = ink.united(box.translated(at))
        return ink

    @property
    def width(self) -> float:
        """Width of the widest line."""
        return max((self.layout.lineAt(i).naturalTextWidth() for i in range(self.layout.lineCount())), default=0.0)


def place(runs: Sequence[Run], area: QRectF, colour: str, block: Block) -> Placed:
    """Set `runs` into `area`; shortens with an ellipsis only where the smallest size is too large still."""
    px = block.px
    while True:
        layout = _broken(runs, px, area.width())
        if _fits(layout, px, area, block):
            return _placed(runs, layout, area, colour, block, px=px, cut=False)
        if px <= block.least:
            return _cut(runs, area, colour, px, block)
        px = max(block.least, px * STEP)


@cache
def capital(locale: str, weight: Weight, *, number: bool) -> float:
    """Height of a capital or digit as a share of the font size."""
    return QFontMetricsF(_font(Run("", weight, 1.0, locale, number), 100)).capHeight() / 100


def _font(run: Run, px: float) -> QFont:
    size = max(1, round(px * run.share))
    sans = run.number or run.locale in WHOLLY_SANS
    return font(size, run.weight, rtl=direction(run.locale) == "rtl", numbers=sans)


def _layout(runs: Sequence[Run], px: float) -> QTextLayout:
    layout = QTextLayout("".join(run.text for run in runs), _font(runs[0], px))
    layout.setCacheEnabled(True)
    formats, start = [], 0
    for run in runs:
        wanted = QTextLayout.FormatRange()
        length = len(run.text.encode("utf-16-le")) // 2
        wanted.start, wanted.length = start, length
        style = QTextCharFormat()
        style.setFont(_font(run, px))
        wanted.format = style
        formats.append(wanted)
        start += length
    layout.setFormats(formats)
    option = QTextOption()
    rtl = direction(runs[0].locale) == "rtl"
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    option.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    return layout


def _broken(runs: Sequence[Run], px: float, width: float) -> QTextLayout:
    layout = _layout(runs, px)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
    layout.endLayout()
    return layout


def _fits(layout: QTextLayout, px: float, area: QRectF, block: Block) -> bool:
    count = layout.lineCount()
    if count > (1 if block.single and px > block.single else block.lines):
        return False
    marks = layout.textOption().textDirection() == Qt.LayoutDirection.RightToLeft
    height = px * (CAPITAL + (count - 1) * PITCH + 2 * (ARABIC_FALL if marks else FALL))
    if block.baseline is None and height > area.height():
        return False
    return all(layout.lineAt(i).naturalTextWidth() <= area.width() for i in range(count))


def _placed(
    runs: Sequence[Run], layout: QTextLayout, area: QRectF, colour: str, block: Block, *, px: float, cut: bool
) -> Placed:
    count = layout.lineCount()
    cap = px * capital(runs[0].locale, runs[0].weight, number=runs[0].number) * runs[0].share
    pitch = px * PITCH
    first = block.baseline
    if first is None:
        first = area.center().y() + (cap - (count - 1) * pitch) / 2
    for i in range(count):
        line = layout.lineAt(i)
        left = area.left() + (area.width() - line.naturalTextWidth()) * block.across
        shift = line.naturalTextRect().left() - line.position().x()
        line.setPosition(QPointF(left - shift, first + i * pitch - line.ascent()))
    return Placed(layout.text(), layout, area, QColor(colour), px, cut)


def _cut(runs: Sequence[Run], area: QRectF, colour: str, px: float, block: Block) -> Placed:
    """Shorten what remains too long, from its end, until it fits."""
    runs = list(runs)
    while True:
        last = runs[-1]
        kept = last.text.rstrip("…").rstrip()[:-1]
        if kept:
            runs[-1] = Run(kept.rstrip() + "…", last.weight, last.share, last.locale, last.number)
        elif len(runs) > 1:
            runs.pop()
            continue
        layout = _broken(runs, px, area.width())
        if _fits(layout, px, area, block) or (len(runs) == 1 and not kept):
            return _placed(runs, layout, area, colour, block, px=px, cut=True)
