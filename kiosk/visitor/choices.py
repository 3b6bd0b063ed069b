"""How one visitor wants the terminal; gone with the process."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choices:
    """Language, look and speech.

    `guided` reads every screen aloud. `scan` are the seconds that one thing stays highlighted for those who choose by
    one switch, 0 for everybody else.
    """

    locale: str = "de"
    theme: str = "paper"
    scale: float = 1.0
    low: bool = False
    calm: bool = False
    guided: bool = False
    scan: float = 0.0
