"""Goes through services by one way of using the terminal, whatever services there are."""

from __future__ import annotations

import datetime as dt
from typing import Any

from kiosk.flow.service import Service
from kiosk.flow.states import Asking
from kiosk.flow.steps import AskDate, AskDigits, AskNumber, AskText, Choose, Confirm
from kiosk.visitor.render.ask_text import AskTextRenderer
from kiosk.visitor.render.choose import ChooseRenderer
from kiosk.visitor.render.sheet import Sheet
from tests.fakes.terminal import Terminal
from tests.journeys.hands import Hand
from tests.tour.explore import Reply, Way, ways

WORD = "ab"
"""What is written where words are asked for: the keyboard begins with a capital."""


def longest(service: Service, terminal: Terminal) -> Way:
    """The way through a service that asks most, all of it written short, with an office that answers."""
    found = ways(service, terminal.shell.terminal.visit(lambda: "x"))
    good = [way for way in found if not any(reply.kind == "refused" for reply in way)]
    return max(good, key=len, default=())


def go(hand: Hand, terminal: Terminal, service: Service) -> list[str]:
    """Open a service from the home screen and go through it; give the keys of the steps it asked."""
    way = longest(service, terminal)
    choose(hand, terminal, service.id)
    assert terminal.shell.journey.service is service
    asked = []
    for reply in way:
        state = terminal.shell.journey.state
        if isinstance(state, Asking):
            asked.append(state.step.key)
        give(hand, terminal, reply)
    state = terminal.shell.journey.state
    return [*asked, state.step.key] if isinstance(state, Asking) else asked


def give(hand: Hand, terminal: Terminal, reply: Reply) -> None:
    """Give one reply: an answer by the hand, all else by the office."""
    state = terminal.shell.journey.state
    match reply.kind:
        case "answer":
            assert isinstance(state, Asking)
            answer(hand, terminal, state.step, reply.value)
        case "ok":
            terminal.broker.answer(reply.value)
        case "pushed":
            assert isinstance(state, Asking)
            terminal.broker.push(state.step.topic or "", reply.value)
        case "refused":
            terminal.broker.refuse(reply.value)


def answer(hand: Hand, terminal: Terminal, step: Any, value: Any) -> None:
    """Answer a step by what is on the screen."""
    page = terminal.page
    match step:
        case Choose():
            choose(hand, terminal, value)
        case AskText():
            assert isinstance(page, AskTextRenderer)
            if page.write.isVisibleTo(page):
                assert hand.press(page.write.accessibleName())
            for sign in WORD if value else "":
                capital = not page.field.text() and not page.conceals()
                assert hand.press(sign.upper() if capital else sign), f"key {sign}"
            assert hand.press(page.next.accessibleName())
        case AskNumber() | AskDigits():
            sign_by_sign(hand, str(value))
            assert hand.press(terminal.shell.texts.text("input-next"))
        case AskDate():
            assert isinstance(value, dt.date)
            sign_by_sign(hand, f"{value:%d%m%Y}")
            assert hand.press(terminal.shell.texts.text("input-next"))
        case Confirm():
            turn_to(hand, terminal, action(page, value))
        case _:
            turn_to(hand, terminal, action(page, None))


def sign_by_sign(hand: Hand, signs: str) -> None:
    for sign in signs:
        assert hand.press(sign), f"key {sign}"


def choose(hand: Hand, terminal: Terminal, value: str) -> None:
    """Choose an option, on whatever page it is."""
    page = terminal.page
    assert isinstance(page, ChooseRenderer)
    option = next(one for one in page.step.options if one.value == value)
    turn_to(hand, terminal, page.label(option)[0])


def turn_to(hand: Hand, terminal: Terminal, name: str) -> None:
    """Press what has this name, turning pages until it is there."""
    later = terminal.shell.texts.text("page-later")
    while not hand.press(name):
        assert hand.press(later), f"neither {name} nor another page"


def action(page: Any, value: object) -> str:
    """The words of the action with this answer."""
    assert isinstance(page, Sheet)
    return next(one.text for one in page.acts if one.answer == value)
