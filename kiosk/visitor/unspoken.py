"""A language that no voice says here: what is offered instead to somebody who may not be able to read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QTimer

from accessibility.locales import language_of
from kiosk.flow.steps import Area, Choose, Layout, Option
from kiosk.texts import Texts, locale_name
from kiosk.visitor.choices import Choices

if TYPE_CHECKING:
    from kiosk.visitor.panels import Panels
    from kiosk.visitor.voice import Voice

PANEL = "unspoken"
HELP = "help"
_TOLD_IN = 2
"""Languages the offer is made in: more takes longer than anybody listens."""
_REASON = "no-voice:"


class Visit(Protocol):
    """What is asked of the visit; `Shell` has it."""

    voice: Voice
    panels: Panels
    choices: Choices
    begun: bool
    over: bool

    def words(self, locale: str) -> Texts:
        """Give the words of a language."""
        ...

    def choose(self, choices: Choices) -> None:
        """Wear other choices."""
        ...


def step(locales: Sequence[str]) -> Choose:
    """Fetch a person, or take a language that is spoken; by name, for nobody reads the one that is not."""
    options = (
        Option(HELP, key="help-call", icon="support_agent"),
        *(Option(locale, text=locale_name(locale)) for locale in locales),
    )
    return Choose(key="unspoken", options=options, area=Area.PLUM, layout=Layout.LIST)


class Unspoken:
    """Hears that a language has no voice. Once for each: says so in languages that have one, and makes an offer."""

    def __init__(self, visit: Visit, locales: Sequence[str], fetch_help: Callable[[], None]) -> None:
        self._visit = visit
        self._locales = tuple(locales)
        self._fetch_help = fetch_help
        self._silent: set[str] = set()
        self._timer = QTimer(singleShot=True, interval=0)
        self._timer.timeout.connect(self._offer)

    @property
    def spoken(self) -> tuple[str, ...]:
        """Languages on offer that a voice says."""
        return tuple(locale for locale in self._locales if language_of(locale) not in self._silent)

    def unavailable(self, reason: str) -> None:
        """Take why something is not said (`Speech.unavailable`)."""
        if reason.startswith(_REASON):
            self._silent.add(language_of(reason.removeprefix(_REASON)))
            self._timer.start()  # the voice is in the middle of its sentence

    def take(self, value: str) -> None:
        """Do what was touched on the panel."""
        self._visit.panels.name = ""
        if value == HELP:
            self._fetch_help()
        else:
            self._visit.choose(replace(self._visit.choices, locale=value))

    def _offer(self) -> None:
        visit = self._visit
        if visit.over or language_of(visit.choices.locale) not in self._silent:
            return
        visit.panels.spoken = self.spoken
        if visit.begun:
            visit.panels.open(PANEL)
        languages = {language_of(locale): locale for locale in reversed(self.spoken)}
        told = [visit.words(locale) for locale in self.spoken if locale in languages.values()][:_TOLD_IN]
        visit.voice.stop()
        visit.voice.announce(
            [
                (words, texts.locale)
                for texts in told
                for words in (texts.speech("unspoken"), texts.text("unspoken", "body"))
            ],
            gong=True,
        )
