"""The browser of one session: one page at a time, its state as a value, its questions answered by our screens."""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEventLoop, QObject, QTimer, QUrl, Signal

from kiosk.visitor.browser.engine import Engine
from kiosk.visitor.browser.requests import WebWhy, Why
from kiosk.visitor.browser.rules import BLANK, Rules, address_of, host_of
from kiosk.visitor.browser.states import REASONS, Aside, Ask, Asking, Blank, Crashes, Failed, Kind, Page, State

if TYPE_CHECKING:
    from PySide6.QtWebEngineCore import QWebEngineHistory, QWebEngineHistoryItem
    from PySide6.QtWidgets import QColorDialog

    from kiosk.visitor.browser.aids import Aids
    from kiosk.visitor.browser.page import WebPage
    from kiosk.visitor.browser.view import WebView
    from kiosk.visitor.outside import Outside

PING_MS = 2_000
SILENT_PINGS = 4
"""A page that does not answer so many pings in a row hangs, and its process is killed."""

_AGAIN = 3
"""From so many questions in a row on, leaving the page is offered with the next one."""

_SAME = 0.01

_SAME_REASON = {"none": "unreachable", "offline": "gate", "malformed": "address", "port": "address"}
"""Reasons of the gate that mean the same to a visitor as one of ours."""

_log = logging.getLogger(__name__)


