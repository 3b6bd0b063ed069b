"""What has the focus, and what is on, is seen in every theme without colour: by brightness, in the picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

from accessibility.pixels import Box, changed
from kiosk.look.metrics import SCALES, Metrics
from kiosk.look.pictograms import Pictograms
from kiosk.look.style import Look
from kiosk.look.theme import THEMES, Theme
from kiosk.visitor.face import Face
from kiosk.visitor.keyboard_keys import KeyButton, KeyFace
from kiosk.visitor.render.ask_field import Field
from kiosk.visitor.strikes import Strikes
from kiosk.visitor.widgets import Button, Ground
from tests.clauses.screen import raster
from tests.pairwise import pairwise

ROWS = pairwise(theme=tuple(THEMES), scale=SCALES)
EACH = pytest.mark.parametrize("row", ROWS, ids=lambda row: "-".join(str(value) for value in row.values()))
LEAST_RING = 2
"""Pixels: as thick as a ring of the focus has to be all around (WCAG 2.2, 2.4.13)."""
LEAST_MARK_MM2 = 10.0
"""Surface that a mark of what is on changes at least."""


def look_of(row: dict[str, Any]) -> Look:
    metrics = Metrics(0.277, 600, row["scale"], 1920, 1080)
    return Look(THEMES[row["theme"]], metrics, "de", Pictograms())


class Bench:
    """A window with one thing on it, photographed in two states."""

    def __init__(self, look: Look, ground: str) -> None:
        self.window = QWidget()
        self.window.setProperty("keyboardUsed", True)
        self.window.resize(900, 400)
        self.ground = Ground(ground, self.window)
        self.ground.resize(900, 400)
        self.other = QWidget(self.window)
        self.look = look

    def show(self, one: QWidget, size: QSize) -> None:
        one.setParent(self.window)
        one.setGeometry(60, 60, size.width(), size.height())
        self.window.show()
        self.window.activateWindow()
        self.window.setFocus()
        QApplication.processEvents()

    def changes(self, one: QWidget, do: Callable[[], object]) -> int:
        """Count the pixels that change by 3:1 in brightness when something is done."""
        before = raster(self.window.grab().toImage())
        do()
        QApplication.processEvents()
        after = raster(self.window.grab().toImage())
        place = one.geometry().adjusted(-12, -12, 12, 12)
        return changed(before, after, Box(place.x(), place.y(), place.width(), place.height()))


@pytest.fixture
def bench(fonts: QApplication) -> Iterator[Callable[[Look, str], Bench]]:
    made: list[Bench] = []

    def build(look: Look, ground: str) -> Bench:
        made.append(Bench(look, ground))
        return made[-1]

    yield build
    for one in made:
        one.window.close()
        one.window.deleteLater()
    fonts.processEvents()


def grounds(theme: Theme) -> list[tuple[str, Any, str]]:
    """Each paint of a button with the surface it stands on."""
    on = {"top": theme.top.fill, "end": theme.top.fill, "help": theme.bottom.fill, "bottom_button": theme.bottom.fill}
    skip = {"ground", "top", "bottom"}
    return [(name, paint, on.get(name, theme.ground.fill)) for name, paint in theme.surfaces() if name not in skip]


def strikes() -> Strikes:
    return Strikes(lambda: 0.0, 5)


def ring(one: QWidget) -> int:
    """Pixels of the thinnest ring that is enough, the rounded corners aside."""
    return LEAST_RING * 2 * (one.width() + one.height()) * 9 // 10


@pytest.mark.clause("5.1.6.2", "11.2.4.7")
@EACH
def test_a_button_with_the_focus_is_seen(bench: Any, row: dict[str, Any]) -> None:
    look = look_of(row)
    for name, paint, ground in grounds(look.theme):
        stand = bench(look, ground)
        one = Button(look, Face("Ja, so ist es richtig", paint, icon="check"), strikes())
        stand.show(one, one.sizeHint())
        assert stand.changes(one, one.setFocus) >= ring(one), name


@pytest.mark.clause("5.1.6.2", "11.2.4.7")
@EACH
def test_a_key_and_a_field_with_the_focus_are_seen(bench: Any, row: dict[str, Any]) -> None:
    look = look_of(row)
    for on in (False, True):
        stand = bench(look, look.theme.ground.fill)
        key = KeyButton(look)
        key.show_face(KeyFace("Ö", "Ö", on=on))
        stand.show(key, QSize(90, 90))
        assert stand.changes(key, key.setFocus) >= ring(key), on
    stand = bench(look, look.theme.ground.fill)
    field = Field(look, "Straße")
    stand.show(field, QSize(500, field.least_height()))
    assert stand.changes(field, lambda: field.set_active(True)) > 0


@pytest.mark.clause("5.6.2", "11.1.4.1")
@EACH
def test_what_is_on_differs_without_colour(bench: Any, row: dict[str, Any]) -> None:
    look = look_of(row)
    least = LEAST_MARK_MM2 / 0.277**2
    for paint in (look.theme.card, look.theme.areas["violet"]):
        stand = bench(look, look.theme.ground.fill)
        one = Button(look, Face("Felder verbergen", look.theme.card, icon="lock"), strikes())
        stand.show(one, QSize(one.sizeHint().width() + 200, one.sizeHint().height()))
        face = replace(one.face, paint=paint, checked=True)
        assert stand.changes(one, lambda one=one, face=face: one.set_face(face)) >= least
    key = KeyButton(look)
    key.show_face(KeyFace("", "Großbuchstaben", pictogram="shift"))
    stand = bench(look, look.theme.ground.fill)
    stand.show(key, QSize(90, 90))
    assert stand.changes(key, lambda: key.show_face(replace(key.face, on=True))) >= least


def test_a_state_that_is_colour_alone_is_found(bench: Any) -> None:
    look = look_of({"theme": "paper", "scale": 1.0})
    stand = bench(look, look.theme.ground.fill)
    one = Button(look, Face("Felder verbergen", look.theme.areas["blue"]), strikes())
    stand.show(one, one.sizeHint())

    assert stand.changes(one, lambda: one.set_face(replace(one.face, paint=look.theme.areas["plum"]))) == 0
