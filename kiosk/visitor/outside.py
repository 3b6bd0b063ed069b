"""Asking the session broker, and what comes back."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from kiosk import channel
from kiosk.flow.states import Refused
from kiosk.flow.steps import Effect, Query

_log = logging.getLogger(__name__)


class Away(msgspec.Struct, frozen=True):
    """The office was not reached; the same may be asked again under the same key."""


@dataclass(frozen=True, slots=True)
class _Open:
    result: Any
    done: Callable[[Any], None]


class Outside:
    """Numbers the requests of one visitor and gives each answer to the one who asked."""

    def __init__(self, send: Callable[[msgspec.Struct], None]) -> None:
        self._send = send
        self._last = 0
        self._open: dict[int, _Open] = {}
        self._watched: dict[str, list[Callable[[Any], None]]] = {}

    def ask(self, request: Query | Effect, key: str, done: Callable[[Any], None], body: bytes | None = None) -> None:
        """Send a request; `done` gets its result, a `Refused`, or `Away`. `body` replaces its own encoding."""
        self._last += 1
        self._open[self._last] = _Open(request.result, done)
        encoded = msgspec.msgpack.encode(request) if body is None else body
        kind: Literal["query", "effect"] = "effect" if isinstance(request, Effect) else "query"
        self._send(channel.Ask(self._last, kind, request.name, encoded, key))

    def answered(self, answer: channel.Answered) -> None:
        """Take an answer; one nobody waits for is dropped."""
        waiting = self._open.pop(answer.id, None)
        if waiting is None:
            return
        if answer.state == "ok":
            try:
                waiting.done(msgspec.msgpack.decode(answer.body, type=waiting.result))
            except msgspec.DecodeError:
                _log.warning("answer of another shape than %s", getattr(waiting.result, "__name__", "asked for"))
                waiting.done(Away())
        elif answer.state == "refused":
            waiting.done(Refused(answer.reason))
        else:
            waiting.done(Away())

    def watch(self, topic: str, take: Callable[[Any], None]) -> None:
        """Give every value of `topic` to `take` from now on."""
        takers = self._watched.setdefault(topic, [])
        takers.append(take)
        if len(takers) == 1:
            self._send(channel.Watch(topic))

    def unwatch(self, topic: str, take: Callable[[Any], None]) -> None:
        """Stop that."""
        takers = self._watched.get(topic, [])
        if take in takers:
            takers.remove(take)
            if not takers:
                del self._watched[topic]
                self._send(channel.Watch(topic, on=False))

    def pushed(self, push: channel.Pushed) -> None:
        """Take a pushed value."""
        try:
            value = msgspec.msgpack.decode(push.body)
        except msgspec.DecodeError:
            _log.warning("a pushed value could not be read")
            return
        for take in tuple(self._watched.get(push.topic, ())):
            take(value)


def new_id() -> str:
    """Make an id for a request."""
    return secrets.token_hex(16)
