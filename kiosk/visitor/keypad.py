"""Ordinary keys that mean something on every screen: a tactile keypad, a keyboard, one switch.

Arrows go from thing to thing (up and against the line of reading: the one before; down and along it: the next), round
and round, and within an on-screen keyboard from key to key. OK is Enter and belongs to what has the focus. No key
repeats while it is held down, for hands that cannot let go in time (EN 301 549, 5.7).
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from kiosk.visitor.render.pages import PageRow
from kiosk.visitor.things import Thing, of_focus, place, rows, things
from kiosk.visitor.window import Window

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_TABS = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
OK_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Select})
BACK_KEYS = frozenset({Qt.Key.Key_Escape, Qt.Key.Key_Back})
HELP_KEYS = frozenset({Qt.Key.Key_F1, Qt.Key.Key_Help})
REPEAT_KEYS = frozenset({Qt.Key.Key_F5, Qt.Key.Key_MediaPlay, Qt.Key.Key_MediaTogglePlayPause})
QUIETER_KEYS = frozenset({Qt.Key.Key_F7, Qt.Key.Key_VolumeDown})
LOUDER_KEYS = frozenset({Qt.Key.Key_F8, Qt.Key.Key_VolumeUp})
GROUP_KEYS = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


@dataclass(frozen=True, slots=True)
class _Where:
    """Where the focus was: on which page, on which thing."""

    page: str
    part: int
    n: int
    name: str


class Keypad(QObject):
    """Moves the focus; `moved` carries the thing that has it now and whether it went round the end to it."""

    moved = Signal(object, bool)
    walked = Signal()
    """An arrow went on within a web page."""
    back = Signal()
    help = Signal()
    repeat = Signal()
    louder = Signal()
    quieter = Signal()
    group = Signal(int)
    """The next (1) or the one before (-1) of the groups that the voice guide reads."""

    def __init__(self, window: Window) -> None:
        super().__init__()
        self._window = window
        self.by_arrow = False
        """The last move was by an arrow, which is all a keypad has, and not by Tab of a keyboard."""
        self._last: _Where | None = None
        window.arranged.connect(self._arranged)

    def take(self, event: QKeyEvent) -> bool:
        """Say whether a key was for the keypad."""
        if event.type() is not QEvent.Type.KeyPress:
            return False
        if event.isAutoRepeat():
            return True
        if event.modifiers() & _COMMANDS:
            return False
        key = event.key()
        if key in OK_KEYS:
            self._noted()
            QTimer.singleShot(0, self, self._not_lost)
            return False
        if key in _ARROWS or key in _TABS:
            return self._arrow(event)
        return self._everywhere(key)

    def _everywhere(self, key: int) -> bool:
        if key in BACK_KEYS and self._in_page():
            self.back.emit()
            return True
        if self._window.stage.bare:
            return False
        for keys, signal in (
            (HELP_KEYS, self.help),
            (REPEAT_KEYS, self.repeat),
            (QUIETER_KEYS, self.quieter),
            (LOUDER_KEYS, self.louder),
        ):
            if key in keys:
                signal.emit()
                return True
        if key in GROUP_KEYS and not self._in_page() and not isinstance(self._window.focusWidget(), QPlainTextEdit):
            self.group.emit(GROUP_KEYS[Qt.Key(key)])
            return True
        return False

    def focus(self, thing: Thing, *, round_: bool = False) -> None:
        """Give a thing the focus."""
        thing.widget.setFocus(Qt.FocusReason.TabFocusReason)
        self._noted()
        self.moved.emit(thing, round_)

    # ---- moving ------------------------------------------------------------------------------------------------

    def _arrow(self, event: QKeyEvent) -> bool:
        found = things(self._window)
        here = of_focus(self._window, found)
        key = Qt.Key(event.key())
        across, down = _ARROWS.get(key, (0, 0))
        self.by_arrow = key in _ARROWS
        step = _TABS.get(key, down or (-across if self._rtl() else across))
        page = self._window.top_page()
        if self._in_page() and page is not None:
            taken = None if key in _TABS else page.walk(step, sideways=bool(across))
            if taken:
                self.walked.emit()
            if taken is not False:
                return bool(taken)
            here = here or next((one for one in found if one.is_page), None)
        elif here is not None and across | down and stays(self._window.focusWidget(), across, down):
            return False
        if not found:
            return True
        if here is None:
            self.focus(found[0])
            return True
        if here.is_key and across | down:
            near = beside(here.widget, [one.widget for one in found if one.is_key], across, down)
            if near is not None:
                self.focus(next(one for one in found if one.widget is near))
                return True
            found = _without_keys_but(found, here)
        at = found.index(here) + step
        self.focus(found[at % len(found)], round_=not 0 <= at < len(found))
        return True

    def _rtl(self) -> bool:
        return self._window.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def _in_page(self) -> bool:
        """Whether the focus is in something that is neither button nor field: a web page."""
        focus, page = self._window.focusWidget(), self._window.top_page()
        return page is not None and page.isAncestorOf(focus) and page.owns(focus)

    # ---- not to be lost ----------------------------------------------------------------------------------------

    def _noted(self) -> None:
        """Remember where the focus is."""
        here = of_focus(self._window, things(self._window))
        self._last = None if here is None else _Where(self._page(), here.part, here.n, here.name)

    def _page(self) -> str:
        page = self._window.top_page()
        return "" if page is None else f"{type(page).__name__} {getattr(page.step, 'key', page.heading.title.text())}"

    def _arranged(self) -> None:
        """Find the same thing again where the same page was only made anew, in another size or colour perhaps."""
        last = self._last
        if last is None or last.page != self._page() or not self._window.property("keyboardUsed"):
            return
        found = [one for one in things(self._window) if one.part == last.part]
        same = [one for one in found if one.name == last.name] or [one for one in found if one.n == last.n]
        if same:
            min(same, key=lambda one: abs(one.n - last.n)).widget.setFocus(Qt.FocusReason.TabFocusReason)

    def _not_lost(self) -> None:
        """What was struck may have gone, with a page that was turned: begin with the first thing there is."""
        page, found = self._window.top_page(), things(self._window)
        here = of_focus(self._window, found)
        if page is None or self._last is None or self._last.page != self._page() or self._in_page():
            return
        same = [one for one in found if one.part == self._last.part and one.name == self._last.name]
        turned = here is not None and isinstance(here.widget.parentWidget(), PageRow)
        if here is None or turned or (not same and here.part == 0):
            page.focus_first()


def stays(focus: QWidget | None, across: int, down: int) -> bool:
    """Whether an arrow moves within the text of a field; at its ends it leads on."""
    if isinstance(focus, QLineEdit):
        if not across or not focus.text():
            return False
        rtl = focus.layoutDirection() is Qt.LayoutDirection.RightToLeft
        at, end = focus.cursorPosition(), len(focus.text())
        return at < end if (across > 0) is not rtl else at > 0
    if isinstance(focus, QPlainTextEdit):
        cursor = focus.textCursor()
        rtl = focus.layoutDirection() is Qt.LayoutDirection.RightToLeft
        move = cursor.MoveOperation
        if down:
            return bool(cursor.movePosition(move.Down if down > 0 else move.Up))
        return bool(cursor.movePosition(move.NextCharacter if (across > 0) is not rtl else move.PreviousCharacter))
    return False


def beside(origin: QWidget, keys: list[QWidget], across: int, down: int) -> QWidget | None:
    """The key next to this one: along all rows, one after the other, or the nearest key of the row above or below."""
    lines = rows(keys)
    if across:
        row_by_row = [one for line in lines for one in line]
        at = row_by_row.index(origin) + across
        return row_by_row[at] if 0 <= at < len(row_by_row) else None
    number = next(number for number, line in enumerate(lines) if origin in line) + down
    here = place(origin).center().x()
    near = lines[number] if 0 <= number < len(lines) else []
    return min(near, key=lambda one: abs(place(one).center().x() - here), default=None)


def _without_keys_but(found: list[Thing], here: Thing) -> list[Thing]:
    """Take a whole keyboard as one thing: at its edges one leaves it."""
    return [one for one in found if not one.is_key or one is here]
