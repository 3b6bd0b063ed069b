"""Which day and which time: never more than four things at once, the next free ones first."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from kiosk.citizen.appointment.requests import FindDays, FindTimes, FreeDay, FreeDays, HoldTime, Time, Times
from kiosk.citizen.parts import phone_of
from kiosk.flow.states import Refused
from kiosk.flow.steps import Area, Choose, Option, Show

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Generator, Sequence

    from kiosk.flow.service import Visit
    from kiosk.flow.steps import Yielded

T = TypeVar("T")
AREA = Area.GREEN
MOST = 4
"""Choices in one question: who only hears them keeps no more in mind."""
_NEXT = 3
_LATER = "later"


def groups(items: Sequence[T]) -> list[Sequence[T]]:
    """Cut into at most four runs, in order, whose lengths differ by one at most; up to four items stand alone."""
    count = min(MOST, len(items))
    size, more = divmod(len(items), count) if count else (0, 0)
    found, at = [], 0
    for number in range(count):
        end = at + size + (number < more)
        found.append(items[at:end])
        at = end
    return found


def choose_time(visit: Visit, service: str, *, today: bool = False) -> Generator[Yielded, object, Time | None]:
    """Day, time, and keep it; None where nothing is free. `today`: go on with the times of today, if there are any."""
    while True:
        found = yield FindDays(service)
        days = found.days if isinstance(found, FreeDays) else ()
        if not days:
            yield Show(key="appointment-none", icon="calendar_month", area=AREA, facts=phone_of(visit))
            return None
        day = days[0].day if today and days[0].day == visit.today else (yield from _day(days, visit.today))
        today = False
        listed = yield FindTimes(service, day)
        times = listed.times if isinstance(listed, Times) else ()
        if times:
            time = yield from _narrow(times, "appointment-time", lambda time: time.time, "schedule")
            held = yield HoldTime(service, time.start)
            if isinstance(held, Time):
                return held
            assert isinstance(held, Refused)
        yield Show(key="appointment-taken", icon="schedule", area=AREA)


def _day(days: tuple[FreeDay, ...], today: dt.date) -> Generator[Yielded, object, dt.date]:
    """Ask for the day: the next free ones by themselves, those after them in groups."""
    first = days if len(days) <= MOST else days[:_NEXT]
    options = [
        Option(
            value=one.day.isoformat(),
            key="appointment-day-today" if one.day == today else "appointment-day-one",
            values={"date": one.day, "free": one.free},
            icon="calendar_month",
        )
        for one in first
    ]
    if len(days) > MOST:
        options.append(Option(value=_LATER, icon="arrow_forward"))
    chosen = yield Choose(key="appointment-day", options=tuple(options), area=AREA)
    if chosen != _LATER:
        return next(one.day for one in first if one.day.isoformat() == chosen)
    later = yield from _narrow(days[_NEXT:], "appointment-day", lambda one: one.day, "calendar_month")
    return later.day


def _narrow(
    items: Sequence[T], key: str, said: Callable[[T], dt.date | dt.time], icon: str
) -> Generator[Yielded, object, T]:
    """Ask for one of many, in groups *from, to* as long as there are more than four."""
    while True:
        parts = groups(items)
        options = tuple(
            Option(
                value=said(part[0]).isoformat(),
                key=f"{key}-one" if len(part) == 1 else f"{key}-range",
                values={"from": said(part[0]), "to": said(part[-1]), **_one(key, said(part[0]))},
                icon=icon,
            )
            for part in parts
        )
        chosen = yield Choose(key=key, options=options, area=AREA)
        items = next(part for part in parts if said(part[0]).isoformat() == chosen)
        if len(items) == 1:
            return items[0]


def _one(key: str, value: dt.date | dt.time) -> dict[str, dt.date | dt.time | int]:
    """Give the placeholders of a single one."""
    return {"time": value} if key.endswith("time") else {"date": value, "free": 0}
