"""Whole services by voice alone: one touch at the very beginning, and then never again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from kiosk import channel
from kiosk.visitor.talk.modes import Mode
from tests.fakes.speaker import Speaker

Make = Callable[..., Speaker]


def asks(one: Speaker) -> list[str]:
    """Names of what the office was asked to do."""
    return [ask.name for ask in one.terminal.broker.of(channel.Ask) if ask.kind == "effect"]


def key(one: Speaker) -> str:
    """Key of the step that is shown."""
    step = one.terminal.page.step
    return step.key if step is not None else ""


def begun_by_voice(speaker: Make, **given: object) -> Speaker:
    """Somebody who found the talk button, and says the rest."""
    one = speaker(**given)
    one.terminal.show()
    one.tap()
    one.says("zuhören an", "Deutsch")
    assert key(one) == "home"
    return one


def test_a_number_is_taken_and_asked_back(speaker: Make) -> None:
    one = begun_by_voice(speaker)
    one.says("Nummer nehmen", "Soziale Beratung")
    assert "ja oder nein" in one.told, "the question was read aloud"
    assert asks(one) == []
    one.says("ja")
    assert asks(one) == ["take-number"]
    one.terminal.broker.answer({"number": 127, "code": "x", "ahead": 3})
    one.terminal.broker.answer({"state": "printed"})
    one.says("weiter")
    one.terminal.broker.answer({"ways": []})
    assert key(one) == "home"


def test_no_takes_no_number(speaker: Make) -> None:
    one = begun_by_voice(speaker)
    one.says("Nummer nehmen", "2", "nein")
    assert asks(one) == []


def test_a_confirmation_that_was_not_read_is_read_before_yes_counts(speaker: Make) -> None:
    one = speaker()
    one.start()
    one.terminal.give("take-number")
    one.terminal.give("social")
    one.tap()
    page = one.terminal.page
    assert "ja oder nein" in one.told
    one.talking._read_back = None
    one.says("ja")
    assert asks(one) == []
    assert one.terminal.page is page
    assert "ja oder nein" in one.told
    one.says("ja")
    assert asks(one) == ["take-number"]


def test_practice_with_spelling_number_and_day(speaker: Make) -> None:
    one = begun_by_voice(speaker)
    one.says("Üben", "weiter", "Baum")
    for letter in "jenx":
        assert one.say(f"letters:{letter}")
    one.says("löschen")
    assert one.say("letters:a")
    one.says("weiter")
    assert any("Jena" in words for words in one.aside), "read back before it is taken"
    one.says("ja")
    assert key(one) == "practice-number"
    assert one.say("number:12")
    assert any("12" in words for words in one.aside)
    one.says("nein")
    assert key(one) == "practice-number"
    assert one.say("number:20")
    one.says("ja")
    assert key(one) == "practice-date"
    assert one.say("date:2026-12-06")
    one.says("ja")
    assert key(one) == "practice-check"
    values = [fact.value for fact in one.terminal.page.step.summary]
    assert values[1:] == ["Jena", 20, dt.date(2026, 12, 6)]
    one.says("ja", "weiter")
    assert key(one) == "home"


def test_a_slip_is_not_dictated_aloud_but_with_headphones(speaker: Make) -> None:
    one = begun_by_voice(speaker)
    one.says("Zettel", "1", "weiter")
    assert "vertraulich" in one.told
    assert one.ear.free is None
    assert one.say("letters:b")
    assert one.terminal.page.draft() is None
    one.terminal.plug(on=True)
    assert one.say("letters:b")
    assert one.terminal.page.draft() == "B"
    one.says("weiter", "ja")
    assert key(one) == "slip-check"
    one.says("ja")
    assert asks(one) == ["print"]


def test_when_is_it_my_turn(speaker: Make) -> None:
    one = begun_by_voice(speaker)
    one.says("Wann bin ich dran")
    assert one.say("number:127")
    one.says("ja")
    one.terminal.broker.answer({"number": 127, "state": "waiting", "ahead": 2, "room": None})
    one.says("weiter")
    one.terminal.broker.answer({"ways": []})
    assert key(one) == "home"


@pytest.mark.parametrize(("locale", "words"), [("en", "English"), ("ar", "العربية")])
def test_the_language_is_changed_and_the_phrases_with_it(speaker: Make, locale: str, words: str) -> None:
    one = begun_by_voice(speaker)
    one.says("Sprache", words)
    assert one.terminal.shell.choices.locale == locale
    one.talking.grammar.look()
    assert one.ear.locale == locale
    assert "Das Büro" not in one.ear.phrases


def test_the_terminal_is_adjusted(speaker: Make) -> None:
    one = begun_by_voice(speaker)
    one.says("anpassen", "Schwarz-Gelb", "Sehr groß", "lauter")
    assert one.terminal.shell.choices.theme == "contrast"
    assert one.terminal.shell.choices.scale > 1
    assert one.terminal.voice.volume > 60
    one.says("zuhören aus")
    assert one.mode() is Mode.OFF


def test_help_is_called_after_a_question(speaker: Make) -> None:
    one = begun_by_voice(speaker)
    one.says("Hilfe")
    assert any("Möchten Sie das wirklich?" in words for words in one.aside)
    assert asks(one) == []
    one.says("ja")
    assert asks(one) == ["call-help"]
    one.terminal.broker.answer({"id": "h1", "state": "open", "minutes": None})
    one.says(withdraw(one), "ja")
    assert asks(one) == ["call-help", "withdraw-help"]


def withdraw(one: Speaker) -> str:
    one.talking.grammar.look()
    return next(said.phrase for said in one.talking.grammar.known.values() if said.weighty and said.shown)


def test_the_session_ends_after_a_question(speaker: Make) -> None:
    one = begun_by_voice(speaker)
    one.says("beenden", "nein")
    assert not one.terminal.shell.over
    one.says("beenden", "ja")
    assert one.terminal.broker.of(channel.End)
    assert not one.listens()


def test_silence_is_no_yes(speaker: Make) -> None:
    one = begun_by_voice(speaker)
    one.says("beenden")
    one.hush()
    assert one.talking._silence.isActive()
    one.talking._silence.timeout.emit()
    assert one.aside == []
    assert "mache nichts" in one.told
    assert not one.terminal.broker.of(channel.End)
    assert one.listens()


def test_a_question_is_answered_by_touch_too(speaker: Make) -> None:
    one = begun_by_voice(speaker)
    one.says("beenden")
    over = one.terminal.app.window.aside
    assert over is not None
    one.terminal.clock.now += 1.0
    over.page.drive("yes")
    assert one.terminal.broker.of(channel.End)


def test_another_weighty_word_does_not_answer_a_question(speaker: Make) -> None:
    one = begun_by_voice(speaker)
    one.says("beenden", "Hilfe")
    assert asks(one) == []
    one.says("ja")
    assert asks(one) == ["call-help"]
    assert not one.terminal.broker.of(channel.End)


def test_the_warning_is_answered_by_voice(speaker: Make) -> None:
    one = begun_by_voice(speaker)
    one.terminal.broker.send(channel.Warn(30.0))
    one.says("mehr Zeit")
    assert one.terminal.broker.of(channel.MoreTime)
    assert not one.over()


# ---- not understood ------------------------------------------------------------------------------------------------


def test_the_ladder_says_lists_numbers_and_offers_a_person(speaker: Make) -> None:
    one = begun_by_voice(speaker)
    one.say("rhabarber")
    assert "nicht verstanden" in one.told
    one.say("rhabarber")
    assert one.aside[0] == "Das können Sie sagen"
    assert len(one.terminal.voice.said[-1]) == 5
    one.say("rhabarber")
    assert one.talking.doing.shown_numbers is not None
    assert "Sagen Sie die Nummer." in one.told
    one.say("rhabarber")
    assert any("Soll ich jemanden holen?" in words for words in one.aside)
    one.says("ja")
    assert asks(one) == ["call-help"]


def test_what_is_understood_resets_the_ladder(speaker: Make) -> None:
    one = begun_by_voice(speaker)
    one.say("rhabarber")
    one.says("das Büro", "zurück")
    one.say("rhabarber")
    assert one.aside == []


def test_people_who_go_on_talking_are_not_answered_for_ever(speaker: Make) -> None:
    one = begun_by_voice(speaker)
    for _ in range(4):
        one.say("rhabarber")
    one.says("nein")
    for _ in range(5):
        one.say("rhabarber")
    one.hush()
    said = len(one.terminal.voice.said)
    one.say("rhabarber")
    assert len(one.terminal.voice.said) == said


# ---- what can be said ----------------------------------------------------------------------------------------------


def test_what_can_be_said_is_shown_and_said_and_can_be_said_at_once(speaker: Make) -> None:
    one = begun_by_voice(speaker)
    one.says("was kann ich sagen")
    assert "Das Büro" in one.told
    assert any("Das Büro" in text for text in one.terminal.texts())
    one.says("das Büro")
    assert one.aside == []
    assert one.service() == "office"


def test_the_list_is_closed_by_back(speaker: Make) -> None:
    one = begun_by_voice(speaker)
    one.says("das Büro", "was kann ich sagen", "zurück")
    assert one.aside == []
    assert one.service() == "office"


def test_what_the_model_does_not_know_is_not_listed(speaker: Make) -> None:
    one = begun_by_voice(speaker)
    one.says("was kann ich sagen")
    known = frozenset(word for phrase in one.ear.phrases for word in phrase.casefold().split())
    one.says("zurück")
    one.ear.knows = known - {"büro"}
    one.says("was kann ich sagen")
    assert "Das Büro" not in one.told
    assert "Üben" in one.told


def test_the_list_keeps_what_was_entered(speaker: Make) -> None:
    one = begun_by_voice(speaker)
    one.says("Wann bin ich dran")
    assert one.say("number:42")
    one.says("nein", "was kann ich sagen", "zurück")
    assert one.terminal.page.draft() == "42"


# ---- numbers -------------------------------------------------------------------------------------------------------


def test_a_number_chooses_what_it_stands_on(speaker: Make) -> None:
    one = begun_by_voice(speaker)
    one.says("nummern zeigen")
    numbers = one.talking.doing.shown_numbers
    assert numbers is not None
    adjust = next(number for number, button in numbers.buttons.items() if button.text() == "Anpassen")
    one.says(str(adjust))
    assert one.terminal.shell.panel == "adjust"
    assert one.talking.doing.shown_numbers is None


def test_options_keep_their_own_numbers(speaker: Make) -> None:
    one = begun_by_voice(speaker)
    one.says("nummern zeigen")
    numbers = one.talking.doing.shown_numbers
    assert numbers is not None
    for number, button in numbers.buttons.items():
        own = getattr(getattr(button, "face", None), "number", None)
        assert own in (None, number)


def test_a_weighty_thing_is_asked_back_by_number_too(speaker: Make) -> None:
    one = begun_by_voice(speaker)
    one.says("nummern zeigen")
    numbers = one.talking.doing.shown_numbers
    assert numbers is not None
    end = next(number for number, button in numbers.buttons.items() if button.text() == "Beenden")
    one.says(str(end))
    assert not one.terminal.shell.over
    assert any("Beenden" in words for words in one.aside)
    one.says("ja")
    assert one.terminal.shell.over


def test_a_confirmation_by_number_does_not_end_the_session_by_another(speaker: Make) -> None:
    one = begun_by_voice(speaker)
    one.says("Nummer nehmen", "1", "beenden")
    assert not one.terminal.shell.over
    assert any("Beenden" in words for words in one.aside)
