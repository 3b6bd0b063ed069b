"""The view of a page: which input it gets. Imports WebEngine, so it is imported when it is needed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QChildEvent, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWebEngineCore import QWebEngineProfile
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QColorDialog, QDialog, QWidget

_BUTTONS = Qt.MouseButton.LeftButton
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_EDITING = {Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_V, Qt.Key.Key_X, Qt.Key.Key_Z}
_MOVING = {
    *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End),
    *(Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Tab, Qt.Key.Key_Backtab),
}
_DROPPED = {
    QEvent.Type.DragEnter,
    QEvent.Type.DragMove,
    QEvent.Type.Drop,
    QEvent.Type.ContextMenu,
    QEvent.Type.NativeGesture,
    QEvent.Type.Shortcut,
    QEvent.Type.ShortcutOverride,
    QEvent.Type.ToolTip,
}


_DIGITS = frozenset("0123456789")
_BY_HAND = {QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.KeyPress}


class WebView(QWebEngineView):
    """Hands a page touches, typing and scrolling; keeps from it what opens, saves, zooms or goes back by itself.

    `touched` says that the visitor touched the page or struck a key in it. `take_digit` may keep a digit for itself. No
    dialog of the engine is ever seen. `colour_wanted` carries the one that asks for a colour, to be answered by
    `QDialog.done`; every other one is rejected.
    """

    touched = Signal()
    colour_wanted = Signal(QColorDialog)
    take_digit: Callable[[int], bool] | None = None

    def __init__(self, profile: QWebEngineProfile, parent: QWidget | None = None) -> None:
        super().__init__(profile, parent)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAcceptDrops(False)
        self._watch(self)

    def _watch(self, part: QObject) -> None:
        """Filter a part and all within it; the engine makes its own parts anew now and then."""
        part.installEventFilter(self)
        for child in part.children():
            if isinstance(child, QWidget):
                self._watch(child)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """No menu."""
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Swallow what a page must not get; a filter for the whole application would crash the engine."""
        if event.type() is QEvent.Type.ChildAdded and isinstance(event, QChildEvent):
            child = event.child()
            if isinstance(child, QWidget):
                self._watch(child)
            return False
        if event.type() in {QEvent.Type.Polish, QEvent.Type.Show} and isinstance(watched, QDialog):
            self._hide_dialog(watched)
            return False
        if event.type() in _DROPPED or not may_pass(event):
            return True
        if isinstance(event, QKeyEvent) and self._keeps(event):
            return True
        if event.type() in _BY_HAND:
            self.touched.emit()
        return super().eventFilter(watched, event)

    def _keeps(self, event: QKeyEvent) -> bool:
        digit = event.text() if event.type() is QEvent.Type.KeyPress and not event.modifiers() & _COMMANDS else ""
        return self.take_digit is not None and digit in _DIGITS and self.take_digit(int(digit))

    def _hide_dialog(self, dialog: QDialog) -> None:
        """Keep a dialog off the screen, and from taking all input: this comes just before it would be put there."""
        if dialog.testAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen):
            return
        dialog.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        dialog.setModal(False)
        if isinstance(dialog, QColorDialog):
            QTimer.singleShot(0, dialog, lambda: self.colour_wanted.emit(dialog))
        else:
            QTimer.singleShot(0, dialog, dialog.reject)


def may_pass(event: QEvent) -> bool:
    """Say whether a page may have an event."""
    if isinstance(event, QMouseEvent):
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return plain and event.button() in {Qt.MouseButton.NoButton, _BUTTONS} and not event.buttons() & ~_BUTTONS
    if isinstance(event, QWheelEvent):
        return not event.modifiers()
    if isinstance(event, QKeyEvent):
        return _key_may_pass(event)
    return True


def _key_may_pass(event: QKeyEvent) -> bool:
    """Typing, moving and editing; no function keys, no commands of a browser, no menu key."""
    held = event.modifiers() & _COMMANDS
    if not held:
        return bool(event.text()) or event.key() in _MOVING
    # AltGr is Control and Alt at once on some layouts: what gives a printable sign then is typing.
    alt_gr = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    if held == alt_gr:
        return event.text().isprintable() and bool(event.text())
    shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
    return held == Qt.KeyboardModifier.ControlModifier and not shifted and event.key() in _EDITING
