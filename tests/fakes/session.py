"""A visitor's processes without processes: for the life of a terminal in virtual time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from kiosk.channel import FromBroker, Painted, Ready, Setup, Show, ToVisitor
from kiosk.supervisor.proof import Proof
from kiosk.supervisor.sandbox import Reason, SupervisorError


class FakeClock:
    """A clock that goes when told."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now

    def unix(self) -> float:
        return 1_700_000_000 + self.now


@dataclass
class FakeSession:
    """Answers as a healthy visitor does, unless told otherwise."""

    id: str
    uid: int | None
    starts: bool = True
    warms: bool = True
    paints: bool = True
    proof: Proof = field(default_factory=lambda: Proof(killed=True))
    sent: list[ToVisitor] = field(default_factory=list)
    ended: bool = False
    breaks: Exception | None = None
    """What `end` raises in place of a proof."""
    _hear: Callable[[FromBroker], None] | None = None

    async def start(self, setup: Setup, hear: Callable[[FromBroker], None]) -> None:
        if not self.starts:
            raise SupervisorError(Reason.NOT_STARTED, "no")
        self.sent.append(setup)
        self._hear = hear
        if self.warms:
            hear(Ready())

    def say(self, message: FromBroker) -> None:
        assert self._hear is not None
        self._hear(message)

    def send(self, message: ToVisitor) -> None:
        self.sent.append(message)
        if isinstance(message, Show) and self.paints:
            self.say(Painted(message.token))

    async def end(self) -> Proof:
        self.ended = True
        if self.breaks is not None:
            raise self.breaks
        return self.proof

    def got(self, kind: type[ToVisitor]) -> list[ToVisitor]:
        return [message for message in self.sent if isinstance(message, kind)]
