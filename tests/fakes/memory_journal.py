"""A journal in memory that keeps the protocol; several views of one `Log` stand for several processes."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator, Sequence

from telemed.hub.errors import HubError, Reason
from telemed.hub.journal import Entry, Recorded


class Log:
    """What has been appended, and who waits for more."""

    def __init__(self) -> None:
        self.streams: dict[str, list[Entry]] = {}
        self.keys: dict[str, Entry] = {}
        self.waiting: set[asyncio.Event] = set()


class MemoryJournal:
    """One process's view of a log. `failing` is raised by the next append, before anything is kept."""

    def __init__(self, log: Log | None = None) -> None:
        self.log = log or Log()
        self.failing: HubError | None = None

    def append(self, stream: str, expected_version: int, entries: Sequence[Entry]) -> int:
        if self.failing is not None:
            error, self.failing = self.failing, None
            raise error
        known = self.log.streams.setdefault(stream, [])
        keys = [entry.key for entry in entries if entry.key]
        if len(known) != expected_version or len(set(keys)) != len(keys) or any(k in self.log.keys for k in keys):
            raise HubError(Reason.CONFLICT, "Inzwischen ist etwas anderes geschehen.")
        known.extend(entries)
        self.log.keys.update({entry.key: entry for entry in entries if entry.key})
        for event in self.log.waiting:
            event.set()
        return len(known)

    def read(self, stream: str, after: int) -> list[Recorded]:
        known = self.log.streams.get(stream, [])
        return [Recorded(version, entry) for version, entry in enumerate(known, 1) if version > after]

    async def watch(self, stream: str, after: int) -> AsyncIterator[Recorded]:
        event = asyncio.Event()
        self.log.waiting.add(event)
        try:
            while True:
                event.clear()
                for recorded in self.read(stream, after):
                    after = recorded.version
                    yield recorded
                await event.wait()
        finally:
            self.log.waiting.discard(event)

    def answered(self, key: str) -> Entry | None:
        return self.log.keys.get(key)

    @contextlib.contextmanager
    def exclusive(self) -> Iterator[None]:
        yield

    def close(self) -> None:
        """Nothing to let go of."""
