"""Spotlight: one part of a page is legible, all others are blurred until they are touched or get the focus."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton, QWidget

from kiosk.texts import Texts
from kiosk.visitor.render.base import Renderer

_COARSE = 24
"""So many pixels become one before they are stretched again: letters of 9 mm are spots then."""

_MOVED = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide})


class Shade(QAbstractButton):
    """Lies over one part, shows a blurred picture of it, and keeps touches from it.

    A button, so that assistive technology can press it; the keyboard's focus goes to the part itself.
    """

    def __init__(self, part: QWidget, name: str, light: Callable[[QWidget], None]) -> None:
        super().__init__(part.parentWidget())
        self.part = part
        self._light = light
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clicked.connect(lambda: light(part))
        self._picture = QPixmap()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(name)

    def follow(self) -> None:
        """Lie where the part is, and show what it shows."""
        self.setVisible(self.part.isVisible())
        self.setGeometry(self.part.geometry())
        if self.part.isVisible() and not self.size().isEmpty():
            self._picture = self._blurred()
            self.raise_()
            self.update()

    def _blurred(self) -> QPixmap:
        ratio, scaling = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        whole = QPixmap(self.size())
        whole.fill(self.palette().window().color())
        self.part.render(whole, QPoint(), renderFlags=QWidget.RenderFlag.DrawChildren)
        least = QSize(max(1, self.width() // _COARSE), max(1, self.height() // _COARSE))
        return whole.scaled(least, ratio, scaling).scaled(self.size(), ratio, scaling)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The first touch shows; only the next one does something."""
        event.accept()
        self._light(self.part)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture."""
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        painter.end()


class Spotlight(QObject):
    """Lights one part of a page at a time."""

    def __init__(self, words: Callable[[], Texts]) -> None:
        super().__init__()
        self._words = words
        self._page: Renderer | None = None
        self._shades: list[Shade] = []
        self._lit: QWidget | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._follow)

    def light(self, page: Renderer | None) -> None:
        """Put the spotlight on a page's first part, or leave it where it is; None takes it away."""
        lit = self._lit
        self._clear()
        self._page = page
        if page is None:
            return
        page.destroyed.connect(self._gone)
        name = self._words().text("spotlight-part")
        self._shades = [Shade(part, name, self._move) for part in page.parts()]
        for shade in self._shades:
            shade.part.installEventFilter(self)
            for child in (shade.part, *shade.part.findChildren(QWidget)):
                child.installEventFilter(self)
        self._lit = lit if lit in page.parts() else page.first_part()
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow parts that move, and the keyboard's focus."""
        kind = event.type()
        if kind == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            for shade in self._shades:
                if shade.part is watched or shade.part.isAncestorOf(watched):
                    self._move(shade.part)
        elif kind in _MOVED:
            self._soon.start(0)
        return False

    def _move(self, part: QWidget) -> None:
        self._lit = part
        self._follow()

    def _follow(self) -> None:
        for shade in self._shades:
            if shade.part is self._lit:
                shade.hide()
            else:
                shade.follow()

    def _gone(self) -> None:
        self._shades, self._page, self._lit = [], None, None

    def _clear(self) -> None:
        if self._page is not None:
            self._page.destroyed.disconnect(self._gone)
        for shade in self._shades:
            for child in (shade.part, *shade.part.findChildren(QWidget)):
                child.removeEventFilter(self)
            shade.hide()
            shade.deleteLater()
        self._gone()
