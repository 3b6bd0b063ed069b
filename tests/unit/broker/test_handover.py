"""What a visitor may hand over, and that nothing it does to the listener holds up its broker."""

from __future__ import annotations

import contextlib
import os
import queue
import resource
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.broker import handover
from kiosk.broker.budget import Budget
from kiosk.broker.handover import Acceptor, HandoverError, receive
from kiosk.visitor.browser.port import hand_over


def until(condition: Callable[[], object], seconds: float = 5.0) -> bool:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, socket.socket]]:
    visitor, broker = socket.socketpair()
    with visitor, broker:
        yield visitor, broker


def open_files() -> int:
    return len(os.listdir("/proc/self/fd"))


def listener(address: str = "127.0.0.1", family: socket.AddressFamily = socket.AF_INET) -> socket.socket:
    found = socket.socket(family)
    found.bind((address, 0))
    found.listen()
    return found


def test_the_visitor_hands_its_listener_over_and_keeps_none(ends: tuple[socket.socket, socket.socket]) -> None:
    visitor, broker = ends
    before = open_files()
    port = hand_over(os.dup(visitor.fileno()))
    assert open_files() == before, "it keeps neither the listener nor the way it went"
    found = receive(broker)
    assert found is not None
    with found:
        assert found.getsockname() == ("127.0.0.1", port)
        assert not os.get_inheritable(found.fileno())
        with socket.create_connection(("127.0.0.1", port), 5), found.accept()[0]:
            pass
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), 5)


def test_what_the_kernel_adds_to_a_message_is_no_descriptor(ends: tuple[socket.socket, socket.socket]) -> None:
    visitor, broker = ends
    broker.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
    hand_over(os.dup(visitor.fileno()))
    found = receive(broker)
    assert found is not None
    found.close()


def test_nothing_handed_over_is_nothing(ends: tuple[socket.socket, socket.socket]) -> None:
    visitor, broker = ends
    visitor.close()
    assert receive(broker) is None


def _unix(tmp_path: Path) -> socket.socket:
    found = socket.socket(socket.AF_UNIX)
    found.bind(str(tmp_path / "s"))
    found.listen()
    return found


def _not_listening() -> socket.socket:
    found = socket.socket()
    found.bind(("127.0.0.1", 0))
    return found


def _connected() -> socket.socket:
    with listener() as server:
        return socket.create_connection(server.getsockname())


def _mptcp() -> socket.socket:
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM, getattr(socket, "IPPROTO_MPTCP", 262))
    found.bind(("127.0.0.1", 0))
    found.listen()
    return found


WRONG: dict[str, Callable[[Path], socket.socket]] = {
    "unix": _unix,
    "udp": lambda _tmp: socket.socket(socket.AF_INET, socket.SOCK_DGRAM),
    "not-listening": lambda _tmp: _not_listening(),
    "connected": lambda _tmp: _connected(),
    "all-addresses": lambda _tmp: listener("0.0.0.0"),
    "another-loopback-address": lambda _tmp: listener("127.0.0.2"),
    "ipv6": lambda _tmp: listener("::1", socket.AF_INET6),
    "mptcp": lambda _tmp: _mptcp(),
}


@pytest.mark.parametrize("kind", WRONG)
def test_any_other_socket_is_refused_and_closed(
    ends: tuple[socket.socket, socket.socket], tmp_path: Path, kind: str
) -> None:
    visitor, broker = ends
    try:
        wrong = WRONG[kind](tmp_path)
    except OSError as error:
        pytest.skip(f"the kernel has no such socket: {error}")
    with wrong:
        socket.send_fds(visitor, [b"g"], [wrong.fileno()])
    before = open_files()
    with pytest.raises(HandoverError) as refused:
        receive(broker)
    refused.value.close()
    assert open_files() == before


def test_what_is_no_socket_too_many_and_none_are_refused_and_closed(
    ends: tuple[socket.socket, socket.socket], tmp_path: Path
) -> None:
    visitor, broker = ends
    with listener() as good, (tmp_path / "file").open("wb") as file:
        for descriptors in ([file.fileno()], [good.fileno()] * 2, [good.fileno()] * 40, []):
            socket.send_fds(visitor, [b"g"], descriptors)
            before = open_files()
            with pytest.raises(HandoverError) as refused:
                receive(broker)
            refused.value.close()
            assert open_files() == before
        socket.send_fds(visitor, [b"g"], [good.fileno()])
        found = receive(broker)
        assert found is not None, "the control: one good one is taken"
        found.close()


# ---- accepting ---------------------------------------------------------------------------------------------------


class Taken:
    """What an acceptor gave."""

    def __init__(self, end: socket.socket, *, most: int = 10, budget: Budget | None = None) -> None:
        self.connections: queue.Queue[tuple[socket.socket, bool]] = queue.Queue()
        self.broken = threading.Event()
        self.acceptor = Acceptor(
            end,
            lambda connection, in_time: self.connections.put((connection, in_time)),
            self.broken.set,
            most,
            budget or Budget(1000, 1000),
        )

    def one(self) -> bool:
        connection, in_time = self.connections.get(timeout=5)
        connection.close()
        return in_time

    def finished(self) -> bool:
        self.acceptor._thread.join(5)
        return not self.acceptor._thread.is_alive()


