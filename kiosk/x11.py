"""A very small X11 client: what an X server keeps for everybody, read and emptied. Wayland needs none of it.

Selections (clipboard, primary, secondary) are owned by a client; cut buffers and other properties of the root window
are kept by the server itself and outlive whoever wrote them. Protocol: "X Window System Protocol", version 11.
"""

from __future__ import annotations

import contextlib
import socket
import struct
from pathlib import Path
from typing import Self

SELECTIONS = ("PRIMARY", "SECONDARY", "CLIPBOARD")
CUT_BUFFERS = tuple(f"CUT_BUFFER{number}" for number in range(8))
_SECONDS = 1.0
_LONGEST = 1 << 20
_CHANGE_PROPERTY, _DELETE_PROPERTY, _GET_PROPERTY, _LIST_PROPERTIES = 18, 19, 20, 21
_INTERN_ATOM, _GET_ATOM_NAME, _SET_OWNER, _GET_OWNER = 16, 17, 22, 23
_STRING = 31


class X11:
    """One connection; every call raises OSError when the server does not answer as it should."""

    def __init__(self, path: Path, cookie: bytes) -> None:
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(_SECONDS)
        self._atoms: dict[str, int] = {}
        try:
            self._socket.connect(str(path))
            self._set_up(cookie)
        except BaseException:
            self._socket.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def _set_up(self, cookie: bytes) -> None:
        name = b"MIT-MAGIC-COOKIE-1" if cookie else b""
        self._socket.sendall(
            struct.pack("<BxHHHHxx", ord("l"), 11, 0, len(name), len(cookie)) + _padded(name) + _padded(cookie)
        )
        state, _, _, length = struct.unpack("<BxHHH", self._take(8))
        body = self._take(length * 4)
        if state != 1:
            raise ConnectionRefusedError(0, "the X server lets nobody in with this cookie")
        vendor, formats = struct.unpack_from("<H", body, 16)[0], body[21]
        (self.root,) = struct.unpack_from("<I", body, 32 + vendor + -vendor % 4 + 8 * formats)

    def _take(self, count: int) -> bytes:
        data = b""
        while len(data) < count:
            part = self._socket.recv(count - len(data))
            if not part:
                raise ConnectionAbortedError(0, "the X server has hung up")
            data += part
        return data

    def _send(self, code: int, detail: int, body: bytes) -> None:
        body = _padded(body)
        self._socket.sendall(struct.pack("<BBH", code, detail, 1 + len(body) // 4) + body)

    def _ask(self, code: int, detail: int, body: bytes) -> tuple[bytes, bytes]:
        """Send a request and return the answer's head (32 bytes) and rest; events are passed over."""
        self._send(code, detail, body)
        while True:
            head = self._take(32)
            if head[0] == 1:
                return head, self._take(struct.unpack_from("<I", head, 4)[0] * 4)
            if head[0] == 0:
                raise OSError(head[1], "the X server refused a request")

    def atom(self, name: str) -> int:
        """Give the number of a name."""
        if name not in self._atoms:
            head, _ = self._ask(_INTERN_ATOM, 0, struct.pack("<Hxx", len(name)) + name.encode("latin-1"))
            (self._atoms[name],) = struct.unpack_from("<I", head, 8)
        return self._atoms[name]

    def owner(self, selection: str) -> int:
        """Give the window that owns a selection, 0 when nobody does."""
        head, _ = self._ask(_GET_OWNER, 0, struct.pack("<I", self.atom(selection)))
        return int(struct.unpack_from("<I", head, 8)[0])

    def disown(self, selection: str) -> None:
        """Take a selection away from whoever owns it."""
        self._send(_SET_OWNER, 0, struct.pack("<III", 0, self.atom(selection), 0))

    def properties(self) -> frozenset[str]:
        """Give the names of the root window's properties."""
        head, rest = self._ask(_LIST_PROPERTIES, 0, struct.pack("<I", self.root))
        (count,) = struct.unpack_from("<H", head, 8)
        return frozenset(self._name(atom) for atom in struct.unpack_from(f"<{count}I", rest))

    def _name(self, atom: int) -> str:
        head, rest = self._ask(_GET_ATOM_NAME, 0, struct.pack("<I", atom))
        return rest[: struct.unpack_from("<H", head, 8)[0]].decode("latin-1")

    def read(self, name: str) -> bytes:
        """Give the content of a property of the root window, empty when there is none."""
        request = struct.pack("<IIIII", self.root, self.atom(name), 0, 0, _LONGEST)
        head, rest = self._ask(_GET_PROPERTY, 0, request)
        (count,) = struct.unpack_from("<I", head, 16)
        return rest[: count * head[1] // 8]

    def write(self, name: str, content: bytes) -> None:
        """Set a text property of the root window."""
        head = struct.pack("<IIIBxxxI", self.root, self.atom(name), _STRING, 8, len(content))
        self._send(_CHANGE_PROPERTY, 0, head + content)

    def delete(self, name: str) -> None:
        """Delete a property of the root window."""
        self._send(_DELETE_PROPERTY, 0, struct.pack("<II", self.root, self.atom(name)))

    def synchronise(self) -> None:
        """Wait until the server has done all that was sent."""
        self._ask(_GET_OWNER, 0, struct.pack("<I", self.atom(SELECTIONS[0])))


def _padded(data: bytes) -> bytes:
    return data + b"\0" * (-len(data) % 4)


def cookie_of(authority: bytes) -> bytes:
    """Give the cookie of an X authority's first entry, empty when there is none; see `sandbox.any_host`."""
    fields = []
    position = 2
    for _ in range(4):
        if position + 2 > len(authority):
            return b""
        (length,) = struct.unpack_from(">H", authority, position)
        fields.append(authority[position + 2 : position + 2 + length])
        position += 2 + length
    return fields[3] if fields[2] == b"MIT-MAGIC-COOKIE-1" else b""


class XMemory:
    """What an X server keeps of clients that are gone, compared with what was there when the terminal started."""

    def __init__(self, path: Path, authority: bytes) -> None:
        self._path = path
        self._cookie = cookie_of(authority)
        self._usual: frozenset[str] = frozenset()
        with contextlib.suppress(OSError), X11(path, self._cookie) as server:
            self._usual = server.properties() - frozenset(CUT_BUFFERS)

    def clear(self) -> None:
        """Take every selection from its owner, and delete cut buffers and whatever else is new on the root window."""
        with contextlib.suppress(OSError), X11(self._path, self._cookie) as server:
            for selection in SELECTIONS:
                server.disown(selection)
            for name in server.properties() - self._usual:
                server.delete(name)
            server.synchronise()

    def left(self) -> int:
        """Count selections with an owner and properties that are new; a server that does not answer counts as one."""
        try:
            with X11(self._path, self._cookie) as server:
                owned = sum(server.owner(selection) != 0 for selection in SELECTIONS)
                return owned + len(server.properties() - self._usual)
        except OSError:
            return 1
