"""How long a call takes to reach the last of a thousand displays, a cold start after a long day, an estimate for many.

Displays are real WebSocket connections over raw sockets from this process, on the cores the hub runs on. Run by hand:
`python -m tests.bench.displays [displays] [rounds]`.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import http.client
import json
import os
import secrets
import selectors
import socket
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from telemed.hub import messages as m
from telemed.hub.clock import Calendar, SystemClock
from telemed.hub.desk import Desk
from telemed.hub.estimate import Room, Snapshot, Waiting, estimate, pool
from telemed.hub.journal import Entry
from telemed.hub.journal.sqlite import SqliteJournal
from telemed.hub.messages import Refused
from telemed.hub.queue import QueueBook
from tests.bench import hub_load
from tests.bench.figures import Figure, median, spread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DISPLAYS = 1_000
ROUNDS = 50
EVENTS = 5_000
PEOPLE = 100


def load() -> list[float]:
    """What else runs on this machine: it makes every figure worse."""
    return [round(value, 2) for value in os.getloadavg()]


# ---- displays ------------------------------------------------------------------------------------------------------


_TEXT, _PING, _PONG = 1, 9, 10
_SHORT, _LONG = 126, 127


def _frame(data: bytes) -> tuple[int, bytes, int] | None:
    """Give kind, payload and length of the first whole frame of a server."""
    if len(data) < 2:
        return None
    head, size = 2, data[1] & 0x7F
    if size in {_SHORT, _LONG}:
        head = 4 if size == _SHORT else 10
        size = int.from_bytes(data[2:head], "big")
    if len(data) < head + size:
        return None
    return data[0] & 0x0F, data[head : head + size], head + size


class Watcher:
    """One connected display; keeps the last bytes it was sent."""

    def __init__(self, port: int, secret: str) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), 30)
        key = base64.b64encode(secrets.token_bytes(16)).decode()
        self.socket.sendall(
            f"GET /api/v1/watch?topic=board HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n"
            f"Authorization: Bearer {secret}\r\n\r\n".encode()
        )
        answer = self.socket.recv(65536)
        head, _, rest = answer.partition(b"\r\n\r\n")
        if b" 101 " not in head:
            raise RuntimeError(answer.decode(errors="replace"))
        self._buffer = rest
        self.seen = b""

    def read(self) -> None:
        """Take whole frames; a ping is answered, as a real client does."""
        data = self.socket.recv(65536)
        if not data:
            raise ConnectionResetError
        self._buffer += data
        while (frame := _frame(self._buffer)) is not None:
            kind, payload, length = frame
            self._buffer = self._buffer[length:]
            if kind == _TEXT:
                self.seen = payload
            elif kind == _PING:
                masked = bytes([0x80 | _PONG, 0x80 | len(payload), 0, 0, 0, 0])  # a mask of zeros changes nothing
                self.socket.sendall(masked + payload)

    def shows(self, number: int) -> bool:
        """Whether the newest call is this number's."""
        return f'"calls":[{{"number":{number},'.encode() in self.seen


@contextlib.contextmanager
def watching(port: int, secret: str, count: int) -> Iterator[tuple[list[Watcher], selectors.BaseSelector]]:
    """Connect so many displays."""
    watchers = []
    with selectors.DefaultSelector() as selector:
        try:
            for _ in range(count):
                watcher = Watcher(port, secret)
                watchers.append(watcher)
                selector.register(watcher.socket, selectors.EVENT_READ, watcher)
            yield watchers, selector
        finally:
            for watcher in watchers:
                watcher.socket.close()


def _read_until(selector: selectors.BaseSelector, missing: set[Watcher], number: int) -> float:
    """Read until every display shows the call; give when the last one did."""
    at = time.perf_counter()
    end = at + 10
    while missing and time.perf_counter() < end:
        for key, _ in selector.select(1):
            watcher: Watcher = key.data
            watcher.read()
            if watcher in missing and watcher.shows(number):
                missing.discard(watcher)
                at = time.perf_counter()
    if missing:
        raise RuntimeError(f"{len(missing)} displays did not show {number}")
    return at


def _drain(selector: selectors.BaseSelector, seconds: float) -> None:
    end = time.perf_counter() + seconds
    while (left := end - time.perf_counter()) > 0:
        for key, _ in selector.select(left):
            key.data.read()


def calls(count: int, rounds: int) -> dict[str, Any]:
    """Call people while so many displays watch; give milliseconds from the command until the last display has it."""
    taken: list[float] = []
    with tempfile.TemporaryDirectory(dir="/var/tmp") as name, contextlib.ExitStack() as stack:
        keys = hub_load.prepare(Path(name))
        staff = {"Cookie": f"stadtteil={keys.session.token}", "X-CSRF-Token": keys.session.csrf}
        with hub_load.hubs(Path(name), 1) as [(port, _)]:
            post = stack.enter_context(_poster(port))
            for _ in range(20):
                post("/api/v1/tickets", {"service": "office"}, {"Authorization": f"Bearer {keys.secret}"})
            with watching(port, keys.secret, count) as (watchers, selector):
                _drain(selector, 2.0)
                for _ in range(rounds):
                    post("/api/v1/tickets", {"service": "office"}, {"Authorization": f"Bearer {keys.secret}"})
                    _drain(selector, 0.3)
                    began = time.perf_counter()
                    number = post("/api/v1/staff/call-next", {"room": "Raum 0"}, staff)["number"]
                    taken.append((_read_until(selector, set(watchers), number) - began) * 1000)
                    post("/api/v1/staff/done", {"room": "Raum 0", "number": number}, staff)
                    _drain(selector, 0.3)
    return {"displays": count, **spread(taken), "load": load()}


