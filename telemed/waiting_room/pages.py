"""Pages of information that a screen shows in between, as values: which one is shown when. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LIST_TURNS = 3
"""Turns that the waiting numbers stay between two pages, while somebody waits."""
PAGE_TURNS = 2
"""Turns that a page stays."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture of a page: its file and its size in pixels."""

    file: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its title and text by locale, a picture, and the first and last day it is shown."""

    name: str
    title: Mapping[str, str]
    text: Mapping[str, str]
    photo: Photo | None = None
    first_day: dt.date | None = None
    last_day: dt.date | None = None

    def is_due(self, today: dt.date) -> bool:
        """Whether it is shown on this day."""
        return (self.first_day is None or self.first_day <= today) and (self.last_day is None or today <= self.last_day)


@dataclass(frozen=True, slots=True)
class PageView:
    """A page in one language, as it is on the screen."""

    name: str
    locale: str
    title: str
    text: str
    photo: Photo | None


def page_now(
    pages: Sequence[Page], languages: Sequence[str], turn: int, *, today: dt.date, alone: bool
) -> PageView | None:
    """Give the page of this turn: each page in each of the site's languages it has, one after the other.

    `alone`: nobody waits, so that pages follow each other; else the waiting numbers stay longer than a page.
    """
    views = [
        PageView(page.name, locale, page.title[locale], page.text.get(locale, ""), page.photo)
        for page in pages
        if page.is_due(today)
        for locale in languages
        if locale in page.title
    ]
    if not views:
        return None
    if alone:
        return views[turn // PAGE_TURNS % len(views)]
    cycle, rest = divmod(turn, LIST_TURNS + PAGE_TURNS)
    return views[cycle % len(views)] if rest >= LIST_TURNS else None
