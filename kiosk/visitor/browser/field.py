"""The field of a page that is typed into: what the engine tells of it, and the keys that go there.

The engine tells every input method about the field that has the focus, in all frames and shadow trees, so nothing of
this needs a script in the page.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from kiosk.visitor.browser.view import WebView

LOOK_MS = 50
"""So often is looked which field has the focus; a look takes some microseconds and asks nobody."""

_LEFT_LOOKS = 4
"""The focus is gone when it was gone so often: between two fields it is nowhere for a moment."""

_BEFORE_MOST = 400

_NONE = Qt.KeyboardModifier.NoModifier


class Kind(enum.Enum):
    """What is typed into a field."""

    WORDS = "words"
    LINES = "lines"
    PASSWORD = "password"  # noqa: S105 - the name of a kind
    NUMBER = "number"
    EMAIL = "email"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Field:
    """A field that has the focus."""

    kind: Kind


def field_of(hints: int) -> Field:
    """Tell the kind of a field by the hints that the engine gives."""
    hint = Qt.InputMethodHint
    of = (
        (hint.ImhHiddenText, Kind.PASSWORD),
        (hint.ImhEmailCharactersOnly, Kind.EMAIL),
        (hint.ImhUrlCharactersOnly, Kind.ADDRESS),
        (hint.ImhDialableCharactersOnly, Kind.NUMBER),
        (hint.ImhDigitsOnly, Kind.NUMBER),
        (hint.ImhFormattedNumbersOnly, Kind.NUMBER),
        (hint.ImhMultiLine, Kind.LINES),
    )
    return Field(next((kind for flag, kind in of if hints & flag.value), Kind.WORDS))


class PageField(QObject):
    """Follows the focus in a page: `came` when a field has it and the visitor did something, `left` when none has.

    A page that puts the focus somewhere by itself brings no keyboard up; the first touch or key does.
    """

    came = Signal(object)
    left = Signal()

    def __init__(self, view: WebView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self.now: Field | None = None
        self._wanted = False
        self._gone = 0
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        view.touched.connect(self.touched)

    def touched(self) -> None:
        """Take note that the visitor did something in the page: what has the focus from now on is wanted."""
        self._wanted = True

    def done(self) -> None:
        """The visitor is done with the field; it comes again when it is touched again."""
        self._wanted = False
        self._leave()

    def _look(self) -> None:
        field = self.focused()
        if field is None:
            self._gone += 1
            if self._gone >= _LEFT_LOOKS:
                self._leave()
        elif self._wanted:
            self._gone = 0
            if field != self.now:
                self.now = field
                self.came.emit(field)

    def _leave(self) -> None:
        if self.now is not None:
            self.now = None
            self.left.emit()

    def focused(self) -> Field | None:
        """Give the field that has the focus at the moment."""
        part = self._view.focusProxy()
        if part is None or not part.inputMethodQuery(Qt.InputMethodQuery.ImEnabled):
            return None
        hints = part.inputMethodQuery(Qt.InputMethodQuery.ImHints)
        return field_of(int(getattr(hints, "value", hints) or 0))


class PageTarget:
    """Types into the page as a keyboard does: sites see real keys and cannot tell them from others."""

    def __init__(self, view: WebView, field: Field) -> None:
        self._view, self._field = view, field

    def insert(self, text: str) -> None:
        """Strike a key for each character."""
        for sign in text:
            self.strike(Qt.Key.Key_Return, "\r") if sign == "\n" else self.strike(_code(sign), sign)

    def backspace(self, count: int) -> None:
        """Take characters before the cursor away."""
        for _ in range(count):
            self.strike(Qt.Key.Key_Backspace, "\b")

    def before_cursor(self) -> str:
        """Give the text before the cursor; of a password nothing."""
        part = self._view.focusProxy()
        if part is None or self._field.kind is Kind.PASSWORD:
            return ""
        text = part.inputMethodQuery(Qt.InputMethodQuery.ImSurroundingText)
        place = part.inputMethodQuery(Qt.InputMethodQuery.ImCursorPosition)
        if not isinstance(text, str) or not isinstance(place, int):
            return ""
        return text[max(0, place - _BEFORE_MOST) : max(0, place)]

    def strike(self, key: int, text: str = "") -> None:
        """Press a key and let it go."""
        strike(self._view, key, text)


def strike(view: WebView, key: int, text: str = "", held: Qt.KeyboardModifier = _NONE) -> None:
    """Press a key in a page and let it go."""
    part = view.focusProxy()
    if part is not None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(part, QKeyEvent(kind, key, held, text))


def _code(sign: str) -> int:
    """Give Qt's code of a character: for Latin letters, digits and signs it is that of the capital."""
    upper = sign.upper()
    code = ord(upper) if len(upper) == 1 else ord(sign)
    return code if code < 0x100 else 0  # noqa: PLR2004 - Latin 1
