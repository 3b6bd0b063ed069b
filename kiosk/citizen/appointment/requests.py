"""What the appointments ask of the office. Days and times are those of the office's clock; a code is ten digits.

What is kept for the visitor (`HoldTime`) has no name here: the session broker knows it, and uses it for the booking.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from kiosk.flow.steps import Effect, Query, Reserve

AppointmentState = Literal["booked", "arrived", "done", "cancelled", "missed", "expired"]
"""Where an appointment can stand; as at the hub."""


@dataclass(frozen=True, slots=True)
class Time:
    """A time that is free: `start` names it at the hub (Unix seconds), `day` and `time` are what people call it."""

    start: float
    day: dt.date
    time: dt.time


@dataclass(frozen=True, slots=True)
class Times:
    """Free times in order."""

    times: tuple[Time, ...]


@dataclass(frozen=True, slots=True)
class FreeDay:
    """A day that has `free` times left."""

    day: dt.date
    free: int


@dataclass(frozen=True, slots=True)
class FreeDays:
    """Days with free times, in order."""

    days: tuple[FreeDay, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """It is so now."""

    done: bool


@dataclass(frozen=True, slots=True)
class Appointment:
    """An appointment as its holder sees it."""

    code: str
    service: str
    day: dt.date
    time: dt.time
    state: AppointmentState
    assistant: bool


@dataclass(frozen=True, slots=True)
class Arrived:
    """The number in the queue that a person with an appointment was given, and how many are before it now.

    It will probably be called between `first` and `last` (`HH:MM`); None when nobody can say.
    `page` is the address of the page that shows the place in line; None where there is none.
    """

    number: int
    ahead: int
    first: str | None = None
    last: str | None = None
    page: str | None = None


@dataclass(frozen=True, slots=True)
class FindToday(Query):
    """The free times of today, whatever they are for. Refusals: `unavailable`."""

    name: ClassVar[str] = "find-today"
    result: ClassVar[Any] = Times


@dataclass(frozen=True, slots=True)
class FindDays(Query):
    """The days that have free times. Refusals: `not-found`."""

    name: ClassVar[str] = "find-days"
    result: ClassVar[Any] = FreeDays
    service: str


@dataclass(frozen=True, slots=True)
class FindTimes(Query):
    """The free times of a day. Refusals: `not-found`."""

    name: ClassVar[str] = "find-times"
    result: ClassVar[Any] = Times
    service: str
    day: dt.date


@dataclass(frozen=True, slots=True)
class LetGo(Effect):
    """Let go of the time that is kept for this visitor, if one is."""

    name: ClassVar[str] = "let-go"
    result: ClassVar[Any] = Done


@dataclass(frozen=True, slots=True)
class HoldTime(Reserve):
    """Keep a time while the visitor goes on; a former one is let go of. Refusals: `taken`, `closed`, `conflict`."""

    name: ClassVar[str] = "hold-time"
    result: ClassVar[Any] = Time
    undo: ClassVar[type[Effect]] = LetGo
    service: str
    start: float


@dataclass(frozen=True, slots=True)
class BookAppointment(Effect):
    """Book the time that is kept. Refusals: `hold-ended`, `taken`, `limit`, `closed`, `conflict`."""

    name: ClassVar[str] = "book-appointment"
    result: ClassVar[Any] = Appointment
    person: str = ""
    phone: str = ""
    locale: str = "de"
    assistant: bool = False


@dataclass(frozen=True, slots=True)
class FindAppointment(Query):
    """The appointment of a code. Refusals: `not-found`, `too-many`."""

    name: ClassVar[str] = "find-appointment"
    result: ClassVar[Any] = Appointment
    code: str


@dataclass(frozen=True, slots=True)
class MoveAppointment(Effect):
    """Move an appointment to the time that is kept. Refusals: `hold-ended`, `taken`, `closed`, `conflict`."""

    name: ClassVar[str] = "move-appointment"
    result: ClassVar[Any] = Appointment
    code: str


@dataclass(frozen=True, slots=True)
class CancelAppointment(Effect):
    """Cancel an appointment. Refusals: `conflict`."""

    name: ClassVar[str] = "cancel-appointment"
    result: ClassVar[Any] = Appointment
    code: str


@dataclass(frozen=True, slots=True)
class CheckIn(Effect):
    """Say that the person is here; again gives the same number. Refusals: `too-early`, `closed`, `no-number-free`."""

    name: ClassVar[str] = "check-in"
    result: ClassVar[Any] = Arrived
    code: str


REQUESTS: tuple[type[Query | Effect], ...] = (
    FindToday,
    FindDays,
    FindTimes,
    HoldTime,
    LetGo,
    BookAppointment,
    FindAppointment,
    MoveAppointment,
    CancelAppointment,
    CheckIn,
)
"""Everything a broker has to answer for appointments."""
