"""What covers the whole window: the warning, the cover, good-bye."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.look.style import Look
from kiosk.visitor.render.base import Renderer
from kiosk.visitor.widgets import Ground


class Overlay(Ground):
    """Covers everything with one screen."""

    assistive_role = QAccessible.Role.Dialog

    def __init__(self, look: Look, screen: Renderer, parent: QWidget) -> None:
        super().__init__(look.theme.ground.fill, parent)
        self._look = look
        self.page = screen
        self.setAccessibleName(screen.heading.title.accessibleName())
        screen.heading.setParent(self)
        screen.setParent(self)

    def arrange(self) -> None:
        """Put heading and body in the middle part of the page."""
        metrics = self._look.metrics
        margin = metrics.margin
        inner = self.width() - 2 * margin
        heading = self.page.heading.height_for(inner)
        low = metrics.low_top if self._look.low else 0
        top = metrics.mm(12) if self.height() * metrics.pixel_mm > 200 else metrics.mm(5)  # noqa: PLR2004 - small screens
        self.page.heading.setGeometry(margin, top, inner, heading)
        body = max(top + heading + metrics.mm(6), low)
        self.page.setGeometry(margin, body, inner, max(1, self.height() - metrics.mm(6) - body))

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Arrange anew."""
        self.arrange()
