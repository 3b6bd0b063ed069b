"""`python -m hostile WHAT --channel-fd N`: behaves like a visitor until it is shown, then does WHAT."""

from __future__ import annotations

import argparse
import contextlib
import importlib
import json
import os
import resource
import select
import signal
import socket
import threading
import time
from pathlib import Path

import msgspec

from kiosk import channel

CANARIES = Path("/usr/local/share")


class Visitor:
    def __init__(self, descriptor: int, gate_fd: int = -1) -> None:
        self.socket = socket.socket(fileno=descriptor)
        self.gate_fd = gate_fd
        self.splitter = channel.Splitter()
        self.beating = True
        self.may_begin = False

    def send(self, message: msgspec.Struct) -> None:
        self.socket.sendall(channel.frame(message))

    def beat(self) -> None:
        while self.beating:
            with contextlib.suppress(OSError):
                self.send(channel.Beat())
            time.sleep(0.2)

    def _until(self, wanted: type[channel.Show | channel.Unlock]) -> None:
        while True:
            found = False
            for body in self.splitter.feed(self.socket.recv(65536)):
                message = channel.to_visitor(body)
                self.may_begin = self.may_begin or isinstance(message, channel.Unlock)
                if isinstance(message, channel.Show):
                    self.send(channel.Painted(message.token))
                found = found or isinstance(message, wanted)
            if found:
                return

    def shown(self) -> None:
        """Answer until the first Show."""
        self._until(channel.Show)

    def unlocked(self) -> None:
        """Wait until a session may begin."""
        if not self.may_begin:
            self._until(channel.Unlock)

    def serve(self) -> None:
        while True:
            ready, _, _ = select.select([self.socket], [], [], 1.0)
            if ready and not self.socket.recv(65536):
                return


def _readable(path: str) -> bool:
    try:
        Path(path).read_bytes()
    except OSError:
        return False
    return True


def _writable(path: str) -> bool:
    try:
        with Path(path).open("wb"):
            return True
    except OSError:
        return False


def report(_visitor: Visitor) -> None:
    facts = {
        "uid": os.getuid(),
        "groups": os.getgroups(),
        "interfaces": sorted(name for _, name in socket.if_nameindex()),
        "root": sorted(os.listdir("/")),
        "canary": [str(path) for path in CANARIES.glob("stadtteil-test-canary-*") if _readable(str(path))],
        "canaries": len(list(CANARIES.glob("stadtteil-test-canary-*"))),
        "shadow": _readable("/etc/shadow"),
        "writable": [
            path
            for path in ("/x", "/usr/x", "/app/kiosk/x", "/venv/x", "/dev/x", "/run/visitor/x", "/etc/x")
            if _writable(path)
        ],
        "ram": [path for path in ("/home/visitor/x", "/tmp/x", "/dev/shm/x") if _writable(path)],
        "environment": sorted(os.environ),
        "core": resource.getrlimit(resource.RLIMIT_CORE),
        "oom": Path("/proc/self/oom_score_adj").read_text().strip(),
        "capabilities": [
            line.split()[1]
            for line in Path("/proc/self/status").read_text().splitlines()
            if line.startswith(("CapEff", "CapPrm"))
        ],
        "pids": sorted(int(name) for name in os.listdir("/proc") if name.isdigit()),
        "descriptors": sorted(
            os.readlink(f"/proc/self/fd/{fd}").split(":")[0]
            for fd in os.listdir("/proc/self/fd")
            if Path(f"/proc/self/fd/{fd}").exists()
        ),
        "new_privileges": "NoNewPrivs:\t1" in Path("/proc/self/status").read_text(),
    }
    print(json.dumps(facts), flush=True)


def crash(_visitor: Visitor) -> None:
    os._exit(1)


def hang(visitor: Visitor) -> None:
    visitor.beating = False
    time.sleep(3600)


def flood(visitor: Visitor) -> None:
    while True:
        visitor.send(channel.Activity())


def malformed(visitor: Visitor) -> None:
    visitor.socket.sendall(b"\x00\x00\x00\x04\xff\xff\xff\xff")


def oversize(visitor: Visitor) -> None:
    visitor.socket.sendall((channel.FRAME_LIMIT + 1).to_bytes(4, "big") + b"x" * 1000)


def unknown_effect(visitor: Visitor) -> None:
    visitor.send(channel.Ask(1, "effect", "reboot", b"\x80", "k"))


def fork(visitor: Visitor) -> None:
    """Fork until refused, say how often it went, and leave all of them running."""
    children = 0
    try:
        while children < 5000:
            if os.fork() == 0:
                time.sleep(3600)
                os._exit(0)
            children += 1
    except OSError:
        pass
    print(json.dumps({"children": children}), flush=True)
    visitor.beating = False
    time.sleep(3600)


def fill(_visitor: Visitor) -> None:
    """Fill every place that takes data, say how much went."""
    block = b"x" * (1 << 20)
    written = {}
    for place in ("/home/visitor", "/tmp", "/dev/shm"):
        count = 0
        try:
            with Path(place, "fill").open("wb", buffering=0) as file:
                while count < 1 << 30:
                    count += file.write(block)
        except OSError:
            pass
        written[place] = count
    print(json.dumps(written), flush=True)


def memory(_visitor: Visitor) -> None:
    held = []
    while True:
        held.append(b"x" * (16 << 20))


def memory_slowly(_visitor: Visitor) -> None:
    """Two processes that take their share each, 1 GiB together at the most."""
    os.fork()
    held = []
    for _ in range(64):
        held.append(b"x" * (8 << 20))
        time.sleep(0.05)
    time.sleep(3600)


def linger(_visitor: Visitor) -> None:
    """Children of children that ignore every signal they can, in sessions of their own."""
    for _ in range(5):
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
                    signal.signal(number, signal.SIG_IGN)
                time.sleep(3600)
            os._exit(0)
    print(json.dumps({"lingering": True}), flush=True)


def print_long(visitor: Visitor) -> None:
    """Print a ticket that takes a while, once the broker lets a session begin."""
    time.sleep(0.3)
    visitor.send(channel.Begun())
    rows = 2400
    body = msgspec.msgpack.encode({"width": 576, "height": rows, "bits": b"\xaa" * 72 * rows})
    visitor.send(channel.Ask(1, "effect", "print", body, "k1"))


def good(visitor: Visitor) -> None:
    visitor.send(channel.Begun())


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("what")
    parser.add_argument("--channel-fd", type=int, required=True)
    parser.add_argument("--gate-fd", type=int, default=-1)
    options = parser.parse_args()
    visitor = Visitor(options.channel_fd, options.gate_fd)
    threading.Thread(target=visitor.beat, daemon=True).start()
    place, _, what = options.what.rpartition(".")
    act = getattr(importlib.import_module(f"{__package__}.{place}"), what) if place else globals()[what]
    if what == "early":
        act = act(visitor)
    visitor.send(channel.Ready())
    visitor.shown()
    act(visitor)
    visitor.serve()


if __name__ == "__main__":
    main()
