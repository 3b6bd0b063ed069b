"""A hostile site that hands attacks to a page that waits for them, and says what the page reported.

The same page is shown by the terminal and, as the control, by a bare view; the attack is the same text in both.
"""

from __future__ import annotations

import json
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from tests.lockdown.hand import MIDDLE, Hand
from tests.web_sites import Authority, Page, Request, Site

GOOD, FRAME, OTHER = "good.example", "frame.example", "other.example"
TRICKS = ("good.example.other.example", "evil-good.example", "xn--gd-2jaa.example", "www.good.example")
"""Names that look like the listed one and are another's: below another host, beside it, with letters alike, above it."""
WRONG, EXPIRED = "wrong.example", "expired.example"
COLOUR = (10, 90, 60)
"""Ground of the waiting page; whatever else a page of the attacker's shows has the ground BAD."""
BAD = (255, 0, 255)
AWAY = "away"
"""Reported by nobody: the page was left, so it can say no more."""

_PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>stage</title><style>
html, body { background: rgb(10, 90, 60); margin: 0; height: 100%; overflow: hidden; color: #fff; font: 40px sans-serif }
</style></head><body><script>
const who = new URLSearchParams(location.search).get("who"), id = Math.random();
const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const touched = () => new Promise((done) => { addEventListener("pointerup", () => { done();
  fetch("/taken?who=" + who) }, { once: true });
  addEventListener("message", () => { done(); fetch("/taken?who=" + who) }, { once: true }); fetch("/armed?who=" + who) });
const armed = () => fetch("/armed?who=" + who);
const taken = () => fetch("/taken?who=" + who);
const BAD = "<body style='background:#f0f'>out<scr" + "ipt>";
const begun = location.href;
const go = async (address, ms = 400) => { location.href = address; await wait(ms);
  return location.href === begun ? "blocked" : "reached " + location.href };
const add = (name, values = {}, words = "") => { const made = document.createElement(name);
  for (const [key, value] of Object.entries(values)) made.setAttribute(key, value);
  made.textContent = words; document.body.append(made); return made };
const frame = (values, ms = 400) => new Promise((done) => { const made = add("iframe", values);
  made.style = "position:fixed;inset:0;width:100%;height:100%;border:0"; made.onload = () => done(made);
  setTimeout(() => done(made), ms) });
const tried = async (promise, ms = 1500) => { try {
  return "reached " + await Promise.race([promise, wait(ms).then(() => { throw "never" })]) }
  catch (error) { return "blocked " + error } };
const big = (name, values = {}, words = "") => { const made = add(name, values, words);
  made.style = "position:fixed;inset:0;width:100%;height:100%;display:block;opacity:0.01"; return made };
(async () => { await fetch("/hello?who=" + who + "&id=" + id); for (;;) {
  const script = await (await fetch("/next?who=" + who + "&id=" + id)).text();
  if (!script) continue;
  let said; try { said = await eval("(async () => {" + script + "})()") } catch (error) { said = "blocked " + error }
  for (const each of document.querySelectorAll("body > :not(script)")) each.remove();
  await fetch("/said?who=" + who, { method: "POST", body: String(said) });
} })();
</script></body></html>"""
_OUT = "<!doctype html><title>out</title><body style='background:#f0f'>out</body>"


@dataclass
class Mail:
    """What goes to and comes from the waiting page of one `who`."""

    scripts: queue.Queue[str] = field(default_factory=queue.Queue)
    said: queue.Queue[str] = field(default_factory=queue.Queue)
    armed: threading.Event = field(default_factory=threading.Event)
    taken: threading.Event = field(default_factory=threading.Event)
    asked: float = 0.0
    page: str = ""
    """The page that came last; one that was left, or whose session ended, gets nothing any more."""


class Stage:
    """The listed site with the waiting page, one for frames only, and one that must never be asked.

    The bare view has one of its own that is asked: what comes there late says nothing about the terminal.
    """

    def __init__(self, authority: Authority) -> None:
        self._mail = {"terminal": Mail(), "bare": Mail()}
        self.good = Site(authority, GOOD, pages=self._good)
        self.frame = Site(authority, FRAME, pages=self._frame)
        self.other = Site(authority, OTHER, *TRICKS, pages=lambda _request: Page(_OUT))
        self.faulty = (
            Site(authority, WRONG, certified=("elsewhere.example",), pages=lambda _request: Page(_OUT)),
            Site(authority, EXPIRED, days=-2, pages=lambda _request: Page(_OUT)),
        )
        """Listed, but with a wrong certificate, and with one that has expired."""
        self.for_bare = Site(authority, OTHER, *TRICKS, pages=lambda _request: Page(_OUT))

    def sites(self) -> tuple[Site, ...]:
        """Give all of them, to be entered."""
        return self.good, self.frame, self.other, self.for_bare, *self.faulty

    # ---- the tests' side ----------------------------------------------------------------------------------------

    def waits(self, who: str, seconds: float) -> bool:
        """Whether the page of `who` asks for an attack within some seconds from now."""
        began = time.monotonic()
        while self._mail[who].asked < began:
            if time.monotonic() - began > seconds:
                return False
            time.sleep(0.01)
        return True

    def send(self, who: str, script: str) -> None:
        """Hand an attack to the page; what was said before is forgotten."""
        mail = self._mail[who]
        mail.armed.clear()
        mail.taken.clear()
        while not mail.said.empty():
            mail.said.get()
        mail.scripts.put(script)

    def wake(self, who: str, hand: Hand) -> None:
        """Touch a page that just came until it takes touches."""
        self.send(who, "await touched(); return 'awake'")
        self.serve(who, touch=True, act=None, hand=hand)
        self.said(who, 2.0)

    def serve(self, who: str, touch: bool, act: Callable[[Hand], object] | None, hand: Hand) -> None:
        """Touch the page, or do what is to be done, once it waits for that.

        A view that was just made may miss the first touch, so it is touched until it takes one.
        """
        mail = self._mail[who]
        if not (touch or act) or not mail.armed.wait(5.0):
            return
        for _ in range(20 if touch else 0):
            hand.touch(MIDDLE)
            if mail.taken.wait(0.15):
                break
        if act is not None:
            act(hand)

    def said(self, who: str, seconds: float) -> str:
        """Give what the page reported; AWAY when it reports nothing."""
        try:
            return self._mail[who].said.get(timeout=seconds)
        except queue.Empty:
            return AWAY

    def begun(self, who: str, seconds: float = 10.0) -> bool:
        """Wait until the page says that it has begun."""
        return self._mail[who].taken.wait(seconds)

    def forget(self, who: str) -> None:
        """Take back attacks that no page fetched."""
        self._mail[who] = Mail()

    # ---- the pages' side ----------------------------------------------------------------------------------------

    def _good(self, request: Request) -> Page | None:
        parts = urlsplit(request.path)
        mail = self._mail.get(parse_qs(parts.query).get("who", [""])[0])
        if parts.path == "/":
            return Page(_PAGE)
        if mail is not None:
            return self._errand(parts.path, mail, request)
        return self._special(parts.path, parse_qs(parts.query).get("to", [""])[0])

    @staticmethod
    def _errand(path: str, mail: Mail, request: Request) -> Page | None:
        page = parse_qs(urlsplit(request.path).query).get("id", [""])[0]
        if path == "/next":
            return Page(_next(mail, page), "text/plain")
        if path == "/hello":
            mail.page = page
        if path == "/armed":
            mail.armed.set()
        if path == "/taken":
            mail.taken.set()
        if path == "/said":
            mail.said.put(request.body.decode())
        return Page("", "text/plain")

    @staticmethod
    def _special(path: str, to: str) -> Page | None:
        pages = {
            "/redirect": Page("", status=302, headers=(("Location", to),)),
            "/refresh": Page(_OUT, headers=(("Refresh", f"0;url={to}"),)),
            "/meta": Page(f"<meta http-equiv=refresh content='0;url={to}'>"),
            "/endless": Page("", status=302, headers=(("Location", f"/endless?to={to}x"),)),
            "/basic": Page("no", status=401, headers=(("WWW-Authenticate", 'Basic realm="a"'),)),
            "/file": Page(b"x" * 100, "application/octet-stream", headers=(("Content-Disposition", "attachment"),)),
            "/worker.js": Page(_WORKER, "text/javascript"),
            "/out": Page(_OUT),
            "/trap": Page(_TRAP),
            "/frames": Page(_FRAMES),
        }
        return pages.get(path)

    def _frame(self, request: Request) -> Page:
        to = parse_qs(urlsplit(request.path).query).get("script", [""])[0]
        return Page(f"<!doctype html><body style='background:#0a5a3c'>frame<script>{to}</script>")


def _next(mail: Mail, page: str) -> str:
    """Wait half a second for an attack."""
    end = time.monotonic() + 0.5
    while mail.page == page and time.monotonic() < end:
        mail.asked = time.monotonic()
        try:
            return mail.scripts.get(timeout=0.05)
        except queue.Empty:
            continue
    return ""


_WORKER = """self.onmessage = async (event) => { let said;
 try { said = await eval("(async () => {" + event.data + "})()") } catch (error) { said = "blocked " + error }
 self.postMessage(String(said)) };
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));"""
_TRAP = "<body style='background:#0a5a3c'><script>onbeforeunload = (event) => { event.preventDefault(); return 'stay' }</script>"
_FRAMES = "<body style='background:#0a5a3c'>"


def in_worker(script: str) -> str:
    """Give an attack that does `script` in a worker."""
    text = json.dumps(script)
    return f"""const worker = new Worker("/worker.js");
return await new Promise((done) => {{ worker.onmessage = (event) => done(event.data); worker.postMessage({text});
setTimeout(() => done("blocked never"), 2500) }})"""
