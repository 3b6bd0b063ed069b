"""How large things have to be to be read from the last row of chairs, and how many rows that leaves on a screen.

A digit is read without effort under 16 minutes of arc (the least that ISO 9241-303 asks for): 28 mm from 6 m.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSizeF

from telemed.api import Board, Call, Delay, Next
from telemed.waiting_room.board import Moment, Sign, compose
from telemed.waiting_room.layout import lay_out

if TYPE_CHECKING:
    import datetime as dt

    from telemed.waiting_room.parts import Shape

ARC = math.radians(16 / 60)
INCH = 25.4
LEAST_WAITING = 3
"""Rows of waiting numbers that stay, however small the screen."""


@dataclass(frozen=True, slots=True)
class Sight:
    """The screen's diagonal in inches, and how many metres away the last one sits who has to read it."""

    diagonal: float = 43.0
    distance: float = 6.0

    def millimetres(self, size: tuple[int, int]) -> float:
        """Give the size of a pixel of a picture that fills the screen."""
        return self.diagonal * INCH / math.hypot(*size)

    def least(self) -> float:
        """Give the height in millimetres of digits that are read from `distance`."""
        return self.distance * 1000 * math.tan(ARC)

    def reach(self, size: tuple[int, int], pixels: float) -> float:
        """Give from how many metres digits of this height are read."""
        return pixels * self.millimetres(size) / 1000 / math.tan(ARC)


def fitting(sign: Sign, size: tuple[int, int], sight: Sight, now: dt.datetime) -> tuple[Shape, float]:
    """Give as many rows as can be read from the distance, and from how far they are read in metres.

    Measured on the fullest picture. Screens in a row keep their rows, as the lists go on from one to the next.
    """
    shape = sign.shape
    while True:
        calls, waiting = _digits(replace(sign, shape=shape, rooms=()), size, now)
        reach = sight.reach(size, min(calls, waiting))
        if reach >= sight.distance or shape.screens > 1:
            return shape, reach
        if calls <= waiting and shape.calls > 2:  # noqa: PLR2004 - see `Shape`
            shape = replace(shape, calls=shape.calls - 1)
        elif waiting < calls and shape.waiting > LEAST_WAITING:
            shape = replace(shape, waiting=shape.waiting - 1)
        else:
            return shape, reach


def _digits(sign: Sign, size: tuple[int, int], now: dt.datetime) -> tuple[float, float]:
    """Measure the smallest called number and the smallest waiting one, in pixels, with a delay and more than fits."""
    calls = tuple(Call(300 + index, "Raum 1", 100.0 - index) for index in range(sign.shape.calls + 1))
    waiting = tuple(Next(500 + index) for index in range(sign.shape.waiting + 1))
    board = Board("", now.timestamp(), 1, calls, waiting, (Delay("Raum 1", 15),))
    picture = compose(board, None, Moment(now, 0.0), sign)
    scene = lay_out(picture, QSizeF(*size))
    heights = {text.text: text.ink().height() for text in scene.texts}
    return (
        min(heights[str(card.number)] for card in picture.calls),
        min(heights[str(row.number)] for row in picture.waiting),
    )
