"""The broker's end of a visitor's channel, over a real socket pair, answering as it is told."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

from kiosk import channel

M = TypeVar("M", bound=msgspec.Struct)

HOURS = tuple((day, (("09:00", "12:00"), ("13:00", "16:00"))) for day in range(5))


def setup(**changes: Any) -> channel.Setup:
    """What a terminal of the tests offers."""
    given: dict[str, Any] = {
        "site": "Stadtteilbüro Lobeda",
        "phone": "03641 49 3300",
        "locales": ("de", "de-simple", "en", "uk", "ru", "ar", "fa", "vi"),
        "counters": (
            ("papers", {"de": "Bürgerservice", "en": "Citizen service", "ar": "خدمات المواطنين"}),
            ("social", {"de": "Soziale Beratung", "en": "Social advice", "ar": "استشارة اجتماعية"}),
        ),
        "bookable": (
            channel.Bookable("papers", {"de": "Bürgerservice", "en": "Citizen service", "ar": "خدمات المواطنين"}),
            channel.Bookable("advice", {"de": "Beratung", "en": "Advice", "ar": "استشارة"}, assistant=True),
        ),
        "today": "2026-11-23",
        "pixel_mm": 0.277,
        "reading_distance_mm": 600,
        "helper_until": "16:00",
        "hours": HOURS,
    }
    return channel.Setup(**(given | changes))


class FakeBroker:
    """Holds the broker's socket. `pump` lets the visitor's event loop turn."""

    def __init__(self, pump: Callable[[], None]) -> None:
        self.sock, self.visitor_sock = socket.socketpair()
        self.sock.setblocking(False)
        self._pump = pump
        self._splitter = channel.Splitter()
        self.received: list[channel.FromVisitor] = []

    def send(self, message: msgspec.Struct) -> None:
        """Send one message and let the visitor take it."""
        self.collect()  # a full socket would hold back what the visitor says next
        self.sock.sendall(channel.frame(message))
        for _ in range(4):
            self._pump()

    def collect(self) -> list[channel.FromVisitor]:
        """Everything the visitor has sent so far; a large paper goes through the socket in several pieces."""
        more = True
        while more:
            more = False
            self._pump()
            try:
                while data := self.sock.recv(65536):
                    more = True
                    self.received += [channel.from_visitor(body) for body in self._splitter.feed(data)]
            except BlockingIOError:
                pass
        return self.received

    def of(self, kind: type[M]) -> list[M]:
        """All messages of one kind so far."""
        return [message for message in self.collect() if isinstance(message, kind)]

    def answer(self, value: Any) -> None:
        """Answer the latest request with a value."""
        ask = self.of(channel.Ask)[-1]
        self.send(channel.Answered(ask.id, "ok", msgspec.msgpack.encode(value)))

    def refuse(self, reason: str) -> None:
        """Decline the latest request."""
        self.send(channel.Answered(self.of(channel.Ask)[-1].id, "refused", reason=reason))

    def be_away(self) -> None:
        """Say that the office does not answer the latest request."""
        self.send(channel.Answered(self.of(channel.Ask)[-1].id, "away"))

    def push(self, topic: str, value: Any) -> None:
        """Push a value of a topic."""
        self.send(channel.Pushed(topic, msgspec.msgpack.encode(value)))

    def close(self) -> None:
        """Go away."""
        self.sock.close()
