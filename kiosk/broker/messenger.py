"""The notices of the hub, as the broker's table wants them: by number, for tickets that this session has in hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kiosk.broker.office import called
from kiosk.broker.requests import Declined
from kiosk.broker.telling import Offer, Way
from telemed import api_notices as api

if TYPE_CHECKING:
    from collections.abc import Mapping

    from telemed.api import Ticket
    from telemed.client import HubClient

_WAYS: Final[tuple[Way, ...]] = ("sms", "email")
"""Paper is printed by staff; whoever stands at a terminal has theirs."""
_TOLD: Final = frozenset({"too-many"})


class HubMessenger:
    """The notices behind a hub's HTTP interface. `tickets` are those of this session by number."""

    def __init__(self, client: HubClient, tickets: Mapping[int, Ticket]) -> None:
        self._client = client
        self._tickets = tickets

    def _ticket(self, number: int) -> Ticket:
        ticket = self._tickets.get(number)
        if ticket is None:
            raise Declined("not-found")
        return ticket

    async def offer(self, number: int) -> Offer:
        """Return how the holder of a number can be told."""
        self._ticket(number)
        found = await called(self._client.notice_offer)
        ways = tuple(way for way in _WAYS if way in found.channels)
        return Offer(ways, tuple(way for way in ways if way in found.away), found.hours)

    async def ask(self, key: str, number: int, way: Way, address: str, locale: str) -> None:
        """Give an address once under `key`."""
        ticket = self._ticket(number)
        ask = api.AskForNotices(ticket.code, way, consent=True, address=address, locale=locale)
        await called(self._client.ask_for_notices, key, ticket.id, ask, told=_TOLD)

    async def confirm(self, number: int, typed: str) -> None:
        """Confirm it by the code that came."""
        ticket = self._ticket(number)
        await called(self._client.confirm_address, ticket.id, ticket.code, typed)

    async def stop(self, number: int) -> None:
        """Have it destroyed."""
        ticket = self._ticket(number)
        await called(self._client.stop_notices, ticket.id, ticket.code)
