"""Any holds, bookings, moves, cancellations and closures in any order, beside a model that is too simple to be wrong.

The model is a list of who has which minutes of which service until when; it knows nothing of slots or of the grid.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import math

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from telemed.hub.booking import messages as m
from telemed.hub.booking.book import decide, free
from telemed.hub.booking.rules import Closure, Offer, Opening, Rules, grid
from telemed.hub.booking.state import State, apply
from telemed.hub.clock import BERLIN
from telemed.hub.messages import Refused
from tests.fakes.hub_clock import berlin
from tests.pairwise import is_full

OFFERS = {
    "one": Offer("one", (Opening(5, ((540, 600),)), Opening(6, ((60, 210),))), minutes=25, places=1, limit=2),
    "two": Offer("two", (Opening(6, ((90, 240), (540, 640))),), minutes=40, places=2, assistants=1, limit=1),
}
SATURDAY = dt.date(2027, 3, 27)  # the night after it has an hour less
DAYS = tuple((SATURDAY + dt.timedelta(i)).isoformat() for i in (0, 1, 7, 8))
OPEN = {
    ("one", 5): ((540, 600),),
    ("one", 6): ((60, 210),),
    ("two", 6): ((90, 240), (540, 640)),
}
HOLDERS = ("foyer", "door", "library")


@dataclasses.dataclass
class Has:
    """Somebody has these seconds of a service, until a moment or for good."""

    service: str
    start: float
    end: float
    until: float = math.inf
    person: str | None = None
    assistant: bool = False
    holder: str = ""


class Bookings(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.state = State(Rules(BERLIN, tuple(OFFERS.values())))
        self.now = berlin("2027-03-26 10:00")
        self.has: dict[str, Has] = {}
        self.closed: dict[str, str] = {}
        self.count = 0

    def do(self, command: m.Command) -> tuple[m.Event, ...] | Refused:
        decision = decide(self.state, command, self.now)
        for event in () if isinstance(decision, Refused) else decision:
            self.state = apply(self.state, event)
        return decision

    def fresh(self) -> str:
        self.count += 1
        return f"{self.count}"

    def some(self, data: st.DataObject, *, held: bool) -> str:
        return data.draw(st.sampled_from(self.names(held=held) or ["nothing"]))

    def names(self, *, held: bool) -> list[str]:
        return [name for name, has in self.has.items() if (has.until < math.inf) == held]

    def live(self, name: str) -> Has | None:
        found = self.has.get(name)
        if found is None or not self.now < found.until or found.start <= self.now:
            return None
        return found if self.day(found.start) not in self.closed.values() else None

    @staticmethod
    def day(at: float) -> str:
        return dt.datetime.fromtimestamp(at, BERLIN).date().isoformat()

    @rule(seconds=st.sampled_from([60, 900, 1799, 1800, 1801, 14 * 3600]))
    def time_passes(self, seconds: float) -> None:
        self.now += seconds

    @rule(data=st.data(), service=st.sampled_from(sorted(OFFERS)), day=st.sampled_from(DAYS))
    def a_time_is_held(self, data: st.DataObject, service: str, day: str) -> None:
        self.take(data, service, day)

    def take(self, data: st.DataObject, service: str, day: str) -> str | None:
        slots = free(self.state, OFFERS[service], day, self.now).slots
        if not slots:
            return None
        slot, holder, name = data.draw(st.sampled_from(slots)), data.draw(st.sampled_from(HOLDERS)), self.fresh()
        assert not isinstance(self.do(m.TakeHold(name, service, slot[0], holder)), Refused)
        for other in [n for n, has in self.has.items() if has.holder == holder and has.until < math.inf]:
            del self.has[other]
        self.has[name] = Has(service, *slot, self.now + 1800, holder=holder)
        return name

    @rule(
        service=st.sampled_from(sorted(OFFERS)),
        day=st.sampled_from(DAYS),
        minute=st.integers(0, 140).map(lambda five: five * 5),
    )
    def any_time_is_tried(self, service: str, day: str, minute: int) -> None:
        start = berlin(f"{day} {minute // 60:02}:{minute % 60:02}")
        offered = {slot[0] for slot in free(self.state, OFFERS[service], day, self.now).slots}
        if start not in offered:
            assert isinstance(self.do(m.TakeHold(self.fresh(), service, start, "stranger")), Refused)

    @precondition(lambda self: self.names(held=True))
    @rule(data=st.data())
    def a_hold_is_let_go(self, data: st.DataObject) -> None:
        name = self.some(data, held=True)
        self.do(m.ReleaseHold(name, self.has[name].holder))
        self.has.pop(name, None)

    @precondition(lambda self: self.names(held=True))
    @rule(data=st.data(), person=st.sampled_from(["anna", "ben", None]), assistant=st.booleans())
    def a_hold_is_booked(self, data: st.DataObject, person: str | None, assistant: bool) -> None:
        self.make(self.some(data, held=True), person, assistant)

    @rule(
        data=st.data(), service=st.sampled_from(sorted(OFFERS)), day=st.sampled_from(DAYS), person=st.sampled_from("ab")
    )
    def somebody_books_at_once(self, data: st.DataObject, service: str, day: str, person: str) -> None:
        name = self.take(data, service, day)
        if name is not None:
            self.make(name, person, data.draw(st.booleans()))

    def make(self, name: str, person: str | None, assistant: bool) -> None:
        held, holder, made = self.live(name), self.has[name].holder, self.fresh()
        who = frozenset({person}) if person else frozenset[str]()
        done = self.do(m.BookHold(made, name, holder, b"", who, who, assistant))
        allowed = held is not None and self.person_may(held, person) and (not assistant or self.assistant_free(held))
        assert isinstance(done, Refused) != allowed, (done, held)
        if held is not None and allowed:
            del self.has[name]
            self.has[made] = dataclasses.replace(held, until=math.inf, person=person, assistant=assistant, holder="")

    def person_may(self, held: Has, person: str | None) -> bool:
        others = [h for h in self.has.values() if h.person == person and h.service == held.service and person]
        return len([h for h in others if not self.over(h)]) < OFFERS[held.service].limit

    def over(self, has: Has) -> bool:
        found = [
            row for row in self.state.appointments.values() if (row.start, row.service) == (has.start, has.service)
        ]
        return all(row.state != "booked" for row in found)

    def assistant_free(self, held: Has, without: str = "") -> bool:
        helped = [h for n, h in self.has.items() if h.assistant and h.service == held.service and n != without]
        overlapping = [h for h in helped if h.start < held.end and held.start < h.end]
        return len(overlapping) < OFFERS[held.service].assistants

    @precondition(lambda self: self.names(held=False))
    @precondition(lambda self: self.names(held=True))
    @rule(data=st.data())
    def an_appointment_is_moved(self, data: st.DataObject) -> None:
        name, to = self.some(data, held=False), self.some(data, held=True)
        held, row, has = self.live(to), self.state.appointments.get(name), self.has.get(name)
        done = self.do(m.Move(name, to, self.has[to].holder))
        allowed = (
            row is not None
            and has is not None
            and row.state == "booked"
            and held is not None
            and held.service == row.service
            and (not row.assistant or self.assistant_free(held, name))
        )
        assert isinstance(done, Refused) != allowed, done
        if allowed and held is not None and has is not None:
            del self.has[to]
            self.has[name] = dataclasses.replace(has, start=held.start, end=held.end)

    @precondition(lambda self: self.names(held=False))
    @rule(data=st.data())
    def an_appointment_is_cancelled(self, data: st.DataObject) -> None:
        name = self.some(data, held=False)
        row = self.state.appointments.get(name)
        assert isinstance(self.do(m.Cancel(name)), Refused) != (row is not None and row.state == "booked")
        if row is not None and row.state == "booked":
            del self.has[name]

    @precondition(lambda self: not self.closed)
    @rule(day=st.sampled_from(DAYS))
    def a_day_is_closed(self, day: str) -> None:
        self.closed[self.fresh()] = day
        there = dt.date.fromisoformat(day)
        assert not isinstance(self.do(m.CloseDays(f"{self.count}", Closure(there, there))), Refused)

    @precondition(lambda self: self.closed)
    @rule(data=st.data())
    def a_day_is_opened_again(self, data: st.DataObject) -> None:
        closure = data.draw(st.sampled_from(sorted(self.closed)))
        assert isinstance(self.do(m.OpenDays(closure)), Refused) != (closure in self.closed)
        self.closed.pop(closure, None)

    @precondition(lambda self: self.now > berlin("2027-03-27 09:00"))
    @rule()
    def the_broom_goes_round(self) -> None:
        assert not isinstance(self.do(m.Sweep()), Refused)
        gone = {row.id for row in self.state.appointments.values() if row.state == "missed"}
        for name in [n for n, h in self.has.items() if h.until == math.inf]:
            if name in gone or name not in self.state.appointments:
                assert self.has[name].start + 1800 < self.now
                del self.has[name]

    @invariant()
    def no_place_is_given_to_more_than_there_are(self) -> None:
        for service, offer in OFFERS.items():
            has = [h for h in self.has.values() if h.service == service and self.now < h.until]
            assert all(sum(o.start <= h.start < o.end for o in has) <= offer.places for h in has)
            helped = [h for h in has if h.assistant]
            assert all(sum(o.start <= h.start < o.end for o in helped) <= offer.assistants for h in helped)

    @invariant()
    def everything_lies_within_opening_hours(self) -> None:
        for has in self.has.values():
            for moment in (has.start, has.end - 1):
                wall = dt.datetime.fromtimestamp(moment, BERLIN)
                spans = OPEN[has.service, wall.weekday()]
                assert any(opens <= wall.hour * 60 + wall.minute < closes for opens, closes in spans)

    @invariant()
    def the_book_says_what_the_model_says(self) -> None:
        booked = {name: (h.service, h.start, h.end) for name, h in self.has.items() if h.until == math.inf}
        rows = [row for row in self.state.appointments.values() if row.state == "booked"]
        assert {row.id: (row.service, row.start, row.end) for row in rows} == booked
        holds = {name for name, h in self.has.items() if self.now < h.until < math.inf}
        assert {hold.id for hold in self.state.holds.values() if hold.until > self.now} == holds

    @invariant()
    def free_is_what_the_model_leaves(self) -> None:
        for day in DAYS:
            for service, offer in OFFERS.items():
                has = [h for h in self.has.values() if h.service == service and self.now < h.until]
                left = [
                    (start, end)
                    for start, end in grid(offer, dt.date.fromisoformat(day), BERLIN)
                    if start >= self.now
                    and day not in self.closed.values()
                    and len([h for h in has if h.start < end and start < h.end]) < offer.places
                ]
                assert list(free(self.state, offer, day, self.now).slots) == left


Bookings.TestCase.settings = settings(max_examples=1_000 if is_full() else 60, stateful_step_count=40, deadline=None)
test_any_sequence_of_commands = Bookings.TestCase
