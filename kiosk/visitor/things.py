"""What can be operated on the screen now, in reading order: buttons, keys, fields, a web page.

Keypad, switch and voice guide know screens only by this, so that a new screen needs nothing of its own for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QWidget

from kiosk.visitor.assistive import bare
from kiosk.visitor.keyboard_keys import KeyButton
from kiosk.visitor.render.ask_field import Field
from kiosk.visitor.widgets import Button
from kiosk.visitor.window import Window


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that can be operated. `n` of `of` is its place in its `part`: the page, or a strip."""

    widget: QWidget
    part: int
    n: int
    of: int

    @property
    def is_key(self) -> bool:
        """It is a key of an on-screen keyboard or number pad."""
        return isinstance(self.widget, KeyButton)

    @property
    def is_page(self) -> bool:
        """It has keys of its own: a web page."""
        return not isinstance(self.widget, (Button, Field, KeyButton))

    @property
    def writes(self) -> bool:
        """It is a key that writes a sign: its name must not be said where the entry is hidden."""
        widget = self.widget
        return isinstance(widget, KeyButton) and widget.face.pictogram is None and not widget.face.words

    @property
    def name(self) -> str:
        """What assistive technology is told, with the second line."""
        widget = self.widget
        return bare(". ".join(words for words in (widget.accessibleName(), widget.accessibleDescription()) if words))

    @property
    def do(self) -> Callable[[], object]:
        """What touching it does; of a button its own `strike`, the same object that is among a page's commands."""
        return self.widget.strike if isinstance(self.widget, Button) else self._touch

    def _touch(self) -> None:
        """Strike a key; give all else the focus."""
        if isinstance(self.widget, KeyButton):
            self.widget.struck.emit()
        else:
            self.widget.setFocus(Qt.FocusReason.OtherFocusReason)


def things(window: Window) -> list[Thing]:
    """Everything that can be operated, as the eye goes: the page, the strip below, the strip above.

    What lies over the screen takes it all: a warning, the cover.
    """
    found = []
    for part, roots in enumerate(_parts(window)):
        widgets = in_order(widget for root in roots for widget in _operable(root))
        found += [Thing(widget, part, n, len(widgets)) for n, widget in enumerate(widgets, 1)]
    return found


def of_focus(window: Window, among: Iterable[Thing]) -> Thing | None:
    """The thing that has the keyboard focus."""
    focus = window.focusWidget()  # None where nothing has it, whatever its type says
    return next((thing for thing in among if thing.widget is focus or thing.widget.isAncestorOf(focus)), None)


def place(widget: QWidget) -> QRect:
    """Where a widget is in its window."""
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def _parts(window: Window) -> list[list[QWidget]]:
    if window.overlay is not None:
        return [[window.overlay]]
    stage = window.stage
    bottom: list[QWidget] = [stage.bottom] if stage.bottom is not None else []
    if window.aside is not None:
        return [[window.aside], bottom]
    page = [] if stage.page is None else [stage.page.heading, stage.page]
    curtain = [one for one in window.children() if isinstance(one, QWidget) and one is not stage]
    above: list[QWidget] = [stage.top] if stage.top is not None else []
    return [[one for one in part if not one.isHidden()] for part in (page, [*curtain, *bottom], above)]


def _operable(root: QWidget) -> Iterator[QWidget]:
    for child in root.children():
        if not isinstance(child, QWidget) or child.isHidden() or not child.isEnabled():
            continue
        if isinstance(child, (Field, Button)) or child.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield child
        else:
            yield from _operable(child)


def in_order(widgets: Iterable[QWidget]) -> list[QWidget]:
    """Put widgets of one window into reading order; the keys of one keyboard stay together."""
    blocks: dict[QWidget, list[QWidget]] = {}
    for widget in widgets:
        parent = widget.parentWidget()
        blocks.setdefault(parent if isinstance(widget, KeyButton) and parent is not None else widget, []).append(widget)
    ordered = []
    for row in rows(blocks):
        for block in row:
            members = blocks[block]
            ordered += members if members == [block] else [one for line in rows(members) for one in line]
    return ordered


def rows(widgets: Iterable[QWidget]) -> list[list[QWidget]]:
    """Put widgets into rows from above, each along the line of reading of what they stand in."""
    found: list[list[QWidget]] = []
    bottom = 0
    for widget in sorted(widgets, key=lambda one: (place(one).top(), place(one).left())):
        at = place(widget)
        if found and at.center().y() <= bottom:
            found[-1].append(widget)
        else:
            found.append([widget])
            bottom = at.bottom()
    for row in found:
        parent = row[0].parentWidget()
        rtl = parent is not None and parent.layoutDirection() is Qt.LayoutDirection.RightToLeft
        row.sort(key=lambda one: place(one).center().x(), reverse=rtl)
    return found
