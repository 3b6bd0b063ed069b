"""What a program in the visitor's place does with the sound's socket, with a real server behind it.

Each attack is carried out at a server without a relay as well, which shows that it is one.
"""

from __future__ import annotations

import asyncio
import contextlib
import subprocess
import wave
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.lockdown.attempts import INTRUDER, MARKS, entry, next_welcome, said_by, tried
from tests.lockdown.harness import terminal
from tests.lockdown.intruder import pulse
from tests.sound_server import SoundServer, sound_server, wait_until

pytestmark = MARKS


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SoundServer]:
    with sound_server(tmp_path / "server") as running:
        yield running


@pytest.fixture
def unguarded(tmp_path: Path) -> Iterator[SoundServer]:
    """Give the server that a desktop has, with no relay in front of it."""
    with sound_server(tmp_path / "unguarded", restricted=False) as running:
        yield running


@entry("L-119a", "a spare listens or speaks", "the visible visitor has sound")
def test_a_spare_has_no_sound(tmp_path: Path, server: SoundServer) -> None:
    async def run() -> tuple[dict[str, Any], dict[str, Any]]:
        async with terminal(tmp_path, "sound", "spare_sound", program=INTRUDER, sound=server.socket) as bench:
            await bench.until(lambda: said_by(bench, "sound") and said_by(bench, "spare_sound"))
            return said_by(bench, "sound")[0], said_by(bench, "spare_sound")[0]

    visible, spare = asyncio.run(run())
    assert visible["heard"] is True, "the control: the visible one has"
    assert spare["heard"] is False


@entry("L-119b", "what others play is recorded", "works at a server without a relay")
def test_what_is_played_cannot_be_recorded(tmp_path: Path, server: SoundServer) -> None:
    said, _ = tried(tmp_path, "record", sound=server.socket)
    assert said["bytes"] == 0
    assert "denied" in said["said"]
    server.record()
    wait_until(lambda: server.seconds() > 0.1)  # the control: at the server's own socket it is


COMMANDS: dict[str, tuple[str, tuple[int, ...]]] = {
    "119c": ("a module is loaded or taken away", (51, 52, 87)),
    "119d": ("the sound server is ended", (7,)),
    "119e": ("a sound is left in the server's memory", (15, 16, 17, 18, 19)),
    "119f": ("the loudspeaker is made loud, silent or another one", (36, 38, 39, 40, 44, 45, 70, 71, 90, 97)),
    "119g": ("others are listed, silenced, moved or ended", (27, 28, 29, 30, 31, 32, 37, 48, 49, 50, 67, 68, 69)),
    "119h": ("a microphone is opened", (5, 11, 47, 57, 58, 59, 73, 75, 80)),
}


def _loads(server: SoundServer) -> bool:
    return server.pactl("load-module", "module-null-sink").returncode == 0


def _ends(server: SoundServer) -> bool:
    server.pactl("exit")
    return server.process.wait(10) is not None


def _leaves(server: SoundServer) -> bool:
    """Upload a sample; who connects later finds it."""
    file = server.folder / "canary.wav"
    with wave.open(str(file), "wb") as sound:
        sound.setparams((1, 2, 22050, 0, "NONE", ""))
        sound.writeframes(bytes(999))
    server.pactl("upload-sample", str(file), "canary")
    return "canary" in server.pactl("list", "short", "samples").stdout


def _shouts(server: SoundServer) -> bool:
    server.pactl("set-sink-volume", "test", "150%")
    return "150%" in server.pactl("list", "sinks").stdout


def _kills(server: SoundServer) -> bool:
    with subprocess.Popen(["pacat", "--raw", "/dev/zero"], env=server.environment) as victim:
        wait_until(lambda: "pacat" in server.pactl("list", "clients").stdout)
        number = server.pactl("list", "short", "sink-inputs").stdout.split()[0]
        with contextlib.closing(pulse.Client(str(server.socket))) as client:
            client.ask(49, pulse.number(int(number)))
        return victim.wait(10) != 0


def _listens(server: SoundServer) -> bool:
    server.record()
    wait_until(lambda: server.seconds() > 0.1)
    return True


CONTROLS: dict[str, Callable[[SoundServer], bool]] = {
    "119c": _loads,
    "119d": _ends,
    "119e": _leaves,
    "119f": _shouts,
    "119g": _kills,
    "119h": _listens,
}


@pytest.mark.parametrize(
    "which",
    [
        pytest.param(key, marks=entry(f"L-{key}", title, "works at a server without a relay"))
        for key, (title, _) in COMMANDS.items()
    ],
)
def test_a_visitor_may_not_command_the_sound_server(
    tmp_path: Path, server: SoundServer, unguarded: SoundServer, which: str
) -> None:
    numbers = COMMANDS[which][1]
    said, records = tried(tmp_path, "commands=" + ",".join(map(str, numbers)), sound=server.socket)
    assert said["permitted"] == []
    assert records[0]["reason"] == "stop", "a refusal ends no session"
    assert server.is_up()
    assert CONTROLS[which](unguarded), "the control: it works where nothing stands in between"


