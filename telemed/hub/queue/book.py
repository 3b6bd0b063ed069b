"""The queue as a book that a desk keeps: a stream a day."""

from __future__ import annotations

import datetime as dt
from typing import Final

import msgspec

from telemed.hub import messages as m
from telemed.hub.queue.deciding import decide, ending
from telemed.hub.queue.following import apply
from telemed.hub.queue.rooms import Decision
from telemed.hub.queue.state import Rules, State

_encoder: Final = msgspec.json.Encoder()
_decoder: Final = msgspec.json.Decoder(tuple[m.Event, ...])


class QueueBook(msgspec.Struct, frozen=True):
    """The rules of one site's queue (`telemed.hub.desk.Book`)."""

    rules: Rules = Rules()

    def stream(self, day: dt.date) -> str:
        """Return the stream of a day: each begins empty."""
        return f"queue/{day.isoformat()}"

    def initial(self) -> State:
        """Return a day before its first number. Rooms that need cleaning begin it dirty, until somebody says else."""
        return State(self.rules, dirty=self.rules.cleaning)

    def decide(self, state: State, command: m.Command, now: float) -> Decision:
        """Say what the command makes happen at `now`, or why nothing does."""
        return decide(state, command, now)

    def apply(self, state: State, event: m.Event) -> State:
        """Return the state after the event."""
        return apply(state, event)

    def ending(self, state: State, now: float) -> tuple[m.Event, ...]:
        """Return what is written when the day is over: open numbers expire."""
        return ending(state, now)

    def encode(self, events: tuple[m.Event, ...]) -> bytes:
        """Return an entry's payload."""
        return _encoder.encode(events)

    def decode(self, payload: bytes) -> tuple[m.Event, ...]:
        """Return the events of a payload."""
        return _decoder.decode(payload)
