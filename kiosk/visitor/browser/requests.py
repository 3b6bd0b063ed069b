"""What the browser asks the session broker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import msgspec

from kiosk.flow.steps import Query


class Why(msgspec.Struct, frozen=True):
    """Why the gate did not let a host through the last time; "none" where it has nothing against it."""

    reason: str


@dataclass(frozen=True, slots=True)
class WebWhy(Query):
    """Asks why a host was not reached."""

    name: ClassVar[str] = "web-why"
    result: ClassVar[type[Why]] = Why
    host: str
