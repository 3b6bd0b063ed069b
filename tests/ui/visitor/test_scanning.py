"""One switch: begun with it alone on the welcome screen, goes round by itself, answers a warning, waits when left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from kiosk import channel
from kiosk.look.theme import THEMES
from kiosk.visitor.card import Card, encode
from kiosk.visitor.scan import ROUNDS
from tests.fakes.browser import WEB, browsing
from tests.fakes.terminal import Terminal
from tests.journeys.hands import Switch
from tests.journeys.services import answer, choose

SWITCH = Qt.Key.Key_F11


def strike(terminal: Terminal, after: float = 1.0, key: Qt.Key = SWITCH) -> None:
    terminal.clock.now += after
    terminal.key(key, " " if key == Qt.Key.Key_Space else "")


def scans(terminal: Terminal) -> bool:
    return terminal.shell.hands.scanning.on and bool(terminal.shell.hands.scanning.lit)


@pytest.mark.parametrize("key", [SWITCH, Qt.Key.Key_Space])
def test_somebody_with_one_switch_begins_alone(terminal: Terminal, key: Qt.Key) -> None:
    terminal.show()
    strike(terminal, key=key)
    assert not scans(terminal)
    assert "noch einmal" in terminal.voice.said[-1][0], "the caption says how, and the voice"
    strike(terminal, key=key)
    assert scans(terminal)
    assert terminal.shell.hands.scanning.beam.rects
    assert not terminal.broker.of(channel.Begun)


def test_nothing_begins_it_by_accident(terminal: Terminal) -> None:
    terminal.show()
    strike(terminal)
    strike(terminal, 0.3)  # a double strike
    assert not scans(terminal)
    terminal.clock.now += 10
    strike(terminal)  # long after
    assert not scans(terminal)
    terminal.give("de")
    strike(terminal, key=Qt.Key.Key_Space)
    strike(terminal, key=Qt.Key.Key_Space)
    assert not scans(terminal), "the space bar is no switch once somebody has begun without"


def test_before_the_one_before_is_proven_gone_nothing_begins(terminal: Terminal) -> None:
    terminal.show(unlock=False)
    terminal.clock.now += 1
    strike(terminal)
    strike(terminal)
    assert not scans(terminal)


def test_left_alone_on_welcome_it_ends_and_the_next_visitor_finds_nothing_of_it(terminal: Terminal) -> None:
    terminal.show()
    strike(terminal)
    strike(terminal)
    hand = Switch(terminal)
    for _ in range(5 * ROUNDS):
        hand.wait()
    assert not terminal.shell.hands.scanning.on
    assert terminal.shell.hands.scanning.beam.isHidden()


def test_who_touches_the_screen_meanwhile_does_not_scan(terminal: Terminal) -> None:
    terminal.show()
    strike(terminal)
    strike(terminal)
    terminal.touch(terminal.page.languages.buttons[0])  # type: ignore[attr-defined]
    assert terminal.broker.of(channel.Begun)
    assert not scans(terminal)


def begun(terminal: Terminal) -> Switch:
    terminal.show()
    hand = Switch(terminal)
    hand.begin("Deutsch")
    return hand


def test_who_scans_has_three_times_as_much_time(terminal: Terminal) -> None:
    begun(terminal)
    assert terminal.broker.of(channel.MoreTime) == [channel.MoreTime(slower=True)]
    terminal.strip("adjust")
    assert len(terminal.broker.of(channel.MoreTime)) == 1, "asked for once"


def test_the_warning_is_answered_by_the_first_stroke(terminal: Terminal) -> None:
    hand = begun(terminal)
    terminal.broker.send(channel.Warn(90.0))
    assert len(terminal.shell.hands.scanning.lit) in {1, 3}
    for _ in range(2):
        if len(terminal.broker.of(channel.MoreTime)) < 2:  # one for the warning, one when scanning began
            hand.stroke()
    assert len(terminal.broker.of(channel.MoreTime)) == 2
    assert terminal.overlay is None
    assert scans(terminal)


def test_after_three_rounds_it_waits_and_a_warning_wakes_it(terminal: Terminal) -> None:
    hand = begun(terminal)
    for _ in range(5 * ROUNDS):
        hand.wait()
    scanning = terminal.shell.hands.scanning
    assert not scans(terminal)
    assert not scanning.timer.isActive()
    assert "wartet" in terminal.voice.said[-1][0]
    terminal.broker.send(channel.Warn(90.0))
    assert scans(terminal)
    assert scanning.timer.isActive()


def test_a_stroke_while_it_waits_goes_on_and_chooses_nothing(terminal: Terminal) -> None:
    hand = begun(terminal)
    for _ in range(5 * ROUNDS):
        hand.wait()
    page = terminal.page
    hand.stroke()
    assert terminal.shell.hands.scanning.lit
    assert terminal.page is page


def test_the_covered_screen_is_shown_again_and_the_session_ended_by_the_switch(terminal: Terminal) -> None:
    hand = begun(terminal)
    terminal.shell.cover()
    assert hand.press("Wieder zeigen")
    assert terminal.overlay is None
    assert hand.press("Beenden")
    assert terminal.broker.of(channel.End)
    assert not terminal.shell.hands.scanning.on


def test_pace_is_chosen_with_the_switch_and_holds(terminal: Terminal) -> None:
    hand = begun(terminal)
    assert hand.press("Anpassen")
    while not hand.press("5 s"):
        assert hand.press("Weitere")
    assert terminal.shell.choices.scan == 5.0
    assert terminal.shell.hands.scanning.timer.interval() == 5000
    assert hand.press("Fertig")
    assert terminal.shell.panel == ""


def test_language_and_help_by_one_switch(terminal: Terminal) -> None:
    hand = begun(terminal)
    assert hand.press("Deutsch")
    assert hand.press("العربية")
    assert terminal.shell.choices.locale == "ar"
    assert scans(terminal)
    assert hand.press(terminal.shell.texts.text("help-call"))
    assert terminal.broker.of(channel.Ask)[-1].name == "call-help"


def test_with_the_guide_what_is_lit_is_said_and_waited_for(terminal: Terminal) -> None:
    begun(terminal)
    terminal.shell.choose(replace(terminal.shell.choices, guided=True))
    scanning = terminal.shell.hands.scanning
    before = scanning.lit
    assert terminal.voice.said[-1] == ("Was möchten Sie tun?", *(one.words for one in before))
    assert any("Nummer nehmen" in words for words in terminal.voice.said[-1])
    scanning.timer.timeout.emit()
    assert scanning.lit == before, "it is still being said"
    terminal.voice.stop()
    scanning.timer.timeout.emit()
    assert scanning.lit != before


def test_it_goes_round_by_itself(terminal: Terminal, qtbot: Any) -> None:
    begun(terminal)
    terminal.shell.choose(replace(terminal.shell.choices, scan=0.05))
    scanning = terminal.shell.hands.scanning
    first = scanning.lit
    qtbot.waitUntil(lambda: scanning.lit != first, timeout=5000)


def test_a_web_page_is_left_and_its_numbers_are_asked_for_by_the_switch(make: Callable[..., Terminal]) -> None:
    with browsing() as made:
        terminal = make(make_browsing=made, web=WEB)
        terminal.show()
        hand = Switch(terminal)
        hand.begin("Deutsch")
        choose(hand, terminal, "web")
        while terminal.page.step.key != "web-browse":
            step = terminal.page.step
            answer(hand, terminal, step, step.options[0].value if hasattr(step, "options") else None)
        assert hand.press("Zurück")
        assert terminal.page.step.key != "web-browse"


@pytest.mark.parametrize("theme", sorted(THEMES))
def test_the_highlight_is_seen_in_the_picture(make: Callable[..., Terminal], theme: str) -> None:
    terminal = make(theme=theme)
    begun(terminal)
    picture = terminal.app.window.grab().toImage()
    rect = terminal.shell.hands.scanning.beam.rects[0]
    middle = rect.center().y()
    colours = [picture.pixelColor(x, middle).name() for x in range(rect.left() - 20, rect.left() + 20) if x >= 0]
    assert colours.count(QColor(THEMES[theme].focus).name()) >= 5
    assert colours.count(QColor(THEMES[theme].ground.fill).name()) >= 2


def test_a_comfort_card_begins_it_and_the_chosen_pace_is_on_the_card(make: Callable[..., Terminal]) -> None:
    terminal = make(cards=True)
    terminal.show()
    terminal.shell.card_read("ST1.DE.100.PAPER.0.0.2.S4")
    terminal.pump()
    assert scans(terminal)
    assert terminal.shell.choices.scan == 4.0
    assert terminal.broker.of(channel.MoreTime) == [channel.MoreTime(slower=True)]
    assert encode(Card(terminal.shell.choices, 2)) == "ST1.DE.100.PAPER.0.0.2.S4"
