"""The end of a session as a row of named steps, each done and looked at by itself.

What a step did is never believed: `done` looks at the world. A step that is left out, or does nothing, is found by the
look that belongs to it, or by the proof. Tests leave out each one in turn; nothing but a test can.
"""

from __future__ import annotations

import enum
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Protocol


class Step(enum.Enum):
    """The steps, in their order."""

    COVER = "cover"
    """The next window is shown over the old one."""
    PAPER = "paper"
    """The session broker gives up what it prints, and the printer forgets the rest."""
    VISITOR = "visitor"
    """Everything in the visitor's namespaces is killed, and waited for."""
    BROKER = "broker"
    """The session broker is gone and reaped."""
    SOCKETS = "sockets"
    """Our ends of the session's sockets are closed."""
    FOLDER = "folder"
    """The session's folder is removed."""
    DISPLAY = "display"
    """Clipboard, selections, cut buffers and properties on the display server are emptied."""
    DRIVERS = "drivers"
    """Drivers that handled what belongs to the person are started anew."""
    GROUP = "group"
    """The session's control group is removed, which the kernel allows only when it is empty."""
    LOOK = "look"
    """It is looked up that nothing is left."""
    UNPIN = "unpin"
    """The namespaces that were held open for the proof are let go."""
    RECORD = "record"
    """The wipe record is on the disk."""


def _nothing_to_see() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Act:
    """One step: what is done, and the look whether it is so now. Where only the proof can tell, it needs no look."""

    step: Step
    do: Callable[[], Awaitable[object]]
    done: Callable[[], bool] = _nothing_to_see


async def perform(acts: Sequence[Act], skip: frozenset[Step]) -> frozenset[Step]:
    """Do all in their order and return the steps whose look did not find them done."""
    missed = set()
    for act in acts:
        if act.step not in skip:
            await act.do()
        if not act.done():
            missed.add(act.step)
    return frozenset(missed)


class Screen(Protocol):
    """What a display server keeps beside windows. Calls block, at most a second."""

    def clear(self) -> None:
        """Empty it."""

    def left(self) -> int:
        """Count what is there; a server that does not answer counts as one."""


class NoMemory:
    """A display server that keeps nothing of a client that is gone: a Wayland compositor."""

    def clear(self) -> None:
        """There is nothing: a selection's data is with the client, and goes with it."""

    def left(self) -> int:
        """Return 0."""
        return 0


class Drivers(Protocol):
    """Drivers that live longer than a session and see what belongs to a person: scanners, cameras, card readers."""

    async def renew(self, session: str) -> None:
        """Start those anew that this session used."""

    def left(self, session: str) -> int:
        """Count those that were used by this session and are still the same process."""


class NoDrivers:
    """A terminal whose devices are all driven by the session broker, which dies with its session."""

    async def renew(self, session: str) -> None:
        """There are none."""

    def left(self, session: str) -> int:  # noqa: ARG002 - the protocol's shape
        """Return 0."""
        return 0
