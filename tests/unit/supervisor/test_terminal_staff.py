"""Staff at a terminal: a fresh process, a login, a menu that closes itself."""

from __future__ import annotations

import asyncio
from pathlib import Path

from kiosk.channel import (
    Activity,
    Beat,
    Mode,
    Setup,
    StaffAnswer,
    StaffCommand,
    StaffGesture,
    StaffLogin,
)
from kiosk.supervisor.slot import Phase
from tests.fakes.world import World, live
from tests.lockdown.entries import lockdown

SETUP = Setup("Office", "", ("de",), (), "2026-01-05", 0.277, 600)


@lockdown(
    "S-01",
    "a PIN in a visitor's process, a command before the login",
    "staff",
    "in a fresh process, after the right PIN, the same command counts",
)
def test_the_staff_gesture_wipes_first_and_asks_in_a_fresh_process(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        world.staff.add("Petra", "482915")
        await world.ready()
        world.made[0].say(StaffLogin("Petra", "482915"))
        assert not world.made[0].got(StaffAnswer), "a visitor's process is never asked for a PIN"
        world.made[0].say(StaffGesture())
        await world.ready()
        staff = world.made[1]
        assert world.shown()[-1] == ("s1", Mode.STAFF)
        staff.say(StaffCommand("out-of-order"))
        assert world.terminal.out_of_order is None, "not before the login"
        staff.say(StaffLogin("Petra", "000000"))
        staff.say(StaffLogin("Petra", "482915"))
        answers = staff.got(StaffAnswer)
        assert [isinstance(answer, StaffAnswer) and answer.ok for answer in answers] == [False, True]
        staff.say(StaffCommand("louder"))
        assert world.volume == [10]
        assert world.made[1:2][0].ended is False, "the volume is changed step by step in the open menu"
        await world.settle(lambda: world.made[2].ended and world.terminal.spare_ready)
        staff.say(StaffCommand("out-of-order"))
        await world.settle(lambda: world.terminal.phase is Phase.OUT_OF_ORDER)
        assert staff.ended
        await world.settle(lambda: world.terminal.spare_ready)
        world.terminal.command("back-in-order")
        await world.ready()

    live(tmp_path, story)


def test_whoever_came_to_the_staff_menu_by_mistake_can_close_it(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await world.ready()
        world.made[0].say(StaffGesture())
        await world.ready()
        assert world.shown()[-1] == ("s1", Mode.STAFF)
        world.made[1].say(StaffCommand("close"))
        await world.settle(lambda: world.made[1].ended)
        await world.ready()
        assert world.shown()[-1][1] is Mode.WELCOME

    live(tmp_path, story)


def test_who_types_slowly_is_not_thrown_out(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await world.ready()
        world.made[0].say(StaffGesture())
        await world.ready()
        for _ in range(30):
            world.clock.now += 4
            for session in world.made:
                session.say(Beat())
            world.made[1].say(Activity())
        await asyncio.sleep(0.25)
        assert not world.made[1].ended

    live(tmp_path, story)


@lockdown(
    "S-02",
    "the staff's menu is left open (with a clock of the test's)",
    "staff",
    "who types slowly is not thrown out",
)
def test_a_staff_menu_left_open_closes_after_a_minute(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await world.ready()
        world.made[0].say(StaffGesture())
        await world.ready()
        world.clock.now += 4
        for _ in range(16):
            for session in world.made:
                session.say(Beat())
            world.clock.now += 4
        for session in world.made:
            session.say(Beat())
        await world.settle(lambda: world.made[1].ended)
        assert world.shown()[-1][1] is Mode.WELCOME

    live(tmp_path, story)
