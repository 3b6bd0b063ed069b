"""A scanner that types: tells what it reads from what a person types, by how fast the keys come."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

GAP_MS = 50
"""A scanner types a key every 1 to 20 ms, the fastest people every 60 ms."""
_LEAST = 6
"""Fewer keys than this in a row were pressed by somebody."""
_MOST = 256


class Wedge(QObject):
    """Holds each key until it is known whose it is: a scanner's are given as `read`, others are handed on by `pass_on`.

    A key of a person waits for 50 ms; the on-screen keyboard types no keys and waits for nothing.
    """

    read = Signal(str)

    def __init__(self, pass_on: Callable[[QKeyEvent], None]) -> None:
        super().__init__()
        self._pass_on = pass_on
        self._held: list[QKeyEvent] = []
        self._text = ""
        self._gap = QTimer(self)
        self._gap.setSingleShot(True)
        self._gap.setInterval(GAP_MS)
        self._gap.timeout.connect(self._silence)
        self._waited = False

    def take(self, event: QKeyEvent) -> bool:
        """Say whether this key is held back."""
        pressed = event.type() == QEvent.Type.KeyPress
        if pressed and _is_end(event) and len(self._text) >= _LEAST:
            text, self._text = self._text, ""
            self._held.clear()
            self._gap.stop()
            self.read.emit(text)
            return True
        typed = event.text()
        if pressed and not (typed.isprintable() and typed) and event.key() != Qt.Key.Key_Shift:
            self.release()
            return False
        if not pressed and not self._held:
            return False
        self._held.append(QKeyEvent(event))
        self._text = (self._text + typed)[:_MOST] if pressed else self._text
        self._waited = False
        self._gap.start(GAP_MS)
        return True

    def _silence(self) -> None:
        """Hand on; but where the screen was drawn meanwhile, keys may be waiting to be taken: look once more."""
        if self._waited:
            self.release()
        else:
            self._waited = True
            self._gap.start(0)

    def release(self) -> None:
        """Nobody types that fast and stops: hand on what was held."""
        self._gap.stop()
        held, self._held, self._text = self._held, [], ""
        for event in held:
            self._pass_on(event)


def _is_end(event: QKeyEvent) -> bool:
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.text() in {"\r", "\n"}
