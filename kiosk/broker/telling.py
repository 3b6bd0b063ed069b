"""What a visitor may ask about being told elsewhere, field by field: further rows of the table of requests.

Only for numbers of this session, and for appointments that it booked or found by their code: what proves a ticket stays
outside the sandbox. An address goes to the hub and is kept nowhere here; one that was not confirmed when the session
ends is destroyed there.
"""

from __future__ import annotations

import contextlib
from typing import Annotated, Final, Literal, Protocol

import msgspec
from msgspec import Meta

from kiosk.broker.requests import Away, Declined, Handler, Request

MOST_ADDRESSES: Final = 8
"""Addresses of one session: a family, and a few slips of the finger."""
MOST_TYPED: Final = 20
"""Codes typed in one session."""

Number = Annotated[int, Meta(ge=1, le=999)] | Annotated[str, Meta(pattern=r"^[0-9]{10}\Z")]
"""A number of the queue, or the ten digits of an appointment."""
Way = Literal["sms", "email"]


class FindWays(Request, frozen=True):
    """How the holder of a number can be told."""

    number: Number


class AskToBeTold(Request, frozen=True):
    """Give an address that a code is sent to."""

    number: Number
    way: Way
    address: Annotated[str, Meta(min_length=3, max_length=120)]
    locale: Annotated[str, Meta(pattern=r"^[a-z]{2,3}(-[a-z]{2,10})?\Z")]


class ConfirmAddress(Request, frozen=True):
    """Give the code that came."""

    number: Number
    typed: Annotated[str, Meta(pattern=r"^[0-9]{6}\Z")]


class StopTelling(Request, frozen=True):
    """Have an address destroyed."""

    number: Number


class Offer(msgspec.Struct, frozen=True):
    """How an office can tell people; `hours` is how long an address is kept after the visit.

    `told`: an address is confirmed. Of a number only this session knows, of an appointment the hub.
    """

    ways: tuple[Way, ...] = ()
    away: tuple[Way, ...] = ()
    hours: int = 24
    told: bool = False


class Done(msgspec.Struct, frozen=True):
    """It is so now."""

    done: bool = True


class Messenger(Protocol):
    """The notices of the hub for what this session has in hand. Every method raises `Away` or `Declined`."""

    async def offer(self, number: Number) -> Offer:
        """Return how the holder of a number can be told; nothing for a number that is not of this session."""

    async def ask(self, key: str, number: Number, way: Way, address: str, locale: str) -> None:
        """Give an address once under `key`."""

    async def confirm(self, number: Number, typed: str) -> None:
        """Confirm it by the code that came."""

    async def stop(self, number: Number) -> None:
        """Have it destroyed."""


class Telling:
    """The addresses of one session, by number."""

    def __init__(self, messenger: Messenger) -> None:
        self._messenger = messenger
        self._keys: set[str] = set()
        self._typed = 0
        self._open: set[Number] = set()
        self._told: set[Number] = set()
        self.rows = {
            "find-ways": Handler("query", FindWays, self._find_ways),
            "ask-to-be-told": Handler("effect", AskToBeTold, self._ask),
            "confirm-address": Handler("effect", ConfirmAddress, self._confirm),
            "stop-telling": Handler("effect", StopTelling, self._stop),
        }

    async def end(self) -> None:
        """Destroy what was not confirmed: nobody can type its code any more."""
        while self._open:
            with contextlib.suppress(Away, Declined):
                await self._messenger.stop(self._open.pop())

    async def _find_ways(self, request: FindWays, _key: str) -> Offer:
        """An office that is away offers nothing: whoever has a number in hand needs no fault shown."""
        try:
            found = await self._messenger.offer(request.number)
        except (Away, Declined):
            return Offer()
        return msgspec.structs.replace(found, told=found.told or request.number in self._told)

    async def _ask(self, request: AskToBeTold, key: str) -> Done:
        if key not in self._keys and len(self._keys) >= MOST_ADDRESSES:
            raise Declined("too-many")
        self._keys.add(key)
        self._told.discard(request.number)
        self._open.add(request.number)  # before the answer: it may be lost
        await self._messenger.ask(key, request.number, request.way, request.address, request.locale)
        return Done()

    async def _confirm(self, request: ConfirmAddress, _key: str) -> Done:
        if self._typed >= MOST_TYPED:
            raise Declined("conflict")
        self._typed += 1
        await self._messenger.confirm(request.number, request.typed)
        self._open.discard(request.number)
        self._told.add(request.number)
        return Done()

    async def _stop(self, request: StopTelling, _key: str) -> Done:
        await self._messenger.stop(request.number)
        self._open.discard(request.number)
        self._told.discard(request.number)
        return Done()
