"""Bytes over TCP, with an end to every wait."""

from __future__ import annotations

import socket
from typing import Protocol


class Transport(Protocol):
    """A way to a device and back. Every method raises OSError when the device is gone or a wait is over."""

    def open(self) -> Link:
        """Get a link to the device."""
        ...


class Link(Protocol):
    """An open way to a device."""

    def send(self, data: bytes, seconds: float) -> None:
        """Hand over all of `data` within `seconds`."""
        ...

    def receive(self, seconds: float) -> int | None:
        """Give the next byte, or None when none came within `seconds`."""
        ...

    def close(self) -> None:
        """Let go of the device."""
        ...


class TcpTransport:
    """A device behind a host name and a port."""

    def __init__(self, host: str, port: int, seconds: float = 2.0) -> None:
        self._address = (host, port)
        self._seconds = seconds

    def open(self) -> TcpLink:
        """Connect within the time given; raises OSError."""
        return TcpLink(socket.create_connection(self._address, self._seconds))


class TcpLink:
    """A TCP connection, byte by byte in one direction and whole commands in the other."""

    def __init__(self, link: socket.socket) -> None:
        self._link = link
        self._link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self, data: bytes, seconds: float) -> None:
        """Hand over all of `data` within `seconds`; raises OSError."""
        self._link.settimeout(seconds)
        self._link.sendall(data)

    def receive(self, seconds: float) -> int | None:
        """Give the next byte, or None when none came within `seconds`; raises OSError at the end of the stream."""
        self._link.settimeout(seconds)
        try:
            data = self._link.recv(1)
        except TimeoutError:
            return None
        if not data:
            raise ConnectionResetError
        return data[0]

    def close(self) -> None:
        """End the connection."""
        self._link.close()
