"""Four ways to use a terminal, each alone: touch, keypad, one switch, and keypad by ear without looking."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt

from kiosk.visitor.things import Thing, of_focus, place, things
from tests.fakes.terminal import Terminal

MOST = 200
"""Strokes after which somebody would give up."""


class Hand(Protocol):
    """Somebody who uses one way only."""

    def begin(self, locale_name: str) -> None:
        """Leave the welcome screen in a language, from a screen that nobody touched."""
        ...

    def press(self, name: str) -> bool:
        """Operate what has this name; say whether it could be found."""
        ...


class Touch:
    """A finger."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal

    def begin(self, locale_name: str) -> None:
        assert self.press(locale_name)

    def press(self, name: str) -> bool:
        self.terminal.clock.now += 1.0
        found = named(self.terminal, name)
        if found is not None:
            self.terminal.touch(found.widget)
        return found is not None


class Keypad:
    """Arrows and OK, by somebody who sees."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal

    def begin(self, locale_name: str) -> None:
        assert self.press(locale_name)

    def press(self, name: str) -> bool:
        target = named(self.terminal, name)
        if target is None:
            return False
        for _ in range(MOST):
            here = of_focus(self.terminal.app.window, things(self.terminal.app.window))
            if here == target:
                self.stroke(Qt.Key.Key_Return)
                return True
            self.stroke(self._towards(here, target))
        return False

    @staticmethod
    def _towards(here: Thing | None, target: Thing) -> Qt.Key:
        if here is None or not (here.is_key and target.is_key):
            return Qt.Key.Key_Down
        at, to = place(here.widget).center(), place(target.widget).center()
        if abs(to.y() - at.y()) > here.widget.height() // 2:
            return Qt.Key.Key_Down if to.y() > at.y() else Qt.Key.Key_Up
        return Qt.Key.Key_Right if to.x() > at.x() else Qt.Key.Key_Left

    def stroke(self, key: Qt.Key) -> None:
        self.terminal.clock.now += 1.0
        self.terminal.key(key, "\r" if key == Qt.Key.Key_Return else "")


class Switch:
    """One key, and a highlight that goes round by itself: `wait` lets its time pass."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.strokes = 0

    def begin(self, locale_name: str) -> None:
        self.stroke()
        self.stroke()
        assert self.press(locale_name)

    def press(self, name: str) -> bool:
        target = named(self.terminal, name)
        if target is None:
            return False
        scanning = self.terminal.shell.hands.scanning
        for _ in range(MOST):
            lit = [one.widget for one in scanning.lit]
            if target.widget in lit:
                self.stroke()
                if len(lit) == 1:
                    return True
            else:
                self.wait()
        return False

    def wait(self) -> None:
        scanning = self.terminal.shell.hands.scanning
        self.terminal.clock.now += self.terminal.shell.choices.scan
        self.terminal.voice.stop()
        scanning.timer.timeout.emit()
        self.terminal.pump()

    def stroke(self) -> None:
        self.strokes += 1
        self.terminal.clock.now += 1.0
        self.terminal.key(Qt.Key.Key_F11)


class Ear:
    """Arrows and OK by somebody who sees nothing: goes on until the words are heard, and by nothing else."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal

    def begin(self, locale_name: str) -> None:
        assert self.press(locale_name)
        for name in ("Blickschutz", "Auch Privates vorlesen", "Zurück"):  # else private signs are not said
            assert self.press(name), name

    def press(self, name: str) -> bool:
        first = ""
        rounds = 0
        for _ in range(MOST):
            heard = self.heard()
            if is_named(heard, name):
                self.stroke(Qt.Key.Key_Return)
                return True
            self.stroke(Qt.Key.Key_Right)
            rounds += self.heard() == first
            first = first or self.heard()
            if rounds > 1:
                return False
        return False

    def heard(self) -> str:
        """The last thing that was said: the name of what one has come to stands first."""
        return self.terminal.voice.said[-1][-1] if self.terminal.voice.said else ""

    def everything(self) -> str:
        """All that was said since the beginning."""
        return " ".join(" ".join(lines) for lines in self.terminal.voice.said)

    def stroke(self, key: Qt.Key) -> None:
        self.terminal.clock.now += 1.0
        self.terminal.key(key, "\r" if key == Qt.Key.Key_Return else "")


def named(terminal: Terminal, name: str) -> Thing | None:
    """The thing that has this name."""
    found = things(terminal.app.window)
    return next((one for one in found if one.widget.accessibleName() == name), None)


def is_named(heard: str, name: str) -> bool:
    """Whether what was heard is said of a thing with this name: perhaps a number before, a role and its place after."""
    words = heard.removeprefix("OK wählt: ")
    number, colon, rest = words.partition(": ")
    words = rest if colon and number.isdigit() else words
    return words == name or words.startswith((f"{name},", f"{name}."))