class Browser(QObject):
    """One page at a time, and what is to be shown in its place.

    `changed` says that another state is to be shown, `moved` that address or history did, `broken` that pages end
    again and again and the session should, `told` and `print_wanted` what `WebPage` says by them,
    `file_asked` that a page waits for files.
    """

    changed = Signal()
    moved = Signal()
    broken = Signal()
    told = Signal(str)
    print_wanted = Signal()
    file_asked = Signal()

    def __init__(
        self,
        engine: Engine,
        rules: Rules,
        outside: Outside,
        now: Callable[[], float],
        *,
        ping_ms: int = PING_MS,
    ) -> None:
        super().__init__()
        self._engine, self._rules, self._outside, self._now = engine, rules, outside, now
        self.state: State = Blank()
        self.view: WebView | None = None
        self.aids: Aids | None = None
        self._page: WebPage | None = None
        self._zoom = 1.0
        self._crashes = Crashes()
        self._waiting: QEventLoop | None = None
        self._answer: object = None
        self._asked = 0
        self._stopping = self._kept = False
        self._wanted = ""
        self._unanswered = 0
        self._visit = 0
        """Counts the places the visitor wanted to be at, so that an answer that comes late is known as such."""
        self._ping = QTimer(self)
        self._ping.setInterval(ping_ms)
        self._ping.timeout.connect(self._on_ping)

    # ---- what the shell does -------------------------------------------------------------------------------------

    def warm(self) -> None:
        """Start the engine and a process for the first page while nobody waits for it."""
        self._make_view().setUrl(QUrl(BLANK))

    def open(self, address: str, words: str = "") -> None:
        """Show an address; what may not be shown becomes a state that says why."""
        self._wanted = address_of(address, words)
        self._make_view()
        refusal = self._rules.refuse(QUrl(self._wanted).toString(QUrl.ComponentFormattingOption.FullyEncoded))
        if refusal is not None:
            self._failed(refusal.value, host_of(self._wanted))
            return
        self._visit += 1
        self._enter(Page(loading=True))
        self._page_now().setUrl(QUrl(self._wanted))

    def close(self) -> None:
        """Leave the page: nothing of it goes on, and its history is forgotten. The session's cookies stay."""
        self._visit += 1
        self._ping.stop()
        self._release(None)
        if self.view is not None:
            view, self.view, self._page, self.aids = self.view, None, None, None
            view.hide()
            view.setParent(None)
            view.deleteLater()
        self._enter(Blank())

    def back(self) -> bool:
        """Go back in the page's own history; False where there is nothing to go back to."""
        if isinstance(self.state, Asking):
            self.answer(None)
            return True
        if isinstance(self.state, Aside):
            self.resume()
            return True
        page = self._page
        if page is None:
            return False
        self._visit += 1
        if isinstance(self.state, Failed) and self._kept:
            self._enter(Page())  # where the visitor was before is still there
            return True
        before = _page_before(page.history())
        if before is None:
            return False
        self._enter(Page(loading=True))
        page.history().goToItem(before)
        return True

    def again(self) -> None:
        """Load what was wanted once more."""
        page = self._page_now()
        address = page.url().toString() if host_of(page.url().toString()) else self._wanted
        self._visit += 1
        self._enter(Page(loading=True))
        page.setUrl(QUrl(address))

    def adapt(self, zoom: float, locale: str) -> None:
        """Take the size and the language that were chosen."""
        self._zoom = zoom
        self._engine.set_language(locale)
        if self.view is not None:
            self.view.setZoomFactor(zoom)

    def answer(self, value: object) -> None:
        """Answer the question that is shown."""
        self._release(value)

    def aside(self, what: Aside) -> None:
        """Show a screen of ours in the page's place; a question of the page waits for its answer first."""
        if not isinstance(self.state, Asking):
            self._enter(what)

    def resume(self) -> None:
        """Show the page again."""
        if isinstance(self.state, Aside):
            self._enter(Page())

    # ---- what the strip shows ------------------------------------------------------------------------------------

    @property
    def host(self) -> str:
        """Host of the page, or of the one that was wanted."""
        if isinstance(self.state, Failed):
            return self.state.host
        shown = host_of(self._page.url().toString()) if self._page is not None else ""
        return shown or host_of(self._wanted)

    @property
    def checked(self) -> bool:
        """Whether a page is shown whose host is on the operator's list."""
        return isinstance(self.state, (Page, Asking, Aside)) and self._rules.checked(self.host)

    # ---- inside --------------------------------------------------------------------------------------------------

    def _make_view(self) -> WebView:
        if self.view is None:
            profile = self._engine.profile()
            from kiosk.visitor.browser.aids import Aids  # noqa: PLC0415 - the engine is imported when it is wanted
            from kiosk.visitor.browser.page import WebPage  # noqa: PLC0415
            from kiosk.visitor.browser.view import WebView  # noqa: PLC0415

            view = WebView(profile)
            page = WebPage(profile, self._rules, self._ask, view)
            view.setPage(page)
            view.setZoomFactor(self._zoom)
            page.started.connect(self._started)
            page.arrived.connect(self._arrived)
            page.failed.connect(self._failed)
            page.gone.connect(self._gone)
            page.urlChanged.connect(self.moved)
            page.told.connect(self.told)
            page.print_wanted.connect(self.print_wanted)
            view.colour_wanted.connect(self._colour)
            page.zoomFactorChanged.connect(self._keep_zoom)
            self.view, self._page, self.aids = view, page, Aids(view, page)
        return self.view

    def _page_now(self) -> WebPage:
        assert self._page is not None
        return self._page

    def _enter(self, state: State) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit()
            self.moved.emit()

    def _started(self) -> None:
        self._asked = 0
        if not self._ping.isActive():
            self._ping.start()
        if isinstance(self.state, (Page, Failed)):
            self._enter(Page(loading=True))

    def _arrived(self) -> None:
        self._unanswered = 0
        if isinstance(self.state, Page):
            self._enter(Page())

    def _keep_zoom(self, zoom: float) -> None:
        """The engine keeps a zoom for each host and begins with 1; ours is the same everywhere."""
        if self.view is not None and abs(zoom - self._zoom) > _SAME:
            self.view.setZoomFactor(self._zoom)

    def _failed(self, reason: str, host: str) -> None:
        self._kept = isinstance(self.state, Page) and self._is_there()
        if reason != "tunnel":
            self._enter(Failed(reason, host))
            return

        asked = self._visit

        def told(answer: Any) -> None:  # noqa: ANN401 - whatever came
            if asked != self._visit:
                return  # the visitor is elsewhere by now
            known = answer.reason if isinstance(answer, Why) else "gate"
            known = _SAME_REASON.get(known, known)
            self._enter(Failed(known if known in REASONS else "other", host))

        self._outside.ask(WebWhy(host), "", told)

    def _is_there(self) -> bool:
        """Whether the page is still there that the visitor was at before: what fails takes no place in the history."""
        history = self._page.history() if self._page is not None else None
        return history is not None and host_of(history.currentItem().url().toString()) != ""

    # ---- pages that end or hang ----------------------------------------------------------------------------------

    def _gone(self) -> None:
        reason = "hung" if self._unanswered >= SILENT_PINGS else "crashed"
        self._unanswered = 0
        self._kept = False
        self._ping.stop()
        self._release(None)
        if self._stopping:
            self._stopping = False
            self._enter(Failed("stopped", self.host))
            return
        if self._crashes.too_many(self._now()):
            self.broken.emit()
            return
        self._enter(Failed(reason, self.host))

    def _on_ping(self) -> None:
        """Ask the page for an answer; while it waits for ours it cannot give one."""
        page = self._page
        if page is None or isinstance(self.state, Asking):
            self._unanswered = 0
            return
        if self._unanswered >= SILENT_PINGS:
            self._kill(page.renderProcessPid())
            return
        self._unanswered += 1
        page.runJavaScript("1", 1, self._pong)

    def _pong(self, _value: object) -> None:
        self._unanswered = 0

    @staticmethod
    def _kill(pid: int) -> None:
        if pid > 0:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                _log.info("a page's process that hung was gone already")

    # ---- questions of the page -----------------------------------------------------------------------------------

    def _ask(self, ask: Ask) -> object:
        """Show a question and wait for its answer; the engine wants it before it goes on."""
        if self._waiting is not None:
            return None
        self._asked += 1
        before = self.state
        if self._asked > _AGAIN:
            ask = Ask(ask.kind, ask.host, ask.text, ask.default, again=True)
        if ask.kind is Kind.FILES:
            self.file_asked.emit()
        self._waiting = QEventLoop(self)
        self._answer = None
        self._enter(Asking(ask))
        self._waiting.exec()
        self._waiting = None
        answer, self._answer = self._answer, None
        if answer is STOP:
            self._stop()
            return None
        if isinstance(self.state, Asking):
            self._enter(before if isinstance(before, (Page, Aside)) else Page())
        return answer

    def _colour(self, dialog: QColorDialog) -> None:
        """Ask for a colour in the place of the engine's dialog, which nobody has seen."""
        answer = self._ask(Ask(Kind.COLOUR, self.host, default=dialog.currentColor().name()))
        if isinstance(answer, str):
            dialog.setCurrentColor(answer)
        dialog.done(int(isinstance(answer, str)))

    def _release(self, value: object) -> None:
        if self._waiting is not None:
            self._answer = value
            self._waiting.quit()

    def _stop(self) -> None:
        """Leave a page that asks again and again: its process is ended, for it may ask on."""
        if self._page is not None:
            self._stopping = True
            self._kill(self._page.renderProcessPid())


def _page_before(history: QWebEngineHistory) -> QWebEngineHistoryItem | None:
    """Give the page one was at before; what the engine was warmed up with, and a script's empty one, is none."""
    earlier = [item for item in history.backItems(history.count()) if host_of(item.url().toString())]
    return earlier[-1] if earlier else None


STOP = object()
"""The answer that leaves the page that asks."""

__all__ = ["STOP", "Ask", "Browser", "Kind"]
