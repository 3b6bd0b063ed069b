"""The display process: the one place where everything is wired."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import logging
import signal
import socket
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from accessibility.qt.speech import Speech
from kiosk.look.fonts import FontError, load_fonts
from kiosk.look.pictograms import Pictograms
from kiosk.texts import Texts, direction
from telemed.waiting_room.board import Sign
from telemed.waiting_room.display import Clocks, Display
from telemed.waiting_room.errors import DisplayError, Reason
from telemed.waiting_room.feed import Feed
from telemed.waiting_room.hub import reach
from telemed.waiting_room.memory import Memory
from telemed.waiting_room.page_files import PageFolder
from telemed.waiting_room.screen import Screen
from telemed.waiting_room.sight import Sight, fitting
from telemed.waiting_room.watchdog import Watchdog

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Mapping

    from telemed.api import Board

_log = logging.getLogger(__name__)

FIRST_WAIT_MS = 1000
"""The window opens with the first board, or after this time without one, so that no start flashes a banner."""
SNAPSHOT_WAIT_MS = 10_000
SNAPSHOT_STALE = 3
"""Exit status of `--snapshot` when no board came."""


class BoardWords:
    """The words of the site's languages; values are isolated in languages written from right to left."""

    def __init__(self, languages: tuple[str, ...], root: Path | None = None) -> None:
        self._texts = {locale: Texts(locale, root=root) for locale in languages}

    def __call__(self, locale: str, key: str, **values: str | int) -> str:
        """Give a text."""
        texts = self._texts[locale]
        return (texts.text if direction(locale) == "rtl" else texts.plain)(key, None, **values)


