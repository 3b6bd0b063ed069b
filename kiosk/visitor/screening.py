"""Carries what is hidden to everything that is shown, and what the visitor is at to those who keep the time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from kiosk import channel
from kiosk.flow.states import Asking
from kiosk.flow.steps import Browse
from kiosk.texts import Texts
from kiosk.visitor import privacy_panel
from kiosk.visitor.blinds import Blinds
from kiosk.visitor.covers import Covers
from kiosk.visitor.journey import Journey
from kiosk.visitor.privacy import PrivacyScreen
from kiosk.visitor.spotlight import Spotlight
from kiosk.visitor.window import Window


class Visit(Protocol):
    """What is asked of the visit; `Shell` has it."""

    window: Window
    privacy: PrivacyScreen
    covers: Covers
    blinds: Blinds
    journey: Journey
    begun: bool
    over: bool

    @property
    def texts(self) -> Texts:
        """The words of the chosen language."""
        ...


class Screening(QObject):
    """Follows the present `Privacy`; `said` carries what is to be said about a change of it."""

    said = Signal(list)

    def __init__(self, visit: Visit, send: Callable[[channel.Doing], None]) -> None:
        super().__init__()
        self._visit, self._send = visit, send
        self._window, self._screen, self._covers = visit.window, visit.privacy, visit.covers
        self._spotlight = Spotlight(lambda: visit.texts)
        self._told = channel.Doing()
        self._screen.changed.connect(self._changed)
        self._covers.covering.connect(self._tell_doing)

    def dressed(self) -> None:
        """The strips are new ones."""
        bottom = self._window.stage.bottom
        if bottom is not None:
            bottom.show_wanted.connect(self._screen.reveal)
        self._covers.set_dark(on=False)
        self._covers.set_dark(on=self._screen.now.dark)

    def page_shown(self) -> None:
        """The page is a new one, and perhaps the strip above it another."""
        page, top = self._window.stage.page, self._window.stage.top
        if top is not None:
            top.set_privacy(on=self._screen.now.on)
        if page is not None:
            page.concealing.connect(self._look)
            page.edited.connect(self._tell_doing)
        self._look()
        self._tell_doing()
        state = self._visit.journey.state if self._visit.begun else None
        self._visit.blinds.attend(on=not (isinstance(state, Asking) and state.step.unattended))

    def tell(self, names: list[str]) -> None:
        """Say which choices changed, and what they are now."""
        keys = [privacy_panel.key(name, self._screen.now) for name in names]
        words = self._visit.texts
        self.said.emit([f"{words.speech(key)}: {words.speech(key, 'hint')}" for key in keys])

    def _changed(self) -> None:
        stage, now = self._window.stage, self._screen.now
        if stage.top is not None:
            stage.top.set_privacy(on=now.on)
        if stage.page is not None:
            stage.page.set_privacy(now)
        self._covers.set_dark(on=now.dark)
        self._look()

    def _tell_doing(self) -> None:
        """Tell what the visitor is at, when it is something else."""
        if not self._visit.begun or self._visit.over:
            return
        journey, page = self._visit.journey, self._window.stage.page
        web = isinstance(journey.state, Asking) and isinstance(journey.state.step, Browse)
        filling = journey.service is not None and not web and (journey.can_back or journey.runner.draft is not None)
        busy = filling or (page is not None and page.busy())
        doing = channel.Doing(web=web, covered=self._covers.covered, busy=busy)
        if doing != self._told:
            self._told = doing
            self._send(doing)

    def _look(self) -> None:
        """Look what the page has that can be shown or hidden."""
        page, bottom, now = self._window.stage.page, self._window.stage.bottom, self._screen.now
        if bottom is not None:
            bottom.offer_field(offered=page is not None and page.conceals(), revealed=now.revealed)
            bottom.offer_extra(page.extra() if page is not None else None)
        self._spotlight.light(page if now.spotlight else None)
