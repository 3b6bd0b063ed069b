"""What a display keeps on disk, so that it shows and announces the same after its own restart."""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
import os
import tempfile
from typing import TYPE_CHECKING

import msgspec

from telemed.api import Board, Site
from telemed.waiting_room.announce import Key
from telemed.waiting_room.values import has_hours, is_plausible, is_time

if TYPE_CHECKING:
    from pathlib import Path

SAVE_EVERY = 30.0
"""Seconds between two writings when only the age changed."""

_log = logging.getLogger(__name__)


class Kept(msgspec.Struct, frozen=True):
    """The last board, when it was known to be true (Unix seconds of this machine), and what was announced."""

    board: Board
    heard_at: float
    announced: tuple[Key, ...] = ()
    site: Site | None = None


class Memory:
    """One file, replaced as a whole; without a path nothing is kept. A damaged or old file is as good as none."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._saved: Kept | None = None
        self._failed = False

    def load(self, now: dt.datetime) -> Kept | None:
        """Give what was kept today (`now` is aware local time)."""
        if self._path is None:
            return None
        try:
            kept = msgspec.json.decode(self._path.read_bytes(), type=Kept)
        except (OSError, msgspec.MsgspecError, RecursionError):
            return None
        if not (is_plausible(kept.board) and is_time(kept.heard_at) and (kept.site is None or has_hours(kept.site))):
            return None
        day = dt.datetime.fromtimestamp(kept.heard_at, now.tzinfo).date()
        return kept if day == now.date() and kept.heard_at <= now.timestamp() else None

    def save(self, kept: Kept) -> None:
        """Write, where something changed that is shown or `SAVE_EVERY` is over; a full disk costs one log line."""
        if self._path is None or not self._is_news(kept):
            return
        try:
            _replace(self._path, msgspec.json.encode(kept))
        except OSError as error:
            if not self._failed:
                _log.warning("the picture cannot be kept for a restart: %s", error.strerror)
            self._failed = True
            return
        self._failed = False
        self._saved = kept

    def _is_news(self, kept: Kept) -> bool:
        saved = self._saved
        if saved is None or kept.heard_at - saved.heard_at >= SAVE_EVERY:
            return True
        same = msgspec.structs.replace(kept.board, at=saved.board.at) == saved.board
        return not same or kept.announced != saved.announced or kept.site != saved.site


def _replace(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(name, path)  # noqa: PTH105 - a name of mkstemp
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(name)  # noqa: PTH108 - same
        raise
