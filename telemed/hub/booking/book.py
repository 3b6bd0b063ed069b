"""The appointments of a site: what may happen. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, Final, cast

import msgspec

from telemed.hub.booking import messages as m
from telemed.hub.booking.free import Free, free_on, why_closed
from telemed.hub.booking.rules import Offer, Rules, grid
from telemed.hub.booking.state import Appointment, Held, State, apply
from telemed.hub.messages import Refused

KEEP_SECONDS: Final = 7 * 24 * 3600
"""So long after its end an appointment can still be looked at."""
_LAST_TIME: Final = 4_102_444_800.0
"""The year 2100; a time beyond is no time to book."""

Decision = tuple[m.Event, ...] | Refused

_NO_SERVICE: Final = Refused("not-found", "Dafür gibt es hier keine Termine.")
_UNKNOWN: Final = Refused("not-found", "Diesen Termin gibt es nicht.")
_ENDED: Final = Refused("hold-ended", "Der Termin war nur kurze Zeit frei gehalten. Bitte wählen Sie ihn noch einmal.")
_CLOSED: Final = Refused("closed", "An diesem Tag gibt es keine Termine.")
_NO_ASSISTANT: Final = Refused("taken", "Zu dieser Zeit ist keine Begleitung frei.")
_WHY_NOT: Final = {
    "closed": _CLOSED,
    "holiday": Refused("closed", "An diesem Tag ist Feiertag."),
    "window": Refused("conflict", "Diese Zeit kann man nicht oder nicht mehr buchen."),
    "full": Refused("taken", "Dieser Termin ist gerade vergeben worden. Bitte wählen Sie einen anderen."),
}


def decide(state: State, command: m.Command, now: float) -> Decision:
    """Say what the command makes happen at `now`, or why nothing does."""
    rule = cast("Callable[[State, Any, float], Decision]", _RULES[type(command)])
    return rule(state, command, now)


def free(state: State, offer: Offer, day: str, now: float, without: frozenset[str] = frozenset()) -> Free:
    """Return what can be booked of an offer on a day (`YYYY-MM-DD`); raises ValueError for no day."""
    busy = state.busy(offer.service, now, without)
    return free_on(state.rules, offer, dt.date.fromisoformat(day), busy, state.closures(), now)


# ---- holds -------------------------------------------------------------------------------------------------------


def _take_hold(state: State, command: m.TakeHold, now: float) -> Decision:
    offer = state.rules.offer(command.service)
    if offer is None:
        return _NO_SERVICE
    if not 0 < command.start < _LAST_TIME:
        return _UNKNOWN
    mine = [hold.id for hold in state.holds.values() if hold.holder == command.holder and hold.until > now]
    let_go = mine[: max(0, len(mine) - command.most + 1)]
    day = state.rules.day_of(command.start)
    found = free_on(state.rules, offer, day, state.busy(offer.service, now, frozenset(let_go)), state.closures(), now)
    end = command.start + offer.minutes * 60
    if (command.start, end) not in found.slots:
        return _why_not(state, offer, command.start, now, found)
    until = now + state.rules.hold_seconds
    taken = m.HoldTaken(now, command.hold, offer.service, command.start, end, until, command.holder)
    return (*(m.HoldEnded(now, hold) for hold in let_go), taken)


def _why_not(state: State, offer: Offer, start: float, now: float, found: Free) -> Refused:
    """Say why a slot cannot be had on a day of which `found` is free."""
    if found.reason is not None:
        return _WHY_NOT[found.reason]
    if start < now + offer.lead_minutes * 60:
        return _WHY_NOT["window"]
    all_slots = {slot[0] for slot in grid(offer, state.rules.day_of(start), state.rules.zone)}
    return _WHY_NOT["full"] if start in all_slots else _UNKNOWN


def _release_hold(state: State, command: m.ReleaseHold, now: float) -> Decision:
    """What is not held any more needs no letting go."""
    hold = state.holds.get(command.hold)
    return (m.HoldEnded(now, hold.id),) if hold is not None and hold.holder == command.holder else ()


def _live(state: State, hold: str, holder: str, now: float) -> Held | Refused:
    """Return a hold that still counts, on a day that has not been closed meanwhile."""
    held = state.holds.get(hold)
    if held is None or held.holder != holder or held.until <= now:
        return _ENDED
    if held.start <= now:
        return _WHY_NOT["window"]
    if state.rules.offer(held.service) is None:
        return _NO_SERVICE
    reason = why_closed(state.rules, held.service, state.rules.day_of(held.start), state.closures())
    return held if reason is None else _WHY_NOT[reason]


# ---- appointments ------------------------------------------------------------------------------------------------


def _book_hold(state: State, command: m.BookHold, now: float) -> Decision:
    held = _live(state, command.hold, command.holder, now)
    if isinstance(held, Refused):
        return held
    if command.appointment in state.appointments:
        return Refused("conflict", "Bitte versuchen Sie es noch einmal.")
    offer = cast("Offer", state.rules.offer(held.service))
    if command.assistant and not _assistant_free(state, offer, held):
        return _NO_ASSISTANT
    others = sum(
        row.state == "booked" and row.service == held.service and not command.known.isdisjoint(row.contacts)
        for row in state.appointments.values()
    )
    if others >= offer.limit:
        already = "schon ein Termin" if others == 1 else f"schon {others} Termine"
        return Refused("limit", f"Für diese Person ist {already} gebucht. Mehr geht gerade nicht.")
    booked = m.Booked(
        now,
        command.appointment,
        held.id,
        held.service,
        held.start,
        held.end,
        command.sealed,
        tuple(sorted(command.contacts)),
        command.assistant,
    )
    return (booked,)


def _assistant_free(state: State, offer: Offer, held: Held, without: str = "") -> bool:
    return state.helped(offer.service, without).most(held.start, held.end) < offer.assistants


def _booked(state: State, appointment: str) -> Appointment | Refused:
    row = state.appointments.get(appointment)
    if row is None:
        return _UNKNOWN
    match row.state:
        case "booked":
            return row
        case "cancelled":
            return Refused("conflict", "Dieser Termin ist schon abgesagt.")
        case "arrived":
            return Refused("conflict", "Für diesen Termin sind Sie schon angemeldet.")
    return Refused("conflict", "Dieser Termin ist schon vorbei.")


def _move(state: State, command: m.Move, now: float) -> Decision:
    row = _booked(state, command.appointment)
    if isinstance(row, Refused):
        return row
    held = _live(state, command.hold, command.holder, now)
    if isinstance(held, Refused):
        return held
    if held.service != row.service:
        return Refused("conflict", "Der neue Termin ist für etwas anderes.")
    offer = cast("Offer", state.rules.offer(held.service))
    if row.assistant and not _assistant_free(state, offer, held, row.id):
        return _NO_ASSISTANT
    return (m.Moved(now, row.id, held.id, held.start, held.end),)


def _cancel(state: State, command: m.Cancel, now: float) -> Decision:
    row = _booked(state, command.appointment)
    return row if isinstance(row, Refused) else (m.Cancelled(now, row.id),)


def _arrive(state: State, command: m.Arrive, now: float) -> Decision:
    """One noted as missed in the moment in which the number was taken has arrived all the same."""
    row = state.appointments.get(command.appointment)
    if row is not None and row.state == "missed":
        return (m.Arrived(now, row.id, command.number, command.ticket),)
    if row is not None and row.ticket == command.ticket:
        return ()
    found = _booked(state, command.appointment)
    return found if isinstance(found, Refused) else (m.Arrived(now, found.id, command.number, command.ticket),)


def _sweep(state: State, command: m.Sweep, now: float) -> Decision:
    events = [_brought(state, row, row.id in command.done, now) for row in state.appointments.values()]
    return tuple(event for event in events if event is not None)


def _brought(state: State, row: Appointment, done: bool, now: float) -> m.Event | None:  # noqa: FBT001 (one of two ends)
    if row.state == "booked":
        return m.Ended(now, row.id, "missed") if now > late_after(state, row) else None
    if row.state == "arrived":
        if done:
            return m.Ended(now, row.id, "done")
        over = state.rules.day_of(now) > state.rules.day_of(row.start)
        return m.Ended(now, row.id, "expired") if over else None
    return m.Forgotten(now, row.id) if now > row.end + KEEP_SECONDS and now > row.since + KEEP_SECONDS else None


def late_after(state: State, row: Appointment) -> float:
    """Return the time after which an appointment nobody came to is missed."""
    offer = state.rules.offer(row.service)
    return row.start + (offer.late_minutes if offer else 0) * 60


# ---- closed days, other calendars, keys --------------------------------------------------------------------------


def _close_days(_state: State, command: m.CloseDays, now: float) -> Decision:
    if command.days.first > command.days.last:
        return Refused("bad-request", "Der letzte Tag liegt vor dem ersten.")
    return (m.DaysClosed(now, command.closure, command.days),)


def _open_days(state: State, command: m.OpenDays, now: float) -> Decision:
    if command.closure not in state.closed:
        return Refused("not-found", "Diese Schließung gibt es nicht.")
    return (m.DaysOpened(now, command.closure),)


def _take_over(state: State, command: m.TakeOver, now: float) -> Decision:
    for block in command.blocks:
        if state.rules.offer(block.service) is None:
            return _NO_SERVICE
    return (m.CalendarTaken(now, command.source, command.closures, command.blocks),)


def _add_contact_key(state: State, command: m.AddContactKey, now: float) -> Decision:
    return () if command.period in state.contact_keys else (m.ContactKeyAdded(now, command.period, command.sealed),)


_RULES: Final[Mapping[type, Callable[..., Decision]]] = {
    m.TakeHold: _take_hold,
    m.ReleaseHold: _release_hold,
    m.BookHold: _book_hold,
    m.Move: _move,
    m.Cancel: _cancel,
    m.Arrive: _arrive,
    m.Sweep: _sweep,
    m.CloseDays: _close_days,
    m.OpenDays: _open_days,
    m.TakeOver: _take_over,
    m.AddContactKey: _add_contact_key,
}


# ---- the book ----------------------------------------------------------------------------------------------------

STREAM: Final = "appointments"

_encoder: Final = msgspec.json.Encoder()
_decoder: Final = msgspec.json.Decoder(tuple[m.Event, ...])


def decode(payload: bytes) -> tuple[m.Event, ...]:
    """Return the events of a payload, whatever the rules of the site."""
    return _decoder.decode(payload)


class AppointmentBook(msgspec.Struct, frozen=True):
    """The appointments of one site (`telemed.hub.desk.Book`): one stream, whatever the day."""

    rules: Rules

    def stream(self, _day: dt.date) -> str:
        """Return the one stream."""
        return STREAM

    def initial(self) -> State:
        """Return a site at which nobody has booked."""
        return State(self.rules)

    def decide(self, state: State, command: m.Command, now: float) -> Decision:
        """Say what the command makes happen at `now`, or why nothing does."""
        return decide(state, command, now)

    def apply(self, state: State, event: m.Event) -> State:
        """Return the state after the event."""
        return apply(state, event)

    def ending(self, _state: State, _now: float) -> tuple[m.Event, ...]:
        """Return nothing: the stream does not end with a day."""
        return ()

    def encode(self, events: tuple[m.Event, ...]) -> bytes:
        """Return an entry's payload."""
        return _encoder.encode(events)

    def decode(self, payload: bytes) -> tuple[m.Event, ...]:
        """Return the events of a payload."""
        return decode(payload)
