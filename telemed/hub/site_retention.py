"""How long a site keeps what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from kiosk.strict_toml import Range


@dataclass(frozen=True)
class Retention:
    """`hours` after the visit, what names a person can be read no more; after `days`, a day becomes counts.

    Three days at least: a repeated request is answered as the first time for 48 hours.
    """

    hours: Annotated[int, Range(0, 720)] = 24
    days: Annotated[int, Range(3, 3650)] = 30

    @property
    def seconds(self) -> float:
        """`hours` in seconds."""
        return self.hours * 3600.0
