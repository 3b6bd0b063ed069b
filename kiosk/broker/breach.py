"""What ends a session: words on one of its sockets that no library of ours ever sends."""

from __future__ import annotations


class BreachError(Exception):
    """The rules of a socket were broken; its connection ends, and the supervisor is told."""
