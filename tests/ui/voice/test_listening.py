"""What screens use to listen, with the real worker and Vosk, and a microphone that plays recordings."""

from __future__ import annotations

import enum
import os
import signal
import sys
from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop
from pytestqt.qtbot import QtBot

from accessibility.qt.listening import GATE_MS, Listening
from accessibility.qt.recogniser import worker_command
from accessibility.voice.dictation import Free
from accessibility.voice.samples import HERTZ, Format, Kind
from tests.fakes.microphone import FedMicrophone, encoded
from tests.voice_mix import Mixer, Recordings

SECOND = 1_000


class Ears:
    """A `Listening`, its microphone, and what it told."""

    def __init__(self, models: Path, given: Format | None = Format(), command: list[str] | None = None) -> None:  # noqa: B008 - a frozen value
        self.microphone = FedMicrophone(given)
        self.listening = Listening(models, self.microphone, command=lambda model: command or worker_command(model))
        self.told: list[str] = []
        self.reasons: list[str] = []
        self.states: list[str] = []
        self.levels: list[int] = []
        self.listening.heard.connect(self.told.append)
        self.listening.not_understood.connect(lambda: self.told.append("?"))
        self.listening.noisy.connect(lambda: self.told.append("noisy"))
        self.listening.unavailable.connect(self.reasons.append)
        self.listening.state.connect(self.states.append)
        self.listening.level.connect(self.levels.append)

    def play(self, sound: array[int]) -> None:
        """Give sound in pieces of a tenth of a second, as fast as it goes."""
        for start in range(0, len(sound), HERTZ // 10):
            part = sound[start : start + HERTZ // 10]
            given = self.microphone.given or Format()
            self.microphone.feed(part.tobytes() if given == Format() else encoded(part, given))
            while any(worker.waiting > HERTZ for worker in self.listening._workers.values()):
                QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)


@pytest.fixture
def mixer(spoken: Recordings) -> Mixer:
    return Mixer(spoken, 1)


@pytest.fixture
def ears(models: Path, spoken: Recordings, qtbot: QtBot) -> Iterator[Ears]:
    made = Ears(models)
    made.listening.expect(spoken.phrases, "de")
    made.listening.open()
    qtbot.waitUntil(lambda: made.states == ["starting", "listening"], timeout=10 * SECOND)
    yield made
    made.listening.shut()


def _wait(qtbot: QtBot, ears: Ears, answers: int) -> None:
    qtbot.waitUntil(lambda: len(ears.told) >= answers, timeout=20 * SECOND)


def _command(spoken: Recordings, mixer: Mixer, number: int = 1) -> array[int]:
    return mixer.noise(1) + spoken.commands[number][1] + mixer.noise(1.5)


def test_ten_commands_at_least_nine_heard_and_none_wrong(ears: Ears, spoken: Recordings, qtbot: QtBot) -> None:
    mixer = Mixer(spoken, 1)
    for number, (phrase, _) in enumerate(spoken.commands):
        before = len(ears.told)
        ears.play(_command(spoken, mixer, number))
        _wait(qtbot, ears, before + 1)
        assert ears.told[-1] in (phrase, "?")
    assert len([told for told in ears.told if told != "?"]) >= 9
    assert max(ears.levels) > 60


def test_no_command_is_heard_in_other_speech(ears: Ears, spoken: Recordings, mixer: Mixer, qtbot: QtBot) -> None:
    for _, voice in spoken.other:
        before = len(ears.told)
        ears.play(mixer.noise(1) + voice + mixer.noise(1.5))
        _wait(qtbot, ears, before + 1)
    assert set(ears.told) == {"?"}


@pytest.mark.parametrize("given", [Format(48_000, 2, Kind.FLOAT), Format(44_100, 1, Kind.INT32), Format(22_050, 2)])
def test_a_device_of_another_kind_is_heard_too(
    models: Path, spoken: Recordings, mixer: Mixer, qtbot: QtBot, given: Format
) -> None:
    ears = Ears(models, given)
    ears.listening.expect(spoken.phrases, "de-simple")
    ears.listening.open()
    qtbot.waitUntil(lambda: "listening" in ears.states, timeout=10 * SECOND)
    ears.play(_command(spoken, mixer))
    qtbot.waitUntil(lambda: ears.told == [spoken.commands[1][0]], timeout=20 * SECOND)
    ears.listening.shut()


def test_a_telephone_of_8_khz_does_no_harm(models: Path, spoken: Recordings, mixer: Mixer, qtbot: QtBot) -> None:
    ears = Ears(models, Format(8_000))
    ears.listening.expect(spoken.phrases, "de")
    ears.listening.open()
    qtbot.waitUntil(lambda: "listening" in ears.states, timeout=10 * SECOND)
    ears.play(_command(spoken, mixer))
    qtbot.waitUntil(lambda: len(ears.told) == 1, timeout=20 * SECOND)
    assert ears.told[0] in (spoken.commands[1][0], "?")
    assert ears.reasons == []
    ears.listening.shut()


def test_nothing_is_heard_while_the_terminal_speaks_nor_just_after_it(
    ears: Ears, spoken: Recordings, mixer: Mixer, qtbot: QtBot
) -> None:
    ears.listening.gate(on=True)
    assert ears.states[-1] == "gated"
    ears.play(_command(spoken, mixer))
    ears.listening.gate(on=False)
    ears.play(_command(spoken, mixer))  # within the 400 ms after it
    assert ears.states[-1] == "gated"
    with qtbot.waitSignal(ears.listening.state, timeout=GATE_MS + 5 * SECOND):
        pass
    assert ears.states[-1] == "listening"
    assert (ears.told, max(ears.levels)) == ([], 0)

    ears.play(_command(spoken, mixer))  # the control: now it is heard
    qtbot.waitUntil(lambda: ears.told == [spoken.commands[1][0]], timeout=20 * SECOND)


def test_what_began_before_the_terminal_spoke_is_dropped(
    ears: Ears, spoken: Recordings, mixer: Mixer, qtbot: QtBot
) -> None:
    ears.play(mixer.noise(1) + spoken.commands[1][1])
    ears.listening.gate(on=True)
    ears.listening.gate(on=False)
    ears.listening.gate(on=True)  # it goes on speaking: the 400 ms begin anew
    ears.listening.gate(on=False)
    with qtbot.waitSignal(ears.listening.state, timeout=GATE_MS + 5 * SECOND):
        pass
    ears.play(mixer.noise(1.5) + _command(spoken, mixer, 2))
    qtbot.waitUntil(lambda: ears.told == [spoken.commands[2][0]], timeout=20 * SECOND)


def test_another_screen_hears_its_own_phrases_only(ears: Ears, spoken: Recordings, mixer: Mixer, qtbot: QtBot) -> None:
    ears.listening.expect(["Zurück", "Smartphone laden"], "de")
    ears.play(_command(spoken, mixer))
    qtbot.waitUntil(lambda: ears.told == ["?"], timeout=20 * SECOND)
    assert ears.listening.unknown() == ["laden", "smartphone"]
    ears.listening.expect([spoken.commands[1][0].title()], "de")
    ears.play(_command(spoken, mixer))
    qtbot.waitUntil(lambda: ears.told == ["?", spoken.commands[1][0].title()], timeout=20 * SECOND)


def test_closed_means_closed_and_what_was_half_said_is_thrown_away(
    ears: Ears, spoken: Recordings, mixer: Mixer, qtbot: QtBot
) -> None:
    ears.play(mixer.noise(1) + spoken.commands[1][1])
    ears.listening.close()
    assert not ears.microphone.is_open
    assert (ears.states[-1], ears.listening.is_open) == ("off", False)
    ears.listening.open()
    ears.listening.open()
    assert ears.microphone.openings == 2
    ears.play(mixer.noise(1.5) + _command(spoken, mixer, 2))
    qtbot.waitUntil(lambda: ears.told == [spoken.commands[2][0]], timeout=20 * SECOND)


def test_no_microphone_is_said_once(models: Path, qtbot: QtBot) -> None:
    ears = Ears(models, None)
    ears.listening.expect(["ja"], "de")
    ears.listening.open()
    ears.listening.open()
    assert (ears.reasons, ears.states, ears.listening.is_open) == (["no-microphone"], ["off", "off"], False)
    assert ears.listening.worker_pid == 0


def test_a_microphone_that_is_taken_away_is_said_once_and_a_new_one_is_heard(
    ears: Ears, spoken: Recordings, mixer: Mixer, qtbot: QtBot
) -> None:
    for _ in range(2):
        ears.microphone.pull_out()
        assert (ears.reasons, ears.states[-1]) == (["no-microphone"], "off")
        ears.listening.open()
    ears.play(_command(spoken, mixer))
    qtbot.waitUntil(lambda: ears.told == [spoken.commands[1][0]], timeout=20 * SECOND)


def test_a_muted_microphone_clipping_and_noise_are_said_once(ears: Ears, mixer: Mixer) -> None:
    ears.play(array("h", bytes(2 * 12 * HERTZ)))
    assert ears.reasons == ["microphone-silent"]
    ears.play(array("h", [32_767, -32_768] * (6 * HERTZ)))
    assert ears.reasons == ["microphone-silent", "microphone-clipping"]
    assert ears.told == ["noisy"]
    ears.listening.close()
    ears.listening.open()
    ears.play(mixer.noise(6, 4_000))
    assert ears.told == ["noisy", "noisy"], "once for each opening"


def test_a_locale_without_a_model_is_said_once_and_another_one_still_works(
    ears: Ears, spoken: Recordings, mixer: Mixer, qtbot: QtBot
) -> None:
    ears.listening.expect(["да"], "ru")
    qtbot.waitUntil(lambda: ears.reasons == ["no-model:ru"], timeout=10 * SECOND)
    ears.listening.open()
    assert (ears.states[-2:], ears.reasons) == (["off", "off"], ["no-model:ru"])
    ears.listening.expect(spoken.phrases, "de")
    ears.listening.open()
    qtbot.waitUntil(lambda: ears.states[-1] == "listening", timeout=10 * SECOND)
    ears.play(_command(spoken, mixer))
    qtbot.waitUntil(lambda: ears.told == [spoken.commands[1][0]], timeout=20 * SECOND)


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        ([sys.executable, "-c", "import os; os.abort()"], "model-damaged:de"),
        ([sys.executable, "-c", "print('x' * 90_000)"], "model-damaged:de"),
        (["/nonexistent"], "recogniser-failed"),
    ],
)
def test_a_worker_that_cannot_start_is_not_started_again(
    models: Path, tmp_path: Path, qtbot: QtBot, command: list[str], reason: str
) -> None:
    ears = Ears(models, command=command)
    ears.listening.expect(["ja"], "de")
    ears.listening.open()
    qtbot.waitUntil(lambda: ears.reasons == [reason], timeout=10 * SECOND)
    ears.listening.open()
    assert (ears.states, ears.listening.is_open) == (["starting", "off", "off"], False)
    assert ears.reasons == [reason]
    assert ears.listening.worker_pid == 0
    ears.listening.shut()


def test_a_worker_that_crashes_is_replaced_once(ears: Ears, spoken: Recordings, mixer: Mixer, qtbot: QtBot) -> None:
    first = ears.listening.worker_pid
    os.kill(first, signal.SIGKILL)
    qtbot.waitUntil(lambda: ears.states == ["starting", "listening"] * 2, timeout=10 * SECOND)
    assert ears.listening.worker_pid not in (0, first)
    ears.play(_command(spoken, mixer))
    qtbot.waitUntil(lambda: ears.told == [spoken.commands[1][0]], timeout=20 * SECOND)
    os.kill(ears.listening.worker_pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: ears.reasons == ["recogniser-failed"], timeout=10 * SECOND)
    assert ears.states[-1] == "off"


def test_dictation_is_asked_for_by_any_enumeration_with_its_values(ears: Ears, qtbot: QtBot) -> None:
    class Theirs(enum.Enum):
        NUMBER = "number"

    ears.listening.expect([], "de", free=Theirs.NUMBER)
    ears.listening.expect([], "de", free=Free.NUMBER)
    assert ears.listening.unknown() == []
