"""Fonts of the look."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QFont

from kiosk.look.fonts import Weight, font


def test_a_font_that_is_changed_changes_no_other_text(fonts: Any) -> None:
    mine = font(40, Weight.SEMIBOLD)
    mine.setPixelSize(12)
    mine.setStyleStrategy(QFont.StyleStrategy.NoAntialias)

    other = font(40, Weight.SEMIBOLD)

    assert other.pixelSize() == 40
    assert other.styleStrategy() != QFont.StyleStrategy.NoAntialias
