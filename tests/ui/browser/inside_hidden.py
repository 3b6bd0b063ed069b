"""Private fields are hidden in pages, one is shown on request, and the spotlight."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kiosk.visitor.privacy import Privacy
from tests.ui.browser.pages import HEAD, Stand, on

LOOK = "[getComputedStyle({0}).filter.split('(')[0],getComputedStyle({0}).webkitTextSecurity]"
HIDDEN = ["blur", "disc"]
OPEN = ["none", "none"]
FIELDS = {
    "user": "autocomplete=username",
    "mail": "type=email",
    "phone": "type=tel",
    "card": "autocomplete='cc-number'",
    "code": "autocomplete=one-time-code",
    "iban": "name=iban",
    "tan": "id=tan name=TAN",
    "login": "name=loginName",
    "kunde": "name=Kundennummer",
}
PLAIN = {"town": "name=town", "search": "type=search name=q", "pinned": "name=opinion", "user2": "name=titan"}


def inputs(fields: dict[str, str]) -> str:
    return "".join(f"<p><input {words} class={name} value=abc>" for name, words in fields.items())


FIGHT = (
    "<style>input{filter:none!important;-webkit-text-security:none!important;transition:filter 99s,all 99s!important}"
    "@layer a{input{filter:none!important}}@keyframes k{to{filter:none;-webkit-text-security:none}}"
    "input{animation:k 1s infinite}</style>"
    "<script>let n=0;const u=document.querySelector('.user');"
    "setInterval(()=>{n++;u.style.cssText='';u.removeAttribute('style')},5)"
    "</script>"
)
PAGES = {
    "bank.example/": HEAD
    + "<p>Seite"
    + inputs(FIELDS)
    + inputs(PLAIN)
    + "<p><input class=word type=password value=abc>",
    "fight.example/": HEAD + "<p>Seite<p><input class=user autocomplete=username value=abc>" + FIGHT,
    "late.example/": HEAD
    + "<p>Seite<div id=host></div><script>setTimeout(()=>{const r=host.attachShadow({mode:'open'});"
    "r.innerHTML='<input type=email value=abc>';window.inner=r.firstChild},100)</script>",
    "frame.example/": HEAD + "<p>Seite<p><iframe src=http://inner.example/ style='width:500px;height:300px'></iframe>",
    "inner.example/": HEAD + "<p>Rahmen<p><input class=user autocomplete=username value=abc>",
    "strict.example/": HEAD
    + "<!-- strict --><p>Seite<p><input class=user autocomplete=username value=abc><a href=/>A</a>",
    "other.example/": HEAD
    + "<p>Seite<p><input class=user autocomplete=username value=abc><p class=secret>Kontostand: 5 Euro",
}


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return PAGES


def look(stand: Stand, name: str, frame: int = 0) -> object:
    return stand.js(LOOK.format(f"document.querySelector('.{name}')"), frame=frame)


def hide(stand: Stand, **what: Any) -> None:
    stand.terminal.shell.privacy.set(replace(stand.terminal.shell.privacy.now, **what))


def test_private_fields_are_hidden_and_others_are_not(stand: Stand) -> None:
    for name in FIELDS:
        stand.wait(lambda name=name: look(stand, name) == HIDDEN)  # type: ignore[misc] # of this turn
    for name in PLAIN:  # control: the same page, the same engine
        assert look(stand, name) == OPEN
    assert look(stand, "word") == ["none", "disc"]


def test_all_fields_are_hidden_on_request_and_come_back(stand: Stand) -> None:
    hide(stand, masked=True)
    stand.wait(lambda: look(stand, "town") == HIDDEN)
    hide(stand, masked=False)
    stand.wait(lambda: look(stand, "town") == OPEN)
    assert look(stand, "user") == HIDDEN
    assert stand.js("document.querySelector('.town').getAttribute('style')") in {"", None}


def test_what_is_typed_is_hidden_at_once(stand: Stand) -> None:
    stand.js("document.querySelector('.user').value=''")
    stand.touch(".user")
    stand.wait(lambda: stand.desk.keys)
    stand.wait(lambda: look(stand, "user") == ["none", "disc"])
    stand.type("a")
    stand.wait(lambda: look(stand, "user") == HIDDEN)


def test_the_button_outside_the_page_shows_the_field_for_a_while(stand: Stand) -> None:
    stand.touch(".mail")
    stand.wait(lambda: stand.aids.conceals)
    bottom = stand.terminal.app.window.stage.bottom
    assert bottom is not None
    assert bottom.show_field.isVisible()
    stand.terminal.clock.now += 1
    bottom.show_field.strike()
    stand.wait(lambda: look(stand, "mail") == OPEN)
    assert look(stand, "user") == HIDDEN
    stand.terminal.shell.privacy.conceal()
    stand.wait(lambda: look(stand, "mail") == HIDDEN)


@on("fight.example")
def test_a_page_cannot_show_what_is_hidden(stand: Stand) -> None:
    stand.wait(lambda: look(stand, "user") == HIDDEN)
    stand.wait(lambda: stand.js("n") > 50)  # it has tried so often
    looks = [look(stand, "user") for _ in range(20)]
    assert looks == [HIDDEN] * 20
    stand.js("Object.assign(document.querySelector('.user'),{autocomplete:'off',name:'x'})")
    stand.rest()
    assert look(stand, "user") == HIDDEN  # once private, always private


@on("late.example")
def test_fields_that_come_later_and_in_shadow_trees(stand: Stand) -> None:
    stand.wait(lambda: stand.js("!!window.inner"))
    stand.wait(lambda: stand.js(LOOK.format("inner")) == HIDDEN)


@on("frame.example")
def test_frames_of_other_sites_too_and_frames_that_come_later(stand: Stand) -> None:
    stand.wait(lambda: len(stand.aids.bridge.frames()) > 1)
    stand.wait(lambda: look(stand, "user", 1) == HIDDEN)
    hide(stand, masked=True)
    stand.js(
        "document.body.insertAdjacentHTML('beforeend','<iframe srcdoc=\"<input class=late value=abc>\"></iframe>')"
    )
    stand.wait(lambda: len(stand.aids.bridge.frames()) > 2)  # page and two frames
    stand.wait(lambda: look(stand, "late", 2) is not None)
    stand.wait(lambda: look(stand, "late", 2)[1] == "disc")  # type: ignore[index] # two words


@on("strict.example")
def test_a_strict_policy_of_the_page_hinders_nothing(stand: Stand) -> None:
    stand.wait(lambda: look(stand, "user") == HIDDEN)
    stand.desk.number()
    stand.wait(lambda: stand.aids.names == ["", "A"])


@on("other.example")
def test_the_spotlight_leaves_one_part_and_moves_with_a_touch(stand: Stand) -> None:
    def at(selector: str) -> object:
        """What a touch there would meet: the cover's host has no name of its own."""
        place = f"(()=>{{const r=document.querySelector('{selector}').getBoundingClientRect();"
        code = "const e=document.elementFromPoint(r.x+20,r.y+8);return [e.localName,e.popover]})()"
        return stand.js(place + code)

    assert at(".secret") == ["p", None]  # control
    hide(stand, spotlight=True)
    stand.wait(lambda: at(".secret") == ["div", "manual"])
    stand.touch(".user")
    stand.wait(lambda: at(".user") == ["input", None])
    assert stand.desk.keys is None  # the first touch shows, the next one does
    assert at(".secret") == ["div", "manual"]
    stand.js("document.querySelector('[popover]').remove()")  # a page that wants it away
    stand.wait(lambda: at(".secret") == ["div", "manual"])
    hide(stand, spotlight=False)
    stand.wait(lambda: at(".secret") == ["p", None])


def test_privacy_is_on_from_the_first_page_on(stand: Stand) -> None:
    assert Privacy() == stand.terminal.shell.privacy.now
    hide(stand, masked=True)
    stand.js("location.reload()")
    stand.rest(0.6)
    stand.wait(lambda: look(stand, "town") == HIDDEN)
