"""Choosing by number, moving, and reading a page aloud."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from tests.ui.browser.pages import HEAD, Stand, on

LINKS = "".join(f"<a href=/page{number}>Seite {number}</a> " for number in range(1, 15))
COVERED = (
    "<div style='position:relative'><a id=under href=/under>Darunter</a>"
    "<div style='position:absolute;inset:0;background:#ddd'></div></div>"
)
ARTICLE = (
    "<nav>Menü <a href=/x>Start</a></nav>"
    "<div class=cookie-banner>Wir verwenden Cookies.</div><main><h1>Mülltrennung</h1>"
    "<p>Papier gehört in die <b>blaue</b> Tonne.</p><p hidden>Unsichtbar.</p><p aria-hidden=true>Auch nicht.</p>"
    "<p lang=en>Glass is collected separately.</p><img src=x alt='Eine Tonne'>"
    + "<p>Noch ein Absatz mit vielen Wörtern, damit dies der Hauptteil ist und bleibt.</p>"
    * 5
    + "<label>Name <input value=Anna></label><label>Kennwort <input type=password value=geheim></label>"
    "<label>E-Mail <input type=email value=anna@example.org></label>"
    "<label><input type=checkbox checked> Einverstanden</label><button>Senden</button></main><footer>Impressum</footer>"
)
PAGES = {
    "bank.example/": HEAD
    + LINKS
    + COVERED
    + "<p><a href=/blank target=_blank>Neues Fenster</a> <label>Name <input id=field></label>"
    "<span role=button id=span onclick='window.clicked=event.isTrusted'>Knopf</span>"
    "<p><label><input type=checkbox id=check> Ja</label> <a href=/hidden style='visibility:hidden'>Nein</a>",
    **{f"bank.example/page{number}": HEAD + f"<h1>Seite {number}</h1>" for number in range(1, 15)},
    "bank.example/blank": HEAD + "<h1>Neu</h1>",
    "frame.example/": HEAD
    + "<a href=/a>Außen</a><p><iframe src=http://inner.example/ style='width:500px;height:300px'></iframe>",
    "inner.example/": HEAD
    + "<p>Innen <button onclick='window.hit=[event.isTrusted,navigator.userActivation.isActive]'>Drücken</button>",
    "long.example/": HEAD + "<p>Absatz</p>" * 200,
    "article.example/": "<html lang=de>" + HEAD + ARTICLE,
    "bare.example/": HEAD + "<nav>Menü</nav>",
}


@pytest.fixture(scope="session")
def pages() -> dict[str, str]:
    return PAGES


def show_numbers(stand: Stand) -> list[str]:
    stand.terminal.page.extra().do()  # type: ignore[union-attr] # the strip offers it
    stand.wait(lambda: stand.aids.names)
    return stand.aids.names


def test_everything_in_sight_has_a_number(stand: Stand) -> None:
    names = show_numbers(stand)
    assert names == [*(f"Seite {number}" for number in range(1, 15)), "Neues Fenster", "Name", "Knopf", "Ja"]
    assert stand.js("document.querySelectorAll('a').length") == 17  # control: two are covered or hidden


def test_one_digit_waits_for_the_second_and_return_takes_it(stand: Stand) -> None:
    show_numbers(stand)
    stand.key(Qt.Key.Key_1, "1")
    stand.rest()
    assert stand.desk.plate is not None
    assert stand.desk.plate.written == "1"
    stand.key(Qt.Key.Key_Return, "\r")
    stand.wait(lambda: stand.js("location.pathname") == "/page1")
    assert stand.desk.plate is None


def test_two_digits_and_a_last_one_are_taken_at_once(stand: Stand) -> None:
    show_numbers(stand)
    stand.key(Qt.Key.Key_1, "1")
    stand.key(Qt.Key.Key_2, "2")
    stand.wait(lambda: stand.js("location.pathname") == "/page12")


def test_a_link_to_a_new_window_opens_here(stand: Stand) -> None:
    show_numbers(stand)
    stand.terminal.page.commands()["neues fenster"]()
    stand.wait(lambda: stand.js("location.pathname") == "/blank")


def test_fields_boxes_and_buttons_by_number(stand: Stand) -> None:
    show_numbers(stand)
    stand.terminal.page.commands()["18"]()
    stand.wait(lambda: stand.js("check.checked"))
    show_numbers(stand)
    stand.terminal.page.commands()["knopf"]()
    stand.wait(lambda: stand.js("window.clicked!==undefined"))
    show_numbers(stand)
    stand.terminal.page.commands()["name"]()
    stand.wait(lambda: stand.desk.keys)


def test_digits_typed_into_a_field_are_typing(stand: Stand) -> None:
    stand.touch("#field")
    stand.wait(lambda: stand.desk.keys)
    stand.key(Qt.Key.Key_1, "1")
    stand.wait(lambda: stand.js("field.value") == "1")


def test_a_digit_outside_of_fields_asks_for_the_numbers(stand: Stand) -> None:
    part = stand.view.focusProxy()
    assert part is not None
    stand.view.setFocus()
    stand.app.sendEvent(part, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_7, Qt.KeyboardModifier.NoModifier, "7"))
    stand.wait(lambda: stand.aids.names)


def test_a_touch_takes_the_numbers_away(stand: Stand) -> None:
    show_numbers(stand)
    assert stand.js("document.querySelectorAll('[popover]').length") == 1
    stand.touch("#check")
    stand.wait(lambda: not stand.aids.names)
    stand.wait(lambda: stand.js("document.querySelectorAll('[popover]').length") == 0)


@on("frame.example")
def test_numbers_go_on_in_frames_and_the_page_takes_it_for_the_visitors_hand(stand: Stand) -> None:
    stand.wait(lambda: len(stand.aids.bridge.frames()) > 1)
    stand.wait(lambda: stand.js("document.querySelectorAll('button').length", frame=1))
    assert show_numbers(stand) == ["Außen", "Drücken"]
    stand.key(Qt.Key.Key_2, "2")
    stand.wait(lambda: stand.js("window.hit||null", frame=1) == [True, True])


@on("long.example")
def test_moving_by_buttons_keys_and_words(stand: Stand) -> None:
    stand.wait(lambda: stand.aids.room == (False, True))
    assert stand.desk.down.isVisible()
    assert not stand.desk.up.isEnabled()
    stand.desk.down.strike()
    stand.wait(lambda: stand.js("scrollY") > 0)
    stand.wait(lambda: stand.aids.room == (True, True))
    stand.terminal.clock.now += 1
    stand.terminal.page.commands()["nach oben"]()
    stand.wait(lambda: stand.js("scrollY") == 0)


@on("article.example")
def test_the_article_is_read_and_nothing_around_it(stand: Stand) -> None:
    got: list[list[tuple[str, str]]] = []
    assert stand.terminal.page.read(got.append)
    stand.wait(lambda: got)
    absatz = ("Noch ein Absatz mit vielen Wörtern, damit dies der Hauptteil ist und bleibt.", "de")
    assert got[0] == [
        ("Mülltrennung", "de"),
        ("Papier gehört in die blaue Tonne.", "de"),
        ("Glass is collected separately.", "en"),
        ("Bild: Eine Tonne", "de"),
        *[absatz] * 5,
        ("Feld Name : Anna.", "de"),
        ("Feld Kennwort wird nicht vorgelesen.", "de"),
        ("Feld E-Mail wird nicht vorgelesen.", "de"),
        ("Auswahl Einverstanden ist gewählt.", "de"),
        ("Knopf: Senden", "de"),
    ]


@on("article.example")
def test_the_button_in_the_strip_reads_the_page(stand: Stand) -> None:
    stand.terminal.strip("read")
    stand.wait(lambda: any("Mülltrennung" in words for words in stand.terminal.voice.said))
    stand.js("location.href='/other'")
    stand.wait(lambda: stand.terminal.voice.said[-1] == ())  # nothing is said in its place


@on("bare.example")
def test_a_page_without_words_says_so(stand: Stand) -> None:
    got: list[list[tuple[str, str]]] = []
    assert stand.terminal.page.read(got.append)
    stand.wait(lambda: got)
    assert got[0] == [("Auf dieser Seite steht nichts zum Vorlesen.", "de")]
