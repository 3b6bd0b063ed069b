"""Making and ending a worker that is a child of this process and knows nothing but its pipes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QProcess

import accessibility


def made(
    command: Sequence[str],
    parent: QObject,
    *,
    read: Callable[[], None],
    ended: Callable[[], None],
    not_started: Callable[[QProcess.ProcessError], None],
) -> QProcess:
    """Make it, not yet started: where our package is found, with its standard error silent.

    `read` is called when it has written.
    """
    process = QProcess(parent)
    process.setProgram(command[0])
    process.setArguments(list(command[1:]))
    process.setWorkingDirectory(str(Path(accessibility.__file__).resolve().parents[1]))
    process.setStandardErrorFile(QProcess.nullDevice())
    process.readyReadStandardOutput.connect(read)
    process.finished.connect(ended)
    process.errorOccurred.connect(not_started)
    return process


def end(process: QProcess) -> None:
    """Kill it, with nothing told of that."""
    process.blockSignals(True)
    process.kill()
    process.waitForFinished(1_000)
    process.deleteLater()
