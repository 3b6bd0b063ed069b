"""The page of appointments: the list of a day, booking for a caller, moving, checking in, calling off, closing days."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Awaitable, Callable
from typing import Annotated, Any, Final, Literal

import msgspec
from litestar import Response, get, post

from telemed import api
from telemed import api_appointments as answers
from telemed.hub.desk import Outcome
from telemed.hub.errors import HubError
from telemed.hub.messages import Refused
from telemed.hub.web.answers import AnyRequest
from telemed.hub.web.paper import Behind, Note, session_of

NO_SLOTS: Final[dict[answers.NoSlots, str]] = {
    "closed": "An diesem Tag gibt es dafür keine Termine.",
    "holiday": "Das ist ein Feiertag.",
    "full": "An diesem Tag ist alles vergeben.",
    "window": "So weit im Voraus, oder so kurz vorher, geht es nicht.",
}
STATES: Final[dict[answers.AppointmentState, str]] = {
    "booked": "gebucht",
    "arrived": "ist da",
    "done": "fertig",
    "cancelled": "abgesagt",
    "missed": "nicht erschienen",
    "expired": "gekommen, nicht mehr dran",
}

_CENTURY: Final = 20
Short = Annotated[str, msgspec.Meta(max_length=200)]
Key = Annotated[str, msgspec.Meta(pattern="^[A-Za-z0-9._~-]{0,64}$")]


class Change(msgspec.Struct, frozen=True):
    """What a form of this page sends. `service` and `start` are a free time, `code` is an appointment's."""

    action: Literal["book", "move", "check-in", "cancel", "close", "open"]
    day: Short = ""
    key: Key = ""
    service: Short = ""
    start: float = 0.0
    name: Short = ""
    phone: Short = ""
    assistant: str = ""
    code: Short = ""
    last: Short = ""
    closure: Short = ""


def appointment_page_routes(behind: Behind) -> list[Any]:
    """Wire the routes."""
    page = Appointments(behind)

    @get("/appointments", include_in_schema=False, guards=[behind.auth.page])
    async def appointments(request: AnyRequest, day: str = "", service: str = "", moving: str = "") -> Response[Any]:
        return await page.shown(request, day, service, moving=moving)

    @post("/appointments", status_code=200, include_in_schema=False, guards=[behind.auth.page])
    async def change(request: AnyRequest) -> Response[Any]:
        sent = await behind.checked_form(request, Change)
        note = await page.changed(session_of(request).name, sent)
        return await page.shown(request, sent.day, sent.service, note)

    return [appointments, change]


