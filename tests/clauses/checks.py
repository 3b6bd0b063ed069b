"""The checks that are made of every screen; each gives what is wrong with one, in words.

A check that is not meant for a screen says why in its text, and gives nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

from PySide6.QtWidgets import QAbstractButton, QWidget

from accessibility.pixels import EDGE, TEXT, edge_contrast, text_contrast
from kiosk.visitor.keyboard import Keyboard
from kiosk.visitor.keyboard_pad import NumberPad
from kiosk.visitor.pin import PinPad
from kiosk.visitor.render.blocks import Block
from kiosk.visitor.render.sheet import Sheet
from kiosk.visitor.widgets import Button
from tests.clauses.screen import PIXEL_MM, Screen, capital_px, plain
from tests.ui.clipping import problems

LEAST_CAPITAL_MM = 7.3
"""0.7 degrees at 600 mm (EN 301 549, 5.1.4)."""
LEAST_TARGET_MM = 20.0
LEAST_GAP_MM = 3.0
_ROUNDING = 1
"""Pixels that rounding may take."""

Check = Callable[[Screen], list[str]]


def text_stands_out(screen: Screen) -> list[str]:
    """Writing has 7:1 to its ground, in the picture. Not where somebody darkened the screen by choice."""
    if screen.veiled or screen.terminal.shell.choices.scan:  # the frame that scans runs through what is measured
        return []
    found = []
    for words, box, sign in screen.written():
        ratio = text_contrast(screen.picture, box, one_ink=sign)
        if ratio is None:
            found.append(f"{words!r} is not to be seen")
        elif ratio < TEXT:
            found.append(f"{words!r} has {ratio:.1f}:1")
    return found


def edges_stand_out(screen: Screen) -> list[str]:
    """Whatever is touched or written into has 3:1 to what is around it, in the picture.

    Not where somebody darkened the screen, or where the highlight of scanning lies over the edges.
    """
    if screen.veiled or screen.terminal.shell.choices.scan:
        return []
    depth = 3 * screen.metrics.line
    found = []
    for one in (*screen.targets(), *screen.fields()):
        ratio = edge_contrast(screen.picture, screen.box(one), depth, 3)
        if ratio < EDGE:
            found.append(f"{_name(one)!r} has an edge of {ratio:.1f}:1")
    return found


def text_is_large(screen: Screen) -> list[str]:
    """A capital letter of everything written is 7.3 mm high at the reference distance."""
    least = int(LEAST_CAPITAL_MM / PIXEL_MM)
    sizes = {(words, capital_px(made)) for words, made in screen.fonts() if words}
    return [f"{words!r} is {px * PIXEL_MM:.1f} mm high" for words, px in sorted(sizes) if px < least]


def targets_are_large(screen: Screen) -> list[str]:
    """Everything touched is 20 mm by 20 mm."""
    least = round(LEAST_TARGET_MM / PIXEL_MM) - _ROUNDING
    return [
        f"{_name(one)!r} is {one.width() * PIXEL_MM:.1f} x {one.height() * PIXEL_MM:.1f} mm"
        for one in screen.targets()
        if min(one.width(), one.height()) < least
    ]


def targets_stand_apart(screen: Screen) -> list[str]:
    """There are 3 mm between things that are touched."""
    least = round(LEAST_GAP_MM / PIXEL_MM) - _ROUNDING
    boxes = [(_name(one), screen.box(one)) for one in screen.targets()]
    found = []
    for (name, one), (other, two) in combinations(boxes, 2):
        across = max(one.left, two.left) - min(one.left + one.width, two.left + two.width)
        down = max(one.top, two.top) - min(one.top + one.height, two.top + two.height)
        if max(across, down) < least:
            found.append(f"{name!r} and {other!r} are {max(across, down) * PIXEL_MM:.1f} mm apart")
    return found


def everything_is_spoken(screen: Screen) -> list[str]:
    """All words are in what is read aloud. Keys are named one by one where the focus is, and so is a PIN pad's."""
    said = screen.spoken()
    found = []
    caption = screen.terminal.shell.bottom().caption
    for label in screen.labels():
        if label is caption or _belongs_to_keys(label) or _is_withheld(screen, label.text()):
            continue  # a caption is what is being said
        figures = plain(label.text()).split("/")
        if len(figures) > 1 and all(each.isdigit() and each in said for each in figures):
            continue  # "1/3" is written where there is no room for the words that are said
        if not (_is_said(label.text(), said) or _is_said_otherwise(screen, label.text(), said)):
            found.append(f"{label.text()!r} is not spoken")
    for button in screen.buttons():
        if _belongs_to_keys(button):
            continue
        found += [f"{words!r} is not spoken" for words in _words(button) if not _is_said(words, said)]
    return found


