"""What assistive technology is told where Qt's own widgets do not say it: other roles, what covers, what comes up.

A terminal has no accessibility bus, so nothing here runs in one: whoever is on that bus reads the screen and every key.
It is for a bus of one's own, as tests and developers have it (docs/accessibility.md).

A widget has another role than Qt gives it by its attribute `assistive_role`, once `install` was called; everything else
is Qt's own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import QLocale, QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface, QAccessibleObject
from PySide6.QtWidgets import QAccessibleWidget, QApplication, QWidget

from accessibility.locales import language_of
from kiosk.texts import MARKS


def bare(words: str) -> str:
    """Give words without the isolation marks of the screen, which some readers spell out."""
    return words.translate(MARKS)


def install() -> None:
    """Have Qt ask us for a widget's interface before it makes its own; once, before any was made.

    Not done on a terminal: with PySide 6.12 alone its being there ends the process when a page asks for a file.
    """
    QAccessible.installFactory(_made)


def is_used() -> bool:
    """Whether assistive technology reads along."""
    return bool(QAccessible.isActive())


def announce(window: QWidget, words: Sequence[str], *, urgent: bool = False) -> None:
    """Tell assistive technology what came up; `urgent` may interrupt what it says."""
    said = bare(" ".join(word for word in words if word))
    if not said or not is_used():
        return
    event = QAccessibleAnnouncementEvent(window, said)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
    QAccessible.updateAccessibility(event)


def say_language(words: QWidget, locale: str) -> None:
    """Say in which language the words of a widget, and of all in it, are."""
    words.setLocale(QLocale(language_of(locale)))


def put_in_order(*parts: QWidget | None) -> None:
    """Bring children of one widget into the order they are read in, which is also that of the keyboard's focus.

    They are raised above each other in that order and so must not overlap. Nothing is done where the order is right.
    """
    wanted = [part for part in parts if part is not None]
    parent = wanted[0].parentWidget() if wanted else None
    if parent is None:
        return
    children = parent.children()
    if [child for child in children if child in wanted] != wanted:
        for part in wanted:
            part.raise_()
        order_focus(wanted)  # a screen that arranges itself anew has been shown long before


def order_focus(parts: Sequence[QWidget]) -> None:
    """Have the keyboard's focus go through these parts, and through each as it is built."""
    inside = [widget for part in parts for widget in (part, *part.findChildren(QWidget))]
    for one, following in pairwise([widget for widget in inside if widget.focusPolicy() & Qt.FocusPolicy.TabFocus]):
        QWidget.setTabOrder(one, following)


class _Part(QAccessibleWidget):
    """A widget in another role than Qt gives it."""

    def state(self) -> QAccessible.State:
        """Leave the focus to the part inside that really has it."""
        state = super().state()
        if self.widget().focusProxy() is not None:
            state.focused = False
            state.focusable = False
        return state


class _Covered(QAccessibleWidget):
    """A window of which only that is to be found which covers the rest of it, while there is such a thing."""

    def __init__(self, window: QWidget, reachable: Callable[[], Sequence[QWidget]]) -> None:
        super().__init__(window, QAccessible.Role.Window)
        self._reachable = reachable

    def childCount(self) -> int:
        """Few while it is covered."""
        return len(self._reachable()) or int(super().childCount())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override] # as Qt's own
        """Give what covers, or the child."""
        shown = self._reachable()
        if not shown:
            return super().child(index)
        return QAccessible.queryAccessibleInterface(shown[index]) if 0 <= index < len(shown) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Where a child is found; -1 for what is covered."""
        shown, found = self._reachable(), child.object()
        if not shown:
            return int(super().indexOfChild(child))
        return next((at for at, one in enumerate(shown) if one is found), -1)


class _Program(QAccessibleObject):
    """The program: its windows that are to be seen.

    Qt's own lists every window there is, and so the pages of the web a second time: the engine draws them in a window
    that is never shown.
    """

    def __init__(self, program: QApplication) -> None:
        super().__init__(program)
        self._program = program

    def _windows(self) -> list[QWidget]:
        return [window for window in self._program.topLevelWidgets() if window.isVisible()]

    def role(self) -> QAccessible.Role:
        """Tell what it is."""
        return QAccessible.Role.Application

    def state(self) -> QAccessible.State:
        """Tell nothing special."""
        return QAccessible.State()

    def text(self, kind: QAccessible.Text) -> str:
        """Give its name."""
        return self._program.applicationName() if kind is QAccessible.Text.Name else ""

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override] # as Qt's own
        """There is nothing above it."""
        return None

    def childCount(self) -> int:
        """How many windows are to be seen."""
        return len(self._windows())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override] # as Qt's own
        """Give a window."""
        windows = self._windows()
        return QAccessible.queryAccessibleInterface(windows[index]) if 0 <= index < len(windows) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Where a window is found; -1 for anything else."""
        found = child.object()
        return next((at for at, window in enumerate(self._windows()) if window is found), -1)


def _made(kind: str, thing: QObject) -> QAccessibleInterface | None:
    if kind == "QApplication" and isinstance(thing, QApplication):
        return _Program(thing)
    role = getattr(thing, "assistive_role", None)
    if not isinstance(role, QAccessible.Role) or not isinstance(thing, QWidget):
        return None
    reachable = getattr(thing, "reachable", None)
    return _Covered(thing, reachable) if callable(reachable) else _Part(thing, role)
