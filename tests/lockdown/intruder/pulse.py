"""A sound client by hand: says what no library would, in PulseAudio's protocol, with the standard library only."""

from __future__ import annotations

import array
import socket
from contextlib import closing

COMMANDS = 0xFFFF_FFFF
VERSION = 35
ERROR, REPLY = 0, 2
DENIED = 1
SHARED_MEMORY = 1 << 31


def number(value: int) -> bytes:
    return b"L" + value.to_bytes(4, "big")


def string(value: str) -> bytes:
    return b"t" + value.encode() + b"\0"


def properties(**values: str) -> bytes:
    """Give a property list."""
    words = b"P"
    for name, value in values.items():
        data = value.encode() + b"\0"
        words += string(name.replace("_", ".")) + number(len(data)) + b"x" + len(data).to_bytes(4, "big") + data
    return words + b"N"


def packet(body: bytes, channel: int = COMMANDS, flags: int = 0) -> bytes:
    return b"".join(word.to_bytes(4, "big") for word in (len(body), channel, 0, 0, flags)) + body


def command(name: int, tag: int, arguments: bytes = b"") -> bytes:
    return packet(number(name) + number(tag) + arguments)


def hello(version: int = VERSION) -> bytes:
    return command(8, 0, number(version) + b"x" + (256).to_bytes(4, "big") + bytes(256))


HELLO = hello()


class Client:
    """A connection that has introduced itself."""

    def __init__(self, path: str, version: int = VERSION) -> None:
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(5)
        self._socket.connect(path)
        self._tag = 0
        self._socket.sendall(hello(version))
        self.version = self._answer(0)
        self.ask(9, properties(application_name="intruder"))

    def ask(self, name: int, arguments: bytes = b"") -> tuple[int, bytes]:
        """Say a command and give the answer: ERROR with its code, or REPLY with its values."""
        self._tag += 1
        self._socket.sendall(command(name, self._tag, arguments))
        return self._answer(self._tag)

    def _answer(self, tag: int) -> tuple[int, bytes]:
        while True:
            head = self._exactly(20)
            body = self._exactly(int.from_bytes(head[:4], "big"))
            if int.from_bytes(head[4:8], "big") == COMMANDS and int.from_bytes(body[6:10], "big") == tag:
                return int.from_bytes(body[1:5], "big"), body[10:]

    def _exactly(self, size: int) -> bytes:
        data = b""
        while len(data) < size:
            if not (part := self._socket.recv(size - len(data))):
                raise EOFError
            data += part
        return data

    def loudest(self, seconds: float) -> int:
        """Give the loudest of the first half second of 16-bit samples that are recorded, -2 where none come."""
        samples = b""
        self._socket.settimeout(seconds)
        try:
            while len(samples) < 16_000:
                head = self._exactly(20)
                body = self._exactly(int.from_bytes(head[:4], "big"))
                if int.from_bytes(head[4:8], "big") != COMMANDS:
                    samples += body
        except (TimeoutError, EOFError):
            return -2
        return max(abs(sample) for sample in array.array("h", samples[: len(samples) // 2 * 2]))

    def close(self) -> None:
        self._socket.close()


def denied(path: str, name: int, arguments: bytes = b"") -> bool:
    """Say whether a command is refused as not allowed, rather than carried out or refused for its arguments."""
    with closing(Client(path)) as client:
        return client.ask(name, arguments) == (ERROR, number(DENIED))


def recording(source: int = 0xFFFF_FFFF, name: str = "", direct: int = 0xFFFF_FFFF) -> bytes:
    """Give the arguments of CREATE_RECORD_STREAM: 16 bits, mono, in fragments of 20 ms, as version 13 has them."""
    words = (
        b"a\x03\x01" + (16_000).to_bytes(4, "big") + b"m\x01\x00" + number(source) + (string(name) if name else b"N")
    )
    words += number(0xFFFF_FFFF) + b"0" + number(640) + b"0" * 9
    return words + properties(media_name="ear") + number(direct)


def recorded(client: Client, *, source: int = 0xFFFF_FFFF, name: str = "", seconds: float = 3) -> int:
    """Record; give the loudest sample, -1 where it is refused, -2 where nothing comes."""
    newer = b"0" * 3 + b"B\x00" + b"v\x01" + (65_536).to_bytes(4, "big") + b"0" * 5
    kind, _ = client.ask(5, recording(source, name) + newer)
    return client.loudest(seconds) if kind == REPLY else -1
