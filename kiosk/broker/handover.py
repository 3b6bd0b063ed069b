"""Taking over the listener of the gate from the visitor, and accepting on it.

The visitor makes the listener in its own network namespace and hands it over. It may keep a copy, and what belongs to
the open socket is shared with it: it can clear `O_NONBLOCK`, take a connection away between a look and the accept, or
hand over something whose closing waits. So all of it happens in a thread of its own, which may hang without anybody
waiting for it; it dies with the process.
"""

from __future__ import annotations

import array
import contextlib
import errno
import os
import select
import socket
import threading
import time
from collections.abc import Callable, Sequence

from kiosk.broker.budget import Budget

_ROOM = 16
"""Descriptors a message may bring before the kernel cuts it; one is wanted."""
_PAUSE_SECONDS = 0.1


class HandoverError(Exception):
    """What was handed over is not one listener on the visitor's own loopback."""

    def __init__(self, descriptors: Sequence[int]) -> None:
        super().__init__(f"{len(descriptors)} descriptors")
        self._descriptors = descriptors

    def close(self) -> None:
        """Close what came. It may wait for as long as the visitor wants (`SO_LINGER`)."""
        for descriptor in self._descriptors:
            os.close(descriptor)


def receive(end: socket.socket) -> socket.socket | None:
    """Wait for the one descriptor and check it; None when the other end was closed without.

    Raises `HandoverError`, with what is to be closed.
    """
    size = socket.CMSG_SPACE(_ROOM * array.array("i").itemsize)
    data, ancillary, flags, _ = end.recvmsg(64, size, socket.MSG_CMSG_CLOEXEC)
    descriptors = array.array("i")
    for level, kind, content in ancillary:
        if (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS):
            descriptors.frombytes(content[: len(content) - len(content) % descriptors.itemsize])
    if not data and not descriptors:
        return None
    listener = None
    if len(descriptors) == 1 and not flags & socket.MSG_CTRUNC:
        listener = _listener(descriptors[0])
    if listener is None:
        raise HandoverError(descriptors)
    return listener


def _listener(descriptor: int) -> socket.socket | None:
    """Make a socket of a descriptor that is what it has to be."""
    try:
        found = socket.socket(fileno=descriptor)
    except OSError:
        return None
    with contextlib.suppress(OSError):
        if (
            found.getsockopt(socket.SOL_SOCKET, socket.SO_DOMAIN) == socket.AF_INET
            and found.getsockopt(socket.SOL_SOCKET, socket.SO_TYPE) == socket.SOCK_STREAM
            and found.getsockopt(socket.SOL_SOCKET, socket.SO_PROTOCOL) == socket.IPPROTO_TCP
            and found.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN) == 1
            and found.getsockname()[0] == "127.0.0.1"
        ):
            return found
    found.detach()
    return None


class Acceptor:
    """A thread that takes the listener over and then its connections.

    `take(connection, in_time)` gets each connection, `broken()` hears that something else was handed over; both are
    called in the thread. No more than `most` connections are out at once: `give_back` makes room for one more, others
    wait with the kernel. One that comes when the budget is used up is not `in_time`, and those after it come slowly.
    """

    def __init__(
        self,
        end: socket.socket,
        take: Callable[[socket.socket, bool], None],
        broken: Callable[[], None],
        most: int,
        budget: Budget,
    ) -> None:
        self._end = end
        self._budget = budget
        self._take = take
        self._broken = broken
        self._room = threading.Semaphore(most)
        self._closed = threading.Event()
        self._listener: socket.socket | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        """Begin to wait for the listener."""
        self._thread.start()

    def give_back(self) -> None:
        """Make room for one more connection."""
        self._room.release()

    def close(self) -> None:
        """Stop; the visitor's own copy listens no more either. A thread that hangs lasts until the process ends."""
        self._closed.set()
        self._room.release()
        for held in (self._end, self._listener):
            if held is not None:
                with contextlib.suppress(OSError):
                    held.shutdown(socket.SHUT_RDWR)  # wakes the thread, which closes it
        if self._thread.ident is None:
            self._end.close()

    def _run(self) -> None:
        with self._end:
            try:
                listener = self._listener = receive(self._end)
            except HandoverError as error:
                self._broken()
                error.close()
                return
        if listener is None:
            return
        with listener:
            while not self._closed.is_set() and self._accept(listener):
                pass

    def _accept(self, listener: socket.socket) -> bool:
        """Wait for one connection and hand it on; False when the listener is no listener any more."""
        self._room.acquire()
        ready = select.poll()
        ready.register(listener, select.POLLIN)
        ready.poll()  # where the visitor keeps it from blocking, this waits
        try:
            connection, _ = listener.accept()
        except OSError as error:
            self._room.release()
            return error.errno != errno.EINVAL and not self._closed.wait(_PAUSE_SECONDS)
        in_time = self._budget.take(time.monotonic())
        self._take(connection, in_time)
        return in_time or not self._closed.wait(_PAUSE_SECONDS)
