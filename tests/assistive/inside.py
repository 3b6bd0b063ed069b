"""The tree that assistive technology gets, read inside the process, and what must hold of it on every screen."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget

from kiosk.visitor import assistive
from kiosk.visitor.assistive import bare
from kiosk.visitor.keyboard_keys import KeyButton
from kiosk.visitor.render.ask_assist import AssistRow
from kiosk.visitor.render.ask_heading import Fold, FoldingHeading
from kiosk.visitor.render.ask_pad import PadRenderer
from kiosk.visitor.widgets import Button
from kiosk.visitor.window import Window

Role = QAccessible.Role

STATES = ("invisible", "disabled", "focusable", "focused", "checkable", "checked", "editable", "passwordEdit")
OPERABLE = {Role.Button, Role.CheckBox, Role.EditableText}
SILENT = {Role.Client, Role.Graphic}
"""What only groups or decorates: it has no name."""


_INSTALLED: list[bool] = []


@contextlib.contextmanager
def reading_along() -> Iterator[None]:
    """Be assistive technology, as far as the program can tell."""
    if not _INSTALLED:  # there is one application object in a test process
        assistive.install()
        _INSTALLED.append(True)
    QAccessible.setActive(True)
    try:
        yield
    finally:
        QAccessible.setActive(False)


@dataclass(frozen=True, slots=True)
class Node:
    """One part of the tree."""

    role: Role
    name: str
    description: str
    value: str
    states: frozenset[str]
    actions: tuple[str, ...]
    widget: QWidget

    @property
    def operable(self) -> bool:
        return bool(self.actions) and "focusable" in self.states

    def __str__(self) -> str:
        return f"{self.role.name} {type(self.widget).__name__} {self.name!r}"


def nodes(window: QWidget) -> list[Node]:
    """Read everything that is shown, as a reader comes to it."""
    return list(_walk(QAccessible.queryAccessibleInterface(window)))


def _walk(part: QAccessibleInterface) -> Iterator[Node]:
    state, widget = part.state(), part.object()
    if state.invisible or not isinstance(widget, QWidget):
        return
    actions = part.actionInterface()
    kinds = QAccessible.Text
    yield Node(
        part.role(),
        part.text(kinds.Name),
        part.text(kinds.Description),
        part.text(kinds.Value),
        frozenset(name for name in STATES if getattr(state, name)),
        tuple(actions.actionNames()) if actions is not None else (),  # type: ignore[redundant-expr] # may be None
        widget,
    )
    for index in range(part.childCount()):
        yield from _walk(part.child(index))


# ---- rules ---------------------------------------------------------------------------------------------------------


def problems(window: Window) -> list[str]:
    """Say everything that is wrong with the tree of what the window shows now."""
    tree = nodes(window)
    found = [f"{node}: {wrong}" for node in tree for wrong in _of_one(node)]
    return [*found, *_headed(window, tree), *_in_order(window, tree), *_covered(window, tree), *_described(tree)]


def _of_one(node: Node) -> Iterator[str]:
    widget = node.widget
    if node.name != bare(node.name):
        yield "isolation marks in its name"
    if node.operable and not node.name.strip():
        yield "operable, and has no name"
    if node.operable and node.role not in OPERABLE:
        yield "operable, and its role does not say so"
    if node.role in SILENT and node.name:
        yield "has a name, but no role that goes with one"
    if isinstance(widget, Button):
        yield from _of_button(node, widget)
    elif isinstance(widget, KeyButton):
        yield from _of_key(node, widget)
    elif isinstance(widget, (QLineEdit, QPlainTextEdit)):
        yield from _of_field(node, widget)
    elif isinstance(widget, QLabel) and not _says_its_words(node, widget):
        yield f"does not say its words {widget.text()!r}"


def _says_its_words(node: Node, label: QLabel) -> bool:
    written = bare(label.text())
    return not written or (node.name == written and node.role in {Role.StaticText, Role.Heading})


def _of_key(node: Node, key: KeyButton) -> Iterator[str]:
    face = key.face
    if (face.words or face.label.isalnum()) and face.label not in node.name:
        yield f"its label {face.label!r} is not in its name"
    if ("checkable" in node.states, "checked" in node.states) != (face.on is not None, bool(face.on)):
        yield "is switched on or not, and does not say so"


def _of_button(node: Node, button: Button) -> Iterator[str]:
    face = button.face
    if bare(face.text) not in node.name:
        yield f"its label {face.text!r} is not in its name"
    if "Press" not in node.actions and button.isEnabled():
        yield "cannot be pressed"
    if ("disabled" in node.states) is button.isEnabled():
        yield "does not say whether it can be used"
    if ("checkable" in node.states, "checked" in node.states) != (face.checked is not None, bool(face.checked)):
        yield "is chosen or not, and does not say so"
    if face.hint and bare(face.hint) not in node.description:
        yield f"does not say its second line {face.hint!r}"


def _of_field(node: Node, field: QLineEdit | QPlainTextEdit) -> Iterator[str]:
    if node.role is not Role.EditableText or "editable" not in node.states:
        yield "a field, and its role does not say so"
    masked = isinstance(field, QLineEdit) and field.echoMode() is not QLineEdit.EchoMode.Normal
    if masked is not ("passwordEdit" in node.states):
        yield "hidden or not, and does not say so"
    written = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
    if masked and set(node.value) - {"●"}:
        yield "tells what is hidden"
    if not masked and node.value != written:
        yield f"does not tell what is written: {node.value!r}"


def _headed(window: Window, tree: list[Node]) -> Iterator[str]:
    over = window.overlay or window.aside
    page = over.page if over is not None else window.stage.page
    folded = (
        isinstance(page.heading, FoldingHeading) and page.heading.folded in {Fold.GONE, Fold.LINE} if page else True
    )
    headings = [node.name for node in tree if node.role is Role.Heading and node.name]
    without = folded or (page is not None and page.whole_page)  # the greeting gives way where the screen is low
    if len(headings) != 1 and not (without and not headings) and not (page is not None and page.full):
        yield f"headings: {headings}"


def _in_order(window: Window, tree: list[Node]) -> Iterator[str]:
    """The tree, the keyboard's focus and the eye come to things in one order, from wherever they begin."""
    keys = [node.widget for node in tree if node.operable and _takes_focus(node.widget)]
    chain = _chain(window, set(keys))
    if chain and keys:
        start = chain.index(keys[0]) if keys[0] in chain else 0
        chain = chain[start:] + chain[:start]
        if chain != keys:
            yield f"focus goes {_names(chain)}, the tree {_names(keys)}"
    shown = [node for node in tree if node.operable or (isinstance(node.widget, QLabel) and node.name)]
    for one, other in combinations(shown, 2):
        if isinstance(one.widget, KeyButton) and not isinstance(other.widget, KeyButton) and other.operable:
            continue  # what leads on comes after the keys, wherever a narrow screen has room for it
        if _stands_before(other.widget, one.widget, window):
            yield f"{other} stands before {one} and comes after it"


