"""A ticket printer without a network: as fast as memory, with the same answers."""

from __future__ import annotations

from device_drivers.api import (
    Attention,
    DeviceError,
    Failed,
    Failure,
    Identity,
    Misuse,
    Printed,
    State,
    Status,
)


class FakePrinter:
    """Keeps the tickets it printed as (width, height, bits); set `failure` to have it fail."""

    def __init__(self, failure: Failure | None = None) -> None:
        self.failure = failure
        self.tickets: list[tuple[int, int, bytes]] = []
        self.cancelled = 0

    def identity(self) -> Identity:
        return Identity("ticket-printer", "fake", "memory")

    def status(self) -> Status:
        match self.failure:
            case None:
                return Status(State.READY)
            case Failure.NO_PAPER:
                return Status(State.NEEDS_ATTENTION, Attention.NO_PAPER)
            case Failure.COVER_OPEN:
                return Status(State.NEEDS_ATTENTION, Attention.COVER_OPEN)
            case Failure.UNREACHABLE:
                return Status(State.ABSENT)
            case _:
                return Status(State.BROKEN)

    def print_bitmap(self, width: int, height: int, bits: bytes) -> Printed | Failed:
        if width % 8 or height < 1 or len(bits) != width // 8 * height:
            raise DeviceError(Misuse.BITMAP_SIZE)
        if width > 576:
            raise DeviceError(Misuse.TOO_WIDE)
        if self.failure is not None:
            return Failed(self.failure)
        self.tickets.append((width, height, bits))
        return Printed()

    def cancel(self) -> None:
        self.cancelled += 1
