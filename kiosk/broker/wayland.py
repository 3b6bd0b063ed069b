"""What a visitor may say and hear on the display's socket: Wayland's wire format, as far as it has to be understood.

A compositor offers its globals to every client alike; cage and sway offer pictures of the whole screen, keyboards that
type and the clipboard of others. Here a visitor gets to see the few that a window needs. The others do not exist for
it: their announcements are left out, and who binds one all the same has broken the rules.

The clipboard is one-way: a visitor may fill it and hears of no other content, so copying works within one visitor and
never between two. (Without its protocol Qt 6.12 crashes when something is dragged.)

Each message begins with the number of its object, its size in bytes and its opcode (wayland.freedesktop.org, "Wire
Format"; native byte order). Only the display and the objects of `_Kind` are looked into. Of these only a clipboard's
device can be given back, after which its number may stand for something else.
"""

from __future__ import annotations

import enum
import struct
from collections.abc import Callable

from kiosk.broker.breach import BreachError

ALLOWED = frozenset(
    {
        "wl_compositor",
        "wl_subcompositor",
        "wl_shm",
        "wl_seat",
        "wl_output",
        "wl_data_device_manager",
        "xdg_wm_base",
        "wp_viewporter",
    }
)
"""Surfaces from shared memory, keys and touches while its window has the focus, full-screen windows."""


class _Kind(enum.Enum):
    REGISTRY = enum.auto()
    WINDOWS = enum.auto()
    CLIPBOARDS = enum.auto()
    CLIPBOARD = enum.auto()


_BOUND = {"xdg_wm_base": _Kind.WINDOWS, "wl_data_device_manager": _Kind.CLIPBOARDS}
_OPCODE = 0xFFFF
_DISPLAY = 1
_GET_REGISTRY = 1
_BIND = 0
_GLOBAL, _GLOBAL_REMOVE = 0, 1
_GET_XDG_SURFACE = 2
_GET_DATA_DEVICE = 1
_RELEASE = 2
_FROM_COMPOSITOR = 0xFF00_0000
"""Objects from this number on are made by the compositor; of what is allowed here only the content of others is."""
_HEAD = struct.Struct("=II")
_WORD = struct.Struct("=I")
_OBJECTS = 64
"""Objects of these kinds that one connection may have; a toolkit has a handful."""


class Filter:
    """One connection. `request` and `event` take bytes as they come and give those that may pass on.

    `may_show` tells whether the visitor may have a window yet: a spare may not.
    """

    def __init__(self, may_show: Callable[[], bool]) -> None:
        self._may_show = may_show
        self._objects: dict[int, _Kind] = {}
        self._offered: dict[int, tuple[str, int]] = {}
        self._requests, self._events = bytearray(), bytearray()

    def request(self, data: bytes) -> bytes:
        """Check what the visitor says; raises `BreachError`."""
        self._requests += data
        passing = _split(self._requests)
        for sender, word, body in passing:
            self._check(sender, word & _OPCODE, body)
        return b"".join(_HEAD.pack(sender, word) + body for sender, word, body in passing)

    def event(self, data: bytes) -> bytes:
        """Leave out what the visitor is not to know of; raises `BreachError` where it makes no sense."""
        self._events += data
        return b"".join(
            _HEAD.pack(sender, word) + body
            for sender, word, body in _split(self._events)
            if self._may_hear(sender, word & _OPCODE, body)
        )

    def _check(self, sender: int, opcode: int, body: bytes) -> None:
        kind = self._objects.get(sender)
        too_early = kind is _Kind.WINDOWS and opcode == _GET_XDG_SURFACE and not self._may_show()
        if too_early or sender >= _FROM_COMPOSITOR:
            raise BreachError
        if kind is _Kind.REGISTRY:
            self._bind(opcode, body)
        elif sender == _DISPLAY and opcode == _GET_REGISTRY:
            self._note(_word(body, 0), _Kind.REGISTRY)
        elif kind is _Kind.CLIPBOARDS and opcode == _GET_DATA_DEVICE:
            self._note(_word(body, 0), _Kind.CLIPBOARD)
        elif kind is _Kind.CLIPBOARD and opcode == _RELEASE:
            del self._objects[sender]

    def _note(self, number: int, kind: _Kind) -> None:
        if number == _DISPLAY or number in self._objects or len(self._objects) >= _OBJECTS:
            raise BreachError
        self._objects[number] = kind

    def _bind(self, opcode: int, body: bytes) -> None:
        if opcode != _BIND:
            raise BreachError
        interface, after = _string(body, 4)
        offered = self._offered.get(_word(body, 0))
        if offered is None or offered[0] != interface or not 1 <= _word(body, after) <= offered[1]:
            raise BreachError
        if interface in _BOUND:
            self._note(_word(body, after + 4), _BOUND[interface])

    def _may_hear(self, sender: int, opcode: int, body: bytes) -> bool:
        match self._objects.get(sender):
            case _Kind.CLIPBOARD:
                return False
            case _Kind.REGISTRY:
                return self._may_know(opcode, body)
            case _:
                return True

    def _may_know(self, opcode: int, body: bytes) -> bool:
        """Say whether a global may be announced, or its end."""
        name = _word(body, 0)
        if opcode == _GLOBAL_REMOVE:
            return self._offered.pop(name, None) is not None
        if opcode != _GLOBAL:
            raise BreachError
        interface, after = _string(body, 4)
        if interface not in ALLOWED:
            return False
        self._offered[name] = (interface, _word(body, after))
        return True


def _split(data: bytearray) -> list[tuple[int, int, bytes]]:
    """Take the whole messages from the beginning of `data`: object, second word of the head, bytes after the head."""
    found = []
    at = 0
    while len(data) - at >= _HEAD.size:
        sender, word = _HEAD.unpack_from(data, at)
        size = word >> 16
        if size < _HEAD.size or size % 4:
            raise BreachError
        if len(data) - at < size:
            break
        found.append((sender, word, bytes(data[at + _HEAD.size : at + size])))
        at += size
    del data[:at]
    return found


def _word(body: bytes, at: int) -> int:
    if at + _WORD.size > len(body):
        raise BreachError
    return int(_WORD.unpack_from(body, at)[0])


def _string(body: bytes, at: int) -> tuple[str, int]:
    """Read a string (its length with the closing zero, its bytes, filled up to four) and say where the next word is."""
    length = _word(body, at)
    start = at + _WORD.size
    if not 0 < length <= len(body) - start:
        raise BreachError
    return body[start : start + length - 1].decode(errors="replace"), start + (length + 3) // 4 * 4
