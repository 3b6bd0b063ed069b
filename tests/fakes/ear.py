"""An ear that hears what a test says, and only while it may."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from kiosk.visitor.ear import Free


class FakeEar(QObject):
    """Stands in for `accessibility.qt.listening.Listening`: `say` is a person who speaks.

    `knows` are the words of its model (None: all words of all phrases); `fails` is why it cannot listen.
    """

    heard = Signal(str)
    not_understood = Signal()
    level = Signal(int)
    noisy = Signal()
    unavailable = Signal(str)
    state = Signal(str)

    def __init__(self, *, knows: frozenset[str] | None = None, fails: str = "") -> None:
        super().__init__()
        self.knows, self.fails = knows, fails
        self._told: set[str] = set()
        self.phrases: tuple[str, ...] = ()
        self.locale = ""
        self.free: Free | None = None
        self.is_open, self.gated = False, False
        self.openings = 0
        self.misses: list[bool] = []

    def expect(self, phrases: Sequence[str], locale: str, *, free: Free | None = None) -> None:
        self.phrases, self.locale, self.free = tuple(phrases), locale, free

    def unknown(self) -> list[str]:
        words = {word for phrase in self.phrases for word in phrase.casefold().split()}
        return sorted(words - self.knows) if self.knows is not None else []

    def open(self) -> None:
        if self.is_open:
            return
        if self.fails:
            if self.fails not in self._told:
                self._told.add(self.fails)
                self.unavailable.emit(self.fails)
            self.state.emit("off")
            return
        self.is_open = True
        self.openings += 1
        self.state.emit("starting")
        self._tell()

    def close(self) -> None:
        if self.is_open:
            self.is_open = False
            self.state.emit("off")

    def gate(self, *, on: bool) -> None:
        if on is not self.gated:
            self.gated = on
            if self.is_open:
                self._tell()

    def _tell(self) -> None:
        self.state.emit("gated" if self.gated else "listening")

    # ---- a person ------------------------------------------------------------------------------------------------

    def say(self, words: str) -> bool:
        """Say this aloud; whether anything was listening. Number, date and letters are said as they are heard."""
        if not self.is_open or self.gated:
            return False
        kind = words.partition(":")[0]
        dictated = {"number": Free.NUMBER, "date": Free.DATE, "letters": Free.SPELLING}.get(kind)
        if ":" in words and dictated is not None and dictated is self.free:
            self.heard.emit(words)
            return True
        unknown = set(self.unknown())
        for phrase in self.phrases:
            if phrase.casefold() == words.casefold() and not unknown & set(phrase.casefold().split()):
                self.heard.emit(phrase)
                return True
        self.misses.append(True)
        self.not_understood.emit()
        return True

    def lose(self, reason: str) -> None:
        """The microphone is pulled out, or the recogniser dies."""
        self.fails = reason
        self.unavailable.emit(reason)
        self._told.add(reason)
        self.close()
