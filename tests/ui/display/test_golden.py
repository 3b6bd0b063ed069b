"""The display looks as it did when somebody last looked at it; what differs visibly is found."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage

from telemed.api import Call
from tests.ui.display.golden import CASES, FOLDER, TOLERANCE, Case, difference, render
from tests.ui.display.test_layout import assert_whole

pytestmark = pytest.mark.usefixtures("fonts")


def kept(name: str) -> QImage:
    image = QImage(str(FOLDER / f"{name}.png"))
    assert not image.isNull(), f"{name} is missing: see golden.py"
    return image


@pytest.mark.parametrize("name", CASES)
def test_picture_is_the_one_that_was_found_good(name: str) -> None:
    case = CASES[name]
    scene = case.scene()

    assert_whole(scene, case.size)
    assert difference(render(scene, case.size), kept(name)) < TOLERANCE


def test_every_kept_picture_has_its_case() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(CASES)


@pytest.fixture
def case() -> Case:
    return CASES["calls-de"]


@pytest.mark.parametrize("words", ["32", "Platz 2", "11:07", "15", "aktuell"])
def test_a_text_that_moved_by_a_centimetre_is_found(case: Case, words: str) -> None:
    scene = case.scene()
    text = next(text for text in scene.texts if text.text == words)
    for index in range(text.layout.lineCount()):
        line = text.layout.lineAt(index)
        line.setPosition(line.position() + QPointF(16, 0))

    assert difference(render(scene, case.size), kept("calls-de")) > TOLERANCE


def test_another_digit_is_found(case: Case) -> None:
    assert case.board is not None
    other = msgspec.structs.replace(case.board, calls=(Call(14, "Raum 1", 100.0), Call(33, "Platz 2", 90.0)))

    shown = replace(case, board=other)

    assert difference(render(shown.scene(), case.size), kept("calls-de")) > TOLERANCE


@pytest.mark.parametrize("part", ["marks", "surfaces", "texts"])
def test_a_part_that_is_missing_is_found(case: Case, part: str) -> None:
    count = len(getattr(case.scene(), part))
    found = []
    for index in range(count):
        scene = case.scene()
        del getattr(scene, part)[index]
        found.append(difference(render(scene, case.size), kept("calls-de")) > TOLERANCE)

    assert all(found), f"{part}: {found}"
