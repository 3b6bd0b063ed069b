"""The fonts that are shipped with the program, and which of them a text gets."""

from __future__ import annotations

import enum
from functools import lru_cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

# The families have names of their own inside the files: a system's copy of the same family, with other lines and
# digits, would be taken in place of ours.
FOLDER = Path(__file__).parent / "fonts"
LATIN = "Stadtteil Hyperlegible"
NUMBERS = "Stadtteil Sans"
ARABIC = "Stadtteil Sans Arabic"

WHOLLY_SANS = frozenset({"uk", "ru", "vi"})
"""Locales with letters that Atkinson lacks: they are set in Noto Sans throughout, so that no word has two faces."""


class Weight(enum.Enum):
    """The weights that are shipped."""

    REGULAR = QFont.Weight.Normal
    SEMIBOLD = QFont.Weight.DemiBold
    BOLD = QFont.Weight.Bold


class FontError(Exception):
    """A font file of ours is missing or damaged; the argument is its name."""


def load_fonts() -> None:
    """Make the fonts known to Qt; call once, after the application object exists. Raises `FontError`."""
    for path in sorted(FOLDER.glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FontError(path.name)


def font(pixels: int, weight: Weight = Weight.REGULAR, *, rtl: bool = False, numbers: bool = False) -> QFont:
    """A font of `pixels` height; Atkinson has no digits of ours, so numbers in a text always come from Noto Sans.

    `numbers` is for text that is a number or time throughout, and for text in a locale of `WHOLLY_SANS`; `rtl` for
    locales written in Arabic script. It is the caller's own: changing it changes no other text.
    """
    return QFont(_font(pixels, weight, rtl=rtl, numbers=numbers))


@lru_cache(maxsize=128)
def _font(pixels: int, weight: Weight, *, rtl: bool, numbers: bool) -> QFont:
    result = QFont()
    if rtl:
        result.setFamilies([ARABIC, NUMBERS, LATIN])
    elif numbers:
        result.setFamilies([NUMBERS, LATIN, ARABIC])
    else:
        result.setFamilies([LATIN, NUMBERS, ARABIC])
    result.setPixelSize(pixels)
    result.setWeight(weight.value)
    result.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return result
