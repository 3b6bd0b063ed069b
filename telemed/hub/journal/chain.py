"""The chain of a journal: every entry carries a hash over itself and the one before. Pure.

Whoever changes, removes or swaps an entry breaks the chain there. Whoever cuts off the end, or makes all hashes anew,
is found by a head that was noted elsewhere. What retention takes out leaves a `Run` in an entry of its own, so that the
rest can be checked as before.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final

import msgspec

STREAM: Final = "journal"
"""The stream in which a journal writes about itself."""

SALT_BYTES: Final = 16
_LINK_BYTES: Final = 32
GENESIS: Final = bytes(_LINK_BYTES)
"""What comes before the first entry."""


class Head(msgspec.Struct, frozen=True):
    """The end of a chain: the newest entry's number and link. As text `1234:0a1b…`."""

    seq: int
    link: bytes

    def __str__(self) -> str:
        return f"{self.seq}:{self.link.hex()}"

    @classmethod
    def parse(cls, text: str) -> Head:
        """Return the head a text names; raises `ValueError`."""
        seq, _, link = text.strip().partition(":")
        head = cls(int(seq), bytes.fromhex(link))
        if head.seq < 0 or len(head.link) != _LINK_BYTES:
            raise ValueError(text)
        return head


class Link(msgspec.Struct, frozen=True):
    """An entry as the chain sees it. `seq` counts the entries of all streams from 1; `link` is its hash."""

    seq: int
    stream: str
    version: int
    at: float
    payload: bytes
    salt: bytes
    link: bytes


def link(before: bytes, salt: bytes, stream: str, version: int, at: float, payload: bytes) -> bytes:
    """Return the hash of an entry after the one with the hash `before`.

    The salt goes with the entry, so that nobody can guess what was removed from the hash that stays.
    """
    name = stream.encode()
    digest = hashlib.blake2b(before, digest_size=_LINK_BYTES, salt=salt, person=b"stadtteil.entry")
    digest.update(struct.pack(">HQd", len(name), version, at))
    digest.update(name)
    digest.update(payload)
    return digest.digest()


# ---- what a journal writes about itself --------------------------------------------------------------------------


class Run(msgspec.Struct, frozen=True, array_like=True):
    """Entries `first` to `last` were taken out; `link` is the hash of the last of them."""

    first: int
    last: int
    link: bytes


class ChainBegan(msgspec.Struct, frozen=True, tag=True):
    """Entries up to `seq` were there before there was a chain; it proves them from this moment on only."""

    at: float
    seq: int


class StreamRemoved(msgspec.Struct, frozen=True, tag=True):
    """A stream of so many entries was taken out because its retention was over."""

    at: float
    stream: str
    entries: int
    runs: tuple[Run, ...]


class EndMissed(msgspec.Struct, frozen=True, tag=True):
    """The head noted beside the journal was not in it: its end was lost or cut off."""

    at: float
    seq: int
    link: bytes


class JournalRestored(msgspec.Struct, frozen=True, tag=True):
    """The journal was restored from a backup; `seq` and `link` are the head of the one put aside, 0 for none."""

    at: float
    seq: int
    link: bytes


Own = ChainBegan | StreamRemoved | EndMissed | JournalRestored

decoder: Final = msgspec.json.Decoder(Own)


def runs_of(entries: Sequence[tuple[int, bytes]]) -> tuple[Run, ...]:
    """Return the runs that stand for these entries (number and link, in order) once they are gone."""
    breaks = [index for index, (one, other) in enumerate(pairwise(entries), 1) if other[0] != one[0] + 1]
    edges = [0, *breaks, len(entries)]
    return tuple(Run(entries[a][0], entries[b - 1][0], entries[b - 1][1]) for a, b in pairwise(edges) if b > a)


# ---- checking ----------------------------------------------------------------------------------------------------


class Broken(msgspec.Struct, frozen=True):
    """The first place where the chain does not hold; `stream` is "" where the entry is gone."""

    seq: int
    stream: str = ""
    version: int = 0


def _follows(head: Head, entry: Link) -> bool:
    try:
        wanted = link(head.link, entry.salt, entry.stream, entry.version, entry.at, entry.payload)
    except (TypeError, ValueError, AttributeError, struct.error):
        return False  # Whoever changed the file put something of another kind there.
    return wanted == entry.link


class Walk:
    """Follows a chain from its begin. `runs` are those of all `StreamRemoved`, `wanted` heads that should be in it."""

    def __init__(self, runs: Iterable[Run], wanted: Iterable[Head] = ()) -> None:
        self._runs: Mapping[int, Run] = {run.first: run for run in runs if run.last >= run.first}
        self._wanted = frozenset(wanted)
        self._spans = [(run.first, run.last) for run in self._runs.values()]
        self._found: set[Head] = set()
        self.head = Head(0, GENESIS)

    def follow(self, entries: Iterable[Link]) -> Broken | None:
        """Go on over these entries, in order; return the first that does not follow from those before."""
        for entry in entries:
            self._skip(entry.seq)
            if entry.seq != self.head.seq + 1:
                return Broken(self.head.seq + 1)
            if not _follows(self.head, entry):
                return Broken(entry.seq, entry.stream, entry.version)
            self._reach(Head(entry.seq, entry.link))
        return None

    def _skip(self, to: int) -> None:
        while self.head.seq + 1 < to and (run := self._runs.get(self.head.seq + 1)) is not None:
            self._reach(Head(run.last, run.link))

    def _reach(self, head: Head) -> None:
        self.head = head
        if head in self._wanted:
            self._found.add(head)

    def missing(self) -> list[Head]:
        """Return the wanted heads that are not in the chain; one inside a run cannot be told and is left out."""
        lost = [head for head in self._wanted - self._found if head.seq]
        inside = {head for head in lost for first, last in self._spans if first <= head.seq < last}
        return sorted(set(lost) - inside, key=lambda head: head.seq)
