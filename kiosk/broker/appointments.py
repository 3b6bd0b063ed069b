"""What a visitor may ask about appointments, field by field: further rows of the table of requests.

The time that is kept for the visitor has no name in the sandbox: the broker knows it, uses it for one booking or move,
and lets go of it when the session ends. A code opens one appointment; whoever tries codes is stopped here before the
hub stops the whole terminal.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable
from typing import Annotated, Any, Protocol

import msgspec
from msgspec import Meta

from kiosk.broker.requests import Away, Declined, Handler, Request

MOST_HOLDS = 20
"""Times that one session may keep, one after the other."""
MOST_BOOKINGS = 6
"""Appointments of one session: a family."""
MOST_WRONG = 5
"""Codes that name no appointment, in one session: a slip of the finger, not a search."""
_LAST_TIME = 4_102_444_800.0
"""The year 2100."""

Service = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[a-z0-9][a-z0-9-]*\Z")]
Code = Annotated[str, Meta(pattern=r"^[0-9]{10}\Z")]


class FindToday(Request, frozen=True):
    """The free times of today, whatever they are for."""


class FindDays(Request, frozen=True):
    """The days that have free times."""

    service: Service


class FindTimes(Request, frozen=True):
    """The free times of a day."""

    service: Service
    day: dt.date


class HoldTime(Request, frozen=True):
    """Keep a time."""

    service: Service
    start: Annotated[float, Meta(gt=0, lt=_LAST_TIME)]


class LetGo(Request, frozen=True):
    """Let go of the time that is kept."""


class BookAppointment(Request, frozen=True):
    """Book the time that is kept."""

    person: Annotated[str, Meta(max_length=80)] = ""
    phone: Annotated[str, Meta(pattern=r"^([0-9]{6,16})?\Z")] = ""
    locale: Annotated[str, Meta(pattern=r"^[a-z]{2,3}(-[a-z]{2,10})?\Z")] = "de"
    assistant: bool = False


class OfCode(Request, frozen=True):
    """Something about the appointment of a code."""

    code: Code


class FindAppointment(OfCode, frozen=True):
    """The appointment of a code."""


class MoveAppointment(OfCode, frozen=True):
    """Move an appointment to the time that is kept."""


class CancelAppointment(OfCode, frozen=True):
    """Cancel an appointment."""


class CheckIn(OfCode, frozen=True):
    """Say that the person is here."""


class Person(msgspec.Struct, frozen=True):
    """What a visitor said of who comes; "" is what was not said. The office may call the telephone number."""

    name: str
    phone: str
    locale: str
    assistant: bool


class Diary(Protocol):
    """The appointments of the hub, as far as a visitor may use them. Every method raises `Away` or `Declined`."""

    async def today(self) -> Any:  # noqa: ANN401 - goes out as MessagePack, as all of them
        """Return the free times of today."""

    async def days(self, service: str) -> Any:  # noqa: ANN401
        """Return the days with free times."""

    async def times(self, service: str, day: dt.date) -> Any:  # noqa: ANN401
        """Return the free times of a day."""

    async def hold(self, key: str, service: str, start: float) -> tuple[str, Any]:
        """Keep a time; return the name of the hold, and the time."""

    async def release(self, hold: str) -> None:
        """Let go of a time."""

    async def book(self, key: str, hold: str, person: Person) -> Any:  # noqa: ANN401
        """Book a held time once under `key`."""

    async def find(self, code: str) -> Any:  # noqa: ANN401
        """Return the appointment of a code."""

    async def move(self, key: str, code: str, hold: str) -> Any:  # noqa: ANN401
        """Move an appointment to a held time once under `key`."""

    async def cancel(self, key: str, code: str) -> Any:  # noqa: ANN401
        """Cancel an appointment once under `key`."""

    async def check_in(self, code: str) -> Any:  # noqa: ANN401
        """Take the number of an appointment; again gives the same one."""


class Done(msgspec.Struct, frozen=True):
    """It is so now."""

    done: bool = True


class Appointments:
    """The appointments of one session."""

    def __init__(self, diary: Diary, session: str) -> None:
        self._diary = diary
        self._session = session
        self._hold = ""
        self._holds = 0
        self._over = False
        self._used: dict[str, str] = {}
        self._wrong: set[str] = set()
        self.rows = {
            "find-today": Handler("query", FindToday, self._find_today),
            "find-days": Handler("query", FindDays, self._find_days),
            "find-times": Handler("query", FindTimes, self._find_times),
            "hold-time": Handler("query", HoldTime, self._hold_time),
            "let-go": Handler("effect", LetGo, self._let_go),
            "book-appointment": Handler("effect", BookAppointment, self._book),
            "find-appointment": Handler("query", FindAppointment, self._find),
            "move-appointment": Handler("effect", MoveAppointment, self._move),
            "cancel-appointment": Handler("effect", CancelAppointment, self._cancel),
            "check-in": Handler("effect", CheckIn, self._check_in),
        }

    async def end(self) -> None:
        """Let go of what is kept: the session is over, and nothing is kept for it any more."""
        self._over = True
        await self._release()

    # ---- free times ----------------------------------------------------------------------------------------------

    async def _find_today(self, _request: FindToday, _key: str) -> object:
        return await self._diary.today()

    async def _find_days(self, request: FindDays, _key: str) -> object:
        return await self._diary.days(request.service)

    async def _find_times(self, request: FindTimes, _key: str) -> object:
        return await self._diary.times(request.service, request.day)

    # ---- keeping one ---------------------------------------------------------------------------------------------

    async def _hold_time(self, request: HoldTime, _key: str) -> object:
        """A hold has no key of the visitor's: asked again, it is another one, and the hub lets go of the former."""
        if self._ended() or self._holds >= MOST_HOLDS:
            raise Away
        self._holds += 1
        hold, time = await self._diary.hold(f"{self._session}-hold-{self._holds}", request.service, request.start)
        self._hold = hold
        if self._ended():  # meanwhile
            await self._release()
        return time

    def _ended(self) -> bool:
        return self._over

    async def _let_go(self, _request: LetGo, _key: str) -> Done:
        await self._release()
        return Done()

    async def _release(self) -> None:
        hold, self._hold = self._hold, ""
        if hold:
            await self._diary.release(hold)

    # ---- with the one that is kept -------------------------------------------------------------------------------

    def _take_hold(self, key: str) -> str:
        """Give the hold this is done with; under the same key it is the same, though it was used meanwhile."""
        hold = self._used.get(key) or self._hold
        if not hold:
            raise Declined("hold-ended")
        if key not in self._used and len(self._used) >= MOST_BOOKINGS:
            raise Declined("limit")
        self._used[key] = hold
        return hold

    def _was_used(self, hold: str) -> None:
        """What was used needs no letting go."""
        if self._hold == hold:
            self._hold = ""

    async def _book(self, request: BookAppointment, key: str) -> object:
        hold = self._take_hold(key)
        person = Person(request.person, request.phone, request.locale, request.assistant)
        made = await self._diary.book(key, hold, person)
        self._was_used(hold)
        return made

    async def _move(self, request: MoveAppointment, key: str) -> object:
        hold = self._take_hold(key)
        moved = await self._of_code(request.code, lambda: self._diary.move(key, request.code, hold))
        self._was_used(hold)
        return moved

    # ---- with a code ---------------------------------------------------------------------------------------------

    async def _of_code(self, code: str, ask: Callable[[], Awaitable[Any]]) -> object:
        """Ask about a code, unless too many were tried that name nothing."""
        if code not in self._wrong and len(self._wrong) >= MOST_WRONG:
            raise Declined("too-many")
        try:
            return await ask()
        except Declined as error:
            if error.reason == "not-found":
                self._wrong.add(code)
            raise

    async def _find(self, request: FindAppointment, _key: str) -> object:
        return await self._of_code(request.code, lambda: self._diary.find(request.code))

    async def _cancel(self, request: CancelAppointment, key: str) -> object:
        return await self._of_code(request.code, lambda: self._diary.cancel(key, request.code))

    async def _check_in(self, request: CheckIn, _key: str) -> object:
        return await self._of_code(request.code, lambda: self._diary.check_in(request.code))
