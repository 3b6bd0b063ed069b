"""What the shell wants of speech; `accessibility.qt.speech.Speech` has it, and so has the fake of the tests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol


class Voice(Protocol):
    """Says texts and captions them; never blocks."""

    caption: Any
    """Signal (str): the sentence being said, "" when nothing is."""
    speaking: Any
    """Signal (bool)."""
    unavailable: Any
    """Signal (str): why something is not said, told once each; `no-voice:<locale>` and others."""

    @property
    def volume(self) -> int:
        """Loudness in per cent."""
        ...

    @property
    def pace(self) -> int:
        """Pace of the voice, from 0 (slowest)."""
        ...

    @property
    def is_speaking(self) -> bool:
        """Whether something is being said or captioned."""
        ...

    def warm(self) -> None:
        """Be ready to speak at once."""
        ...

    def say(self, texts: Sequence[str], locale: str) -> None:
        """Say these instead of what is being said."""
        ...

    def announce(self, texts: Sequence[tuple[str, str]], *, gong: bool = False) -> None:
        """Say these (text, locale) pairs after what is being said."""
        ...

    def stop(self) -> None:
        """Be silent at once."""
        ...

    def reroute(self) -> None:
        """Be silent, and say nothing of before again: others hear from now on."""
        ...

    def louder(self) -> None:
        """Speak louder from now on."""
        ...

    def quieter(self) -> None:
        """Speak more quietly from now on."""
        ...

    def slower(self) -> None:
        """Speak more slowly from now on."""
        ...

    def set_pace(self, pace: int) -> None:
        """Speak at this pace from now on."""
        ...

    def faster(self) -> None:
        """Speak faster from now on."""
        ...
