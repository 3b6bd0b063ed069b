"""What this terminal offers and how the office stands, as the session broker told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import msgspec

from kiosk import channel
from kiosk.flow.service import Bookable, Contact, Counter, Statement, Visit, Web, WebGroup, WebPage
from kiosk.visitor.signs import MakeFilm, film_of


class Terminal:
    """The setup, kept up to date by `Site` messages."""

    def __init__(self, setup: channel.Setup, make_film: MakeFilm = film_of) -> None:
        self.setup, self.make_film = setup, make_film
        self.phone = setup.phone
        self.counters = setup.counters
        self.helper_until = setup.helper_until
        self.hours = setup.hours
        self.bookable = setup.bookable
        self._shown: channel.Site | None = None
        self.waits: dict[str, tuple[int, int]] = {}
        self.hub = setup.hub
        self.shut = ""
        self.opens: dt.date | None = None
        self.today = dt.date.fromisoformat(setup.today)

    def update(self, site: channel.Site) -> bool:
        """Take the present state of the office; say whether anything changed that the welcome screen shows."""
        self.helper_until = site.helper_until
        self.hub = site.hub
        self.hours = site.hours or self.hours
        self.counters = site.counters or self.counters
        self.waits = dict(site.waits)
        self.bookable = site.bookable if site.hub else self.bookable
        self.phone = site.phone or self.phone
        self.shut = site.shut
        self.opens = dt.date.fromisoformat(site.opens) if site.opens else None
        self.today = dt.date.fromisoformat(site.today)
        shown = msgspec.structs.replace(site, waits=())
        before, self._shown = self._shown, shown
        return shown != before

    @property
    def titles(self) -> dict[str, dict[str, str]]:
        """Titles of what the office offers and of kinds of sites the operator named, by message key and locale."""
        titles = {f"counter-{name}": titles for name, titles in self.counters}
        titles |= {f"bookable-{one.id}": one.titles for one in self.bookable}
        if self.setup.web is not None:
            titles |= {f"web-group-{group.id}": group.titles for group in self.setup.web.groups if group.titles}
        return titles

    @property
    def web(self) -> Web | None:
        """What the browser offers; None where there is none."""
        offered = self.setup.web
        if offered is None:
            return None
        groups = tuple(
            WebGroup(
                group.id, f"web-group-{group.id}", tuple(WebPage(page.title, page.address) for page in group.pages)
            )
            for group in offered.groups
        )
        return Web(groups, offered.search, offered.open)

    @property
    def statement(self) -> Statement:
        """What the operator says about accessibility."""
        said = self.setup.accessibility
        contact, body = (
            None if one is None else Contact(one.name, one.address, one.phone, one.mail)
            for one in (said.contact, said.body)
        )
        date = dt.date.fromisoformat(said.statement) if said.statement else None
        return Statement(date, said.operator, contact, body)

    def visit(self, new_id: Callable[[], str], locale: str = "de", scanned: str = "") -> Visit:
        """The inputs of a service."""
        return Visit(
            today=self.today,
            site=self.setup.site,
            counters=tuple(Counter(name, f"counter-{name}", self.waits.get(name)) for name, _ in self.counters),
            phone=self.phone,
            locales=self.setup.locales,
            new_id=new_id,
            hours=self.hours,
            helper_until=self.helper_until,
            web=self.web,
            statement=self.statement,
            bookable=tuple(Bookable(one.id, f"bookable-{one.id}", one.assistant) for one in self.bookable),
            shut=self.shut,
            opens=self.opens,
            locale=locale,
            scanned=scanned,
        )