def everything_has_a_name(screen: Screen) -> list[str]:
    """Whatever can be operated has a name for assistive technology, and it holds what is written on it."""
    found = []
    for one in screen.of(QAbstractButton):
        name = plain(one.accessibleName())
        if not name:
            found.append(f"{one!r} has no name")
        elif isinstance(one, Button) and plain(one.face.text) not in name:
            found.append(f"{one.face.text!r} is called {name!r}")
    found += [f"a field without a name: {field!r}" for field in screen.fields() if not _edit_name(field)]
    return found


def words_tell_things_apart(screen: Screen) -> list[str]:
    """No two things to touch on a page have the same words and pictogram: colour is never all that tells them apart."""
    seen: dict[tuple[str, str], str] = {}
    found = []
    for button in screen.page.findChildren(Button):
        if not (button.isEnabled() and button.isVisibleTo(screen.root)):
            continue
        face = (plain(button.face.text), f"{button.face.icon} {button.face.after} {button.face.number}")
        if face in seen:
            found.append(f"{button.face.text!r} is there twice")
        seen[face] = button.face.text
        if not (button.face.text or button.face.icon or button.face.after):
            found.append("a button shows nothing but its colour")
    return found


def nothing_is_cut_off(screen: Screen) -> list[str]:
    """No text is cut off, covered or outside."""
    return problems(screen.root)


def private_values_stay_unsaid(screen: Screen) -> list[str]:
    """What a step marks as private is not in what is read aloud, unless somebody chose so."""
    step = screen.page.step
    facts = getattr(step, "facts", ()) or getattr(step, "summary", ())
    said = screen.spoken()
    aloud = screen.terminal.shell.privacy.now.aloud
    return [
        f"{fact.value!r} is said"
        for fact in facts
        if fact.private and not aloud and isinstance(fact.value, str) and plain(fact.value) in said
    ]


CHECKS: dict[str, Check] = {
    check.__name__: check
    for check in (
        text_stands_out,
        edges_stand_out,
        text_is_large,
        targets_are_large,
        targets_stand_apart,
        everything_is_spoken,
        everything_has_a_name,
        words_tell_things_apart,
        nothing_is_cut_off,
        private_values_stay_unsaid,
    )
}


# ---- inside --------------------------------------------------------------------------------------------------------


def _name(widget: QWidget) -> str:
    return plain(widget.accessibleName()) or type(widget).__name__


def _edit_name(field: QWidget) -> str:
    proxy = field.focusProxy()
    return proxy.accessibleName() if proxy is not None else field.accessibleName()


def _belongs_to_keys(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, (Keyboard, NumberPad, PinPad)):
            return True
        parent = parent.parentWidget()
    return False


def _words(button: Button) -> list[str]:
    return [words for words in (button.face.text, button.face.hint) if words]


_TRIM = " .,:;…?!"


def _is_said(words: str, said: str) -> bool:
    return plain(words).strip(_TRIM) in said


def _is_said_otherwise(screen: Screen, words: str, said: str) -> bool:
    """Whether a page has other words for the voice here, such as "9 o'clock" for 9:00, and they are said."""
    pages: list[list[Block]] = getattr(screen.page, "_paged", []) if isinstance(screen.page, Sheet) else []
    spoken = [block.spoken for page in pages for block in page if block.spoken and plain(block.text) == plain(words)]
    heading = getattr(screen.page, "heading", None)
    if heading is not None and plain(heading.title.text()) == plain(words):
        spoken.append(heading._spoken_title)
    return any(_is_said(one, said) for one in spoken)


def _is_withheld(screen: Screen, words: str) -> bool:
    """Whether these are the value of a private fact, or dots in its place."""
    step = screen.page.step
    facts = getattr(step, "facts", ()) or getattr(step, "summary", ())
    values = {plain(str(fact.value)) for fact in facts if fact.private}
    return plain(words) in values or not plain(words).strip("\u2022 ")
