"""The words, sizes and colours that follow from what a visitor chose."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize

from kiosk.look.metrics import Metrics
from kiosk.look.pictograms import Pictograms
from kiosk.look.style import Look
from kiosk.look.theme import PAPER, THEMES
from kiosk.texts import Texts
from kiosk.visitor.choices import Choices
from kiosk.visitor.render.base import Context
from kiosk.visitor.strikes import Strikes
from kiosk.visitor.terminal import Terminal

_TREMOR_MM = 15
"""Two strikes closer than this are at the same place."""


class Wardrobe:
    """Makes the look and the words for this screen, and keeps what was made."""

    def __init__(self, terminal: Terminal, size: QSize, now: Callable[[], float]) -> None:
        self._terminal, self._size = terminal, size
        self._pictograms = Pictograms()
        self._texts: dict[str, Texts] = {}
        self._titles = dict(terminal.titles)
        self._strikes = Strikes(now, round(_TREMOR_MM / terminal.setup.pixel_mm))
        for locale in terminal.setup.locales:  # and how each writes days, so that no touch waits for it
            self.words(locale).date(terminal.today)

    def words(self, locale: str) -> Texts:
        """The words of a locale."""
        if locale not in self._texts:
            self._texts[locale] = Texts(locale, data=self._titles)
        return self._texts[locale]

    def take_titles(self) -> None:
        """Take the texts that come from the office anew."""
        self._titles.clear()
        self._titles.update(self._terminal.titles)

    def look(self, choices: Choices) -> Look:
        """The look that was chosen, on this screen."""
        setup = self._terminal.setup
        metrics = Metrics(
            setup.pixel_mm, setup.reading_distance_mm, choices.scale, self._size.width(), self._size.height()
        )
        theme = THEMES.get(choices.theme, PAPER)
        return Look(theme, metrics, choices.locale, self._pictograms, choices.low and metrics.tall, choices.calm)

    def context(self, choices: Choices, space: QSize, title: str, latest: Callable[[str], object]) -> Context:
        """What a page with this much space is given."""
        look, words = self.look(choices), self.words(choices.locale)
        return Context(look, words, self._strikes, space.width(), space.height(), title, None, latest)
