"""The display: joins feed, board, screen, announcements and memory. Everything comes by constructor."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from telemed.waiting_room.announce import Heard, due, sentences
from telemed.waiting_room.board import STALE_AFTER, Moment, Sign, compose
from telemed.waiting_room.memory import Kept, Memory
from telemed.waiting_room.parts import of_rooms, unknown_rooms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telemed.api import Board, Site
    from telemed.waiting_room.feed import Feed
    from telemed.waiting_room.page_files import PageFolder
    from telemed.waiting_room.screen import Canvas

_log = logging.getLogger(__name__)

TURN_SECONDS = 8.0
"""How long an information line, or one of several things that do not fit at once, stays."""
CALLING_SECONDS = 8.0
"""How long a new call is lit up."""
LOOK_MS = 500
"""How often age and clock are looked at."""


class Voice(Protocol):
    """Says announcements after each other; `accessibility.qt.speech.Speech` is one."""

    def announce(self, texts: Sequence[tuple[str, str]], *, gong: bool = False) -> None:
        """Say (text, locale) pairs, with a gong first."""


@dataclass(frozen=True, slots=True)
class Clocks:
    """Time from outside: `monotonic` seconds for ages, `wall` aware local time for what is shown."""

    monotonic: Callable[[], float]
    wall: Callable[[], dt.datetime]


class Display(QObject):
    """Shows the newest board that the feed has, says new calls once, and survives its own restart."""

    painted = Signal(int)
    """A frame is painted; the version of the board it shows, -1 before the first one."""

    def __init__(
        self,
        feed: Feed,
        canvas: Canvas,
        sign: Sign,
        clocks: Clocks,
        *,
        memory: Memory,
        voice: Voice | None,
        folder: PageFolder | None = None,
    ) -> None:
        super().__init__()
        self._feed, self._canvas, self._sign = feed, canvas, sign
        self._clocks, self._memory, self._voice = clocks, memory, voice
        self._folder = folder
        self._board: Board | None = None
        self._site: Site | None = None
        self._unknown: tuple[str, ...] = ()
        self._heard = Heard()
        self._started = clocks.monotonic()
        self._kept_age: float | None = None
        self._calling_until = self._started
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        feed.board.connect(self._take_board)
        feed.site.connect(self._take_site)
        canvas.painted.connect(self._painted)

    @property
    def board(self) -> Board | None:
        """The board that is shown."""
        return self._board

    def start(self) -> None:
        """Show what was kept from before, then what the hub says."""
        now = self._clocks.wall()
        kept = self._memory.load(now)
        if kept is not None:
            self._board, self._site = kept.board, kept.site
            self._heard = Heard(kept.announced, fresh=False)
            self._kept_age = now.timestamp() - kept.heard_at
        self.look()
        self._timer.start()
        self._feed.start()

    def stop(self) -> None:
        """Let go of the hub; the picture stays."""
        self._timer.stop()
        self._feed.stop()

    def age(self) -> float | None:
        """Seconds since the board was last known to be true.

        Before the first answer since the start it counts from what was kept, or from the start for as long as one may
        reasonably wait for an answer; None when nothing came.
        """
        now = self._clocks.monotonic()
        heard = self._feed.heard_at()
        if heard is not None:
            return max(0.0, now - heard)
        waited = now - self._started
        if self._kept_age is not None:
            return self._kept_age + waited
        return waited if waited <= STALE_AFTER else None

    def look(self) -> None:
        """Show what is right at this moment."""
        now = self._clocks.monotonic()
        wall = self._clocks.wall()
        # By the clock on the wall: screens of a row move on together, and after a restart where they were.
        turn = int(wall.timestamp() / TURN_SECONDS)
        pages = self._folder.pages() if self._folder is not None else ()
        moment = Moment(wall, self.age(), turn, calling=now < self._calling_until, pages=pages)
        images = self._folder.images if self._folder is not None else {}
        self._canvas.show_picture(compose(self._board, self._site, moment, self._sign), images)

    def _take_board(self, board: Board) -> None:
        self._board = board
        self._warn_of_rooms(board)
        calls, self._heard = due(of_rooms(board, self._sign.rooms), self._heard)
        if calls:
            self._calling_until = self._clocks.monotonic() + CALLING_SECONDS
        self.look()
        if calls and self._voice is not None:
            self._voice.announce(sentences(calls, self._sign.languages, self._sign.words), gong=True)
        self._keep()

    def _warn_of_rooms(self, board: Board) -> None:
        unknown = unknown_rooms(board, self._sign.rooms)
        if unknown != self._unknown and unknown:
            _log.warning("the hub has no room %s; all rooms are shown", ", ".join(unknown))
        self._unknown = unknown

    def _take_site(self, site: Site) -> None:
        self._site = site
        self.look()
        self._keep()

    def _keep(self) -> None:
        age = self.age()
        if self._board is not None and age is not None:
            heard_at = self._clocks.wall().timestamp() - age
            self._memory.save(Kept(self._board, heard_at, self._heard.keys, self._site))

    def _painted(self) -> None:
        self.painted.emit(self._board.version if self._board is not None else -1)
