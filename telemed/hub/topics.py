"""Pushed values: who wants what, and the newest value for each. A slow receiver gets the newest, not all."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from typing import Final

import msgspec

from telemed import api

PAUSE_SECONDS: Final = 0.03
"""A burst of changes is sent once in this time."""
ALIVE_SECONDS: Final = 5.0
"""An unchanged board is sent again after this time, so that its age can be seen."""

Read = Callable[[str], msgspec.Struct | None]


class Mailbox:
    """The newest unsent value of each topic for one receiver."""

    def __init__(self, topics: frozenset[str]) -> None:
        self.topics = topics
        self._values: dict[str, bytes] = {}
        self._filled = asyncio.Event()

    def put(self, topic: str, message: bytes) -> None:
        """Replace an unsent value of the topic."""
        self._values[topic] = message
        self._filled.set()

    async def take(self) -> list[bytes]:
        """Wait for values and take them."""
        await self._filled.wait()
        self._filled.clear()
        values, self._values = self._values, {}
        return list(values.values())


class Topics:
    """All receivers. `read` gives the present value of a topic, None for one that does not exist (any more)."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._boxes: dict[str, set[Mailbox]] = {}
        self._sent: dict[str, tuple[bytes, float]] = {}
        self._timer: asyncio.TimerHandle | None = None
        self._last = 0.0

    def subscribe(self, topics: Iterable[str]) -> Mailbox:
        """Return a mailbox that already holds the present values."""
        box = Mailbox(frozenset(topics))
        for topic in box.topics:
            self._boxes.setdefault(topic, set()).add(box)
            value = self._read(topic)
            if value is not None:
                box.put(topic, _message(topic, value))
        return box

    def unsubscribe(self, box: Mailbox) -> None:
        """Forget a receiver."""
        for topic in box.topics:
            boxes = self._boxes[topic]
            boxes.discard(box)
            if not boxes:
                del self._boxes[topic]
                self._sent.pop(topic, None)

    @property
    def receivers(self) -> int:
        """How many receive something."""
        return len({box for boxes in self._boxes.values() for box in boxes})

    def changed(self) -> None:
        """Send what changed: at once after a quiet while, else together with what follows soon."""
        if self._timer is None:
            loop = asyncio.get_running_loop()
            wait = max(0.0, self._last + PAUSE_SECONDS - loop.time())
            self._timer = loop.call_later(wait, self.refresh)

    def refresh(self) -> None:
        """Send every value that differs from the one sent last, and boards that were not sent for a while."""
        now = asyncio.get_running_loop().time()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
            self._last = now  # Only here: a look at the time alone keeps no change waiting.
        for topic, boxes in list(self._boxes.items()):
            value = self._read(topic)
            if value is None:
                continue
            print_, (sent, at) = _fingerprint(value), self._sent.get(topic, (b"", 0.0))
            if print_ == sent and (not isinstance(value, api.Board) or now - at < ALIVE_SECONDS):
                continue
            self._sent[topic] = (print_, now)
            message = _message(topic, value)
            for box in boxes:
                box.put(topic, message)


def _fingerprint(value: msgspec.Struct) -> bytes:
    """The value without the time it was made at."""
    if isinstance(value, api.Board):
        value = msgspec.structs.replace(value, at=0.0)
    return msgspec.json.encode(value)


def _message(topic: str, value: msgspec.Struct) -> bytes:
    return msgspec.json.encode(api.Push(topic, msgspec.Raw(msgspec.json.encode(value))))
