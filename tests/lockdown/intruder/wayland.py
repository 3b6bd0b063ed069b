"""A Wayland client by hand: says exactly what it is told to, allowed or not, with nothing but the standard library."""

from __future__ import annotations

import mmap
import os
import select
import socket
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

_DISPLAY, _REGISTRY = 1, 2
_PRESSED, _RELEASED = 1, 0
_KEYBOARD = 2
_FIRST_CONTENT = 0xFF00_0000
LEFT = 0x110


class GoneError(Exception):
    """The other side closed the connection or called a protocol error."""


@dataclass(frozen=True, slots=True)
class Event:
    """What the compositor said."""

    sender: int
    opcode: int
    body: bytes


def words(*values: int) -> bytes:
    return b"".join(struct.pack("=I", value & 0xFFFF_FFFF) for value in values)


def text(value: str) -> bytes:
    data = value.encode() + b"\0"
    return words(len(data)) + data + bytes(-len(data) % 4)


class Client:
    """A connection, its registry and everything that it heard."""

    def __init__(self, path: str) -> None:
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.connect(path)
        self._buffer = b""
        self._last = _REGISTRY
        self.heard: list[Event] = []
        self.globals: dict[str, tuple[int, int]] = {}
        self.send(_DISPLAY, 1, words(_REGISTRY))
        self.roundtrip()

    def new(self) -> int:
        self._last += 1
        return self._last

    def send(self, target: int, opcode: int, body: bytes = b"", descriptors: tuple[int, ...] = ()) -> None:
        data = words(target, (len(body) + 8) << 16 | opcode) + body
        try:
            socket.send_fds(self._socket, [data], list(descriptors))
        except OSError as error:
            raise GoneError from error

    def hear(self, seconds: float) -> bool:
        """Take what comes within that time; False when nothing came. Raises `GoneError`."""
        if not select.select([self._socket], [], [], seconds)[0]:
            return False
        try:
            data, descriptors, _, _ = socket.recv_fds(self._socket, 65536, 28)
        except OSError as error:
            raise GoneError from error
        for descriptor in descriptors:
            os.close(descriptor)
        if not data:
            raise GoneError
        self._buffer += data
        while len(self._buffer) >= 8:
            sender, word = struct.unpack_from("=II", self._buffer)
            if len(self._buffer) < word >> 16:
                break
            self._take(Event(sender, word & 0xFFFF, self._buffer[8 : word >> 16]))
            self._buffer = self._buffer[word >> 16 :]
        return True

    def _take(self, event: Event) -> None:
        if event.sender == _DISPLAY and event.opcode == 0:
            raise GoneError(event.body)
        if event.sender == _REGISTRY and event.opcode == 0:
            name, length = struct.unpack_from("=II", event.body)
            (version,) = struct.unpack_from("=I", event.body, 8 + (length + 3) // 4 * 4)
            self.globals[event.body[8 : 7 + length].decode()] = (name, version)
        self.heard.append(event)

    def roundtrip(self, seconds: float = 5.0) -> None:
        """Wait until the compositor has taken everything said so far."""
        callback = self.new()
        self.send(_DISPLAY, 0, words(callback))
        self.until(lambda: any(event.sender == callback for event in self.heard), seconds)

    def until(self, condition: Callable[[], object], seconds: float = 5.0) -> bool:
        end = time.monotonic() + seconds
        while not condition():
            left = end - time.monotonic()
            if left <= 0:
                return False
            self.hear(left)
        return True

    def bind(self, interface: str, version: int, name: int | None = None) -> int:
        """Bind a global; `name` may be one that nobody announced."""
        number = self.new()
        name = self.globals[interface][0] if name is None else name
        self.send(_REGISTRY, 0, words(name) + text(interface) + words(version, number))
        return number

    def close(self) -> None:
        self._socket.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Screen:
    """A full-screen window of one colour."""

    def __init__(self, client: Client, size: tuple[int, int], colour: int) -> None:
        self.client, self._size = client, size
        self._compositor = client.bind("wl_compositor", 4)
        self._shm = client.bind("wl_shm", 1)
        base = client.bind("xdg_wm_base", 1)
        self.seat = client.bind("wl_seat", 5)
        self._keyboard = 0
        self._surface, self._shell, toplevel = client.new(), client.new(), client.new()
        client.send(self._compositor, 0, words(self._surface))
        client.send(base, 2, words(self._shell, self._surface))
        client.send(self._shell, 1, words(toplevel))
        client.send(toplevel, 2, text("intruder"))
        client.send(toplevel, 11, words(0))
        client.send(self._surface, 6)
        client.until(self._configured)
        self.paint(colour)

    def _configured(self) -> bool:
        for event in self.client.heard:
            if event.sender == self._shell and event.opcode == 0:
                self.client.send(self._shell, 4, event.body)
                return True
        return False

    def paint(self, colour: int) -> None:
        width, height = self._size
        descriptor = os.memfd_create("picture")
        os.ftruncate(descriptor, width * height * 4)
        with mmap.mmap(descriptor, width * height * 4) as memory:
            memory.write(words(colour) * (width * height))
        pool, buffer = self.client.new(), self.client.new()
        self.client.send(self._shm, 0, words(pool, width * height * 4), (descriptor,))
        os.close(descriptor)
        self.client.send(pool, 0, words(buffer, 0, width, height, width * 4, 1))
        self.client.send(self._surface, 1, words(buffer, 0, 0))
        self.client.send(self._surface, 2, words(0, 0, width, height))
        self.client.send(self._surface, 6)
        self.client.roundtrip()

    def listen(self) -> bool:
        """Ask for keys, once the seat has a keyboard."""
        for event in self.client.heard:
            if event.sender == self.seat and event.opcode == 0 and struct.unpack("=I", event.body)[0] & _KEYBOARD:
                self._keyboard = self.client.new()
                self.client.send(self.seat, 1, words(self._keyboard))
                return True
        return False

    def serial(self) -> int:
        """Give the number under which the keyboard came to this window; 0 before that."""
        for event in self.client.heard:
            if event.sender == self._keyboard and event.opcode == 1:
                return int(struct.unpack_from("=I", event.body)[0])
        return 0

    def keys(self) -> list[int]:
        """Give the codes of the keys that were pressed in this window."""
        found = []
        for event in self.client.heard:
            if event.sender == self._keyboard and event.opcode == 3:
                _, _, key, state = struct.unpack("=IIII", event.body)
                if state == _PRESSED:
                    found.append(key)
        return found


class Clipboard:
    """The clipboard, as the client of a window that has the focus gets it."""

    def __init__(self, window: Screen) -> None:
        self._client = window.client
        self._manager = self._client.bind("wl_data_device_manager", 3)
        self._device = self._client.new()
        self._client.send(self._manager, 1, words(self._device, window.seat))
        self._client.roundtrip()

    def told(self, seconds: float = 1.0) -> bool:
        """Say whether content of somebody is announced."""
        return self._client.until(lambda: any(event.sender == self._device for event in self._client.heard), seconds)

    def ask(self) -> None:
        """Ask for content by the number that it most likely has, announced or not."""
        reading, writing = os.pipe()
        try:
            self._client.send(_FIRST_CONTENT, 1, text("text/plain;charset=utf-8"), (writing,))
            self._client.roundtrip()
        finally:
            os.close(reading)
            os.close(writing)

    def fill(self, serial: int) -> None:
        """Offer content of our own; `serial` is that of an event, without which a compositor does not listen."""
        source = self._client.new()
        self._client.send(self._manager, 0, words(source))
        self._client.send(source, 0, text("text/plain;charset=utf-8"))
        self._client.send(self._device, 1, words(source, serial))
        self._client.roundtrip()


class Finger:
    """A virtual pointer: touches places on a screen of that size. Only tests get to have one."""

    def __init__(self, path: str, size: tuple[int, int] = (1920, 1080)) -> None:
        self._client = Client(path)
        self._size = size
        manager = self._client.bind("zwlr_virtual_pointer_manager_v1", 1)
        self._pointer = self._client.new()
        self._client.send(manager, 0, words(0, self._pointer))
        self._client.roundtrip()

    def touch(self, x: int, y: int) -> float:
        """Press and let go at a place; give the monotonic second just before the press was sent."""
        now = int(time.monotonic() * 1000)
        self._client.send(self._pointer, 1, words(now, x, y, *self._size))
        self._client.send(self._pointer, 4)
        self._client.roundtrip()
        start = time.monotonic()
        for state in (_PRESSED, _RELEASED):
            self._client.send(self._pointer, 2, words(now, LEFT, state))
            self._client.send(self._pointer, 4)
        return start

    def close(self) -> None:
        self._client.close()


class Camera:
    """Takes pictures of the first output, one after the other, with the protocol that screenshots are made with."""

    def __init__(self, path: str) -> None:
        self._client = Client(path)
        self._manager = self._client.bind("zwlr_screencopy_manager_v1", 1)
        self._output = self._client.bind("wl_output", 1)
        self._shm = self._client.bind("wl_shm", 1)
        self._buffer = 0
        self._memory: mmap.mmap | None = None

    def pixels(self, places: list[tuple[int, int]]) -> list[bytes]:
        """Give the bytes (blue, green, red, unused) at some places of the next frame."""
        frame = self._client.new()
        self._client.send(self._manager, 0, words(frame, 0, self._output))
        self._client.until(lambda: self._said(frame, 0))
        kind, width, height, stride = struct.unpack("=IIII", self._said(frame, 0)[0])
        memory = self._memory or self._make(kind, width, height, stride)
        self._client.send(frame, 0, words(self._buffer))
        self._client.until(lambda: self._said(frame, 2))
        self._client.send(frame, 1)
        self._client.heard.clear()
        return [memory[y * stride + x * 4 : y * stride + x * 4 + 4] for x, y in places]

    def _said(self, sender: int, opcode: int) -> list[bytes]:
        return [event.body for event in self._client.heard if (event.sender, event.opcode) == (sender, opcode)]

    def _make(self, kind: int, width: int, height: int, stride: int) -> mmap.mmap:
        descriptor = os.memfd_create("picture")
        os.ftruncate(descriptor, height * stride)
        memory = self._memory = mmap.mmap(descriptor, height * stride)
        pool = self._client.new()
        self._client.send(self._shm, 0, words(pool, height * stride), (descriptor,))
        os.close(descriptor)
        self._buffer = self._client.new()
        self._client.send(pool, 0, words(self._buffer, 0, width, height, stride, kind))
        return memory

    def close(self) -> None:
        self._client.close()
        if self._memory is not None:
            self._memory.close()
