"""The button that sends an answer that was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.look.metrics import TextSize
from kiosk.visitor.face import Face

if TYPE_CHECKING:
    from kiosk.look.style import Look


def next_face(words: str, look: Look, *, main: bool = True) -> Face:
    """Give its face: the main action of the screen, or a plain one while something else comes first.

    At the larger text sizes a label is as large as it has to be; more would leave no room to write.
    """
    size = TextSize.BODY if look.metrics.scale <= 1 else TextSize.LABEL
    return Face(words, look.theme.primary if main else look.theme.card, after="arrow_forward", size=size)
