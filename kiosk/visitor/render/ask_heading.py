"""A heading that can make room: where space is short the question is smaller, one small line, or left out."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from PySide6.QtGui import QFontMetrics

from kiosk.look.fonts import Weight
from kiosk.look.metrics import TextSize
from kiosk.visitor.render.base import Context, Heading

if TYPE_CHECKING:
    from kiosk.flow.steps import Answer
    from kiosk.visitor.render.ask_field import Field


class Fold(enum.Enum):
    """How much room the heading leaves."""

    OPEN = "open"
    """As everywhere: place, title, quiet text."""
    SMALL = "small"
    """Title and quiet text in the smallest size allowed."""
    LINE = "line"
    """The title on one small line; a title too long for that is left out, it was read on the page before."""
    GONE = "gone"


class FoldingHeading(Heading):
    """The heading of a question that is answered by typing."""

    def __init__(self, step: Answer, context: Context) -> None:
        super().__init__(step, context)
        self._fold = Fold.OPEN
        self._field: Field | None = None
        self._most = 0

    @property
    def folded(self) -> Fold:
        """How it is folded."""
        return self._fold

    def fold(self, fold: Fold) -> None:
        """Fold it; takes effect with the next `height_for`."""
        self._fold = fold

    def host(self, field: Field, most: int) -> None:
        """Take the field below the question: in the low layout all height below is for what is touched.

        The field has as many lines as `most` pixels leave it, one at least.
        """
        self._field, self._most = field, most
        field.setParent(self)
        field.show()

    def fits(self, width: int) -> bool:
        """Whether it stays within the pixels it was given with the field."""
        return self.height_for(width) <= self._most

    def height_for(self, width: int) -> int:
        """Height needed in `width` pixels; settles the size of the title."""
        look = self._context.look
        small = look.metrics.minimum_px()
        is_open = self._fold is Fold.OPEN
        reads = self._fold in {Fold.OPEN, Fold.SMALL}
        self._place.setVisible(is_open and bool(self._place.text()))
        self.body.setVisible(reads and bool(self.body.text()))
        self.problem.setVisible(reads and bool(self.problem.text()))
        self.title.setVisible(self._fold is not Fold.GONE)
        if self._bars is not None and not is_open:
            self._bars.hide()
        self.body.setFont(look.font(TextSize.LABEL) if is_open else look.font_px(small))
        if is_open:
            return super().height_for(width)
        self.title.setFont(look.font_px(small, Weight.BOLD))
        return self._arrange(width)

    def _arrange(self, width: int) -> int:
        if self._fold is Fold.OPEN:
            return self._place_field(width, super()._arrange(width))
        y = 0
        if self._fold is Fold.LINE:
            fits = QFontMetrics(self.title.font()).horizontalAdvance(self.title.text()) <= width
            self.title.setVisible(fits)
            y = QFontMetrics(self.title.font()).height() if fits else 0
            self.title.setGeometry(0, 0, width, y)
        elif self._fold is Fold.SMALL:
            for text in (self.title, self.body):
                if text.text():
                    high = text.height_for(width)
                    text.setGeometry(0, y, width, high)
                    y += high
        return self._place_field(width, y)

    def _place_field(self, width: int, below: int) -> int:
        if self._field is None:
            return below
        top = below + self._context.look.metrics.gap
        high = max(self._field.least_height(1), min(self._field.least_height(), self._most - top))
        self._field.setGeometry(0, top, width, high)
        return top + high
