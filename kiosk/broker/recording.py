"""The recordings of one connection: each is of the microphone, whatever was asked for, and can be ended from here.

A visitor that could choose its source would take the *monitor* of a loudspeaker and hear what is played there. So the
source that a library names is replaced by the microphone's number, *direct on input* (what one other client plays) is
taken out, and the server is told not to move the recording elsewhere when the microphone is gone.
"""

from __future__ import annotations

from kiosk.broker.breach import BreachError
from kiosk.broker.tagged import NOTHING, Values, number

CREATE, DELETE = 5, 6
_ERROR, _REPLY, _KILLED = 0, 2, 65
_DENIED = 1
OUR_TAGS = 0xFFFF_0000
"""Tags from here on are of our own commands."""
_HIGHEST_TAG = 0xFFFF_FFFE
_TO_NOBODY = 0xFFFF_FFFF
"""The tag of what the server says unasked."""


class Recordings:
    """What is recorded on one connection. Commands are given without the head of a packet."""

    def __init__(self) -> None:
        self._tag = OUR_TAGS
        self._asked: dict[int, int | None] = {}
        """The tag of the client for a tag of ours; None where we asked ourselves."""
        self._streams: set[int] = set()

    def begin(self, tag: int, body: bytes, source: int) -> bytes:
        """Have a recording made of `source` only; raises `BreachError` at what no library asks for."""
        ours = self._next_tag(tag)
        return number(CREATE) + number(ours) + _of_microphone(body, source)

    def answered(self, body: bytes, *, may_record: bool) -> tuple[bytes, bytes]:
        """Take what the server says; give what the client hears of it, and a command to the server, or b""."""
        values = Values(body)
        kind, tag = values.number(), values.number()
        if kind not in {_ERROR, _REPLY} or tag not in self._asked:
            return body, b""
        client = self._asked.pop(tag)
        if client is None:
            return b"", b""
        if kind == _REPLY:
            stream = Values(body, values.at).number()
            if not may_record:
                return number(_ERROR) + number(client) + number(_DENIED), self._delete(stream)
            self._streams.add(stream)
        return number(kind) + number(client) + body[values.at :], b""

    def forget(self, stream: int) -> None:
        """The client ends this one itself."""
        self._streams.discard(stream)

    def end(self) -> list[tuple[bytes, bytes]]:
        """End all: for each what the client is told and what the server is."""
        ended = [
            (number(_KILLED) + number(_TO_NOBODY) + number(stream), self._delete(stream))
            for stream in sorted(self._streams)
        ]
        self._streams.clear()
        return ended

    def _delete(self, stream: int) -> bytes:
        return number(DELETE) + number(self._next_tag(None)) + number(stream)

    def _next_tag(self, client: int | None) -> int:
        self._tag = OUR_TAGS if self._tag == _HIGHEST_TAG else self._tag + 1
        if self._tag in self._asked:
            raise BreachError  # tens of thousands of questions that the server has not answered
        self._asked[self._tag] = client
        return self._tag


def _of_microphone(body: bytes, source: int) -> bytes:
    """Give the arguments with the source replaced (command_create_record_stream of protocol-native.c).

    They are: sample format, channels' places, number and name of the source, longest buffer, corked, size of a
    fragment; the flags no_remap, no_remix, fix_format, fix_rate, fix_channels, no_move, variable_rate, peak_detect,
    adjust_latency; properties, direct_on_input, and more with newer versions.
    """
    values = Values(body, 10)
    begin = values.at
    values.skip(2)
    place = values.at
    values.number()
    values.text()
    rest = values.at
    values.number()
    values.flag()
    values.number()
    for _ in range(5):
        values.flag()
    move = values.at
    for _ in range(4):
        values.flag()
    values.properties()
    direct = values.at
    values.number()
    return b"".join(
        (
            body[begin:place],
            number(source) + b"N",
            body[rest:move] + b"1",
            body[move + 1 : direct] + number(NOTHING),
            body[values.at :],
        )
    )
