"""Only one part legible, and nothing at all."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtCore import Qt

from kiosk import channel
from kiosk.flow.steps import AskText, Confirm, Fact
from kiosk.visitor.privacy import Privacy
from kiosk.visitor.spotlight import Shade
from tests.fakes.hiding import SECRET, ask, choose

# ---- spotlight and dark -------------------------------------------------------------------------------------------


def shades(terminal: Any) -> list[Any]:
    return [shade for shade in terminal.app.window.findChildren(Shade) if shade.isVisible()]


def test_with_the_spotlight_only_one_part_is_legible(terminal: Any) -> None:
    terminal.start()
    choose(terminal, "spotlight")
    hidden = {shade.part for shade in shades(terminal)}
    assert hidden == set(terminal.page.buttons)
    assert all(shade.geometry() == shade.part.geometry() for shade in shades(terminal))


def test_the_first_touch_lights_and_the_second_does_something(terminal: Any) -> None:
    terminal.start()
    choose(terminal, "spotlight")
    home, button = terminal.page, terminal.page.buttons[0]
    terminal.clock.now += 1
    terminal.touch(button)
    assert terminal.page is home
    assert {shade.part for shade in shades(terminal)} == {home.heading, *home.buttons[1:]}
    terminal.clock.now += 1
    terminal.touch(button)
    assert terminal.page is not home


def test_the_spotlight_follows_the_keyboard(terminal: Any) -> None:
    terminal.start()
    choose(terminal, "spotlight")
    terminal.page.buttons[1].setFocus(Qt.FocusReason.TabFocusReason)
    assert terminal.page.buttons[1] not in {shade.part for shade in shades(terminal)}


def test_the_field_is_legible_and_the_question_is_not(terminal: Any) -> None:
    terminal.start()
    choose(terminal, "spotlight")
    ask(terminal, AskText(key="slip-own"))
    assert terminal.page.heading in {shade.part for shade in shades(terminal)}
    assert terminal.page.field not in {shade.part for shade in shades(terminal)}


def test_letters_under_a_shade_cannot_be_read(terminal: Any) -> None:
    """What is dark and light under a shade is spread over more than a letter: no column is as dark as ink."""
    terminal.start()
    ask(terminal, Confirm(key="slip-check", summary=(Fact("slip-words-fact", SECRET),)))
    before = darkest(terminal)
    choose(terminal, "spotlight")
    assert before < 60
    assert darkest(terminal) > 120


def darkest(terminal: Any) -> int:
    part = next(one for one in terminal.page.parts() if getattr(one, "text", lambda: "")() == SECRET)
    image = terminal.app.window.grab().toImage()
    place = part.mapTo(terminal.app.window, part.rect().topLeft())
    dark = min(
        image.pixelColor(place.x() + x, place.y() + y).lightness()
        for x in range(8, min(400, part.width() - 8), 2)
        for y in range(4, part.height() - 4, 2)
    )
    return cast("int", dark)


def test_the_spotlight_goes_when_it_is_switched_off(terminal: Any) -> None:
    terminal.start()
    choose(terminal, "spotlight")
    choose(terminal, "spotlight")
    assert not shades(terminal)


def test_dark_shows_nothing_and_speaks_and_keys_go_on(terminal: Any) -> None:
    terminal.start()
    choose(terminal, "dark")
    image = terminal.app.window.grab().toImage()
    top = {image.pixel(x, y) for x in range(0, 1920, 40) for y in range(0, 800, 40)}
    assert top == {0xFF000000}
    said = len(terminal.voice.said)
    terminal.clock.now += 1
    terminal.key(Qt.Key.Key_1, "1")
    assert terminal.shell.journey.service is not None
    assert len(terminal.voice.said) > said, "every page is read aloud"
    terminal.clock.now += 1
    terminal.touch(terminal.shell.covers._curtain.button)
    assert not terminal.shell.privacy.now.dark
    assert terminal.app.window.grab().toImage().pixel(960, 400) != 0xFF000000


def test_a_touch_on_the_black_screen_does_nothing(terminal: Any) -> None:
    terminal.start()
    choose(terminal, "dark")
    home = terminal.page
    terminal.clock.now += 1
    terminal.touch(home.buttons[0])
    assert terminal.page is home


def test_the_warning_is_seen_in_the_dark(terminal: Any) -> None:
    terminal.start()
    choose(terminal, "dark")
    terminal.broker.send(channel.Warn(30.0))
    image = terminal.app.window.grab().toImage()
    assert len({image.pixel(x, y) for x in range(0, 1920, 40) for y in range(0, 800, 40)}) > 1


def test_privacy_survives_another_language(terminal: Any) -> None:
    terminal.start()
    choose(terminal, "dark", "masked")
    terminal.shell.panels.open("languages")
    terminal.give("ar")
    assert terminal.shell.privacy.now == Privacy(masked=True, dark=True)
    assert terminal.shell.covers._curtain is not None
    assert terminal.shell.covers._curtain.button.face.text == "إظهار الشاشة"
