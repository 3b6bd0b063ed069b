"""Commands become durable facts: once each, shared commits, days, clocks, other processes, failures."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

import msgspec
import pytest

from telemed import api
from telemed.hub import desk as desk_module
from telemed.hub import messages as m
from telemed.hub.clock import Calendar
from telemed.hub.desk import Desk, Outcome
from telemed.hub.errors import HubError, Reason
from telemed.hub.messages import Refused
from telemed.hub.office import Office
from telemed.hub.queue import QueueBook, Rules
from telemed.hub.site import Counter, Hours, Room, SiteConfig
from tests.fakes.hub_clock import SetClock, berlin
from tests.fakes.memory_journal import Log, MemoryJournal

SITE = SiteConfig(
    "Lobeda",
    "03641",
    (Counter("office", {"de": "Büro"}), Counter("advice", {"de": "Beratung"})),
    (Room("A", ("office", "advice")), Room("B", ("office",)), Room("C", ("advice",), cleaning=True)),
    hours=Hours(monday=("09:00-12:00",)),
)
MONDAY = "2026-11-23 10:00"


class Bench:
    """An office on a journal in memory and a clock that is set."""

    def __init__(self, clock: SetClock, log: Log, executor: ThreadPoolExecutor) -> None:
        self.clock = clock
        self.journal = MemoryJournal(log)
        self.changes = 0
        calendar = Calendar(clock)
        self.desk = Desk(self.journal, calendar, QueueBook(Rules(cleaning=frozenset({"C"}))), executor, self._changed)
        self.office = Office(SITE, self.desk, calendar, b"s" * 32)

    def _changed(self) -> None:
        self.changes += 1


@asynccontextmanager
async def bench(at: str = MONDAY, log: Log | None = None, clock: SetClock | None = None) -> AsyncIterator[Bench]:
    with ThreadPoolExecutor(1) as executor:
        made = Bench(clock or SetClock(berlin(at)), log or Log(), executor)
        await made.desk.start()
        try:
            yield made
        finally:
            await made.desk.stop()


def run(test: Callable[[], Awaitable[None]]) -> None:
    async def limited() -> None:
        await asyncio.wait_for(test(), 20)

    asyncio.run(limited())


def ticket(outcome: Outcome) -> api.Ticket:
    assert isinstance(outcome, bytes), outcome
    return msgspec.json.decode(outcome, type=api.Ticket)


def turn(outcome: Outcome) -> api.Turn:
    assert isinstance(outcome, bytes), outcome
    return msgspec.json.decode(outcome, type=api.Turn)


async def until(condition: Callable[[], bool]) -> None:
    while not condition():  # noqa: ASYNC110 (the condition is what the test is about)
        await asyncio.sleep(0.001)


def test_a_repeated_key_gives_the_first_answer_and_no_second_number() -> None:
    async def test() -> None:
        async with bench() as b:
            first = await b.office.take("t1", "k", "office")
            assert await b.office.take("t1", "k", "office") == first
            assert ticket(await b.office.take("t2", "k", "office")).number == 2
            assert len(b.office.state.people) == 2

    run(test)


def test_a_double_tap_that_shares_a_commit_takes_one_number() -> None:
    async def test() -> None:
        async with bench() as b:
            answers = await asyncio.gather(*(b.office.take("t1", "k", "office") for _ in range(5)))
            assert len(set(answers)) == 1
            assert len(b.office.state.people) == 1

    run(test)


def test_a_key_for_something_else_is_refused() -> None:
    async def test() -> None:
        async with bench() as b:
            await b.office.take("t1", "k", "office")
            reused = await b.office.take("t1", "k", "advice")
            assert isinstance(reused, Refused)
            assert reused.reason == "key-reused"

    run(test)


def test_many_commands_at_once_share_commits_and_all_are_answered() -> None:
    async def test() -> None:
        async with bench() as b:
            answers = await asyncio.gather(*(b.office.take("t", f"k{i}", "office") for i in range(200)))
            assert sorted(ticket(a).number for a in answers) == list(range(1, 201))
            assert b.changes < 20

    run(test)


def test_two_tabs_that_press_next_at_once_call_one_person() -> None:
    async def test() -> None:
        async with bench() as b:
            for i in range(3):
                await b.office.take("t", f"k{i}", "office")
            one, two = await asyncio.gather(*(b.office.call_next("anna", f"n{i}", "A", None) for i in range(2)))
            assert turn(one).number == 1
            assert isinstance(two, Refused)
            assert two.reason == "conflict"

    run(test)


def test_what_was_answered_is_there_after_a_restart() -> None:
    async def test() -> None:
        log = Log()
        async with bench(log=log) as b:
            first = await b.office.take("t", "k", "office")
            await b.office.call_next("anna", "n", "A", None)
            before = b.office.state
        async with bench(log=log) as b:
            assert b.office.state == before
            assert await b.office.take("t", "k", "office") == first

    run(test)


def test_another_process_on_the_journal_gives_no_number_twice_and_is_noticed() -> None:
    async def test() -> None:
        log = Log()
        async with bench(log=log) as one, bench(log=log) as other:
            first, second = (
                ticket(await one.office.take("t", "k1", "office")),
                await other.office.take("t", "k2", "office"),
            )
            assert (first.number, ticket(second).number) == (1, 2)
            await until(lambda: one.desk.view.version == 2)
            assert one.office.state == other.office.state

    run(test)


def test_a_new_day_begins_at_one_while_the_hub_runs_and_keeps_the_keys() -> None:
    async def test() -> None:
        async with bench("2026-11-23 10:00") as b:
            last = await b.office.take("t", "k", "office")
            b.clock.pass_(24 * 3600)
            assert b.office.state.people == {}
            b.desk.tick()
            await until(lambda: b.desk.view.day.day == 24)
            closed = await b.office.take("t", "fresh", "office")
            assert isinstance(closed, Refused)
            assert closed.reason == "closed"
            assert await b.office.take("t", "k", "office") == last
            b.clock.pass_(6 * 24 * 3600)
            assert ticket(await b.office.take("t", "k2", "office")).number == 1

    run(test)


def test_yesterdays_number_cannot_be_called_after_midnight() -> None:
    async def test() -> None:
        async with bench() as b:
            await b.office.take("t", "k", "office")
            b.clock.pass_(24 * 3600)
            nobody = await b.office.call_next("anna", "n", "A", None)
            assert isinstance(nobody, Refused)
            assert nobody.reason == "nobody-waiting"

    run(test)


def test_a_clock_that_jumps_to_another_day_is_named_and_nothing_is_lost_when_it_is_put_right() -> None:
    async def test() -> None:
        async with bench() as b:
            await b.office.take("t", "k", "office")
            b.clock.jump(3 * 24 * 3600)
            with pytest.raises(HubError) as caught:
                await b.office.take("t", "k2", "office")
            assert caught.value.reason is Reason.CLOCK
            assert "26.11.2026" in caught.value.detail
            b.desk.tick()
            b.clock.jump(-3 * 24 * 3600)
            assert ticket(await b.office.take("t", "k3", "office")).number == 2

    run(test)


def test_a_jump_within_the_day_stops_nobody() -> None:
    async def test() -> None:
        async with bench() as b:
            await b.office.take("t", "k", "office")
            b.clock.jump(-3600)
            assert turn(await b.office.call_next("anna", "n", "A", None)).number == 1
            assert b.office.state.people[1].waiting_seconds == 0

    run(test)


def test_what_cannot_be_written_is_not_answered_and_works_again_later() -> None:
    async def test() -> None:
        async with bench() as b:
            b.journal.failing = HubError(Reason.DISK_FULL, "Der Speicherplatz ist voll.")
            with pytest.raises(HubError, match="voll"):
                await b.office.take("t", "k", "office")
            assert b.office.state.people == {}
            assert ticket(await b.office.take("t", "k", "office")).number == 1

    run(test)


def test_a_conflict_of_an_engine_without_locks_is_decided_again() -> None:
    async def test() -> None:
        async with bench() as b:
            b.journal.failing = HubError(Reason.CONFLICT, "")
            assert ticket(await b.office.take("t", "k", "office")).number == 1

    run(test)


def test_more_than_the_hub_can_take_is_refused_at_once() -> None:
    async def test() -> None:
        async with bench() as b:
            tasks = [
                asyncio.create_task(b.office.take("t", f"k{i}", "office")) for i in range(desk_module.PENDING + 10)
            ]
            answers = await asyncio.gather(*tasks)
            refused = {a.reason for a in answers if isinstance(a, Refused)}
            assert refused == {"too-many", "no-number-free"}
            assert sum(isinstance(a, bytes) for a in answers) == 999

    run(test)


def test_a_caller_who_goes_away_disturbs_nobody() -> None:
    async def test() -> None:
        async with bench() as b:
            gone = asyncio.create_task(b.office.take("t", "k1", "office"))
            await asyncio.sleep(0)
            stays = asyncio.create_task(b.office.take("t", "k2", "office"))
            await asyncio.sleep(0)
            gone.cancel()
            assert ticket(await stays).number == 2

    run(test)


def test_help_reaches_staff_and_its_answer_the_terminal() -> None:
    async def test() -> None:
        async with bench() as b:
            made = await b.office.call_help("t1", "k")
            assert isinstance(made, bytes)
            call = msgspec.json.decode(made, type=api.Help)
            again = await b.office.call_help("t1", "k2")
            assert isinstance(again, bytes)
            assert msgspec.json.decode(again, type=api.Help).id == call.id
            await b.office.acknowledge(call.id, 3)
            found = b.office.help(call.id)
            assert found is not None
            assert (found.state, found.minutes) == ("acknowledged", 3)
            await b.office.help_done(call.id)
            withdrawn = await b.office.withdraw_help("t1", call.id)
            assert isinstance(withdrawn, bytes)
            assert msgspec.json.decode(withdrawn, type=api.Help).state == "done"
            assert isinstance(await b.office.withdraw_help("t2", call.id), Refused)

    run(test)


def test_who_helps_is_shown_until_the_time_is_over() -> None:
    async def test() -> None:
        async with bench() as b:
            assert isinstance(await b.office.helper("10:30"), bytes)
            assert b.office.site_view().helper_until == "10:30"
            b.clock.pass_(31 * 60)
            assert b.office.site_view().helper_until is None
            for wrong in ("10:30", "25:00", "1030", "\u0660\u0669:00"):
                assert isinstance(await b.office.helper(wrong), Refused)
            assert isinstance(await b.office.helper(None), bytes)

    run(test)


def test_unknown_services_rooms_numbers_and_codes_are_refused() -> None:
    async def test() -> None:
        async with bench() as b:
            given = ticket(await b.office.take("t", "k", "office"))
            outcomes = [
                await b.office.take("t", "x1", "nope"),
                await b.office.call_next("a", "x2", "nope", None),
                await b.office.in_room("a", "x3", "done", "nope", 1),
                await b.office.delay("nope", 5),
                await b.office.leave("t", "x4", 1, "wrong"),
                await b.office.leave("t", "x5", 1, "ünï"),
                await b.office.leave("t", "x6", 77, given.code),
            ]
            assert {o.reason for o in outcomes if isinstance(o, Refused)} == {"not-found"}
            assert all(isinstance(o, Refused) for o in outcomes)
            assert isinstance(await b.office.leave("t", "x7", 1, given.code), bytes)
            assert isinstance(await b.office.put_back("a", "x8", 1), bytes)
            assert isinstance(await b.office.gone("a", "x9", 1), bytes)

    run(test)


def test_a_room_is_cleaned_before_anybody_is_called_into_it() -> None:
    async def test() -> None:
        async with bench() as b:
            await b.office.take("t", "k", "advice")
            dirty = await b.office.call_next("anna", "n1", "C", None)
            assert isinstance(dirty, Refused)
            cleaned = await b.office.room_clean("anna", "c", "C")
            assert isinstance(cleaned, bytes)
            assert msgspec.json.decode(cleaned, type=api.RoomStatus) == api.RoomStatus("C", "clean")
            assert turn(await b.office.call_next("anna", "n2", "C", None)).number == 1
            assert turn(await b.office.in_room("anna", "m", "measuring", "C", 1)).state == "measuring"
            assert isinstance(await b.office.room_clean("anna", "x", "nope"), Refused)

    run(test)


def test_a_person_is_passed_on_where_it_is_clear_what_for() -> None:
    async def test() -> None:
        async with bench() as b:
            await b.office.take("t", "k", "office")
            for wrong in (("A", None, None), (None, None, "nope"), ("nope", None, "A"), (None, "advice", "B")):
                assert isinstance(await b.office.transfer("anna", "w", 1, *wrong), Refused)
            assert isinstance(await b.office.transfer("anna", "x1", 1, None, None, "B"), bytes)
            assert b.office.state.people[1].service == "office"
            assert isinstance(await b.office.transfer("anna", "x2", 1, None, None, "C"), bytes)
            assert b.office.state.people[1].service == "advice"
            assert isinstance(await b.office.transfer("anna", "x2", 1, None, None, "C"), bytes)
            assert isinstance(await b.office.transfer("anna", "x3", 9, None, None, "A"), Refused)
            found = b.office.why("C")
            assert found is not None
            assert (found.number, found.only, found.dirty) == (1, True, True)
            assert b.office.why("nope") is None

    run(test)


def test_open_numbers_expire_long_after_closing_and_when_the_next_day_begins() -> None:
    async def test() -> None:
        log = Log()
        async with bench(log=log) as b:
            await b.office.take("t", "k", "office")
            await b.office.end_day()
            assert b.office.state.waiting == (1,)
            b.clock.pass_(5 * 3600)
            await b.office.end_day()
            assert b.office.state.people[1].state == "expired"
            assert isinstance(await b.office.put_back("anna", "b", 1), bytes)
            b.clock.pass_(9 * 3600)
            b.desk.tick()
            await until(lambda: b.desk.view.day.day == 24)
        (last,) = QueueBook().decode(log.streams["queue/2026-11-23"][-1].payload)
        assert isinstance(last, m.NumberExpired)

    run(test)


def test_an_appointment_and_a_priority_come_with_the_number() -> None:
    async def test() -> None:
        async with bench() as b:
            await b.office.take("t", "k1", "office")
            due = b.clock.now()
            first = await b.office.take("t", "appointment:7", "office", due=due, appointment="7")
            assert ticket(first).ahead == 0
            assert await b.office.take("t", "appointment:7", "office", due=due, appointment="7") == first
            other = await b.office.take("u", "k2", "office", due=due, appointment="7")
            assert isinstance(other, Refused)
            assert ticket(await b.office.take("staff/anna", "k3", "office", priority="safety")).ahead == 0
            assert b.office.state.people[3].priority == "safety"

    run(test)
