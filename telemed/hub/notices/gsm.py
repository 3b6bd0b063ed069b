"""SMS on the wire: the alphabet of GSM 03.38, UCS-2, how a text is cut, and the PDU a modem takes. Pure.

Sources: 3GPP TS 23.038 (alphabets), TS 23.040 (SMS-SUBMIT, 9.2.2.2; concatenation, 9.2.3.24.1).
"""

from __future__ import annotations

import re
from typing import Final, Literal

import msgspec

Alphabet = Literal["gsm", "ucs2"]

_BASIC: Final = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_ESCAPE: Final = 0x1B
_EXTENSION: Final = {"\f": 10, "^": 20, "{": 40, "}": 41, "\\": 47, "[": 60, "~": 61, "]": 62, "|": 64, "€": 101}
_CODES: Final = {char: code for code, char in enumerate(_BASIC) if code != _ESCAPE}
_CHARS: Final = {code: char for char, code in _CODES.items()}
_EXTENDED: Final = {code: char for char, code in _EXTENSION.items()}

ONE_SMS: Final[dict[Alphabet, int]] = {"gsm": 160, "ucs2": 70}
"""Units in an SMS that stands alone: septets, or UTF-16 words."""
PART: Final[dict[Alphabet, int]] = {"gsm": 153, "ucs2": 67}
"""Units in one of several, beside the six bytes that say which."""
MOST_PARTS: Final = 6

TELEPHONE: Final = re.compile(r"\+[1-9][0-9]{6,14}")
"""A telephone number as E.164 writes it."""


class Part(msgspec.Struct, frozen=True):
    """A piece of a text: `index` counts from 1 of `total`."""

    text: str
    index: int
    total: int
    alphabet: Alphabet


def alphabet_of(text: str) -> Alphabet:
    """Return the alphabet a text needs."""
    return "gsm" if all(char in _CODES or char in _EXTENSION for char in text) else "ucs2"


def units(char: str, alphabet: Alphabet) -> int:
    """Return how many septets or UTF-16 words a character takes."""
    if alphabet == "gsm":
        return 2 if char in _EXTENSION else 1
    return 2 if ord(char) > 0xFFFF else 1  # noqa: PLR2004 (the end of the first plane)


def length(text: str) -> int:
    """Return how many units a text takes in the alphabet it needs."""
    alphabet = alphabet_of(text)
    return sum(units(char, alphabet) for char in text)


def parts(text: str) -> tuple[Part, ...]:
    """Cut a text into SMS; never inside a character. Raises ValueError for one that needs more than six."""
    alphabet = alphabet_of(text)
    if length(text) <= ONE_SMS[alphabet]:
        return (Part(text, 1, 1, alphabet),)
    pieces, piece, room = [], "", PART[alphabet]
    for char in text:
        need = units(char, alphabet)
        if need > room:
            pieces.append(piece)
            piece, room = "", PART[alphabet]
        piece += char
        room -= need
    pieces.append(piece)
    if len(pieces) > MOST_PARTS:
        raise ValueError("the text is too long")
    return tuple(Part(piece, index, len(pieces), alphabet) for index, piece in enumerate(pieces, 1))


def septets(text: str) -> bytes:
    """Return one byte for each septet; raises ValueError for a character outside the alphabet."""
    codes = bytearray()
    for char in text:
        if char in _EXTENSION:
            codes += bytes((_ESCAPE, _EXTENSION[char]))
        elif char in _CODES:
            codes.append(_CODES[char])
        else:
            raise ValueError("not in the alphabet of GSM 03.38")
    return bytes(codes)


def from_septets(codes: bytes) -> str:
    """Read septets; raises ValueError for what stands for nothing."""
    text, rest = "", iter(codes)
    for code in rest:
        char = _EXTENDED.get(next(rest, -1)) if code == _ESCAPE else _CHARS.get(code)
        if char is None:
            raise ValueError("no character")
        text += char
    return text


def pack(codes: bytes, fill: int = 0) -> bytes:
    """Put septets into bytes, the lowest bits first, after `fill` empty bits."""
    bits, have, packed = 0, fill, bytearray()
    for code in codes:
        bits |= code << have
        have += 7
        while have >= 8:  # noqa: PLR2004 (bits of a byte)
            packed.append(bits & 0xFF)
            bits >>= 8
            have -= 8
    if have:
        packed.append(bits & 0xFF)
    return bytes(packed)


def unpack(packed: bytes, count: int, fill: int = 0) -> bytes:
    """Take `count` septets out of bytes."""
    bits = int.from_bytes(packed, "little") >> fill
    return bytes(bits >> 7 * index & 0x7F for index in range(count))


def submit(telephone: str, part: Part, reference: int) -> bytes:
    """Return the TPDU of an SMS-SUBMIT. `reference` (a byte) joins the parts of one text.

    No status report is asked for: it would come back with the number. The message is valid for a day (relative).
    """
    digits = telephone.removeprefix("+")
    padded = digits + "F" * (len(digits) % 2)
    address = bytes((len(digits), 0x91)) + bytes.fromhex(
        "".join(b + a for a, b in zip(padded[::2], padded[1::2], strict=True))
    )
    header = b""
    if part.total > 1:
        header = bytes((5, 0, 3, reference, part.total, part.index))
    first = 0x11 | (0x40 if header else 0)
    if part.alphabet == "ucs2":
        data = header + part.text.encode("utf-16-be")
        coding, size = 0x08, len(data)
    else:
        codes = septets(part.text)
        fill = -len(header) * 8 % 7
        data = header + pack(codes, fill)
        coding, size = 0x00, (len(header) * 8 + fill) // 7 + len(codes)
    return bytes((first, 0)) + address + bytes((0, coding, 0xA7, size)) + data
