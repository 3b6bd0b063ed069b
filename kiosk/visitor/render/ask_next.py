"""The button that sends an answer that was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.look.metrics import TextSize
from kiosk.visitor.face import Face

if TYPE_CHECKING:
    from kiosk.look.style import Look


def next_face(words: str, look: Look, *, main: bool = True, compact: bool = False) -> Face:
    """Give its face: the main action of the screen, or a plain one while something else comes first.

    At the larger text sizes a label is as large as it has to be; more would leave no room to write. `compact` is the
    smallest size allowed.
    """
    size = TextSize.BODY if look.metrics.scale <= 1 else TextSize.LABEL
    pixels = look.metrics.minimum_px() if compact else None
    return Face(words, look.theme.primary if main else look.theme.card, after="arrow_forward", size=size, px=pixels)
