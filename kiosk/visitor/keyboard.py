"""The on-screen keyboard: rows of keys that type into a target, which may be a field of ours or a web page."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.visitor import keyboard_layouts as layouts
from kiosk.visitor.keyboard_keys import KeyButton, KeyFace, Script
from kiosk.visitor.keyboard_layouts import Do, Key, Page, Shift, State
from kiosk.visitor.keyboard_scripts import HALF_SPACE, LAYOUTS, is_latin
from kiosk.visitor.keyboard_vietnamese import LABELS, NAMES

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from kiosk.look.metrics import Metrics
    from kiosk.look.style import Look
    from kiosk.texts import Texts
    from kiosk.visitor.strikes import Strikes

ROWS = 4
KEY_GAP_MM = 3.0
KEY_LEAST_MM = 20.0
KEY_LOWEST_MM = 14.0
"""Where a screen has no height left: still as wide as others, and never cut off."""

KEY_HIGHEST_MM = 27.0
KEY_WIDEST_MM = 38.0

_SIGN_NAMES = {
    " ": "key-space",
    "\n": "key-newline",
    "-": "key-hyphen",
    ".": "key-dot",
    ",": "key-comma",
    "،": "key-comma",
    "@": "key-at",
    "_": "key-underscore",
    "/": "key-slash",
    ":": "key-colon",
    ";": "key-semicolon",
    "؛": "key-semicolon",
    "?": "key-question",
    "؟": "key-question",
    "!": "key-exclamation",
    "'": "key-apostrophe",
    '"': "key-quotes",
    "(": "key-bracket-open",
    ")": "key-bracket-close",
    "+": "key-plus",
    HALF_SPACE: "key-half-space",
    **NAMES,
}
"""Messages that name a sign; letters, digits and the other signs are their own name."""


_BEYOND = "\u0180"
"""From here on Atkinson lacks letters that a key may have."""


class Target(Protocol):
    """Where the keys type to: a field of ours, later a web page."""

    def insert(self, text: str) -> None:
        """Put text at the cursor, in place of a selection."""

    def backspace(self, count: int) -> None:
        """Take `count` characters before the cursor away, or the selection."""

    def before_cursor(self) -> str:
        """Give the text before the cursor; "" where it cannot be known."""


class Keyboard(QWidget):
    """Four rows of keys. `strikes` is shared with all that can be touched, so that a double strike counts once.

    `layout` opens another layout of the locale than the first, `page` other keys than letters. `capital` begins an
    empty text with a capital letter; `newline` adds a key for a new line.
    """

    assistive_role = QAccessible.Role.Grouping

    def __init__(
        self,
        look: Look,
        texts: Texts,
        target: Target,
        strikes: Strikes,
        *,
        layout: str | None = None,
        page: Page = Page.LETTERS,
        capital: bool = True,
        newline: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._texts = texts
        self._target = target
        self._capital = capital
        self._newline = newline
        self._strikes = strikes
        self._begins = False
        self._buttons: list[KeyButton] = []
        self._keys: tuple[tuple[Key, ...], ...] = ()
        self._state = replace(layouts.start(look.locale, layout=layout), page=page)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(_height(look.metrics, KEY_LOWEST_MM))
        self.setMaximumHeight(_height(look.metrics, KEY_HIGHEST_MM))
        self.setAccessibleName(texts.text("keyboard"))
        self.text_changed()
        self._show()

    @property
    def state(self) -> State:
        """Layout, page and shift at the moment."""
        return self._state

    def button(self, label: str | Do) -> KeyButton:
        """Give the key that types or does this, on the page shown; raises `KeyError`."""
        for key, button in zip((key for row in self._keys for key in row), self._buttons, strict=False):
            if label in (key.do, key.text) and label:
                return button
        raise KeyError(label)

    def text_changed(self) -> None:
        """Say that the target's text changed by another hand: an empty text begins with a capital, a begun one not."""
        empty = not self._target.before_cursor()
        if self._capital and empty:
            self._turn_to(layouts.at_beginning(self._state))
            self._begins = self._state.shift is Shift.ONCE
        elif self._begins and not empty:
            self._begins = False
            self._turn_to(replace(self._state, shift=Shift.OFF))

    def sizeHint(self) -> QSize:
        """Ask for keys of a comfortable height."""
        return QSize(self._look.metrics.width, _height(self._look.metrics, KEY_HIGHEST_MM))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type what a keyboard of wood types while one of our keys has the focus."""
        if event.key() == Qt.Key.Key_Backspace:
            self._target.backspace(1)
        elif event.text() and event.text().isprintable():
            self._target.insert(event.text())
        else:
            event.ignore()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Lay the keys out anew."""
        self._place()

    # ---- inside --------------------------------------------------------------------------------------------------

    def _struck(self, at: int) -> None:
        key = [key for row in self._keys for key in row][at]
        if not self._strikes.counts(self._buttons[at], None):
            return
        self._begins = False
        before = self._target.before_cursor()
        state, stroke = layouts.press(layouts.after_text(self._state, before) if before else self._state, key)
        if stroke.back:
            self._target.backspace(stroke.back)
        if stroke.text:
            self._target.insert(stroke.text)
        self._turn_to(state)
        if stroke.back and not stroke.text:
            self.text_changed()

    def _turn_to(self, state: State) -> None:
        if state != self._state:
            self._state = state
            self._show()

    def _show(self) -> None:
        """Put the faces of the present page on the buttons; buttons are kept, for they are dear to make."""
        self._keys = layouts.keys(self._state, newline=self._newline)
        flat = [key for row in self._keys for key in row]
        while len(self._buttons) < len(flat):
            self._buttons.append(self._new_button(len(self._buttons)))
        for button, key in zip(self._buttons, flat, strict=False):
            button.show_face(self._face(key))
        for at, button in enumerate(self._buttons):
            button.setVisible(at < len(flat))
        self._place()

    def _new_button(self, at: int) -> KeyButton:
        made = KeyButton(self._look, self)
        made.struck.connect(partial(self._struck, at))
        return made

    def _place(self) -> None:
        metrics = self._look.metrics
        gap = metrics.mm(KEY_GAP_MM)
        columns = LAYOUTS[self._state.layout].columns
        pitch = min((self.width() + gap) / columns, metrics.mm(KEY_WIDEST_MM) + gap)
        high = (self.height() - gap * (ROWS - 1)) / ROWS
        buttons = iter(self._buttons)
        for number, row in enumerate(self._keys):
            left = (self.width() + gap - pitch * sum(key.width for key in row)) / 2
            for key in row:
                wide = pitch * key.width
                top = round(number * (high + gap))
                next(buttons).setGeometry(round(left), top, round(left + wide - gap) - round(left), round(high))
                left += wide

    def _face(self, key: Key) -> KeyFace:
        if key.do is None:
            return self._letter_face(key.text)
        here, there = self._state.layout, self._state.layouts[0]
        other = LAYOUTS[self._state.layouts[1] if here == there and len(self._state.layouts) > 1 else there]
        layout, shift = LAYOUTS[here], self._state.shift
        name = self._texts.text(other.name if key.do is Do.SCRIPT else f"key-{key.do.value}")
        if key.do is Do.SHIFT:
            return KeyFace("", name, pictogram="shift", on=shift is Shift.ONCE)
        if key.do is Do.LOCK:
            return KeyFace("", name, pictogram="shift", barred=True, on=shift is Shift.LOCK)
        if key.do is Do.BACKSPACE:
            return KeyFace("", name, pictogram="backspace", script=_script(layout.label))
        label = {
            Do.SCRIPT: other.label,
            Do.DIGITS: "123",
            Do.SIGNS: "§ { }",
            Do.LETTERS: layout.label,
            Do.VARIANTS: layout.hint,
        }[key.do]
        return KeyFace(label, name, script=_script(label), words=True)

    def _letter_face(self, text: str) -> KeyFace:
        name = self._texts.text(_SIGN_NAMES[text]) if text in _SIGN_NAMES else text
        if text == " ":
            return KeyFace(name, name, script=_script(name), words=True)
        if text == "\n":
            return KeyFace("", name, pictogram="keyboard_return", script=_script(LAYOUTS[self._state.layout].label))
        if text == HALF_SPACE:
            return KeyFace("‿", name, script=Script.OTHERS)
        if text in LABELS:
            return KeyFace(LABELS[text], name, script=Script.OTHERS, words=len(LABELS[text]) > 1)
        script = Script.OTHERS if self._state.page in {Page.DIGITS, Page.SIGNS} else _script(text)
        return KeyFace(f"\u25cc{text}" if unicodedata.combining(text) else text, name, script=script)


def _script(text: str) -> Script:
    """Give the font of a label by its letters; Atkinson, which people read best, has the Latin ones of Europe."""
    if any("\u0600" <= char <= "\u06ff" for char in text):
        return Script.ARABIC
    plain = is_latin(text) and all(char < _BEYOND and not char.isdigit() for char in text)
    return Script.LATIN if plain else Script.OTHERS


def _height(metrics: Metrics, key_mm: float) -> int:
    return ROWS * metrics.mm(key_mm) + (ROWS - 1) * metrics.mm(KEY_GAP_MM)


def least_height(metrics: Metrics) -> int:
    """Give the height in pixels below which keys would be too small to hit."""
    return _height(metrics, KEY_LEAST_MM)


def lowest_height(metrics: Metrics) -> int:
    """Give the height in pixels of keys on a screen that has no height left."""
    return _height(metrics, KEY_LOWEST_MM)
