"""The hub and the printer, as the table of requests wants them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from kiosk.broker.requests import Away, Declined
from telemed.client import HubAway, HubClient, Refused

if TYPE_CHECKING:
    from device_drivers.api import TicketPrinter
    from telemed.api import Ticket

T = TypeVar("T")
CANCEL_SECONDS = 0.15
"""How long the driver's thread gets to send its last commands."""


_NOT_NOW = frozenset({"unavailable", "too-many", "not-authorised"})


async def called(call: Callable[..., T | Refused], *arguments: object, told: frozenset[str] = frozenset()) -> T:
    """Ask the hub by a method of its client, beside everything else; raises `Away` or `Declined`.

    A hub that cannot answer now is away, but for the reasons in `told`, which the visitor is told.
    """
    try:
        answer = await asyncio.to_thread(call, *arguments)
    except HubAway as error:
        raise Away from error
    if isinstance(answer, Refused):
        if answer.reason in _NOT_NOW - told:
            raise Away
        raise Declined(answer.reason)
    return answer


def numbered(ticket: Ticket) -> dict[str, Any]:
    """Give what a visitor is told of a ticket, however it came by it."""
    return {
        "number": ticket.number,
        "ahead": ticket.ahead,
        "page": ticket.page,
        "first": ticket.first,
        "last": ticket.last,
    }


class HubOffice:
    """The office behind a hub's HTTP interface. The tickets that are taken are put into `tickets`, by number."""

    def __init__(self, client: HubClient, tickets: dict[int, Ticket]) -> None:
        self._client = client
        self._tickets = tickets

    async def take_number(self, key: str, service: str) -> Any:  # noqa: ANN401 - a struct of the hub
        """Take a number once under `key`."""
        ticket = await called(self._client.take_ticket, key, service)
        self._tickets[ticket.number] = ticket
        return {"code": ticket.code, **numbered(ticket)}

    async def find_place(self, number: int) -> Any:  # noqa: ANN401
        """Return where a number stands."""
        return await called(self._client.place, number)

    async def call_help(self, key: str) -> Any:  # noqa: ANN401
        """Call for help once under `key`."""
        return await called(self._client.call_help, key)

    async def withdraw_help(self, _key: str, help_id: str) -> Any:  # noqa: ANN401
        """Withdraw a call for help."""
        return await called(self._client.withdraw_help, help_id)


class HubTopics:
    """Topics over the hub's WebSocket."""

    def __init__(self, client: HubClient) -> None:
        self._client = client

    async def watch(self, topic: str) -> AsyncIterator[bytes]:
        """Yield every value of a topic as MessagePack."""
        async for push in self._client.watch((topic,)):
            yield msgspec.msgpack.encode(msgspec.json.decode(push.value))


class PrinterPaper:
    """A ticket printer behind the drivers' protocol."""

    def __init__(self, printer: TicketPrinter) -> None:
        self._printer = printer
        self._busy = 0

    def cancel(self) -> None:
        """Give up a job that is under way and wait a moment for the printer to be told."""
        if not self._busy:
            return
        self._printer.cancel()
        time.sleep(CANCEL_SECONDS)

    async def print(self, width: int, height: int, bits: bytes) -> str:
        """Print; a failure is a word that the visitor's screen explains."""
        self._busy += 1
        try:
            result = await asyncio.to_thread(self._printer.print_bitmap, width, height, bits)
        finally:
            self._busy -= 1
        reason = getattr(result, "reason", None)
        if reason is None:
            return "printed"
        return "no-paper" if "paper" in reason.value else "unreachable"


class NoPaper:
    """A terminal without a printer."""

    def cancel(self) -> None:
        """Nothing is ever under way."""

    async def print(self, _width: int, _height: int, _bits: bytes) -> str:
        """Say that nothing can be printed here."""
        return "unreachable"
