"""Panels that lie between the strips in place of a service: language, adjusting, help."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from kiosk.visitor import adjust, headphones, notices, unspoken, welcome
from kiosk.visitor.choices import Choices
from kiosk.visitor.helpcall import HelpCalls
from kiosk.visitor.privacy_panel import PrivacyPanel
from kiosk.visitor.render.base import Context, Renderer
from kiosk.visitor.render.choose import ChooseRenderer
from kiosk.visitor.voice import Voice


class Panels(QObject):
    """Which panel is open, its page, and what is done with its answers.

    `changed` says that another page is to be shown; `chosen` carries new `Choices`, `hides` the name of what is to be
    hidden or shown, `hears` what headphones shall read, `instead` what is wanted where a language is not spoken;
    `prints` asks for a comfort card, `reports` for the service to report a barrier.
    """

    changed = Signal()
    chosen = Signal(object)
    hides = Signal(str)
    hears = Signal(str)
    instead = Signal(str)
    prints = Signal()
    listens = Signal(bool)
    """*Listen* was chosen, or *do not*."""
    reports = Signal()

    def __init__(
        self,
        locales: tuple[str, ...],
        help_calls: HelpCalls,
        voice: Voice,
        choices: Callable[[], Choices],
        sample: Callable[[], list[str]],
        *,
        cards: bool = False,
    ) -> None:
        """Begin with none open; `sample` gives the words that let a new volume or pace be heard."""
        super().__init__()
        self._locales, self._help, self._voice = locales, help_calls, voice
        self.spoken = locales
        """Languages that a voice says, for the panel that offers them."""
        self._choices, self._sample, self._cards = choices, sample, cards
        self.name = ""
        self.listening: Callable[[], bool] | None = None
        """Says whether the terminal listens for the session; None where it cannot."""
        self._adjust: adjust.AdjustPanel | None = None
        self._pages: dict[str, Callable[[Context], Renderer]] = {
            "languages": lambda context: ChooseRenderer(welcome.languages_step(self._locales), context),
            "adjust": self._adjust_page,
            "help": self._help.page,
            "privacy": PrivacyPanel,
            headphones.PANEL: lambda context: ChooseRenderer(headphones.step(), context),
            unspoken.PANEL: lambda context: ChooseRenderer(unspoken.step(self.spoken), context),
        }
        self._takers: dict[str, Callable[[Any], None]] = {
            "languages": self._take_language,
            "adjust": self._adjusted,
            "help": self._helped,
            "privacy": self.hides.emit,
            headphones.PANEL: self.hears.emit,
            unspoken.PANEL: self.instead.emit,
        }

    def open(self, name: str) -> None:
        """Show a panel."""
        self._adjust = None
        self.name = name
        self.changed.emit()

    def close(self) -> None:
        """Go back to where the visitor was."""
        self.name = ""
        self.changed.emit()

    def toggle(self, name: str) -> None:
        """Show a panel, or close it when it is shown."""
        if self.name == name:
            self.close()
        else:
            self.open(name)

    def page(self, context: Context) -> Renderer | None:
        """Make the page of the open panel; None when none is open."""
        return self._pages[self.name](context) if self.name else None

    def take(self, value: Any) -> None:  # noqa: ANN401 - the answer of any panel
        """Do what was touched on the open panel."""
        self._takers[self.name](value)

    # ---- each panel --------------------------------------------------------------------------------------------

    def _take_language(self, locale: str) -> None:
        self.name = ""
        self.chosen.emit(replace(self._choices(), locale=locale))

    def _adjust_page(self, context: Context) -> Renderer:
        number = self._adjust.page if self._adjust is not None else 0
        listening = self.listening() if self.listening is not None else None
        self._adjust = adjust.AdjustPanel(
            context, self._choices(), self._voice.volume, number, card=self._cards, listening=listening
        )
        return self._adjust

    def _adjusted(self, value: object) -> None:
        if isinstance(value, Choices):
            self.chosen.emit(value)
            return
        actions: dict[object, Callable[[], None]] = {
            adjust.DONE: self.close,
            adjust.LANGUAGES: lambda: self.open("languages"),
            adjust.LOUDER: self._voice.louder,
            adjust.QUIETER: self._voice.quieter,
            adjust.SLOWER: self._voice.slower,
            adjust.FASTER: self._voice.faster,
            adjust.CARD: self.prints.emit,
            adjust.LISTEN: lambda: self.listens.emit(True),
            adjust.DEAF: lambda: self.listens.emit(False),
            adjust.BARRIERS: self._report,
        }
        actions[value]()
        if value in {adjust.LOUDER, adjust.QUIETER, adjust.SLOWER, adjust.FASTER}:
            self.changed.emit()
            self._voice.say(self._sample(), self._choices().locale)

    def _report(self) -> None:
        self.name = ""
        self.reports.emit()

    def _helped(self, value: object) -> None:
        if value == notices.WITHDRAW:
            self._help.withdraw()
        elif value == notices.CALL:
            self._help.start()
        else:
            self.close()
