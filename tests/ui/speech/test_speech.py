"""What screens use to speak, with the real worker and a sink in memory."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from typing import TYPE_CHECKING

import pytest

from accessibility.qt.speech import Speech
from accessibility.qt.speech_worker import worker_command
from tests.fakes.sink import MemorySink

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")


class Ears:
    """A `Speech`, its sink, and what it told."""

    def __init__(self, home: Path, command: list[str] | None = None) -> None:
        self.sink = MemorySink()
        self.time = 0.0
        self.speech = Speech(home, 60, self.sink, clock=lambda: self.time, worker_command=command)
        self.captions: list[str] = []
        self.reasons: list[str] = []
        self.speaking: list[bool] = []
        self.speech.caption.connect(self.captions.append)
        self.speech.unavailable.connect(self.reasons.append)
        self.speech.speaking.connect(self.speaking.append)


@pytest.fixture
def ears(home: Path, qtbot: QtBot) -> Iterator[Ears]:
    made = Ears(home)
    yield made
    made.speech.close()


def _play(ears: Ears, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: ears.sink.is_playing)
    ears.sink.finish()


def test_sentences_are_captioned_one_after_the_other(ears: Ears, qtbot: QtBot) -> None:
    ears.speech.say(["Guten Tag. Bitte warten Sie.", "Danke."], "de-simple")

    for _ in range(3):
        _play(ears, qtbot)

    assert ears.captions == ["Guten Tag.", "Bitte warten Sie.", "Danke.", ""]
    assert ears.speaking == [True, False]
    assert ears.reasons == []
    assert not ears.speech.is_speaking


def test_stop_stops_the_sink_and_late_sound_is_dropped(ears: Ears, qtbot: QtBot) -> None:
    ears.speech.say(["Guten Tag."], "de")
    ears.speech.stop()
    ears.speech.say(["Danke."], "de")

    _play(ears, qtbot)

    assert ears.captions == ["", "Danke.", ""]
    assert len(ears.sink.played) == 1


def test_louder_is_passed_on_and_reset_undoes_it(ears: Ears) -> None:
    changes: list[tuple[int, int]] = []
    ears.speech.settings_changed.connect(lambda volume, rate: changes.append((volume, rate)))

    ears.speech.louder()
    ears.speech.slower()
    assert ears.sink.volume == 70
    ears.speech.reset()

    assert ears.sink.volume == 60
    assert changes == [(70, 140), (70, 120), (60, 140)]


def test_what_was_said_before_needs_no_worker(ears: Ears, qtbot: QtBot) -> None:
    ears.speech.say(["Guten Tag."], "de")
    _play(ears, qtbot)
    os.kill(ears.speech.worker_pid, signal.SIGSTOP)

    ears.speech.repeat()
    _play(ears, qtbot)

    assert ears.sink.played[0] == ears.sink.played[1]


def test_a_killed_worker_is_replaced_and_the_sentence_is_spoken(ears: Ears, qtbot: QtBot) -> None:
    ears.speech.warm()
    first = ears.speech.worker_pid
    os.kill(first, signal.SIGSTOP)
    ears.speech.say(["Guten Tag."], "de")
    os.kill(first, signal.SIGKILL)

    _play(ears, qtbot)

    assert ears.speech.worker_pid not in (0, first)
    assert ears.captions == ["Guten Tag.", ""]
    assert ears.reasons == []


@pytest.mark.parametrize(
    "command",
    [["/nonexistent/worker"], [sys.executable, "-c", "import os; os.abort()"], ["sh", "-c", "yes"]],
    ids=["missing", "crashing", "babbling"],
)
def test_a_worker_that_cannot_run_leaves_the_captions(command: list[str], home: Path, qtbot: QtBot) -> None:
    """Given such a worker, then captions come at reading pace, one reason is told, and it is tried again later."""
    ears = Ears(home, command)

    ears.speech.say(["Guten Tag.", "Danke."], "de")
    qtbot.waitUntil(lambda: ears.captions == ["Guten Tag.", "Danke.", ""], timeout=15_000)

    assert ears.reasons == ["no-engine"]
    assert ears.speech.worker_pid == 0
    ears.time = 31.0
    ears.speech.say(["Noch etwas."], "de")
    assert ears.speech.worker_pid != 0 or command[0] == "/nonexistent/worker"
    ears.speech.close()


def test_sound_that_cannot_be_played_leaves_the_caption(ears: Ears, qtbot: QtBot) -> None:
    ears.speech.say(["Guten Tag."], "de")
    qtbot.waitUntil(lambda: ears.sink.is_playing)

    ears.sink.finish(played=False)
    qtbot.waitUntil(lambda: ears.captions == ["Guten Tag.", ""])

    assert ears.reasons == ["no-sound"]


def test_an_announcement_begins_with_a_gong(ears: Ears, qtbot: QtBot) -> None:
    ears.speech.announce([("Nummer 14", "de"), ("Number 14", "en"), ("Numéro 14", "fr")], gong=True)

    for _ in range(3):
        _play(ears, qtbot)
    qtbot.waitUntil(lambda: ears.captions[-1] == "")

    assert ears.captions == ["Nummer 14", "Number 14", "Numéro 14", ""]
    assert ears.reasons == ["no-voice:fr"]
    assert max(ears.sink.played[0]) > 0


def test_nothing_stays_in_the_home_after_a_crash(home: Path, qtbot: QtBot) -> None:
    (home / "speech.wav").write_bytes(b"half a file")
    ears = Ears(home, ["/nonexistent/worker"])

    ears.speech.say(["Guten Tag."], "de")
    qtbot.waitUntil(lambda: bool(ears.reasons))

    assert list(home.iterdir()) == []
    ears.speech.close()


def test_when_headphones_go_out_it_is_silent_at_once_and_forgets(ears: Ears, qtbot: QtBot) -> None:
    ears.speech.say(["Das geht niemanden etwas an."], "de")
    qtbot.waitUntil(lambda: ears.sink.is_playing, timeout=5_000)
    ears.speech.reroute()
    assert not ears.sink.is_playing
    ears.speech.repeat()
    ears.speech.louder()
    assert len(ears.sink.played) == 1
    assert not ears.speech.is_speaking


def test_a_script_that_the_voice_does_not_know_is_captioned_and_nobody_is_bothered(ears: Ears, qtbot: QtBot) -> None:
    foreign = "\u041f\u0440\u0438\u0432\u0456\u0442, \u044f\u043a \u0441\u043f\u0440\u0430\u0432\u0438?"
    ears.speech.say([foreign], "ar")
    qtbot.waitUntil(lambda: foreign in ears.captions, timeout=5_000)
    assert ears.sink.played == []
    assert ears.reasons == []


def test_a_better_voice_that_cannot_be_used_is_told_once_and_the_plain_one_speaks(home: Path, qtbot: QtBot) -> None:
    command = [*worker_command(home, {"de": home / "none"})]
    ears = Ears(home, command)
    ears.speech.say(["Guten Tag.", "Bitte warten Sie.", "Danke."], "de")
    for _ in range(3):
        _play(ears, qtbot)
    assert ears.reasons == ["no-piper:de"]
    assert len(ears.sink.played) == 3
    ears.speech.close()
