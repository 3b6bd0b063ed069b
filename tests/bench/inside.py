"""The visitor's window in this process, touched by real pointer events, and how long until the next step is painted.

`python -m tests.bench.inside steps` walks by chance (fixed seed) through all services and prints every transition;
`… places` prints where the bench of whole sessions has to touch. The office is answered for at once, here.
"""

from __future__ import annotations

import functools
import gc
import json
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

import msgspec
from PySide6.QtCore import QEvent, QEventLoop, QObject, QPoint, QSize
from PySide6.QtWidgets import QWidget

from kiosk import channel
from kiosk.citizen import SERVICES
from kiosk.look.fonts import load_fonts
from kiosk.visitor.app import App, application
from kiosk.visitor.render.ask_date import AskDateRenderer
from kiosk.visitor.render.ask_number import AskNumberRenderer
from kiosk.visitor.render.ask_text import AskTextRenderer
from kiosk.visitor.render.base import Renderer
from kiosk.visitor.shell import Shell
from kiosk.visitor.widgets import Button
from tests.bench.pointer import Pointer
from tests.fakes.broker import FakeBroker, setup
from tests.fakes.voice import SilentVoice

SIZE = (1920, 1080)
SEED = 20_261_123
TOUCHES = 500
STRIP = {"back": 2, "home": 2, "language": 2, "adjust": 8}
"""What is touched in the top strip, and after how many touches of everything on the page."""

LATE_SECONDS = 0.5
ANSWERS: dict[str, Any] = {
    "take-number": {"number": 27, "code": "x", "ahead": 3},
    "find-place": {"number": 27, "state": "waiting", "ahead": 2, "room": None},
    "call-help": {"id": "h1", "state": "open", "minutes": None},
    "withdraw-help": {"id": "h1", "state": "withdrawn", "minutes": None},
    "print": {"state": "printed"},
    "find-ways": {},
}


