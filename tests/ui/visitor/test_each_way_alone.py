"""Every service to its end by touch only, by keypad only, by one switch only, and by ear without looking."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kiosk import channel
from kiosk.citizen import SERVICES
from kiosk.flow.steps import Choose
from kiosk.visitor.render.browse import BrowseRenderer
from tests.fakes.browser import WEB, browsing
from tests.fakes.terminal import Terminal
from tests.journeys.hands import Ear, Hand, Keypad, Switch, Touch
from tests.journeys.services import answer, choose, go, turn_to

HANDS: dict[str, Callable[[Terminal], Hand]] = {"touch": Touch, "keypad": Keypad, "switch": Switch, "ear": Ear}
INSIDE = [service for service in SERVICES if service.id != "web"]


@pytest.fixture(params=HANDS)
def hand(request: pytest.FixtureRequest, make: Callable[..., Terminal]) -> Hand:
    terminal = make()
    terminal.show()
    return HANDS[request.param](terminal)


@pytest.mark.parametrize("service", INSIDE, ids=lambda service: service.id)
def test_a_service_is_gone_through_whole(hand: Any, service: Any) -> None:
    hand.begin("Deutsch")
    asked = go(hand, hand.terminal, service)
    assert asked, service.id


def test_another_language_another_size_help_and_the_end(hand: Any) -> None:
    terminal = hand.terminal
    hand.begin("Deutsch")
    for name in ("Anpassen", "Sehr groß"):
        assert hand.press(name), name
    turn_to(hand, terminal, "Fertig")
    assert terminal.shell.choices.scale == 1.75
    assert terminal.shell.panel == ""
    for name in ("Deutsch", "English"):
        turn_to(hand, terminal, name)
    assert terminal.shell.choices.locale == "en"
    assert hand.press(terminal.shell.texts.text("help-call"))
    terminal.broker.answer({"id": "h1", "state": "open", "minutes": None})
    turn_to(hand, terminal, terminal.shell.texts.text("help-withdraw"))
    terminal.broker.answer({"id": "h1", "state": "withdrawn", "minutes": None})
    terminal.broker.send(channel.Warn(90.0))
    before = len(terminal.broker.of(channel.MoreTime))
    assert hand.press(terminal.shell.texts.text("go-on"))
    assert len(terminal.broker.of(channel.MoreTime)) == before + 1
    assert hand.press(terminal.shell.texts.text("end"))
    assert terminal.broker.of(channel.End)


def test_by_ear_the_number_that_was_given_is_heard(make: Callable[..., Terminal]) -> None:
    terminal = make()
    terminal.show()
    ear = Ear(terminal)
    ear.begin("Deutsch")
    go(ear, terminal, next(service for service in INSIDE if service.id == "take-number"))
    told = ear.everything()
    assert "Nummer nehmen" in told
    assert "127" in told, "the number that was given"


@pytest.mark.parametrize("way", HANDS)
def test_the_web_is_gone_into_and_left(make: Callable[..., Terminal], way: str) -> None:
    with browsing() as made:
        terminal = make(make_browsing=made, web=WEB)
        terminal.show()
        hand = HANDS[way](terminal)
        hand.begin("Deutsch")
        choose(hand, terminal, "web")
        while not isinstance(terminal.page, BrowseRenderer):
            step = terminal.page.step
            answer(hand, terminal, step, step.options[0].value if isinstance(step, Choose) else None)
        assert hand.press(terminal.shell.texts.text("back"))
        assert not isinstance(terminal.page, BrowseRenderer)
