"""Voice in: what screens use to hear phrases. Never blocks, keeps nothing, and works without any microphone or model.

The microphone is open from `open` to `close` and at no other time. Sound goes from it to the worker in pieces of 50 ms
and is held nowhere else here; of what is said only an accepted phrase comes out.
"""

from __future__ import annotations

import enum
import logging
from array import array
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from accessibility.locales import language_of
from accessibility.qt.microphone import DeviceMicrophone, Microphone
from accessibility.qt.recogniser import Failure, RecogniserProcess, worker_command
from accessibility.voice.dictation import Free
from accessibility.voice.grammar import LEAST_CLEAR, Expectation, Final, accept, expectation
from accessibility.voice.meter import BLOCK, Meter, Trouble
from accessibility.voice.samples import Converter
from accessibility.voice.wire import Expect, Heard, Ready

GATE_MS = 400
"""How long after the terminal has spoken nothing is heard: rooms echo, and servers play from a buffer."""

_SPOKEN_SECONDS = 0.4
"""What is shorter and no phrase was a cough or a chair, not somebody who was not understood."""

_log = logging.getLogger(__name__)


class Listening(QObject):
    """Hears the phrases that are expected, and says which.

    `models` is a folder with one model for each language, `vosk-de` for `de` and `de-simple`.
    """

    heard = Signal(str)
    """One accepted phrase, exactly as it was given to `expect`, or what was dictated (`number:112`)."""
    not_understood = Signal()
    """Somebody spoke, and it was none of the phrases."""
    level = Signal(int)
    """Loudness from 0 to 100, twenty times a second while open; 0 while gated."""
    noisy = Signal()
    """It is so loud here that listening will not work; once for each opening."""
    unavailable = Signal(str)
    """Why nothing is heard, once each: `no-microphone`, `no-model:<locale>`, `model-damaged:<locale>`,
    `recogniser-failed`; and what goes on but hardly works: `microphone-silent`, `microphone-clipping`.
    """
    state = Signal(str)
    """`off`, `starting`, `listening`, `gated`."""

    def __init__(
        self,
        models: Path,
        microphone: Microphone | None = None,
        parent: QObject | None = None,
        *,
        command: Callable[[Path], Sequence[str]] = worker_command,
    ) -> None:
        """Start nothing before it is needed."""
        super().__init__(parent)
        self._models = models
        self._microphone: Microphone = microphone if microphone is not None else DeviceMicrophone(parent=self)
        self._command = command
        self._workers: dict[str, RecogniserProcess] = {}
        self._expected = Expectation("de")
        self._number = 0
        self._unknown: tuple[str, ...] = ()
        self._is_open = self._is_gated = self._is_loud = False
        self._converter: Converter | None = None
        self._meter = Meter()
        self._block: array[int] = array("h")
        self._told: set[str] = set()
        self._state = "off"
        self._after = QTimer(self)
        self._after.setSingleShot(True)
        self._after.setInterval(GATE_MS)
        self._after.timeout.connect(self._ungate)
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.shut)

    @property
    def is_open(self) -> bool:
        """Whether it is to listen, gated or not."""
        return self._is_open

    @property
    def worker_pid(self) -> int:
        """Process id of the worker for the present locale, 0 while there is none."""
        worker = self._workers.get(self._language)
        return worker.pid if worker is not None else 0

    def unknown(self) -> list[str]:
        """Give the words of the present phrases that the model does not know; nothing before it was asked."""
        return list(self._unknown)

    def expect(self, phrases: Sequence[str], locale: str, *, free: enum.Enum | None = None) -> None:
        """Hear these phrases in place of those before; what is half said belongs to those and is dropped.

        `free` is a `Free`, or another enumeration with its values. Of phrases that are brought to the same words, such
        as `1` and `eins`, the first one is told.
        """
        wanted = expectation(phrases, locale, Free(free.value) if free is not None else None)
        if wanted == self._expected and self._number:
            return
        self._expected = wanted
        self._number += 1
        self._unknown = ()
        if self._is_open:
            self._listen()

    def open(self) -> None:
        """Listen from now on; does nothing while it is open already. Where it cannot, the state `off` is told again."""
        if self._is_open:
            return
        worker = self._workers.get(self._language)
        if worker is not None and worker.has_failed:
            self.state.emit("off")
            return
        given = self._microphone.open(self._heard_sound, self._lost_microphone)
        if given is None:
            self._tell("no-microphone")
            self.state.emit("off")
            return
        self._is_open = True
        self._converter = Converter(given)
        self._meter = Meter()
        self._is_loud = False
        self._block = array("h")
        self._listen()

    def close(self) -> None:
        """Listen no more; what is buffered anywhere is thrown away."""
        self._microphone.close()
        self._is_open = False
        self._converter = None
        self._block = array("h")
        for worker in self._workers.values():
            worker.reset()
        self._show()

    def gate(self, *, on: bool) -> None:
        """Hear nothing while the terminal speaks, and 400 ms after it."""
        self._after.stop()
        if not on:
            self._after.start()
            return
        self._is_gated = True
        self._drop()
        self._show()

    def shut(self) -> None:
        """Listen no more, and end the workers."""
        self.close()
        for worker in self._workers.values():
            worker.close()
        self._workers.clear()

    # ---- the worker ----------------------------------------------------------------------------------------------

    @property
    def _language(self) -> str:
        return language_of(self._expected.locale)

    def _listen(self) -> None:
        """Have the worker of the present locale listen, and no other one."""
        for language, worker in self._workers.items():
            if language != self._language:
                worker.close()
        worker = self._workers.get(self._language) or self._new(self._language)
        worker.start()
        expected = self._expected
        worker.expect(Expect(self._number, expected.locale, tuple(expected.phrases), tuple(expected.words())))
        self._show()

    def _new(self, language: str) -> RecogniserProcess:
        worker = RecogniserProcess(self._models / f"vosk-{language}", self._command, self)
        worker.changed.connect(self._show)
        worker.ready.connect(self._ready)
        worker.heard.connect(self._result)
        worker.failed.connect(lambda why: self._failed(why, language))
        self._workers[language] = worker
        return worker

    def _ready(self, answer: Ready) -> None:
        self._unknown = answer.unknown

    def _result(self, result: Heard) -> None:
        if not self._is_open or self._is_gated:
            return
        seconds = result.milliseconds / 1000
        phrase = accept(Final(result.words, seconds, result.clear), self._expected)
        if phrase is not None:
            self.heard.emit(phrase)
        elif result.words and seconds >= _SPOKEN_SECONDS and result.clear >= LEAST_CLEAR:
            self.not_understood.emit()

    def _failed(self, why: Failure, language: str) -> None:
        reasons = {Failure.ABSENT: f"no-model:{language}", Failure.DAMAGED: f"model-damaged:{language}"}
        self.close()
        self._tell(reasons.get(why, "recogniser-failed"))

    # ---- the microphone ------------------------------------------------------------------------------------------

    def _heard_sound(self, data: bytes) -> None:
        if self._converter is None:
            return
        self._block += self._converter.feed(data)
        while len(self._block) >= BLOCK and self._is_open:
            block, self._block = self._block[:BLOCK], self._block[BLOCK:]
            self._one(block)

    def _one(self, block: array[int]) -> None:
        if self._is_gated:
            self.level.emit(0)
            return
        self.level.emit(self._meter.feed(block))
        worker = self._workers.get(self._language)
        if worker is not None:
            worker.hear(block)
        for trouble in self._meter.troubles():
            if trouble is not Trouble.NOISY:
                self._tell(f"microphone-{trouble.value}")
            elif not self._is_loud:
                self._is_loud = True
                self.noisy.emit()

    def _lost_microphone(self) -> None:
        self.close()
        self._tell("no-microphone")

    def _ungate(self) -> None:
        self._is_gated = False
        self._drop()
        self._show()

    def _drop(self) -> None:
        """Throw away what was said until now."""
        self._block = array("h")
        worker = self._workers.get(self._language)
        if worker is not None:
            worker.reset()

    # ---- what is told --------------------------------------------------------------------------------------------

    def _show(self) -> None:
        worker = self._workers.get(self._language)
        if not self._is_open:
            state = "off"
        elif worker is None or not worker.is_loaded:
            state = "starting"
        else:
            state = "gated" if self._is_gated else "listening"
        if state != self._state:
            self._state = state
            self.state.emit(state)

    def _tell(self, reason: str) -> None:
        if reason not in self._told:
            self._told.add(reason)
            _log.warning("voice in: %s", reason)
            self.unavailable.emit(reason)