class App(QObject):
    """Made from the options of the command line; `run` shows the board until it is ended."""

    def __init__(
        self,
        args: argparse.Namespace,
        environment: Mapping[str, str],
        monotonic: Callable[[], float],
        jitter: Callable[[], float],
    ) -> None:
        self._memory = Memory(state_file(args, environment))
        self._qt = QApplication.instance() or QApplication(sys.argv[:1])
        super().__init__()
        hub = reach(args.hub, ca=args.ca, credential=args.credential)
        try:
            load_fonts()
        except FontError as error:
            raise DisplayError(Reason.SETTING, f"the font {error} is missing or damaged") from error
        self._args = args
        self._monotonic = monotonic
        self._received: float | None = None
        self._traced = -1
        self._home: tempfile.TemporaryDirectory[str] | None = None
        self._speech = self._make_speech(environment) if self._is_heard() else None
        self._screen = Screen(Pictograms())
        self._feed = Feed(hub, monotonic, jitter, self)
        self._feed.board.connect(self._board_came)
        sign = Sign(BoardWords(args.languages), args.screen, args.languages, args.infos, tuple(args.room))
        clocks = Clocks(monotonic, lambda: dt.datetime.now(args.timezone))
        sign = self._readable(sign, clocks.wall())
        folder = PageFolder(args.pages, args.languages, monotonic, _tell_of_page) if args.pages else None
        self._display = Display(
            self._feed, self._screen.canvas, sign, clocks, memory=self._memory, voice=self._speech, folder=folder
        )
        self._watchdog = Watchdog(environment, monotonic)
        self._display.painted.connect(self._painted)
        self._first = QTimer(self, singleShot=True, interval=FIRST_WAIT_MS)
        self._first.timeout.connect(self._open)

    def run(self) -> int:
        """Run until SIGTERM or SIGINT (or until the snapshot is taken)."""
        notifier = self._end_by_signal()
        self._first.start()
        self._display.start()
        if self._speech is not None:
            self._speech.warm()
        if self._args.snapshot is not None:
            QTimer.singleShot(SNAPSHOT_WAIT_MS, self, lambda: self._snapshot(SNAPSHOT_STALE))
        status = QApplication.exec()
        notifier.setEnabled(False)
        self._display.stop()
        if self._speech is not None:
            self._speech.close()
        if self._home is not None:
            self._home.cleanup()
        return status

    def _make_speech(self, environment: Mapping[str, str]) -> Speech:
        """Speak with files in systemd's runtime directory, which is emptied for us, else in memory."""
        folder = environment.get("RUNTIME_DIRECTORY", "").partition(":")[0] or _ram()
        self._home = tempfile.TemporaryDirectory(prefix="stadtteil-display-", dir=folder)
        return Speech(Path(self._home.name), self._args.volume)

    def _readable(self, sign: Sign, now: dt.datetime) -> Sign:
        """Take as many rows as can be read from the last row of chairs, and say so where even few cannot."""
        size = self._args.size or _whole_screen()
        sight = Sight(self._args.diagonal, self._args.distance)
        shape, reach = fitting(sign, size, sight, now)
        if reach < sight.distance:
            _log.warning(
                "the numbers can be read from %.1f m only, not from %g m: a larger screen is needed",
                reach,
                sight.distance,
            )
        return dataclasses.replace(sign, shape=shape)

    def _is_heard(self) -> bool:
        return not self._args.silent and self._args.screen.screen == 1 and self._args.snapshot is None

    def _board_came(self) -> None:
        self._received = self._monotonic()
        if not self._screen.isVisible():
            QTimer.singleShot(0, self, self._open)

    def _open(self) -> None:
        if not self._screen.isVisible():
            self._screen.open(self._args.size, windowed=self._args.windowed)

    def _painted(self, version: int) -> None:
        self._watchdog.painted()
        board = self._display.board
        if version == self._traced or board is None:
            return
        self._traced = version
        if self._args.trace:
            print(trace_line(board, self._received, self._monotonic()), flush=True)  # noqa: T201
        if self._args.snapshot is not None and self._feed.heard_at() is not None:
            QTimer.singleShot(200, self, lambda: self._snapshot(0))  # The site comes with the board or just after it.

    def _snapshot(self, status: int) -> None:
        if not self._screen.canvas.grab().save(str(self._args.snapshot)):
            print(f"{self._args.snapshot} cannot be written", file=sys.stderr)  # noqa: T201
            status = 1
        QApplication.exit(status)

    def _end_by_signal(self) -> QSocketNotifier:
        """End the event loop when a signal comes, at once and not with the next event."""
        self._ours, theirs = socket.socketpair()
        self._theirs = theirs
        theirs.setblocking(False)
        signal.set_wakeup_fd(theirs.fileno())
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: QApplication.exit(0))
        notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read, self)
        notifier.activated.connect(lambda: self._ours.recv(64))
        return notifier


def _whole_screen() -> tuple[int, int]:
    size = QGuiApplication.primaryScreen().size()
    return size.width(), size.height()


def _tell_of_page(problem: str) -> None:
    logging.getLogger("telemed.waiting_room.pages").warning("a page is not shown: %s", problem)


def _ram() -> str | None:
    """Give a folder in memory for the sound of the sentences; the usual one where there is none."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - its own folder of mode 0700 inside


def trace_line(board: Board, received: float | None, painted: float) -> str:
    """One line of `--trace`; times are monotonic seconds, the same clock for all processes of a machine."""
    calls = [[call.number, call.room, call.repeat] for call in board.calls]
    return json.dumps({"version": board.version, "calls": calls, "received": received, "painted": painted})


def state_file(args: argparse.Namespace, environment: Mapping[str, str]) -> Path | None:
    """Where the picture is kept: `--state`, else the state directory of the systemd unit, else nowhere."""
    folder = args.state or environment.get("STATE_DIRECTORY", "").partition(":")[0]
    if not folder:
        return None
    if not Path(folder).is_dir():
        raise DisplayError(Reason.SETTING, f"--state: there is no folder {folder}")
    return Path(folder) / f"board-{args.screen.screen}.json"
