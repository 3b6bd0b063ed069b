"""The voice guide: groups of at most four, every thing said as one comes to it, nothing private said."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt

from kiosk import channel
from kiosk.flow.steps import AskText, Choose, Option
from kiosk.texts import Texts
from kiosk.visitor.guide import MOST, Group, Item, groups
from tests.fakes.terminal import Terminal
from tests.journeys.hands import Ear, Keypad, is_named
from tests.tour.specimen import specimen


def item(label: str) -> Item:
    return Item(label, frozenset({label, f"Nummer: {label}"}), None, lambda: None)


def test_choices_are_cut_into_groups_of_four_with_what_is_said_about_them() -> None:
    found = groups(
        ["Farben", "hell", "dunkel", "Größe", "klein", "groß", "riesig"], [item("hell"), item("dunkel")], None
    )
    assert found == [Group(("Farben", "hell", "dunkel", "Größe", "klein", "groß", "riesig"), found[0].items)]
    six = [item(str(number)) for number in range(6)]
    cut = groups(["Frage", *map(str, range(6))], six, None)
    assert [len(group.items) for group in cut] == [4, 2]
    assert cut[0].lines[0] == "Frage"


def test_what_a_screen_does_not_say_is_said_last() -> None:
    assert groups(["Frage"], [item("Nummern zeigen")], None)[0].lines == ("Frage", "Nummern zeigen")


def test_choices_without_numbers_get_those_of_their_place_in_the_group() -> None:
    six = [item(str(number)) for number in "abcdef"]
    cut = groups("abcdef", six, lambda n, words: f"{n} {words}")
    assert cut[1].lines == ("1 e", "2 f")


def guided(terminal: Terminal) -> Ear:
    terminal.show()
    terminal.give("guide")
    terminal.give("de")
    return Ear(terminal)


def said(terminal: Terminal) -> tuple[str, ...]:
    return tuple(terminal.voice.said[-1])


def press(terminal: Terminal, key: Qt.Key) -> None:
    terminal.clock.now += 1.0
    terminal.key(key, "\r" if key == Qt.Key.Key_Return else "")


def seven() -> Any:
    options = tuple(Option(name, text=name) for name in ("Eins", "Zwei", "Drei", "Vier", "Fünf", "Sechs", "Sieben"))
    return specimen(Choose(key="practice-touch", options=options))


def test_a_screen_is_said_four_choices_at_a_time_with_a_word_that_there_is_more(terminal: Terminal) -> None:
    guided(terminal)
    terminal.shell.journey.open(seven())
    assert [words for words in said(terminal) if words.startswith(tuple("1234567"))] == [
        "1: Eins",
        "2: Zwei",
        "3: Drei",
        "4: Vier",
    ]
    assert "noch mehr" in said(terminal)[-1]
    press(terminal, Qt.Key.Key_PageDown)
    assert said(terminal)[:3] == ("5: Fünf", "6: Sechs", "7: Sieben")
    press(terminal, Qt.Key.Key_PageDown)
    assert any("Hilfe holen" in words for words in said(terminal)), "the strips come after the page"
    press(terminal, Qt.Key.Key_PageUp)
    press(terminal, Qt.Key.Key_PageUp)
    assert "1: Eins" in said(terminal)


def test_ok_chooses_the_first_of_the_group_that_was_said(terminal: Terminal) -> None:
    guided(terminal)
    terminal.shell.journey.open(seven())
    press(terminal, Qt.Key.Key_PageDown)
    press(terminal, Qt.Key.Key_Return)
    assert terminal.shell.journey.service is not None
    assert terminal.broker.of(channel.Begun)


def test_a_number_chooses_where_the_screen_has_none_of_its_own(terminal: Terminal) -> None:
    guided(terminal)
    terminal.strip("adjust")
    lines = said(terminal)
    number = next(int(line[0]) for line in lines if line.endswith(": Sehr groß"))
    terminal.clock.now += 1
    terminal.key(Qt.Key(ord(str(number))), str(number))
    assert terminal.shell.choices.scale == 1.75


def test_every_group_of_every_panel_has_at_most_four(terminal: Terminal) -> None:
    guided(terminal)
    for name in ("adjust", "privacy"):
        terminal.strip(name)
        assert all(len(group.items) <= MOST for group in terminal.shell.hands.guide._groups)
        assert {one.label for group in terminal.shell.hands.guide._groups for one in group.items} >= {"Hilfe holen"}


def test_a_move_says_name_role_state_and_place(terminal: Terminal) -> None:
    ear = guided(terminal)
    terminal.strip("adjust")
    while not is_named(ear.heard(), "Groß"):
        ear.stroke(Qt.Key.Key_Right)
    assert ear.heard().startswith("Groß. Größe, Auswahl, nicht ausgewählt, 2 von ")
    ear.stroke(Qt.Key.Key_Left)
    assert ear.heard().startswith("Normal. Größe, Auswahl, ausgewählt, 1 von ")
    ear.stroke(Qt.Key.Key_Left)
    assert said(terminal)[0] == "Wieder von vorn."


def test_repeat_says_the_same_again_and_a_new_thing_interrupts(terminal: Terminal) -> None:
    ear = guided(terminal)
    ear.stroke(Qt.Key.Key_Right)
    before, count = said(terminal), len(terminal.voice.said)
    ear.stroke(Qt.Key.Key_F5)
    assert said(terminal) == before
    assert len(terminal.voice.said) == count + 1


def test_a_key_on_welcome_begins_to_speak_and_goes_on_after_it(terminal: Terminal) -> None:
    terminal.show()
    press(terminal, Qt.Key.Key_Down)
    assert said(terminal)[0].startswith("1: Deutsch, Schaltfläche, 1 von ")
    assert said(terminal)[1] == "Die Pfeiltasten gehen weiter. OK wählt."
    press(terminal, Qt.Key.Key_Return)
    assert terminal.shell.choices.guided
    assert any("Nummer nehmen" in words for words in said(terminal))


def test_tab_of_a_keyboard_does_not_begin_to_speak(terminal: Terminal) -> None:
    terminal.show()
    terminal.key(Qt.Key.Key_Tab)
    press(terminal, Qt.Key.Key_Return)
    assert terminal.broker.of(channel.Begun)
    assert terminal.voice.said == []


def test_each_language_is_said_in_itself_with_how_to_go_on(terminal: Terminal) -> None:
    terminal.show()
    ear = Ear(terminal)
    ear.stroke(Qt.Key.Key_Down)
    while "العربية" not in said(terminal)[0]:
        ear.stroke(Qt.Key.Key_Down)
    arabic = Texts("ar")
    assert said(terminal)[-1] == arabic.speech("guide-keys")
    assert arabic.speech("guide-role-button") in said(terminal)[0]
    assert terminal.voice.locales[-1] == "ar"


def test_who_then_touches_the_screen_hears_nothing(terminal: Terminal) -> None:
    terminal.show()
    press(terminal, Qt.Key.Key_Down)
    terminal.touch(terminal.page.languages.buttons[0])  # type: ignore[attr-defined]
    assert not terminal.shell.choices.guided


@pytest.mark.parametrize(("private", "aloud"), [(False, False), (True, False), (True, True)])
def test_what_is_written_is_said_but_hidden_signs_only_when_allowed(
    terminal: Terminal, private: bool, aloud: bool
) -> None:
    ear = guided(terminal)
    if aloud:
        for name in ("Blickschutz", "Auch Privates vorlesen", "Zurück"):
            assert ear.press(name)
    terminal.shell.journey.open(specimen(AskText(key="slip-own", private=private)))
    terminal.pump()
    begin = len(terminal.voice.said)
    terminal.key(Qt.Key.Key_X, "x")
    heard = [line for lines in terminal.voice.said[begin:] for line in lines]
    assert ("x" in heard) is (aloud or not private)
    assert any("1 Zeichen" in line for line in heard) is (private and not aloud)
    keypad = Keypad(terminal)
    assert keypad.press("y")
    heard = [line for lines in terminal.voice.said[begin:] for line in lines]
    assert ("y" in heard) is (aloud or not private), "neither the key nor the sign"


def test_refusals_and_results_are_said(terminal: Terminal) -> None:
    guided(terminal)
    terminal.give("take-number")
    terminal.give("social")
    terminal.give(True)
    terminal.broker.answer({"number": 27, "code": "x", "ahead": 3})
    terminal.broker.answer({"state": "printed"})
    assert "27" in said(terminal)
    terminal.shell.journey.home()
    terminal.shell.journey.open(specimen(AskText(key="slip-own")))
    terminal.give("")
    assert any("schreiben" in words.casefold() or "bitte" in words.casefold() for words in said(terminal))


def test_a_warning_and_the_end_are_said(terminal: Terminal) -> None:
    ear = guided(terminal)
    terminal.broker.send(channel.Warn(30.0))
    assert "Sind Sie noch da?" in said(terminal)
    assert ear.press("Weiter")
    assert terminal.broker.of(channel.MoreTime)
    assert ear.press("Beenden")
    assert terminal.broker.of(channel.End)
