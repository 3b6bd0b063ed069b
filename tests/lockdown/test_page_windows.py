"""Pages that want windows: new ones, dialogs of every kind, menus, the whole screen."""

from __future__ import annotations

import threading

import pytest

from tests.lockdown.attacks import attacks, tried
from tests.lockdown.hand import MIDDLE, Hand, offered
from tests.lockdown.stage import EXPIRED, OTHER, WRONG
from tests.lockdown.web_stand import Attack, BareView, WebStand

pytestmark = [pytest.mark.xvfb, pytest.mark.xdist_group("lockdown-web"), pytest.mark.timeout(120)]


def does(number: str, title: str, script: str, control: str, **more: object) -> Attack:
    """The page does it by itself."""
    return Attack(number, title, script, control, "windows", **more)  # type: ignore[arg-type]


def touched(number: str, title: str, script: str, control: str, **more: object) -> Attack:
    """The page is touched first; then it may do more."""
    return does(number, title, f"await touched(); {script}", control, touch=True, **more)


def covered(number: str, title: str, cover: str, control: str, **more: object) -> Attack:
    """Something of the page covers all of it and is touched."""
    script = f"{cover}; await touched(); await wait(500); return 'blocked'"
    return does(number, title, script, control, touch=True, **more)


def acted(number: str, title: str, script: str, control: str, act: object, **more: object) -> Attack:
    return does(number, title, script, control, act=act, **more)


def held(key: str, button: int = 1) -> object:
    """Make an act that clicks the middle of the page while a key is held."""

    def act(hand: Hand) -> None:
        for _ in range(2):
            hand.down(key)
            hand.button(button, MIDDLE)
            hand.up(key)

    return act


def paste(hand: Hand) -> None:
    with offered(hand.server, "of somebody else"):
        hand.touch(MIDDLE)
        for _ in range(3):
            hand.button(2, MIDDLE)
        hand.keys("Shift+Insert")
        threading.Event().wait(0.5)  # as long as the other program offers it


def rest(hand: Hand) -> None:
    for step in (90, 60, 30, 20, 10, 5, 0):
        hand.move((MIDDLE[0] - step, MIDDLE[1]))


def thumb(hand: Hand) -> None:
    """Go back and forward; faster than the engine follows, a view leaves the page, and nobody is there to tell."""
    for number in (8, 9):
        hand.button(number, MIDDLE)
        threading.Event().wait(0.3)


def commands(hand: Hand) -> None:
    hand.touch(MIDDLE)
    hand.keys(*(f"Control+{key}" for key in "fgpsuontwhjldkr"), "F3", "F5", "F6", "F7", "F11", "F12", "Control+Shift+i")
    hand.keys("Control+Shift+j", "Control+Shift+Delete", "Alt+Left", "Alt+Home", "Alt+d", "Control+F5")


LINK = f"big('a', {{href: 'https://{OTHER}/'}})"
SECOND = (
    "history.pushState(1, '', '/?who=' + who + '&second');"
    "const gone = new Promise((done) => addEventListener('popstate', () => done('reached'), { once: true }));"
    "await wait(300); await armed();"  # the view learns of the entry a moment after the page
)
"""A second entry of the history, and a promise that is kept when it is left, whatever comes after."""

