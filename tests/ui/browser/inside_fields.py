"""The keyboard on the screen in the fields of pages."""

from __future__ import annotations

import pytest

from kiosk.visitor.browser.field import Field, Kind
from kiosk.visitor.keyboard_layouts import Page, Shift
from tests.ui.browser.pages import HEAD, Stand, on

KINDS = "".join(
    f"<p><label>{name} <input id={name} {attributes}></label>"
    for name, attributes in (
        ("words", ""),
        ("password", "type=password"),
        ("tel", "type=tel"),
        ("number", "type=number"),
        ("digits", "inputmode=numeric"),
        ("email", "type=email"),
        ("url", "type=url"),
    )
)
LOG = (
    "<script>const seen=[];for(const k of ['keydown','keypress','beforeinput','input','keyup'])"
    "document.addEventListener(k,e=>seen.push([k,e.key||e.data,e.isTrusted]))</script>"
)
SHADOW = (
    "<div id=open></div><div id=closed></div><script>for(const m of ['open','closed']){"
    "const r=document.getElementById(m).attachShadow({mode:m});"
    "r.innerHTML='<input style=width:100%>';window['in'+m]=r.firstChild}</script>"
)
PAGES = {
    "bank.example/": HEAD + KINDS + "<p><textarea id=area></textarea><p id=rest>Text</p>" + LOG,
    "focus.example/": HEAD + "<input id=a autofocus><p id=rest>Text<script>a.focus()</script>",
    "form.example/": HEAD
    + "<p>Seite<form action=/sent><input id=a name=a><input id=b name=b><button>Los</button></form>",
    "form.example/sent": HEAD + "<h1 id=sent>Danke</h1>",
    "frame.example/": HEAD
    + "<p>Seite<p><iframe id=f src=http://inner.example/ style='width:500px;height:200px'></iframe>",
    "inner.example/": HEAD + "<p>Rahmen<p><input id=a style='width:400px;height:150px'>",
    "shadow.example/": HEAD + "<p>Seite" + SHADOW,
    "low.example/": HEAD
    + "<div style='position:sticky;top:0;height:80px;background:#eee'>Kopf</div><div style='height:2000px'></div>"
    + "<input id=a><div style='height:2000px'></div>",
}


@pytest.fixture(scope="session")
def pages() -> dict[str, str]:
    return PAGES


def test_letters_arrive_as_real_keys(stand: Stand) -> None:
    stand.touch("#words")
    stand.wait(lambda: stand.desk.keys)
    stand.type("aäß")
    stand.wait(lambda: stand.js("words.value") == "aäß")
    seen = stand.js("seen.slice(0,5)")
    assert seen == [[kind, "a", True] for kind in ("keydown", "keypress", "beforeinput", "input", "keyup")]
    assert stand.desk.keys is not None
    stand.desk.keys.keyboard._target.backspace(2)  # what the key for a variant does
    stand.wait(lambda: stand.js("words.value") == "a")


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        ("words", Kind.WORDS),
        ("password", Kind.PASSWORD),
        ("tel", Kind.NUMBER),
        ("number", Kind.NUMBER),
        ("digits", Kind.NUMBER),
        ("email", Kind.EMAIL),
        ("url", Kind.ADDRESS),
        ("area", Kind.LINES),
    ],
)
def test_keys_are_those_of_the_field(stand: Stand, field: str, kind: Kind) -> None:
    stand.touch(f"#{field}")
    stand.wait(lambda: stand.aids.field.now == Field(kind))
    keys = stand.desk.keys
    assert keys is not None
    assert keys.keyboard.state.page is (Page.DIGITS if kind is Kind.NUMBER else Page.LETTERS)
    assert keys.keyboard.state.shift is (Shift.ONCE if kind is Kind.LINES else Shift.OFF)
    assert ("sign" in keys.buttons) == (kind in {Kind.EMAIL, Kind.ADDRESS})
    assert ("enter" in keys.buttons) == (kind is not Kind.LINES)


def test_nothing_of_a_password_is_known_outside_the_page(stand: Stand) -> None:
    before = list(stand.terminal.voice.said)
    stand.touch("#password")
    stand.wait(lambda: stand.desk.keys)
    stand.type("geheim")
    stand.wait(lambda: stand.js("document.activeElement.value") == "geheim")
    assert stand.aids.target(Field(Kind.PASSWORD)).before_cursor() == ""
    assert stand.terminal.voice.said == before
    stand.touch("#words")  # control: of other fields it is
    stand.wait(lambda: stand.aids.field.now == Field(Kind.WORDS))
    stand.type("offen")
    stand.wait(lambda: stand.aids.target(Field(Kind.WORDS)).before_cursor() == "offen")


def test_keyboard_goes_when_done_and_when_the_focus_goes(stand: Stand) -> None:
    stand.touch("#words")
    stand.wait(lambda: stand.desk.keys)
    assert stand.desk.keys is not None
    whole = stand.desk.height()
    assert stand.view.height() < whole
    stand.desk.keys.buttons["done"].strike()
    stand.wait(lambda: stand.desk.keys is None)
    assert stand.view.height() == whole
    stand.touch("#words")
    stand.wait(lambda: stand.desk.keys)
    stand.touch("#rest")
    stand.wait(lambda: stand.desk.keys is None)


@on("focus.example")
def test_a_page_that_takes_the_focus_brings_no_keyboard_up(stand: Stand) -> None:
    stand.wait(lambda: stand.aids.field.focused() is not None)
    stand.rest()
    assert stand.desk.keys is None
    stand.touch("#a")
    stand.wait(lambda: stand.desk.keys)


@on("form.example")
def test_next_field_and_enter(stand: Stand) -> None:
    stand.touch("#a")
    stand.wait(lambda: stand.desk.keys)
    stand.type("x")
    assert stand.desk.keys is not None
    stand.desk.keys.buttons["next"].strike()
    stand.wait(lambda: stand.js("document.activeElement.id") == "b")
    stand.terminal.clock.now += 1
    stand.desk.keys.buttons["enter"].strike()
    stand.wait(lambda: stand.js("location.href") == "http://form.example/sent?a=x&b=")
    stand.wait(lambda: stand.desk.keys is None)


@on("frame.example")
def test_a_field_in_a_frame_of_another_site(stand: Stand) -> None:
    stand.wait(lambda: len(stand.aids.bridge.frames()) == 2)  # page and frame
    stand.touch("#f")
    stand.wait(lambda: stand.desk.keys)
    stand.type("so")
    stand.wait(lambda: stand.js("a.value", frame=1) == "so")


@on("shadow.example")
@pytest.mark.parametrize("mode", ["open", "closed"])
def test_a_field_in_a_shadow_tree(stand: Stand, mode: str) -> None:
    stand.touch(f"#{mode}")
    stand.wait(lambda: stand.desk.keys)
    stand.type("so")
    stand.wait(lambda: stand.js(f"in{mode}.value") == "so")


@on("low.example")
def test_the_field_stays_in_sight(stand: Stand) -> None:
    stand.js("scrollTo(0,1700)")
    stand.touch("#a")
    stand.wait(lambda: stand.desk.keys)

    def seen() -> bool:
        top, bottom, height = stand.js("[a.getBoundingClientRect().top,a.getBoundingClientRect().bottom,innerHeight]")
        return bool(top >= 80 and bottom <= height)  # the header that stands

    stand.wait(seen)
