"""The life of a terminal: who is shown, when a session ends, and when the next may begin."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from kiosk.channel import (
    Activity,
    Beat,
    Begun,
    End,
    Fault,
    Faulted,
    Headphones,
    Mode,
    MoreTime,
    Over,
    Setup,
    Show,
    Site,
    StaffGesture,
    Unlock,
    Warn,
    WarnOver,
)
from kiosk.supervisor import terminal as module
from kiosk.supervisor.proof import Proof
from kiosk.supervisor.slot import Phase
from tests.fakes.world import World, live

SETUP = Setup("Office", "", ("de",), (), "2026-01-05", 0.277, 600)


def test_one_is_shown_and_one_is_warm_under_two_different_uids(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await world.ready()
        assert world.shown() == [("s0", Mode.WELCOME)]
        assert world.made[0].got(Unlock)
        assert not world.made[1].got(Show)
        assert {session.uid for session in world.made} == {1, 2}

    live(tmp_path, story)


def test_end_shows_the_spare_first_and_unlocks_it_only_after_the_proof(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await world.ready()
        first, spare = world.made
        first.say(Begun())
        assert world.terminal.phase is Phase.SESSION
        first.say(End())
        await world.settle(lambda: spare.got(Unlock))
        assert first.ended
        assert world.shown()[1] == ("s1", Mode.WELCOME)
        assert world.records.check().records == 1, "the proof is recorded before the next may begin"
        await world.ready()
        assert world.made[2].uid == first.uid
        assert world.terminal.sessions == 1
        assert len(world.terminal.timings.painted_ms) == 1

    live(tmp_path, story)


def test_ending_twice_at_once_is_one_end(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await world.ready()
        world.made[0].say(End())
        world.made[0].say(End())
        world.terminal.end("again")
        await world.ready()
        assert world.records.check().records == 1

    live(tmp_path, story)


def test_without_a_spare_the_old_one_is_gone_before_a_new_one_is_shown(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await world.settle(lambda: world.terminal.phase is Phase.WELCOME)
        world.terminal.end("visitor")
        await world.ready()
        assert world.made[0].ended

    live(tmp_path, story)


def test_quiet_warns_and_then_ends_and_continue_goes_on(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await world.ready()
        first = world.made[0]
        first.say(Begun())
        for _ in range(30):
            world.clock.now += 4
            first.say(Beat())
            world.made[1].say(Beat())
        await world.settle(lambda: first.got(Warn))
        first.say(MoreTime(slower=True))
        assert first.got(WarnOver)
        first.say(Activity(present=True))
        for _ in range(200):
            world.clock.now += 4
            first.say(Beat())
            world.made[1].say(Beat())
        await asyncio.sleep(0.25)
        assert len(first.got(Warn)) == 1, "somebody who is spoken to is present"
        first.say(Activity())
        for _ in range(120):
            world.clock.now += 4
            first.say(Beat())
            world.made[1].say(Beat())
            await asyncio.sleep(0)
        await world.settle(lambda: len(first.got(Warn)) == 2)
        for _ in range(25):
            world.clock.now += 4
            first.say(Beat())
            world.made[1].say(Beat())
        await world.settle(lambda: first.ended)

    live(tmp_path, story)


def test_welcome_alone_never_ends_by_itself(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await world.ready()
        for _ in range(500):
            world.clock.now += 4
            for session in world.made:
                session.say(Beat())
        await asyncio.sleep(0.25)
        assert world.records.check().records == 0

    live(tmp_path, story)


@pytest.mark.parametrize("which", [0, 1])
def test_a_silent_process_is_ended_and_replaced(tmp_path: Path, which: int) -> None:
    async def story(world: World) -> None:
        await world.ready()
        world.clock.now += 5.5
        world.made[1 - which].say(Beat())
        await world.settle(lambda: world.made[which].ended and len(world.made) == 3)
        await world.ready()

    live(tmp_path, story)


def test_a_fault_of_the_visible_one_ends_its_session(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await world.ready()
        world.made[0].say(Faulted(Fault.FLOOD))
        world.made[0].say(Faulted(Fault.GONE))
        await world.ready()
        assert world.shown()[-1] == ("s1", Mode.WELCOME)
        assert (tmp_path / "wipe.jsonl").read_text().count("flood") == 1

    live(tmp_path, story)


def test_the_next_one_failing_while_the_last_is_wiped_is_ended_too(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await world.ready()
        first, spare = world.made
        first.say(End())
        await world.settle(lambda: spare.got(Show))
        spare.say(Faulted(Fault.MALFORMED))
        await world.settle(lambda: spare.ended)
        await world.ready()

    live(tmp_path, story)


def test_the_first_one_failing_before_it_is_unlocked_is_ended_too(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await world.settle(lambda: world.made and world.made[0].got(Show))
        world.made[0].say(Faulted(Fault.MALFORMED))
        await world.settle(lambda: world.made[0].ended)
        await world.ready()

    live(tmp_path, story)


def test_a_proof_that_fails_puts_the_terminal_out_of_order_until_a_restart(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await world.ready()
        world.made[0].proof = Proof(killed=True, survivors=1)
        world.made[0].say(End())
        await world.settle(lambda: world.terminal.phase is Phase.OUT_OF_ORDER)
        spare = world.made[1]
        assert world.shown()[-1] == ("s1", Mode.OUT_OF_ORDER)
        assert not spare.got(Unlock), "nobody may begin"
        assert world.terminal.failures == 1
        await world.settle(lambda: world.terminal.spare_ready)
        world.terminal.command("restart")
        await world.ready()
        assert world.terminal.out_of_order is None
        assert world.made[2].ended, "a restart throws away everything that was started before it"

    live(tmp_path, story)


def test_a_spare_whose_end_is_not_proven_puts_the_terminal_out_of_order(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await world.ready()
        world.made[1].proof = Proof(killed=False)
        world.made[1].say(Faulted(Fault.GONE))
        await world.settle(lambda: world.terminal.out_of_order == "proof")

    live(tmp_path, story)


def test_a_record_that_cannot_be_written_counts_as_not_proven(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await world.ready()
        (tmp_path / "wipe.jsonl").mkdir()
        world.made[0].say(End())
        await world.settle(lambda: world.terminal.out_of_order == "proof")

    live(tmp_path, story)


def test_processes_that_never_start_end_in_out_of_order_not_in_a_storm(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await world.settle(lambda: world.terminal.out_of_order == "crashes")
        await asyncio.sleep(0.3)
        assert len(world.made) <= module.CRASHES + 1

    live(tmp_path, story, starts=False)


def test_a_spare_that_does_not_get_warm_is_thrown_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "READY_SECONDS", 0.05)

    async def story(world: World) -> None:
        world.traits["warms"] = True
        await world.ready()

    live(tmp_path, story, warms=False)


def test_a_window_that_does_not_paint_does_not_save_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PAINT_SECONDS", 0.05)

    async def story(world: World) -> None:
        await world.ready()
        world.made[1].paints = False
        world.made[0].say(End())
        await world.settle(lambda: world.made[0].ended)

    live(tmp_path, story)


def test_what_the_office_says_reaches_all_and_those_started_later(tmp_path: Path) -> None:
    site = Site("16:00", hub=True, today="2026-01-05")

    async def story(world: World) -> None:
        await world.ready()
        world.terminal.site_changed(site)
        assert all(session.got(Site) == [site] for session in world.made)
        world.made[0].say(End())
        await world.ready()
        assert world.made[2].got(Site) == [site]

    live(tmp_path, story)


def test_headphones_that_are_simulated_reach_all_and_those_started_later(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await world.ready()
        world.terminal.headphones(plugged=True)
        assert all(session.got(Headphones) == [Headphones(plugged=True)] for session in world.made)
        world.made[0].say(End())
        await world.ready()
        assert world.made[2].got(Headphones) == [Headphones(plugged=True)]

    live(tmp_path, story)


def test_whoever_is_ended_is_mute_and_deaf_before_the_next_is_shown(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await world.ready()
        first, spare = world.made
        spare.paints = False
        first.say(End())
        await world.settle(lambda: spare.got(Show))
        assert first.got(Over)
        assert not first.ended, "it still lives while the next covers it"
        await world.settle(lambda: spare.got(Unlock))

    live(tmp_path, story)


def test_a_spare_has_nothing_to_say(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await world.ready()
        for message in (Begun(), End(), StaffGesture(), MoreTime(), Activity()):
            world.made[1].say(message)
        await asyncio.sleep(0.15)
        assert world.terminal.phase is Phase.WELCOME
        assert not world.made[0].ended
        world.made[0].say(MoreTime())
        world.made[0].say(Activity())
        assert not world.made[0].got(WarnOver), "there is no session to give time to"

    live(tmp_path, story)