ATTACKS = [
    does("W-01", "a window by script alone", f"open('https://{OTHER}/'); await wait(300); return 'blocked'", "window", leaves=True),
    touched(
        "W-02",
        "a small window without edges after a touch",
        f"open('https://{OTHER}/', '_blank', 'popup,width=300,height=200,left=9,top=9'); await wait(300); return 'blocked'",
        "window",
        leaves=True,
    ),
    covered(
        "W-03", "a link that opens a window", f"big('a', {{target: '_blank', href: 'https://{OTHER}/'}})", "window", leaves=True
    ),
    touched(
        "W-04",
        "a form that opens a window",
        f"add('form', {{target: '_blank', action: 'https://{OTHER}/'}}).submit(); await wait(300); return 'blocked'",
        "window",
        leaves=True,
    ),
    acted("W-05", "Ctrl and a click on a link", f"{LINK}; await armed(); await wait(600); return 'blocked'", "window", held("Control")),
    acted("W-06", "Shift and a click on a link", f"{LINK}; await armed(); await wait(600); return 'blocked'", "window", held("Shift")),
    acted("W-07", "the middle button on a link", f"{LINK}; await armed(); await wait(600); return 'blocked'", "window", held("Shift", 2)),
    acted(
        "W-08",
        "Alt and a click on a link: download",
        "big('a', {href: '/file'}); await armed(); await wait(600); return 'blocked'",
        "download",
        held("Alt"),
    ),
    touched(
        "W-09",
        "a window that the page writes itself",
        "const made = open('about:blank'); await wait(100); try { made.document.write(BAD) } catch { return 'blocked' }"
        "await wait(300); return 'blocked'",
        "window",
        leaves=True,
    ),
    touched(
        "W-10",
        "a hundred windows after one touch",
        "for (let count = 0; count < 100; count++) open('about:blank'); await wait(300); return 'blocked'",
        "window",
        leaves=True,
    ),
    does("W-11", "the page closes its window", "close(); await wait(300); return 'blocked'", "close"),
    touched(
        "W-12",
        "a small window that is moved and resized",
        "const made = open('about:blank', 'a', 'popup,width=300,height=200'); made?.moveTo(1, 1); made?.resizeTo(200, 200);"
        "moveTo(5, 5); resizeTo(200, 200); await wait(400); return 'blocked'",
        "geometry",
        leaves=True,
    ),
    does("W-13", "alert", "alert('a'); return 'blocked'", "dialog", leaves=True),
    does("W-14", "confirm", "confirm('a'); return 'blocked'", "dialog", leaves=True),
    does("W-15", "prompt", "prompt('a', 'b'); return 'blocked'", "dialog", leaves=True),
    does("W-16", "alert 500 times", "for (let count = 0; count < 500; count++) alert(count); return 'blocked'", "dialog", leaves=True),
    touched(
        "W-17",
        "a page that will not be left (beforeunload)",
        "onbeforeunload = (event) => { event.preventDefault(); return 'stay' }; location = '/frames'; await wait(500);"
        "onbeforeunload = null; return 'blocked'",
        "dialog",
        leaves=True,
    ),
    does("W-18", "print", "print(); await wait(300); return 'blocked'", "print", leaves=True),
    does(
        "W-19",
        "print from a frame, again and again",
        "const made = await frame({srcdoc: 'a'}); for (let count = 0; count < 5; count++) made.contentWindow.print();"
        "made.remove(); await wait(300); return 'blocked'",
        "",
        leaves=True,
    ),
    covered("W-20", "a field for a file", "big('input', {type: 'file'})", "dialog:QFileDialog", leaves=True),
    covered(
        "W-21",
        "a field for a whole folder",
        "big('input', {type: 'file', webkitdirectory: '', multiple: ''})",
        "dialog:QFileDialog",
        leaves=True,
    ),
    touched("W-22", "showOpenFilePicker", "return await tried(showOpenFilePicker())", "dialog:QFileDialog", leaves=True),
    touched("W-23", "showSaveFilePicker", "return await tried(showSaveFilePicker())", "dialog:QFileDialog", leaves=True),
    touched("W-24", "showDirectoryPicker", "return await tried(showDirectoryPicker())", "dialog:QFileDialog", leaves=True),
    covered("W-25", "a field for a colour", "big('input', {type: 'color'})", "dialog", leaves=True),
    covered(
        "W-26",
        "a list to choose from",
        "const list = big('select'); for (const word of 'abc') list.append(new Option(word))",
        "widget:QWidget",
        lists=True,
    ),
    touched(
        "W-27",
        "a field for a day",
        "big('input', {type: 'date'}).showPicker(); await wait(400); return 'blocked'",
        "widget:QWidget",
        lists=True,
    ),
    touched(
        "W-28",
        "a field with suggestions",
        "add('datalist', {id: 'words'}).append(new Option('a')); const made = big('input', {list: 'words'}); made.focus();"
        "made.showPicker(); await wait(400); return 'blocked'",
        "widget:QFrame",
        lists=True,
    ),
    does(
        "W-29",
        "a login by HTTP",
        "const made = await frame({src: '/basic'}); await wait(300); made.remove(); return 'blocked'",
        "login",
        leaves=True,
    ),
    does("W-30", "a site with a wrong certificate", f"return await go('https://{WRONG}/', 600)", "certificate", leaves=True),
    does("W-31", "a site with an expired certificate", f"return await go('https://{EXPIRED}/', 600)", "certificate", leaves=True),
    touched(
        "W-32",
        "full-screen with a strip of its own over ours",
        "document.documentElement.requestFullscreen(); const fake = add('div', {}, 'Geprüft: meine-bank.example');"
        "fake.style = 'position:fixed;inset:0 0 auto 0;height:90px;background:#fff;color:#050'; await wait(500);"
        "try { await document.exitFullscreen() } catch { } fake.remove(); await wait(200); return 'blocked'",
        "fullscreen",
    ),
    touched(
        "W-33",
        "a window over others for a document",
        "return await tried(documentPictureInPicture.requestWindow())",
        "",
    ),
    touched(
        "W-34",
        "a window over others for a film",
        "const film = add('video'); film.srcObject = Object.assign(document.createElement('canvas')).captureStream();"
        "film.play(); await wait(200); return await tried(film.requestPictureInPicture())",
        "",
    ),
    acted(
        "W-35",
        "the right button on a link, a picture, a field",
        f"{LINK}; await armed(); await wait(500); return 'blocked'",
        "menu",
        lambda hand: hand.button(3, MIDDLE, 2),
    ),
    acted(
        "W-36",
        "the menu key and Shift+F10 in a field of a page",
        "big('input').focus(); await armed(); await wait(500); return 'blocked'",
        "menu",
        lambda hand: (hand.touch(MIDDLE), hand.keys("Menu", "Shift+F10")),
    ),
    acted(
        "W-37",
        "a tooltip of the page",
        "big('div', {title: 'Sitzung beendet. Bitte PIN eingeben'}); await armed(); await wait(1800); return 'blocked'",
        "widget:QLabel",
        rest,
    ),
    acted(
        "W-38",
        "Ctrl and the wheel in a page: zoom",
        "const before = devicePixelRatio; await armed(); await wait(500); return devicePixelRatio === before ? 'blocked' : 'reached'",
        "zoom",
        held("Control", 4),
    ),
    acted(
        "W-39",
        "thumb buttons in a page: history",
        f"{SECOND} return await Promise.race([gone, wait(900).then(() => 'blocked')])",
        "reached",
        thumb,
    ),
    acted(
        "W-40",
        "the middle button and Shift+Insert paste what another program offers",
        "const made = big('textarea'); await armed(); await wait(900);"
        "return made.value.includes('somebody') ? 'reached' : 'blocked'",
        "reached",
        paste,
    ),
    acted(
        "W-41",
        "a browser's commands by key: find, save, source, open, reload, tools",
        "await armed(); await wait(600); return 'blocked'",
        "",
        commands,
    ),
]  # fmt: skip


@attacks(ATTACKS)
def test_no_page_opens_a_window(attack: Attack, web: WebStand, bare_web: BareView) -> None:
    assert tried(attack, web, bare_web) == []
