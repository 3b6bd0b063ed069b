"""When the terminal listens: off until wanted, and always seen and heard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt

from kiosk import channel
from kiosk.visitor.talk.button import Hearing, TalkButton
from kiosk.visitor.talk.modes import Mode
from tests.fakes.speaker import Speaker
from tests.fakes.terminal import Terminal

Make = Callable[..., Speaker]


def test_nothing_listens_before_somebody_wants_it(speaker: Make) -> None:
    one = speaker()
    one.terminal.show()
    assert not one.listens()
    one.terminal.give("de")
    one.terminal.give("office")
    assert one.ear.openings == 0
    assert one.shows() is Hearing.OFF
    assert "Sprechen" in one.terminal.texts()


def test_without_voice_control_there_is_no_talk_button(fonts: Any) -> None:
    terminal = Terminal(fonts, (1920, 1080))
    terminal.start()
    assert terminal.shell.talking is None
    assert not terminal.app.window.findChildren(TalkButton)
    terminal.key(Qt.Key.Key_F10)
    terminal.strip("adjust")
    assert "Zuhören" not in terminal.texts()
    terminal.close()


def test_a_tap_listens_for_one_phrase_and_shows_it(speaker: Make) -> None:
    one = speaker()
    one.start()
    one.tap()
    assert one.shows() is Hearing.GATED, "it speaks, and does not hear itself"
    assert "Bitte sprechen Sie." in one.told
    one.hush()
    assert one.shows() is Hearing.LISTENING
    assert "Ich höre zu" in one.terminal.texts()
    one.says("das Büro")
    assert one.service() == "office"
    assert not one.listens()
    assert one.shows() is Hearing.OFF


def test_another_tap_ends_it_and_so_does_the_key(speaker: Make) -> None:
    one = speaker()
    one.start()
    one.tap()
    one.tap()
    assert not one.listens()
    assert "nicht mehr" in one.told
    one.terminal.key(Qt.Key.Key_F10)
    assert one.listens()
    one.terminal.key(Qt.Key.Key_F10)
    assert not one.listens()


def test_silence_ends_it(speaker: Make) -> None:
    one = speaker()
    one.start()
    one.tap()
    one.hush()
    assert one.talking._silence.isActive()
    one.talking._silence.timeout.emit()
    assert not one.listens()
    assert "nicht mehr" in one.told


def test_a_voice_that_is_heard_keeps_it_open_and_shows_its_level(speaker: Make) -> None:
    one = speaker()
    one.start()
    one.tap()
    one.hush()
    one.ear.level.emit(80)
    assert one.button.level == 8
    one.ear.level.emit(0)
    assert one.button.level == 0


def test_nothing_is_heard_while_the_terminal_speaks_but_with_headphones(speaker: Make) -> None:
    one = speaker()
    one.start(listening=True)
    one.hush()
    one.terminal.strip("read")
    assert one.shows() is Hearing.GATED
    assert not one.ear.say("das büro")
    one.hush()
    one.terminal.plug(on=True)
    one.terminal.strip("read")
    assert one.shows() is Hearing.LISTENING
    assert one.ear.say("das büro")
    assert one.service() == "office"


def test_listening_for_the_session_goes_on_until_it_is_switched_off(speaker: Make) -> None:
    one = speaker()
    one.start(listening=True)
    assert one.mode() is Mode.SESSION
    one.says("das Büro", "zurück", "das Büro")
    assert one.ear.openings == 1
    one.says("zuhören aus")
    assert not one.listens()


def test_it_is_switched_on_in_the_adjust_panel(speaker: Make) -> None:
    one = speaker()
    one.start()
    one.terminal.strip("adjust")
    one.terminal.give("listen")
    assert one.mode() is Mode.SESSION
    one.terminal.give("deaf")
    assert not one.listens()


def test_headphones_offer_it_and_do_not_switch_it_on(speaker: Make) -> None:
    one = speaker()
    one.start()
    one.terminal.plug(on=True)
    assert any("Soll ich Ihnen zuhören?" in words for words in one.aside)
    assert not one.listens()
    one.terminal.key(Qt.Key.Key_F10)
    one.says("ja")
    assert one.mode() is Mode.SESSION


def test_headphones_offer_is_declined_by_touch_and_does_not_come_back(speaker: Make) -> None:
    one = speaker()
    one.start()
    one.terminal.plug(on=True)
    over = one.terminal.app.window.aside
    assert over is not None
    over.page.drive("no")
    one.terminal.plug(on=False)
    one.terminal.plug(on=True)
    assert one.aside == []
    assert not one.listens()


def test_who_talks_to_welcome_begins_with_the_languages(speaker: Make) -> None:
    one = speaker()
    one.terminal.show()
    one.tap()
    assert one.terminal.shell.begun, "what this process has heard is wiped with the session"
    one.says("English")
    assert one.terminal.shell.choices.locale == "en"
    assert one.ear.locale == "en" or not one.listens()


def test_before_the_proof_nothing_listens(speaker: Make) -> None:
    one = speaker()
    one.terminal.show(unlock=False)
    one.tap()
    assert not one.listens()
    assert not one.terminal.shell.begun


def test_the_screens_of_staff_do_not_listen(speaker: Make) -> None:
    one = speaker()
    one.terminal.show(channel.Mode.STAFF)
    one.terminal.key(Qt.Key.Key_F10)
    assert not one.listens()
    assert not one.terminal.shell.begun


def test_the_end_closes_the_ear(speaker: Make) -> None:
    one = speaker()
    one.start(listening=True)
    one.terminal.strip("end")
    assert not one.listens()
    one.terminal.key(Qt.Key.Key_F10)
    assert not one.listens()


def test_a_covered_screen_hears_how_to_uncover_and_nothing_else(speaker: Make) -> None:
    one = speaker()
    one.start(listening=True)
    one.says("abdecken")
    assert one.over()
    one.talking.grammar.look()
    assert "Das Büro" not in one.ear.phrases
    said = len(one.terminal.voice.said)
    one.say("das büro")
    assert len(one.terminal.voice.said) == said, "people in the room are not answered"
    one.says("aufdecken")
    assert not one.over()
    assert one.listens()


def test_one_tap_does_not_outlast_the_cover(speaker: Make) -> None:
    one = speaker()
    one.start()
    one.tap()
    one.terminal.shell.cover()
    assert not one.listens()


def test_who_has_left_is_not_listened_for(speaker: Make) -> None:
    one = speaker(presence=True)
    one.start(listening=True)
    one.terminal.shell.blinds.left.emit()
    assert not one.listens()


def test_speaking_counts_as_being_there(speaker: Make) -> None:
    one = speaker()
    one.start(listening=True)
    before = len(one.terminal.broker.of(channel.Activity))
    one.says("das Büro")
    assert len(one.terminal.broker.of(channel.Activity)) > before


# ---- what does not work ------------------------------------------------------------------------------------------


def test_no_microphone_is_said_and_shown_and_everything_else_goes_on(speaker: Make) -> None:
    one = speaker(fails="no-microphone")
    one.start()
    one.tap()
    assert one.shows() is Hearing.LOST
    assert "kein Mikrofon" in one.told
    assert "Hört nicht" in one.terminal.texts()
    one.terminal.give("office")
    assert one.shows() is Hearing.LOST
    one.ear.fails = ""
    one.tap()
    one.hush()
    assert one.shows() is Hearing.LISTENING, "it was plugged in meanwhile"


def test_a_second_try_that_fails_says_so_again(speaker: Make) -> None:
    one = speaker(fails="no-microphone")
    one.start()
    one.tap()
    one.hush()
    said = len(one.terminal.voice.said)
    one.tap()
    assert len(one.terminal.voice.said) > said
    assert one.shows() is Hearing.LOST


def test_a_microphone_taken_away_in_use_is_said_once(speaker: Make) -> None:
    one = speaker()
    one.start(listening=True)
    one.hush()
    one.ear.lose("no-microphone")
    assert one.shows() is Hearing.LOST
    assert "kein Mikrofon" in one.told
    assert one.mode() is Mode.OFF


def test_a_language_without_model_is_said(speaker: Make) -> None:
    one = speaker(fails="no-model:en")
    one.start("en")
    one.tap()
    assert "in this language" in one.told


def test_noise_suggests_headphones_or_touch(speaker: Make) -> None:
    one = speaker()
    one.start()
    one.tap()
    one.hush()
    one.ear.noisy.emit()
    assert "Kopfhörern" in one.told
