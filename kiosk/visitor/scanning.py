"""Scanning in a visit: the highlight goes round by itself, one switch chooses. Can be begun with the switch alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kiosk.look.style import Look
from kiosk.texts import Texts
from kiosk.visitor.beam import Beam
from kiosk.visitor.choices import Choices
from kiosk.visitor.guide import Guide
from kiosk.visitor.scan import Scan, tree
from kiosk.visitor.strikes import WINDOW_SECONDS
from kiosk.visitor.things import place, rows, things
from kiosk.visitor.voice import Voice
from kiosk.visitor.widgets import Button
from kiosk.visitor.window import Window

PACES = (1.0, 2.0, 3.0, 4.0, 5.0)
"""Seconds that one thing stays highlighted; the visitor chooses."""

FIRST_PACE = 3.0
"""For somebody who begins with the switch and can choose another one only then."""

SECOND_STROKE_SECONDS = 6.0
"""Scanning begins with a second stroke, not sooner than a double strike counts and not later than this."""

_PATIENCE = 4
"""So many times the highlight waits for what is being said about it."""

_SWITCH = frozenset({Qt.Key.Key_F11})
_SPACE = Qt.Key.Key_Space


class Visit(Protocol):
    """What is asked of the visit; `Shell` has it."""

    choices: Choices
    voice: Voice
    window: Window
    begun: bool
    over: bool
    unlocked: bool

    @property
    def texts(self) -> Texts:
        """The words of the chosen language."""
        ...

    @property
    def look(self) -> Look:
        """The chosen look."""
        ...


@dataclass(frozen=True, slots=True)
class Target:
    """Something the switch can choose: a widget, or what a page offers by number only."""

    widget: QWidget | None
    words: str
    do: Callable[[], object]


class Scanning(QObject):
    """`began` says that somebody scans, who needs more time for everything; `said` carries lines for everybody."""

    began = Signal()
    said = Signal(list)

    def __init__(self, visit: Visit, guide: Guide, now: Callable[[], float]) -> None:
        super().__init__()
        self._visit, self._guide, self._now = visit, guide, now
        self._window = visit.window
        self.beam = Beam(self._window)
        self._scan: Scan[Target] | None = None
        self._keys: list[object] = []
        self._page: object = None
        self._struck = self._first = float("-inf")
        self._waited = 0
        self._told = False
        self.timer = QTimer(self)
        self.timer.timeout.connect(self._tick)
        self._window.arranged.connect(self.follow)

    @property
    def on(self) -> bool:
        """Somebody scans."""
        return self._visit.choices.scan > 0 and not self._visit.over and not self._window.stage.bare

    @property
    def lit(self) -> tuple[Target, ...]:
        """What the switch would choose now."""
        return self._scan.lit if self._scan is not None else ()

    # ---- the switch ----------------------------------------------------------------------------------------------

    def take(self, event: QKeyEvent) -> bool:
        """Say whether a key was the switch."""
        if not self._is_switch(event.key()) or self._visit.over or self._window.stage.bare:
            return False
        if event.type() is not QEvent.Type.KeyPress or event.isAutoRepeat():
            return True
        now = self._now()
        if now - self._struck < WINDOW_SECONDS:
            return True  # a hand that trembles strikes twice and means once
        self._struck = now
        if self.on:
            self._select()
        elif self._visit.unlocked:
            self._begin(now)
        return True

    def _is_switch(self, key: int) -> bool:
        """F11 always; the space bar while scanning, and on the welcome screen as long as nothing has the focus."""
        free = not self._visit.begun and self._window.focusWidget() in (None, self._window)
        return key in _SWITCH or (key == _SPACE and (self.on or free))

    def _begin(self, now: float) -> None:
        """Take a stroke while nobody scans: the second one within some seconds begins."""
        if now - self._first > SECOND_STROKE_SECONDS:
            self._first = now
            self.said.emit([self._visit.texts.speech("scan-once")])
            return
        self._first = float("-inf")
        self._visit.choices = replace(self._visit.choices, scan=FIRST_PACE)
        self.follow()
        self.said.emit([self._visit.texts.speech("scan-begins")])

    def _select(self) -> None:
        scan = self._scan
        if scan is None or self._stale():
            self.follow()
            return
        target = scan.select()
        if target is None:
            self._light()
            return
        page = self._window.top_page()
        target.do()
        if self.on and self._window.top_page() is page:
            self._make()
            assert self._scan is not None
            self._scan.enter()
            self._light()

    # ---- going round ---------------------------------------------------------------------------------------------

    def follow(self) -> None:
        """Begin anew with what there is now; stop where nobody scans."""
        if not self.on:
            self.stop()
            return
        if not self._told and self._visit.begun:
            self._told = True
            self.began.emit()
        self._make()
        self._light()

    def stop(self) -> None:
        """Highlight nothing."""
        self.timer.stop()
        self._scan = None
        self.beam.dark()

    def _make(self) -> None:
        parts = self._targets()
        self._page, self._keys = self._window.top_page(), self._present()
        self._scan = Scan(tree(parts))

    def _present(self) -> list[object]:
        return [one.widget for one in things(self._window)]

    def _stale(self) -> bool:
        return self._window.top_page() is not self._page or self._present() != self._keys

    def _targets(self) -> list[list[list[Target]]]:
        """The page in rows, what it offers by number only, and the strips."""
        found = [one for one in things(self._window) if isinstance(one.widget, Button) or one.is_key]
        target = {one.widget: Target(one.widget, self._guide.name(one), one.do) for one in found}
        mine = [one.widget for one in found if one.part == 0]
        page = [[target[widget] for widget in row] for row in rows(mine)]
        strips = [[target[one.widget] for one in found if one.part == part] for part in (1, 2)]
        by_number = self._by_number()
        return [[*([by_number] if by_number else []), *page], [row for row in strips if row]]

    def _by_number(self) -> list[Target]:
        page = self._window.top_page()
        commands = {} if page is None else page.commands()
        buttons = [
            phrase for phrase, action in commands.items() if isinstance(getattr(action, "__self__", None), Button)
        ]
        plain = {phrase: action for phrase, action in commands.items() if phrase.isdigit() and phrase not in buttons}
        return [Target(None, phrase, action) for phrase, action in plain.items()]

    def _tick(self) -> None:
        if self._scan is None or self._stale():
            self.follow()
            return
        if self._guide.on and self._visit.voice.is_speaking and self._waited < _PATIENCE:
            self._waited += 1
            return
        self._scan.tick()
        self._light()
        if self._scan.waiting:
            self._rest()

    def _rest(self) -> None:
        """Nobody strikes: wait, and on the welcome screen leave it to the next visitor as it was."""
        self.timer.stop()
        if not self._visit.begun:
            self._visit.choices = replace(self._visit.choices, scan=0.0)
            self.stop()
        else:
            self.said.emit([self._visit.texts.speech("scan-waits")])

    def _light(self) -> None:
        lit = self.lit
        self._waited = 0
        if not lit:
            self.beam.dark()
            return
        self.timer.start(round(self._visit.choices.scan * 1000))
        bare = ", ".join(one.words for one in lit if one.widget is None)
        self.beam.light(self._visit.look, [place(one.widget) for one in lit if one.widget is not None], bare)
        if self._guide.on:
            self._visit.voice.say([one.words for one in lit], self._visit.choices.locale)
