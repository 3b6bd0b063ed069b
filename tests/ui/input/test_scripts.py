"""Keyboards of the languages on the real field: words are written, keys are drawn by shipped faces."""

# ruff: noqa: RUF001 - letters of many scripts are what this file is about

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt

from kiosk.flow.steps import AskText
from kiosk.texts import known_locales
from kiosk.visitor.keyboard import Keyboard
from kiosk.visitor.keyboard_layouts import Do, Page, Shift, State
from kiosk.visitor.keyboard_scripts import HALF_SPACE, LAYOUTS
from kiosk.visitor.keyboard_vietnamese import HAT, HORN, TONES
from kiosk.visitor.render.ask_text import AskTextRenderer
from tests.ui.faces import SHIPPED, faces

SHIFT, SCRIPT = Do.SHIFT, Do.SCRIPT
STREETS = ("Karl-Marx-Allee", "Große Straße")


def pages(keyboard: Keyboard) -> Iterator[State]:
    """Give everything the keys can show: each page of each layout, small and capital, the variants of each letter."""
    for layout in keyboard.state.layouts:
        for shift in (Shift.OFF, Shift.LOCK):
            for page in Page:
                yield replace(keyboard.state, layout=layout, page=page, shift=shift, last="")
            for last in LAYOUTS[layout].variants:
                yield replace(keyboard.state, layout=layout, page=Page.VARIANTS, shift=shift, last=last)


@pytest.mark.parametrize("locale", known_locales())
def test_every_key_is_drawn_by_a_shipped_face_and_has_a_name(stage: Any, locale: str) -> None:
    keyboard = stage.show(AskTextRenderer, AskText(key="q", lines=3), look=stage.look(locale)).keyboard
    wrong = set()
    for state in pages(keyboard):
        keyboard._turn_to(state)
        for button in (one for one in keyboard._buttons if one.isVisibleTo(keyboard)):
            drawn = faces(button.face.label, button._fitting_font())
            assert button.face.label or button.face.pictogram
            if not drawn <= SHIPPED or len(drawn - {""}) > 1:
                wrong.add((button.face.label, *drawn))
            assert button.face.name.strip(), button.face.label
    assert wrong == set()


@pytest.mark.parametrize(
    ("locale", "keys", "written"),
    [
        ("uk", (*"Ґедзь", " ", SHIFT, *"Об", "’", *"єкт"), "Ґедзь Об’єкт"),
        ("ru", (*"Объезд", " ", *"ёж"), "Объезд ёж"),
        ("fa", (*"می", HALF_SPACE, *"خواهم", " ", *"آب"), "می\u200cخواهم آب"),
        ("vi", (*"Nguye", HAT, TONES[3], *"n", " ", *"đuong", HORN, TONES[1]), "Nguyễn đường"),
        ("uk", (*"Бу", SCRIPT, *"jena"), "Буjena"),
        ("vi", (*"O", SCRIPT, *"äß"), "Oäß"),
    ],
)
def test_words_are_written_by_touch(stage: Any, qtbot: Any, locale: str, keys: Any, written: str) -> None:
    renderer = stage.show(AskTextRenderer, AskText(key="q"), look=stage.look(locale))
    for key in keys:
        stage.clock.now += 1.0
        qtbot.mouseClick(renderer.keyboard.button(key), Qt.MouseButton.LeftButton)
    assert renderer.field.text() == written


def test_a_tone_goes_to_the_word_at_the_cursor(stage: Any, qtbot: Any) -> None:
    renderer = stage.show(AskTextRenderer, AskText(key="q"), look=stage.look("vi"))
    renderer.field.set_text("Lan va Nam")
    renderer.field._edit.setCursorPosition(6)
    qtbot.mouseClick(renderer.keyboard.button(TONES[1]), Qt.MouseButton.LeftButton)
    assert renderer.field.text() == "Lan và Nam"


@pytest.mark.parametrize("locale", ["uk", "ru", "ar", "fa"])
def test_german_streets_open_german_letters_for_readers_of_other_scripts(stage: Any, locale: str) -> None:
    step = AskText(key="q", suggestions=STREETS)
    assert stage.show(AskTextRenderer, step, look=stage.look(locale)).keyboard.state.layout == "de"
    plain = stage.show(AskTextRenderer, AskText(key="q"), look=stage.look(locale))
    assert plain.keyboard.state.layout == locale
