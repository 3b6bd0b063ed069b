"""The journal: what happened, in order, durable. Engines: `sqlite` (embedded) and, for tests, `tests/fakes`.

An entry is what one command made happen. It carries the command's idempotency key and answer, so that event and answer
are durable together or not at all.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

import msgspec


class Entry(msgspec.Struct, frozen=True):
    """What one command made happen: encoded events, its idempotency key ("" for none), request digest and answer."""

    payload: bytes
    at: float
    key: str = ""
    request: bytes = b""
    answer: bytes = b""


class Recorded(msgspec.Struct, frozen=True):
    """An entry and its place in its stream; the first version of a stream is 1."""

    version: int
    entry: Entry


class Journal(Protocol):
    """A journal engine. Every method raises `HubError`: damaged, disk full, unreadable, busy; nothing answered is lost.

    `append`, `read`, `answered` and `exclusive` block and are called from one thread at a time; `watch` belongs to the
    event loop.
    """

    def append(self, stream: str, expected_version: int, entries: Sequence[Entry]) -> int:
        """Add all entries or none, durable at return; return the new version.

        Raises `HubError` with `CONFLICT` when the stream is not at `expected_version` or a key was used before.
        """

    def read(self, stream: str, after: int) -> list[Recorded]:
        """Return what came after version `after`, in order."""

    def watch(self, stream: str, after: int) -> AsyncIterator[Recorded]:
        """Yield what came after version `after`, then what any process appends, as it comes, without end."""

    def answered(self, key: str) -> Entry | None:
        """Return the entry that carries this key, of any stream, at least 48 hours long."""

    def exclusive(self) -> AbstractContextManager[None]:
        """Keep other processes from appending, so that catch-up, decision and append see no conflict.

        An engine without locks does nothing here; its callers meet `CONFLICT` and decide again.
        """

    def close(self) -> None:
        """Let go of files and sockets."""
