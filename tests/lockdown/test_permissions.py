"""Pages that want devices, places, the clipboard: everything is denied, and nothing asks the visitor."""

from __future__ import annotations

import pytest

from tests.lockdown.attacks import attacks, tried
from tests.lockdown.web_stand import Attack, BareView, WebStand

pytestmark = [pytest.mark.xvfb, pytest.mark.xdist_group("lockdown-web"), pytest.mark.timeout(120)]


def asks(number: str, title: str, wish: str, control: str, *, tells: bool = True) -> Attack:
    """The page is touched, then wishes for something by a promise."""
    script = f"await touched(); return await tried((async () => {{ {wish} }})())"
    return Attack(number, title, script, control, "permissions", touch=True, tells=tells)


KEY = (
    "challenge: new Uint8Array(16), rp: {name: 'a'}, user: {id: new Uint8Array(16), name: 'a', displayName: 'a'},"
    "pubKeyCredParams: [{type: 'public-key', alg: -7}]"
)

ATTACKS = [
    asks("P-01", "notifications", "if (await Notification.requestPermission() !== 'granted') throw 'no'", "reached"),
    asks("P-02", "the place", "await new Promise((yes, no) => navigator.geolocation.getCurrentPosition(yes, no))", "permission:Geolocation"),
    asks("P-03", "camera and microphone", "await navigator.mediaDevices.getUserMedia({audio: true, video: true})", ""),
    asks("P-04", "a film of the screen", "await navigator.mediaDevices.getDisplayMedia()", "capture"),
    asks("P-05", "reading the clipboard", "await navigator.clipboard.readText()", "reached"),
    asks("P-06", "writing to the clipboard", "await navigator.clipboard.writeText('a')", "reached"),
    asks(
        "P-07",
        "writing to the clipboard by a command, for the next one to paste",
        "add('input', {value: 'a'}).select(); if (!document.execCommand('copy')) throw 'no'",
        "reached",
        tells=False,
    ),
    asks("P-08", "music devices (MIDI)", "await navigator.requestMIDIAccess({sysex: true})", ""),
    asks("P-09", "input devices (HID)", "if (!(await navigator.hid.requestDevice({filters: []})).length) throw 'none'", ""),
    asks("P-10", "serial ports", "await navigator.serial.requestPort()", ""),
    asks("P-11", "USB and Bluetooth", "await (navigator.usb?.requestDevice({filters: []}) ?? Promise.reject('none'))", ""),
    asks("P-12", "whether somebody is there (idle detection)", "if (await IdleDetector.requestPermission() !== 'granted') throw 'no'", ""),
    asks("P-13", "other screens", "await getScreenDetails()", ""),
    asks("P-14", "fonts of the machine", "if (!(await queryLocalFonts()).length) throw 'none'", "permission:LocalFontsAccess"),
    asks("P-15", "storage that stays", "if (!(await navigator.storage.persist())) throw 'no'", ""),
    asks("P-16", "a passkey", f"await navigator.credentials.create({{publicKey: {{{KEY}}}}})", ""),
    asks(
        "P-17",
        "messages when the page is closed (push)",
        "await navigator.serviceWorker.register('/worker.js'); const found = await navigator.serviceWorker.ready;"
        "await found.pushManager.subscribe({userVisibleOnly: true, applicationServerKey: 'BEl62iUYgUivxIkv69yViEuiBIa-Ib9-SkvMeAtA3LFgDzkrxZJjSgSnfckjBJuBkr3qBUYIHBQFLXYp5Nksh8U'})",
        "",
    ),
    asks("P-18", "the pointer is taken (pointer lock)", "await document.body.requestPointerLock()", "permission:MouseLock"),
    asks(
        "P-19",
        "keys are taken (keyboard lock) in a full screen: the strip still ends the session",
        "await document.documentElement.requestFullscreen(); await navigator.keyboard.lock()",
        "reached",
        tells=False,
    ),
    asks("P-20", "a handler for addresses", "navigator.registerProtocolHandler('web+a', '/?a=%s'); await wait(300); throw 'no'", "handler"),
    asks("P-21", "payment by the browser", "await new PaymentRequest([{supportedMethods: 'https://other.example/'}], {total: {label: 'a', amount: {currency: 'EUR', value: '1'}}}).show()", ""),
    asks("P-22", "sharing with other programs", "await navigator.share({title: 'a', url: '/'})", ""),
    asks("P-23", "speech that is recognised elsewhere", "await new Promise((yes, no) => { const heard = new webkitSpeechRecognition();"
         "heard.onstart = yes; heard.onerror = no; heard.start() })", ""),
    asks("P-24", "the screen never goes off", "await navigator.wakeLock.request('screen')", ""),
    asks("P-25", "saved passwords and accounts of others", "if (!(await navigator.credentials.get({password: true}))) throw 'none'", ""),
]  # fmt: skip


@attacks(ATTACKS)
def test_no_page_gets_what_it_asks_for(attack: Attack, web: WebStand, bare_web: BareView) -> None:
    problems = tried(attack, web, bare_web)
    if not attack.tells:  # what a page may do within its own session is gone with that
        problems += web.stand.problems()
    if web.stand.hand.owner("CLIPBOARD"):
        problems.append("there is something on the clipboard")
    assert problems == []
