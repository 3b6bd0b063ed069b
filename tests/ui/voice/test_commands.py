"""How soon a command is answered, and what talk and noise do: short forms of `tests/bench/voice.py`."""

from __future__ import annotations

from pathlib import Path

import pytest

from accessibility.voice.grammar import Final, accept, expectation
from accessibility.voice.recogniser import Model
from accessibility.voice.samples import HERTZ
from accessibility.voice.wire import Audio, Expect, Heard, Reply, Reset
from accessibility.voice.worker import Listener
from tests.voice_mix import Mixer, Recordings, in_its_room

PIECE = HERTZ // 20


class Ear:
    """The worker's inside, without a process."""

    def __init__(self, models: Path, spoken: Recordings) -> None:
        self._told: list[Reply] = []
        self._expected = expectation(spoken.phrases, "de")
        self._listener = Listener(Model(models / "vosk-de"), self._told.append)
        self._listener.take(Expect(1, "de", tuple(self._expected.phrases), ()))

    def reset(self) -> None:
        self._listener.take(Reset())

    def hear(self, pcm: bytes) -> list[str | None]:
        """Give what is accepted, or None, for each utterance that ends here."""
        self._told.clear()
        self._listener.take(Audio(pcm))
        finals = [each for each in self._told if isinstance(each, Heard)]
        return [accept(Final(one.words, one.milliseconds / 1000, one.clear), self._expected) for one in finals]


@pytest.fixture(scope="module")
def ear(models: Path, spoken: Recordings) -> Ear:
    return Ear(models, spoken)


def test_a_command_is_answered_before_a_quarter_of_a_second_of_silence(ear: Ear, spoken: Recordings) -> None:
    late: dict[str, float] = {}
    for phrase, voice in spoken.commands:
        sound, end = in_its_room(voice, 1.5, 1.5)
        ear.reset()
        for start in range(0, len(sound), PIECE):
            for heard in ear.hear(sound[start : start + PIECE].tobytes()):
                assert heard in (phrase, None)
                if heard:
                    late[phrase] = (start + PIECE - end) / HERTZ
    assert len(late) >= 9
    assert max(late.values()) <= 0.25, late


@pytest.mark.timeout(300)  # a busy machine takes longer than the sound lasts
def test_talk_and_noise_do_nothing(ear: Ear, spoken: Recordings) -> None:
    false = []
    ear.reset()
    for piece in Mixer(spoken, 3).pieces(40):
        heard = []
        for start in range(0, len(piece.samples), PIECE):
            heard += [one for one in ear.hear(piece.samples[start : start + PIECE].tobytes()) if one]
        false += [one for one in heard if one != piece.command]
    assert false == []

    phrase, voice = spoken.commands[1]
    sound, _ = in_its_room(voice, 3.0, 3.0)  # the ear gets used to the quiet again while it is said once
    again = [one for _ in range(3) for one in ear.hear(sound.tobytes())]
    assert phrase in again, "the control: after all that a command is still heard"
