"""What the supervisor and the hub tell each other: heartbeats one way, the office's state the other."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import structs

from kiosk.channel import Bookable, ChannelError, Site, frame
from telemed.client import HubAway, HubClient, Refused
from telemed.hours import next_opening, shut_on

if TYPE_CHECKING:
    from telemed import api
    from telemed.api_appointments import Offers

log = logging.getLogger(__name__)

EVERY_SECONDS = 2.0
Hours = tuple[tuple[int, tuple[tuple[str, str], ...]], ...]


def as_site(site: api.Site | None, today: dt.date, offers: Offers | None = None) -> Site:
    """Turn the hub's answer (None: it is away, or makes no sense) into what every visitor process is told."""
    if site is None:
        return Site(None, hub=False, today=today.isoformat())
    hours: Hours = tuple((day.weekday, tuple((span.opens, span.closes) for span in day.spans)) for day in site.hours)
    counters = tuple((counter.id, counter.title) for counter in site.counters)
    bookable = tuple(Bookable(one.service, one.title, one.assistant) for one in (offers.offers if offers else ()))
    waits = tuple((counter.id, counter.wait) for counter in site.counters if counter.wait is not None)
    shut = shut_on(site, today)
    told = Site(
        site.helper_until,
        True,
        today.isoformat(),
        hours,
        counters,
        site.phone,
        bookable,
        waits,
        shut or "",
        _opens(site, today) if shut else "",
    )
    try:
        frame(told)
    except ChannelError:
        return as_site(None, today)  # longer than any visitor process takes
    return told


def _opens(site: api.Site, today: dt.date) -> str:
    """Give the day on which the office opens next, from the beginning of a day on which it is closed."""
    found = next_opening(site.hours, site.closed, dt.datetime.combine(today, dt.time()))
    return "" if found is None else found.date.isoformat()


def _for_older_hubs(heartbeat: api.Heartbeat) -> api.Heartbeat:
    """Leave out what a hub of before the self-test does not know."""
    return structs.replace(heartbeat, wipe_records=0, wipe_recent=(), selftest=None)


class HubLink:
    """Sends a heartbeat and asks for the site every two seconds; one log line when the hub is lost, one when back."""

    def __init__(
        self,
        client: HubClient,
        heartbeat: Callable[[], api.Heartbeat],
        changed: Callable[[Site], None],
        waiting: Callable[[int], None],
        today: Callable[[], dt.date],
    ) -> None:
        self._client = client
        self._heartbeat = heartbeat
        self._changed = changed
        self._waiting = waiting
        self._today = today
        self._last: Site | None = None
        self._known: tuple[api.Site, Offers | None] | None = None

    async def run(self) -> None:
        """Keep going until cancelled."""
        while True:
            site, offers = await asyncio.to_thread(self._exchange, self._heartbeat())
            now = as_site(site, self._today(), offers)
            self._waiting(0 if site is None else site.waiting)
            if now.hub and site is not None:
                self._known = site, offers
            elif site is None and self._known is not None:  # What was known stays true, also of the days to come.
                now = structs.replace(as_site(self._known[0], self._today(), self._known[1]), hub=False)
            if now != self._last:
                if self._last is not None and now.hub != self._last.hub:
                    log.warning("the hub is %s", "back" if now.hub else "away")
                self._last = now
                self._changed(now)
            await asyncio.sleep(EVERY_SECONDS)

    def _exchange(self, heartbeat: api.Heartbeat) -> tuple[api.Site | None, Offers | None]:
        """Ask for the site and what can be booked; a hub of before the appointments refuses the second."""
        try:
            if isinstance(self._client.heartbeat(heartbeat), Refused):
                self._client.heartbeat(_for_older_hubs(heartbeat))
            site, offers = self._client.site(), self._client.bookable()
        except HubAway:
            return None, None
        return None if isinstance(site, Refused) else site, None if isinstance(offers, Refused) else offers
