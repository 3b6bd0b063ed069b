"""The browser's place in a visit: made when the terminal has one, its strip, and when it is left."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kiosk import channel
from kiosk.flow.states import Asking, State
from kiosk.flow.steps import Browse
from kiosk.visitor.browser.browser import Browser
from kiosk.visitor.browser.engine import Engine
from kiosk.visitor.browser.errands import Errands
from kiosk.visitor.browser.rules import Rules
from kiosk.visitor.browser.states import Blank
from kiosk.visitor.browser.strip import WebStrip
from kiosk.visitor.outside import Outside

if TYPE_CHECKING:
    from kiosk.look.style import Look

MakeBrowsing = Callable[[channel.Web, Outside], "Browsing"]

_ZOOM = 2.0
"""Pages are written for a desk: 16 px are too small to read while standing in front of 0.277 mm pixels."""

_PIXEL_MM = 0.277


class Browsing(QObject):
    """`broken` says that pages end again and again and the session should."""

    broken = Signal()

    def __init__(self, browser: Browser, *, warm: bool, errands: Errands | None = None) -> None:
        super().__init__()
        self.browser, self.errands = browser, errands
        self.browser.moved.connect(self._moved)
        self.browser.broken.connect(self.broken)
        self._strip: WebStrip | None = None
        if warm:
            self.browser.warm()

    def dress(self, strip: WebStrip, look: Look) -> None:
        """Take the strip and the sizes of another look."""
        self._strip = strip
        zoom = _ZOOM * look.metrics.scale * _PIXEL_MM / look.metrics.pixel_mm
        self.browser.adapt(max(0.5, min(5.0, zoom)), look.locale)
        self._moved()

    def more(self) -> None:
        """Show what can be done with the page besides reading it."""
        if self.errands is not None:
            self.errands.menu()

    def follow(self, state: State) -> None:
        """Leave the page once the visitor is elsewhere; an engine that is only warm stays so."""
        if not is_browsing(state) and self.browser.state != Blank():
            self.browser.close()

    def _moved(self) -> None:
        if self._strip is not None:
            self._strip.show_host(self.browser.host, checked=self.browser.checked)


def is_browsing(state: State) -> bool:
    """Say whether a page is to be shown."""
    return isinstance(state, Asking) and isinstance(state.step, Browse)


def browsing_by(port: int, home: Path, now: Callable[[], float]) -> MakeBrowsing:
    """Give what makes the browser of a visit that goes out by the gate's `port`; downloads stay below `home`."""

    def make(web: channel.Web, outside: Outside) -> Browsing:
        hosts = frozenset(host for group in web.groups for host in group.hosts)
        engine = Engine(port, home / "downloads")
        browser = Browser(engine, Rules(hosts, open=web.open), outside, now)
        errands = Errands(browser, web, home / "downloads", outside)
        engine.downloaded.connect(errands.download)
        return Browsing(browser, warm=web.warm, errands=errands)

    return make
