"""A keypad of ordinary keys: every thing of every screen is reached, nothing holds the focus, nothing repeats."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QApplication

from kiosk import channel
from kiosk.flow.steps import AskDate, AskNumber, AskText, Choose
from kiosk.look.theme import THEMES, contrast
from kiosk.visitor.covers import Covers
from kiosk.visitor.render.browse import BrowseRenderer
from kiosk.visitor.things import of_focus, place, things
from tests.fakes.browser import WEB, browsing
from tests.fakes.terminal import Terminal
from tests.journeys.hands import Keypad, named
from tests.journeys.services import answer, choose
from tests.tour.specimen import specimen

NEXT, BEFORE, OK, BACK = Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Escape


def here(terminal: Terminal) -> Any:
    return of_focus(terminal.app.window, things(terminal.app.window))


def press(terminal: Terminal, key: Qt.Key) -> None:
    terminal.clock.now += 1.0
    terminal.key(key, "\r" if key == OK else "")


def home(terminal: Terminal) -> None:
    terminal.start()


def adjust(terminal: Terminal) -> None:
    terminal.start()
    terminal.strip("adjust")


def languages(terminal: Terminal) -> None:
    terminal.start()
    terminal.shell.panels.open("languages")


def help_panel(terminal: Terminal) -> None:
    terminal.start()
    terminal.call_help()


def privacy(terminal: Terminal) -> None:
    terminal.start()
    terminal.strip("privacy")


def warning(terminal: Terminal) -> None:
    terminal.start()
    terminal.broker.send(channel.Warn(30.0))


def time_over(terminal: Terminal) -> None:
    terminal.start()
    terminal.broker.send(channel.Warn(60.0, "quota", longer=True))


def covered(terminal: Terminal) -> None:
    terminal.start()
    terminal.shell.cover()


def dark(terminal: Terminal) -> None:
    terminal.start()
    terminal.strip("privacy")
    terminal.give("dark")


def text(terminal: Terminal) -> None:
    terminal.start()
    terminal.shell.journey.open(specimen(AskText(key="slip-own", suggestions=("Zimmer 1", "Zimmer 2"))))
    terminal.pump()


def number(terminal: Terminal) -> None:
    terminal.start()
    terminal.shell.journey.open(specimen(AskNumber(key="practice-number", least=1, most=99)))
    terminal.pump()


def date(terminal: Terminal) -> None:
    import datetime as dt  # noqa: PLC0415

    step = AskDate(key="practice-date", first=dt.date(1900, 1, 1), last=dt.date(2030, 1, 1))
    terminal.start()
    terminal.shell.journey.open(specimen(step))


def welcome(terminal: Terminal) -> None:
    terminal.show()


def staff(terminal: Terminal) -> None:
    terminal.show(channel.Mode.STAFF)
    terminal.page.drive("kerstin")


SCREENS = (
    *(welcome, home, adjust, languages, help_panel, privacy, warning, time_over, covered, dark),
    *(text, number, date, staff),
)


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920)], ids=str)
@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.__name__)
def test_arrows_reach_every_thing_both_ways_round_and_round(
    make: Callable[..., Terminal], screen: Callable[[Terminal], None], size: tuple[int, int]
) -> None:
    terminal = make(size)
    screen(terminal)
    terminal.pump()
    everything = things(terminal.app.window)
    assert everything
    keys = sum(one.is_key for one in everything)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
        reached = set()
        for _ in range(len(everything) + 3):
            press(terminal, key)
            found = here(terminal)
            assert found is not None, "the focus is lost"
            reached.add(found.widget)
        assert {one.widget for one in everything if not one.is_key} <= reached
        assert keys == 0 or sum(one.is_key for one in everything if one.widget in reached) == keys


def test_arrows_go_by_rows_within_a_keyboard(terminal: Terminal) -> None:
    text(terminal)
    q = named(terminal, "Q")
    assert q is not None
    q.widget.setFocus()
    press(terminal, Qt.Key.Key_Right)
    assert here(terminal).name == "W"
    press(terminal, Qt.Key.Key_Down)
    assert here(terminal).name == "S"
    for _ in range(8):
        press(terminal, Qt.Key.Key_Down)
    assert not here(terminal).is_key, "down leads out of the keyboard"


def test_along_the_line_of_reading_is_next_in_arabic_too(terminal: Terminal) -> None:
    terminal.start("ar")
    terminal.key(Qt.Key.Key_Left)
    first = here(terminal)
    terminal.key(Qt.Key.Key_Left)
    assert here(terminal).n == first.n + 1
    terminal.key(Qt.Key.Key_Right)
    assert here(terminal).n == first.n


def test_an_arrow_moves_within_a_written_field_and_leads_on_at_its_ends(terminal: Terminal) -> None:
    number(terminal)
    field = terminal.page.field  # type: ignore[attr-defined]
    terminal.key(Qt.Key.Key_4, "4")
    terminal.key(Qt.Key.Key_2, "2")
    terminal.key(Qt.Key.Key_Left)
    terminal.key(Qt.Key.Key_Left)
    assert here(terminal).widget is field
    terminal.key(Qt.Key.Key_Left)
    assert here(terminal).widget is not field


def test_the_same_thing_keeps_the_focus_when_the_page_is_made_anew(terminal: Terminal) -> None:
    adjust(terminal)
    hand = Keypad(terminal)
    assert hand.press("Sehr groß")
    assert terminal.shell.choices.scale == 1.75
    assert here(terminal) is not None
    assert here(terminal).name == "Sehr groß. Größe"


def test_a_page_that_is_turned_begins_with_its_first_thing(make: Callable[..., Terminal]) -> None:
    terminal = make((1280, 800))
    terminal.start()
    terminal.shell.choose(terminal.shell.choices.__class__("de", scale=1.75))
    terminal.strip("adjust")
    assert Keypad(terminal).press("Weitere")
    terminal.pump()
    assert here(terminal).n == 1
    assert here(terminal).part == 0


def test_back_help_volume_repeat_and_group_keys(terminal: Terminal) -> None:
    terminal.start()
    terminal.key(Qt.Key.Key_F1)
    assert terminal.shell.panel == "help"
    assert terminal.broker.of(channel.Ask)[-1].name == "call-help"
    press(terminal, BACK)
    assert terminal.shell.panel == ""
    before = terminal.voice.volume
    terminal.key(Qt.Key.Key_VolumeUp)
    terminal.key(Qt.Key.Key_F8)
    assert terminal.voice.volume == before + 20
    terminal.key(Qt.Key.Key_VolumeDown)
    terminal.key(Qt.Key.Key_F7)
    assert terminal.voice.volume == before
    assert terminal.voice.said[-1] == (f"Lautstärke {before} %",)
    terminal.voice.stop()
    terminal.key(Qt.Key.Key_F5)
    assert "Was möchten Sie tun?" in terminal.voice.said[-1], "who has no guide hears the page"


def test_back_does_nothing_under_a_warning(terminal: Terminal) -> None:
    adjust(terminal)
    terminal.broker.send(channel.Warn(30.0))
    press(terminal, BACK)
    assert terminal.shell.panel == "adjust"
    press(terminal, OK)
    assert terminal.broker.of(channel.MoreTime)


def test_a_key_that_is_held_down_counts_once(terminal: Terminal) -> None:
    number(terminal)
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_4, Qt.KeyboardModifier.NoModifier, "4", autorep=True)
    terminal.key(Qt.Key.Key_4, "4")
    for _ in range(5):
        QApplication.sendEvent(terminal.app.window.windowHandle(), event)
    assert terminal.page.field.text() == "4"  # type: ignore[attr-defined]


def test_staff_keys_mean_nothing_of_a_visit(terminal: Terminal) -> None:
    staff(terminal)
    for key in (Qt.Key.Key_F1, Qt.Key.Key_F5, Qt.Key.Key_F8, Qt.Key.Key_F11, Qt.Key.Key_F11):
        terminal.clock.now += 1
        terminal.key(key)
    assert not terminal.broker.of(channel.Ask)
    assert terminal.shell.choices.scan == 0
    assert terminal.voice.said == []


def test_a_web_page_is_left_by_back_and_its_strip_is_reached(make: Callable[..., Terminal]) -> None:
    with browsing() as made:
        terminal = make(make_browsing=made, web=WEB)
        terminal.start()
        hand = Keypad(terminal)
        choose(hand, terminal, "web")
        while not isinstance(terminal.page, BrowseRenderer):
            step = terminal.page.step
            answer(hand, terminal, step, step.options[0].value if isinstance(step, Choose) else None)
        for name in ("Anpassen", "Fertig", "Blickschutz", "Zurück"):
            assert hand.press(name), name
        assert isinstance(terminal.page, BrowseRenderer)
        press(terminal, BACK)
        assert not isinstance(terminal.page, BrowseRenderer)


@pytest.mark.parametrize("theme", sorted(THEMES))
def test_the_ring_of_the_focus_stands_out_from_ground_and_card(theme: str) -> None:
    colours = THEMES[theme]
    for under in (colours.ground.fill, colours.card.fill, colours.top.fill):
        assert contrast(colours.focus, under) >= 3.0


@pytest.mark.parametrize("theme", sorted(THEMES))
def test_the_ring_is_seen_in_the_picture(make: Callable[..., Terminal], theme: str) -> None:
    terminal = make(theme=theme)
    terminal.start()
    picture = terminal.app.window.grab().toImage()
    press(terminal, NEXT)
    press(terminal, NEXT)
    ringed = terminal.app.window.grab().toImage()
    at = place(here(terminal).widget)
    wide = sum(
        picture.pixelColor(at.left() + step, at.center().y()) != ringed.pixelColor(at.left() + step, at.center().y())
        and ringed.pixelColor(at.left() + step, at.center().y()).name() == QColor(THEMES[theme].focus).name()
        for step in range(20)
    )
    assert wide >= 3, "pixels of the ring at the left edge"


def test_nothing_can_be_operated_after_the_end(terminal: Terminal) -> None:
    terminal.start()
    terminal.strip("end")
    assert things(terminal.app.window) == []
    press(terminal, NEXT)
    assert isinstance(terminal.shell.covers, Covers)