@contextlib.contextmanager
def accepting(ends: tuple[socket.socket, socket.socket], **given: object) -> Iterator[tuple[Taken, socket.socket]]:
    """Run an acceptor whose visitor keeps a copy of the listener."""
    visitor, broker = ends
    taken = Taken(broker, **given)  # type: ignore[arg-type]
    with listener() as kept:
        socket.send_fds(visitor, [b"g"], [kept.fileno()])
        taken.acceptor.start()
        try:
            yield taken, kept
        finally:
            taken.acceptor.close()
            assert taken.finished()
            while not taken.connections.empty():
                taken.one()


def test_connections_are_taken_and_after_the_end_refused(ends: tuple[socket.socket, socket.socket]) -> None:
    with accepting(ends) as (taken, kept):
        place = kept.getsockname()
        with socket.create_connection(place, 5):
            assert taken.one()
        taken.acceptor.close()
        assert taken.finished()
        with pytest.raises(ConnectionRefusedError):  # although the visitor still has its copy
            socket.create_connection(place, 5)


def test_no_more_than_so_many_are_out_at_once_and_the_rest_waits(ends: tuple[socket.socket, socket.socket]) -> None:
    with accepting(ends, most=2) as (taken, kept), contextlib.ExitStack() as stack:
        for _ in range(4):
            stack.enter_context(socket.create_connection(kept.getsockname(), 5))
        assert taken.one()
        assert taken.one()
        with pytest.raises(queue.Empty):
            taken.connections.get(timeout=0.2)
        taken.acceptor.give_back()
        assert taken.one()


def test_over_the_budget_connections_come_slowly_and_are_marked(ends: tuple[socket.socket, socket.socket]) -> None:
    with accepting(ends, budget=Budget(0.001, 2)) as (taken, kept), contextlib.ExitStack() as stack:
        for _ in range(5):
            stack.enter_context(socket.create_connection(kept.getsockname(), 5))
        begin = time.monotonic()
        assert [taken.one() for _ in range(5)] == [True, True, False, False, False]
        assert time.monotonic() - begin >= 2 * handover._PAUSE_SECONDS


def test_a_visitor_that_takes_connections_away_from_a_listener_without_waiting_for_them(
    ends: tuple[socket.socket, socket.socket],
) -> None:
    with accepting(ends) as (taken, kept), contextlib.ExitStack() as stack:
        for blocking in (False, True) * 20:
            kept.setblocking(blocking)  # of the broker's copy too
            stack.enter_context(socket.create_connection(kept.getsockname(), 5))
            kept.settimeout(0.01)
            with contextlib.suppress(TimeoutError, BlockingIOError):
                stack.enter_context(kept.accept()[0])
        kept.setblocking(True)
        with socket.create_connection(kept.getsockname(), 5):
            assert until(lambda: not taken.connections.empty())


def test_an_accept_that_fails_is_done_again(ends: tuple[socket.socket, socket.socket]) -> None:
    """As when a connection is taken away after the look, or when no descriptor is left for it."""
    taken = Taken(ends[1])
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with listener() as server, socket.create_connection(server.getsockname(), 5), server.dup() as lowest:
        free = lowest.fileno()
        lowest.close()
        resource.setrlimit(resource.RLIMIT_NOFILE, (free, hard))
        try:
            assert taken.acceptor._accept(server)
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        assert taken.connections.empty()
        assert taken.acceptor._accept(server)
        assert taken.one()


def test_a_listener_that_the_visitor_shuts_is_the_end_of_it(ends: tuple[socket.socket, socket.socket]) -> None:
    with accepting(ends) as (taken, kept):
        with socket.create_connection(kept.getsockname(), 5):
            assert taken.one()
        kept.shutdown(socket.SHUT_RDWR)
        assert taken.finished()
        assert not taken.broken.is_set()


def test_something_else_handed_over_is_said(ends: tuple[socket.socket, socket.socket]) -> None:
    visitor, broker = ends
    taken = Taken(broker)
    visitor.send(b"no descriptor")
    taken.acceptor.start()
    assert taken.broken.wait(5)
    assert taken.finished()


def test_nothing_handed_over_ends_quietly_also_when_the_session_ends_first(
    ends: tuple[socket.socket, socket.socket],
) -> None:
    visitor, broker = ends
    taken = Taken(broker)
    taken.acceptor.start()
    visitor.close()
    assert taken.finished()
    other, waiting = socket.socketpair()
    with other:
        late = Taken(waiting)
        late.acceptor.start()
        late.acceptor.close()
        assert late.finished()
    assert not taken.broken.is_set()
