"""Whoever reads only one of the languages finds it: all stand on the first page of every screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.texts import known_locales, locale_name
from kiosk.visitor.widgets import Button
from tests.ui.visitor.test_screens_fit import SIZES


def names(terminal: Any) -> list[str]:
    window = terminal.app.window
    terminal.pump()
    return [button.face.text for button in window.findChildren(Button) if button.isVisibleTo(window)]


@pytest.mark.parametrize("first", known_locales())
@pytest.mark.parametrize("size", SIZES)
def test_all_languages_stand_on_the_first_page(make: Callable[..., Any], size: tuple[int, int], first: str) -> None:
    others = tuple(locale for locale in known_locales() if locale != first)
    terminal = make(size, locales=(first, *others))
    terminal.show()
    assert {locale_name(locale) for locale in known_locales()} <= set(names(terminal))


def test_the_greeting_stays_where_there_is_room(make: Callable[..., Any]) -> None:
    for size, there in (((1920, 1080), True), ((1280, 800), False)):
        terminal = make(size)
        terminal.show()
        terminal.pump()
        page = terminal.page
        assert page.hello.isVisibleTo(page) is there
        assert page.hello.text() in page.spoken()
