"""A language that no voice says: somebody who cannot read it either is offered another one, and a person."""

from __future__ import annotations

from typing import Any

from kiosk import channel
from kiosk.texts import Texts


def silent(terminal: Any, locale: str) -> None:
    terminal.voice.unavailable.emit(f"no-voice:{locale}")
    terminal.pump()


def offered(terminal: Any) -> list[str]:
    return [option.value for option in terminal.page.step.options]


def test_it_is_said_in_languages_that_are_spoken_and_another_is_offered(make: Any) -> None:
    terminal = make(locales=("de", "de-simple", "en", "ar"))
    terminal.start("ar")
    silent(terminal, "ar")
    assert terminal.shell.panel == "unspoken"
    said = dict.fromkeys(locale for _, locale in terminal.voice.announced)
    assert list(said) == ["de", "en"]
    assert (Texts("de").speech("unspoken"), "de") in terminal.voice.announced
    assert offered(terminal) == ["help", "de", "de-simple", "en"]
    terminal.give("en")
    assert terminal.shell.choices.locale == "en"
    assert terminal.shell.panel == ""


def test_a_person_is_fetched_from_there(terminal: Any) -> None:
    terminal.start("ar")
    silent(terminal, "ar")
    terminal.give("help")
    assert terminal.shell.panel == "help"
    assert terminal.broker.of(channel.Ask)


def test_a_language_that_nobody_has_chosen_is_not_spoken_of(terminal: Any) -> None:
    terminal.start("de")
    silent(terminal, "ar")
    assert terminal.shell.panel == ""
    assert terminal.voice.announced == []


def test_other_reasons_offer_nothing(terminal: Any) -> None:
    terminal.start("ar")
    terminal.voice.unavailable.emit("no-sound")
    terminal.voice.unavailable.emit("no-piper:ar")
    terminal.pump()
    assert terminal.shell.panel == ""


def test_at_the_welcome_screen_it_is_only_said(make: Any) -> None:
    terminal = make(locales=("ar", "en"))
    terminal.show()
    silent(terminal, "ar")
    assert terminal.shell.panel == ""
    assert [locale for _, locale in terminal.voice.announced] == ["en", "en"]


def test_after_the_end_nothing_is_said(terminal: Any) -> None:
    terminal.start("ar")
    terminal.strip("end")
    silent(terminal, "ar")
    assert terminal.voice.announced == []
