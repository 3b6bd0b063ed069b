"""Pages that want to be somewhere else: schemes, redirects, tricks with names, connections past the gate."""

from __future__ import annotations

import pytest

from tests.lockdown.attacks import attacks, tried
from tests.lockdown.stage import FRAME, GOOD, OTHER, in_worker
from tests.lockdown.web_stand import PORT, Attack, BareView, WebStand

pytestmark = [pytest.mark.xvfb, pytest.mark.xdist_group("lockdown-web"), pytest.mark.timeout(120)]


def goes(number: str, title: str, address: str, control: str, ms: int = 400) -> Attack:
    """The page sends itself to an address."""
    return Attack(number, title, f"return await go({address!r}, {ms})", control, leaves=True)


def does(number: str, title: str, script: str, control: str, *, touch: bool = False, leaves: bool = False) -> Attack:
    return Attack(number, title, script, control, touch=touch, leaves=leaves)


def clicks(number: str, title: str, address: str, control: str) -> Attack:
    """A touch follows a link that covers the page."""
    script = f"big('a', {{href: {address!r}}}); await touched(); await wait(400); return 'blocked'"
    return Attack(number, title, script, control, touch=True, leaves=True)


STUN = """const peer = new RTCPeerConnection({iceServers: [%s]}); peer.createDataChannel("a");
await peer.setLocalDescription(await peer.createOffer()); await wait(1200); return "blocked" """
TURN = "{urls: 'turn:127.0.0.1:%s?transport=%s', username: 'a', credential: 'b'}"

SCHEMES = [
    goes("N-01", "file: in the whole view", "file:///etc/hostname", ""),
    clicks("N-02", "file: by a link that is touched", "file:///", ""),
    goes("N-03", "a redirect to file:", f"https://{GOOD}/redirect?to=file:///etc/passwd", ""),
    goes("N-04", "view-source: of a page and of a file", f"view-source:https://{GOOD}/", ""),
    goes("N-05", "chrome://gpu and its siblings", "chrome://gpu", ""),
    goes("N-06", "chrome://crash, kill, quit", "chrome://crash", ""),
    goes("N-07", "devtools:, chrome-extension:, chrome-untrusted:", "devtools://devtools/bundled/inspector.html", ""),
    goes("N-08", "about:blank: a view without an address", "about:blank", "url:about:"),
    goes("N-09", "qrc: and Qt's own schemes", "qrc:/qtwebchannel/qwebchannel.js", ""),
    goes("N-10", "data: in the whole view", "data:text/html,<body style='background:%23f0f'>", ""),
    does(
        "N-11",
        "blob: in the whole view",
        "return await go(URL.createObjectURL(new Blob([BAD], {type: 'text/html'})))",
        "url:blob:",
        leaves=True,
    ),
    does(
        "N-12",
        "blob: in a new window",
        "await touched(); open(URL.createObjectURL(new Blob([BAD], {type: 'text/html'}))); await wait(400); return 'blocked'",
        "window",
        touch=True,
        leaves=True,
    ),
    does(
        "N-13",
        "javascript: in a new window",
        "await touched(); open(\"javascript:document.write('<body style=background:#f0f>')\"); await wait(400); return 'blocked'",
        "window",
        touch=True,
        leaves=True,
    ),
    goes("N-14", "filesystem:, ftp:, ws:, intent: in the whole view", "ftp://127.0.0.1/", ""),
    does(
        "N-15",
        "mailto: starts a program",
        "await touched(); location = 'mailto:a@example.org'; await wait(400); return 'blocked'",
        "external:mailto",
        touch=True,
        leaves=True,
    ),
    clicks("N-16", "tel: by a link that is touched", "tel:+49", "external:tel"),
    does(
        "N-17",
        "a program's scheme from a frame of another site",
        f"await frame({{src: 'https://{FRAME}/?script=' + encodeURIComponent("
        "\"onpointerup = () => { parent.postMessage(1, '*'); location = 'mailto:a' }\")}); await touched(); await wait(400);"
        "return 'blocked'",
        "external:mailto",
        touch=True,
    ),
    does(
        "N-18",
        "a form that is sent to mailto:",
        "const form = add('form', {action: 'mailto:a@example.org', method: 'post'}); await touched(); form.submit();"
        "await wait(400); return 'blocked'",
        "external:mailto",
        touch=True,
        leaves=True,
    ),
    does(
        "N-19",
        "a frame with data: that wants the whole view",
        "await frame({src: \"data:text/html,<body style='background:%230a5a3c'><script>onpointerup=()=>"
        f"{{parent.postMessage(1,'*');top.location='https://{OTHER}/'}}</scr\" + 'ipt>'}});"
        "await touched(); await wait(500); return 'blocked'",
        "other",
        touch=True,
        leaves=True,
    ),
    does(
        "N-20",
        "a frame with srcdoc that wants the whole view",
        f"await frame({{srcdoc: \"<script>top.location='https://{OTHER}/'</scr\" + 'ipt>'}}); await wait(500); return 'blocked'",
        "other",
        leaves=True,
    ),
]

