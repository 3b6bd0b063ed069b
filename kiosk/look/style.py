"""What a visitor sees it in: theme, sizes and locale together, and the fonts and pictograms that follow from them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QPixmap

from kiosk.look.fonts import WHOLLY_SANS, Weight, font
from kiosk.look.metrics import Metrics, TextSize
from kiosk.look.pictograms import Pictograms
from kiosk.look.theme import Theme

RTL = frozenset({"ar", "fa"})
"""Locales written from right to left."""


@dataclass(frozen=True, slots=True)
class Look:
    """A theme at a size in a locale. `low` keeps everything operable in the lower 60 %, `calm` has no motion."""

    theme: Theme
    metrics: Metrics
    locale: str
    pictograms: Pictograms
    low: bool = False
    calm: bool = False

    @property
    def rtl(self) -> bool:
        """The locale is written from right to left."""
        return self.locale in RTL

    @property
    def direction(self) -> Qt.LayoutDirection:
        """The layout direction of the locale."""
        return Qt.LayoutDirection.RightToLeft if self.rtl else Qt.LayoutDirection.LeftToRight

    def font(self, size: TextSize, weight: Weight = Weight.REGULAR, *, numbers: bool = False) -> QFont:
        """Return the font of a text of this size in the locale's script."""
        return font(self.metrics.font_px(size), weight, rtl=self.rtl, numbers=numbers or self.locale in WHOLLY_SANS)

    def font_px(self, pixels: int, weight: Weight = Weight.REGULAR, *, numbers: bool = False) -> QFont:
        """Return a font at `pixels` height, never below the smallest size allowed."""
        return font(
            max(pixels, self.metrics.minimum_px()), weight, rtl=self.rtl, numbers=numbers or self.locale in WHOLLY_SANS
        )

    def pictogram(self, name: str, colour: str, pixels: int) -> QPixmap:
        """Return a pictogram in `colour`, mirrored where it points along the line of reading."""
        return self.pictograms.pixmap(name, colour, pixels, rtl=self.rtl)
