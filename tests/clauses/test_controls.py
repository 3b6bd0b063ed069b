"""Each check of a screen finds a bad one: what is spoilt here is what it is for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kiosk.flow.steps import Confirm, Fact
from kiosk.look.theme import PAPER, Paint
from kiosk.visitor.widgets import Button, Text
from tests.clauses.checks import CHECKS
from tests.clauses.screen import Screen
from tests.fakes.terminal import Terminal
from tests.tour.specimen import specimen

PALE = Paint(PAPER.card.fill, "#8A8A8A", "#E4E0D8")


def button(terminal: Terminal) -> Button:
    found: list[Button] = terminal.page.findChildren(Button)
    return next(one for one in found if one.isVisible())


def pale(terminal: Terminal) -> None:
    one = button(terminal)
    one.set_face(replace(one.face, paint=PALE))


def small(terminal: Terminal) -> None:
    title = terminal.page.heading.title
    made = title.font()
    made.setPixelSize(30)
    title.setFont(made)


def tiny(terminal: Terminal) -> None:
    button(terminal).resize(60, 60)


def close(terminal: Terminal) -> None:
    one, other = [found for found in terminal.page.findChildren(Button) if found.isVisible()][:2]
    other.move(one.x() + one.width() + 3, one.y())


def unsaid(terminal: Terminal) -> None:
    stray = Text(terminal.page.look, "Das sagt niemand.", parent=terminal.page)
    stray.resize(300, 60)
    stray.show()


def nameless(terminal: Terminal) -> None:
    button(terminal).setAccessibleName("")


def twins(terminal: Terminal) -> None:
    one, other = [found for found in terminal.page.findChildren(Button) if found.isVisible()][:2]
    other.set_face(replace(one.face, paint=PAPER.areas["plum"]))


def cut(terminal: Terminal) -> None:
    terminal.page.heading.title.resize(50, 10)


def told(terminal: Terminal) -> None:
    facts = (Fact("slip-words-fact", "Mein Knie tut weh", private=True),)
    terminal.shell.journey.open(specimen(Confirm(key="slip-check", summary=facts)))
    terminal.pump()
    heading = terminal.page.heading
    heading.refuse("Mein Knie tut weh")


SPOILT: dict[str, Callable[[Terminal], None]] = {
    "text_stands_out": pale,
    "edges_stand_out": pale,
    "text_is_large": small,
    "targets_are_large": tiny,
    "targets_stand_apart": close,
    "everything_is_spoken": unsaid,
    "everything_has_a_name": nameless,
    "words_tell_things_apart": twins,
    "nothing_is_cut_off": cut,
    "private_values_stay_unsaid": told,
}


@pytest.mark.parametrize("check", CHECKS)
def test_a_good_screen_passes_and_a_spoilt_one_is_found(terminal: Any, check: str) -> None:
    terminal.start()
    terminal.pump()
    assert CHECKS[check](Screen("home", terminal)) == []

    SPOILT[check](terminal)
    terminal.pump()

    assert CHECKS[check](Screen("home", terminal)) != []
