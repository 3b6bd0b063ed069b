"""Comfort cards in a visit: read by a scanner, printed on request."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from kiosk.flow.steps import Code, Line, Message, Print, PrintResult
from kiosk.texts import Texts
from kiosk.visitor import card
from kiosk.visitor.choices import Choices
from kiosk.visitor.outside import Outside
from kiosk.visitor.voice import Voice


class Visit(Protocol):
    """What is asked of the visit; `Shell` has it."""

    choices: Choices
    voice: Voice
    outside: Outside

    @property
    def texts(self) -> Texts:
        """The words of the chosen language."""
        ...


class Cards(QObject):
    """`taken` carries the `Choices` of a card that was read; `said` what is to be said about a card.

    `listens` says that the card wants voice control on; `listening` tells whether it is, where the terminal has it.
    """

    taken = Signal(object)
    listens = Signal()
    said = Signal(list)

    def __init__(
        self,
        visit: Visit,
        locales: tuple[str, ...],
        printed: Callable[[Print], bytes],
        new_id: Callable[[], str],
    ) -> None:
        super().__init__()
        self._visit, self._locales, self._printed, self._new_id = visit, locales, printed, new_id
        self._usual = visit.voice.volume
        self.listening: Callable[[], bool] = lambda: False

    def read(self, text: str) -> None:
        """Take what a scanner read; anything but a card is ignored, with one sentence."""
        found = card.decode(text, self._locales)
        if found is None:
            self._say("card-unknown")
            return
        self._visit.voice.set_pace(found.pace)
        if found.volume is not None:
            self._visit.voice.set_volume(found.volume)
        self.taken.emit(found.choices)
        if found.listens:
            self.listens.emit()
        if not found.choices.guided:  # else the page is read aloud, which says as much
            self._say("card-read")

    def print(self) -> None:
        """Print the present choices."""
        voice = self._visit.voice
        volume = None if voice.volume == self._usual else voice.volume
        code = card.encode(card.Card(self._visit.choices, voice.pace, volume, self.listening()))
        title, how, nothing = (Message(key) for key in ("card", "card-how", "card-nothing"))
        request = Print(parts=(Line(title, 2), Code(code), Line(how), Line(nothing)))
        self._say("card-printing")
        self._visit.outside.ask(request, self._new_id(), self._done, self._printed(request))

    def _done(self, result: object) -> None:
        done = isinstance(result, PrintResult) and result.state == "printed"
        self._say("card-printed" if done else "card-not-printed")

    def _say(self, key: str) -> None:
        self.said.emit([self._visit.texts.speech(key)])
