"""Every window of the engine is answered by a screen of ours, and none of its own is ever seen."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.lockdown.hand import HEIGHT, WIDTH, Seen
from tests.ui.browser.rig import Rig, rig
from tests.web_sites import Page, Request, Site, own_authority

if TYPE_CHECKING:
    from tests.xvfb import XServer

pytest.importorskip("PySide6.QtWebEngineWidgets")
HOST = "seite.example"
AT = f"https://{HOST}/"
ACTIVE = "navigator.userActivation.hasBeenActive ? 'yes' : 'no'"
COLOUR = "Asking(ask=Ask(kind=<Kind.COLOUR"
BIG = "position:fixed;inset:0;width:100%;height:100%;font-size:60px"


PAGES = {
    "/": f"<title>home</title><button style='{BIG}' onclick='go()'>x</button><script>let go = () => 0</script>",
    "/leave": "<title>leave</title><input id=a><script>"
    "onbeforeunload = (e) => { e.preventDefault(); return 'x' }</script>",
    "/colour": f"<title>colour</title><input type=color id=a value='#123456' style='{BIG}'>",
    "/other": "<title>other</title>andere",
    "/list": f"<title>list</title><select style='{BIG}'>"
    + "".join(f"<option>Möglichkeit {number}</option>" for number in range(60))
    + "</select>",
    "/day": f"<title>day</title><input type=date id=a style='{BIG}' onclick='showPicker()'>",
}


def pages(request: Request) -> Page | str | None:
    path = request.path.partition("?")[0]
    if path == "/secret":
        wanted = "Basic " + base64.b64encode(b"erika:geheim").decode()
        if request.headers.get("authorization") == wanted:
            return Page("<title>in</title>drin")
        return Page("nein", status=401, headers=(("WWW-Authenticate", 'Basic realm="Tür"'),))
    return PAGES.get(path)


@pytest.fixture(scope="module")
def made(xserver: XServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rig]:
    folder = tmp_path_factory.mktemp("rig")
    folder.chmod(0o755)
    authority = own_authority(folder / "authority-of-ours")
    with (
        Site(authority, HOST, pages=pages, port=0) as site,
        rig(xserver, folder, authority, (site,), folder / "home") as one,
    ):
        yield one


def calm(one: Rig) -> None:
    assert one.foreign() == []


def test_a_dialog_of_the_engine_would_be_seen(made: Rig) -> None:
    made.visit(AT)
    made.bare_dialog()
    made.until(made.foreign, "the dialog")


def test_name_and_password_are_asked_by_us(made: Rig) -> None:
    made.open(address=AT + "secret")
    made.until_state("Asking(ask=Ask(kind=<Kind.NAME")
    calm(made)
    made.answer(value="erika")
    made.until_state("Asking(ask=Ask(kind=<Kind.PASSWORD")
    calm(made)
    made.answer(value="geheim")
    made.until_state("Page(loading=False)")
    assert made.run("document.body.innerText") == "drin"


def test_a_page_with_unsent_words_asks_once_and_can_be_left(made: Rig) -> None:
    made.visit(AT)
    made.visit(AT + "leave")
    made.touch_until(40, 20, lambda: made.run(ACTIVE) == "yes", "a touch")
    made.script(script="location.href = '/other'")
    made.until_state("Asking(ask=Ask(kind=<Kind.LEAVE")
    calm(made)
    made.answer(value=True)
    made.until(lambda: made.run("document.title") == "other", "the other page")


def test_a_page_with_unsent_words_does_not_hinder_the_end(made: Rig) -> None:
    made.visit(AT + "leave")
    made.touch_until(40, 20, lambda: made.run(ACTIVE) == "yes", "a touch")
    made.strip(name="end")
    assert made.state() == "Blank()"
    made.visit(AT)


def test_a_colour_is_asked_by_us_and_reaches_the_page(made: Rig) -> None:
    made.visit(AT + "colour")
    made.touch_until(200, 200, lambda: made.state().startswith(COLOUR), "a question for a colour")
    calm(made)
    made.tap("Rot")
    made.until_state("Page")
    made.until(lambda: made.run("document.getElementById('a').value") == "#d00000", "the colour")
    made.touch_until(200, 200, lambda: made.state().startswith(COLOUR), "a question for a colour")
    made.strip(name="back")
    made.until_state("Page")
    assert made.run("document.getElementById('a').value") == "#d00000"
    calm(made)


REFUSED = {
    "folder picker": "showDirectoryPicker()",
    "open picker": "showOpenFilePicker()",
    "save picker": "showSaveFilePicker()",
    "camera": "navigator.mediaDevices.getUserMedia({video: true})",
    "microphone": "navigator.mediaDevices.getUserMedia({audio: true})",
    "screen": "navigator.mediaDevices.getDisplayMedia({video: true})",
    "place": "new Promise((yes, no) => navigator.geolocation.getCurrentPosition(yes, no))",
    "notices": "Notification.requestPermission().then(a => { if (a !== 'granted') throw Error(a) })",
    "midi": "navigator.requestMIDIAccess({sysex: true})",
    "hid": "navigator.hid.requestDevice({filters: []}).then(a => { if (!a.length) throw Error('none') })",
    "serial": "navigator.serial.requestPort()",
    "usb": "navigator.usb.requestDevice({filters: []})",
    "bluetooth": "navigator.bluetooth.requestDevice({acceptAllDevices: true})",
    "clipboard": "navigator.clipboard.readText()",
    "fonts": "queryLocalFonts().then(a => { if (!a.length) throw Error('none') })",
    "passkey": "navigator.credentials.get({publicKey: {challenge: new Uint8Array(16), timeout: 60000}})",
    "new passkey": "navigator.credentials.create({publicKey: {challenge: new Uint8Array(16), rp: {name: 'a'}, "
    "timeout: 60000, user: {id: new Uint8Array(4), name: 'a', displayName: 'a'}, "
    "pubKeyCredParams: [{type: 'public-key', alg: -7}]}})",
    "pointer": "document.body.requestPointerLock().then(() => { if (!document.pointerLockElement) throw Error('no') })",
    "eye dropper": "new EyeDropper().open()",
    "window": "new Promise((yes, no) => { const w = open('/other', '_blank', 'popup'); "
    "w && w.document ? yes(1) : no(Error('no')) })",
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_a_page_must_not_have_is_refused_and_the_page_is_told(made: Rig, what: str) -> None:
    made.visit(AT)
    made.run(
        "window.said = ''; go = () => { Promise.resolve().then(() => "
        + REFUSED[what]
        + ").then(() => { said = 'got' }, (e) => { said = 'refused ' + e.name }) }; 'set'"
    )
    if what == "window":
        made.touch_until(300, 300, lambda: made.run("document.title") == "other", "the page in the same view")
    else:
        made.touch_until(300, 300, lambda: made.run("window.said || ' '").strip(), "an answer")
        said = made.run("said")
        assert said.startswith("refused"), said
    calm(made)


def test_the_whole_screen_is_granted_inside_the_frame(made: Rig) -> None:
    made.visit(AT)
    made.run(
        "window.said = ''; go = () => document.body.requestFullscreen()"
        ".then(() => { said = 'full ' + innerHeight }); 'set'"
    )
    before = made.run("innerHeight")
    made.touch(x=300, y=300)
    assert made.until(lambda: made.run("window.said || ' '").strip(), "full") == f"full {before:.0f}"
    calm(made)
    made.run("document.exitFullscreen(); 'left'")


@pytest.mark.parametrize("path", ["list", "day"])
def test_what_the_engine_unfolds_stays_on_the_screen(made: Rig, path: str) -> None:
    made.visit(AT + path)
    seen: list[Seen] = []

    def unfolded() -> bool:
        seen.extend(made.foreign())
        return bool(seen)

    made.touch_until(300, 300, unfolded, "something unfolded")
    for window in seen:
        assert window.x >= 0
        assert window.y >= 0
        assert window.x + window.width <= WIDTH
        assert window.y + window.height <= HEIGHT
    made.visit(AT)
    made.foreign()
