"""Ten big digit keys, for numbers and dates. Digits are never mirrored."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from kiosk.visitor.assistive import put_in_order
from kiosk.visitor.keyboard import KEY_GAP_MM, KEY_LEAST_MM
from kiosk.visitor.keyboard_keys import KeyButton, KeyFace, Script

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from kiosk.look.metrics import Metrics
    from kiosk.look.style import Look
    from kiosk.texts import Texts
    from kiosk.visitor.strikes import Strikes

BACKSPACE = "backspace"
HIGHEST_MM = 30.0
WIDEST_MM = 46.0
ON = "."
"""The key that leads on to the next part of an entry."""

SIGN_PICTOGRAMS = {ON: "arrow_forward"}
_TALL = ("123", "456", "789", "x0<")
_FLAT = ("12345<", "67890x")
"""Where there is no height for four rows; the digits keep the order people count in."""


class NumberPad(QWidget):
    """Emits `struck` with a digit, `BACKSPACE`, or `extra`, the sign of an additional key (None for no such key)."""

    struck = Signal(str)

    assistive_role = QAccessible.Role.Grouping

    def __init__(
        self,
        look: Look,
        texts: Texts,
        strikes: Strikes,
        *,
        extra: str | None = None,
        extra_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._strikes = strikes
        self._extra = extra
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setAccessibleName(texts.text("number-pad"))
        self._buttons: dict[str, KeyButton] = {}
        for digit in "1234567890":
            self._add(digit, KeyFace(digit, digit, script=Script.OTHERS), digit)
        if extra is not None:
            self._add("x", self._extra_face(extra, texts.text(extra_name)), extra)
        self._add("<", KeyFace("", texts.text("key-backspace"), pictogram="backspace"), BACKSPACE)

    def button(self, key: str) -> KeyButton:
        """Give the key of a digit, of `BACKSPACE` or of the extra sign; raises `KeyError`."""
        return self._buttons[{BACKSPACE: "<", self._extra or "": "x"}.get(key, key)]

    def sizeHint(self) -> QSize:
        """Ask for keys of a comfortable size."""
        metrics = self._look.metrics
        return QSize(_span(metrics, 3, WIDEST_MM), _span(metrics, 4, HIGHEST_MM))

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Lay the keys out anew: four rows where they are high enough, else two."""
        metrics = self._look.metrics
        gap = metrics.mm(KEY_GAP_MM)
        rows = _TALL if self.height() >= tall_height(metrics) else _FLAT
        columns = len(rows[0])
        wide = min((self.width() - gap * (columns - 1)) // columns, metrics.mm(WIDEST_MM))
        high = min((self.height() - gap * (len(rows) - 1)) // len(rows), metrics.mm(HIGHEST_MM))
        left = (self.width() - columns * wide - (columns - 1) * gap) // 2
        for down, row in enumerate(rows):
            for across, key in enumerate(row):
                if key in self._buttons:
                    x, y = left + across * (wide + gap), down * (high + gap)
                    self._buttons[key].setGeometry(x, y, wide, high)
        put_in_order(*(self._buttons[key] for row in rows for key in row if key in self._buttons))

    # ---- inside --------------------------------------------------------------------------------------------------

    def _extra_face(self, sign: str, name: str) -> KeyFace:
        if sign in SIGN_PICTOGRAMS:
            script = Script.ARABIC if self._look.rtl else Script.LATIN
            return KeyFace("", name, pictogram=SIGN_PICTOGRAMS[sign], script=script)
        return KeyFace(sign, name, script=Script.OTHERS)

    def _add(self, key: str, face: KeyFace, sign: str) -> None:
        button = KeyButton(self._look, self)
        button.show_face(face)
        button.struck.connect(partial(self._on_struck, button, sign))
        self._buttons[key] = button

    def _on_struck(self, button: KeyButton, sign: str) -> None:
        if self._strikes.counts(button, None):
            self.struck.emit(sign)


def _span(metrics: Metrics, keys: int, key_mm: float) -> int:
    return keys * metrics.mm(key_mm) + (keys - 1) * metrics.mm(KEY_GAP_MM)


def tall_height(metrics: Metrics) -> int:
    """Give the least height in pixels for four rows."""
    return _span(metrics, 4, KEY_LEAST_MM)


def flat_height(metrics: Metrics) -> int:
    """Give the least height in pixels for two rows."""
    return _span(metrics, 2, KEY_LEAST_MM)


def flat_width(metrics: Metrics) -> int:
    """Give the least width in pixels for two rows."""
    return _span(metrics, 6, KEY_LEAST_MM)


def tall_width(metrics: Metrics) -> int:
    """Give the least width in pixels for four rows."""
    return _span(metrics, 3, KEY_LEAST_MM)
