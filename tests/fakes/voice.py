"""A voice that says nothing and remembers what it was told."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal


class SilentVoice(QObject):
    """Stands in for `accessibility.qt.speech.Speech`: captions at once, never a sound."""

    caption = Signal(str)
    speaking = Signal(bool)
    unavailable = Signal(str)

    def __init__(self, volume: int = 60) -> None:
        super().__init__()
        self.volume = volume
        self.pace = 2
        self.is_speaking = False
        self.said: list[tuple[str, ...]] = []
        self.locales: list[str] = []
        """Locale of each time that something was said."""
        self.announced: list[tuple[str, str]] = []
        """Text and locale of all that was announced."""
        self.reroutes = 0
        self.warmed = False

    def warm(self) -> None:
        self.warmed = True

    def say(self, texts: Sequence[str], locale: str) -> None:
        self.said.append(tuple(texts))
        self.locales.append(locale)
        self.is_speaking = True
        self.speaking.emit(True)
        self.caption.emit(texts[0] if texts else "")

    def announce(self, texts: Sequence[tuple[str, str]], *, gong: bool = False) -> None:
        self.said.append(tuple(text for text, _ in texts))
        self.announced += texts

    def stop(self) -> None:
        if self.is_speaking:
            self.is_speaking = False
            self.speaking.emit(False)
            self.caption.emit("")

    def reroute(self) -> None:
        self.reroutes += 1
        self.stop()

    def louder(self) -> None:
        self.volume = min(100, self.volume + 10)

    def quieter(self) -> None:
        self.volume = max(0, self.volume - 10)

    def set_volume(self, percent: int) -> None:
        self.volume = percent

    def set_pace(self, pace: int) -> None:
        self.pace = pace

    def slower(self) -> None:
        self.said.append(("slower",))

    def faster(self) -> None:
        self.said.append(("faster",))
