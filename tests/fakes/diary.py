"""The appointments of a hub in memory, as the broker's table wants them; passes the same contract test as the hub's."""

from __future__ import annotations

import datetime as dt
from typing import Any

from kiosk.broker.appointments import Person
from kiosk.broker.requests import Away, Declined

ZONE = dt.UTC


class FakeDiary:
    """One service `papers` with the times it is given (Unix seconds). `away` makes it answer nothing."""

    def __init__(self, *free: float) -> None:
        self.free = sorted(free)
        self.holds: dict[str, float] = {}
        self.made: dict[str, dict[str, Any]] = {}
        self.answers: dict[str, dict[str, Any]] = {}
        self.people: list[Person] = []
        self.released: list[str] = []
        self.keys: list[str] = []
        self.away = False

    def _alive(self) -> None:
        if self.away:
            raise Away

    def _times(self) -> list[float]:
        return [start for start in self.free if start not in self.holds.values()]

    async def today(self) -> Any:
        self._alive()
        return {"times": [_time(start) for start in self._times()]}

    async def days(self, service: str) -> Any:
        self._known(service)
        days = [_time(start)["day"] for start in self._times()]
        return {"days": [{"day": day, "free": days.count(day)} for day in dict.fromkeys(days)]}

    async def times(self, service: str, day: dt.date) -> Any:
        self._known(service)
        return {"times": [_time(start) for start in self._times() if _time(start)["day"] == day]}

    async def hold(self, key: str, service: str, start: float) -> tuple[str, Any]:
        self._known(service)
        self.keys.append(key)
        self.holds.clear()
        if start not in self.free:
            raise Declined("taken")
        hold = f"hold{len(self.keys)}"
        self.holds[hold] = start
        return hold, _time(start)

    async def release(self, hold: str) -> None:
        self._alive()
        self.released.append(hold)
        self.holds.pop(hold, None)

    async def book(self, key: str, hold: str, person: Person) -> Any:
        self._alive()
        if key in self.answers:
            return self.answers[key]
        self.people.append(person)
        code = f"{len(self.made):010}"
        self.made[code] = self.answers[key] = {
            "code": code,
            "service": "papers",
            **self._use(hold),
            "state": "booked",
            "assistant": person.assistant,
        }
        return self.made[code]

    async def find(self, code: str) -> Any:
        self._alive()
        if code not in self.made:
            raise Declined("not-found")
        return self.made[code]

    async def move(self, _key: str, code: str, hold: str) -> Any:
        self.made[code] = {**await self.find(code), **self._use(hold)}
        return self.made[code]

    async def cancel(self, _key: str, code: str) -> Any:
        if (await self.find(code))["state"] != "booked":
            raise Declined("conflict")
        self.made[code] = {**self.made[code], "state": "cancelled"}
        return self.made[code]

    async def check_in(self, code: str) -> Any:
        found = await self.find(code)
        if found["state"] == "cancelled":
            raise Declined("conflict")
        self.made[code] = {**found, "state": "arrived"}
        return {"number": 1, "ahead": 0}

    def _known(self, service: str) -> None:
        self._alive()
        if service != "papers":
            raise Declined("not-found")

    def _use(self, hold: str) -> dict[str, Any]:
        start = self.holds.pop(hold, None)
        if start is None:
            raise Declined("hold-ended")
        self.free.remove(start)
        return {name: value for name, value in _time(start).items() if name != "start"}


def _time(start: float) -> dict[str, Any]:
    local = dt.datetime.fromtimestamp(start, ZONE)
    return {"start": start, "day": local.date(), "time": local.time()}
