"""Headphones: who hears what is said, and what is offered when they go in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from kiosk.flow.steps import Area, Choose, Option
from kiosk.texts import Texts
from kiosk.visitor.choices import Choices

if TYPE_CHECKING:
    from kiosk import channel
    from kiosk.visitor.panels import Panels
    from kiosk.visitor.privacy import PrivacyScreen
    from kiosk.visitor.voice import Voice

PANEL = "headphones"
ALWAYS, ASKED = "always", "asked"


class Visit(Protocol):
    """What is asked of the visit; `Shell` has it."""

    voice: Voice
    privacy: PrivacyScreen
    panels: Panels
    choices: Choices
    begun: bool
    over: bool

    @property
    def texts(self) -> Texts:
        """The words of the chosen language."""
        ...

    def words(self, locale: str) -> Texts:
        """Give the words of a language."""
        ...

    def announce(self, words: list[str]) -> None:
        """Say this now."""
        ...

    def choose(self, choices: Choices) -> None:
        """Wear other choices."""
        ...


def step() -> Choose:
    """Read everything, or only what is asked for."""
    options = (
        Option(ALWAYS, key="headphones-always", icon="volume_up"),
        Option(ASKED, key="headphones-asked", icon="touch_app"),
    )
    return Choose(key="headphones", options=options, area=Area.TEAL)


class Headphones:
    """Takes that headphones went in or out.

    In: private values are spoken, and reading aloud is offered. Out: silence at once, nothing of before is said again,
    and what was read because of them is read no more; the loudspeaker says only that.
    """

    def __init__(self, visit: Visit, setup: channel.Setup) -> None:
        self._visit = visit
        self._locales = setup.locales
        self._guides = False
        """Every page is read because headphones went in."""
        if setup.voice is not None and setup.voice.private:
            visit.privacy.set(replace(visit.privacy.now, alone=True))

    def plug(self, *, on: bool, shown: bool = True) -> None:
        """Take it. Without `shown` they were left in by somebody else: nothing is offered to nobody."""
        visit = self._visit
        if visit.over or on is visit.privacy.now.alone:
            return
        visit.voice.reroute()
        visit.privacy.set(replace(visit.privacy.now, alone=on))
        if not on:
            self._pulled()
        elif not visit.begun and shown:
            self._welcome()
        elif visit.begun and not visit.choices.guided:
            visit.panels.open(PANEL)
            visit.announce([visit.texts.speech("headphones"), visit.texts.text("headphones", "body")])

    def take(self, value: str) -> None:
        """Do what was touched on the panel."""
        self._visit.panels.name = ""
        self._guide(on=value == ALWAYS)

    def _welcome(self) -> None:
        """Tell in every language that pages are read from now on, and how to go on."""
        self._guides = True
        self._visit.choices = replace(self._visit.choices, guided=True)
        self._visit.voice.announce(
            [(self._visit.words(locale).speech("headphones-welcome"), locale) for locale in self._locales]
        )

    def _pulled(self) -> None:
        if self._visit.panels.name == PANEL:
            self._visit.panels.name = ""
            self._visit.choose(self._visit.choices)
        if self._guides:
            self._guide(on=False)
        if self._visit.begun:
            self._visit.announce([self._visit.texts.speech("headphones-out")])

    def _guide(self, *, on: bool) -> None:
        self._guides = on
        self._visit.choose(replace(self._visit.choices, guided=on))
