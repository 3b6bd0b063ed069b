"""Time: the warning comes 20 s before the end, and one touch takes it back, more than ten times."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kiosk import channel
from kiosk.config import read
from kiosk.strict_toml import ConfigError
from kiosk.supervisor.idle import Idle, Next, Times
from kiosk.visitor import notices
from tests.clauses.screen import plain

LEAST_SECONDS = 20
TIMES = 11


def written(folder: Path, times: str) -> Path:
    file = folder / "terminal.toml"
    file.write_text(f'name = "foyer"\n[times]\n{times}\n', encoding="utf-8")
    return file


@pytest.mark.clause("11.2.2.1")
@pytest.mark.parametrize("times", ["warning = 19.9", "warning = 0"])
def test_a_warning_shorter_than_twenty_seconds_is_refused(tmp_path: Path, times: str) -> None:
    with pytest.raises(ConfigError, match="warning"):
        read(written(tmp_path, times))


@pytest.mark.clause("11.2.2.1")
def test_the_shortest_settings_that_are_taken_leave_twenty_seconds_and_ten_extensions(tmp_path: Path) -> None:
    times = read(written(tmp_path, "warning = 20\nwarn_after = 5\nwarn_after_web = 5\nwarn_after_covered = 5")).times
    idle = Idle(Times(times.warn_after, times.warning), since=0.0)
    now = 0.0
    for _ in range(TIMES):
        now += times.warn_after
        assert idle.next(now) is Next.WARN
        idle = idle.warned(now)
        assert idle.next(now + LEAST_SECONDS - 0.1) is Next.NOTHING
        now += LEAST_SECONDS - 0.1
        idle = idle.more_time(now, slower=False)
    assert idle.next(now) is Next.NOTHING


@pytest.mark.clause("11.2.2.1")
def test_one_touch_takes_the_warning_back_eleven_times(terminal: Any) -> None:
    terminal.start()
    for _ in range(TIMES):
        terminal.broker.send(channel.Warn(30.0))
        assert terminal.overlay is not None
        assert any("30" in plain(words) for words in terminal.voice.said[-1]), "the seconds are said"
        terminal.give(notices.GO_ON)
        assert terminal.overlay is None
    assert len(terminal.broker.of(channel.MoreTime)) == TIMES
