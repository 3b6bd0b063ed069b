"""Tells which faces draw a text."""

from __future__ import annotations

from PySide6.QtGui import QFont, QTextLayout

from kiosk.look.fonts import ARABIC, LATIN, NUMBERS

SHIPPED = {LATIN, NUMBERS, ARABIC}
"""The families that come with the program."""


def faces(text: str, made: QFont) -> set[str]:
    """Name the faces that draw a text; "" where one has no such character and draws a box."""
    layout = QTextLayout(text, made)
    layout.beginLayout()
    layout.createLine().setLineWidth(1e6)
    layout.endLayout()
    found = set()
    for run in layout.glyphRuns():
        found.add("" if 0 in run.glyphIndexes() else run.rawFont().familyName())
    return found
