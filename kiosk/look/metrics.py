"""Sizes in millimetres, turned into pixels of the screen at hand. No Qt."""

from __future__ import annotations

import enum
from dataclasses import dataclass

REFERENCE_DISTANCE_MM = 600
"""Reading distance the sizes below are given for; other distances scale the text with them."""

CAPITAL = 0.668
"""Height of a capital in Atkinson Hyperlegible Next, as a share of the font size."""

SMALL_MM = 420
"""A window narrower than this has narrow margins and gaps."""

_LOW_MM = 240
"""A window whose shorter side is less than this has smaller titles."""

SCALES = (1.0, 1.4, 1.75)
"""Text sizes a visitor can choose."""


_LOW_SHARE = 0.4
"""Of the height that stays free of anything operable in the low layout."""

_LOW_NEEDS_MM = 160
"""But no less than this is left to operate in: a screen lower than 270 mm is within reach as a whole."""


class TextSize(enum.Enum):
    """What a text is; the value is its capital height in millimetres at the reference distance and 100 %.

    Nothing is smaller than 7.3 mm (0.7 degrees at 600 mm, EN 301 549 clause 5.1.4).
    """

    LABEL = 7.4
    BODY = 9.2
    TITLE = 12.0
    HERO = 26.0


@dataclass(frozen=True, slots=True)
class Metrics:
    """The sizes for one window of `width` and `height` pixels; `pixel_mm` millimetres a pixel, `scale` text size."""

    pixel_mm: float
    distance_mm: int
    scale: float
    width: int
    height: int

    def mm(self, millimetres: float) -> int:
        """Pixels for a length; at least one."""
        return max(1, round(millimetres / self.pixel_mm))

    def capital_mm(self, size: TextSize) -> float:
        """Capital height of a text in millimetres on this screen.

        Text and body grow with the whole scale. Titles are large already and grow only as far as they must to stay
        larger than body text; the greeting also fits the height of the screen.
        """
        away = self.distance_mm / REFERENCE_DISTANCE_MM
        if size is TextSize.HERO:
            room = self.height * self.pixel_mm * 0.09
            return max(self.capital_mm(TextSize.TITLE), min(float(size.value) * away, room))
        if size is TextSize.TITLE:
            small = min(self.height, self.width) * self.pixel_mm < _LOW_MM
            return max(10.6 if small else size.value, TextSize.BODY.value * self.scale * 1.1) * away
        return float(size.value) * self.scale * away

    def font_px(self, size: TextSize) -> int:
        """Font size in pixels, rounded up so that no text falls below its height."""
        return -int(-self.capital_mm(size) / self.pixel_mm / CAPITAL // 1)

    def minimum_px(self) -> int:
        """The smallest font size any text may have at any scale, in pixels."""
        return -int(-TextSize.LABEL.value * self.distance_mm / REFERENCE_DISTANCE_MM / self.pixel_mm / CAPITAL // 1)

    @property
    def low_top(self) -> int:
        """Where what can be operated begins in the low layout, in pixels from the top."""
        return max(0, min(round(self.height * _LOW_SHARE), self.height - self.mm(_LOW_NEEDS_MM)))

    @property
    def tall(self) -> bool:
        """The screen is so high that the low layout brings something nearer: a lower one is within reach as a whole."""
        return round(self.height * (1 - _LOW_SHARE)) >= self.mm(_LOW_NEEDS_MM)

    @property
    def portrait(self) -> bool:
        """The window is taller than wide."""
        return self.height > self.width

    @property
    def touch(self) -> int:
        """Least side of anything touched, in pixels (20 mm)."""
        return self.mm(20)

    @property
    def primary(self) -> int:
        """Height of a main action, in pixels (26 mm)."""
        return self.mm(26)

    @property
    def gap(self) -> int:
        """Distance between things that can be touched, in pixels (4 mm)."""
        return self.mm(4)

    @property
    def margin(self) -> int:
        """Distance to the sides of the page, in pixels."""
        return self.mm(17 if self.width * self.pixel_mm > SMALL_MM else 9)

    @property
    def radius(self) -> int:
        """Roundness of corners, in pixels."""
        return self.mm(5.5)

    @property
    def line(self) -> int:
        """Thickness of an edge, in pixels (1 mm)."""
        return self.mm(1.05)
