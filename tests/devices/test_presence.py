"""The presence radar: its reports, garbage and halves of them, and the driver on a real pseudo terminal."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from contextlib import aclosing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device_drivers.api import Identity, Presence
from device_drivers.codecs.ld2410 import HEAD, TAIL, Report, Reports, Target, decode, encode
from device_drivers.drivers.ld2410_radar import Ld2410Radar, presence
from device_drivers.simulators.presence_radar import PresenceRadarSimulator, Scene

BYTES, SHORTS = st.integers(0, 255), st.integers(0, 0xFFFF)
GATES = st.one_of(
    st.just(((), ())),
    st.tuples(st.lists(BYTES, min_size=9, max_size=9).map(tuple), st.lists(BYTES, min_size=9, max_size=9).map(tuple)),
)
REPORTS = st.builds(
    lambda target, m, me, s, se, d, gates: Report(target, m, me, s, se, d, *gates),
    st.sampled_from([Target.NOBODY, Target.MOVING, Target.STILL, Target.MOVING | Target.STILL]),
    SHORTS,
    BYTES,
    SHORTS,
    BYTES,
    SHORTS,
    GATES,
)


def test_the_examples_of_the_protocol() -> None:
    """Serial communication protocol V1.02, 2.3.2: a basic and an engineering report."""
    basic = bytes.fromhex("F4F3F2F1 0D00 02AA 02 5100 00 0000 3B 0000 5500 F8F7F6F5")
    assert Reports().feed(basic) == [Report(Target.STILL, 81, 0, 0, 59, 0)]
    engineering = bytes.fromhex(
        "F4F3F2F1 2300 01AA 03 1E00 3C 0000 39 0000 0808 3C22050303040306050000391013060608 04 03 05 5500 F8F7F6F5"
    )
    (report,) = Reports().feed(engineering)
    assert report.target == Target.MOVING | Target.STILL
    assert (report.moving_cm, report.moving_energy, report.still_energy) == (30, 60, 57)
    assert report.moving_gates == (0x3C, 0x22, 5, 3, 3, 4, 3, 6, 5)
    assert len(report.still_gates) == 9


@given(REPORTS)
def test_what_is_written_is_read(report: Report) -> None:
    assert Reports().feed(encode(report)) == [report]


@given(st.lists(REPORTS, max_size=5), st.data())
def test_reports_are_found_however_they_are_cut(reports: list[Report], data: st.DataObject) -> None:
    stream, found, reader = b"".join(map(encode, reports)), [], Reports()
    while stream:
        size = data.draw(st.integers(1, len(stream)))
        found += reader.feed(stream[:size])
        stream = stream[size:]
    assert found == reports


@given(st.binary(max_size=80), REPORTS, REPORTS)
def test_after_garbage_the_next_report_but_one_is_read_at_the_latest(
    garbage: bytes, first: Report, second: Report
) -> None:
    found = Reports().feed(garbage + encode(first) + encode(second) + bytes(80) + encode(second))
    assert found[-1:] == [second]


@given(st.lists(st.binary(max_size=200), max_size=10))
def test_no_bytes_whatever_break_it_or_pile_up(pieces: list[bytes]) -> None:
    reader = Reports()
    for piece in pieces:
        reader.feed(piece)
    assert len(reader._buffer) < 300


@pytest.mark.parametrize(
    "data",
    [
        "02AA0451000000003B00005500",  # a state that says that it calibrates itself
        "02AB0251000000003B00005500",
        "02AA0251000000003B00005501",
        "03AA0251000000003B00005500",
        "01AA0251000000003B00000808",
        "01AA0251000000003B0000FFFF5500",
        "",
    ],
)
def test_what_is_no_report_is_none(data: str) -> None:
    raw = bytes.fromhex(data)
    assert decode(raw) is None
    assert Reports().feed(HEAD + len(raw).to_bytes(2, "little") + raw + TAIL) == []


def test_a_head_with_an_impossible_length_or_no_tail_is_skipped() -> None:
    report = Report(Target.STILL, still_cm=70)
    impossible, cut = HEAD + b"\xff\x7f" + bytes(8), HEAD + b"\x05\x00" + bytes(9)
    assert Reports().feed(impossible + cut + encode(report)) == [report]


@pytest.mark.parametrize(
    ("target", "seen"),
    [
        (Target.NOBODY, Presence.NOBODY),
        (Target.MOVING, Presence.MOVING),
        (Target.STILL, Presence.STILL),
        (Target.MOVING | Target.STILL, Presence.MOVING),
    ],
)
def test_what_a_report_means(target: Target, seen: Presence) -> None:
    assert presence(Report(target)) is seen


# ---- on a line ----------------------------------------------------------------------------------------------------


def watching(radar: Ld2410Radar, story: Callable[[Callable[[Presence], Any]], Any]) -> list[Presence]:
    """Run a story beside the driver; `until` waits for what it is to see next. Gives all that was seen."""
    seen: list[Presence] = []

    async def tell() -> None:
        came = asyncio.Condition()

        async def follow() -> None:
            async with aclosing(radar.watch()) as stream:
                async for one in stream:
                    async with came:
                        seen.append(one)
                        came.notify_all()

        async def until(wanted: Presence) -> None:
            async with came:
                await asyncio.wait_for(came.wait_for(lambda: bool(seen) and seen[-1] is wanted), 5)

        task = asyncio.create_task(follow())
        await story(until)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    asyncio.run(tell())
    return seen


@pytest.mark.parametrize("engineering", [False, True])
def test_walking_sitting_gone_nonsense_silent(engineering: bool) -> None:
    with PresenceRadarSimulator(Scene.WALKING, engineering=engineering) as simulator:

        async def story(until: Any) -> None:
            for scene, seen in (
                (Scene.WALKING, Presence.MOVING),
                (Scene.SITTING, Presence.STILL),
                (Scene.GONE, Presence.NOBODY),
                (Scene.SITTING, Presence.STILL),
                (Scene.NONSENSE, Presence.UNKNOWN),
                (Scene.WALKING, Presence.MOVING),
                (Scene.SILENT, Presence.UNKNOWN),
                (Scene.GONE, Presence.NOBODY),
            ):
                simulator.scene = scene
                await until(seen)

        seen = watching(Ld2410Radar(simulator.path, stale=0.4, retry=0.05), story)
    assert seen == [
        Presence.MOVING,
        Presence.STILL,
        Presence.NOBODY,
        Presence.STILL,
        Presence.UNKNOWN,
        Presence.MOVING,
        Presence.UNKNOWN,
        Presence.NOBODY,
    ]


def test_who_sits_still_is_there_all_the_time() -> None:
    with PresenceRadarSimulator(Scene.SITTING) as simulator:

        async def story(until: Any) -> None:
            await until(Presence.STILL)
            await asyncio.sleep(1.5)

        assert watching(Ld2410Radar(simulator.path, stale=0.4), story) == [Presence.STILL]


def test_a_line_that_is_not_there_is_looked_for_again_and_again(tmp_path: Path) -> None:
    link = tmp_path / "line"

    async def story(until: Any) -> None:
        await until(Presence.UNKNOWN)
        with PresenceRadarSimulator(Scene.SITTING) as first:
            link.symlink_to(first.path)
            await until(Presence.STILL)
            link.unlink()
        await until(Presence.UNKNOWN)
        with PresenceRadarSimulator(Scene.WALKING) as second:
            link.symlink_to(second.path)
            await until(Presence.MOVING)

    seen = watching(Ld2410Radar(link, stale=0.4, retry=0.05), story)
    assert seen == [Presence.UNKNOWN, Presence.STILL, Presence.UNKNOWN, Presence.MOVING]


def test_what_is_no_serial_line_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    async def story(until: Any) -> None:
        await until(Presence.UNKNOWN)

    assert watching(Ld2410Radar(tmp_path / "file", retry=0.05), story) == [Presence.UNKNOWN]


def test_it_says_what_it_is(tmp_path: Path) -> None:
    assert Ld2410Radar(tmp_path / "line").identity() == Identity("presence", "HLK-LD2410", "serial")


def test_a_simulator_that_nobody_reads_does_not_hang() -> None:
    with PresenceRadarSimulator(Scene.WALKING) as simulator:
        os.write(simulator._master, bytes(3_000))
