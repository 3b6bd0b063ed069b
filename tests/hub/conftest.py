"""A real hub process, its terminals and its staff."""

from __future__ import annotations

import contextlib
import html
import http.client
import json
import re
import secrets
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import argon2
import pytest

from telemed import api
from telemed.client import HubClient
from telemed.hub.accounts import Accounts
from telemed.hub.journal.sqlite import SqliteJournal
from telemed.hub.terminals import Terminals

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "telemed" / "hub" / "example-site.toml"
PASSWORD = "vier Wale tanzen leise"
# What is sent by somebody who means harm, or by a cat on the keyboard.
NASTY = [
    "x" * 10_000,
    "\u0000\u0007",
    "🧓🏽",
    "\u202eabc",
    "' or 1=1 --",
    "%s%n{0}${7*7}",
    "../../etc/passwd",
    "<b>",
    "",
]
MAIN = "import sys; from telemed.hub.cli import main; sys.exit(main())"


def command(*words: str, text: str = "") -> subprocess.CompletedProcess[str]:
    """Run `stadtteil hub ...` as an operator does."""
    line = [sys.executable, "-c", MAIN, "hub", *words]
    return subprocess.run(line, cwd=ROOT, input=text, text=True, capture_output=True, check=False, timeout=30)


@dataclass
class Answer:
    """An HTTP answer."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    def refusal(self) -> dict[str, str]:
        """The body of a refusal, checked."""
        found: dict[str, str] = json.loads(self.body)
        assert set(found) == {"reason", "detail"}, found
        return found


def exchange(
    port: int, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
) -> Answer:
    """One request on a connection of its own."""
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read())


@dataclass
class RunningHub:
    """A hub process on loopback."""

    port: int
    state: Path
    process: subprocess.Popen[str]
    terminals: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def secret(self, name: str) -> str:
        """The credential of a terminal, enrolled at first use."""
        if name not in self.terminals:
            with contextlib.closing(SqliteJournal(self.state, time.time())) as journal:
                code = Terminals(journal).issue(name, time.time())
            found = HubClient(self.url, "").enrol(code, name)
            assert isinstance(found, api.Credential), found
            self.terminals[name] = found.secret
        return self.terminals[name]

    def client(self, name: str = "foyer") -> HubClient:
        """A terminal's client."""
        return HubClient(self.url, self.secret(name))

    def staff(self) -> Staff:
        """Somebody who has just logged in."""
        form = urllib.parse.urlencode({"username": "anna", "password": PASSWORD}).encode()
        answer = exchange(self.port, "POST", "/login", form, FORM)
        assert answer.status == 303, answer
        cookie = answer.headers["set-cookie"].split(";")[0]
        page = exchange(self.port, "GET", "/", None, {"Cookie": cookie}).body.decode()
        found = re.search(r'name="csrf" value="([^"]+)"', page)
        assert found is not None
        return Staff(self, cookie, found.group(1))


FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass
class Staff:
    """A session of staff."""

    hub: RunningHub
    cookie: str
    csrf: str

    def page(self, room: str = "", number: int = 0) -> str:
        """The reception page, with a number that is looked at more closely."""
        path = f"/?{urllib.parse.urlencode({'room': room, 'number': number})}"
        answer = exchange(self.hub.port, "GET", path, None, {"Cookie": self.cookie})
        assert answer.status == 200
        return answer.body.decode()

    def post(self, action: str, body: object, key: str | None = None, **headers: str) -> Answer:
        """A command of the interface."""
        sent = {
            "Cookie": self.cookie,
            "X-CSRF-Token": self.csrf,
            "Content-Type": "application/json",
            "Idempotency-Key": key or secrets.token_hex(8),
            **headers,
        }
        return exchange(self.hub.port, "POST", f"/api/v1/staff/{action}", json.dumps(body).encode(), sent)

    def press(self, page: str, button: str, chosen: dict[str, str] | None = None, **headers: str) -> Answer:
        """Press the button with this id as a browser without JavaScript does; in lists the first is chosen, or so."""
        form = next(f for f in re.findall(r"<form.*?</form>", page, re.DOTALL) if f'id="{button}"' in f)
        fields = [(n, html.unescape(v)) for n, v in re.findall(r'name="([^"]+)" value="([^"]*)"', form)]
        lists = re.findall(r'<select [^>]*name="([^"]+)".*?<option value="([^"]*)"', form, re.DOTALL)
        fields = [*fields, *{**{name: html.unescape(first) for name, first in lists}, **(chosen or {})}.items()]
        body = urllib.parse.urlencode(fields).encode()
        return exchange(self.hub.port, "POST", "/do", body, {**FORM, "Cookie": self.cookie, **headers})


def await_(condition: Callable[[], bool], seconds: float = 45.0) -> None:
    """Wait for a condition, fail after so long: longer than the hub's pause after a sending that failed (30 s)."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "the condition did not come true"
        time.sleep(0.01)


def answers(port: int) -> bool:
    """Whether a hub answers on this port."""
    with contextlib.suppress(OSError, http.client.HTTPException):
        return exchange(port, "GET", "/api/v1/health").status == 200
    return False


@contextlib.contextmanager
def running(state: Path, port: int, site: Path = EXAMPLE) -> Iterator[RunningHub]:
    """Run `stadtteil hub run` with the example site or another; it must end with status 0."""
    words = ["run", "--config", str(site), "--state", str(state), "--port", str(port)]
    process = subprocess.Popen([sys.executable, "-c", MAIN, "hub", *words], cwd=ROOT, text=True, stderr=subprocess.PIPE)
    try:
        await_(lambda: answers(port) or process.poll() is not None)
        yield RunningHub(port, state, process)
    finally:
        process.terminate()
        _, log = process.communicate(timeout=15)
        assert process.returncode in {0, -9}, log
        assert "Traceback" not in log, log


@pytest.fixture
def hub(tmp_path: Path, free_port: int) -> Iterator[RunningHub]:
    """A hub with the account `anna`."""
    state = tmp_path / "state"
    with contextlib.closing(Accounts(state, argon2.PasswordHasher())) as accounts:
        accounts.add("anna", "reception", PASSWORD, time.time())
    with running(state, free_port) as made:
        yield made
