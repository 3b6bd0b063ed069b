"""The queue as a book that a desk keeps: a stream a day."""

from __future__ import annotations

import datetime as dt
from typing import Final

import msgspec

from telemed.hub import messages as m
from telemed.hub.queue.deciding import Decision, decide
from telemed.hub.queue.following import apply
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
        """Return a day before its first number."""
        return State(self.rules)

    def decide(self, state: State, command: m.Command, now: float) -> Decision:
        """Say what the command makes happen at `now`, or why nothing does."""
        return decide(state, command, now)

    def apply(self, state: State, event: m.Event) -> State:
        """Return the state after the event."""
        return apply(state, event)

    def ending(self, _state: State, _now: float) -> tuple[m.Event, ...]:
        """Return what is written when the day is over."""
        return ()

    def encode(self, events: tuple[m.Event, ...]) -> bytes:
        """Return an entry's payload."""
        return _encoder.encode(events)

    def decode(self, payload: bytes) -> tuple[m.Event, ...]:
        """Return the events of a payload."""
        return _decoder.decode(payload)
