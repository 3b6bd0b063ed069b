"""The visitor's end of the channel: never blocks the event loop; a channel that closed ends the process."""

from __future__ import annotations

import socket

import msgspec
from PySide6.QtCore import QObject, QSocketNotifier, Signal

from kiosk import channel

_CHUNK = 65_536


class Link(QObject):
    """Sends and receives frames over a connected socket. `closed` fires once, on end of file or a broken frame."""

    received = Signal(object)
    closed = Signal()

    def __init__(self, sock: socket.socket, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sock.setblocking(False)
        self._sock = sock
        self._splitter = channel.Splitter()
        self._out = bytearray()
        self._open = True
        self._reads = QSocketNotifier(sock.fileno(), QSocketNotifier.Type.Read, self)
        self._reads.activated.connect(self._on_readable)
        self._writes = QSocketNotifier(sock.fileno(), QSocketNotifier.Type.Write, self)
        self._writes.setEnabled(False)
        self._writes.activated.connect(self._flush)

    def send(self, message: msgspec.Struct) -> None:
        """Send a message, now or as soon as the other side reads; raises `ChannelError` when it is over the limit."""
        if self._open:
            self._out += channel.frame(message)
            self._flush()

    def close(self) -> None:
        """Stop listening; what was not read is dropped."""
        if self._open:
            self._open = False
            self._reads.setEnabled(False)
            self._writes.setEnabled(False)
            self._sock.close()
            self.closed.emit()

    def _flush(self) -> None:
        try:
            while self._out:
                del self._out[: self._sock.send(self._out)]
        except BlockingIOError:
            pass
        except OSError:
            self.close()
            return
        self._writes.setEnabled(bool(self._out))

    def _on_readable(self) -> None:
        try:
            data = self._sock.recv(_CHUNK)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self.close()
            return
        try:
            messages = [channel.to_visitor(body) for body in self._splitter.feed(data)]
        except channel.ChannelError:
            self.close()
            return
        for message in messages:
            if self._open:
                self.received.emit(message)
