"""How long a call takes from the HTTP command until it is painted on the display, with real processes.

`measure_latency` takes any running hub. Run alone (`python -m tests.bench.display_latency`) it starts a hub of its own
in a temporary folder, lets a display in, takes numbers, calls them and prints the figures as JSON.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import json
import os
import queue
import socket
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

ROOT = Path(__file__).resolve().parents[2]
LATE_SECONDS = 10.0


class Display:
    """A display process that tells what it painted when."""

    def __init__(self, hub: str, options: Sequence[str], environment: dict[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "kiosk", "display", "--hub", hub, "--silent", "--trace", *options],
            env={"QT_QPA_PLATFORM": "offscreen", **os.environ, **environment},
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._lines: queue.Queue[dict[str, Any]] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def painted(self, number: int | None = None) -> dict[str, Any]:
        """Wait for the frame that shows `number` as called; raises `queue.Empty` when it does not come."""
        end = time.monotonic() + LATE_SECONDS
        while True:
            line = self._lines.get(timeout=max(0.0, end - time.monotonic()))
            if number is None or any(call[0] == number for call in line["calls"]):
                return line

    def close(self) -> None:
        self._process.terminate()
        self._process.wait(timeout=10)

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(json.loads(line))


def measure_latency(
    hub: str,
    call: Callable[[], int | None],
    *,
    between: Callable[[], None] = lambda: None,
    rounds: int = 100,
    size: str = "1920x1080",
    credential: Path | None = None,
    ca: Path | None = None,
    environment: dict[str, str] | None = None,
) -> dict[str, float | int]:
    """Measure `rounds` calls and give milliseconds.

    `call` makes one call by HTTP and gives the number that was called, None when there is none left; `between` is done
    after each round and not measured (the person is there, so that the next one can be called). `call_painted` is
    from just before the command to the end of painting, `received_painted` the display's own part, `answer` the
    command's answer. Monotonic clocks of one machine are compared: hub and display run here.
    """
    options = ["--size", size]
    options += ["--credential", str(credential)] if credential else []
    options += ["--ca", str(ca)] if ca else []
    display = Display(hub, options, environment or {})
    whole, own, answers = [], [], []
    try:
        display.painted()
        time.sleep(1.0)  # Until the display is connected and idle: the steady state is measured.
        for _ in range(rounds):
            start = time.monotonic()
            number = call()
            if number is None:
                break
            answers.append((time.monotonic() - start) * 1000)
            line = display.painted(number)
            whole.append((line["painted"] - start) * 1000)
            own.append((line["painted"] - line["received"]) * 1000)
            between()
            time.sleep(0.1)
    finally:
        display.close()
    return {
        "calls": len(whole),
        **_spread("call_painted", whole),
        **_spread("received_painted", own),
        **_spread("answer", answers),
    }


def _spread(name: str, values: list[float]) -> dict[str, float]:
    ordered = sorted(values)

    def at(share: float) -> float:
        return round(ordered[min(len(ordered) - 1, int(len(ordered) * share))], 1)

    return {f"{name}_p50_ms": at(0.5), f"{name}_p99_ms": at(0.99), f"{name}_max_ms": round(ordered[-1], 1)}


# ---- a hub of our own ----------------------------------------------------------------------------------------------


class Office:
    """Speaks to a hub as a terminal and as reception do, over one connection each."""

    def __init__(self, hub: str, secret: str, cookie: str, csrf: str, room: str) -> None:
        address = urlsplit(hub)
        self._connection = http.client.HTTPConnection(address.hostname or "", address.port)
        self._terminal = {"Authorization": f"Bearer {secret}"}
        self._staff = {"Cookie": cookie, "X-CSRF-Token": csrf}
        self._room = room
        self._serving: int | None = None

    def take(self, service: str) -> int:
        """Take a number."""
        return int(self._post("/api/v1/tickets", {"service": service}, self._terminal)["number"])

    def call_next(self) -> int | None:
        """Call the next number to the room; None when nobody waits."""
        body = {"room": self._room, "finishes": self._serving}
        answer = self._post("/api/v1/staff/call-next", body, self._staff)
        self._serving = answer.get("number")
        return self._serving

    def arrived(self) -> None:
        """Note that the person called last is in the room."""
        self._post("/api/v1/staff/serve", {"room": self._room, "number": self._serving}, self._staff)

    def _post(self, path: str, body: dict[str, Any], headers: dict[str, str]) -> dict[str, Any]:
        sent = {"Content-Type": "application/json", "Idempotency-Key": uuid.uuid4().hex, **headers}
        self._connection.request("POST", path, json.dumps(body), sent)
        answer = self._connection.getresponse()
        value: dict[str, Any] = json.loads(answer.read())
        if answer.status >= 400:
            raise RuntimeError(f"{path}: {answer.status} {value}")
        return value


_SERVE = """
import sys
from pathlib import Path
from telemed.hub.limits import Limits, Rate
from kiosk.notify import Notifier
from telemed.hub.serve import serve
from telemed.hub.site import load_site
free = Rate(1_000_000, 60_000_000)
limits = Limits(numbers=free, help=free, other=free, staff=free, strangers=free)
raise SystemExit(serve(load_site(Path(sys.argv[1])), Path(sys.argv[2]), Notifier({}), limits=limits))
"""


@contextlib.contextmanager
def own_hub(folder: Path) -> Iterator[tuple[str, Path, Office]]:
    """Run a hub with one display let in and a room with nobody in it: address, credential, office."""
    import argon2  # noqa: PLC0415 - only for a hub of our own
    import msgspec  # noqa: PLC0415

    from telemed.hub.accounts import Accounts  # noqa: PLC0415
    from telemed.hub.site import load_site  # noqa: PLC0415

    config, state, port = folder / "site.toml", folder / "state", _free_port()
    example = (ROOT / "telemed/hub/example-site.toml").read_text()
    config.write_text(example.replace("port = 8480", f"port = {port}"))
    site = load_site(config)
    server = subprocess.Popen([sys.executable, "-c", _SERVE, str(config), str(state)], cwd=ROOT)
    url, credential = f"http://127.0.0.1:{port}", folder / "credential"
    try:
        _until_up(port)
        stadtteil = [sys.executable, "-m", "kiosk"]
        code = subprocess.check_output(
            [*stadtteil, "hub", "enrol", "display", "--state", str(state)], cwd=ROOT, text=True
        ).split()[-1]
        subprocess.check_call(
            [*stadtteil, "enrol", "display", "--hub", url, "--code", code, "--out", str(credential), "--wait", "5"],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
        )
        with contextlib.closing(Accounts(state, argon2.PasswordHasher())) as accounts:
            accounts.add("bench", "reception", "a long passphrase for a bench", time.time())
            session = accounts.login("bench", "a long passphrase for a bench", "127.0.0.1", time.time())
        secret = msgspec.json.decode(credential.read_bytes())["secret"]
        cookie = f"stadtteil={session.token}"  # type: ignore[union-attr]
        yield url, credential, Office(url, secret, cookie, session.csrf, site.rooms[0].name)  # type: ignore[union-attr]
    finally:
        server.terminate()
        server.wait(timeout=10)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _until_up(port: int) -> None:
    end = time.monotonic() + LATE_SECONDS
    while True:
        try:
            http.client.HTTPConnection("127.0.0.1", port, timeout=1).connect()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)
        else:
            return


def main() -> None:
    """Measure with a hub of our own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--size", default="1920x1080")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, own_hub(Path(folder)) as (url, credential, office):
        for _ in range(options.rounds + 5):
            office.take("buero")
        figures = measure_latency(
            url,
            office.call_next,
            between=office.arrived,
            rounds=options.rounds,
            size=options.size,
            credential=credential,
        )
    print(json.dumps({"display_latency": figures}))


if __name__ == "__main__":
    main()
