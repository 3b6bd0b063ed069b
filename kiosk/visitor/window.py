"""The window: what it shows, what lies over all of it, and where input comes in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QCloseEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPalette,
    QRegion,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QMainWindow, QWidget
from shiboken6 import isValid

from kiosk.look.style import Look
from kiosk.look.theme import PAPER
from kiosk.visitor.assistive import is_used, order_focus, say_language
from kiosk.visitor.bottom_strip import BottomStrip
from kiosk.visitor.browser.strip import WebStrip
from kiosk.visitor.overlay import Overlay
from kiosk.visitor.render.base import Renderer
from kiosk.visitor.stage import Stage
from kiosk.visitor.top_strip import TopStrip
from kiosk.visitor.wedge import Wedge

FRAMES = 3
"""How many frames a compositor has to acknowledge before a window counts as seen."""


class Window(QMainWindow):
    """Full screen, always on top. Whether input counts is decided by `judge` before any widget sees it."""

    assistive_role = QAccessible.Role.Window

    on_screen = Signal()
    """What was painted when `await_screen` was called is to be seen now."""
    key_number = Signal(int)
    key_back = Signal()
    key_confirm = Signal()
    key_cover = Signal()
    key_talk = Signal()
    arranged = Signal()
    """Another page, or something over it: other things can be operated now."""

    def __init__(self, judge: Callable[[QEvent], bool]) -> None:
        super().__init__(None, Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
        self._judge = judge
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, PAPER.ground.fill)  # once: every widget is told of a change
        self.setPalette(palette)
        self.stage = Stage(PAPER.ground.fill, self)
        self.setCentralWidget(self.stage)
        self.overlay: Overlay | None = None
        self.aside: Overlay | None = None
        """What lies over the page and under the overlay, with the strip below free."""
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setWindowTitle("Stadtteil-Terminal")
        self._watched: QObject | None = None
        self.wedge: Wedge | None = None
        """Tells a scanner's keys from a person's, where there is a scanner."""
        self.keypad: Callable[[QKeyEvent], bool] = lambda _event: False
        """Takes keys that mean something on every screen, before what has the focus gets them."""
        self._passing = False
        self._strips: list[TopStrip | BottomStrip | WebStrip] = []
        self._frames = 0
        self._left: QWidget | None = None
        """What had the focus before the screen was covered."""

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
        say_language(self, look.locale)
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
        else:
            self.setFocus()
            if self.property("keyboardUsed") or is_used():
                screen.focus_first()
        self.arranged.emit()

    def _order_focus(self, screen: Renderer) -> None:
        """Keyboard focus goes from the screen to the strips, as the eye does; some headings have a field."""
        parts = (screen, self.stage.bottom, screen.heading, self.stage.top)
        order_focus([part for part in parts if part is not None])

    def cover_with(self, look: Look, screen: Renderer | None) -> None:
        """Lay a screen over everything, at once; None takes it away."""
        before = self._left if self.overlay is not None else self.focusWidget()
        if self.overlay is not None:
            self.overlay.hide()
            self.overlay.deleteLater()
            self.overlay = None
        self.stage.setEnabled(screen is None)  # no key and no assistive technology comes to what is below
        if screen is None:
            self._focus_again(before)
            self.arranged.emit()
            return
        self._left = before
        self.overlay = Overlay(look, screen, self)
        self.overlay.setGeometry(self.stage.rect())
        self.overlay.show()
        self.overlay.raise_()
        screen.focus_first()
        self.arranged.emit()

    def reachable(self) -> list[QWidget]:
        """What lies over the rest, and what that leaves free, for assistive technology; nothing while nothing does."""
        if self.overlay is not None:
            return [self.overlay]
        free = [self.stage.bottom] if self.stage.bottom is not None and self.stage.bottom.isVisible() else []
        return [] if self.aside is None else [self.aside, *free]

    def _focus_again(self, before: QWidget | None) -> None:
        """Put the focus back to where it was before the screen was covered."""
        self._left = None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus()

    def top_page(self) -> Renderer | None:
        """Give the page that lies on top; None before there is any. What covers all comes before an aside."""
        over = self.overlay or self.aside
        return over.page if over is not None else self.stage.page

    def top_screen(self) -> Renderer:
        """Give the page that lies on top, where there surely is one."""
        page = self.top_page()
        assert page is not None
        return page

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
            return isinstance(event, QKeyEvent) and self.keypad(event)
        if not self._judge(event):
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = event.key()
            if key in COVER_KEYS or key == TALK_KEY:  # before anything that has the focus: a page could keep it
                if not event.isAutoRepeat():
                    (self.key_talk if key == TALK_KEY else self.key_cover).emit()
                return True
        if not isinstance(event, QKeyEvent):
            return False
        return (self.wedge is not None and self.wedge.take(event)) or self.keypad(event)

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

TALK_KEY = Qt.Key.Key_F10
"""F10 on a keyboard or keypad: talk, as the button in the strip below does."""

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
