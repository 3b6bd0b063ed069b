"""What is plugged in, as the sound server says it: a fake one with a jack, and a real one."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from kiosk.broker.jack import Jack, Plugged
from tests.fakes.sound_server import HEADPHONES, NOBODY, SPEAKER, SUBSCRIBE, YES, JackServer
from tests.lockdown.intruder.pulse import command, number
from tests.loops import leave_nothing
from tests.sound_server import sound_server

NONE = Plugged()
MICROPHONE = Plugged(5, headphones=False)
BOTH = Plugged(5, headphones=True)


class Told:
    """What the jack said, and a way to wait for it."""

    def __init__(self) -> None:
        self.heard: list[Plugged] = []
        self._news = asyncio.Event()

    def __call__(self, plugged: Plugged) -> None:
        self.heard.append(plugged)
        self._news.set()

    async def until(self, count: int) -> None:
        while len(self.heard) < count:
            self._news.clear()
            await asyncio.wait_for(self._news.wait(), 10)


def live(path: Path, story: Callable[[Jack, Told], Awaitable[None]]) -> None:
    async def run() -> None:
        told = Told()
        jack = Jack(path, told, retry=0.01)
        task = asyncio.create_task(jack.watch())
        try:
            await asyncio.wait_for(story(jack, told), 20)
        finally:
            await leave_nothing(task)

    asyncio.run(run())


def test_headphones_are_seen_when_they_go_in_and_when_they_go_out(tmp_path: Path) -> None:
    server = JackServer(tmp_path / "sock")

    async def story(_jack: Jack, told: Told) -> None:
        await server.start()
        await told.until(1)
        server.plug(on=True)
        await told.until(2)
        server.plug(on=False)
        await told.until(3)
        assert told.heard == [MICROPHONE, BOTH, MICROPHONE]
        server.close()
        await told.until(4)
        assert told.heard[3] == NONE, "a server that is gone says nothing of headphones, so there are none"

    live(tmp_path / "sock", story)


def seen(tmp_path: Path, server: JackServer) -> Plugged:
    """Give what is plugged in once the server has been asked for everything."""
    found: list[Plugged] = []

    async def story(jack: Jack, _told: Told) -> None:
        await server.start()
        # The second round begins when the first is done: its question shows that.
        while not any(asked == SUBSCRIBE for asked, _ in server.asked):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        before = len(server.asked)
        server.tell()
        while len(server.asked) < before + 5:
            await asyncio.sleep(0.01)
            server.tell()
        found.append(jack.now)
        server.close()

    live(tmp_path / "sock", story)
    return found[0]


def with_ports(tmp_path: Path, active: str, *ports: tuple[str, int, int]) -> JackServer:
    return JackServer(tmp_path / "sock", ports=list(ports), active=active)


def test_only_a_port_in_use_that_is_surely_plugged_in_is_private(tmp_path: Path) -> None:
    assert seen(tmp_path, with_ports(tmp_path, "h", ("h", HEADPHONES, YES))) == BOTH, "the control"


@pytest.mark.parametrize(
    ("active", "port"),
    [("h", ("h", HEADPHONES, 0)), ("s", ("h", HEADPHONES, YES)), ("h", ("h", SPEAKER, YES))],
    ids=["unknown", "not in use", "a loudspeaker"],
)
def test_everything_else_is_a_loudspeaker(tmp_path: Path, active: str, port: tuple[str, int, int]) -> None:
    assert seen(tmp_path, with_ports(tmp_path, active, port)) == MICROPHONE


def test_a_device_that_is_all_headphones_needs_no_port(tmp_path: Path) -> None:
    assert seen(tmp_path, JackServer(tmp_path / "sock", form="headset")) == BOTH


def test_what_a_loudspeaker_plays_is_no_microphone(tmp_path: Path) -> None:
    assert seen(tmp_path, JackServer(tmp_path / "sock", monitor_of=0)) == NONE


def test_without_names_or_devices_there_is_nothing(tmp_path: Path) -> None:
    assert seen(tmp_path, JackServer(tmp_path / "sock", source="")) == NONE
    (tmp_path / "sock").unlink()
    assert seen(tmp_path, JackServer(tmp_path / "sock", gone=True)) == NONE


def test_a_server_whose_ports_have_no_kinds_has_no_headphones(tmp_path: Path) -> None:
    assert seen(tmp_path, JackServer(tmp_path / "sock", version=33, active="headphones", form="headset")) == MICROPHONE


def test_a_server_that_refuses_is_asked_again(tmp_path: Path) -> None:
    server = JackServer(tmp_path / "sock", refuses=True)

    async def story(_jack: Jack, told: Told) -> None:
        await server.start()
        while len(server.asked) < 3:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        assert told.heard == []
        server.refuses = False
        await told.until(1)
        server.close()

    live(tmp_path / "sock", story)


def test_other_news_is_no_reason_to_ask_again(tmp_path: Path) -> None:
    server = JackServer(tmp_path / "sock")

    async def story(_jack: Jack, told: Told) -> None:
        await server.start()
        await told.until(1)
        asked = len(server.asked)
        server.send(command(64, NOBODY, number(1)))
        server.plug(on=True)
        await told.until(2)
        assert len(server.asked) == asked + 3, "once, for the headphones"
        server.close()

    live(tmp_path / "sock", story)


def test_a_server_that_babbles_has_nothing_plugged_in(tmp_path: Path) -> None:
    server = JackServer(tmp_path / "sock")

    async def story(_jack: Jack, told: Told) -> None:
        await server.start()
        await told.until(1)
        server.send(b"\0" * 20)
        await told.until(3)
        assert told.heard == [MICROPHONE, NONE, MICROPHONE], "and it is asked again"
        server.close()

    live(tmp_path / "sock", story)


# ---- real ones -----------------------------------------------------------------------------------------------------


def test_libpulse_reads_the_ports_of_the_fake_as_we_do(tmp_path: Path) -> None:
    if shutil.which("pactl") is None:
        pytest.skip("pactl is not installed; make setup-test installs pulseaudio")
    server = JackServer(tmp_path / "sock", form="headset")

    async def run() -> str:
        await server.start()
        server.plug(on=True)
        words = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PULSE_SERVER": f"unix:{tmp_path / 'sock'}"}
        asking = await asyncio.create_subprocess_exec(
            "pactl", "list", "sinks", env=words, stdout=asyncio.subprocess.PIPE
        )
        said, _ = await asyncio.wait_for(asking.communicate(), 10)
        server.close()
        return said.decode()

    said = asyncio.run(run())
    assert "headphones: Headphones (type: Headphones, priority: 100, availability group: jack, available)" in said
    assert "Active Port: headphones" in said
    assert 'device.form_factor = "headset"' in said


def test_a_real_server_has_the_microphone_and_never_its_monitor(tmp_path: Path) -> None:
    with sound_server(tmp_path, restricted=False) as server:

        async def story(_jack: Jack, told: Told) -> None:
            await told.until(1)
            index = told.heard[0].microphone
            assert f"{index}\tmicrophone" in server.pactl("list", "short", "sources").stdout
            assert not told.heard[0].headphones
            server.pactl("set-default-source", "test.monitor")
            await told.until(2)
            assert told.heard[1] == NONE
            server.pactl("set-default-source", "microphone")
            await told.until(3)
            assert told.heard[2].microphone == index

        live(server.socket, story)


def test_where_there_is_no_microphone_the_servers_own_choice_is_none(tmp_path: Path) -> None:
    """Given no microphone, then PulseAudio takes what its loudspeaker plays for the default source."""
    with sound_server(tmp_path, restricted=False, deaf=True) as server:
        assert "Default Source: test.monitor" in server.pactl("info").stdout

        async def story(jack: Jack, told: Told) -> None:
            server.pactl("load-module", "module-null-source", "source_name=later")
            server.pactl("set-default-source", "later")
            await told.until(1)
            assert told.heard[0].microphone is not None, "the control"
            server.pactl("set-default-source", "test.monitor")
            await told.until(2)
            assert jack.now == NONE

        live(server.socket, story)
