"""A sink that plays into memory, in no time or when told."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class MemorySink:
    """Keeps what is played; `finish` lets the present piece end."""

    needs_server = False

    def __init__(self) -> None:
        self.played: list[bytes] = []
        self.volume = -1
        self.stops = 0
        self.warmed = False
        self._done: Callable[[bool], None] | None = None

    @property
    def is_playing(self) -> bool:
        return self._done is not None

    def warm(self) -> None:
        self.warmed = True

    def play(self, pcm: bytes, hertz: int, done: Callable[[bool], None]) -> None:
        assert self._done is None, "two at once"
        self.played.append(pcm)
        self._done = done

    def stop(self) -> None:
        self.stops += 1
        self._done = None

    def set_volume(self, percent: int) -> None:
        self.volume = percent

    def finish(self, *, played: bool = True) -> None:
        """End the present piece, well or not."""
        done, self._done = self._done, None
        assert done is not None, "nothing is playing"
        done(played)
