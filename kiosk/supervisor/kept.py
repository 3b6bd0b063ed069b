"""What staff decided and what has to outlast a restart of the terminal: the volume, and *out of order*."""

from __future__ import annotations

import logging
from pathlib import Path

log = logging.getLogger(__name__)


class Kept:
    """Two small files in the state directory. What cannot be written holds until the next start, and is logged."""

    def __init__(self, state: Path) -> None:
        self._volume = state / "volume"
        self._closed = state / "out-of-order"

    def volume(self, otherwise: int) -> int:
        """Return the volume that staff chose last, 0 to 100, or `otherwise`."""
        try:
            return max(0, min(100, int(self._volume.read_text())))
        except (OSError, ValueError):
            return otherwise

    def keep_volume(self, volume: int) -> None:
        """Note the volume."""
        self._write(self._volume, f"{volume}\n")

    @property
    def closed(self) -> bool:
        """True when staff put the terminal out of order and not back."""
        return self._closed.exists()

    def keep_closed(self, closed: bool) -> None:  # noqa: FBT001 - a callback's only argument
        """Note whether staff put the terminal out of order."""
        if closed:
            self._write(self._closed, "")
            return
        try:
            self._closed.unlink(missing_ok=True)
        except OSError as error:
            log.error("%s cannot be removed: %s", self._closed, error.strerror)  # noqa: TRY400 - the cause is all

    @staticmethod
    def _write(path: Path, text: str) -> None:
        temporary = path.with_suffix(".new")
        try:
            temporary.write_text(text)
            temporary.replace(path)
        except OSError as error:
            log.error("%s cannot be written: %s", path, error.strerror)  # noqa: TRY400 - the cause is all
