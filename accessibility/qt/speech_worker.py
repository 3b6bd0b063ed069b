"""The speech worker as seen from Qt: started when needed, asked one thing at a time, replaced once when it crashes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from accessibility.pipes import Frames
from accessibility.qt import child
from accessibility.speech.wire import REPLY_LIMIT, Reply, Request

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ANSWER_MS = 4_000
"""A worker that has not answered by then is killed; the longest sentence takes 50 ms."""

TRIES = 2
"""Workers that may fail on one request."""


def worker_command(home: Path, piper: Mapping[str, Path] | None = None) -> Sequence[str]:
    """Give the command line of the worker, with better voices by name. Nothing that is spoken is ever in it."""
    voices = [word for name, folder in (piper or {}).items() for word in ("--piper", f"{name}={folder}")]
    return (sys.executable, "-m", "accessibility.speech.worker", str(home), *voices)


class SpeechWorker(QObject):
    """One worker process. `answered(Reply)` or, when a second one crashed on the same request, `failed(number)`."""

    answered = Signal(object)
    failed = Signal(int)

    def __init__(self, home: Path, command: Sequence[str] | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._home = home
        self._command = tuple(command or worker_command(home))
        self._process: QProcess | None = None
        self._frames = Frames(REPLY_LIMIT)
        self._asked: Request | None = None
        self._tries = 0
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(ANSWER_MS)
        self._late.timeout.connect(self._give_up_process)

    @property
    def pid(self) -> int:
        """The process id of the running worker, 0 when there is none."""
        return self._process.processId() if self._process else 0

    def warm(self) -> None:
        """Start the process now, so that the first sentence comes without waiting for it."""
        if self._process is not None:
            return
        self._frames = Frames(REPLY_LIMIT)
        self._process = child.made(
            self._command, self, read=self._read, ended=self._give_up_process, not_started=self._not_started
        )
        self._process.start()

    def ask(self, request: Request) -> None:
        """Have one sentence made; what was asked before is answered no more."""
        self._asked = request
        self._tries = 0
        self._send()

    def forget(self) -> None:
        """Want no answer any more."""
        self._asked = None
        self._late.stop()

    def close(self) -> None:
        """End the process."""
        self.forget()
        self._drop()

    def _send(self) -> None:
        if self._asked is None:
            return
        self._tries += 1
        self.warm()
        if self._process is not None:
            self._process.write(self._asked.encode())
            self._late.start()

    def _read(self) -> None:
        if self._process is None:
            return
        try:
            bodies = self._frames.feed(bytes(self._process.readAllStandardOutput().data()))
            replies = [Reply.decode(body) for body in bodies]
        except ValueError:
            self._give_up_process()
            return
        for reply in replies:
            if self._asked is not None and reply.number == self._asked.number:
                self.forget()
                self.answered.emit(reply)

    def _not_started(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._give_up_process()

    def _give_up_process(self) -> None:
        """Replace a worker that crashed, hung or babbled; give up on the request after the second one."""
        self._late.stop()
        self._drop()
        if self._asked is None:
            return
        if self._tries < TRIES:
            self._send()
            return
        number = self._asked.number
        self._asked = None
        self.failed.emit(number)

    def _drop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            child.end(process)
        for left in self._home.glob("speech.wav"):
            left.unlink(missing_ok=True)
