"""The notices of the hub, as the broker's table wants them: for what this session has in hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kiosk.broker.office import called
from kiosk.broker.requests import Declined
from kiosk.broker.telling import Offer
from telemed import api_notices as api

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from kiosk.broker.telling import Number, Way
    from telemed.api import Ticket
    from telemed.client import HubClient

_WAYS: Final[tuple[Way, ...]] = ("sms", "email")
"""Paper is printed by staff; whoever stands at a terminal has theirs."""
_TOLD: Final = frozenset({"too-many"})


class HubMessenger:
    """The notices behind a hub's HTTP interface, for `tickets` of this session by number and `appointments` by code."""

    def __init__(self, client: HubClient, tickets: Mapping[int, Ticket], appointments: Container[str]) -> None:
        self._client = client
        self._tickets = tickets
        self._appointments = appointments

    def _proof(self, number: Number) -> tuple[str | None, str]:
        """Return the ticket's id, None of an appointment, and the code that proves it."""
        if isinstance(number, str):
            if number in self._appointments:
                return None, number
        elif (ticket := self._tickets.get(number)) is not None:
            return ticket.id, ticket.code
        raise Declined("not-found")

    async def offer(self, number: Number) -> Offer:
        """Return how the holder of a number can be told; of an appointment also if it is so already."""
        ticket, code = self._proof(number)
        found = await called(self._client.notice_offer)
        ways = tuple(way for way in _WAYS if way in found.channels)
        told = bool(ways) and ticket is None and await self._told(code)
        return Offer(ways, tuple(way for way in ways if way in found.away), found.hours, told)

    async def _told(self, code: str) -> bool:
        try:
            return (await called(self._client.notices, code)).confirmed
        except Declined:
            return False

    async def ask(self, key: str, number: Number, way: Way, address: str, locale: str) -> None:
        """Give an address once under `key`."""
        ticket, code = self._proof(number)
        ask = api.AskForNotices(code, way, consent=True, address=address, locale=locale)
        await called(self._client.ask_for_notices, key, ticket, ask, told=_TOLD)

    async def confirm(self, number: Number, typed: str) -> None:
        """Confirm it by the code that came."""
        await called(self._client.confirm_address, *self._proof(number), typed)

    async def stop(self, number: Number) -> None:
        """Have it destroyed."""
        await called(self._client.stop_notices, *self._proof(number))
