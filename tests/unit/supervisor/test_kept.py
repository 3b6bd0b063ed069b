"""What outlasts a restart of the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.supervisor.kept import Kept
from kiosk.supervisor.slot import Phase
from tests.fakes.world import World, live


@pytest.mark.parametrize(("text", "volume"), [("30\n", 30), ("900", 100), ("-4", 0), ("loud", 55), ("", 55)])
def test_a_volume_is_always_one(tmp_path: Path, text: str, volume: int) -> None:
    (tmp_path / "volume").write_text(text)
    assert Kept(tmp_path).volume(55) == volume


def test_what_is_kept_is_there_after_a_restart(tmp_path: Path) -> None:
    assert not Kept(tmp_path).closed
    assert Kept(tmp_path).volume(55) == 55
    Kept(tmp_path).keep_volume(20)
    Kept(tmp_path).keep_closed(closed=True)
    assert Kept(tmp_path).volume(55) == 20
    assert Kept(tmp_path).closed
    Kept(tmp_path).keep_closed(closed=False)
    Kept(tmp_path).keep_closed(closed=False)
    assert not Kept(tmp_path).closed


def test_a_disk_that_takes_nothing_brings_nothing_down(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    kept = Kept(tmp_path / "absent")
    kept.keep_volume(20)
    kept.keep_closed(closed=True)
    (tmp_path / "out-of-order").mkdir()
    Kept(tmp_path).keep_closed(closed=False)
    assert len(caplog.records) == 3


def test_a_terminal_that_staff_closed_is_closed_after_the_night(tmp_path: Path) -> None:
    """A plug with a timer must not open what was closed because of, say, broken glass."""

    async def close(world: World) -> None:
        await world.ready()
        world.terminal.command("out-of-order")
        await world.settle(lambda: world.terminal.phase is Phase.OUT_OF_ORDER)
        assert world.kept.closed

    async def stays(world: World) -> None:
        await world.settle(lambda: world.terminal.phase is Phase.OUT_OF_ORDER and world.terminal.spare_ready)
        assert world.terminal.out_of_order == "staff"
        world.terminal.command("back-in-order")
        await world.ready()
        assert not world.kept.closed

    live(tmp_path, close)
    live(tmp_path, stays)
