"""The notices of a hub in memory, as the broker's table wants them; passes the same contract test as the hub's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kiosk.broker.requests import Away, Declined
from kiosk.broker.telling import Offer

if TYPE_CHECKING:
    from kiosk.broker.telling import Number, Way

CODES: Final = 3
TRIES: Final = 5


class FakeMessenger:
    """The visits in `numbers` are of this session; those in `over` are served. `away` makes it answer nothing."""

    def __init__(self, *numbers: Number, ways: tuple[Way, ...] = ("email",)) -> None:
        self.numbers = set(numbers)
        self.over: set[Number] = set()
        self.confirmed: set[Number] = set()
        self.ways = ways
        self.stuck: tuple[Way, ...] = ()
        self.away = False
        self.kept: dict[Number, str] = {}
        self.sent: list[str] = []
        self._codes: dict[Number, str] = {}
        self._wrong: dict[Number, int] = {}
        self._asked: dict[Number, int] = {}
        self._keys: dict[str, str] = {}

    def _of(self, number: Number) -> None:
        if self.away:
            raise Away
        if number not in self.numbers:
            raise Declined("not-found")

    async def offer(self, number: Number) -> Offer:
        self._of(number)
        return Offer(self.ways, self.stuck, told=isinstance(number, str) and number in self.confirmed)

    async def ask(self, key: str, number: Number, way: Way, address: str, _locale: str) -> None:
        self._of(number)
        if number in self.over:
            raise Declined("conflict")
        if way not in self.ways:
            raise Declined("not-found")
        if way == "email" and "@" not in address:
            raise Declined("bad-request")
        if self._keys.get(key) == address:
            return
        if self._asked.get(number, 0) >= CODES:
            raise Declined("too-many")
        self._keys[key] = address
        self._asked[number] = self._asked.get(number, 0) + 1
        self._wrong[number] = 0
        self.kept[number] = address
        self.confirmed.discard(number)
        self._codes[number] = f"{len(self.sent) + 100_000}"
        self.sent.append(self._codes[number])

    async def confirm(self, number: Number, typed: str) -> None:
        self._of(number)
        if number not in self.kept:
            raise Declined("not-found")
        if number in self.over or self._wrong[number] >= TRIES:
            raise Declined("conflict")
        if typed != self._codes[number]:
            self._wrong[number] += 1
            raise Declined("not-found")
        self.confirmed.add(number)

    async def stop(self, number: Number) -> None:
        self._of(number)
        self.kept.pop(number, None)
        self.confirmed.discard(number)
