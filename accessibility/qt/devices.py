"""The devices of sound that the system has chosen, found with Qt's plugins out of sight."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioDevice


def default_output() -> QAudioDevice:
    """Look up where sound goes to; loads 5 MB the first time."""
    from PySide6.QtMultimedia import QMediaDevices  # noqa: PLC0415 - only when something is heard

    with _no_plugins():
        return QMediaDevices.defaultAudioOutput()


def default_input() -> QAudioDevice:
    """Look up where sound comes from; loads 5 MB the first time."""
    from PySide6.QtMultimedia import QMediaDevices  # noqa: PLC0415 - only when somebody wants to speak

    with _no_plugins():
        return QMediaDevices.defaultAudioInput()


@contextlib.contextmanager
def _no_plugins() -> Iterator[None]:
    paths = QCoreApplication.libraryPaths()
    QCoreApplication.setLibraryPaths([])
    try:
        yield
    finally:
        QCoreApplication.setLibraryPaths(paths)
