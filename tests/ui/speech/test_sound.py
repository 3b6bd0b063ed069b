"""Speech through a real sound server: it comes at once, stops at once, and is never two at a time."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.speaking import Player

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.sound_server import SoundServer

pytestmark = [
    pytest.mark.sound,
    pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed"),
]

SENTENCE = "Bitte nehmen Sie im Wartebereich Platz und hören Sie auf Ihre Nummer"


@pytest.fixture
def player(home: Path, root: Path, sound: SoundServer) -> Iterator[Player]:
    running = Player(home, root, sound.address)
    yield running
    running.close()


def test_speech_is_heard_soon_and_whole(player: Player, sound: SoundServer, home: Path) -> None:
    """Given a warm worker, then sound starts soon (150 ms is the aim; the figure is printed) and none is cut off."""
    player.do("warm")
    player.do("say Ja.")
    player.wait("speaking", "False")
    since = sound.seconds()

    player.do(f"say {SENTENCE}.")
    player.wait("caption", f"{SENTENCE}.")
    player.wait("speaking", "False", since=int(time.monotonic() * 1000))

    peer = subprocess.run(
        ["espeak-ng", "-v", "de", "-s", "140", "--stdout", f"{SENTENCE}."], capture_output=True, check=True
    )
    heard = sound.heard(since)
    print(f"first sound after {heard[0][0] * 1000:.0f} ms")
    assert heard[0][0] < 0.25
    assert heard[-1][1] - heard[0][0] > len(peer.stdout) / 44_100 - 0.5
    assert list(home.glob("*.wav")) == []


def test_stop_is_heard_within_200_ms(player: Player, sound: SoundServer) -> None:
    since = sound.seconds()
    player.do(f"say {SENTENCE}, {SENTENCE}.|Und noch ein Satz.")
    while not sound.heard(since):
        time.sleep(0.02)
    time.sleep(0.5)

    at = sound.seconds()
    kept = player.do("stop")
    player.wait("speaking", "False")
    while sound.seconds() < at + 1.5:
        time.sleep(0.05)

    after = sound.heard(at)
    print(f"silent after {after[-1][1] * 1000 if after else 0:.0f} ms, event loop kept for {kept} ms")
    assert not after or after[-1][1] <= 0.2
    assert sound.heard(since)
    assert "Und noch ein Satz." not in player.texts("caption")


@pytest.mark.clause("5.1.3.5")
def test_two_requests_never_overlap(player: Player, sound: SoundServer) -> None:
    """Given two requests at once, then only the second is heard, and not louder than one voice."""
    since = sound.seconds()
    player.do(f"say {SENTENCE}.")
    player.wait("speaking", "False")
    alone, loud = sound.heard(since), sound.loudest(since)
    since = sound.seconds()

    player.do(f"say {SENTENCE}, {SENTENCE}.")
    player.do(f"say {SENTENCE}.")
    player.wait("speaking", "False", since=int(time.monotonic() * 1000))

    both = sound.heard(since)
    assert both[-1][1] - both[0][0] == pytest.approx(alone[-1][1] - alone[0][0], abs=0.5)
    assert sound.loudest(since) < loud * 1.3


def test_announcements_follow_each_other_after_a_gong(player: Player, sound: SoundServer) -> None:
    since = sound.seconds()

    player.do("announce Nummer vierzehn.")
    player.do("announce Nummer fünfzehn.")
    player.wait("speaking", "False")

    assert player.texts("caption") == ["Nummer vierzehn.", "Nummer fünfzehn.", ""]
    heard = sound.heard(since)
    assert heard[-1][1] - heard[0][0] > 2 * (1.5 + 0.8)


@pytest.mark.clause("5.1.3.12")
def test_quieter_is_heard_at_once(player: Player, sound: SoundServer) -> None:
    since = sound.seconds()
    player.do(f"say {SENTENCE}, {SENTENCE}.")
    while not sound.heard(since) or sound.seconds() < since + 1.5:
        time.sleep(0.02)
    loud = sound.loudest(since)

    player.do("volume 30")
    at = sound.seconds() + 0.3
    while sound.seconds() < at + 1:
        time.sleep(0.02)

    assert 0 < sound.loudest(at) < loud / 3


def test_without_a_server_captions_go_on(home: Path, root: Path, tmp_path: Path) -> None:
    """Given PULSE_SERVER points to nothing, then nothing blocks, captions go on and one line tells."""
    player = Player(home, root, f"unix:{tmp_path}/nothing")

    kept = player.do("say Guten Tag.|Bitte warten Sie.")
    player.wait("speaking", "False")
    player.do("say Noch etwas.")
    player.wait("caption", "Noch etwas.")
    messages = player.close()

    assert kept < 200
    assert player.texts("caption") == ["Guten Tag.", "Bitte warten Sie.", "", "Noch etwas."]
    assert player.texts("unavailable") == ["no-sound"]
    assert messages.splitlines() == ["speech is captions only: no-sound"]


def test_a_server_that_takes_the_connection_and_says_nothing(home: Path, root: Path, tmp_path: Path) -> None:
    """Given such a server (libpulse would wait for ever), then the event loop goes on and captions come."""
    with socket.socket(socket.AF_UNIX) as deaf:
        deaf.bind(f"{tmp_path}/deaf")
        deaf.listen()
        player = Player(home, root, f"unix:{tmp_path}/deaf")

        kept = player.do("say Guten Tag.")
        player.wait("speaking", "False")
        player.close()

    assert kept < 200
    assert player.texts("unavailable") == ["no-sound"]
    assert player.texts("caption") == ["Guten Tag.", ""]


def test_a_server_that_dies_while_speaking(home: Path, root: Path, tmp_path: Path) -> None:
    from tests.sound_server import SoundServer, wait_until  # noqa: PLC0415 - a server of its own, to be killed

    (tmp_path / "sound").mkdir()
    server = SoundServer(tmp_path / "sound")
    wait_until(server.is_up)
    player = Player(home, root, server.address)
    player.do(f"say {SENTENCE}.|Danach.")
    player.wait("caption", f"{SENTENCE}.")

    server.process.send_signal(signal.SIGKILL)

    player.wait("caption", "Danach.")
    player.wait("speaking", "False")
    player.close()
    server.close()
    assert player.texts("unavailable") == ["no-sound"]
