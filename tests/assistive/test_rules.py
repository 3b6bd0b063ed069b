"""The check of the tree finds what is wrong with it; the tour runs it over every screen (tests/ui/tour)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from kiosk import channel
from kiosk.flow.steps import AskDate, AskNumber, AskText, Problem
from kiosk.look.fonts import load_fonts
from kiosk.visitor.widgets import Button, Text
from tests.assistive.inside import Node, nodes, problems, reading_along
from tests.fakes.terminal import Terminal
from tests.tour.specimen import specimen


@pytest.fixture
def terminal(qapp: QApplication) -> Iterator[Terminal]:
    load_fonts()
    with reading_along():
        made = Terminal(qapp, (1920, 1080))
        made.start()
        yield made
        made.close()


def _tree(terminal: Terminal) -> list[Node]:
    terminal.pump()
    return nodes(terminal.app.window)


def _found(terminal: Terminal) -> str:
    terminal.pump()
    return "\n".join(problems(terminal.app.window))


def _button(terminal: Terminal) -> Button:
    return next(button for button in terminal.page.findChildren(Button) if button.isVisible())


def _no_name(terminal: Terminal) -> None:
    _button(terminal).setText("")
    _button(terminal).setAccessibleName("")


def _other_name(terminal: Terminal) -> None:
    _button(terminal).setAccessibleName("Los")


def _chosen(terminal: Terminal) -> None:
    button = _button(terminal)
    button.setCheckable(True)


def _wrong_words(terminal: Terminal) -> None:
    terminal.page.heading.title.setAccessibleName("Etwas anderes")


def _no_heading(terminal: Terminal) -> None:
    terminal.page.heading.title.hide()


def _decoration(terminal: Terminal) -> None:
    terminal.page.setAccessibleName("Seite")


def _last_first(terminal: Terminal) -> None:
    _button(terminal).raise_()


def _words_last(terminal: Terminal) -> None:
    text = Text(terminal.shell.look, "Zuletzt", parent=terminal.app.window.stage)
    text.setGeometry(0, 0, 400, 10)
    text.show()


@pytest.mark.parametrize(
    ("breaks", "told"),
    [
        (_no_name, "has no name"),
        (_other_name, "is not in its name"),
        (_chosen, "does not say so"),
        (_wrong_words, "does not say its words"),
        (_no_heading, "headings: []"),
        (_decoration, "no role that goes with one"),
        (_last_first, "focus goes"),
        (_words_last, "stands before"),
    ],
)
def test_each_fault_is_found_on_a_screen_that_had_none(
    terminal: Terminal, breaks: Callable[[Terminal], None], told: str
) -> None:
    assert _found(terminal) == ""

    breaks(terminal)

    assert told in _found(terminal)


def test_what_covers_hides_all_below_from_readers_and_takes_the_focus_and_gives_it_back(terminal: Terminal) -> None:
    below = _button(terminal)
    below.setFocus()

    terminal.broker.send(channel.Warn(30.0))

    assert _found(terminal) == ""
    assert below.accessibleName() not in {node.name for node in _tree(terminal)}
    assert not below.isEnabled()
    terminal.app.window.stage.setEnabled(True)
    assert "what is covered can be used" in _found(terminal)

    terminal.broker.send(channel.WarnOver())

    assert below.hasFocus()
    assert below.isEnabled()


@pytest.mark.parametrize("step", [AskText(key="slip-own"), AskNumber(key="my-turn-number", least=1, most=999)])
def test_a_field_says_why_its_content_was_not_taken(terminal: Terminal, step: AskText | AskNumber) -> None:
    terminal.shell.journey.open(specimen(step))
    terminal.page.refuse(Problem.TOO_LARGE if isinstance(step, AskNumber) else Problem.EMPTY)

    (field,) = [node for node in _tree(terminal) if node.role is QAccessible.Role.EditableText]

    assert field.description
    assert field.description in {node.name for node in _tree(terminal)}
    field.widget.setAccessibleDescription("")
    assert "fields do not say" in _found(terminal)


def test_each_language_is_offered_in_its_own_language(qapp: QApplication) -> None:
    with reading_along():
        terminal = Terminal(qapp, (1920, 1080))
        terminal.show()
        locales = {node.name: node.widget.locale().bcp47Name() for node in _tree(terminal) if node.operable}

    assert (locales["English"], locales["العربية"], locales["Einfache Sprache"]) == ("en", "ar", "de")
    assert locales["Hilfe holen"] == "de"
    terminal.close()


def test_toggling_does_what_touching_does(terminal: Terminal) -> None:
    terminal.strip("adjust")
    large = next(button for button in terminal.page.findChildren(Button) if button.face.text == "Groß")
    terminal.clock.now += 1.0

    large.toggle()
    terminal.pump()

    assert terminal.shell.choices.scale > 1
    assert _found(terminal) == ""


def test_focus_follows_when_a_screen_arranges_itself_anew(qapp: QApplication) -> None:
    load_fonts()
    with reading_along():
        terminal = Terminal(qapp, (1080, 1920))
        terminal.start("ru")
        terminal.shell.choices = replace(terminal.shell.choices, theme="contrast", scale=1.75)
        terminal.shell.dress()
        terminal.shell.journey.open(
            specimen(AskDate(key="practice-date", first=dt.date(1900, 1, 1), last=dt.date(2026, 11, 23)))
        )
        assert _found(terminal) == ""
        terminal.shell.journey.answer("x")  # refused: the words that say so push the keys below
        assert _found(terminal) == ""
        terminal.close()