class Appointments:
    """What the page shows and does."""

    def __init__(self, behind: Behind) -> None:
        self._behind = behind
        self._bookings = behind.bookings

    async def shown(
        self, request: AnyRequest, day: str, service: str, note: Note | None = None, moving: str = ""
    ) -> Response[Any]:
        """Return the page of a day, with the free times of a service, or of the appointment `moving` (its code)."""
        moved = self._bookings.appointment(moving) if moving else None
        if moved is not None and moved.state == "booked":
            service = moved.service
        else:
            moved = None
        today = self._behind.office.local().date()
        shown = _day(day) or today
        offers = self._bookings.offers().offers
        if service not in {offer.service for offer in offers}:
            service = offers[0].service if offers else ""
        slots = self._bookings.slots(service, shown.isoformat()) if service else None
        offer = next((offer for offer in offers if offer.service == service), None)
        return self._behind.framed(
            session_of(request),
            "/appointments",
            "appointments.html",
            note=note,
            moving=moved,
            day=shown,
            today=today,
            around=(shown - dt.timedelta(days=1), shown + dt.timedelta(days=1)),
            rows=await self._bookings.list_of(shown.isoformat()),
            affected=await self._bookings.affected(),
            closed=[(name, closure) for name, closure in self._bookings.state.closed.items() if closure.last >= today],
            offers=offers,
            offer=offer,
            slots=slots.slots if slots else (),
            why=NO_SLOTS[slots.reason] if slots and slots.reason else "",
            at=lambda seconds: f"{self._behind.calendar.local(seconds):%H:%M}",
            day_of=lambda seconds: self._behind.calendar.local(seconds).date(),
            title=self._behind.office.site.title_of,
            states=STATES,
            spoken=spoken,
            key=secrets.token_hex(12),
        )

    async def changed(self, who: str, sent: Change) -> Note:
        """Do what a form says; return what to tell."""
        try:
            done = await self._outcome(f"staff/{who}", who, sent)
        except HubError as error:
            return Note(error.detail, bad=True)
        if isinstance(done, Refused):
            return Note(done.detail, bad=True)
        if sent.action == "check-in":
            return Note(f"Die Nummer ist {msgspec.json.decode(done, type=api.Ticket).number}. Bitte sagen.")
        if sent.action == "book":
            code = msgspec.json.decode(done, type=answers.Appointment).code
            return Note(f"Gebucht. Die Nummer des Termins ist {spoken(code)}. Bitte sagen und aufschreiben lassen.")
        if sent.action == "move":
            return Note(f"Der Termin ist jetzt am {self._when(done)}. Die Nummer des Termins bleibt gleich.")
        told = {
            "cancel": "Der Termin ist abgesagt.",
            "close": "Geschlossen. Gebucht wird nichts mehr, und Terminals geben an diesen Tagen keine Nummern.",
        }
        return Note(told.get(sent.action, "Wieder geöffnet."))

    async def _outcome(self, staff: str, who: str, sent: Change) -> Outcome:
        bookings = self._bookings
        if sent.action == "book":
            return await self._book(staff, sent)
        if sent.action == "move":
            return await self._move(staff, sent)
        if sent.action == "check-in":
            return await bookings.check_in(sent.code)
        if sent.action == "cancel":
            return await bookings.cancel(staff, sent.key, sent.code)
        if sent.action == "open":
            done = await bookings.open_days(staff, sent.key, sent.closure)
            detail = "zurückgenommen"
        else:
            first, last = _day(sent.day), _day(sent.last or sent.day)
            if first is None or last is None or last < first:
                return Refused("bad-request", "Bitte wählen Sie den ersten und den letzten Tag.")
            done = await bookings.close_days(staff, sent.key, first, last)
            detail = f"{first:%d.%m.%Y} bis {last:%d.%m.%Y}"
        if not isinstance(done, Refused):
            await self._behind.noted(who, "closed-days", "", detail)
        return done

    async def _book(self, staff: str, sent: Change) -> Outcome:
        """Hold and book in one press; pressed twice it is one appointment."""

        def book(hold: str) -> Awaitable[Outcome]:
            said = answers.Book(hold, sent.name, sent.phone, assistant=bool(sent.assistant))
            return self._bookings.book(staff, f"{sent.key}.book", said)

        return await self._with_held(staff, sent, book)

    async def _move(self, staff: str, sent: Change) -> Outcome:
        """Hold the new time and move to it in one press; pressed twice it is one move."""
        return await self._with_held(
            staff, sent, lambda hold: self._bookings.move(staff, f"{sent.key}.move", sent.code, hold)
        )

    async def _with_held(self, staff: str, sent: Change, then: Callable[[str], Awaitable[Outcome]]) -> Outcome:
        """Hold a time and do something with it; a time that nothing came of is let go."""
        held = await self._bookings.hold(staff, f"{sent.key}.hold", sent.service, sent.start)
        if isinstance(held, Refused):
            return held
        hold = msgspec.json.decode(held, type=answers.Hold).hold
        done = await then(hold)
        if isinstance(done, Refused):
            await self._bookings.release(staff, hold)
        return done

    def _when(self, done: bytes) -> str:
        start = self._behind.calendar.local(msgspec.json.decode(done, type=answers.Appointment).start)
        return f"{start:%d.%m.%Y} um {start:%H:%M} Uhr"


def spoken(code: str) -> str:
    """Write the number of an appointment as people say it: 3, 3 and 4 digits."""
    return f"{code[:3]} {code[3:6]} {code[6:]}"


def _day(text: str) -> dt.date | None:
    """Read a day of this century; None for anything else."""
    try:
        found = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return found if found.year // 100 == _CENTURY else None
