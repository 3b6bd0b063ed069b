"""What a program in the visitor's place does to the gate, and beside it. Results are lines of JSON."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from kiosk import channel
from kiosk.visitor.browser.port import hand_over

TARGETS = "STADTTEIL_TARGETS"
"""Variable with what the test wants tried, as JSON."""


def say(**facts: Any) -> None:
    print(json.dumps(facts), flush=True)


def targets() -> Any:
    return json.loads(os.environ[TARGETS])


# ---- beside the gate ---------------------------------------------------------------------------------------------


def _tries(address: str, port: int) -> Iterator[tuple[str, Callable[[], object]]]:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    place = (address, port)

    def tcp() -> None:
        with socket.socket(family, socket.SOCK_STREAM) as end:
            end.settimeout(1)
            end.connect(place)
            end.sendall(b"stolen")

    def udp() -> None:
        with socket.socket(family, socket.SOCK_DGRAM) as end:
            end.sendto(b"stolen", place)

    def fast_open() -> None:
        with socket.socket(family, socket.SOCK_STREAM) as end:
            end.settimeout(1)
            end.sendto(b"stolen", socket.MSG_FASTOPEN, place)

    def raw() -> None:
        with socket.socket(family, socket.SOCK_RAW, socket.IPPROTO_UDP) as end:
            end.sendto(port.to_bytes(2, "big") * 2 + (14).to_bytes(2, "big") + b"\x00\x00stolen", (address, 0))

    yield from (("tcp", tcp), ("udp", udp), ("fast-open", fast_open), ("raw", raw))


def reach(places: list[tuple[str, int]]) -> dict[str, str]:
    """Try every way to every place; what happened, by way and place."""
    outcome = {}
    for address, port in places:
        for name, attempt in _tries(address, port):
            try:
                attempt()
                outcome[f"{name} {address}"] = "sent"
            except OSError as error:
                outcome[f"{name} {address}"] = type(error).__name__
    with contextlib.suppress(OSError), socket.socket(socket.AF_PACKET, socket.SOCK_RAW) as packets:
        outcome["packet"] = str(packets.fileno() >= 0)
    return outcome


def raw(visitor: Any) -> None:
    visitor.send(channel.Begun())
    say(reached=reach([tuple(place) for place in targets()]))


# ---- through the gate --------------------------------------------------------------------------------------------


def connect(port: int, seconds: float = 5.0) -> socket.socket:
    end = socket.create_connection(("127.0.0.1", port), seconds)
    end.settimeout(seconds)
    return end


def head(end: socket.socket) -> str:
    answer = b""
    with contextlib.suppress(OSError):
        while b"\r\n\r\n" not in answer and (more := end.recv(4096)):
            answer += more
    return answer.partition(b"\r\n")[0].decode()


def fetch(port: int, line: str, path: str = "/") -> dict[str, str]:
    """Ask the gate with this line; where it lets through, fetch a page without looking at the certificate."""
    with connect(port) as end:
        end.sendall(line.encode("utf-8", "surrogateescape") + b"\r\n\r\n")
        answer = {"line": line, "status": head(end)}
        if answer["status"].startswith("HTTP/1.1 200"):
            context = ssl.create_default_context()
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
            name = line.split()[1].rpartition(":")[0]
            with context.wrap_socket(end, server_hostname=name) as secure:
                secure.sendall(f"GET {path} HTTP/1.1\r\nHost: {name}\r\nConnection: close\r\n\r\n".encode())
                page = b""
                while more := secure.recv(65536):
                    page += more
            answer["page"] = page.rpartition(b"\r\n")[2].decode()
        return answer


def why(visitor: Any, host: str) -> str:
    visitor.send(channel.Ask(1, "query", "web-why", msgspec.msgpack.encode({"host": host})))
    while True:
        for body in visitor.splitter.feed(visitor.socket.recv(65536)):
            message = channel.to_visitor(body)
            if isinstance(message, channel.Answered):
                return str(msgspec.msgpack.decode(message.body)["reason"])


def _begin(visitor: Any) -> int:
    port = hand_over(visitor.gate_fd)
    visitor.unlocked()
    visitor.send(channel.Begun())
    return port


def ask(visitor: Any) -> None:
    """Say every line of the test to the gate, then ask why each host was refused."""
    port = _begin(visitor)
    for line, host in targets():
        say(**fetch(port, line), why=why(visitor, host))
    say(done=True)


def early(visitor: Any) -> Callable[[Any], None]:
    """As a spare: hand over and ask at once; say what comes before the session has begun, and what after it."""
    port = hand_over(visitor.gate_fd)
    ends = [connect(port, 1.0) for _ in range(3)]
    for end in ends:
        end.sendall(targets()[0][0].encode() + b"\r\n\r\n")
    say(spare=[head(end) for end in ends])
    for end in ends:
        end.settimeout(10)

    def later(_visitor: Any) -> None:
        visitor.unlocked()
        visitor.send(channel.Begun())
        say(begun=[head(end) for end in ends])

    return later


def hold(visitor: Any) -> None:
    """Leave tunnels open, one that was used and one whose other side is still to be read."""
    port = _begin(visitor)
    for words, _ in targets():
        fetch(port, words)
        visitor.held = [*getattr(visitor, "held", []), connect(port)]
        visitor.held[-1].sendall(words.encode() + b"\r\n\r\n")
    say(held=[head(end) for end in visitor.held])


# ---- what must not be handed over --------------------------------------------------------------------------------


def _listening(family: int = socket.AF_INET, place: Any = ("127.0.0.1", 0), kind: int = socket.SOCK_STREAM) -> int:
    end = socket.socket(family, kind)
    end.bind(place)
    if kind == socket.SOCK_STREAM:
        end.listen()
    return end.detach()


def _lingering() -> int:
    """Make a connection whose closing would wait for an hour: its other side never reads."""
    server = socket.socket(fileno=_listening())
    end = socket.create_connection(server.getsockname())
    end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x10\x0e\x00\x00")
    end.setblocking(False)
    with contextlib.suppress(BlockingIOError):
        while True:
            end.send(bytes(1 << 16))
    end.setblocking(True)
    server.detach()
    return end.detach()


WRONG: dict[str, Callable[[], list[int]]] = {
    "udp": lambda: [_listening(kind=socket.SOCK_DGRAM)],
    "unix": lambda: [_listening(socket.AF_UNIX, "\0hostile")],
    "everywhere": lambda: [_listening(place=("0.0.0.0", 0))],
    "ipv6": lambda: [_listening(socket.AF_INET6, ("::1", 0))],
    "two": lambda: [_listening(), _listening()],
    "none": list,
    "file": lambda: [os.open("/tmp/hostile", os.O_RDWR | os.O_CREAT)],
    "memory": lambda: [os.open("/proc/self/mem", os.O_RDONLY)],
    "lingering": lambda: [_lingering()],
}


def hand(visitor: Any) -> None:
    """Before the session begins, so that the broker is the last to hold it."""
    with socket.socket(fileno=visitor.gate_fd) as end:
        descriptors = WRONG[targets()]()
        socket.send_fds(end, [b"g"], descriptors)
        for descriptor in descriptors:
            os.close(descriptor)
    say(handed=True)
    visitor.unlocked()
    visitor.send(channel.Begun())


# ---- too much ----------------------------------------------------------------------------------------------------


def half_open(visitor: Any) -> None:
    """As many connections as go, each with half a head, and an ordinary one at the end."""
    port = _begin(visitor)
    ends = []
    for _ in range(1000):
        end = socket.socket()
        end.setblocking(False)
        end.connect_ex(("127.0.0.1", port))
        ends.append(end)
    for end in ends:
        with contextlib.suppress(OSError):
            end.send(b"CONNECT bank")
    say(opened=len(ends))
    time.sleep(1)
    for end in ends:
        end.close()
    until, after = time.monotonic() + 8.0, ""
    while not after.endswith("200 OK") and time.monotonic() < until:  # they are let go one after the other
        after = fetch(port, targets()[0][0])["status"]
        time.sleep(0.1)
    say(after=after)


def flood(visitor: Any) -> None:
    """Connect and ask for rubbish as fast as it goes, for longer than a broker that hangs would be waited for."""
    port = _begin(visitor)
    count, until = 0, time.monotonic() + targets()
    while time.monotonic() < until:
        with contextlib.suppress(OSError), connect(port, 0.5) as end:
            end.sendall(b"CONNECT evil.example:443 HTTP/1.1\r\n\r\n")
            count += 1
    say(flooded=count)


def steal(visitor: Any) -> None:
    """Keep a copy of the listener, make it wait, and race the broker for each connection."""
    with socket.socket(fileno=visitor.gate_fd) as end, contextlib.closing(socket.socket(fileno=_listening())) as kept:
        socket.send_fds(end, [b"g"], [kept.fileno()])
        visitor.unlocked()
        visitor.send(channel.Begun())
        place = kept.getsockname()
        stop = threading.Event()

        def race() -> None:
            mine = kept.dup()
            while not stop.is_set():
                mine.setblocking(True)  # for the broker too: it is one and the same open socket
                mine.settimeout(0.01)
                with contextlib.suppress(OSError):
                    mine.accept()[0].close()

        threads = [threading.Thread(target=race, daemon=True) for _ in range(3)]
        for thread in threads:
            thread.start()
        until = time.monotonic() + targets()
        count = 0
        while time.monotonic() < until:
            with contextlib.suppress(OSError):
                socket.create_connection(place, 0.5).close()
                count += 1
        stop.set()
    say(raced=count)