class Clock:
    """Time that passes when told: the half second in which a second strike does not count is not waited for."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Visitor(QObject):
    """One visitor process's window, its broker, and a stopwatch from the press to the end of the new paint."""

    def __init__(self) -> None:
        super().__init__()
        self.qt = application(["bench"])
        load_fonts()
        self.clock = Clock()
        self.broker = FakeBroker(self.turn)
        self.app = App(self.broker.visitor_sock, lambda _: SilentVoice(), QSize(*SIZE), lambda: None, self.clock)
        self.broker.send(setup())
        gc.freeze()  # as the visitor's process does
        self._arrived: Callable[[], bool] = lambda: False
        self._drawing = False
        self.done_at: float | None = None
        self.worked = 0.0
        """Milliseconds of processor time that the latest touch took."""
        self.app.window.stage.installEventFilter(self)
        self.app.window.stage.painted.connect(self._painted)
        self.welcome()

    @property
    def shell(self) -> Shell:
        assert self.app.shell is not None
        return self.app.shell

    @property
    def page(self) -> Renderer:
        assert self.app.window.stage.page is not None
        return self.app.window.stage.page

    def welcome(self) -> None:
        """Come up as a spare does."""
        self.broker.send(channel.Show(7))
        self.broker.send(channel.Unlock())
        end = time.monotonic() + 1.0
        while time.monotonic() < end:
            self.turn()
        self.clock.now += 1.0

    def turn(self) -> None:
        self.qt.processEvents()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Note that a frame with what is waited for is being drawn."""
        if event.type() == QEvent.Type.Paint and watched is self.app.window.stage:
            self._drawing = self._drawing or self._arrived()
        return False

    def _painted(self) -> None:
        if self._drawing and self.done_at is None:
            self.done_at = time.monotonic()

    def touch(self, pointer: Pointer, widget: QWidget, arrived: Callable[[], bool] | None = None) -> float | None:
        """Touch a widget; milliseconds until what is waited for (another page) was painted, None when it never was."""
        before = self.page
        self.clock.now += 1.0
        self._arrived = arrived or (lambda: self.page is not before)
        self._drawing, self.done_at = False, None
        place = widget.mapToGlobal(widget.rect().center())
        worked = time.process_time()
        start = pointer.touch(place.x(), place.y())
        while time.monotonic() - start < LATE_SECONDS:
            self.qt.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
            self.answer()
            if done := self._done():
                self.worked = (time.process_time() - worked) * 1000
                return (done - start) * 1000
        return None

    def _done(self) -> float | None:
        return self.done_at

    def answer(self) -> None:
        """Answer for the office what was asked since."""
        for message in self.broker.collect():
            if isinstance(message, channel.Ask):
                body = msgspec.msgpack.encode(ANSWERS[message.name])
                self.broker.sock.sendall(channel.frame(channel.Answered(message.id, "ok", body)))
        self.broker.received.clear()

    def buttons(self) -> list[Button]:
        """Give what can be touched on the page and leads on."""
        return [
            button
            for button in self.page.findChildren(Button)
            if button.isVisible() and button.isEnabled() and button.visibleRegion().contains(button.rect().center())
        ]

    def fill(self) -> Button | None:
        """Write something into a question that wants writing, and give what is touched then."""
        page = self.page
        match page:
            case AskTextRenderer() | AskNumberRenderer():
                page.field.set_text("27" if isinstance(page, AskNumberRenderer) else "Karl-Marx-Allee 27")
            case AskDateRenderer():
                for one, text in zip(page.fields, ("3", "12", "2026"), strict=True):
                    one.set_text(text)
            case _:
                return None
        page.edited.emit()
        return page.next if page.next.isVisible() and page.next.isEnabled() else None

    def name(self) -> str:
        """Say which step is shown."""
        panel = f"{self.shell.panel}:" if self.shell.panel else ""
        return f"{panel}{getattr(self.page.step, 'key', type(self.page).__name__)}"


class Walk:
    """Touches what was touched least so far on each step; ties by chance, the same in every run."""

    def __init__(self, visitor: Visitor) -> None:
        self._visitor = visitor
        self._chance = random.Random(SEED)
        self._touched: Counter[tuple[str, str]] = Counter()

    def choose(self) -> QWidget:
        visitor = self._visitor
        wanted = visitor.fill()
        on_page = [wanted] if wanted is not None else visitor.buttons()
        found = [self._weighed(button.face.text, 0, button) for button in on_page]
        stage = visitor.app.window.stage
        assert stage.top is not None
        assert stage.bottom is not None
        strip = ((name, stage.top.buttons[name]) for name in STRIP)
        found += [self._weighed(name, STRIP[name], button) for name, button in strip if button.isVisible()]
        found.append(self._weighed("help", 4, stage.bottom.help))
        _, _, text, widget = min(found, key=lambda one: one[:2])
        self._touched[visitor.name(), text] += 1
        return widget

    def _weighed(self, text: str, behind: int, widget: QWidget) -> tuple[float, int, str, QWidget]:
        seldom = self._touched[self._visitor.name(), text] + behind
        return seldom, self._chance.randrange(1 << 30), text, widget


def steps(touches: int) -> dict[str, Any]:
    """Walk and measure."""
    visitor, pointer = Visitor(), Pointer(os.environ)
    walk = Walk(visitor)
    found: list[tuple[str, str, float, float]] = []
    unchanged = 0
    for _ in range(touches):
        before = visitor.name()
        took = visitor.touch(pointer, walk.choose())
        for _ in range(3):
            visitor.turn()
        if took is None:
            unchanged += 1
        else:
            found.append((before, f"{type(visitor.page).__name__} {visitor.name()}", took, visitor.worked))
    return {"touches": touches, "unchanged": unchanged, "steps": found}


def keys(count: int = 100) -> dict[str, Any]:
    """Press keys of the 48-key keyboard and measure until the key's own frame is painted."""
    visitor, pointer = Visitor(), Pointer(os.environ)
    opened: list[float] = []
    pressed: list[float] = []
    for _ in range(count):
        visitor.shell.begun = True
        visitor.shell.journey.open(next(service for service in SERVICES if service.id == "practice"))
        visitor.shell.journey.answer(None)
        _settle(visitor)
        took = visitor.touch(pointer, visitor.buttons()[0])
        page = visitor.page
        if took is None or not isinstance(page, AskTextRenderer):
            raise RuntimeError(f"the question with the keyboard did not come, but {visitor.name()}")
        opened.append(took)
        _settle(visitor)
        typed = visitor.touch(pointer, page.keyboard.button("E"), functools.partial(_is_written, page))
        if typed is None:
            raise RuntimeError("a key that was pressed wrote nothing")
        pressed.append(typed)
    return {"open": opened, "press": pressed}


def _is_written(page: AskTextRenderer) -> bool:
    return bool(page.field.text())


def _settle(visitor: Visitor) -> None:
    end = time.monotonic() + 0.05
    while time.monotonic() < end:
        visitor.turn()


def places() -> dict[str, Any]:
    """Say where German and *Beenden* are."""
    visitor = Visitor()
    found = {"language": _centre(visitor, visitor.buttons()[0])}
    guide = next(b for b in visitor.page.findChildren(Button) if b.face.icon == "hearing")
    found["guide"] = _centre(visitor, guide)
    visitor.page.drive("de")
    visitor.turn()
    top = visitor.app.window.stage.top
    assert top is not None
    for name in ("end", "read"):
        found[name] = _centre(visitor, top.buttons[name])
    return found


def _centre(visitor: Visitor, widget: QWidget) -> list[int]:
    place: QPoint = widget.mapTo(visitor.app.window, widget.rect().center())
    return [place.x(), place.y()]


def main(words: list[str]) -> int:
    what = {"steps": lambda: steps(TOUCHES), "keys": keys, "places": places}[words[0]]
    print(json.dumps(what()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
