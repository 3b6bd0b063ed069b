"""When a terminal is out of order, and that nothing unforeseen puts it back by mistake."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path

import pytest

from kiosk.channel import Begun, End, Fault, Faulted, Mode, Show, StaffAnswer, StaffCommand, StaffGesture, StaffLogin
from kiosk.supervisor import terminal as module
from kiosk.supervisor.proof import Proof
from kiosk.supervisor.slot import Phase
from tests.fakes.session import FakeSession
from tests.fakes.world import World, live, running


def test_an_end_that_breaks_off_counts_as_not_proven(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await world.ready()
        world.made[0].breaks = OSError("no descriptor is left")
        world.made[0].say(End())
        await world.settle(lambda: world.terminal.phase is Phase.OUT_OF_ORDER)
        assert world.terminal.out_of_order == "proof"
        assert '"failed"' in (tmp_path / "wipe.jsonl").read_text()
        assert world.shown()[-1][1] is Mode.OUT_OF_ORDER

    live(tmp_path, story)


def test_a_process_that_did_not_start_and_is_not_proven_gone_counts_too(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await world.settle(lambda: world.terminal.out_of_order == "proof")

    live(tmp_path, story, starts=False, proof=Proof(killed=False))


def test_limits_that_cannot_be_made_end_in_out_of_order_not_in_a_storm(tmp_path: Path) -> None:
    class Full(World):
        tries = 0

        def _make(self, uid: int | None) -> FakeSession:
            self.tries += 1
            raise OSError(28, f"no room for the control group of {uid}")

    world = Full(tmp_path)

    async def story() -> None:
        async with running(world):
            await world.settle(lambda: world.terminal.out_of_order == "crashes")
            await asyncio.sleep(0.3)

    asyncio.run(story())
    assert world.tries <= module.CRASHES + 1


@pytest.mark.parametrize("command", ["back-in-order", "out-of-order"])
def test_only_a_restart_ends_what_a_failed_proof_began(tmp_path: Path, command: str) -> None:
    async def story(world: World) -> None:
        world.staff.add("Petra", "482915")
        await world.ready()
        world.made[0].proof = Proof(killed=True, survivors=1)
        world.made[0].say(End())
        await world.settle(lambda: world.terminal.phase is Phase.OUT_OF_ORDER and world.terminal.spare_ready)
        world.terminal.command(command)
        await world.settle(lambda: world.made[1].ended and world.terminal.spare_ready)
        world.terminal.command("back-in-order")
        await world.settle(lambda: world.made[2].ended and world.terminal.spare_ready)
        assert world.terminal.out_of_order == "proof"
        assert world.terminal.phase is Phase.OUT_OF_ORDER
        world.made[3].say(StaffGesture())
        await world.ready()
        world.made[4].say(StaffLogin("Petra", "482915"))
        (answer,) = world.made[4].got(StaffAnswer)
        assert isinstance(answer, StaffAnswer)
        assert {"restart"} <= set(answer.commands)
        assert "back-in-order" not in answer.commands, "what does not help is not offered"
        world.made[4].say(StaffCommand("restart"))
        await world.ready()
        assert world.terminal.out_of_order is None

    live(tmp_path, story)


def test_commands_in_quick_succession_end_as_the_last_one_says(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await world.ready()
        world.made[1].paints = False  # its end takes a while
        world.terminal.command("out-of-order")
        await world.settle(lambda: world.made[1].got(Show))
        assert world.terminal.phase is Phase.ENDING
        world.terminal.command("back-in-order")
        await world.settle(lambda: world.terminal.phase is not Phase.ENDING)
        await world.ready()
        assert world.shown()[-1][1] is Mode.WELCOME

    live(tmp_path, story)


def test_out_of_order_while_it_starts_is_not_forgotten(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await world.settle(lambda: world.made and world.made[0].got(Show))
        world.traits["paints"] = True
        assert world.terminal.phase is Phase.STARTING
        world.terminal.command("out-of-order")
        await world.settle(lambda: world.terminal.phase is Phase.OUT_OF_ORDER)

    live(tmp_path, story, paints=False)


def test_a_failed_proof_beside_it_lets_a_session_finish_and_nobody_begin(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await world.ready()
        world.made[0].say(Begun())
        world.made[1].proof = Proof(killed=False)
        world.made[1].say(Faulted(Fault.GONE))
        await world.settle(lambda: world.terminal.out_of_order == "proof")
        await asyncio.sleep(0.25)
        assert not world.made[0].ended, "nobody is thrown out"
        world.made[0].say(End())
        await world.settle(lambda: world.terminal.phase is Phase.OUT_OF_ORDER)

    live(tmp_path, story)


def test_a_visitor_that_is_gone_right_after_its_end_is_no_crash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PAINT_SECONDS", 0.05)

    async def story(world: World) -> None:
        for turn in range(module.CRASHES + 1):
            await world.ready()
            active, spare = world.made[turn], world.made[turn + 1]
            spare.paints = False
            active.say(End())
            await world.settle(partial(spare.got, Show))
            active.say(Faulted(Fault.GONE))
        await world.ready()
        assert world.terminal.out_of_order is None

    live(tmp_path, story)
