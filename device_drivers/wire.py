"""What the device service and its clients say to each other: one JSON object a line, over a Unix socket.

After it is connected a client is told how every device is, and then each change once. It asks for nothing but `Set`.
"""

from __future__ import annotations

from typing import Literal

import msgspec

LINE_LIMIT = 4096


class _Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="type", tag=str.lower):
    pass


class Set(_Line, frozen=True):
    """Switch the filter; answered by `Done` with the same id.

    Whoever switched it last holds it: when that client goes, the filter returns to its rest state.
    """

    id: int
    on: bool


class Filter(_Line, frozen=True):
    """How the privacy filter was read back to be."""

    state: Literal["on", "off", "failed"]


class Presence(_Line, frozen=True):
    """Whether somebody is before the screen; None when the sensor cannot say."""

    person: bool | None


class Done(_Line, frozen=True):
    """What became of `Set`."""

    id: int
    state: Literal["on", "off", "failed"]


FromService = Filter | Presence | Done

_from_client: msgspec.json.Decoder[Set] = msgspec.json.Decoder(Set)
_from_service: msgspec.json.Decoder[FromService] = msgspec.json.Decoder(FromService)


def line(message: msgspec.Struct) -> bytes:
    """Write a message."""
    return msgspec.json.encode(message) + b"\n"


def from_client(data: bytes) -> Set:
    """Read a client's line; raises `msgspec.DecodeError`."""
    return _from_client.decode(data)


def from_service(data: bytes) -> FromService:
    """Read the service's line; raises `msgspec.DecodeError`."""
    return _from_service.decode(data)
