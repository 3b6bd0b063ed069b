"""How many commands a hub makes durable in a second, and whether any number is given or called twice.

`measure(seconds, processes)` starts that many real hub processes on one journal and loads them with 16 keep-alive
clients over raw sockets from this process. Each client has a room and goes round: take a number, call the next, done.
One operation is one HTTP command, durable when answered. A number is free again at once here (`Rules`), since a day
has only 999; everything else is the hub as it is shipped. Run by hand: `python -m tests.bench.hub_load 10 2`.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import secrets
import selectors
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import argon2

from kiosk.notify import Notifier
from telemed.hub.accounts import Accounts, Session
from telemed.hub.journal.sqlite import SqliteJournal
from telemed.hub.limits import Limits, Rate
from telemed.hub.messages import Refused
from telemed.hub.queue import Rules
from telemed.hub.serve import serve
from telemed.hub.site import Counter, Listen, Room, SiteConfig
from telemed.hub.terminals import Terminals

if TYPE_CHECKING:
    from collections.abc import Iterator

CLIENTS: Final = 16
_PASSWORD: Final = "vier Wale tanzen leise"
_MUCH: Final = Rate(1e9, 1e9)


def bench_site(port: int) -> SiteConfig:
    """Give a site with one counter and a room for each client."""
    return SiteConfig(
        name="Bench",
        phone="0",
        counters=(Counter("office", {"de": "Büro"}),),
        rooms=tuple(Room(f"Raum {number}", ("office",)) for number in range(CLIENTS)),
        numbers_outside_hours=True,
        listen=Listen(port=port),
    )


@dataclasses.dataclass(frozen=True)
class Keys:
    """What the clients show: a terminal's credential and a session of staff."""

    secret: str
    session: Session


def prepare(folder: Path) -> Keys:
    """Enrol a terminal and log a member of staff in, in an empty state folder."""
    now = time.time()
    with contextlib.closing(SqliteJournal(folder, now)) as journal:
        terminals = Terminals(journal)
        credential = terminals.enrol(terminals.issue("bench", now), now)
    with contextlib.closing(Accounts(folder, argon2.PasswordHasher(1, 8, 1))) as accounts:
        accounts.add("bench", "reception", _PASSWORD, now)
        session = accounts.login("bench", _PASSWORD, "bench", now)
    assert not isinstance(credential, Refused)
    assert isinstance(session, Session)
    return Keys(credential.secret, session)


@contextlib.contextmanager
def hubs(folder: Path, processes: int) -> Iterator[list[tuple[int, subprocess.Popen[bytes]]]]:
    """Run hub processes on one state folder; give port and process of each once they answer."""
    running = []
    try:
        for _ in range(processes):
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", 0))
                port = probe.getsockname()[1]
            words = [sys.executable, "-m", "tests.bench.hub_load", "serve", str(folder), str(port)]
            process = subprocess.Popen(words, cwd=Path(__file__).parents[2], stderr=subprocess.DEVNULL)
            running.append((port, process))
        for port, process in running:
            _await_port(port, process)
        yield running
    finally:
        for _, process in running:
            process.terminate()
        for _, process in running:
            process.wait(10)


def _await_port(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.02)
    raise RuntimeError(f"the hub on port {port} does not answer")


class Ledger:
    """What the clients saw together."""

    def __init__(self) -> None:
        self.held: dict[int, str] = {}
        self.called: set[str] = set()
        self.finished: set[str] = set()
        self.duplicates = 0
        self.double_calls = 0
        self.refused = 0
        self.seconds: list[float] = []

    def taken(self, number: int, ticket: str) -> None:
        """Note a number handed out; it must not be in anybody's hand."""
        self.duplicates += number in self.held
        # Another client may have been told to call this person, and be done, before this answer was read.
        if ticket not in self.finished:
            self.held[number] = ticket

    def finish(self, number: int, ticket: str) -> None:
        """Note that a person is about to be done, after which the number may be handed out again."""
        self.finished.add(ticket)
        if self.held.get(number) == ticket:
            del self.held[number]

    def call(self, ticket: str) -> None:
        """Note a person called; nobody is called twice by call-next."""
        self.double_calls += ticket in self.called
        self.called.add(ticket)


