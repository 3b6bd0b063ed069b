"""Appointments on the hub's public API: what can be booked, a place held for a while, an appointment and its code.

As in `telemed.api` nothing here says a name or a reason. All times are Unix seconds (float, UTC), all days local dates
`YYYY-MM-DD`. A code is ten digits and proves that somebody holds the appointment; it is shown as 3-3-4.
"""

from __future__ import annotations

from typing import Literal

import msgspec

AppointmentState = Literal["booked", "arrived", "done", "cancelled", "missed", "expired"]
NoSlots = Literal["closed", "holiday", "full", "window"]


class Bookable(msgspec.Struct, frozen=True):
    """A service that appointments can be made for; `assistant` says that somebody can be booked who helps.

    `title` by locale, German always there. `first_day` and `last_day`: what can be booked now begins and ends there.
    """

    service: str
    title: dict[str, str]
    minutes: int
    first_day: str
    last_day: str
    assistant: bool = False


class Offers(msgspec.Struct, frozen=True):
    """`GET /api/v1/bookable`: everything that appointments can be made for; empty where the site makes none."""

    offers: tuple[Bookable, ...] = ()


class Slot(msgspec.Struct, frozen=True):
    """A time that is free."""

    start: float
    end: float


class Slots(msgspec.Struct, frozen=True):
    """`GET /api/v1/slots?service=&day=`: the free times of a day; without any, `reason` says why.

    `window`: too early or too late to book; `closed`: not open that day; `full`: all taken.
    """

    service: str
    day: str
    slots: tuple[Slot, ...]
    first_day: str
    last_day: str
    reason: NoSlots | None = None


class FreeDay(msgspec.Struct, frozen=True):
    """A day on which `free` times are left."""

    day: str
    free: int


class FreeDays(msgspec.Struct, frozen=True):
    """`GET /api/v1/slots/days?service=`: the days that have free times, in order, of the whole window."""

    service: str
    days: tuple[FreeDay, ...]


class FreeToday(msgspec.Struct, frozen=True):
    """`GET /api/v1/slots/today`: times of today at which something is free, shown where people are. No service."""

    day: str
    slots: tuple[Slot, ...]


class TakeHold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`POST /api/v1/holds` with an `Idempotency-Key`: keep a free time while the person thinks and types.

    A terminal holds one time; a new hold lets go of the former.
    """

    service: str
    start: float


class Hold(msgspec.Struct, frozen=True):
    """A time that is kept until `until` (30 minutes). `DELETE /api/v1/holds/{hold}` lets go of it."""

    hold: str
    service: str
    start: float
    end: float
    until: float


class Book(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`POST /api/v1/appointments` with an `Idempotency-Key`: turn a hold into an appointment.

    Everything but the hold is optional. Staff see name and telephone number, and may call; notices have consent and an
    address of their own (`telemed.api_notices`).
    """

    hold: str
    name: str = ""
    phone: str = ""
    email: str = ""
    locale: str = "de"
    assistant: bool = False


class Appointment(msgspec.Struct, frozen=True):
    """An appointment as its holder sees it; also the answer to `move` and `cancel`.

    `expired`: came, but the day ended before the turn. `number` of the queue once the person has checked in.
    """

    code: str
    service: str
    start: float
    end: float
    state: AppointmentState
    assistant: bool = False
    number: int | None = None


class Move(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`POST /api/v1/appointments/{code}/move` with an `Idempotency-Key`: to the held time, the old one becomes free.

    `POST …/cancel` and `POST …/check-in` (answer: `api.Ticket`) have an empty body.
    """

    hold: str
