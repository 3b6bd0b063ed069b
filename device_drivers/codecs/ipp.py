"""Messages of the Internet Printing Protocol (RFC 8010), as far as a terminal says and hears them. Pure."""

from __future__ import annotations

import enum
import struct
from dataclasses import dataclass, field

VERSION = (2, 0)
LONGEST_VALUE = 32_767
MOST_ATTRIBUTES = 4_000
"""Of one message; a printer's whole description has a few hundred."""


class Operation(enum.IntEnum):
    """What is asked of a printer."""

    PRINT_JOB = 0x0002
    CANCEL_JOB = 0x0008
    GET_JOB_ATTRIBUTES = 0x0009
    GET_PRINTER_ATTRIBUTES = 0x000B


class Group(enum.IntEnum):
    """Whose attributes follow."""

    OPERATION = 0x01
    JOB = 0x02
    PRINTER = 0x04
    UNSUPPORTED = 0x05


class Tag(enum.IntEnum):
    """Types of values that are read; those of another type are kept as bytes."""

    INTEGER = 0x21
    BOOLEAN = 0x22
    ENUM = 0x23
    RESOLUTION = 0x32
    TEXT = 0x41
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    CHARSET = 0x47
    LANGUAGE = 0x48
    MIME = 0x49


_END = 0x03
_PER_INCH = 3
_FIRST_FAILURE = 0x0100
_FIRST_VALUE = 0x10
_WORDS = {Tag.TEXT, Tag.NAME, Tag.KEYWORD, Tag.URI, Tag.CHARSET, Tag.LANGUAGE, Tag.MIME}
_NUMBERS = {Tag.INTEGER, Tag.ENUM}
_WIDE_NUMBER = struct.Struct(">i")
_RESOLUTION = struct.Struct(">iib")
_HEAD = struct.Struct(">BBHi")


class IppError(ValueError):
    """Bytes that are no message."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """Dots an inch, across and along."""

    across: int
    along: int


Value = int | bool | str | bytes | Resolution


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute; all its values have one type. A tag without a name here is kept as a number, values as bytes."""

    name: str
    tag: int
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """A request (`code` is an `Operation`) or an answer (`code` is a status); `data` follows the attributes."""

    code: int
    number: int
    groups: tuple[tuple[int, tuple[Attribute, ...]], ...]
    data: bytes = field(default=b"", repr=False)

    @property
    def succeeded(self) -> bool:
        """Whether an answer says yes."""
        return self.code < _FIRST_FAILURE

    def values(self, name: str) -> tuple[Value, ...]:
        """Give the values of an attribute in any group; () where it has none."""
        for _, attributes in self.groups:
            for attribute in attributes:
                if attribute.name == name:
                    return attribute.values
        return ()

    def first(self, name: str) -> Value | None:
        """Give the first value of an attribute."""
        return next(iter(self.values(name)), None)


def request(operation: Operation, number: int, printer: str, *attributes: Attribute) -> Message:
    """Make a request with the attributes that each has to begin with."""
    first = (
        Attribute("attributes-charset", Tag.CHARSET, ("utf-8",)),
        Attribute("attributes-natural-language", Tag.LANGUAGE, ("de",)),
        Attribute("printer-uri", Tag.URI, (printer,)),
    )
    return Message(operation, number, ((Group.OPERATION, (*first, *attributes)),))


# ---- writing -----------------------------------------------------------------------------------------------------


def encode(message: Message) -> bytes:
    """Write a message; raises `IppError` on a value that does not fit its type."""
    parts = [_HEAD.pack(*VERSION, message.code, message.number)]
    for group, attributes in message.groups:
        parts.append(bytes((group,)))
        for attribute in attributes:
            name = attribute.name.encode("ascii")
            for value in attribute.values:
                parts.append(bytes((attribute.tag,)) + _sized(name) + _sized(_written(attribute.tag, value)))
                name = b""  # further values of the same attribute
    return b"".join((*parts, bytes((_END,)), message.data))


def _sized(data: bytes) -> bytes:
    if len(data) > LONGEST_VALUE:
        raise IppError("a value is too long")
    return len(data).to_bytes(2, "big") + data


def _written(tag: int, value: Value) -> bytes:
    try:
        if tag in _NUMBERS and isinstance(value, int):
            return _WIDE_NUMBER.pack(value)
        if tag == Tag.BOOLEAN and isinstance(value, bool):
            return bytes((value,))
        if tag == Tag.RESOLUTION and isinstance(value, Resolution):
            return _RESOLUTION.pack(value.across, value.along, _PER_INCH)
        if tag in _WORDS and isinstance(value, str):
            return value.encode()
    except (struct.error, UnicodeEncodeError) as error:
        raise IppError(str(error)) from error
    if isinstance(value, bytes) and tag not in _WORDS | _NUMBERS | {Tag.BOOLEAN, Tag.RESOLUTION}:
        return value
    raise IppError(f"{type(value).__name__} is no value of type {tag:#x}")


# ---- reading -----------------------------------------------------------------------------------------------------


def decode(data: bytes) -> Message:
    """Read a message; raises `IppError`, and nothing else, on what is none."""
    if len(data) < _HEAD.size:
        raise IppError("too short")
    _, _, code, number = _HEAD.unpack_from(data)
    groups: list[tuple[int, list[Attribute]]] = []
    at, count = _HEAD.size, 0
    while True:
        tag, at = _byte(data, at)
        if tag == _END:
            break
        if tag < _FIRST_VALUE:
            groups.append((tag, []))
            continue
        name, at = _taken(data, at)
        raw, at = _taken(data, at)
        count += 1
        if not groups or count > MOST_ATTRIBUTES:
            raise IppError("attributes in no group, or too many")
        _add(groups[-1][1], tag, name, _read(tag, raw))
    return Message(code, number, tuple((group, tuple(found)) for group, found in groups), data[at:])


def _add(attributes: list[Attribute], tag: int, name: bytes, value: Value) -> None:
    if name:
        attributes.append(Attribute(name.decode("ascii", "replace"), tag, (value,)))
    elif attributes:
        last = attributes[-1]
        if last.tag == tag:  # a further value of another type is left out: nothing here reads any
            attributes[-1] = Attribute(last.name, last.tag, (*last.values, value))
    else:
        raise IppError("a value of no attribute")


def _byte(data: bytes, at: int) -> tuple[int, int]:
    if at >= len(data):
        raise IppError("ends in the middle")
    return data[at], at + 1


def _taken(data: bytes, at: int) -> tuple[bytes, int]:
    end = at + 2 + int.from_bytes(data[at : at + 2], "big")
    if at + 2 > len(data) or end > len(data):
        raise IppError("ends in the middle")
    return data[at + 2 : end], end


def _read(tag: int, raw: bytes) -> Value:
    if tag in _NUMBERS and len(raw) == _WIDE_NUMBER.size:
        found: int = _WIDE_NUMBER.unpack(raw)[0]
        return found
    if tag == Tag.BOOLEAN and raw in {b"\0", b"\1"}:
        return raw == b"\1"
    if tag == Tag.RESOLUTION and len(raw) == _RESOLUTION.size and raw[-1] == _PER_INCH:
        across, along, _ = _RESOLUTION.unpack(raw)
        return Resolution(across, along)
    if tag in _WORDS:
        return raw.decode("utf-8", "replace")
    return raw
