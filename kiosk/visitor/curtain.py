"""Dark operation: a black screen over everything that is worked on, and the one button that ends it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.visitor.face import Face
from kiosk.visitor.render.base import Context
from kiosk.visitor.widgets import Ground

_BLACK = "#000000"


class Curtain(Ground):
    """Black. Touches stop here; number keys, voice and physical keys work below as before."""

    lifted = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(_BLACK, parent)
        face = Face(context.texts.text("dark-end"), context.look.theme.bottom_button, icon="visibility")
        self.button = context.button(face, self)
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.struck.connect(self.lifted)
        self._margin = context.look.metrics.mm(6)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Put the button at the foot, where hands rest."""
        wide = min(self.button.natural_width(), self.width() - 2 * self._margin)
        tall = self.button.height_for(wide)
        self.button.setGeometry((self.width() - wide) // 2, self.height() - tall - self._margin, wide, tall)
