"""A picture of dots, black on white, as a PNG file (ISO/IEC 15948), without an imaging library."""

from __future__ import annotations

import struct
import zlib

_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def encode(row_bytes: int, rows: list[bytes]) -> bytes:
    """Give a file with one bit a dot; in `rows` 1 is black, as on thermal paper."""
    white_is_one = bytes(255 - value for value in range(256))
    raw = b"".join(b"\0" + row.translate(white_is_one) for row in rows)
    head = struct.pack("!IIBBBBB", row_bytes * 8, len(rows), 1, 0, 0, 0, 0)
    return (
        _SIGNATURE
        + _chunk(b"IHDR", head)
        + _chunk(b"pHYs", struct.pack("!IIB", 8_000, 8_000, 1))
        + _chunk(b"IDAT", zlib.compress(raw))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack("!I", len(data)) + kind + data + struct.pack("!I", zlib.crc32(kind + data))
