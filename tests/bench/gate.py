"""What the gate costs: time of a connection, speed of a download, memory and start of its broker. Needs root (443)."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kiosk.broker.hosts import Allowed, Rules, SortedLines, decide, sorted_lines
from kiosk.broker.web import WebFile
from kiosk.channel import Begun, Unlock, frame
from kiosk.visitor.browser.port import hand_over
from tests.bench.figures import Figure, median, spread
from tests.bench.machine import memory_kib
from tests.web_sites import HTTPS, own_address

CONNECTIONS = 300
DOWNLOAD = 512 << 20
ROUNDS = 3
OPEN = 32
BLOCKED = 100_000
HEAD = b"CONNECT bank.example:443 HTTP/1.1\r\n\r\n"
GO_ON = b"HTTP/1.1 200 OK\r\n\r\n"
SERVER = """
import os, socket, sys, threading
server = socket.create_server((sys.argv[1], 443), backlog=512)
block = bytes(1 << 20)
def serve(end):
    with end:
        while word := end.recv(1):
            if word == b"e":
                end.sendall(b"e")
            else:
                for _ in range(int(sys.argv[2]) >> 20):
                    end.sendall(block)
print("ready", flush=True)
while True:
    threading.Thread(target=serve, args=(server.accept()[0],), daemon=True).start()
"""


@dataclass
class Running:
    """A broker whose session has begun, as far as its gate knows."""

    process: subprocess.Popen[bytes]
    port: int


@contextlib.contextmanager
def site() -> Iterator[str]:
    """Run a server of its own process that echoes or sends a lot; give its address."""
    address = own_address()
    command = [sys.executable, "-c", SERVER, address, str(DOWNLOAD)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        server.stdout.readline()
        try:
            yield address
        finally:
            server.kill()


@contextlib.contextmanager
def broker(rules: Path | None) -> Iterator[Running]:
    """Run the ordinary session broker between socket pairs, with a gate or without, until its session has begun."""
    pairs = [socket.socketpair() for _ in range(3)]
    (visitor, channel), (supervisor, control), (gate, gate_end) = pairs
    command = [sys.executable, "-P", "-m", "kiosk.broker", "--session", "s", "--hub", "http://127.0.0.1:9"]
    command += ["--channel-fd", str(channel.fileno()), "--control-fd", str(control.fileno())]
    if rules is not None:
        command += ["--gate-fd", str(gate_end.fileno()), "--web", str(rules)]
    descriptors = [end.fileno() for end in (channel, control, gate_end)]
    with subprocess.Popen(command, pass_fds=descriptors) as process:
        for end in (channel, control, gate_end):
            end.close()
        try:
            port = hand_over(gate.detach()) if rules is not None else 0
            supervisor.sendall(frame(Unlock()))
            visitor.recv(100)
            visitor.sendall(frame(Begun()))
            supervisor.recv(100)
            yield Running(process, port)
        finally:
            process.kill()
            visitor.close()
            supervisor.close()


def _through(port: int) -> socket.socket:
    end = socket.create_connection(("127.0.0.1", port))
    end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    end.sendall(HEAD)
    answer = end.recv(len(GO_ON), socket.MSG_WAITALL)
    assert answer == GO_ON, answer
    return end


def _direct(address: str) -> socket.socket:
    end = socket.create_connection((address, HTTPS))
    end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return end


def _echo_ms(end: socket.socket, began: float) -> float:
    with end:
        end.sendall(b"e")
        assert end.recv(1) == b"e"
        return (time.monotonic() - began) * 1000


def _mib_a_second(end: socket.socket) -> float:
    with end:
        end.sendall(b"d")
        began, left = time.monotonic(), DOWNLOAD
        while left:
            left -= len(end.recv(1 << 20))
        return DOWNLOAD / (1 << 20) / (time.monotonic() - began)


def _settled_mib(pid: int) -> float:
    """Give the memory of a process once it stops growing."""
    before = -1
    while (now := memory_kib(pid)) != before:
        before = now
        time.sleep(0.3)
    return now / 1024


def gate(folder: Path) -> list[Figure]:
    """Measure a broker with and without, and the same connections past it, by turns."""
    rules, blocked = folder / "web.json", folder / "blocked"
    blocked.write_bytes(sorted_lines(f"{'*.' if n % 2 else ''}host{n}.example" for n in range(BLOCKED)))
    with site() as address:
        plain = WebFile(False, ("bank.example",), {"bank.example": address}, 512, 10_000, str(blocked))
        plain.write(rules)
        with broker(None) as without:
            memory = {"without": _settled_mib(without.process.pid)}
        with broker(rules) as running:
            memory["with"] = _settled_mib(running.process.pid)
            figures = [_connections(running.port, address)]
            with contextlib.ExitStack() as stack:
                for _ in range(OPEN):
                    stack.enter_context(_through(running.port))
                memory[f"{OPEN}_open"] = _settled_mib(running.process.pid)
            figures.append(_download(running.port, address))
            memory["after_downloads"] = _settled_mib(running.process.pid)
    more = memory["with"] - memory["without"]
    method = "proportional memory of a broker with a gate, less one without"
    detail = {name: round(value, 1) for name, value in memory.items()}
    figures.append(Figure("gate_memory", 6.0, more, "MiB", method, detail=detail))
    return [*figures, _block_list(blocked.read_bytes())]


def _connections(port: int, address: str) -> Figure:
    through, past = [], []
    for _ in range(CONNECTIONS):
        began = time.monotonic()
        through.append(_echo_ms(_through(port), began))
        began = time.monotonic()
        past.append(_echo_ms(_direct(address), began))
    method = "connect, CONNECT and one byte there and back, by turns with the same past the gate; medians"
    detail = {"through_ms": spread(through), "past_ms": spread(past)}
    return Figure("gate_connection", 5.0, median(through) - median(past), "ms", method, detail=detail)


def _download(port: int, address: str) -> Figure:
    through = [_mib_a_second(_through(port)) for _ in range(ROUNDS)]
    past = [_mib_a_second(_direct(address)) for _ in range(ROUNDS)]
    method = f"{DOWNLOAD >> 20} MiB over loopback through the gate; a line of 1 Gbit/s has 119"
    detail = {"past_mib_s": round(median(past)), "ratio": round(median(through) / median(past), 2)}
    return Figure("gate_download", 120.0, median(through), "MiB/s", method, at_least=True, detail=detail)


def _block_list(lines: bytes) -> Figure:
    rules = Rules(frozenset(), SortedLines(lines), open=True)
    times = []
    for number in range(1000):
        began = time.perf_counter()
        decision = decide(f"www.shop{number}.something.example", HTTPS, rules)
        times.append((time.perf_counter() - began) * 1000)
        assert isinstance(decision, Allowed)
    method = f"one decision against {BLOCKED} blocked hosts, three labels deep"
    return Figure("gate_block_list", 1.0, median(times), "ms", method, detail={"ms": spread(times)})
