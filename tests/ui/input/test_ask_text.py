"""Writing on the screen: what is touched is what is written."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication

from kiosk.flow.steps import AskText, Problem
from kiosk.visitor.keyboard_layouts import Do, Shift
from kiosk.visitor.render.ask_text import AskTextRenderer

STREETS = ("Karl-Marx-Allee", "Karl-Liebknecht-Straße", "Salvador-Allende-Platz")
LEFT = Qt.MouseButton.LeftButton


def step(**more: Any) -> AskText:
    return AskText(key="street", **more)


def touch(qtbot: Any, renderer: Any, *keys: str | Do, stage: Any) -> None:
    renderer.begin_writing()
    for key in keys:
        qtbot.mouseClick(renderer.keyboard.button(key), LEFT)
        stage.later()


def test_keys_write_where_the_cursor_is(stage: Any, qtbot: Any) -> None:
    renderer = stage.show(AskTextRenderer, step())
    touch(qtbot, renderer, "J", "e", "n", "a", " ", "-", stage=stage)
    assert renderer.field.text() == "Jena -"


def test_a_text_begins_with_one_capital(stage: Any, qtbot: Any) -> None:
    renderer = stage.show(AskTextRenderer, step())
    shifts = [renderer.keyboard.state.shift]
    for key in ("A", Do.BACKSPACE):
        touch(qtbot, renderer, key, stage=stage)
        shifts.append(renderer.keyboard.state.shift)
    assert shifts == [Shift.ONCE, Shift.OFF, Shift.ONCE]


def test_a_physical_letter_uses_the_first_capital_up(stage: Any, qtbot: Any) -> None:
    renderer = stage.show(AskTextRenderer, step())
    qtbot.keyClicks(renderer.field.focusProxy(), "j")
    touch(qtbot, renderer, "e", stage=stage)
    assert renderer.field.text() == "je"


def test_a_shift_taken_by_hand_stays_for_one_letter(stage: Any, qtbot: Any) -> None:
    renderer = stage.show(AskTextRenderer, step(), draft="a")
    touch(qtbot, renderer, Do.SHIFT, "B", "c", stage=stage)
    assert renderer.field.text() == "aBc"


def test_the_lock_keeps_capitals(stage: Any, qtbot: Any) -> None:
    renderer = stage.show(AskTextRenderer, step())
    touch(qtbot, renderer, Do.LOCK, "A", "B", Do.LOCK, "c", stage=stage)
    assert renderer.field.text() == "ABc"


@pytest.mark.clause("5.8")
def test_a_double_strike_counts_once(stage: Any, qtbot: Any) -> None:
    renderer = stage.show(AskTextRenderer, step())
    key = renderer.keyboard.button("T")
    qtbot.mouseClick(key, LEFT)
    stage.later(0.3)
    qtbot.mouseClick(key, LEFT)
    assert renderer.field.text() == "T"
    stage.later(0.3)
    qtbot.mouseClick(key, LEFT)
    assert renderer.field.text() == "Tt"


def test_two_keys_struck_quickly_both_count(stage: Any, qtbot: Any) -> None:
    renderer = stage.show(AskTextRenderer, step())
    qtbot.mouseClick(renderer.keyboard.button("E"), LEFT)
    stage.later(0.05)
    qtbot.mouseClick(renderer.keyboard.button("r"), LEFT)
    assert renderer.field.text() == "Er"


def test_a_key_counts_when_it_goes_down_even_if_the_finger_slides_off(stage: Any, qtbot: Any) -> None:
    renderer = stage.show(AskTextRenderer, step())
    key = renderer.keyboard.button("M")
    qtbot.mousePress(key, LEFT)
    assert renderer.field.text() == "M"
    qtbot.mouseRelease(key, LEFT, pos=QPoint(-200, 0))
    assert renderer.field.text() == "M"


@pytest.mark.clause("5.9")
def test_a_variant_replaces_the_letter_without_holding_anything(stage: Any, qtbot: Any) -> None:
    renderer = stage.show(AskTextRenderer, step())
    touch(qtbot, renderer, "R", "e", "n", "e", Do.VARIANTS, "é", stage=stage)
    assert renderer.field.text() == "René"


def test_digits_and_signs_are_a_page_away(stage: Any, qtbot: Any) -> None:
    renderer = stage.show(AskTextRenderer, step())
    touch(qtbot, renderer, Do.DIGITS, "1", "2", "@", Do.SIGNS, "|", Do.DIGITS, Do.LETTERS, "A", stage=stage)
    assert renderer.field.text() == "12@|A"


def test_arabic_is_written_and_latin_is_a_key_away(stage: Any, qtbot: Any) -> None:
    renderer = stage.show(AskTextRenderer, step(), look=stage.look("ar"))
    touch(qtbot, renderer, "ش", "ا", "ر", "ع", " ", Do.SCRIPT, "j", stage=stage)  # noqa: RUF001 - Arabic keys
    assert renderer.field.text() == "شارع j"


def test_german_streets_open_latin_letters_for_arabic_readers(stage: Any) -> None:
    renderer = stage.show(AskTextRenderer, step(suggestions=STREETS), look=stage.look("ar"))
    assert renderer.keyboard.state.layout == "de"


def test_arabic_keys_stand_as_printed_on_keyboards(stage: Any) -> None:
    keyboard = stage.show(AskTextRenderer, step(), look=stage.look("ar")).keyboard
    assert keyboard.button("ض").x() < keyboard.button("ص").x() < keyboard.button("د").x()


def test_a_suggestion_is_taken_by_touch_and_by_number(stage: Any, qtbot: Any) -> None:
    renderer = stage.show(AskTextRenderer, step(suggestions=STREETS))
    renderer.field.insert("karl")
    first, second = renderer.assist.offered()
    assert (first, second) == STREETS[:2]
    qtbot.mouseClick(renderer.assist._buttons[1], LEFT)
    assert renderer.field.text() == second
    assert renderer.assist.offered() == ()
    renderer.field.set_text("karl")
    assert renderer.number(1)
    assert renderer.field.text() == first


def test_a_slip_is_forgiven_when_the_typing_pauses(stage: Any, qtbot: Any) -> None:
    renderer = stage.show(AskTextRenderer, step(suggestions=STREETS))
    renderer.field.insert("Kalr-Marx")
    qtbot.waitUntil(lambda: renderer.assist.offered() == ("Karl-Marx-Allee",))


def test_next_sends_what_is_written(stage: Any, qtbot: Any) -> None:
    renderer = stage.show(AskTextRenderer, step())
    renderer.field.insert(" Jena ")
    qtbot.mouseClick(renderer.next, LEFT)
    assert stage.answers == ["Jena"]


def test_a_physical_keyboard_works_too(stage: Any, qtbot: Any) -> None:
    renderer = stage.show(AskTextRenderer, step())
    renderer.focus_first()
    edit = renderer.field.focusProxy()
    qtbot.keyClicks(edit, "Saalstrasse 7")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert stage.answers == ["Saalstrasse 7"]
    assert stage.pages[0].keys == [], "Enter would answer the next question too"


def test_the_cursor_is_there_from_the_start(stage: Any, qtbot: Any) -> None:
    renderer = stage.show(AskTextRenderer, step())
    qtbot.waitUntil(renderer.field.focusProxy().hasFocus)


def test_keys_are_reached_and_struck_without_a_finger(stage: Any, qtbot: Any) -> None:
    renderer = stage.show(AskTextRenderer, step())
    key = renderer.keyboard.button("Q")
    key.setFocus()
    qtbot.keyClick(key, Qt.Key.Key_Space)
    qtbot.keyClick(key, "x")
    assert renderer.field.text() == "Qx"


def test_every_key_has_a_spoken_name(stage: Any, qtbot: Any) -> None:
    for locale in ("de", "en", "ar"):
        renderer = stage.show(AskTextRenderer, step(), look=stage.look(locale))
        keyboard = renderer.keyboard
        for page in (Do.DIGITS, Do.SIGNS, Do.DIGITS, Do.LETTERS, Do.VARIANTS):
            shown = [button for button in keyboard._buttons if button.isVisibleTo(keyboard)]
            assert all(button.accessibleName() for button in shown)
            assert not any(button.accessibleName().startswith("key-") for button in shown)
            touch(qtbot, renderer, page, stage=stage)


def test_an_optional_text_can_be_left_out(stage: Any, qtbot: Any) -> None:
    renderer = stage.show(AskTextRenderer, step(optional=True))
    assert renderer.next.face.text == "Auslassen"
    renderer.field.insert("a")
    assert renderer.next.face.text == "Weiter"
    renderer.field.backspace(1)
    qtbot.mouseClick(renderer.next, LEFT)
    assert stage.answers == [""]


def test_a_private_text_is_masked_and_not_spoken(stage: Any) -> None:
    renderer = stage.show(AskTextRenderer, step(private=True))
    renderer.field.insert("Geheim")
    assert renderer.field.masked()
    assert not any("Geheim" in words for words in renderer.spoken())


def test_a_text_too_long_is_kept_and_said(stage: Any) -> None:
    renderer = stage.show(AskTextRenderer, step(limit=20))
    renderer.field.insert("a" * 10_000)
    assert len(renderer.field.text()) == 10_000
    assert "9980" in renderer.assist.words().replace(".", "")
    renderer.refuse(Problem.TOO_LONG)
    assert "9980" in stage.said[-1].replace(".", "")


def test_shortly_before_the_limit_it_says_what_is_left(stage: Any) -> None:
    renderer = stage.show(AskTextRenderer, step(limit=20))
    renderer.field.insert("a" * 15)
    assert "5" in renderer.assist.words()


@pytest.mark.parametrize(
    "text",
    ["😀👩‍👩‍👧", "\u200fمرحبا\u200f Jena", "'; DROP TABLE", '%s %n {0} {{x}} "«»"', "<b>fett</b> & Söhne", "a\u202eb"],  # noqa: RUF001 - Arabic
)
def test_what_is_typed_is_what_is_answered(stage: Any, text: str) -> None:
    renderer = stage.show(AskTextRenderer, step())
    renderer.field.insert(text)
    renderer.submit()
    assert stage.answers == [text]
    assert step().check(text) is None


@pytest.mark.parametrize("text", ["a\x00b", "a\x1bb", "a\ud800"])
def test_what_cannot_be_seen_is_refused_in_words(stage: Any, text: str) -> None:
    assert step().check(text) is Problem.CONTROL_CHARACTERS
    renderer = stage.show(AskTextRenderer, step())
    renderer.refuse(Problem.CONTROL_CHARACTERS)
    assert renderer.assist.words() == "Ein unsichtbares Zeichen ist im Text. Bitte löschen Sie es."


@pytest.mark.parametrize("problem", list(Problem))
def test_every_problem_is_told_in_words_below_the_field(stage: Any, problem: Problem) -> None:
    renderer = stage.show(AskTextRenderer, step())
    renderer.refuse(problem)
    assert renderer.assist.words() == stage.said[-1]
    assert renderer.assist.y() >= renderer.field.geometry().bottom()
    assert not stage.said[-1].startswith(("text-", "problem-"))


def test_a_problem_goes_away_with_the_next_letter(stage: Any) -> None:
    renderer = stage.show(AskTextRenderer, step())
    renderer.refuse(Problem.EMPTY)
    renderer.field.insert("a")
    assert renderer.assist.words() == ""


def test_what_was_written_is_kept_when_the_language_changes(stage: Any, qtbot: Any) -> None:
    renderer = stage.show(AskTextRenderer, step())
    with qtbot.waitSignal(renderer.edited):
        touch(qtbot, renderer, "J", "e", "n", stage=stage)
    again = stage.show(AskTextRenderer, step(), look=stage.look("ar"), draft=renderer.draft())
    assert again.field.text() == "Jen"


def test_where_space_is_short_the_keyboard_takes_its_own_page(stage: Any, qtbot: Any) -> None:
    renderer = stage.show(AskTextRenderer, step(), look=stage.look(size=(1280, 800), scale=1.75))
    assert not renderer.keyboard.isVisible()
    qtbot.mouseClick(renderer.write, LEFT)
    assert renderer.keyboard.isVisible()
    assert renderer.heading.title.text() == "In welche Straße ziehen Sie?"
    touch(qtbot, renderer, "A", stage=stage)
    stage.later()
    qtbot.mouseClick(renderer.next, LEFT)
    assert stage.answers == ["A"]


def test_a_problem_brings_back_the_page_where_it_can_be_read(stage: Any) -> None:
    renderer = stage.show(AskTextRenderer, step(), look=stage.look(size=(1280, 800), scale=1.75))
    renderer.begin_writing()
    renderer.refuse(Problem.EMPTY)
    assert renderer.assist.words() == stage.said[-1]
    assert renderer.assist.isVisible()


def test_touching_the_field_opens_the_keyboard(stage: Any, qtbot: Any) -> None:
    renderer = stage.show(AskTextRenderer, step(), look=stage.look(size=(1280, 800), scale=1.75))
    qtbot.mouseClick(renderer.field.focusProxy(), LEFT)
    assert renderer.keyboard.isVisible()


def test_several_lines_have_a_key_for_a_new_line(stage: Any, qtbot: Any) -> None:
    renderer = stage.show(AskTextRenderer, step(lines=4), look=stage.look(size=(1080, 1920)))
    touch(qtbot, renderer, "A", "\n", "b", stage=stage)
    renderer.submit()
    assert stage.answers == ["A\nb"]


def test_keys_are_large_enough(stage: Any) -> None:
    cases = (("ar", (1920, 1080), 1.0), ("ar", (1080, 1920), 1.75), ("de", (1280, 800), 1.0))
    for locale, size, scale in cases:
        look = stage.look(locale, size=size, scale=scale)
        renderer = stage.show(AskTextRenderer, step(), look=look)
        renderer.begin_writing()
        for button in renderer.keyboard._buttons:
            if button.isVisibleTo(renderer.keyboard):
                assert min(button.width(), button.height()) >= look.metrics.touch - 2


@pytest.mark.parametrize("lines", [1, 3])
def test_nothing_of_the_text_reaches_the_clipboard(stage: Any, qtbot: Any, lines: int) -> None:
    renderer = stage.show(AskTextRenderer, step(lines=lines))
    edit = renderer.field.focusProxy()
    QGuiApplication.clipboard().setText("before")
    qtbot.keyClicks(edit, "Geheim")
    for key in (Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_X):
        qtbot.keyClick(edit, key, Qt.KeyboardModifier.ControlModifier)
    assert renderer.field.text() == "Geheim"
    assert QGuiApplication.clipboard().text() == "before"


@pytest.mark.parametrize("lines", [1, 3])
def test_a_finger_that_slides_or_taps_twice_selects_nothing(stage: Any, qtbot: Any, lines: int) -> None:
    renderer = stage.show(AskTextRenderer, step(lines=lines), draft="Karl-Marx-Allee")
    edit = renderer.field.focusProxy()
    target = edit.viewport() if lines > 1 else edit
    qtbot.mousePress(target, LEFT, pos=QPoint(5, 20))
    qtbot.mouseMove(target, QPoint(200, 20))
    qtbot.mouseRelease(target, LEFT, pos=QPoint(200, 20))
    qtbot.mouseDClick(target, LEFT, pos=QPoint(100, 20))
    renderer.field.insert("x")
    assert len(renderer.field.text()) == len("Karl-Marx-Allee") + 1
