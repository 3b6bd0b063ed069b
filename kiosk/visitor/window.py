"""The window: strips, the screen between them, and what lies over all of it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QRegion,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QMainWindow, QWidget

from kiosk.look.style import Look
from kiosk.look.theme import PAPER
from kiosk.visitor.bottom_strip import BottomStrip
from kiosk.visitor.browser.strip import WebStrip
from kiosk.visitor.render.base import Renderer
from kiosk.visitor.top_strip import TopStrip
from kiosk.visitor.wedge import Wedge
from kiosk.visitor.widgets import Ground


class Stage(Ground):
    """Places strips, heading and screen; `painted` fires after a frame was drawn."""

    painted = Signal()

    def __init__(self, colour: str, parent: QWidget) -> None:
        super().__init__(colour, parent)
        self.top: TopStrip | WebStrip | None = None
        self.bottom: BottomStrip | None = None
        self.page: Renderer | None = None
        self.look: Look | None = None
        self.bare = False
        """No strips: the screens of staff, and out of order."""

    def space(self, *, whole: bool) -> QSize:
        """Pixels a screen gets, heading included; `whole` without the top strip."""
        width, height = self.width(), self.height()
        bottom = self.bottom.height_for(width) if self.bottom is not None and not self.bare else 0
        if whole or self.look is None or self.top is None:
            return QSize(width, height - bottom)
        metrics = self.look.metrics
        top = 0 if self.bare else self.top.height_for(width)
        return QSize(width - 2 * metrics.margin, height - bottom - top - 2 * metrics.mm(5))

    def arrange(self) -> None:
        """Put everything where it belongs."""
        if self.look is None or self.top is None or self.bottom is None:
            return
        width, height = self.width(), self.height()
        below = 0 if self.bare else self.bottom.height_for(width)
        self.bottom.setVisible(not self.bare)
        self.bottom.setGeometry(0, height - below, width, below)
        whole = self.page is not None and self.page.whole_page
        self.top.setVisible(not whole and not self.bare)
        if whole and self.page is not None:
            self.page.setGeometry(0, 0, width, height - below)
            return
        self._arrange_page(width, height - below, 0 if self.bare else self.top.height_for(width))

    def _arrange_page(self, width: int, height: int, strip: int) -> None:
        if self.look is None or self.top is None:
            return
        metrics = self.look.metrics
        if self.page is not None and self.page.full:
            self._arrange_full(self.page, width, height, strip)
            return
        margin, pad = metrics.margin, metrics.mm(5)
        inner = width - 2 * margin
        heading = self.page.heading.height_for(inner) if self.page is not None else 0
        if self.look.low:
            least = self.page.low_height() if self.page is not None else 0
            strip_top = min(max(metrics.low_top, heading + 2 * pad), height - strip - 2 * pad - least)
            heading_top = pad
            body_top = strip_top + strip + pad
        else:
            strip_top, heading_top = 0, strip + pad
            body_top = heading_top + heading + (metrics.mm(5) if heading else 0)
        self.top.setGeometry(0, strip_top, width, strip)
        if self.page is not None:
            self.page.heading.setGeometry(margin, heading_top, inner, heading)
            self.page.setGeometry(margin, body_top, inner, max(1, height - pad - body_top))

    def _arrange_full(self, page: Renderer, width: int, height: int, strip: int) -> None:
        """Give a page all the room; in the low layout its upper edge stands where others have their title."""
        assert self.top is not None
        assert self.look is not None
        low = self.look.low
        self.top.setGeometry(0, height - strip if low else 0, width, strip)
        page.setGeometry(0, 0 if low else strip, width, max(1, height - strip))

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Arrange anew."""
        self.arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill, and say so once the frame is out."""
        super().paintEvent(event)
        QTimer.singleShot(0, self, self.painted.emit)


class Overlay(Ground):
    """Covers everything but the bottom strip (or that too) with one screen."""

    def __init__(self, look: Look, screen: Renderer, parent: QWidget) -> None:
        super().__init__(look.theme.ground.fill, parent)
        self._look = look
        self.page = screen
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


FRAMES = 3
"""How many frames a compositor has to acknowledge before a window counts as seen."""


class Window(QMainWindow):
    """Full screen, always on top. Whether input counts is decided by `judge` before any widget sees it."""

    on_screen = Signal()
    """What was painted when `await_screen` was called is to be seen now."""
    key_number = Signal(int)
    key_back = Signal()
    key_confirm = Signal()
    key_cover = Signal()

    def __init__(self, judge: Callable[[QEvent], bool]) -> None:
        super().__init__(None, Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
        self._judge = judge
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, PAPER.ground.fill)  # once: every widget is told of a change
        self.setPalette(palette)
        self.stage = Stage(PAPER.ground.fill, self)
        self.setCentralWidget(self.stage)
        self.overlay: Overlay | None = None
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setWindowTitle("Stadtteil-Terminal")
        self._watched: QObject | None = None
        self.wedge: Wedge | None = None
        """Tells a scanner's keys from a person's, where there is a scanner."""
        self._passing = False
        self._strips: list[TopStrip | BottomStrip | WebStrip] = []
        self._frames = 0

    # ---- screens -----------------------------------------------------------------------------------------------

    def dress(self, look: Look, top: TopStrip, bottom: BottomStrip, web: WebStrip | None = None) -> None:
        """Take a look and the strips made for it; `web` takes the top strip's place while a page is shown."""
        for old in self._strips:
            old.hide()
            old.deleteLater()
        self._strips = [strip for strip in (top, bottom, web) if strip is not None]
        self.stage.look, self.stage.top, self.stage.bottom = look, top, bottom
        self.stage.tint(look.theme.ground.fill)
        self.setLayoutDirection(look.direction)
        for strip in self._strips:
            strip.setParent(self.stage)
            strip.setVisible(strip is not web)

    def use_top(self, top: TopStrip | WebStrip) -> None:
        """Show this one of the top strips."""
        if self.stage.top is not top:
            if self.stage.top is not None:
                self.stage.top.hide()
            self.stage.top = top
            top.show()

    def space(self, *, whole: bool = False) -> QSize:
        """Pixels a screen gets, heading included."""
        return self.stage.space(whole=whole)

    def show_screen(self, screen: Renderer) -> None:
        """Replace what is between the strips."""
        old = self.stage.page
        screen.heading.setParent(self.stage)
        screen.setParent(self.stage)
        self.stage.page = screen
        self.stage.arrange()
        if old is not None:
            old.let_go()
            for part in (old.heading, old):
                part.hide()
                part.deleteLater()
        if not screen.whole_page and not screen.full:
            screen.heading.show()
        screen.show()
        self._order_focus(screen)
        if self.overlay is not None:
            self.overlay.raise_()
        elif self.property("keyboardUsed"):
            screen.focus_first()
        else:
            self.setFocus()

    def _order_focus(self, screen: Renderer) -> None:
        """Keyboard focus goes from the screen to the strips, as the eye does."""
        parts = [screen, self.stage.bottom, self.stage.top]
        order = [
            widget
            for part in parts
            if part is not None
            for widget in part.findChildren(QWidget)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        for one, following in pairwise(order):
            QWidget.setTabOrder(one, following)

    def cover_with(self, look: Look, screen: Renderer | None) -> None:
        """Lay a screen over everything, at once; None takes it away."""
        if self.overlay is not None:
            self.overlay.hide()
            self.overlay.deleteLater()
            self.overlay = None
        if screen is None:
            self.stage.setEnabled(True)
            return
        self.overlay = Overlay(look, screen, self)
        self.overlay.setGeometry(self.stage.rect())
        self.overlay.show()
        self.overlay.raise_()
        screen.focus_first()

    def hang(self, curtain: QWidget) -> None:
        """Put something over the stage, below what covers all."""
        curtain.setGeometry(self.rect())
        curtain.show()
        curtain.raise_()
        if self.overlay is not None:
            self.overlay.raise_()

    def present(self) -> None:
        """Come up, full screen and on top."""
        self.showFullScreen()
        if QGuiApplication.platformName() == "xcb":
            # Wayland puts a new full-screen window on top by itself and knows no raising.
            self.raise_()
        self.activateWindow()

    def prepare(self, size: QSize) -> None:
        """Lay everything out and paint it once while still hidden, so that showing it is a copy."""
        self.resize(size)
        self.stage.resize(size)
        self.stage.arrange()
        self.grab()
        if QGuiApplication.platformName() == "xcb":
            self._ready_surface(size)

    def _ready_surface(self, size: QSize) -> None:
        """Make the X window, unmapped, and touch the memory that is painted into: half of what showing would cost."""
        self.create()
        self._watch()
        store = self.backingStore()
        store.resize(size)
        whole = QRegion(QRect(QPoint(), size))
        store.beginPaint(whole)
        painter = QPainter(store.paintDevice())
        painter.fillRect(whole.boundingRect(), self.palette().window())
        painter.end()
        store.endPaint()

    def await_screen(self) -> None:
        """Fire `on_screen` when the display shows what has been painted.

        An X server shows it at once. A compositor says of each frame when it is out, and Qt hands that on by letting
        the next update wait for it; the first frames of a new window may be answered before they are to be seen.
        """
        if QGuiApplication.platformName() != "wayland":
            self.on_screen.emit()
            return
        self._frames = FRAMES
        self.windowHandle().requestUpdate()

    # ---- input -------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Watch the platform window: every real event passes there before any widget gets it."""
        super().showEvent(event)
        self._watch()

    def _watch(self) -> None:
        handle = self.windowHandle()
        if handle is not self._watched:
            handle.installEventFilter(self)
            self._watched = handle

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Swallow input that does not count, and count frames."""
        if watched is self._watched and event.type() == QEvent.Type.UpdateRequest and self._frames:
            self._frames -= 1
            if self._frames:
                self.windowHandle().requestUpdate()
            else:
                self.on_screen.emit()
        if watched is not self._watched or event.type() not in _INPUT:
            return False
        if self._passing:
            return False
        if not self._judge(event):
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in COVER_KEYS:
            self.key_cover.emit()  # before anything that has the focus: a page could keep it for itself
            return True
        return isinstance(event, QKeyEvent) and self.wedge is not None and self.wedge.take(event)

    def pass_on(self, event: QKeyEvent) -> None:
        """Let a key that was held back come to where it was going."""
        if self._watched is not None:
            self._passing = True
            QGuiApplication.sendEvent(self._watched, event)
            self._passing = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the overlay over everything."""
        super().resizeEvent(event)
        if self.overlay is not None:
            self.overlay.setGeometry(self.rect())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take keys that nothing with the focus wanted."""
        key = event.key()
        if event.isAutoRepeat():
            return
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.key_number.emit(key - Qt.Key.Key_0)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.key_confirm.emit()
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_Back):
            self.key_back.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Only the end of the session closes the window."""
        event.ignore()


COVER_KEYS = frozenset({Qt.Key.Key_F9, Qt.Key.Key_ScreenSaver})
"""F9 on a keyboard or keypad, and the lock key of multimedia keyboards (XF86ScreenSaver)."""

_INPUT = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TouchEnd,
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
        QEvent.Type.TabletRelease,
    }
)


def pointer_place(event: QEvent) -> QPoint | None:
    """Where in the window a pointer event happened, or None for keys."""
    return event.position().toPoint() if isinstance(event, QMouseEvent) else None
