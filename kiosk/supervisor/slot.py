"""What the terminal knows of a session, and what a terminal is wired from."""

from __future__ import annotations

import asyncio
import enum
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from kiosk.channel import Fault, FromBroker, Mode, Setup, ToVisitor
from kiosk.supervisor.ending import Step
from kiosk.supervisor.idle import Times
from kiosk.supervisor.lasting import Lasting
from kiosk.supervisor.proof import Proof
from kiosk.supervisor.record import WipeLog
from kiosk.supervisor.staff import Staff


class Phase(enum.Enum):
    """What the terminal is doing, as the hub and staff see it."""

    STARTING = "starting"
    WELCOME = "welcome"
    SESSION = "session"
    ENDING = "ending"
    OUT_OF_ORDER = "out-of-order"


class Clock(Protocol):
    """Time, passed in."""

    def monotonic(self) -> float:
        """Seconds that never jump."""

    def unix(self) -> float:
        """Seconds since 1970."""


class Session(Protocol):
    """One visitor's processes."""

    id: str
    uid: int | None

    async def start(self, setup: Setup, hear: Callable[[FromBroker], None]) -> None:
        """Start them; `hear` gets every message. Raises `SupervisorError`."""

    def send(self, message: ToVisitor) -> None:
        """Send a message on; a process that does not read is left to the watchdog."""

    async def end(self) -> Proof:
        """Kill everything, wait until it is gone, and prove it."""


@dataclass(slots=True)
class Slot:
    """A session as the terminal sees it."""

    session: Session
    last_beat: float
    mode: Mode = Mode.WELCOME
    begun: bool = False
    lasting: Lasting | None = None
    staff: str | None = None
    shown_at: float = 0.0
    token: int = 0
    failed: bool = False
    fault: Fault | None = None
    settled: asyncio.Event = field(default_factory=asyncio.Event)
    """Set once it is warm, or has failed before that."""
    painted: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(frozen=True, slots=True)
class Parts:
    """What a terminal is wired from. `make` builds a session that is not started yet, for a reserved uid."""

    make: Callable[[int | None], Session]
    records: WipeLog
    staff: Staff
    clock: Clock
    setup: Callable[[], Setup]
    times: Times
    uids: tuple[int | None, int | None]
    change_volume: Callable[[int], None]
    """Add to the volume (per cent) that sessions begin with from now on."""
    closed: bool
    """Staff put the terminal out of order before it was started."""
    keep_closed: Callable[[bool], None]
    """Note for the next start whether staff put the terminal out of order."""
    waiting: Callable[[], int] = lambda: 0
    """How many people wait in the office."""
    skip: frozenset[Step] = frozenset()
    """Steps of the ending that are left out, to show that it is noticed; only tests do that."""


@dataclass(slots=True)
class Timings:
    """The last ends, in milliseconds: touch to painted welcome, and kill to proof."""

    painted_ms: deque[float] = field(default_factory=lambda: deque(maxlen=1000))
    proof_ms: deque[float] = field(default_factory=lambda: deque(maxlen=1000))
    painted_at: float | None = None
    """Monotonic second at which the latest welcome (or notice) was reported painted; for `make bench`."""
