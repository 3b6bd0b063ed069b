"""From the voice to the deed: the real recogniser, recorded commands, and screens that have them as their words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QApplication

from accessibility.qt.listening import Listening
from accessibility.voice.samples import HERTZ
from kiosk import channel
from kiosk.offer import VoiceSetup
from kiosk.visitor.hearing import ear_by
from kiosk.visitor.talk.button import Hearing
from tests.fakes.microphone import FedMicrophone
from tests.fakes.terminal import Terminal
from tests.voice_mix import Mixer, Recordings, recordings

COUNTERS = (
    ("papers", {"de": "Computer einschalten"}),
    ("social", {"de": "Esstisch ausschalten"}),
)
PIECE = HERTZ // 10


class Told:
    """A terminal with the real ear, and recordings played to it."""

    def __init__(self, app: QApplication, models: Path, spoken: Recordings, qtbot: Any) -> None:
        self._microphone, self._qtbot = FedMicrophone(), qtbot
        self._mixer, self._spoken = Mixer(spoken, 1), spoken
        voice = VoiceSetup(models=("de", "de-simple"), offered=True)
        self.terminal = Terminal(
            app, (1920, 1080), make_ear=ear_by(models, lambda: self._microphone), counters=COUNTERS, voice=voice
        )
        self.misses: list[bool] = []

    @property
    def ear(self) -> Listening:
        talking = self.terminal.shell.talking
        assert talking is not None
        assert isinstance(talking._ear, Listening)
        return talking._ear

    def hears(self) -> Hearing:
        button = self.terminal.shell.bottom().talk
        assert button is not None
        return button.hearing

    def tap(self) -> None:
        button = self.terminal.shell.bottom().talk
        assert button is not None
        self.terminal.clock.now += 1.0
        button.strike()
        self.hush()

    def hush(self) -> None:
        """Let the terminal finish speaking, and the 400 ms after it pass."""
        self.terminal.voice.stop()
        self._qtbot.waitUntil(lambda: self.hears() is Hearing.LISTENING, timeout=20_000)

    def play(self, words: str) -> None:
        sound = next(samples for name, samples in (*self._spoken.commands, *self._spoken.other) if name == words)
        sound = self._mixer.noise(1) + sound + self._mixer.noise(1.5)
        for start in range(0, len(sound), PIECE):
            self._microphone.feed(sound[start : start + PIECE].tobytes())
            while any(worker.waiting > HERTZ for worker in self.ear._workers.values()):
                QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)

    def until(self, done: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(done, timeout=10_000)


@pytest.fixture
def told(fonts: QApplication, tmp_path: Path, vosk_model: Path, speech_samples: Path, qtbot: Any) -> Iterator[Told]:
    (tmp_path / "vosk-de").symlink_to(vosk_model)
    one = Told(fonts, tmp_path, recordings(speech_samples), qtbot)
    yield one
    one.ear.shut()
    one.terminal.close()


def key(told: Told) -> str:
    step = told.terminal.page.step
    return step.key if step is not None else ""


def test_a_recorded_voice_chooses_what_it_names(told: Told) -> None:
    told.terminal.start()
    told.terminal.give("take-number")
    told.tap()
    told.play("computer einschalten")
    told.until(lambda: key(told) == "take-number-check")
    assert not [ask for ask in told.terminal.broker.of(channel.Ask) if ask.kind == "effect"]
    assert [message.on for message in told.terminal.broker.of(channel.Listen)] == [True]


def test_other_speech_does_nothing(told: Told) -> None:
    told.terminal.start()
    told.terminal.give("take-number")
    told.tap()
    before = key(told)
    with told._qtbot.waitSignal(told.ear.not_understood, timeout=10_000):
        told.play("neutral.wav")
    assert key(told) == before


def test_a_voice_while_the_terminal_speaks_does_nothing(told: Told) -> None:
    told.terminal.start()
    told.terminal.give("take-number")
    told.tap()
    told.terminal.strip("read")
    assert told.hears() is Hearing.GATED
    before = key(told)
    told.play("computer einschalten")
    told.hush()
    assert key(told) == before


def test_without_the_model_it_is_said_and_the_rest_works(fonts: QApplication, tmp_path: Path, qtbot: Any) -> None:
    voice = VoiceSetup(models=("de",), offered=True)
    terminal = Terminal(fonts, (1920, 1080), make_ear=ear_by(tmp_path, FedMicrophone), voice=voice)
    terminal.start()
    button = terminal.shell.bottom().talk
    assert button is not None
    terminal.clock.now += 1.0
    button.strike()
    qtbot.waitUntil(lambda: button.hearing is Hearing.LOST, timeout=10_000)
    assert "In dieser Sprache kann ich nicht zuhören." in " ".join(terminal.voice.said[-1])
    terminal.give("office")
    assert [message.on for message in terminal.broker.of(channel.Listen)] == [True, False]
    terminal.close()
