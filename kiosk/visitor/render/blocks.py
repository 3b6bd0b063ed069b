"""Paragraphs and facts: how high they are and how they spread over pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtGui import QFont, QFontMetrics, QTextLayout

from kiosk.look.fonts import Weight
from kiosk.look.metrics import TextSize
from kiosk.look.style import Look
from kiosk.visitor.face import text_height

_WIDEST_LABEL = 0.42
_SIDE_BY_SIDE_LETTERS = 26
"""A page narrower than about so many letters has the label above its text."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph; `label` stands before it (beside it where there is room), `spoken` replaces it in speech.

    `size` None is the smallest size of all, whatever the scale.
    """

    text: str
    label: str = ""
    size: TextSize | None = TextSize.LABEL
    weight: Weight = Weight.REGULAR
    colour: str | None = None
    spoken: str | None = None
    icon: str | None = None
    locale: str = ""
    """The language of the text, where it is another than the page's."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The measures of blocks in a look at a width; `column` is the labels' width, 0 where they stand above."""

    look: Look
    width: int
    column: int
    least: bool = False
    """Labels in the smallest size of all."""

    @property
    def space(self) -> int:
        """Distance between two blocks."""
        return self.look.metrics.mm(4.4)

    @property
    def inset(self) -> int:
        """Margin inside the card that facts stand in."""
        return self.look.metrics.mm(2.4 if self.least else 5)

    @property
    def icon(self) -> int:
        """Side of a block's pictogram."""
        return round(self.look.metrics.font_px(TextSize.LABEL) * 1.35)

    def font(self, block: Block) -> QFont:
        """The font of a block's text."""
        if block.size is None:
            return self.look.font_px(self.look.metrics.minimum_px(), block.weight)
        return self.look.font(block.size, block.weight)

    def label_font(self) -> QFont:
        """The font of labels."""
        return _label_font(self.look, least=self.least)

    def text_start(self, block: Block) -> int:
        """Where a block's text starts along the line of reading."""
        if block.label:
            return self.inset + (self.column + self.look.metrics.mm(6) if self.column else 0)
        return self.icon + self.look.metrics.mm(4) if block.icon else 0

    def text_width(self, block: Block) -> int:
        """Width of a block's text."""
        return self.width - self.text_start(block) - (self.inset if block.label else 0)

    def label_height(self, block: Block) -> int:
        """Height of a block's label."""
        room = self.column or self.width - 2 * self.inset
        return text_height(self.label_font(), block.label, room) if block.label else 0

    def height(self, block: Block) -> int:
        """Height of a block with its label."""
        text = text_height(self.font(block), block.text, self.text_width(block))
        if block.icon:
            text = max(text, self.icon)
        if not block.label:
            return text
        return max(self.label_height(block), text) if self.column else self.label_height(block) + text

    def total(self, blocks: Sequence[Block]) -> int:
        """Height of a page of blocks, the card of facts included."""
        if not blocks:
            return 0
        card = 2 * self.inset if any(block.label for block in blocks) else 0
        return sum(self.height(block) for block in blocks) + self.space * (len(blocks) - 1) + card


def _label_font(look: Look, *, least: bool) -> QFont:
    return look.font_px(look.metrics.minimum_px()) if least else look.font(TextSize.LABEL)


def measure(blocks: Sequence[Block], look: Look, width: int) -> Layout:
    """Settle the column of the labels for all blocks together."""
    labels = [block.label for block in blocks if block.label]
    least = bool(blocks) and all(block.size is None for block in blocks)
    font = _label_font(look, least=least)
    metrics = QFontMetrics(font)
    widest = max((metrics.horizontalAdvance(label) + 4 for label in labels), default=0)
    wide = width >= font.pixelSize() * _SIDE_BY_SIDE_LETTERS
    return Layout(look, width, min(widest, round(width * _WIDEST_LABEL)) if wide else 0, least)


def paginate(blocks: Sequence[Block], layout: Layout, height: int) -> list[list[Block]]:
    """Spread blocks over pages of `height`; one that is taller than a page is cut between lines."""
    if any(block.label for block in blocks):
        height -= 2 * layout.inset
    pages: list[list[Block]] = [[]]
    left = height
    waiting = list(blocks)
    while waiting:
        block = waiting.pop(0)
        needed = layout.height(block)
        if needed <= left:
            pages[-1].append(block)
            left -= needed + layout.space
            continue
        head, tail = (None, block) if needed <= height else _cut(block, layout, left, force=not pages[-1])
        if head is not None:
            pages[-1].append(head)
        if tail is not None:
            waiting.insert(0, tail)
        pages.append([])
        left = height
    return [page for page in pages if page] or [[]]


def _cut(block: Block, layout: Layout, height: int, *, force: bool) -> tuple[Block | None, Block | None]:
    """Cut a block between two lines so that the first part fits `height`; at least one line where `force` is set."""
    font, wide = layout.font(block), layout.text_width(block)
    if not layout.column:
        height -= layout.label_height(block)
    ends = _line_ends(block.text, font, wide)
    fitting = [end for end in ends[:-1] if text_height(font, block.text[:end].rstrip(), wide) <= height]
    if not fitting and not force:
        return None, block
    end = fitting[-1] if fitting else ends[0]
    if end >= len(block.text):
        return block, None
    return replace(block, text=block.text[:end].rstrip()), replace(block, text=block.text[end:].lstrip())


def _line_ends(text: str, font: QFont, width: int) -> list[int]:
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    layout.beginLayout()
    ends: list[int] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        ends.append(line.textStart() + line.textLength())
    layout.endLayout()
    return ends or [len(text)]
