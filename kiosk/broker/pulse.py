"""What a visitor may say to the sound server: PulseAudio's native protocol, as far as it has to be understood.

The server trusts whoever reaches it: clients may record what others play, stop them, turn the loudspeaker up for good
and leave sounds in its memory for the next one. Here a visitor may play, ask which loudspeakers there are, and be told
when that changes. Every other command gets the server's own answer to the unauthorised and does not reach the server.

A packet has a head of five 32-bit numbers in network order (length, channel, offset high, offset low, flags) and then
its bytes. Packets of the channel without a number carry commands, as tagged values: command, tag of the answer,
arguments (pulsecore/pstream.c and native-common.h of PulseAudio 16).
"""

from __future__ import annotations

import struct

from kiosk.broker.breach import BreachError

AUTH = 8
SUBSCRIBE = 35
ALLOWED = {
    3: "CREATE_PLAYBACK_STREAM",
    4: "DELETE_PLAYBACK_STREAM",
    AUTH: "AUTH",
    9: "SET_CLIENT_NAME",
    12: "DRAIN_PLAYBACK_STREAM",
    14: "GET_PLAYBACK_LATENCY",
    20: "GET_SERVER_INFO",
    21: "GET_SINK_INFO",
    22: "GET_SINK_INFO_LIST",
    SUBSCRIBE: "SUBSCRIBE",
    41: "CORK_PLAYBACK_STREAM",
    42: "FLUSH_PLAYBACK_STREAM",
    43: "TRIGGER_PLAYBACK_STREAM",
    46: "SET_PLAYBACK_STREAM_NAME",
    60: "PREBUF_PLAYBACK_STREAM",
    72: "SET_PLAYBACK_STREAM_BUFFER_ATTR",
    74: "UPDATE_PLAYBACK_STREAM_SAMPLE_RATE",
    81: "UPDATE_PLAYBACK_STREAM_PROPLIST",
    82: "UPDATE_CLIENT_PROPLIST",
}
"""Commands that pass. All that name a stream name one of the same connection."""

PACKET_LIMIT = 1 << 18
"""Bytes of one packet; libpulse sends at most 64 KiB at once."""

_HEAD = struct.Struct(">IIIII")
_NUMBER = struct.Struct(">cI")
_COMMANDS = 0xFFFF_FFFF
_SEEK_BITS = 0xFF
_VERSION_BITS = 0xFFFF
_ERROR = 0
_ACCESS_DENIED = 1
_EVENTS = 1 | 1 << 7
"""Changes of loudspeakers and of the server; what other clients do is not among them."""


class Filter:
    """One connection: takes bytes as they come and gives those that may pass on."""

    def __init__(self) -> None:
        self._requests, self._events = bytearray(), bytearray()

    def request(self, data: bytes) -> tuple[bytes, bytes]:
        """Check what the visitor says; give what passes on, and what it is told at once. Raises `BreachError`."""
        self._requests += data
        passing, answers = bytearray(), bytearray()
        for channel, head, body in _split(self._requests):
            if channel != _COMMANDS:
                passing += head + body
                continue
            command, tag = _number(body, 0), _number(body, 1)
            if command in ALLOWED:
                passing += head + _milder(command, body)
            else:
                answers += _packet(_pack(_ERROR) + _pack(tag) + _pack(_ACCESS_DENIED))
        return bytes(passing), bytes(answers)

    def event(self, data: bytes) -> bytes:
        """Give the whole packets of what the server says, so that an answer of ours fits in between."""
        self._events += data
        return b"".join(head + body for _, head, body in _split(self._events))


def _milder(command: int, body: bytes) -> bytes:
    """Leave out shared memory where versions are exchanged, and other clients where changes are asked for."""
    if command == AUTH:
        return _with(body, 2, _number(body, 2) & _VERSION_BITS)
    if command == SUBSCRIBE:
        return _with(body, 2, _number(body, 2) & _EVENTS)
    return body


def _split(data: bytearray) -> list[tuple[int, bytes, bytes]]:
    """Take the whole packets from the beginning of `data`: channel, head, bytes."""
    found = []
    at = 0
    while len(data) - at >= _HEAD.size:
        length, channel, high, low, flags = _HEAD.unpack_from(data, at)
        commands = channel == _COMMANDS
        if not 0 < length <= PACKET_LIMIT or flags & ~_SEEK_BITS or (commands and (high or low or flags)):
            raise BreachError  # flags above the way of seeking mean shared memory
        end = at + _HEAD.size + length
        if len(data) < end:
            break
        found.append((channel, bytes(data[at : at + _HEAD.size]), bytes(data[at + _HEAD.size : end])))
        at = end
    del data[:at]
    return found


def _number(body: bytes, index: int) -> int:
    """Read one of the numbers that a command begins with."""
    at = index * _NUMBER.size
    if len(body) < at + _NUMBER.size:
        raise BreachError
    kind, number = _NUMBER.unpack_from(body, at)
    if kind != b"L":
        raise BreachError
    return int(number)


def _with(body: bytes, index: int, number: int) -> bytes:
    at = index * _NUMBER.size
    return body[:at] + _pack(number) + body[at + _NUMBER.size :]


def _pack(number: int) -> bytes:
    return _NUMBER.pack(b"L", number)


def _packet(body: bytes) -> bytes:
    return _HEAD.pack(len(body), _COMMANDS, 0, 0, 0) + body