NAMES = [
    goes("N-21", "a site that is not on the list", f"https://{OTHER}/", "other"),
    goes("N-22", "a listed site redirects to another (open redirect)", f"https://{GOOD}/redirect?to=https://{OTHER}/", "other"),
    goes("N-23", "the Refresh header to another site", f"https://{GOOD}/refresh?to=https://{OTHER}/", "other", 900),
    goes("N-24", "meta refresh to another site", f"https://{GOOD}/meta?to=https://{OTHER}/", "other", 900),
    does(
        "N-25",
        "a form that is sent to another site",
        f"const form = add('form', {{action: 'https://{OTHER}/', method: 'post'}}); form.submit(); await wait(500);"
        "return 'blocked'",
        "other",
        leaves=True,
    ),
    goes("N-26", "a listed name before an @", f"https://{GOOD}@{OTHER}/", "other"),
    goes("N-27", "a listed name in path and query", f"https://{OTHER}/{GOOD}/?u=https://{GOOD}/#{GOOD}", "other"),
    goes("N-28", "a listed name below another host", f"https://{GOOD}.{OTHER}/", "other"),
    goes("N-29", "a listed name with something before it", "https://evil-good.example/", "other"),
    goes("N-30", "a host below a listed one that is not listed", f"https://www.{GOOD}/", "other"),
    goes("N-31", "a look-alike in other letters (IDN)", "https://g\u00f2\u00f2d.example/", "other"),
    goes("N-32", "a dot at the end, capitals, an encoded dot", "https://GOOD%2eexample./?who=terminal", "url:https:good.example."),
    goes("N-33", "an address instead of a name, as number, in octal, as IPv6", "https://2130706433/", "url:https:127.0.0.1"),
    goes("N-34", "a listed name with another port", f"https://{GOOD}:{PORT}/", "away"),
    goes("N-35", "http: to another site", f"http://{OTHER}/", "url:http:other.example"),
]  # fmt: skip

