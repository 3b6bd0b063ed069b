"""What every ear keeps to: the fake that journeys are tested with, and the recogniser itself on recorded commands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtTest import QSignalSpy

from accessibility.voice.samples import HERTZ
from kiosk.offer import VoiceSetup
from kiosk.visitor.ear import Ear, Free
from kiosk.visitor.hearing import ear_by
from tests.fakes.broker import setup
from tests.fakes.ear import FakeEar
from tests.fakes.microphone import FedMicrophone
from tests.voice_mix import Mixer, Recordings, recordings

PHRASES = ("Esstisch einschalten", "Computer ausschalten", "Esstisch ausschalten", "Hilfe", "3")
PIECE = HERTZ // 10


class Person(Protocol):
    """An ear, and somebody who speaks near it."""

    @property
    def ear(self) -> Any: ...

    def say(self, words: str) -> None:
        """Say one of the recorded commands."""
        ...

    def settle(self) -> None:
        """Wait until what was said has been taken."""
        ...


class ToFake:
    def __init__(self) -> None:
        self.ear = FakeEar()

    def say(self, words: str) -> None:
        self.ear.say(words)
        self.ear.level.emit(50)

    def settle(self) -> None:
        pass


class ToReal:
    """The recogniser as the visitor makes it, with the test model; sound comes as fast as the worker takes it."""

    def __init__(self, models: Path, spoken: Recordings) -> None:
        self._microphone, self._noise = FedMicrophone(), Mixer(spoken, 1)
        self._spoken = dict(spoken.commands)
        made = ear_by(models, lambda: self._microphone)(setup(voice=VoiceSetup(models=("de",), offered=True)))
        assert made is not None
        self.ear: Any = made

    def say(self, words: str) -> None:
        sound = self._noise.noise(1) + self._spoken[words] + self._noise.noise(1.5)
        for start in range(0, len(sound), PIECE):
            self._microphone.feed(sound[start : start + PIECE].tobytes())
            while any(worker.waiting > HERTZ for worker in self.ear._workers.values()):
                QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)

    def settle(self) -> None:
        """Give the worker time to answer: where nothing is to come there is nothing else to wait for."""
        QSignalSpy(self.ear.destroyed).wait(1_000)


@pytest.fixture(params=["fake", "real"])
def person(request: pytest.FixtureRequest, tmp_path: Path, qapp: Any) -> Iterator[Any]:
    if request.param == "fake":
        yield ToFake()
        return
    (tmp_path / "vosk-de").symlink_to(request.getfixturevalue("vosk_model"))
    one = ToReal(tmp_path, recordings(request.getfixturevalue("speech_samples")))
    yield one
    one.ear.shut()


def opened(person: Person, qtbot: Any) -> Ear:
    ear = person.ear
    ear.expect(PHRASES, "de")
    states: list[str] = []
    ear.state.connect(states.append)
    ear.open()
    qtbot.waitUntil(lambda: states[-1:] == ["listening"], timeout=20_000)
    assert states[0] in {"starting", "listening"}
    return ear  # type: ignore[no-any-return]


def test_it_is_off_until_it_is_opened(person: Person) -> None:
    heard: list[str] = []
    person.ear.heard.connect(heard.append)
    person.ear.expect(PHRASES, "de")
    assert not person.ear.is_open
    person.say("esstisch einschalten")
    person.settle()
    assert heard == []


def test_a_phrase_is_heard_exactly_as_it_was_given(person: Person, qtbot: Any) -> None:
    ear = opened(person, qtbot)
    heard: list[str] = []
    ear.heard.connect(heard.append)
    person.say("esstisch einschalten")
    qtbot.waitUntil(lambda: heard == ["Esstisch einschalten"], timeout=10_000)


def test_other_words_are_not_understood(person: Person, qtbot: Any) -> None:
    ear = opened(person, qtbot)
    ear.expect(("Esstisch einschalten", "Hilfe"), "de", free=Free.NUMBER)
    heard: list[str] = []
    ear.heard.connect(heard.append)
    with qtbot.waitSignal(ear.not_understood, timeout=10_000):
        person.say("wie ist deine adresse")
    assert heard == []


def test_the_phrases_of_another_screen_replace_those_before(person: Person, qtbot: Any) -> None:
    ear = opened(person, qtbot)
    heard: list[str] = []
    ear.heard.connect(heard.append)
    ear.expect(("Computer ausschalten", "Zurück"), "de")
    person.say("esstisch einschalten")
    person.settle()
    assert heard == []


def test_nothing_is_heard_while_gated(person: Person, qtbot: Any) -> None:
    ear = opened(person, qtbot)
    heard: list[str] = []
    states: list[str] = []
    ear.heard.connect(heard.append)
    ear.state.connect(states.append)
    ear.gate(on=True)
    assert states == ["gated"]
    person.say("esstisch einschalten")
    person.settle()
    assert heard == []
    ear.gate(on=False)
    qtbot.waitUntil(lambda: states[-1] == "listening", timeout=3_000)
    person.say("esstisch einschalten")
    qtbot.waitUntil(lambda: heard == ["Esstisch einschalten"], timeout=10_000)


def test_the_level_is_told_while_open(person: Person, qtbot: Any) -> None:
    ear = opened(person, qtbot)
    levels: list[int] = []
    ear.level.connect(levels.append)
    person.say("esstisch einschalten")
    assert levels
    assert all(0 <= level <= 100 for level in levels)
    assert max(levels) > 0


def test_closed_it_hears_nothing_and_can_be_opened_again(person: Person, qtbot: Any) -> None:
    ear = opened(person, qtbot)
    heard: list[str] = []
    states: list[str] = []
    ear.heard.connect(heard.append)
    ear.state.connect(states.append)
    ear.close()
    assert states == ["off"]
    assert not ear.is_open
    person.say("esstisch einschalten")
    person.settle()
    assert heard == []
    ear.open()
    qtbot.waitUntil(lambda: states[-1] == "listening", timeout=20_000)
    person.say("esstisch einschalten")
    qtbot.waitUntil(lambda: heard == ["Esstisch einschalten"], timeout=10_000)


def test_opening_twice_is_opening_once(person: Person, qtbot: Any) -> None:
    ear = opened(person, qtbot)
    ear.open()
    ear.close()
    assert not ear.is_open
