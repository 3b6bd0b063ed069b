"""What is said of a visit: interrupted, repeated, captioned, withheld, in the right language, and told of errors."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt

from accessibility.speech.gong import gong
from kiosk.flow.steps import AskDate, AskNumber, AskText
from kiosk.texts import Texts, known_locales
from kiosk.visitor.captions import pieces
from tests.clauses.screen import plain
from tests.fakes.terminal import Terminal
from tests.tour.explore import refusable
from tests.tour.specimen import specimen

LONGEST_SOUND = 3.0
"""Seconds of sound that is no speech (5.1.3.10)."""
OFFERED = ("de", "de-simple", "en", "ar")


def opened(terminal: Terminal, *steps: Any) -> None:
    terminal.shell.journey.open(specimen(*steps))
    terminal.pump()


@pytest.mark.clause("5.1.3.4")
def test_reading_is_interrupted_and_begun_anew_by_the_same_button_and_by_its_key(terminal: Any) -> None:
    terminal.start()
    read = terminal.app.window.stage.top.buttons["read"]
    for _ in range(2):
        said = len(terminal.voice.said)
        terminal.strip("read")
        assert terminal.voice.is_speaking
        assert len(terminal.voice.said) == said + 1
        terminal.clock.now += 1.0
        read.setFocus()
        terminal.key(Qt.Key.Key_Return)
        assert not terminal.voice.is_speaking


@pytest.mark.clause("5.1.3.5")
def test_going_on_silences_what_is_being_said(terminal: Any) -> None:
    terminal.start()
    terminal.strip("read")
    assert terminal.voice.is_speaking

    terminal.give("office")

    assert not terminal.voice.is_speaking


@pytest.mark.clause("5.1.3.10")
def test_the_only_sound_that_is_no_speech_is_short() -> None:
    made = gong()
    seconds = len(made.pcm) / 2 / made.hertz
    assert 0 < seconds < LONGEST_SOUND


@pytest.mark.clause("5.1.3.13")
def test_every_visitor_begins_at_the_configured_volume(make: Callable[..., Any]) -> None:
    first = make()
    first.start()
    for _ in range(3):
        first.shell.voice.louder()
    assert first.voice.volume > 60

    following = make()

    assert following.voice.volume == 60
    assert following.shell.choices.guided is False


@pytest.mark.clause("5.1.3.14")
@pytest.mark.parametrize("locale", OFFERED)
def test_what_is_said_is_in_the_language_that_is_shown(terminal: Any, locale: str) -> None:
    spoken: list[str] = []
    terminal.voice.say = lambda texts, locale: spoken.append(locale)
    terminal.start(locale)
    terminal.shell.choices = replace(terminal.shell.choices, guided=True)
    terminal.give("office")
    terminal.strip("read")

    assert spoken
    assert set(spoken) == {locale}
    assert locale in known_locales()


@pytest.mark.clause("5.1.3.8")
def test_a_masked_entry_is_said_by_its_length_only(terminal: Any) -> None:
    terminal.start()
    opened(terminal, AskText(key="slip-own", private=True, limit=60))
    terminal.page.field.set_text("Knie")

    said = plain(" ".join(terminal.page.spoken()))

    assert "Knie" not in said
    assert not any(f" {letter} " in f" {said} " for letter in "Knie")
    assert "4" in said


QUESTIONS = [
    AskText(key="slip-own", limit=10),
    AskNumber(key="practice-number", least=1, most=99),
    AskDate(key="practice-date", first=dt.date(2026, 1, 1), last=dt.date(2026, 12, 31)),
]


@pytest.mark.clause("5.1.3.15", "11.3.3.1")
@pytest.mark.parametrize("locale", OFFERED)
@pytest.mark.parametrize("step", QUESTIONS, ids=lambda step: type(step).__name__)
def test_a_refused_answer_is_shown_and_said_in_the_same_words(terminal: Any, locale: str, step: Any) -> None:
    terminal.start(locale)
    opened(terminal, step)
    before = {plain(words) for words in terminal.texts()}
    said = len(terminal.voice.said)

    terminal.shell.journey.answer(refusable(step))
    terminal.pump()

    told = {plain(words) for words in terminal.texts()} - before
    heard = {plain(words) for words in terminal.voice.said[said]}
    assert heard
    assert heard <= told
    assert heard <= {plain(words) for words in terminal.page.spoken()}


@pytest.mark.clause("5.1.5")
@pytest.mark.parametrize("locale", OFFERED)
def test_whatever_is_said_has_its_caption(terminal: Any, locale: str) -> None:
    terminal.start(locale)
    captions: list[str] = []
    terminal.voice.caption.connect(captions.append)
    terminal.shell.choices = replace(terminal.shell.choices, guided=True)

    for service in ("take-number", "office"):
        terminal.strip("home") if terminal.shell.top().first == "home" else terminal.shell.journey.home()
        terminal.give(service)
        caption = terminal.app.window.stage.bottom.caption
        assert plain(caption.text())
        assert plain(captions[-1]).startswith(plain(caption.text()))


def shorter(most: int, words: str) -> bool:
    return len(words) <= most


@pytest.mark.clause("5.1.5")
def test_a_long_caption_is_cut_and_nothing_of_it_is_left_out() -> None:
    text = Texts("de").text("data-device", "body") + " " + "Donaudampfschifffahrt " * 20
    for most in (5, 30, 80):
        found = pieces(text, partial(shorter, most))
        assert " ".join(found) == " ".join(text.split())


@pytest.mark.clause("5.1.3.16")
def test_the_number_on_the_ticket_is_said(terminal: Any) -> None:
    terminal.start()
    terminal.give("take-number")
    terminal.give("papers")
    terminal.give(True)
    terminal.broker.answer({"number": 127, "code": "x", "ahead": 3})
    terminal.broker.answer({"state": "printed"})

    said = plain(" ".join(terminal.page.spoken()))

    assert "127" in said
    assert "3" in said


@pytest.mark.clause("5.2", "5.6.1")
def test_voice_guide_is_begun_by_one_touch_or_key_and_said_to_be_on(terminal: Any) -> None:
    terminal.show()
    terminal.page.guide.setFocus()
    terminal.clock.now += 1.0
    terminal.key(Qt.Key.Key_Return)
    assert terminal.voice.said, "it speaks from the next screen on"
    terminal.give("de")
    terminal.strip("adjust")
    panel = terminal.page
    on = Texts("de").text("adjust-guide-on")
    while on not in [words for row in panel._paged[panel.page] for words in (b.face.text for b in row.buttons)]:
        terminal.clock.now += 1.0
        panel.pages.later.strike()
    assert plain(Texts("de").speech("chosen-spoken", label=on)) in [plain(words) for words in panel.spoken()]


@pytest.mark.clause("5.6.1")
def test_what_is_hidden_is_said_to_be_on_and_off(terminal: Any) -> None:
    terminal.start()
    terminal.strip("privacy")
    off = plain(" ".join(terminal.page.spoken()))
    terminal.give("masked")
    on = plain(" ".join(terminal.page.spoken()))
    assert on != off
