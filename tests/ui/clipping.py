"""Finds text that is cut off, things that lie over each other or outside, and targets that are too small."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QLabel, QWidget

from kiosk.look.metrics import CAPITAL
from kiosk.visitor.face import text_height, widest_word
from kiosk.visitor.widgets import Button

_SLACK = 3


def problems(root: QWidget, least_px: int = 0) -> list[str]:
    """Describe everything under `root` that is cut off, covered, outside or written too small."""
    found = []
    for label in root.findChildren(QLabel):
        if label.isVisibleTo(root) and label.text():
            found += _label(root, label)
            if least_px and label.font().pixelSize() < least_px:
                found.append(f"{label.text()!r} is written in {label.font().pixelSize()} px, less than {least_px}")
    buttons = [button for button in root.findChildren(Button) if button.isVisibleTo(root)]
    for button in buttons:
        if button.face.text and not button.text_fits():
            found.append(f"button {button.face.text!r} is cut off: {button.width()}x{button.height()}")
        found += _outside(root, button, button.face.text)
    found += _overlaps(root, buttons)
    return found


def _label(root: QWidget, label: QLabel) -> list[str]:
    space, font = label.contentsRect(), label.font()
    found = []
    needed = text_height(font, label.text(), space.width()) if label.wordWrap() else label.sizeHint().height()
    if needed > space.height() + _SLACK:
        found.append(f"{label.text()!r} needs {needed} px and has {space.height()}")
    if widest_word(font, label.text()) > space.width() + _SLACK:
        found.append(f"{label.text()!r} has a word wider than {space.width()} px")
    return found + _outside(root, label, label.text())


def _outside(root: QWidget, widget: QWidget, name: str) -> list[str]:
    parent = widget.parentWidget()
    rect = widget.geometry()
    if parent is not None and not parent.rect().adjusted(-2, -2, 2, 2).contains(rect):
        return [f"{name!r} reaches out of what it is in: {rect.getRect()} in {parent.rect().getRect()}"]
    whole = QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())
    return [] if root.rect().adjusted(-2, -2, 2, 2).contains(whole) else [f"{name!r} is outside the window"]


def _overlaps(root: QWidget, buttons: list[Button]) -> list[str]:
    """Buttons that lie over each other or over text, as far as nothing covers the whole page."""
    rects = [(button.face.text, QRect(button.mapTo(root, QPoint(0, 0)), button.size())) for button in buttons]
    labels = [label for label in root.findChildren(QLabel) if label.isVisibleTo(root) and label.text()]
    texts = [(label.text(), QRect(label.mapTo(root, QPoint(0, 0)), label.size())) for label in labels]
    found = []
    for index, (name, rect) in enumerate(rects):
        for other, place in [*rects[index + 1 :], *texts]:
            common = rect.intersected(place)
            if common.width() > _SLACK and common.height() > _SLACK:
                found.append(f"{name!r} and {other!r} overlap by {common.width()}x{common.height()}")
    return found


def capital_mm(font_px: int, pixel_mm: float) -> float:
    """Height of a capital letter in millimetres."""
    return font_px * CAPITAL * pixel_mm
