"""Voice in, with the test model and the recordings: how fast, how right, and what talk and noise do."""

from __future__ import annotations

import os
import time
from array import array
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop

import kiosk.look  # noqa: F401 - keeps Qt from wearing out None
from accessibility.qt.listening import Listening
from accessibility.voice.samples import HERTZ
from tests.bench.figures import Figure, percentile, spread
from tests.bench.machine import memory_kib
from tests.bench.office import ROOT
from tests.fakes.microphone import FedMicrophone, PacedMicrophone
from tests.pairwise import current_seed
from tests.voice_mix import Mixer, Recordings, in_its_room, recordings

ROUNDS = 3
HOUR = 3_600
LATE_SECONDS = 20.0

_DATA = Path(os.environ.get("STADTTEIL_TEST_DATA", ROOT.parent / "shared" / "data"))


def voice(folder: Path) -> list[Figure]:
    """Measure everything about voice in; the hour takes some minutes."""
    _app = QCoreApplication.instance() or QCoreApplication([])
    model = Path(os.environ.get("STADTTEIL_VOSK_MODEL", _DATA / "vosk-model-de-test"))
    (folder / "vosk-de").symlink_to(model)
    known = recordings(Path(os.environ.get("STADTTEIL_SPEECH_SAMPLES", _DATA / "speech")))
    return [*_commands(folder, known), *_others(folder, known), *_hour(folder, known)]


class _Ear:
    """A `Listening` that listens, and what it heard when."""

    def __init__(self, models: Path, known: Recordings, microphone: FedMicrophone) -> None:
        self.heard: list[tuple[float, str]] = []
        self.answers = 0
        self.states: list[str] = []
        self.microphone = microphone
        self.listening = Listening(models, microphone)
        self.listening.heard.connect(self._hear)
        self.listening.not_understood.connect(self._other)
        self.listening.state.connect(self.states.append)
        self.listening.expect(known.phrases, "de")

    def _hear(self, phrase: str) -> None:
        self.heard.append((time.monotonic(), phrase))
        self.answers += 1

    def _other(self) -> None:
        self.answers += 1

    def start(self) -> None:
        """Open, and wait until it listens."""
        self.listening.open()
        _until(lambda: self.states[-1] == "listening")

    def play(self, samples: array[int]) -> None:
        """Give samples as fast as the worker takes them."""
        for start in range(0, len(samples), HERTZ // 10):
            self.microphone.feed(samples[start : start + HERTZ // 10].tobytes())
            _until(self._keeps_up)

    def _keeps_up(self) -> bool:
        return all(worker.waiting < HERTZ for worker in self.listening._workers.values())

    def answer(self, number: int, seconds: float) -> bool:
        """Wait for so many answers, right or not."""
        return _until(lambda: self.answers >= number, seconds)


def _until(done: Callable[[], bool], seconds: float = LATE_SECONDS) -> bool:
    """Run the event loop until something is so; whether it is."""
    late = time.monotonic() + seconds
    while not done():
        if time.monotonic() > late:
            return False
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        time.sleep(0.001)
    return True


def _commands(models: Path, known: Recordings) -> list[Figure]:  # long: three figures of one run
    """Say each command in real time, `ROUNDS` times."""
    took: list[float] = []
    right = wrong = 0
    pss = 0
    for turn in range(ROUNDS):
        for phrase, samples in known.commands:
            sound, end = in_its_room(samples, 1.5, 1.5, turn)
            microphone = PacedMicrophone(sound)
            ear = _Ear(models, known, FedMicrophone())
            ear.start()  # the model is loaded before, as it is while somebody speaks
            ear.listening.close()
            ear.listening._microphone = microphone
            ear.listening.open()
            ear.answer(1, len(sound) / HERTZ + 1.5)
            if ear.heard and ear.heard[0][1] == phrase:
                right += 1
                took.append(1000 * (ear.heard[0][0] - microphone.at(end)))
            elif ear.heard:
                wrong += 1
            pss = max(pss, memory_kib(ear.listening.worker_pid))
            ear.listening.shut()
    return [
        Figure(
            "voice: end of utterance to action",
            300,
            percentile(took, 0.95),
            "ms",
            f"p95 of the commands heard rightly in {ROUNDS} rounds in real time: from the last 20 ms of the recording "
            "that are 8 dB above its own quiet to the signal with the phrase; its quiet goes on before and after",
            detail={"spread": spread(took)},
        ),
        Figure(
            "voice: recorded commands right",
            9,
            right / ROUNDS,
            "of 10",
            f"mean of {ROUNDS} rounds; {len(known.phrases)} phrases in the grammar; none may be taken for another",
            at_least=True,
            holds=wrong == 0,
            detail={"right": right, "wrong": wrong, "said": ROUNDS * len(known.commands)},
        ),
        Figure("voice: memory of the recogniser", 150, pss / 1024, "MiB", "PSS of the worker after it heard a command"),
    ]


def _others(models: Path, known: Recordings) -> list[Figure]:
    """Play what is no command."""
    ear = _Ear(models, known, FedMicrophone())
    ear.start()
    for _, samples in known.other:
        before = ear.answers
        ear.play(in_its_room(samples, 1.5, 1.5)[0])
        ear.answer(before + 1, 3)
    ear.listening.shut()
    said = [phrase for _, phrase in ear.heard]
    return [
        Figure(
            "voice: commands heard in other recordings",
            0,
            len(said),
            "commands",
            f"{len(known.other)} recordings of other speech, each between its own quiet",
            detail={"heard": said, "answers": ear.answers},
        )
    ]


def _hour(models: Path, known: Recordings) -> list[Figure]:
    """Play an hour of talk and noise, a fifth of it gated."""
    mixer = Mixer(known, current_seed())
    ear = _Ear(models, known, FedMicrophone())
    ear.start()
    false: list[str] = []
    gated: list[str] = []
    said = right = 0
    before = ""
    for piece in mixer.pieces(HOUR):
        start = len(ear.heard)
        if piece.gated:
            ear.listening.gate(on=True)
        ear.play(piece.samples)
        _until(lambda: False, 0.05)
        if piece.gated:
            gated += [phrase for _, phrase in ear.heard[start:]]
            ear.listening.gate(on=False)
            _until(lambda: ear.states[-1] == "listening")
        else:
            heard = [phrase for _, phrase in ear.heard[start:]]
            said += bool(piece.command)
            right += bool(piece.command) and piece.command in heard
            false += [phrase for phrase in heard if phrase not in {piece.command, before}]
        before = "" if piece.gated else piece.command
    ear.listening.shut()
    return [
        Figure(
            "voice: false actions in an hour of talk and noise",
            1,
            len(false),
            "actions",
            f"seed {current_seed()}: whole recordings, one, two or five at once, -18 to +2 dB, knocks, room noise of "
            "-73 to -43 dB, commands among them; faster than real time; no action at all may come while gated",
            holds=not gated,
            detail={"false": false, "while_gated": gated, "commands_said": said, "commands_right": right},
        )
    ]
