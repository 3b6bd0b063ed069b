"""The field a visitor writes into: one line or several, masked or not, with an edge of ours around it."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QProxyStyle, QStyle, QStyleOption, QWidget

from kiosk.look.fonts import Weight, font
from kiosk.look.metrics import TextSize
from kiosk.visitor.assistive import bare

if TYPE_CHECKING:
    from kiosk.look.style import Look


def reads_right_to_left(text: str) -> bool | None:
    """Say how a text reads by its first letter with a direction; None when there is none."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in {"L", "R", "AL"}:
            return kind != "L"
    return None


_LINE = 1.5
"""Height of a line in font sizes, where the font claims more."""


class Field(QWidget):
    """A box with text in it; a target of the keyboard. `changed` comes with every change, `entered` with Enter.

    The text runs the way it reads: a German street in an Arabic screen begins at the left.
    """

    changed = Signal()
    entered = Signal()
    touched = Signal()

    assistive_role = QAccessible.Role.Client

    def __init__(
        self, look: Look, name: str, *, lines: int = 1, numbers: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._lines = lines
        self._active = False
        self._edit: QLineEdit | QPlainTextEdit = _Area(self) if lines > 1 else _Line(self)
        self._numbers = numbers
        self._compact = False
        self._edit.setFont(self._font_of(TextSize.BODY))
        self._edit.setAccessibleName(bare(name))
        self._edit.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._colour()
        if isinstance(self._edit, QLineEdit):
            self._caret = _Caret(look.metrics.mm(1))
            self._edit.setStyle(self._caret)
        else:
            self._edit.setCursorWidth(look.metrics.mm(1))
        self._edit.textChanged.connect(self._on_changed)
        self.setFocusProxy(self._edit)
        if isinstance(self._edit, _Line):
            self._edit.returnPressed.connect(self.entered)
        self._edit.touched.connect(self.touched)
        self._run()

    # ---- its text ------------------------------------------------------------------------------------------------

    def text(self) -> str:
        """What is written in it."""
        return self._edit.text() if isinstance(self._edit, QLineEdit) else self._edit.toPlainText()

    def set_text(self, text: str) -> None:
        """Write `text` in place of what is there; the cursor goes to its end."""
        if text == self.text():
            return
        if isinstance(self._edit, QLineEdit):
            self._edit.setText(text)
        else:
            self._edit.setPlainText(text)
            cursor = self._edit.textCursor()
            cursor.movePosition(cursor.MoveOperation.End)
            self._edit.setTextCursor(cursor)

    def insert(self, text: str) -> None:
        """Put text at the cursor, in place of a selection."""
        if isinstance(self._edit, QLineEdit):
            self._edit.insert(text)
        else:
            self._edit.insertPlainText(text)
            self._edit.ensureCursorVisible()

    def backspace(self, count: int) -> None:
        """Take `count` characters before the cursor away, or the selection."""
        for _ in range(count):
            if isinstance(self._edit, QLineEdit):
                self._edit.backspace()
            else:
                self._edit.textCursor().deletePreviousChar()

    def before_cursor(self) -> str:
        """Give the text before the cursor."""
        if isinstance(self._edit, QLineEdit):
            return self.text()[: self._edit.cursorPosition()]
        return self.text()[: self._edit.textCursor().position()]

    def describe(self, words: str) -> None:
        """Tell assistive technology what is said about it: why it was not taken, how much room is left."""
        self._edit.setAccessibleDescription(bare(words))

    # ---- its looks -----------------------------------------------------------------------------------------------

    def set_masked(self, *, on: bool) -> None:
        """Show dots in place of the characters, or the characters."""
        if isinstance(self._edit, QLineEdit):
            self._edit.setEchoMode(QLineEdit.EchoMode.Password if on else QLineEdit.EchoMode.Normal)

    def masked(self) -> bool:
        """Whether dots are shown."""
        return isinstance(self._edit, QLineEdit) and self._edit.echoMode() is QLineEdit.EchoMode.Password

    def set_active(self, active: bool) -> None:  # noqa: FBT001 - a setter like Qt's own
        """Mark it as the one that is written to."""
        if active != self._active:
            self._active = active
            self.update()

    def set_limit(self, characters: int) -> None:
        """Take no more than so many characters; for digits only, texts are never cut off unseen."""
        if isinstance(self._edit, QLineEdit):
            self._edit.setMaxLength(characters)

    def set_compact(self, *, compact: bool) -> None:
        """Write in label size with little around it, or in body size."""
        if compact != self._compact:
            self._compact = compact
            self._edit.setFont(self._font_of(TextSize.LABEL if compact else TextSize.BODY))

    def width_for(self, sample: str) -> int:
        """Width in pixels that shows `sample` in full."""
        return QFontMetrics(self._edit.font()).horizontalAdvance(sample) + 2 * self._inset() + self._look.metrics.mm(3)

    def least_height(self, lines: int | None = None) -> int:
        """Height in pixels for its lines, or for so many of them."""
        line = self._line_height()
        if self._compact:
            return max(self._look.metrics.touch, line + 4 * self._look.metrics.line)
        return max(self._look.metrics.primary, line * (lines or self._lines) + 2 * self._look.metrics.mm(3))

    def sizeHint(self) -> QSize:
        """Ask for the whole width."""
        return QSize(self._look.metrics.width, self.least_height())

    def text_fits(self) -> bool:
        """Whether a line is shown in its full height; for the clipping check."""
        return self._edit.height() >= self._line_height()

    def font(self) -> QFont:
        """The font of the text in it."""
        return self._edit.font()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """A finger on the edge means the field."""
        self._edit.setFocus(Qt.FocusReason.MouseFocusReason)
        self.touched.emit()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Put the text inside the edge."""
        line, inset = self._look.metrics.line * 2, self._inset()
        self._edit.setGeometry(self.rect().adjusted(inset, line, -inset, -line))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground and edge; the edge of the active one is thick and in the colour of the main action."""
        theme, metrics = self._look.theme, self._look.metrics
        line = metrics.line * (1.4 if self._active else 1)
        box = QRectF(self.rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(theme.card.fill))
        painter.setPen(QPen(QColor(theme.primary.edge if self._active else theme.card.edge), line))
        painter.drawRoundedRect(box, metrics.radius, metrics.radius)
        painter.end()

    # ---- inside --------------------------------------------------------------------------------------------------

    def _inset(self) -> int:
        return self._look.metrics.mm(4 if self._numbers else 6)

    def _line_height(self) -> int:
        """Height of a line. The Arabic font claims room for marks stacked up high, which nobody types here."""
        made = self._edit.font()
        return min(QFontMetrics(made).lineSpacing(), round(made.pixelSize() * _LINE))

    def _font_of(self, size: TextSize) -> QFont:
        pixels = self._look.metrics.font_px(size)
        if self._numbers:
            return font(pixels, Weight.SEMIBOLD, numbers=True)
        return self._look.font_px(pixels)

    def _colour(self) -> None:
        theme, palette = self._look.theme, self._edit.palette()
        for role, colour in (
            (QPalette.ColorRole.Base, theme.card.fill),
            (QPalette.ColorRole.Text, theme.card.text),
            (QPalette.ColorRole.Highlight, theme.primary.fill),
            (QPalette.ColorRole.HighlightedText, theme.primary.text),
        ):
            palette.setColor(role, QColor(colour))
        self._edit.setPalette(palette)

    def _on_changed(self) -> None:
        self._run()
        self.changed.emit()

    def _run(self) -> None:
        rtl = reads_right_to_left(self.text()[:200])
        rtl = self._look.rtl if rtl is None else rtl
        self._edit.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)


class _Caret(QProxyStyle):
    """Draws the cursor thick enough to be found."""

    def __init__(self, width: int) -> None:
        super().__init__("Fusion")
        self._width = width

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        if metric == QStyle.PixelMetric.PM_TextCursorWidth:
            return self._width
        return super().pixelMetric(metric, option, widget)


def _copies(event: QKeyEvent) -> bool:
    """Whether keys would take text to the clipboard, which outlives a field."""
    return event.matches(QKeySequence.StandardKey.Copy) or event.matches(QKeySequence.StandardKey.Cut)


class _Line(QLineEdit):
    """One line. A finger that slides sets the cursor and selects nothing: the next key would replace it all."""

    touched = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrame(False)
        self.setDragEnabled(False)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.touched.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Enter to itself: passed on, it would answer the next question too."""
        if _copies(event):
            event.accept()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            if not event.isAutoRepeat():
                self.returnPressed.emit()
        else:
            super().keyPressEvent(event)


class _Area(QPlainTextEdit):
    """Several lines; scrolls with the cursor only."""

    touched = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.touched.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.setTextCursor(self.cursorForPosition(event.position().toPoint()))
        self.touched.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _copies(event):
            event.accept()
        else:
            super().keyPressEvent(event)
