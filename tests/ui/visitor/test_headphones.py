"""Headphones: private values are said to them alone, and what is offered when they go in."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk import channel
from kiosk.texts import Texts
from kiosk.visitor.headphones import ALWAYS, ASKED

IN, OUT = channel.Headphones(plugged=True), channel.Headphones(plugged=False)
WORDS = "Mein Knie tut weh"


def slip(terminal: Any) -> None:
    """Write something private and come to the page that shows it."""
    terminal.start()
    terminal.give("show-slip")
    terminal.give("own")
    terminal.give(None)
    terminal.give(WORDS)


def tells(terminal: Any) -> bool:
    return any(WORDS in words for words in terminal.page.spoken())


def test_private_words_are_said_to_headphones_and_not_to_the_loudspeaker(terminal: Any) -> None:
    slip(terminal)
    assert not tells(terminal), "the loudspeaker"
    terminal.broker.send(IN)
    terminal.give(ASKED)
    assert tells(terminal)
    terminal.broker.send(OUT)
    assert not tells(terminal)


def test_where_there_is_no_loudspeaker_private_words_are_said(make: Any) -> None:
    terminal = make(voice=channel.VoiceSetup(private=True))
    slip(terminal)
    assert tells(terminal)


def test_pulling_them_out_is_silence_at_once_and_nothing_private_comes_again(terminal: Any) -> None:
    slip(terminal)
    terminal.broker.send(IN)
    terminal.give(ALWAYS)
    assert terminal.voice.is_speaking
    assert WORDS in " ".join(terminal.voice.said[-1])
    said, before = len(terminal.voice.said), terminal.voice.reroutes
    terminal.broker.send(OUT)
    assert terminal.voice.reroutes == before + 1, "silence, and nothing left to say once more"
    later = " ".join(words for texts in terminal.voice.said[said:] for words in texts)
    assert Texts("de").speech("headphones-out") in later
    assert WORDS not in later
    assert not terminal.shell.choices.guided, "what was read because of them is read no more"


def test_in_a_session_reading_aloud_is_offered(terminal: Any) -> None:
    terminal.start()
    terminal.broker.send(IN)
    assert terminal.shell.panel == "headphones"
    assert any("vorlesen" in words for words in terminal.voice.said[-1])
    terminal.give(ALWAYS)
    assert terminal.shell.panel == ""
    assert terminal.shell.choices.guided


def test_an_offer_goes_away_with_them(terminal: Any) -> None:
    terminal.start()
    terminal.broker.send(IN)
    terminal.broker.send(OUT)
    assert terminal.shell.panel == ""
    assert not terminal.shell.choices.guided


def test_who_is_guided_already_is_asked_nothing(terminal: Any) -> None:
    terminal.show()
    terminal.give("guide")
    terminal.give("de")
    terminal.broker.send(IN)
    assert terminal.shell.panel == ""
    terminal.broker.send(OUT)
    assert terminal.shell.choices.guided, "that was chosen, and not by headphones"


def test_at_the_welcome_screen_every_language_is_offered_by_voice(terminal: Any) -> None:
    terminal.show()
    terminal.broker.send(IN)
    assert [locale for _, locale in terminal.voice.announced] == list(terminal.shell.terminal.setup.locales)
    terminal.give("de")
    assert terminal.shell.choices.guided
    assert terminal.voice.said[-1], "the first page is read"


def test_headphones_that_somebody_left_in_start_nothing(terminal: Any) -> None:
    terminal.broker.send(IN)
    terminal.show()
    assert terminal.voice.said == []
    assert terminal.shell.privacy.now.alone


def test_pulled_out_at_the_welcome_screen_nothing_is_read(terminal: Any) -> None:
    terminal.show()
    terminal.broker.send(IN)
    terminal.broker.send(OUT)
    assert not terminal.shell.choices.guided
    assert not terminal.voice.is_speaking


@pytest.mark.parametrize("mode", [channel.Mode.STAFF, channel.Mode.OUT_OF_ORDER])
def test_staff_and_notices_are_not_spoken_of(terminal: Any, mode: channel.Mode) -> None:
    terminal.show(mode)
    terminal.broker.send(IN)
    assert terminal.voice.said == []


def test_after_the_end_nothing_is_offered(terminal: Any) -> None:
    terminal.start()
    terminal.strip("end")
    said = len(terminal.voice.said)
    terminal.broker.send(IN)
    assert len(terminal.voice.said) == said


def test_the_voice_is_made_ready_when_the_welcome_screen_is_up(make: Any, qtbot: Any) -> None:
    terminal = make(voice=channel.VoiceSetup())
    assert not terminal.voice.warmed, "a spare has no need of it"
    terminal.show()
    qtbot.waitUntil(lambda: terminal.voice.warmed, timeout=5_000)