@entry("L-119i", "sound goes on when its visitor is gone", "it is heard while the session lasts")
def test_nothing_plays_on_after_the_end(tmp_path: Path, server: SoundServer) -> None:
    server.record()

    async def run() -> None:
        async with terminal(tmp_path, "play", program=INTRUDER, sound=server.socket) as bench:
            await bench.until(lambda: server.pactl("list", "short", "sink-inputs").stdout)
            await bench.until(lambda: server.seconds() > 1 and server.loudest(server.seconds() - 0.5) > 1000)
            bench.terminal.end("visitor")
            await next_welcome(bench)
            assert server.pactl("list", "short", "sink-inputs").stdout == ""
            ended = server.seconds() + 0.3
            await bench.until(lambda: server.seconds() > ended + 1)
            assert server.loudest(ended) <= 300

    asyncio.run(run())


@entry("L-119j", "the loudspeaker's volume is moved by one's own sound", "works at a server without a relay")
def test_the_volume_of_a_sound_is_not_that_of_the_loudspeaker(
    tmp_path: Path, server: SoundServer, unguarded: SoundServer
) -> None:
    tried(tmp_path, "loud", sound=server.socket)
    assert "100%" in server.pactl("get-sink-volume", "test").stdout
    with subprocess.Popen(LOUD, env=unguarded.environment):
        wait_until(lambda: "150%" in unguarded.pactl("get-sink-volume", "test").stdout)  # the control


LOUD = ["timeout", "3", "pacat", "--raw", "--volume=98304", "/dev/zero"]
"""A sound at half as much again: 65536 is the whole of what the loudspeaker gives."""


HEARD = 1000
"""The microphone of these servers hears a tone, far louder than this; nothing is played, so a monitor is silent."""
REFUSED = -1


def _bare(server: SoundServer, **wanted: Any) -> int:
    """Record at a server with no relay in front of it."""
    with contextlib.closing(pulse.Client(str(server.socket))) as client:
        return pulse.recorded(client, **wanted)


@entry("L-119k", "the microphone is heard though nobody wants to be heard", "works at a server without a relay")
def test_nothing_is_recorded_unasked(tmp_path: Path, server: SoundServer, unguarded: SoundServer) -> None:
    said, records = tried(tmp_path, "recorded", sound=server.socket)
    assert said["loudest"] == REFUSED
    assert records[0]["reason"] == "stop", "a refusal ends no session"
    assert _bare(unguarded) > HEARD, "the control"


@entry("L-119l", "a monitor is recorded in place of the microphone", "works at a server without a relay")
def test_only_the_microphone_is_recorded(tmp_path: Path, server: SoundServer, unguarded: SoundServer) -> None:
    said, _ = tried(tmp_path, "monitor", sound=server.socket)
    assert said["named"] > HEARD, "it gets the microphone, whatever it asks for"
    assert said["numbered"] > HEARD
    assert 0 <= _bare(unguarded, name="test.monitor") < HEARD, "the control: here it gets the silent loudspeaker"
    assert 0 <= _bare(unguarded, source=0) < HEARD


@entry("L-119m", "the microphone is heard after the visitor has closed it", "it is heard while it is open")
def test_recording_ends_with_the_leave(tmp_path: Path, server: SoundServer) -> None:
    said, _ = tried(tmp_path, "go_on", sound=server.socket)
    assert said["first"] > HEARD, "the control"
    assert said["after"] == -2, "no more comes"
    assert said["again"] == REFUSED
    assert server.is_up()


@entry("L-119n", "a spare has itself heard", "the visible one is heard")
def test_a_spare_that_asks_to_be_heard_is_ended(tmp_path: Path, server: SoundServer) -> None:
    async def run() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        async with terminal(tmp_path, "parec", "spare_listen", program=INTRUDER, sound=server.socket) as bench:
            await bench.until(lambda: said_by(bench, "parec") and bench.lines())
            return said_by(bench, "parec"), bench.lines()

    heard, ended = asyncio.run(run())
    assert ended[0]["reason"] in {"malformed", "not-started"}, "by then it may have said that it is ready, or not"
    assert heard[0]["bytes"] > 0, "the control, and PulseAudio's own client records through the relay"


@entry("L-119o", "the microphone is heard when its visitor is gone", "it is heard while the session lasts")
def test_nothing_is_recorded_after_the_end(tmp_path: Path, server: SoundServer) -> None:
    async def run() -> None:
        async with terminal(tmp_path, "hear_on", program=INTRUDER, sound=server.socket) as bench:
            await bench.until(lambda: server.pactl("list", "short", "source-outputs").stdout)
            bench.terminal.end("visitor")
            await next_welcome(bench)
            assert server.pactl("list", "short", "source-outputs").stdout == ""

    asyncio.run(run())


def test_qt_captures_the_microphone_in_the_sandbox_while_it_may(tmp_path: Path) -> None:
    with sound_server(tmp_path / "server", prompt=True) as server:
        said, records = tried(tmp_path, "capture", sound=server.socket)
    assert "microphone" in said["sources"]
    assert said["before"] == REFUSED
    assert said["heard"] > HEARD
    assert said["again"] > HEARD, "a recording that was ended leaves Qt able to begin another"
    assert records[0]["reason"] == "stop"
