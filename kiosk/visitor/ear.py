"""What the visit wants of a recogniser; `accessibility.qt.listening.Listening` has it, and the fake of the tests."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from typing import Any, Protocol


class Free(enum.Enum):
    """What may be dictated besides the phrases; heard as `number:112`, `date:1953-04-07`, `letters:b`."""

    NUMBER = "number"
    DATE = "date"
    SPELLING = "spelling"


class Ear(Protocol):
    """Hears phrases and nothing else; never blocks, keeps nothing."""

    heard: Any
    """Signal (str): one accepted phrase, exactly as it was given to `expect`."""
    not_understood: Any
    """Signal (): somebody spoke, and it was none of the phrases."""
    level: Any
    """Signal (int): loudness from 0 to 100, about 20 times a second while open."""
    noisy: Any
    """Signal (): it is so loud here that listening will not work; once for each opening."""
    unavailable: Any
    """Signal (str): `no-microphone`, `no-model:<locale>`, `model-damaged:<locale>`, `recogniser-failed`; once each."""
    state: Any
    """Signal (str): `off`, `starting`, `listening`, `gated`."""

    @property
    def is_open(self) -> bool:
        """Whether it is to listen, gated or not."""
        ...

    def expect(self, phrases: Sequence[str], locale: str, *, free: Free | None = None) -> None:
        """Take these phrases in place of those before; words that the model does not know are left out."""
        ...

    def unknown(self) -> list[str]:
        """Give the words of the present phrases that the model does not know."""
        ...

    def open(self) -> None:
        """Listen from now on; model and microphone start when they are first needed."""
        ...

    def close(self) -> None:
        """Listen no more; what is buffered is thrown away."""
        ...

    def gate(self, *, on: bool) -> None:
        """Hear nothing while the terminal speaks, and 400 ms after it."""
        ...
