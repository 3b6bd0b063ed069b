"""What all questions answered by typing share: they make room in steps until everything that is touched fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QTimer

from kiosk.visitor.render.ask_heading import Fold, FoldingHeading
from kiosk.visitor.render.base import Renderer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent, QShowEvent
    from PySide6.QtWidgets import QWidget

    from kiosk.flow.steps import AskDate, AskDigits, AskNumber, AskText
    from kiosk.visitor.render.base import Context

Level = tuple[Fold, bool]
"""How the heading is folded, and whether field and buttons are compact."""


class TypedRenderer(Renderer):
    """A subclass says how much height it needs (`settle`) and draws itself in `arrange`."""

    def __init__(self, step: AskText | AskNumber | AskDigits | AskDate, context: Context) -> None:
        self.folding = FoldingHeading(step, context)
        super().__init__(step, context, self.folding)
        self._sized = False
        self._settling = False

    def set_compact(self, *, compact: bool) -> None:
        """Draw field and buttons in the least size allowed, or as large as the text size asks."""
        raise NotImplementedError

    def arrange(self) -> None:
        """Put everything where it belongs in the present size."""
        raise NotImplementedError

    def settle(self, levels: Sequence[Level], need: Callable[[], int]) -> bool:
        """Take the first level at which `need()` pixels are there, else the last; say whether there was one."""
        fits, before = False, (self.folding.folded, self.low_height())
        for fold, compact in levels:
            self.set_compact(compact=compact)
            self.folding.fold(fold)
            if need() <= self.room():
                fits = True
                break
        if (self.folding.folded, self.low_height()) != before:
            self._settling = True
            self.changed()
            self._settling = False
        return fits

    def room(self) -> int:
        """Pixels below the heading as it is folded now."""
        metrics, heading = self.look.metrics, self.folding.height_for(self.width())
        if not self.look.low:
            return self.context.height - heading - (metrics.mm(5) if heading else 0)
        above, least = heading + 2 * metrics.mm(5), self.low_height()
        free = self.context.height - max(metrics.low_top, above)
        return max(free, least) if above <= self.context.height - least else free

    def rearrange(self) -> None:
        """Arrange once there is a size to arrange in."""
        if self._sized and not self._settling and self.width() > 2 * self.look.metrics.touch:
            self.arrange()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Lay everything out anew."""
        self._sized = True
        self.rearrange()

    def parts(self) -> list[QWidget]:
        """The question, what is written, and words about it; keys and *next* stay legible."""
        return [self.heading, *self.entries()]

    def entries(self) -> list[QWidget]:
        """What is written, first, and words about it."""
        raise NotImplementedError

    def first_part(self) -> QWidget:
        """The field."""
        return self.entries()[0]

    def showEvent(self, event: QShowEvent) -> None:
        """Show the cursor and take physical keys, once the window is done with its own focus."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._take_focus)

    def _take_focus(self) -> None:
        if self.isVisible() and self.window().focusWidget() in (None, self.window()):
            self.focus_first()

    def put(self, widget: QWidget, rect: QRect) -> None:
        """Place along the line of reading."""
        if self.look.rtl:
            rect = QRect(self.width() - rect.x() - rect.width(), rect.y(), rect.width(), rect.height())
        widget.setGeometry(rect)
