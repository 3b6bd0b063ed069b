"""What others see of the appointments: offers, free times, an appointment. Pure functions of state and time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from telemed import api_appointments as api
from telemed.hub.booking import book
from telemed.hub.booking.free import free_on, together, why_closed
from telemed.hub.booking.state import Appointment, State

Titles = Mapping[str, dict[str, str]]


def offers(state: State, titles: Titles, now: float) -> api.Offers:
    """Return everything that can be booked."""
    found = []
    for offer in state.rules.offers:
        first, last = offer.window(state.rules.day_of(now))
        found.append(
            api.Bookable(
                offer.service,
                titles[offer.service],
                offer.minutes,
                first.isoformat(),
                last.isoformat(),
                offer.assistants > 0,
            )
        )
    return api.Offers(tuple(found))


def slots(state: State, service: str, day: str, now: float) -> api.Slots | None:
    """Return the free times of a day; None for an unknown service or what is no day."""
    offer = state.rules.offer(service)
    if offer is None or not is_day(day):
        return None
    found = book.free(state, offer, day, now)
    first, last = offer.window(state.rules.day_of(now))
    times = tuple(api.Slot(start, end) for start, end in found.slots)
    return api.Slots(service, day, times, first.isoformat(), last.isoformat(), found.reason)


def free_days(state: State, service: str, now: float) -> api.FreeDays | None:
    """Return the days of the window that have free times; None for an unknown service."""
    offer = state.rules.offer(service)
    if offer is None:
        return None
    first, last = offer.window(state.rules.day_of(now))
    busy, closures = state.busy(service, now), state.closures()
    days = []
    for ahead in range((last - first).days + 1):
        day = first + dt.timedelta(ahead)
        free = len(free_on(state.rules, offer, day, busy, closures, now).slots)
        if free:
            days.append(api.FreeDay(day.isoformat(), free))
    return api.FreeDays(service, tuple(days))


def free_today(state: State, now: float) -> api.FreeToday:
    """Return the times of today at which something is free."""
    today = state.rules.day_of(now).isoformat()
    found = together([book.free(state, offer, today, now).slots for offer in state.rules.offers])
    return api.FreeToday(today, tuple(api.Slot(start, end) for start, end in found))


def appointment(row: Appointment, code: str) -> api.Appointment:
    """Return an appointment as its holder sees it."""
    return api.Appointment(code, row.service, row.start, row.end, row.state, row.assistant, row.number)


def affected(state: State, row: Appointment) -> bool:
    """Say whether an appointment is booked on a day that is closed by now, so that somebody has to tell the person."""
    return row.state == "booked" and _closed(state, row)


def _closed(state: State, row: Appointment) -> bool:
    return why_closed(state.rules, row.service, state.rules.day_of(row.start), state.closures()) is not None


def is_day(text: str) -> bool:
    """Say whether a text is a day `YYYY-MM-DD` of this century."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return False
    return day.isoformat() == text and 2000 <= day.year < 2100  # noqa: PLR2004 (what a calendar can be asked for)


def in_words(at: float, zone: dt.tzinfo) -> str:
    """Return a time in German, as in a refusal."""
    local = dt.datetime.fromtimestamp(at, zone)
    return f"{_WEEKDAYS[local.weekday()]}, {local.day}.{local.month}.{local.year} um {local:%H:%M} Uhr"


_WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
