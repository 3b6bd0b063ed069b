"""What a button shows, and how much room that takes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics

from kiosk.look.fonts import Weight
from kiosk.look.metrics import TextSize
from kiosk.look.style import Look
from kiosk.look.theme import Paint

_WRAP = Qt.TextFlag.TextWordWrap
_VAST = 100_000

_kept = lru_cache(maxsize=4096)
"""Arranging asks for the same words in the same font again and again; a QFont is compared and hashed by its value."""


@_kept
def line_width(font: QFont, text: str) -> int:
    """Width in pixels that surely holds `text` in one line: rounding, and joined letters, take a little more."""
    return round(QFontMetrics(font).horizontalAdvance(text) * 1.03) + 6


@_kept
def text_height(font: QFont, text: str, width: int) -> int:
    """Height in pixels of `text` wrapped to `width`."""
    return QFontMetrics(font).boundingRect(QRect(0, 0, max(1, width), _VAST), int(_WRAP), text).height()


@_kept
def widest_word(font: QFont, text: str) -> int:
    """Width in pixels of the widest word: narrower than this nothing may be."""
    metrics = QFontMetrics(font)
    return max((metrics.horizontalAdvance(word) for word in text.split()), default=0)


@dataclass(frozen=True, slots=True)
class Face:
    """What a button shows. `after` is a pictogram behind the words; `number` may be said or keyed to choose it."""

    text: str
    paint: Paint
    icon: str | None = None
    after: str | None = None
    hint: str = ""
    number: int | None = None
    size: TextSize = TextSize.LABEL
    weight: Weight = Weight.SEMIBOLD
    stacked: bool = False
    """Pictogram above the words, for narrow strips."""
    tile: bool = False
    """Pictogram and number above, words at the foot, as on the home screen."""
    centred: bool = True
    checked: bool | None = None
    """Whether it is the one chosen; None where there is nothing to be chosen by it."""
    tight: bool = False
    """Narrow margins inside, where many stand side by side."""
    px: int | None = None
    """Font size in pixels in place of `size`."""


class Shape:
    """The sizes of a face in a look; each is measured once, for a page asks hundreds of times while it is arranged."""

    def __init__(self, look: Look, face: Face) -> None:
        self.look = look
        self.face = face
        self._heights: dict[int, int] = {}
        self._natural: int | None = None
        self._least: int | None = None
        self._icon: int | None = None
        self._text_font: QFont | None = None

    def text_font(self) -> QFont:
        """The font of the words; not to be changed."""
        if self._text_font is None:
            px, weight = self.face.px, self.face.weight
            self._text_font = self.look.font(self.face.size, weight) if px is None else self.look.font_px(px, weight)
        return self._text_font

    def hint_font(self) -> QFont:
        """The font of the second line."""
        if self.face.px is not None:
            return self.look.font_px(self.face.px)
        return self.look.font(TextSize.LABEL)

    @property
    def padding(self) -> int:
        """Distance between edge and content."""
        return self.look.metrics.mm(
            7.4 if self.face.tile else 3.2 if self.face.stacked else 2.4 if self.face.tight else 6
        )

    @property
    def gap(self) -> int:
        """Distance between words and what stands beside them."""
        return self.look.metrics.mm(2.2 if self.face.tight else 4)

    def icon_px(self) -> int:
        """Side of the pictogram: by the height of the words, larger on tiles."""
        if self._icon is None:
            height = QFontMetrics(self.text_font()).ascent()
            self._icon = round(height * (1.7 if self.face.tile else 1.15 if self.face.stacked else 1.25))
        return self._icon

    def badge_px(self) -> int:
        """Diameter of the circle around the number."""
        natural = round(self.look.metrics.font_px(TextSize.LABEL) * 1.7)
        return max(min(natural, self.look.metrics.mm(19)), round(self.look.metrics.minimum_px() * 1.6))

    def badge_font(self) -> QFont:
        """The font of the number in its circle."""
        px = min(self.look.metrics.font_px(TextSize.LABEL), round(self.badge_px() * 0.66))
        return self.look.font_px(px, Weight.BOLD, numbers=True)

    def sides(self) -> tuple[int, int]:
        """Widths taken before and after the words."""
        gap = self.gap
        before = (self.badge_px() + gap) if self.face.number is not None and not self.face.tile else 0
        if self.face.icon and not (self.face.stacked or self.face.tile):
            before += self.icon_px() + (gap if self.face.text else 0)
        after = self.icon_px() + gap if self.face.after or self.face.checked else 0
        return before, after

    def natural_width(self) -> int:
        """Width with the words in one line."""
        if self._natural is None:
            before, after = self.sides()
            words = line_width(self.text_font(), self.face.text)
            if self.face.hint:
                words = max(words, line_width(self.hint_font(), self.face.hint))
            self._natural = max(self.look.metrics.touch, words + before + after + 2 * self.padding)
        return self._natural

    def least_width(self) -> int:
        """Width of the widest word and what stands beside it: never narrower."""
        if self._least is None:
            before, after = self.sides()
            words = max(widest_word(self.text_font(), self.face.text), widest_word(self.hint_font(), self.face.hint))
            self._least = max(self.look.metrics.touch, words + 6 + before + after + 2 * self.padding)
        return self._least

    def height_for(self, width: int) -> int:
        """Height needed in `width` pixels."""
        if width not in self._heights:
            self._heights[width] = self._measure(width)
        return self._heights[width]

    def _measure(self, width: int) -> int:
        before, after = self.sides()
        inner = width - 2 * self.padding - before - after
        words = text_height(self.text_font(), self.face.text, inner)
        if self.face.hint:
            words += text_height(self.hint_font(), self.face.hint, inner)
        mm = self.look.metrics.mm
        if self.face.tile:
            return words + max(self.icon_px(), self.badge_px()) + mm(4) + 2 * mm(5)
        if self.face.stacked:
            return max(self.look.metrics.touch, words + self.icon_px() + mm(1) + 2 * mm(2))
        badge = self.badge_px() + 2 * mm(0.6 if self.face.tight else 2.4) if self.face.number is not None else 0
        return max(self.look.metrics.touch, words + 2 * mm(1.6 if self.face.tight else 3.2), badge)
