"""How large the words of a strip are, and how much of the screen a strip takes."""

from __future__ import annotations

from kiosk.look.metrics import SCALES
from kiosk.look.style import Look

SHARE = 0.165
"""Of the height, at most, that a strip takes in landscape."""


def sizes(look: Look) -> list[int]:
    """Font sizes for the words of a strip, the chosen one first."""
    least = look.metrics.minimum_px()
    return [round(least * scale) for scale in (*reversed(SCALES), 1.2, 1.0) if scale <= look.metrics.scale]
