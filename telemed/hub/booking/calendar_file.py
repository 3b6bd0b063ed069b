"""Calendar files (iCalendar, RFC 5545): appointments go out with a neutral title, closed days and taken times come in.

What goes out names neither service nor reason nor person: others look at a calendar. Of what comes in only times are
used; no title or text of it is kept. A file from elsewhere is not trusted: its size is limited, its own time zones are
not computed (a rule in them can go on without end) but looked up by name, and what cannot be understood is refused.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable
from typing import Final

import msgspec
from icalendar import Calendar, Event

from telemed.hub.booking.messages import Block
from telemed.hub.booking.rules import Closure
from telemed.hub.booking.state import Appointment
from telemed.hub.messages import Refused

MOST_BYTES: Final = 1_000_000
MOST_EVENTS: Final = 2_000
LONGEST: Final = dt.timedelta(days=366)

_PRODUCT: Final = "-//Stadtteil-Terminal//1//DE"
_ZONES: Final = re.compile(
    r"^BEGIN:VTIMEZONE[ \t]*$.*?^END:VTIMEZONE[ \t]*$\n?", re.MULTILINE | re.DOTALL | re.IGNORECASE
)
_BEGIN: Final = re.compile(r"^BEGIN:(.*)$", re.MULTILINE | re.IGNORECASE)
_TOO_MANY: Final = Refused("bad-request", f"Der Kalender hat mehr als {MOST_EVENTS} Einträge.")
_NOT_UNDERSTOOD: Final = (
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    OverflowError,
    RecursionError,
)
"""What the library raises on files that break the rules of the format."""
_REPEATS: Final = ("RRULE", "RDATE", "EXDATE", "RECURRENCE-ID")


class Found(msgspec.Struct, frozen=True):
    """What a calendar file says: closed days, taken times, and how many entries were of no concern."""

    closures: tuple[Closure, ...] = ()
    blocks: tuple[Block, ...] = ()
    skipped: int = 0


# ---- out ---------------------------------------------------------------------------------------------------------


def write(rows: Iterable[Appointment], title: str, place: str, now: float) -> bytes:
    """Return a calendar file of appointments, each with this title and place."""
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for row in rows:
        event = Event()
        event.add("uid", hashlib.sha256(row.id.encode()).hexdigest()[:32])
        event.add("dtstamp", dt.datetime.fromtimestamp(int(now), dt.UTC))
        event.add("sequence", int(now) // 60)  # A file fetched later replaces an earlier one.
        event.add("dtstart", dt.datetime.fromtimestamp(row.start, dt.UTC))
        event.add("dtend", dt.datetime.fromtimestamp(row.end, dt.UTC))
        event.add("summary", title)
        event.add("location", place)
        event.add("class", "PRIVATE")
        event.add("status", "CANCELLED" if row.state == "cancelled" else "CONFIRMED")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


# ---- in ----------------------------------------------------------------------------------------------------------


def read(data: bytes, zone: dt.tzinfo, service: str | None, now: float) -> Found | Refused:
    """Return what a file says that is not over: whole days close, times take a place of `service`; or why not."""
    events = _events(data)
    if isinstance(events, Refused):
        return events
    closures, blocks, skipped = [], [], 0
    for number, event in enumerate(events, 1):
        found = _entry(event, zone, service)
        if isinstance(found, str):
            return Refused("bad-request", f"Eintrag {number}{_day_of(event)}: {found}")
        if found is None or _is_over(found, zone, now):
            skipped += 1
        elif isinstance(found, Closure):
            closures.append(found)
        else:
            blocks.append(found)
    return Found(tuple(closures), tuple(blocks), skipped)


def _events(data: bytes) -> list[Event] | Refused:
    text = _text(data)
    if isinstance(text, Refused):
        return text
    try:
        calendar: object = Calendar.from_ical(text)
    except _NOT_UNDERSTOOD as error:
        return Refused("bad-request", f"Der Kalender ist nicht zu verstehen ({type(error).__name__}).")
    found = calendar.walk("VEVENT") if isinstance(calendar, Calendar) else []
    events = [event for event in found if isinstance(event, Event)]
    return events if len(events) <= MOST_EVENTS else _TOO_MANY


def _text(data: bytes) -> str | Refused:
    if len(data) > MOST_BYTES:
        return Refused("bad-request", f"Die Datei ist größer als {MOST_BYTES // 1000} kB.")
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        return Refused("bad-request", "Die Datei ist kein Text in UTF-8.")
    if not text.lstrip().upper().startswith("BEGIN:VCALENDAR"):
        return Refused("bad-request", "Die Datei ist kein Kalender (iCalendar).")
    text = _ZONES.sub("", text)
    return _TOO_MANY if len(_BEGIN.findall(text)) > 3 * MOST_EVENTS else text.replace("\n", "\r\n")


def _entry(event: Event, zone: dt.tzinfo, service: str | None) -> Closure | Block | str | None:
    """Return what an entry closes or takes, None for one that takes nothing, or in words what is wrong with it."""
    if str(event.get("STATUS", "")).upper() == "CANCELLED" or str(event.get("TRANSP", "")).upper() == "TRANSPARENT":
        return None
    if any(name in event for name in _REPEATS):
        return "Einträge, die sich wiederholen, werden nicht übernommen. Bitte einzeln ausgeben lassen."
    times = _times(event)
    if isinstance(times, str):
        return times
    start, end = times
    if isinstance(start, dt.datetime) != isinstance(end, dt.datetime):
        return "Beginn und Ende passen nicht zusammen."
    if isinstance(start, dt.datetime) and isinstance(end, dt.datetime):
        return _block(start, end, zone, service)
    last = max(start, end - dt.timedelta(1))
    return Closure(start, last, service) if last - start <= LONGEST else "Der Eintrag dauert länger als ein Jahr."


def _times(event: Event) -> tuple[dt.date, dt.date] | str:
    try:
        start, end = event.start, event.end
    except _NOT_UNDERSTOOD:
        return "Beginn oder Ende fehlt oder ist nicht zu verstehen."
    for name, at in (("DTSTART", start), ("DTEND", end)):
        if isinstance(at, dt.datetime) and at.tzinfo is None and event.get(name) is not None:
            zone = event[name].params.get("TZID")
            if zone is not None:
                return f"Die Zeitzone {str(zone)[:40]!r} ist unbekannt."
    return (start, end) if dt.MINYEAR < start.year < dt.MAXYEAR else "Das Jahr ist nicht zu verstehen."


def _block(start: dt.datetime, end: dt.datetime, zone: dt.tzinfo, service: str | None) -> Block | str | None:
    if service is None:
        return "Er hat eine Uhrzeit. Bitte mit --service sagen, wessen Plätze er belegt."
    try:
        begins, ends = ((at if at.tzinfo else at.replace(tzinfo=zone)).timestamp() for at in (start, end))
    except (ValueError, OverflowError):
        return "Beginn oder Ende ist nicht zu verstehen."
    if ends < begins:
        return "Das Ende liegt vor dem Beginn."
    if ends - begins > LONGEST.total_seconds():
        return "Der Eintrag dauert länger als ein Jahr."
    return Block(service, begins, ends) if ends > begins else None


def _is_over(found: Closure | Block, zone: dt.tzinfo, now: float) -> bool:
    if isinstance(found, Block):
        return found.end <= now
    return found.last < dt.datetime.fromtimestamp(now, zone).date()


def _day_of(event: Event) -> str:
    """Return the day of an entry for a message: staff find it by that, and no title is repeated."""
    try:
        start = event.start
    except _NOT_UNDERSTOOD:
        return ""
    return f" ({start.day:02}.{start.month:02}.{start.year})"
