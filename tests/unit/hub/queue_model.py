"""The queue said once more, as simply as possible: plain lists, one person after the other, no events.

It knows nothing of how the real queue stores or sorts; `test_queue_model.py` drives both and compares.
"""

from __future__ import annotations

from dataclasses import dataclass, field

SERVES = {"A": {"office", "advice"}, "B": {"office"}, "C": {"advice"}}
CLEANED = {"C"}
HIGHEST, FREE, RECALL, CALLS, IN_A_ROW = 12, 30.0, 5.0, 3, 2


@dataclass(eq=False)
class Someone:
    """A person with a number."""

    number: int
    service: str
    came: float
    arrival: int
    due: float | None
    priority: str | None
    where: str = "line"
    room: str = ""
    since: float = 0.0
    calls: int = 0
    called_at: float = 0.0
    interrupted: bool = False
    returned: bool = False
    behind: tuple[Someone, int] | None = None
    visits: int = 1
    only: str | None = None


@dataclass
class Model:
    """An office on a day. Every method says whether the thing was possible, and does it if so."""

    now: float = 0.0
    everybody: dict[int, Someone] = field(default_factory=dict)
    line: list[Someone] = field(default_factory=list)
    rooms: dict[str, Someone] = field(default_factory=dict)
    dirty: set[str] = field(default_factory=lambda: set(CLEANED))
    skipped: dict[str, int] = field(default_factory=dict)
    arrivals: int = 0

    # ---- who is next ---------------------------------------------------------------------------------------------

    def next_for(self, room: str | None) -> Someone | None:
        """Say who is next for a room, or for all of them together."""
        mine = [
            p for p in self.line if room is None or (p.service in SERVES[room] and (p.only is None or p.only == room))
        ]
        free = [p for p in mine if not self.waits_behind_another(p, mine)]
        by_arrival = sorted(free, key=lambda p: p.arrival)
        plain = [p for p in by_arrival if not p.interrupted and not p.returned and p.priority is None]
        without = [p for p in plain if p.due is None]
        owed = [p for p in without if self.skipped.get(p.service, 0) >= IN_A_ROW]
        agreed = sorted((p for p in plain if p.due is not None), key=lambda p: (max(p.due or 0.0, p.came), p.arrival))
        due = [p for p in agreed if p.due is not None and p.due <= self.now]
        groups = (
            [p for p in free if p.interrupted],
            [p for p in free if p.returned],
            [p for p in by_arrival if p.priority is not None],
            owed if due else [],
            due,
            without,
            agreed,
        )
        return next((group[0] for group in groups if group), None)

    def waits_behind_another(self, p: Someone, mine: list[Someone]) -> bool:
        return p.behind is not None and p.behind[0] in mine and p.behind[0].visits == p.behind[1]

    # ---- the line ------------------------------------------------------------------------------------------------

    def take(self, service: str, due: float | None, priority: str | None) -> int | None:
        number = len(self.everybody) + 1
        if number > HIGHEST:
            free = [n for n, p in self.everybody.items() if p.where == "over" and p.since <= self.now - FREE]
            if not free:
                return None
            number = min(free)
        if due is None and not any(p.service == service and p.due is None for p in self.line):
            self.skipped[service] = 0
        self.arrivals += 1
        came = Someone(number, service, self.now, self.arrivals, due, priority, since=self.now)
        self.everybody[number] = came
        self.line.append(came)
        return number

    def joins(self, p: Someone, position: int) -> None:
        p.where, p.calls, p.visits, p.since = "line", 0, p.visits + 1, self.now
        self.line.insert(position, p)

    def put_back(self, number: int) -> bool:
        p = self.everybody.get(number)
        if p is None or p.where not in {"missed", "parked", "over"}:
            return False
        p.returned, p.behind, position = True, None, 0
        first = self.next_for(None)
        if first is not None and not self.is_early(first):
            p.behind = (first, first.visits)
            position = self.line.index(first) + 1
            while position < len(self.line) and self.line[position].returned:
                position += 1
        self.joins(p, position)
        return True

    def is_early(self, p: Someone) -> bool:
        later = p.due is not None and p.due > self.now
        return later and p.priority is None and not p.returned and not p.interrupted

    def leave(self, number: int) -> bool:
        p = self.everybody.get(number)
        if p is None or p.where not in {"line", "missed", "parked"}:
            return False
        self.out_of_line(p)
        p.where, p.since = "over", self.now
        return True

    def prioritise(self, number: int, reason: str | None) -> bool:
        p = self.everybody.get(number)
        if p is None or p.where not in {"line", "missed", "parked"}:
            return False
        p.priority = reason
        return True

    def transfer(self, number: int, service: str, room: str | None, to: str | None) -> bool:
        p = self.everybody.get(number)
        if p is None:
            return False
        if room is not None:
            if self.rooms.get(room) is not p:
                return False
            self.out_of_room(p)
        elif p.where not in {"line", "missed", "parked"}:
            return False
        same = p.where == "line" and not p.interrupted and (p.service, p.only) == (service, to)
        if room is None and same:
            return False
        self.out_of_line(p)
        p.service, p.only, p.returned, p.behind, p.interrupted = service, to, False, None, False
        self.joins(p, len(self.line))
        return True

    def out_of_line(self, p: Someone) -> None:
        if p in self.line:
            self.line.remove(p)

    # ---- rooms ---------------------------------------------------------------------------------------------------

    def call_next(self, room: str, finishes: int | None) -> Someone | None:
        """Give who was called, or None for nobody."""
        there = self.rooms.get(room)
        if there is None:
            if finishes is not None or room in self.dirty:
                return None
        elif there.number != finishes or there.where != "serving" or room in CLEANED:
            return None
        else:
            self.finish(room, there.number)
        called = self.next_for(room)
        if called is not None:
            self.count(called, room)
            self.call(called, room)
        return called

    def count(self, called: Someone, room: str) -> None:
        """Note who was passed by an appointment, and that those without one had their turn."""
        if called.interrupted or called.returned or called.priority is not None:
            return
        if called.due is None:
            for service in SERVES[room]:
                self.skipped[service] = 0
        elif called.due <= self.now:
            others = [p for p in self.line if p.service in SERVES[room] and (p.only is None or p.only == room)]
            mine = list(others)
            waiting = {
                p.service
                for p in others
                if p.due is None
                and not p.interrupted
                and not p.returned
                and p.priority is None
                and not self.waits_behind_another(p, mine)
            }
            for service in waiting:
                self.skipped[service] = self.skipped.get(service, 0) + 1

    def call(self, p: Someone, room: str) -> None:
        self.out_of_line(p)
        p.calls = p.calls + 1 if p.where == "called" else 1
        p.where, p.room, p.called_at, p.since = "called", room, self.now, self.now
        p.interrupted, p.returned, p.behind = False, False, None
        self.rooms[room] = p

    def recall(self, room: str, number: int) -> bool:
        p = self.there(room, number)
        if p is None or p.where != "called" or 0 <= self.now - p.called_at < RECALL:
            return False
        if p.calls >= CALLS:
            return self.goes(room, number, "missed")
        self.call(p, room)
        return True

    def serve(self, room: str, number: int) -> bool:
        p = self.there(room, number)
        if p is None or p.where != "called":
            return False
        p.where = "serving"
        return True

    def stage(self, room: str, number: int, stage: str) -> bool:
        p = self.there(room, number)
        if p is None or p.where == stage:
            return False
        p.where = stage
        return True

    def finish(self, room: str, number: int) -> bool:
        return self.goes(room, number, "over")

    def interrupt(self, room: str, number: int) -> bool:
        p = self.there(room, number)
        if p is None or p.where == "called":
            return False
        self.out_of_room(p)
        p.interrupted = True
        self.joins(p, len(self.line))
        return True

    def goes(self, room: str, number: int, where: str) -> bool:
        p = self.there(room, number)
        if p is None:
            return False
        self.out_of_room(p)
        p.where, p.since = where, self.now
        return True

    def out_of_room(self, p: Someone) -> None:
        del self.rooms[p.room]
        if p.where != "called" and p.room in CLEANED:
            self.dirty.add(p.room)

    def there(self, room: str, number: int) -> Someone | None:
        p = self.rooms.get(room)
        return p if p is not None and p.number == number else None

    def resume(self, room: str, number: int) -> bool:
        p = self.everybody.get(number)
        if p is None or not (p.where == "parked" or p.interrupted) or room in self.rooms or room in self.dirty:
            return False
        self.call(p, room)
        return True

    def end_day(self) -> None:
        for p in self.everybody.values():
            if p.where != "over":
                if self.rooms.get(p.room) is p:
                    self.out_of_room(p)
                self.out_of_line(p)
                p.where, p.since, p.interrupted = "over", self.now, False
