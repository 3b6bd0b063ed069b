"""The recogniser's worker as seen from Qt: started when needed, fed with sound, replaced once when it crashes."""

from __future__ import annotations

import enum
import sys
from array import array
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from accessibility.pipes import Frames
from accessibility.qt import child
from accessibility.voice.samples import HERTZ
from accessibility.voice.wire import REPLY_LIMIT, Audio, Began, Expect, Heard, Outcome, Ready, Reset, reply

LOAD_MS = 30_000
"""A worker that has not loaded its model by then is killed; small models take a second."""

CRASHES = 2
"""Crashes after which it is not started again."""

_MOST_WAITING = 4 * HERTZ * 2
"""Bytes of sound that may wait for the worker: 4 s. What comes then is thrown away, with what was half said."""


class Failure(enum.Enum):
    """Why there is no recogniser."""

    ABSENT = "absent"
    DAMAGED = "damaged"
    CRASHED = "crashed"


def worker_command(model: Path) -> Sequence[str]:
    """Give the command line of the worker. Nothing that is said is ever in it."""
    return (sys.executable, "-m", "accessibility.voice.worker", str(model))


class RecogniserProcess(QObject):
    """One worker process with one model."""

    changed = Signal()
    """`is_loaded` has changed: it has loaded, or crashed and starts anew."""
    ready = Signal(object)
    """`Ready` for the last `expect`."""
    heard = Signal(object)
    """`Heard` for the last `expect`; results for phrases before it are dropped."""
    failed = Signal(object)
    """`Failure`; said once, then nothing is started any more."""

    def __init__(
        self, model: Path, command: Callable[[Path], Sequence[str]] = worker_command, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._command = tuple(command(model))
        self._process: QProcess | None = None
        self._frames = Frames(REPLY_LIMIT)
        self._expect: Expect | None = None
        self._is_loaded = self._has_failed = False
        self._crashes = 0
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(LOAD_MS)
        self._late.timeout.connect(self._lost)

    @property
    def pid(self) -> int:
        """The process id of the running worker, 0 when there is none."""
        return self._process.processId() if self._process else 0

    @property
    def has_failed(self) -> bool:
        """Whether it will not be started any more."""
        return self._has_failed

    @property
    def waiting(self) -> int:
        """Bytes that the worker has not taken yet."""
        return self._process.bytesToWrite() if self._process else 0

    @property
    def is_loaded(self) -> bool:
        """Whether the model is there and sound is heard."""
        return self._is_loaded

    def start(self) -> None:
        """Start the process, unless it runs or has failed."""
        if self._process is not None or self._has_failed:
            return
        self._frames = Frames(REPLY_LIMIT)
        self._process = child.made(
            self._command, self, read=self._read, ended=self._lost, not_started=self._not_started
        )
        self._late.start()
        self._process.start()

    def expect(self, asked: Expect) -> None:
        """Listen for these phrases, now or once it is loaded."""
        self._expect = asked
        self._send(asked.encode())

    def hear(self, samples: array[int]) -> None:
        """Hand over mono samples of 16 kHz; nothing happens before it is loaded."""
        if self._process is None or not self._is_loaded:
            return
        if self.waiting > _MOST_WAITING:
            self.reset()
        else:
            self._send(Audio(samples.tobytes()).encode())

    def reset(self) -> None:
        """Have everything thrown away that was heard."""
        self._send(Reset().encode())

    def close(self) -> None:
        """End the process; `start` begins anew."""
        self._late.stop()
        self._is_loaded = False
        process, self._process = self._process, None
        if process is not None:
            child.end(process)

    def _send(self, data: bytes) -> None:
        if self._process is not None and self._is_loaded:
            self._process.write(data)

    def _read(self) -> None:
        if self._process is None:
            return
        try:
            for body in self._frames.feed(bytes(self._process.readAllStandardOutput().data())):
                self._take(reply(body))
        except ValueError:
            self._lost()

    def _take(self, got: Began | Ready | Heard) -> None:
        match got:
            case Began(Outcome.LOADED):
                self._late.stop()
                self._is_loaded = True
                if self._expect is not None:
                    self._send(self._expect.encode())
                self.changed.emit()
            case Began(outcome):
                self._fail(Failure.ABSENT if outcome is Outcome.ABSENT else Failure.DAMAGED)
            case Ready(number) if self._expect is not None and number == self._expect.number:
                self.ready.emit(got)
            case Heard(number) if self._expect is not None and number == self._expect.number:
                self.heard.emit(got)

    def _not_started(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._fail(Failure.CRASHED)

    def _lost(self) -> None:
        """Find out what a process that ended, hung or babbled means.

        Vosk ends the process on some damaged files: who dies while loading has a bad model, and would die again.
        """
        was_loaded = self._is_loaded
        self.close()
        if not was_loaded:
            self._fail(Failure.DAMAGED)
            return
        self._crashes += 1
        if self._crashes >= CRASHES:
            self._fail(Failure.CRASHED)
        else:
            self.start()
            self.changed.emit()

    def _fail(self, why: Failure) -> None:
        self.close()
        if not self._has_failed:
            self._has_failed = True
            self.failed.emit(why)
