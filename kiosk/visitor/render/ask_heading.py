"""A heading that can make room: where the keyboard takes the page, the question is one small line or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFontMetrics

from kiosk.look.fonts import Weight
from kiosk.visitor.render.base import Context, Heading

if TYPE_CHECKING:
    from kiosk.flow.steps import Answer


class FoldingHeading(Heading):
    """The heading of a question that is answered by typing.

    Folded, it is the question in the smallest size allowed, on one line; a question too long for that was read on
    the page before and is left out.
    """

    def __init__(self, step: Answer, context: Context) -> None:
        super().__init__(step, context)
        self._folded = False

    @property
    def folded(self) -> bool:
        """Whether it made room."""
        return self._folded

    def fold(self, *, folded: bool) -> None:
        """Make room for the keyboard, or take it back."""
        self._folded = folded

    def height_for(self, width: int) -> int:
        """Height needed in `width` pixels; settles the size of the title."""
        if not self._folded:
            self.title.show()
            for text in (self._place, self.body, self.problem):
                text.setVisible(bool(text.text()))
            return super().height_for(width)
        for part in (self._place, self.body, self.problem, self._bars):
            if part is not None:
                part.hide()
        look = self._context.look
        self.title.setFont(look.font_px(look.metrics.minimum_px(), Weight.BOLD))
        return self._arrange(width)

    def _arrange(self, width: int) -> int:
        if not self._folded:
            return super()._arrange(width)
        fits = QFontMetrics(self.title.font()).horizontalAdvance(self.title.text()) <= width
        self.title.setVisible(fits)
        height = QFontMetrics(self.title.font()).height() if fits else 0
        self.title.setGeometry(0, 0, width, height)
        return height