def _takes_focus(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled()


def _chain(window: QWidget, among: set[QWidget]) -> list[QWidget]:
    found: list[QWidget] = []
    widget = window.nextInFocusChain()
    while widget is not None and widget is not window:
        if widget in among:
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def _names(widgets: list[QWidget]) -> list[str]:
    return [widget.accessibleName() for widget in widgets if not isinstance(widget, KeyButton)]


def _stands_before(one: QWidget, other: QWidget, window: QWidget) -> bool:
    """Whether the eye comes to `one` first: it is above, or in the same line and nearer to its start."""
    first, second = _place(one, window), _place(other, window)
    across = min(first.right(), second.right()) - max(first.left(), second.left())
    down = min(first.bottom(), second.bottom()) - max(first.top(), second.top())
    if across > 0:
        return down <= 0 and first.bottom() <= second.top()
    if down <= min(first.height(), second.height()) // 2:
        return False
    parent = one.parentWidget() if one.parentWidget() is other.parentWidget() else window
    rtl = parent is not None and parent.layoutDirection() is Qt.LayoutDirection.RightToLeft
    return first.left() >= second.right() if rtl else first.right() <= second.left()


def _place(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint()), widget.size())


def _covered(window: Window, tree: list[Node]) -> Iterator[str]:
    """Nothing below a screen that covers all can be reached, and the focus is on that screen."""
    cover = window.overlay or window.aside
    if cover is None:
        return
    if cover is window.overlay and window.stage.isEnabled():
        yield "what is covered can be used"
    free = [cover, window.stage.bottom] if cover is window.aside else [cover]
    shown = [part for part in free if part is not None]
    yield from (
        f"{node} is covered"
        for node in tree[1:]
        if not any(node.widget is part or part.isAncestorOf(node.widget) for part in shown)
    )
    if any(node.operable for node in tree) and not any("focused" in node.states for node in tree[1:]):
        yield "nothing on what covers has the focus"


def _described(tree: list[Node]) -> Iterator[str]:
    """A field whose content was not taken says why."""
    fields = [node for node in tree if node.role is Role.EditableText]
    for node in tree:
        widget = node.widget
        words = ""
        if isinstance(widget, AssistRow) and widget.tells_problem():
            words = bare(widget.words())
        elif isinstance(widget, PadRenderer):
            words = bare(widget.words.text())
        if words and not all(field.description == words for field in fields):
            yield f"fields do not say {words!r}"
