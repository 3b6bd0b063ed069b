"""The way to the compositor: one socket per visitor, one connection, and only the protocols that a window needs.

Bytes pass through `kiosk.broker.wayland`, descriptors (memory with pictures, the keymap) pass with them, in order: the
wire format wants a descriptor to arrive with its message or before. When the broker ends, the kernel closes the
connection and the compositor drops every window of it.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
from collections.abc import Callable
from pathlib import Path

from kiosk.broker.breach import BreachError
from kiosk.broker.wayland import Filter

_CHUNK = 65536
_DESCRIPTORS = 28
"""As many as libwayland takes with one reading."""


class DisplayRelay:
    """Relays one connection at a time on `path` to the compositor's socket; no window may be made until `open`."""

    def __init__(self, path: Path, server: Path) -> None:
        self._path = path
        self._server = server
        self._open = False
        self._breach: Callable[[], None]
        self._listener: socket.socket
        self._connection: _Connection | None = None

    async def start(self, breach: Callable[[], None]) -> None:
        """Begin to listen; `breach` is called when the visitor breaks the rules."""
        self._breach = breach
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(self._path))
        self._path.chmod(0o666)  # the directory around it is closed; only the sandbox it is bound into reaches it
        self._listener.setblocking(False)
        self._listener.listen()
        asyncio.get_running_loop().add_reader(self._listener, self._accept)

    def open(self) -> None:
        """Let the visitor have windows: it is to be the visible one now."""
        self._open = True

    def close(self) -> None:
        """Stop listening and drop the connection."""
        asyncio.get_running_loop().remove_reader(self._listener)
        self._listener.close()
        if self._connection is not None:
            self._connection.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            visitor, _ = self._listener.accept()
            if self._connection is not None and not self._connection.closed:
                visitor.close()
                return
            compositor = socket.socket(socket.AF_UNIX)
            visitor.setblocking(False)
            compositor.setblocking(False)
            try:
                compositor.connect(str(self._server))
            except OSError:
                visitor.close()
                compositor.close()
                return
            self._connection = _Connection(visitor, compositor, Filter(lambda: self._open), self._breach)


class _Connection:
    """A visitor and the compositor, joined by a filter."""

    def __init__(
        self, visitor: socket.socket, compositor: socket.socket, rules: Filter, breach: Callable[[], None]
    ) -> None:
        self.closed = False
        self._ends = (visitor, compositor)
        self._ways = (
            _Way(visitor, compositor, rules.request, self.close, breach),
            _Way(compositor, visitor, rules.event, self.close, breach),
        )

    def close(self) -> None:
        """Let go of both."""
        if not self.closed:
            self.closed = True
            for way in self._ways:
                way.stop()
            for end in self._ends:
                end.close()


class _Way:
    """One direction. It reads on only when all that it read has been taken, so that nothing piles up here."""

    def __init__(
        self,
        source: socket.socket,
        target: socket.socket,
        check: Callable[[bytes], bytes],
        close: Callable[[], None],
        breach: Callable[[], None],
    ) -> None:
        self._source, self._target = source, target
        self._check, self._close, self._breach = check, close, breach
        self._data = b""
        self._descriptors: list[int] = []
        self._blocked = False
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(source, self._read)

    def stop(self) -> None:
        """Wait for nothing any more, and keep no descriptor."""
        self._loop.remove_reader(self._source)
        self._loop.remove_writer(self._target)
        self._let_go()

    def _read(self) -> None:
        try:
            data, descriptors, flags, _ = socket.recv_fds(self._source, _CHUNK, _DESCRIPTORS, socket.MSG_CMSG_CLOEXEC)
            self._descriptors += descriptors
            if not data:
                self._close()
                return
            if flags & socket.MSG_CTRUNC or len(self._descriptors) > _DESCRIPTORS:
                raise BreachError  # noqa: TRY301 - the same end as when the words are wrong
            self._data = self._check(data)
        except OSError:
            self._close()
            return
        except BreachError:
            self._close()
            self._breach()
            return
        self._write()

    def _write(self) -> None:
        try:
            while self._data:
                sent = socket.send_fds(self._target, [self._data], self._descriptors)
                self._let_go()
                self._data = self._data[sent:]
        except BlockingIOError:
            self._blocked = True
            self._loop.remove_reader(self._source)
            self._loop.add_writer(self._target, self._write)
            return
        except OSError:
            self._close()
            return
        if self._blocked:
            self._blocked = False
            self._loop.remove_writer(self._target)
            self._loop.add_reader(self._source, self._read)

    def _let_go(self) -> None:
        while self._descriptors:
            os.close(self._descriptors.pop())
