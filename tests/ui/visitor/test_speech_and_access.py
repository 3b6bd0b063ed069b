"""Everything on a page is spoken and named; private values are withheld; every command does what it says."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton

from kiosk.texts import known_locales

LOCALES = known_locales()
PATHS: dict[str, list[Any]] = {
    "home": [],
    "counter": ["take-number"],
    "check": ["take-number", "social"],
    "slip": ["show-slip"],
    "declaration": ["show-slip", "slow"],
    "office": ["office"],
}


def plain(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "").strip()


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", PATHS)
def test_every_word_on_a_page_is_spoken(terminal: Any, locale: str, name: str) -> None:
    terminal.start(locale)
    for answer in PATHS[name]:
        terminal.give(answer)
    said = plain(" ".join(terminal.page.spoken()))
    for button in terminal.page.findChildren(QAbstractButton):
        if button.isVisibleTo(terminal.page):
            assert plain(button.accessibleName()), "a button without a name"
            assert plain(button.accessibleName()) in said
    assert plain(terminal.page.heading.title.text()) in said


@pytest.mark.clause("11.2.5.3")
@pytest.mark.parametrize("name", ["home", "counter", "check"])
def test_what_is_seen_on_a_button_can_be_said(terminal: Any, name: str) -> None:
    terminal.start()
    for answer in PATHS[name]:
        terminal.give(answer)
    phrases = {plain(phrase).strip(" .?!…:") for phrase in terminal.page.commands()}
    for button in terminal.page.buttons:
        assert plain(button.face.text).strip(" .?!…:") in phrases
        assert str(button.face.number) in phrases


@pytest.mark.clause("5.1.3.9", "5.1.3.8")
def test_private_words_are_withheld_from_the_voice(terminal: Any) -> None:
    terminal.start()
    terminal.give("show-slip")
    terminal.give("own")
    terminal.give(None)
    terminal.give("Mein Knie tut weh")
    assert any("Mein Knie tut weh" in text for text in terminal.texts())
    assert not any("Knie" in words for words in terminal.page.spoken())


@pytest.mark.clause("5.1.3.4", "5.1.5")
def test_reading_starts_and_stops_with_the_same_button_and_is_captioned(terminal: Any) -> None:
    terminal.start()
    terminal.strip("read")
    assert terminal.voice.is_speaking
    assert terminal.app.window.stage.bottom.caption.text()
    assert any("Beenden" in words for words in terminal.voice.said[-1])
    terminal.strip("read")
    assert not terminal.voice.is_speaking
    assert terminal.app.window.stage.bottom.caption.text() == ""