LOADS = [
    does("N-36", "another site in a frame", f"await frame({{src: 'https://{OTHER}/'}}); return 'blocked'", "other"),
    does(
        "N-37",
        "pictures, scripts, styles, fonts, sounds of another site",
        f"for (const [name, key] of [['img', 'src'], ['script', 'src'], ['video', 'src'], ['object', 'data'], ['embed', 'src']])"
        f" add(name, {{[key]: 'https://{OTHER}/' + name}}); add('link', {{rel: 'stylesheet', href: 'https://{OTHER}/css'}});"
        f"add('style', {{}}, \"@import 'https://{OTHER}/import'; @font-face {{ font-family: a; src: url(https://{OTHER}/font) }}"
        " b { font-family: a }\"); add('b', {}, 'a'); await wait(700); return 'blocked'",
        "other",
    ),
    does(
        "N-38",
        "fetch, beacon, EventSource, XMLHttpRequest to another site",
        f"fetch('https://{OTHER}/f', {{mode: 'no-cors', keepalive: true}}).catch(() => 0);"
        f"navigator.sendBeacon('https://{OTHER}/b', 'x'); new EventSource('https://{OTHER}/e');"
        f"const asked = new XMLHttpRequest(); asked.open('GET', 'https://{OTHER}/x'); asked.send(); await wait(700);"
        "return 'blocked'",
        "other",
    ),
    does(
        "N-39",
        "prefetch, preload, modulepreload, prerender, speculation rules",
        f"for (const rel of ['prefetch', 'preload', 'modulepreload', 'prerender', 'icon', 'manifest'])"
        f" document.head.append(Object.assign(document.createElement('link'), {{rel, as: 'script', href: 'https://{OTHER}/' + rel}}));"
        f"add('script', {{type: 'speculationrules'}}, JSON.stringify({{prefetch: [{{urls: ['https://{OTHER}/s']}}],"
        f" prerender: [{{urls: ['https://{OTHER}/p']}}]}})); await wait(900); return 'blocked'",
        "other",
    ),
    does(
        "N-40",
        "preconnect and dns-prefetch to a canary",
        f"for (const rel of ['preconnect', 'dns-prefetch']) document.head.append(Object.assign(document.createElement('link'),"
        f" {{rel, href: 'https://127.0.0.1:{PORT}/'}})); await wait(900); return 'blocked'",
        "canary",
    ),
    does(
        "N-41",
        "a link with ping",
        f"big('a', {{href: '#here', ping: 'https://{OTHER}/ping'}}); await touched(); await wait(700); return 'blocked'",
        "",
        touch=True,
    ),
    does(
        "N-42",
        "WebSocket to another site and to this machine",
        f"new WebSocket('wss://{OTHER}/'); new WebSocket('ws://127.0.0.1:{PORT}/'); await wait(900); return 'blocked'",
        "canary",
    ),
    does(
        "N-43",
        "WebTransport in the window",
        f"return await tried(new WebTransport('https://127.0.0.1:{PORT}/').ready)",
        "canary",
    ),
    does(
        "N-44",
        "WebTransport in a worker",
        in_worker(f"const t = new WebTransport('https://127.0.0.1:{PORT}/'); await t.ready; return 'reached'"),
        "canary",
    ),
    does("N-45", "STUN to a canary on UDP", STUN % f"{{urls: 'stun:127.0.0.1:{PORT}'}}", "canary"),
    does("N-46", "TURN to a canary on UDP", STUN % (TURN % (PORT, "udp")), "canary"),
    does("N-47", "TURN to a canary on TCP", STUN % (TURN % (PORT, "tcp")), "canary"),
    does(
        "N-48",
        "a service worker that asks another site",
        "await navigator.serviceWorker.register('/worker.js'); const worker = (await navigator.serviceWorker.ready).active;"
        f"worker.postMessage(\"await fetch('https://{OTHER}/sw', {{mode: 'no-cors'}}); return 1\"); await wait(900); return 'blocked'",
        "other",
    ),
    does(
        "N-49",
        "back beyond the beginning after 100 steps of history",
        "for (let step = 0; step < 100; step++) history.pushState(step, '', '/?who=' + who + '&step=' + step);"
        "history.go(-200); history.back(); await wait(300); for (let step = 0; step < 60; step++) { history.back(); await wait(5) }"
        "return location.host === 'good.example' ? 'blocked' : 'reached'",
        "",
        leaves=True,
    ),
]  # fmt: skip


@attacks(SCHEMES + NAMES + LOADS)
def test_no_page_leads_elsewhere(attack: Attack, web: WebStand, bare_web: BareView) -> None:
    assert tried(attack, web, bare_web) == []
