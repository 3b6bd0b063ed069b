"""A page by the arrows of a keypad: from link to link, into a field and out of it, and out of the page."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import Qt

from kiosk.visitor.things import of_focus, things
from tests.ui.browser.pages import HEAD, Stand, on

PAGES = {
    "bank.example/": HEAD + "<p><a id=one href=/1>Eins</a> <a id=two href=/2>Zwei</a> <a id=three href=/3>Drei</a>",
    "form.example/": HEAD + "<p><a id=one href=/1>Eins</a><p><input id=name value=ab>",
}


@pytest.fixture(scope="session")
def pages() -> dict[str, str]:
    return PAGES


def active(stand: Stand) -> str:
    return str(stand.js("document.activeElement.id"))


def links(stand: Stand, *names: str) -> None:
    """Go on by the arrow, and see each of these have the focus."""
    for name in names:
        stand.terminal.key(Qt.Key.Key_Right)
        stand.wait(partial(lambda wanted: active(stand) == wanted, name))


def ours(stand: Stand) -> str:
    """The thing outside the page that has the focus."""
    window = stand.terminal.app.window
    here = of_focus(window, things(window))
    return "" if here is None or here.is_page else here.name


def test_from_link_to_link_and_out_at_the_end(stand: Stand) -> None:
    stand.view.setFocus()
    links(stand, "one", "two", "three")
    stand.terminal.key(Qt.Key.Key_Left)
    stand.wait(lambda: active(stand) == "two")
    stand.terminal.key(Qt.Key.Key_Right)
    stand.terminal.key(Qt.Key.Key_Right)
    stand.wait(lambda: ours(stand))
    seen = set()
    for _ in range(len(things(stand.terminal.app.window))):
        seen.add(ours(stand))
        stand.terminal.key(Qt.Key.Key_Down)
    assert {"Zurück", "Anpassen", "Hilfe holen", "Beenden"} <= seen


def test_ok_follows_a_link_and_back_leaves_the_page(stand: Stand) -> None:
    stand.view.setFocus()
    links(stand, "one")
    stand.terminal.key(Qt.Key.Key_Escape)
    stand.wait(lambda: stand.terminal.page.step.key != "web-browse")


def test_with_the_guide_links_and_fields_are_said(stand: Stand) -> None:
    shell = stand.terminal.shell
    shell.choices = replace(shell.choices, guided=True)
    shell.hands.page_shown(stand.terminal.page)
    stand.view.setFocus()
    links(stand, "one", "two")
    stand.wait(lambda: stand.terminal.voice.said[-1] == ("Zwei",))
    links(stand, "three")
    stand.wait(lambda: stand.terminal.voice.said[-1] == ("Drei",))
    stand.terminal.key(Qt.Key.Key_Right)
    stand.wait(lambda: ours(stand))
    stand.rest(1.0)
    assert ours(stand) == "Links mit Nummern", "what follows the page, and not one further"
    assert stand.terminal.voice.said[-1][-1].startswith("Links mit Nummern, ")


@on("form.example")
def test_a_field_is_written_with_the_keys_below_and_left(stand: Stand) -> None:
    stand.view.setFocus()
    links(stand, "one", "name")
    stand.wait(lambda: stand.desk.keys)
    window = stand.terminal.app.window
    key = next(one for one in things(window) if one.is_key)
    for _ in range(20):
        if of_focus(window, things(window)) == key:
            break
        stand.terminal.key(Qt.Key.Key_Down)
    sign = key.name
    stand.terminal.clock.now += 1
    stand.terminal.key(Qt.Key.Key_Return, "\r")
    stand.wait(lambda: sign in stand.js("document.getElementById('name').value"))
