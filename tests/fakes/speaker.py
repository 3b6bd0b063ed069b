"""Somebody who talks to a terminal, and never touches it unless told."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QApplication

from kiosk.visitor.talk.button import Hearing, TalkButton
from kiosk.visitor.talk.modes import Mode
from kiosk.visitor.talk.talking import Talking
from tests.fakes.ear import FakeEar
from tests.fakes.terminal import Terminal


class Speaker:
    """A visitor process with a fake ear. What the terminal says is heard out before the next phrase."""

    def __init__(self, app: QApplication, size: tuple[int, int] = (1920, 1080), **given: Any) -> None:
        self.ear = FakeEar(knows=given.pop("knows", None), fails=given.pop("fails", ""))
        self.terminal = Terminal(app, size, given.pop("make_browsing", None), lambda _setup: self.ear, **given)

    @property
    def talking(self) -> Talking:
        found = self.terminal.shell.talking
        assert found is not None
        return found

    @property
    def button(self) -> TalkButton:
        found = self.terminal.shell.bottom().talk
        assert found is not None
        return found

    @property
    def aside(self) -> list[str]:
        """What lies over the page: its title and its words."""
        over = self.terminal.app.window.aside
        return over.page.spoken() if over is not None else []

    def start(self, locale: str = "de", *, listening: bool = False) -> None:
        """Leave welcome by touch; `listening` switches it on for the session."""
        self.terminal.start(locale)
        if listening:
            self.tap()
            self.say("zuhören an" if locale.startswith("de") else "keep listening")

    def tap(self) -> None:
        """Touch the talk button."""
        self.terminal.clock.now += 1.0
        self.button.strike()
        self.terminal.pump()

    def hush(self) -> None:
        """Let the terminal finish what it says."""
        self.terminal.voice.stop()
        self.terminal.pump()

    def say(self, words: str) -> bool:
        """Wait until it is silent, and say this; whether anything was listening."""
        self.hush()
        self.talking.grammar.look()
        self.terminal.clock.now += 1.0
        heard = self.ear.say(words)
        self.terminal.pump()
        return heard

    def says(self, *phrases: str) -> None:
        """Say these one after the other; each must be a phrase of its screen."""
        for phrase in phrases:
            before = len(self.misses)
            assert self.say(phrase), f"nothing listens to {phrase!r}"
            assert len(self.misses) == before, f"{phrase!r} is none of {self.ear.phrases}"

    @property
    def misses(self) -> list[bool]:
        return self.ear.misses

    def shows(self) -> Hearing:
        """What the talk button shows."""
        return self.button.hearing

    def listens(self) -> bool:
        """Whether the ear is open."""
        return self.ear.is_open

    def service(self) -> str:
        """The service that runs, "" at home."""
        service = self.terminal.shell.journey.service
        return service.id if service is not None else ""

    def over(self) -> str:
        """Title of what covers all, "" for nothing."""
        overlay = self.terminal.overlay
        return overlay.heading.title.text() if overlay is not None else ""

    def mode(self) -> Mode:
        """How it listens."""
        return self.talking.mode

    @property
    def told(self) -> str:
        """What the terminal said last."""
        return " ".join(self.terminal.voice.said[-1]) if self.terminal.voice.said else ""
