"""Handing the listener of the gate to the session broker, before anything else is loaded."""

from __future__ import annotations

import socket

BACKLOG = 128


def hand_over(gate_fd: int) -> int:
    """Listen on a free port of this sandbox's loopback, hand the listener to the broker and return the port.

    The broker begins to accept when the session begins; what connects before that waits. Afterwards nobody in here
    listens any more: when the broker is gone, connections are refused.
    """
    with socket.socket(fileno=gate_fd) as end, socket.create_server(("127.0.0.1", 0), backlog=BACKLOG) as listener:
        socket.send_fds(end, [b"g"], [listener.fileno()])
        port: int = listener.getsockname()[1]
    return port
