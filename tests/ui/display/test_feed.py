"""The display with a hub that goes away, is silent, comes back and talks nonsense: real sockets, real windows."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from telemed.api import Call, Next
from tests.fakes.cable import Cable
from tests.ui.display.conftest import Clock

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.fakes.board_hub import BoardHub
    from tests.ui.display.conftest import Start


def call(number: int, room: str = "Raum 1", *, ago: float = 0.0, repeat: int = 1) -> Call:
    return Call(number, room, time.time() - ago, repeat)


def test_pushed_call_is_painted_and_announced_once(hub: BoardHub, start: Start, qtbot: QtBot) -> None:
    shown = start(hub.url)
    qtbot.waitUntil(lambda: hub.watched == 1 and shown.feed.pushed)

    pushed = hub.push(calls=(call(14),))
    qtbot.waitUntil(lambda: pushed.version in shown.versions)
    hub.push(waiting=(Next(15),))
    qtbot.waitUntil(lambda: hub.board.version in shown.versions)

    assert shown.numbers == [14]
    assert shown.screen.canvas.picture is not None
    assert shown.screen.canvas.picture.calling
    assert shown.voice.said == [
        [
            ("Nummer 14, bitte Raum 1.", "de"),
            ("Number 14, please go to Room 1.", "en"),
            ("Номер 14, будь ласка, Кабінет 1.", "uk"),
        ]
    ]
    assert shown.voice.gongs == 1


def test_repeated_call_is_announced_again(hub: BoardHub, start: Start, qtbot: QtBot) -> None:
    shown = start(hub.url)
    qtbot.waitUntil(lambda: shown.feed.pushed)

    hub.push(calls=(call(14, ago=3),))
    hub.push(calls=(call(14, repeat=2),))

    qtbot.waitUntil(lambda: len(shown.voice.said) == 2)
    assert shown.numbers == [14]


def test_hub_killed_and_back(hub: BoardHub, start: Start, qtbot: QtBot) -> None:
    clock = Clock()
    shown = start(hub.url, clock)
    qtbot.waitUntil(lambda: shown.feed.pushed)
    hub.push(calls=(call(14),))
    qtbot.waitUntil(lambda: shown.numbers == [14])

    hub.stop()
    clock.ahead += 5
    qtbot.waitUntil(lambda: shown.stale)
    assert shown.numbers == [14]

    hub.start()
    qtbot.waitUntil(lambda: not shown.stale, timeout=15_000)
    qtbot.waitUntil(lambda: shown.feed.pushed, timeout=15_000)
    assert shown.numbers == [14]
    assert len(shown.voice.said) == 1

    hub.push(calls=(call(15, "Platz 2"), *hub.board.calls))
    qtbot.waitUntil(lambda: shown.numbers == [15, 14])
    assert len(shown.voice.said) == 2


def test_call_made_while_the_hub_was_out_of_reach_is_announced(hub: BoardHub, start: Start, qtbot: QtBot) -> None:
    shown = start(hub.url)
    qtbot.waitUntil(lambda: shown.feed.pushed)

    hub.stop()
    hub.push(calls=(call(20, ago=100),), at=time.time())
    hub.start()

    qtbot.waitUntil(lambda: shown.numbers == [20], timeout=15_000)
    assert len(shown.voice.said) == 1


def test_without_a_websocket_the_board_is_asked_for(hub: BoardHub, start: Start, qtbot: QtBot) -> None:
    hub.pushes_on = False
    shown = start(hub.url)
    qtbot.waitUntil(lambda: hub.polls >= 1)

    hub.push(calls=(call(31),))

    qtbot.waitUntil(lambda: shown.numbers == [31], timeout=4_000)
    assert not shown.stale
    assert not shown.feed.pushed


def test_pulled_cable_is_noticed_though_nothing_closes(hub: BoardHub, start: Start, qtbot: QtBot) -> None:
    cable, clock = Cable(hub.port), Clock()
    shown = start(f"http://127.0.0.1:{cable.port}", clock)
    qtbot.waitUntil(lambda: shown.feed.pushed)
    hub.push(calls=(call(14),))
    qtbot.waitUntil(lambda: shown.numbers == [14])

    cable.pull()
    clock.ahead += 7
    qtbot.waitUntil(lambda: shown.stale)
    hub.push(calls=(call(15),))
    assert shown.numbers == [14]

    cable.plug()
    qtbot.waitUntil(lambda: shown.feed.pushed, timeout=15_000)
    assert shown.numbers == [15]
    assert not shown.stale
    cable.close()


@pytest.mark.parametrize(
    "nonsense",
    ["", "no json", "[]", '{"topic":"board"}', '{"topic":"board","value":{"site":"x","at":"soon","version":1}}',
     '{"topic":"board","value":{"site":"x","at":1,"version":9,"calls":[{"number":1000,"room":"R","at":1}]}}',
     '{"topic":"site","value":{"name":"x","phone":"1","hours":[{"weekday":0,"spans":[{"opens":"8","closes":"x"}]}]}}'],
)  # fmt: skip
def test_nonsense_from_the_hub_changes_nothing(hub: BoardHub, start: Start, qtbot: QtBot, nonsense: str) -> None:
    shown = start(hub.url)
    qtbot.waitUntil(lambda: shown.feed.pushed)
    hub.push(calls=(call(14),))

    hub.send(nonsense)
    hub.push(waiting=(Next(15),))

    qtbot.waitUntil(lambda: hub.board.version in shown.versions)
    assert shown.numbers == [14]


def test_overlong_message_costs_the_connection_only(hub: BoardHub, start: Start, qtbot: QtBot) -> None:
    shown = start(hub.url)
    qtbot.waitUntil(lambda: shown.feed.pushed)

    hub.send("x" * 300_000)
    qtbot.waitUntil(lambda: not shown.feed.pushed)

    qtbot.waitUntil(lambda: shown.feed.pushed)
    hub.push(calls=(call(7),))
    qtbot.waitUntil(lambda: shown.numbers == [7])


def test_restarted_display_shows_and_announces_the_same(
    hub: BoardHub, start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    state = tmp_path / "board.json"
    first = start(hub.url, state=state)
    qtbot.waitUntil(lambda: first.feed.pushed)
    hub.push(calls=(call(14),))
    qtbot.waitUntil(lambda: first.numbers == [14])
    before = first.screen.canvas.picture
    first.close()

    second = start(hub.url, state=state)
    qtbot.waitUntil(lambda: second.feed.pushed)

    after = second.screen.canvas.picture
    assert before is not None
    assert after is not None
    assert after.calls == before.calls
    assert second.voice.said == []


def test_restarted_display_without_a_hub_shows_what_it_knew_and_how_old_it_is(
    hub: BoardHub, start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    state = tmp_path / "board.json"
    first = start(hub.url, state=state)
    qtbot.waitUntil(lambda: first.feed.pushed)
    hub.push(calls=(call(14),))
    qtbot.waitUntil(lambda: first.numbers == [14])
    first.close()
    hub.stop()

    clock = Clock(ahead=7)
    second = start(hub.url, clock, state)

    qtbot.waitUntil(lambda: bool(second.versions))
    assert second.numbers == [14]
    assert second.stale


def test_display_started_before_its_hub_waits_calmly_then_says_so(hub: BoardHub, start: Start, qtbot: QtBot) -> None:
    hub.stop()
    clock = Clock()
    shown = start(hub.url, clock)
    qtbot.waitUntil(lambda: bool(shown.versions))
    assert not shown.stale

    clock.ahead += 6
    qtbot.waitUntil(lambda: shown.stale)

    hub.start()
    qtbot.waitUntil(lambda: not shown.stale, timeout=15_000)


def test_first_start_announces_no_old_calls(hub: BoardHub, start: Start, qtbot: QtBot) -> None:
    hub.push(calls=(call(3, ago=1), call(2, ago=120)), at=time.time())

    shown = start(hub.url)
    qtbot.waitUntil(lambda: shown.feed.pushed)

    assert shown.numbers == [3, 2]
    assert [said[0][0] for said in shown.voice.said] == ["Nummer 3, bitte Raum 1."]