class Client:
    """One keep-alive connection that goes round: take, call next, done."""

    def __init__(self, index: int, port: int, keys: Keys, ledger: Ledger) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._index, self._keys, self._ledger = index, keys, ledger
        self._step, self._count, self._number, self._ticket, self._sent = 0, 0, 0, "", 0.0
        self._buffer = b""
        self._name = secrets.token_hex(4)

    @property
    def between(self) -> bool:
        """Whether a round is complete."""
        return self._step == 0

    def send(self) -> None:
        """Send the next command."""
        room = f'"room":"Raum {self._index}"'
        if self._step == 0:
            path, body = "/api/v1/tickets", '{"service":"office"}'
        elif self._step == 1:
            path, body = "/api/v1/staff/call-next", f"{{{room}}}"
        else:
            path, body = "/api/v1/staff/done", f'{{{room},"number":{self._number}}}'
            self._ledger.finish(self._number, self._ticket)
        self._count += 1
        head = (
            f"POST {path} HTTP/1.1\r\nHost: hub\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
            f"Idempotency-Key: {self._name}-{self._count}\r\n"
        )
        if self._step == 0:
            head += f"Authorization: Bearer {self._keys.secret}\r\n"
        else:
            head += f"Cookie: stadtteil={self._keys.session.token}\r\nX-CSRF-Token: {self._keys.session.csrf}\r\n"
        self._sent = time.perf_counter()
        self.socket.sendall(f"{head}\r\n{body}".encode())

    def receive(self) -> bool:
        """Read; True when an answer is complete and noted."""
        data = self.socket.recv(65536)
        if not data:
            raise ConnectionResetError
        self._buffer += data
        head, end, body = self._buffer.partition(b"\r\n\r\n")
        if not end or len(body) < int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0]):
            return False
        self._buffer = b""
        self._ledger.seconds.append(time.perf_counter() - self._sent)
        status = int(head[9:12])
        if status >= 400:
            self._ledger.refused += 1
            self._step = 0
            return True
        self._note(json.loads(body))
        return True

    def _note(self, answer: dict[str, object]) -> None:
        if self._step == 0:
            self._ledger.taken(int(str(answer["number"])), str(answer["id"]))
        elif self._step == 1:
            self._number = int(str(answer["number"]))
            self._ticket = str(answer["ticket"])
            self._ledger.call(self._ticket)
        self._step = (self._step + 1) % 3


def load(ports: list[int], keys: Keys, seconds: float) -> Ledger:
    """Let the clients go round for so long and finish their round; a connection that breaks ends the load early."""
    ledger = Ledger()
    clients = [Client(index, ports[index % len(ports)], keys, ledger) for index in range(CLIENTS)]
    with selectors.DefaultSelector() as selector:
        for client in clients:
            selector.register(client.socket, selectors.EVENT_READ, client)
            client.send()
        until = time.perf_counter() + seconds
        with contextlib.suppress(ConnectionError):
            running = len(clients)
            while running:
                for key, _ in selector.select(5):
                    if key.data.receive():
                        if key.data.between and time.perf_counter() >= until:
                            running -= 1
                        else:
                            key.data.send()
    for client in clients:
        client.socket.close()
    return ledger


def fdatasyncs(folder: Path, seconds: float = 1.0) -> float:
    """How many 4 KiB writes a second this disk makes durable."""
    path = folder / "sync.probe"
    descriptor = os.open(path, os.O_CREAT | os.O_WRONLY, 0o600)
    count, until = 0, time.perf_counter() + seconds
    while time.perf_counter() < until:
        os.pwrite(descriptor, b"x" * 4096, count * 4096)
        os.fdatasync(descriptor)
        count += 1
    os.close(descriptor)
    path.unlink()
    return count / seconds


def _cpu_seconds(pid: int) -> float:
    """Processor time of a process; unlike the rate it hardly depends on what else runs on the machine."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure(seconds: float, processes: int) -> dict[str, Any]:
    """Load `processes` hubs on one journal for so many seconds; give the figures."""
    with tempfile.TemporaryDirectory(dir="/var/tmp") as name:
        folder = Path(name)
        keys = prepare(folder)
        rate = fdatasyncs(folder)
        with hubs(folder, processes) as running:
            ports = [port for port, _ in running]
            load(ports, keys, 0.5)
            started, before = time.perf_counter(), sum(_cpu_seconds(process.pid) for _, process in running)
            ledger = load(ports, keys, seconds)
            seconds = time.perf_counter() - started
            cpu = sum(_cpu_seconds(process.pid) for _, process in running) - before
    times = sorted(ledger.seconds)
    return {
        "ops_per_s": round(len(times) / seconds, 1),
        "p50_ms": round(times[len(times) // 2] * 1000, 2),
        "p99_ms": round(times[len(times) * 99 // 100] * 1000, 2),
        "duplicates": ledger.duplicates,
        "double_calls": ledger.double_calls,
        "refused": ledger.refused,
        "hub_cpu_us_per_op": round(cpu / len(times) * 1e6, 1),
        "processes": processes,
        "fdatasync_per_s": round(rate, 1),
        "load": [round(value, 2) for value in os.getloadavg()],
    }


def _serve(folder: Path, port: int) -> int:
    limits = Limits(numbers=_MUCH, help=_MUCH, other=_MUCH, staff=_MUCH, strangers=_MUCH)
    return serve(bench_site(port), folder, Notifier({}), Rules(free_seconds=0), limits)


def main(words: list[str]) -> int:
    """Print the figures, or be a hub."""
    if words and words[0] == "serve":
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        return _serve(Path(words[1]), int(words[2]))
    print(json.dumps(measure(float(words[0]) if words else 10.0, int(words[1]) if len(words) > 1 else 1)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
