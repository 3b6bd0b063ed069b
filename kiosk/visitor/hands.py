"""Keypad, switch and voice guide of a visit, put together: whoever cannot touch or see the screen uses it by these."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from kiosk import channel
from kiosk.visitor.guide import Guide
from kiosk.visitor.keypad import Keypad
from kiosk.visitor.render.base import Renderer
from kiosk.visitor.scanning import Scanning
from kiosk.visitor.things import Thing, of_focus, things

if TYPE_CHECKING:
    from kiosk.visitor.shell import Shell


_SETTLE_MS = 120
"""So often it is looked where a page has moved its focus: at once as a rule, later on a busy machine."""

_LOOKS = 6


class Hands(QObject):
    """`help_wanted` and `back_wanted` carry what keys ask for that the strips offer too."""

    help_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, shell: Shell, now: Callable[[], float]) -> None:
        super().__init__()
        self._shell = shell
        self._turn = 0
        self._link: list[tuple[str, str]] = []
        self.guide = Guide(shell)
        self.keypad = Keypad(shell.window)
        self.scanning = Scanning(shell, self.guide, now)
        shell.window.keypad = self._take
        self.keypad.moved.connect(self._moved)
        self.keypad.walked.connect(self._walk)
        self.keypad.help.connect(self.help_wanted)
        self.keypad.back.connect(self.back_wanted)
        self.keypad.repeat.connect(self._repeat)
        self.keypad.louder.connect(lambda: self._volume(shell.voice.louder))
        self.keypad.quieter.connect(lambda: self._volume(shell.voice.quieter))
        self.keypad.group.connect(self._group)
        self.scanning.said.connect(shell.announce)
        self.scanning.began.connect(lambda: shell.more_time(channel.MoreTime(slower=True)))

    def begin(self) -> None:
        """Somebody begins.

        Who came by keys goes on by voice; who touched the screen has neither guide nor scanning of somebody who was
        there before and went.
        """
        choices, by_keys = self._shell.choices, bool(self._shell.window.property("keyboardUsed"))
        guided, scan = choices.guided or (self.guide.greeting and by_keys), choices.scan if by_keys else 0.0
        self._shell.choices = replace(choices, guided=guided, scan=scan)
        self.guide.greeting = False

    def page_shown(self, page: Renderer) -> None:
        """Say the page that came up to those who listen; what was said before it is over."""
        shell = self._shell
        shell.bottom().keeps = self.guide.on or self.scanning.on
        if shell.begun and not shell.covers.covered and shell.choices.guided:
            self.guide.show(page, [one.words for one in self.scanning.lit])
        elif shell.begun and not shell.covers.covered and shell.privacy.now.dark:
            shell.voice.say(page.spoken(), shell.choices.locale)
        elif shell.voice.is_speaking:
            shell.voice.stop()

    def number(self, number: int) -> bool:
        """Take a number key that the voice guide gave a meaning."""
        return self.guide.number(number)

    def _take(self, event: QKeyEvent) -> bool:
        return self.scanning.take(event) or self.keypad.take(event)

    def _moved(self, thing: Thing, round_: bool) -> None:  # noqa: FBT001 - a signal's argument
        shell = self._shell
        self._turn += 1
        if self.keypad.by_arrow and not shell.begun and not self.guide.greeting and shell.unlocked:
            self.guide.greeting = True
            self.guide.greet(thing)
        elif self.guide.on or shell.privacy.now.dark:
            self.guide.tell(thing, round_=round_)

    def _walk(self) -> None:
        """An arrow went on in a page, which moves its focus when it comes to it: look a few times what has it."""
        self._turn += 1
        self._link = []
        self._look(self._turn, _LOOKS)

    def _look(self, turn: int, left: int) -> None:
        QTimer.singleShot(_SETTLE_MS, self, lambda: self._walked(turn, left) if turn == self._turn else None)

    def _walked(self, turn: int, left: int) -> None:
        """Say the link one has come to in a page, or what of ours follows its end."""
        shell = self._shell
        page, here = shell.window.top_page(), of_focus(shell.window, things(shell.window))
        if page is None:
            return
        if not (self.guide.on or shell.privacy.now.dark):
            return
        if here is not None and not here.is_page:
            self.guide.tell(here)
            return
        if left:
            self._look(turn, left - 1)

        def take(words: list[tuple[str, str]]) -> None:
            if turn == self._turn and words != self._link:
                self._link = words
                shell.voice.stop()
                shell.voice.announce(words)

        page.walked(take)

    def _repeat(self) -> None:
        """Say it once more; to those who do not listen as a rule, read the page."""
        if self.guide.on:
            self.guide.again()
        else:
            self._shell.strip("read")

    def _group(self, step: int) -> None:
        if not self.guide.on:
            return
        thing = self.guide.more(step)
        if thing is not None:
            thing.widget.setFocus()

    def _volume(self, change: Callable[[], None]) -> None:
        shell = self._shell
        change()
        if shell.panel == "adjust":
            shell.show_page()
        shell.announce([shell.texts.speech("adjust-volume", volume=shell.voice.volume)])
