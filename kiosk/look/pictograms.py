"""Pictograms as pixmaps, tinted by the theme and mirrored where they point along the line of reading."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

FOLDER = Path(__file__).parent / "pictograms"

DIRECTIONAL = frozenset(
    {"arrow_back", "arrow_forward", "backspace", "chevron_left", "chevron_right", "keyboard_return", "logout"}
)
"""Drawn the other way round in right-to-left layouts; all others stay (a speaker, a clock, a ticket)."""

SPOKEN = {
    "backspace": "pictogram-backspace",
    "shift": "pictogram-shift",
    "chevron_left": "pictogram-earlier",
    "chevron_right": "pictogram-later",
    "add": "pictogram-more",
    "remove": "pictogram-less",
}
"""Message keys of those that may stand without words. All others are decorative: words are always beside them."""


class PictogramError(Exception):
    """There is no pictogram of this name; the argument is the name."""


class Pictograms:
    """Draws pictograms and keeps them; one for each visitor process."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder
        self._made: dict[tuple[str, str, int, bool], QPixmap] = {}

    def pixmap(self, name: str, colour: str, pixels: int, *, rtl: bool = False) -> QPixmap:
        """A square of `pixels` with the pictogram in `colour` (`#RRGGBB`); raises `PictogramError`."""
        mirrored = rtl and name in DIRECTIONAL
        key = (name, colour, pixels, mirrored)
        if key not in self._made:
            self._made[key] = self._draw(name, colour, pixels, mirrored=mirrored)
        return self._made[key]

    def _draw(self, name: str, colour: str, pixels: int, *, mirrored: bool) -> QPixmap:
        try:
            source = (self._folder / f"{name}.svg").read_bytes()
        except OSError as error:
            raise PictogramError(name) from error
        tinted = source.replace(b"currentColor", colour.encode())
        if b'fill="none"' not in tinted.partition(b">")[0]:
            tinted = tinted.replace(b"<svg ", b'<svg fill="' + colour.encode() + b'" ', 1)
        drawn = QPixmap(pixels, pixels)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        QSvgRenderer(QByteArray(tinted)).render(painter)
        painter.end()
        return QPixmap.fromImage(drawn.toImage().flipped(Qt.Orientation.Horizontal)) if mirrored else drawn
