"""A terminal with a real engine, and sites it can open. Runs in a process that is not root's."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from PySide6.QtCore import QEvent, QEventLoop, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from kiosk import channel
from kiosk.citizen.web import SERVICE
from kiosk.look.fonts import load_fonts
from kiosk.visitor.app import application
from kiosk.visitor.browser.aids import Aids
from kiosk.visitor.browser.browser import Browser
from kiosk.visitor.browser.states import Page
from kiosk.visitor.browser.view import WebView
from kiosk.visitor.browsing import browsing_by
from kiosk.visitor.render.browse import BrowseRenderer
from kiosk.visitor.render.web_desk import WebDesk
from tests.fakes.terminal import Terminal

LONG = 8.0

HEAD = "<!doctype html><meta charset=utf-8><style>body{font:16px sans-serif;margin:20px}input{font:inherit}</style>"


def engine() -> QApplication:
    """Make the application as the visitor process does."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = application(["tests"])
        load_fonts()
    return app


@contextlib.contextmanager
def gate(pages: Mapping[str, str]) -> Iterator[int]:
    """Stand in for the gate: `pages` are addresses without scheme and what they show; everything else is not there."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            page = pages.get(f"{parts.hostname}{parts.path}")
            body = (page or "").encode()
            self.send_response(200 if page is not None else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            if page is not None and "<!-- strict -->" in page:
                self.send_header("Content-Security-Policy", "default-src 'none'; style-src 'self'; script-src 'self'")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def on(host: str) -> pytest.MarkDecorator:
    """Have a test begin on another page."""
    return pytest.mark.parametrize("stand", [host], indirect=True)


class Stand:
    """A terminal that shows a page."""

    def __init__(
        self, app: QApplication, port: int, size: tuple[int, int] = (1920, 1080), host: str = "bank.example"
    ) -> None:
        group = channel.WebGroup("bank", (channel.WebPage("Bank", f"http://{host}/"),), (f"*.{host}", host), {})
        web = channel.Web(False, (group,), "", True)  # warm, as on a terminal
        self.terminal = Terminal(app, size, browsing_by(port, Path.home(), time.monotonic), web=web)
        self.app = app
        self.host = host

    def open(self, locale: str = "de", **choices: Any) -> None:
        """Go to the page by the tiles."""
        self.terminal.start(locale)
        if choices:
            self.terminal.shell.choose(replace(self.terminal.shell.choices, **choices))
        self.terminal.shell.journey.open(SERVICE)
        self.terminal.give("bank")
        self.terminal.give(f"http://{self.host}/")
        self.wait(lambda: self.browser.state == Page())
        # Before something is painted the engine drops touches.
        self.wait(lambda: self.js("performance.getEntriesByName('first-contentful-paint').length", world=2))

    def wait(self, until: Callable[[], object], seconds: float = LONG) -> None:
        """Let the event loop turn until something is so."""
        end = time.monotonic() + seconds
        while not until():
            assert time.monotonic() < end, "it did not come about"
            self.app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)

    def rest(self, seconds: float = 0.3) -> None:
        """Let the event loop turn for a while, to see that something does not come about."""
        end = time.monotonic() + seconds
        self.app.processEvents()
        while time.monotonic() < end:
            self.app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)

    # ---- parts ---------------------------------------------------------------------------------------------------

    @property
    def browser(self) -> Browser:
        page = self.terminal.page
        assert isinstance(page, BrowseRenderer)
        return page.browser

    @property
    def aids(self) -> Aids:
        assert self.browser.aids is not None
        return self.browser.aids

    @property
    def view(self) -> WebView:
        assert self.browser.view is not None
        return self.browser.view

    @property
    def desk(self) -> WebDesk:
        desk = self.view.parentWidget()
        assert isinstance(desk, WebDesk)
        return desk

    # ---- what a visitor does -------------------------------------------------------------------------------------

    def js(self, code: str, world: int = 0, frame: int = 0) -> Any:
        """Run something in the page (world 0) or beside our scripts (world 1)."""
        found: list[Any] = []
        self.aids.bridge.frames()[frame].runJavaScript(f"JSON.stringify({code})", world, found.append)
        self.wait(lambda: found)
        return json.loads(found[0]) if found[0] else None

    def place(self, selector: str) -> QPoint:
        """Where in the view the middle of an element is."""
        zoom = self.view.zoomFactor()
        code = f"(()=>{{const r=document.querySelector({selector!r}).getBoundingClientRect();"
        x, y = self.js(code + "return [r.x+r.width/2,r.y+r.height/2]})()")
        return QPoint(round(x * zoom), round(y * zoom))

    def touch(self, selector: str) -> None:
        """Touch an element of the page."""
        self.touch_at(self.place(selector))

    def touch_at(self, place: QPoint) -> None:
        """Touch a place of the view."""
        part = self.view.focusProxy()
        assert part is not None
        self.view.setFocus()
        spot = QPointF(place)
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        for kind, held in ((QEvent.Type.MouseButtonPress, left), (QEvent.Type.MouseButtonRelease, none)):
            event = QMouseEvent(
                kind, spot, QPointF(part.mapToGlobal(place)), left, held, Qt.KeyboardModifier.NoModifier
            )
            QApplication.sendEvent(part, event)

    def key(self, key: Qt.Key, text: str = "") -> None:
        """Strike a key of a keyboard of wood, wherever the focus is."""
        part = QApplication.focusWidget() or self.terminal.app.window
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(part, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))
        self.app.processEvents()

    def type(self, text: str) -> None:
        """Strike keys of the keyboard on the screen."""
        assert self.desk.keys is not None
        for sign in text:
            self.terminal.clock.now += 1.0
            self.desk.keys.keyboard.button(sign).struck.emit()
            self.app.processEvents()

    def close(self) -> None:
        self.terminal.close()