@contextlib.contextmanager
def _poster(port: int) -> Iterator[Callable[[str, dict[str, Any], dict[str, str]], dict[str, Any]]]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def post(path: str, body: dict[str, Any], headers: dict[str, str]) -> dict[str, Any]:
        sent = {"Content-Type": "application/json", "Idempotency-Key": secrets.token_hex(8), **headers}
        connection.request("POST", path, json.dumps(body), sent)
        answer = connection.getresponse()
        found: dict[str, Any] = json.loads(answer.read())
        if answer.status >= 400:
            raise RuntimeError(f"{path}: {found}")
        return found

    with contextlib.closing(connection):
        yield post


# ---- a cold start, an estimate -------------------------------------------------------------------------------------


def replay(folder: Path, events: int = EVENTS) -> dict[str, Any]:
    """Write a day of so many events and read it as a hub that starts; give milliseconds."""
    clock, book = SystemClock(), QueueBook()
    day, state = Calendar(clock).today(), book.initial()
    entries: list[Entry] = []
    count = 0
    while count < events:
        number = state.last_number % 999 + 1
        for command in (
            m.TakeNumber(f"t{count}", "office"),
            m.CallNext("Raum 0", frozenset({"office"})),
            m.Serve("Raum 0", number),
            m.Finish("Raum 0", number),
            m.SetDelay("Raum 0", count % 9 + 1),
        ):
            decided = book.decide(state, command, clock.now())
            if isinstance(decided, Refused):
                raise TypeError(decided.detail)
            for event in decided:
                state = book.apply(state, event)
            count += len(decided)
            entries.append(Entry(book.encode(decided), clock.now()))
        if state.last_number == state.rules.highest:
            break
    with contextlib.closing(SqliteJournal(folder, clock.now())) as journal:
        journal.append(book.stream(day), 0, entries)
    times = [_cold(folder, book) for _ in range(5)]
    return {"events": count, "ms": median(times), "all_ms": [round(each, 1) for each in times], "load": load()}


def _cold(folder: Path, book: QueueBook) -> float:
    async def start() -> None:
        with contextlib.closing(SqliteJournal(folder, time.time())) as journal, ThreadPoolExecutor(1) as thread:
            desk = Desk(journal, Calendar(SystemClock()), book, thread, lambda: None)
            await desk.start()
            assert desk.view.version > 0
            await desk.stop()

    began = time.perf_counter()
    asyncio.run(start())
    return (time.perf_counter() - began) * 1000


def estimates() -> dict[str, Any]:
    """Estimate for a hundred people, some with appointments, at three rooms; give milliseconds of processor time."""
    usual = pool(600, [200.0 + 37 * index % 900 for index in range(40)])
    services = [frozenset({"a", "b"}), frozenset({"b", "c"}), frozenset({"a", "b", "c"})]
    rooms = tuple(Room(str(index), serves, 0.0, "a", 0.0) for index, serves in enumerate(services))
    times = []
    for round_ in range(21):
        people = tuple(Waiting(n, "abc"[n % 3], n * 200.0 if n % 10 == 0 else None, 0.95) for n in range(1, PEOPLE + 1))
        began = time.process_time()
        estimate(Snapshot(300.0, rooms, people, dict.fromkeys("abc", usual)), round_)
        times.append((time.process_time() - began) * 1000)
    return {"people": PEOPLE, **spread(times), "load": load()}


def figures(folder: Path) -> list[Figure]:
    """Measure all of it."""
    folder.mkdir(exist_ok=True)
    shown, read, told = calls(DISPLAYS, ROUNDS), replay(folder), estimates()
    return [
        Figure(
            "thousand-displays",
            250,
            shown["p99"],
            "ms",
            "p99 from just before reception's HTTP command until the last of 1 000 connected displays has the call",
            detail=shown,
        ),
        Figure("replay", 200, read["ms"], "ms", "a cold start that reads a day of 5 000 events", detail=read),
        Figure(
            "estimate",
            20,
            told["p50"],
            "ms",
            "processor time of the waiting times of 100 people, a new seed each time",
            detail=told,
        ),
    ]


def main(words: list[str]) -> int:
    """Print the figures of displays."""
    with tempfile.TemporaryDirectory(dir="/var/tmp") as name:
        shown = calls(int(words[0]) if words else DISPLAYS, int(words[1]) if len(words) > 1 else ROUNDS)
        print(json.dumps({"displays": shown, "replay": replay(Path(name)), "estimate": estimates()}, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
