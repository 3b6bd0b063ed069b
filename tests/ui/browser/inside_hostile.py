"""Pages that look for our scripts, bend what they rest on, or are too large for them."""

from __future__ import annotations

import time

import pytest

from tests.ui.browser.pages import HEAD, Stand, on

BEND = (
    "<script>const bad=()=>{throw new Error('bent')};window.found=[];"
    "for(const [o,n] of [[Element,'getBoundingClientRect'],[Element,'getClientRects'],[Element,'getAttribute'],"
    "[Element,'matches'],[Element,'closest'],[Element,'attachShadow'],[Document,'querySelectorAll'],"
    "[Document,'createElement'],[Document,'elementFromPoint'],[Node,'appendChild'],[EventTarget,'addEventListener'],"
    "[HTMLElement,'showPopover'],[CSSStyleDeclaration,'setProperty'],[Array,'map'],[Array,'push'],[JSON,'x']])"
    "if(o.prototype)o.prototype[n]=bad;JSON.stringify=bad;window.setTimeout=bad;window.requestAnimationFrame=bad;"
    "window.MutationObserver=bad;window.CSSStyleSheet=bad;window.performance={};"
    "window.stadtteil={read:()=>window.found.push('called')};Object.prototype.stadtteil=1</script>"
)
CLOBBER = (
    "<img name=activeElement><img name=querySelectorAll><img name=body><img name=documentElement>"
    "<img name=createElement><img name=elementFromPoint><img name=scrollingElement><a id=stadtteil></a>"
    "<a id=JSON></a><form id=f><input name=getAttribute><input name=nodeType><input name=childNodes>"
    "<input name=localName><input name=style><input name=getBoundingClientRect><p>Im Formular</p>"
    "<input class=user autocomplete=username value=abc></form><a href=/x>Weiter</a>"
)
STORM = (
    "<div id=storm></div><script>window.turns=0;(function go(){turns++;for(let i=0;i<50;i++){"
    "const e=document.createElement('input');e.style.color='red';storm.appendChild(e);if(storm.childNodes.length>300)"
    "storm.firstChild.remove();storm.style.width=turns%100+'px'}setTimeout(go)})()</script>"
)
PAGES = {
    "bank.example/": HEAD
    + BEND
    + "<p>Text der Seite <a href=/x>Weiter</a><p><input class=user autocomplete=username value=abc>",
    "clobber.example/": HEAD + CLOBBER,
    "huge.example/": HEAD + "<p>Anfang<a href=/x>Weiter</a>" + "<div><span>Wort</span></div>" * 25_000,
    "fields.example/": HEAD + "<p>Anfang " + "<input autocomplete=username value=abc>" * 5_000,
    "storm.example/": HEAD
    + "<p>Text <a href=/x>Weiter</a><p><input class=user autocomplete=username value=abc>"
    + STORM,
    "links.example/": HEAD
    + "<style>a{font-size:8px}</style>"
    + "".join(f"<a href=/{n}>Link {n}</a> " for n in range(500)),
    "long.example/": HEAD + "<main>" + f"<p>{'Ein langer Satz mit vielen Wörtern. ' * 30}</p>" * 1000 + "</main>",
    "moving.example/": HEAD + "<p id=p>Text<p><input id=a style='position:absolute'><script>"
    "let n=0;setInterval(()=>{a.style.left=(n++%400)+'px'},16)</script>",
    "deep.example/": HEAD + "<p>Anfang" + "<div>" * 3000 + "tief",
}


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return PAGES


def read(stand: Stand) -> list[tuple[str, str]]:
    got: list[list[tuple[str, str]]] = []
    assert stand.terminal.page.read(got.append)
    stand.wait(lambda: got)
    return got[0]


def hidden(stand: Stand) -> bool:
    look = stand.js("getComputedStyle(document.getElementsByClassName('user')[0]).webkitTextSecurity", world=2)
    return bool(look == "disc")


def test_a_page_neither_sees_nor_bends_our_scripts(stand: Stand) -> None:
    assert stand.js("typeof stadtteil", world=1) == "object"  # control: there they are
    assert stand.js("typeof globalThis.stadtteil", world=2) == "undefined"  # another world does not see them
    stand.wait(lambda: hidden(stand))
    assert ("Text der Seite Weiter", "de") in read(stand)
    stand.desk.number()
    stand.wait(lambda: stand.aids.names == ["Weiter", ""])
    assert stand.js("window.found===undefined", world=2)  # worlds share the document and nothing else
    inside: list[object] = []
    stand.aids.bridge.frames()[0].runJavaScript(
        "found.length+','+(document.querySelector('[popover]')||{}).shadowRoot", 0, inside.append
    )
    stand.wait(lambda: inside)
    assert inside == ["0,null"]


@on("clobber.example")
def test_names_of_elements_change_nothing(stand: Stand) -> None:
    stand.wait(lambda: hidden(stand))
    words = " ".join(text for text, _ in read(stand))
    assert "Im Formular" in words
    assert "abc" not in words
    stand.desk.number()
    stand.wait(lambda: "Weiter" in stand.aids.names)
    stand.terminal.page.commands()["weiter"]()
    stand.wait(lambda: stand.js("location.pathname", world=2) == "/x")


@on("huge.example")
def test_fifty_thousand_elements(stand: Stand) -> None:
    begin = time.monotonic()
    stand.desk.number()
    stand.wait(lambda: stand.aids.names == ["Weiter"])
    assert time.monotonic() - begin < 2  # seconds, on a busy machine
    begin = time.monotonic()
    assert read(stand)
    assert time.monotonic() - begin < 2  # seconds


@on("fields.example")
def test_five_thousand_fields(stand: Stand) -> None:
    stand.wait(
        lambda: stand.js("[...document.querySelectorAll('input')].every(e=>e.style.webkitTextSecurity==='disc')")
    )
    stand.touch("input")
    stand.wait(lambda: stand.desk.keys)
    stand.type("x")
    stand.wait(lambda: "x" in stand.js("document.activeElement.value"))


@on("storm.example")
def test_a_storm_of_changes(stand: Stand) -> None:
    stand.wait(lambda: stand.js("turns") > 20)  # it storms
    stand.wait(lambda: hidden(stand))
    stand.desk.number()
    stand.wait(lambda: "Weiter" in stand.aids.names)
    assert stand.browser.view is not None


@on("links.example")
def test_five_hundred_links(stand: Stand) -> None:
    stand.desk.number()
    stand.wait(lambda: stand.aids.names)
    assert stand.aids.names[:2] == ["Link 0", "Link 1"]
    assert len(stand.aids.names) <= 300  # NUMBERS_MOST


@on("long.example")
def test_a_page_of_a_megabyte_is_read_up_to_a_length(stand: Stand) -> None:
    words = read(stand)
    assert 40_000 < sum(len(text) for text, _ in words) < 90_000  # characters


@on("moving.example")
def test_a_field_that_moves_can_be_typed_into(stand: Stand) -> None:
    stand.js("p.onclick=()=>a.focus()")
    stand.touch("#p")
    stand.wait(lambda: stand.desk.keys)
    stand.type("so")
    stand.wait(lambda: stand.js("a.value") == "so")


@on("deep.example")
def test_a_page_nested_very_deeply(stand: Stand) -> None:
    assert read(stand)[0] == ("Anfang", "de")
