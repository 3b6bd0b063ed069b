"""What a visitor may say to the sound server: PulseAudio's native protocol, as far as it has to be understood.

The server trusts whoever reaches it: clients may record what others play, stop them, turn the loudspeaker up for good
and leave sounds in its memory for the next one. Here a visitor may play, ask which loudspeakers and microphones there
are, and be told when that changes; while it may listen it may record from the microphone (`kiosk.broker.recording`).
Every other command gets the server's own answer to the unauthorised and does not reach the server.

A packet has a head of five 32-bit numbers in network order (length, channel, offset high, offset low, flags) and then
its bytes. Packets of the channel without a number carry commands, as tagged values: command, tag of the answer,
arguments (pulsecore/pstream.c and native-common.h of PulseAudio 16). What the server sends on other channels is what
was recorded.
"""

from __future__ import annotations

import struct
from collections.abc import Callable

from kiosk.broker.breach import BreachError
from kiosk.broker.recording import CREATE, DELETE, OUR_TAGS, Recordings
from kiosk.broker.tagged import Values, number

AUTH = 8
SUBSCRIBE = 35
ALLOWED = {
    3: "CREATE_PLAYBACK_STREAM",
    4: "DELETE_PLAYBACK_STREAM",
    DELETE: "DELETE_RECORD_STREAM",
    AUTH: "AUTH",
    9: "SET_CLIENT_NAME",
    12: "DRAIN_PLAYBACK_STREAM",
    14: "GET_PLAYBACK_LATENCY",
    20: "GET_SERVER_INFO",
    21: "GET_SINK_INFO",
    22: "GET_SINK_INFO_LIST",
    23: "GET_SOURCE_INFO",
    24: "GET_SOURCE_INFO_LIST",
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

LISTENING = {
    CREATE: "CREATE_RECORD_STREAM",
    47: "SET_RECORD_STREAM_NAME",
    57: "GET_RECORD_LATENCY",
    58: "CORK_RECORD_STREAM",
    59: "FLUSH_RECORD_STREAM",
    73: "SET_RECORD_STREAM_BUFFER_ATTR",
    75: "UPDATE_RECORD_STREAM_SAMPLE_RATE",
    80: "UPDATE_RECORD_STREAM_PROPLIST",
}
"""Commands that pass while the visitor may listen and there is a microphone."""

PACKET_LIMIT = 1 << 18
"""Bytes of one packet; libpulse sends at most 64 KiB at once."""

COMMANDS = 0xFFFF_FFFF
ERROR, REPLY = 0, 2
ACCESS_DENIED = 1
_HEAD = struct.Struct(">IIIII")
_SEEK_BITS = 0xFF
_VERSION_BITS = 0xFFFF
_EVENTS = 1 | 1 << 1 | 1 << 7
"""Changes of loudspeakers, of microphones and of the server; what other clients do is not among them."""
_ARGUMENTS = 10
"""Bytes of command and tag, after which the arguments begin."""


def _no_microphone() -> None:
    return None


class Filter:
    """One connection: takes bytes as they come and gives those that may pass on.

    `microphone` gives the server's number of the microphone while this visitor may listen, else None.
    """

    def __init__(self, microphone: Callable[[], int | None] = _no_microphone) -> None:
        self._requests, self._events = bytearray(), bytearray()
        self._microphone = microphone
        self._recordings = Recordings()

    def request(self, data: bytes) -> tuple[bytes, bytes]:
        """Check what the visitor says; give what passes on, and what it is told at once. Raises `BreachError`."""
        self._requests += data
        passing, answers = bytearray(), bytearray()
        for channel, head, body in split(self._requests):
            if channel != COMMANDS:
                passing += head + body
                continue
            values = Values(body)
            command, tag = values.number(), values.number()
            source = self._microphone()
            if command in ALLOWED:
                passing += head + self._milder(command, tag, body)
            elif command in LISTENING and source is not None:
                passing += self._record(command, tag, body, source)
            else:
                answers += packet(number(ERROR) + number(tag) + number(ACCESS_DENIED))
        return bytes(passing), bytes(answers)

    def event(self, data: bytes) -> tuple[bytes, bytes]:
        """Take what the server says; give the visitor's part in whole packets, and what the server is told for it."""
        self._events += data
        heard, told = bytearray(), bytearray()
        for channel, head, body in split(self._events):
            if channel != COMMANDS:
                heard += head + body if self._microphone() is not None else b""
                continue
            words, order = self._recordings.answered(body, may_record=self._microphone() is not None)
            heard += packet(words) if words else b""
            told += packet(order) if order else b""
        return bytes(heard), bytes(told)

    def deafen(self) -> tuple[bytes, bytes]:
        """End every recording; give what the visitor and what the server is told."""
        ended = self._recordings.end()
        return b"".join(packet(words) for words, _ in ended), b"".join(packet(words) for _, words in ended)

    def _record(self, command: int, tag: int, body: bytes, source: int) -> bytes:
        _no_tag_of_ours(tag)
        return packet(self._recordings.begin(tag, body, source) if command == CREATE else body)

    def _milder(self, command: int, tag: int, body: bytes) -> bytes:
        """Leave out shared memory where versions are exchanged, and other clients where changes are asked for."""
        _no_tag_of_ours(tag)
        if command == AUTH:
            return _with(body, Values(body, _ARGUMENTS).number() & _VERSION_BITS)
        if command == SUBSCRIBE:
            return _with(body, Values(body, _ARGUMENTS).number() & _EVENTS)
        if command == DELETE:
            self._recordings.forget(Values(body, _ARGUMENTS).number())
        return body


def _no_tag_of_ours(tag: int) -> None:
    """Refuse the tags that answers to our own commands are known by; a library would need days to count so far."""
    if tag >= OUR_TAGS:
        raise BreachError


def split(data: bytearray) -> list[tuple[int, bytes, bytes]]:
    """Take the whole packets from the beginning of `data`: channel, head, bytes. Raises `BreachError`."""
    found = []
    at = 0
    while len(data) - at >= _HEAD.size:
        length, channel, high, low, flags = _HEAD.unpack_from(data, at)
        commands = channel == COMMANDS
        if not 0 < length <= PACKET_LIMIT or flags & ~_SEEK_BITS or (commands and (high or low or flags)):
            raise BreachError  # flags above the way of seeking mean shared memory
        end = at + _HEAD.size + length
        if len(data) < end:
            break
        found.append((channel, bytes(data[at : at + _HEAD.size]), bytes(data[at + _HEAD.size : end])))
        at = end
    del data[:at]
    return found


def packet(body: bytes) -> bytes:
    """Give a packet that carries a command."""
    return _HEAD.pack(len(body), COMMANDS, 0, 0, 0) + body


def _with(body: bytes, value: int) -> bytes:
    """Put another number in place of the first argument."""
    return body[:_ARGUMENTS] + number(value) + body[_ARGUMENTS + 5 :]
