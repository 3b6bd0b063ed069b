"""A hub inside the test, with a clock that the test sets, and people of every role who have logged in."""

from __future__ import annotations

import contextlib
import gc
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import argon2
import pytest
from litestar.testing import TestClient

from telemed.hub.app import Hub
from telemed.hub.limits import Limits, Rate
from telemed.hub.roles import ROLES
from telemed.hub.site import Counter, Room, SiteConfig, Staff
from tests.fakes.hub_clock import SetClock, berlin

QUIET = [
    # The application's own style of handlers, not what is tested here; a hub process prints no warnings.
    pytest.mark.filterwarnings("ignore::litestar.exceptions.LitestarDeprecationWarning"),
    pytest.mark.filterwarnings("ignore:Unclosed <Memory:ResourceWarning"),  # the test client's, of a refused socket
]
PASSWORD = "vier Wale tanzen leise"
NOW = berlin("2026-11-23 10:00")
SITE = SiteConfig(
    "Lobeda", "03641", (Counter("office", {"de": "Büro"}),), (Room("A", ("office",)),), staff=Staff(second_factor=())
)
_FAST = argon2.PasswordHasher(1, 8, 1)
_WITHOUT_LIMITS = Limits(staff=Rate(10_000, 10_000), strangers=Rate(10_000, 10_000))


@contextlib.contextmanager
def hub_inside(folder: Path, site: SiteConfig = SITE, clock: SetClock | None = None) -> Iterator[Hub]:
    """A hub with an account for each role: `als-<role>`."""
    with contextlib.closing(Hub(site, folder, clock or SetClock(NOW), None, _WITHOUT_LIMITS, hasher=_FAST)) as made:
        for role in ROLES:
            made.accounts.add(f"als-{role}", role, PASSWORD, 0.0)
        yield made
    gc.collect()  # What the test client leaves behind is found here and not in the next test.


@dataclass
class Person:
    """A session in a role, and how to ask for a page in it."""

    client: TestClient[Any]
    csrf: str

    def asks(self, method: str, path: str, csrf: str | None = None) -> int:
        path = path.replace("{help_id}", "x")
        token = self.csrf if csrf is None else csrf
        if method == "GET":
            answer = self.client.get(path, follow_redirects=False)
        elif path.startswith("/api/"):
            headers = {"X-CSRF-Token": token, "Idempotency-Key": secrets.token_hex(8)}
            body = {"room": "A", "number": 1, "minutes": 5, "until": None}
            answer = self.client.post(path, json=body, headers=headers, follow_redirects=False)
        else:
            answer = self.client.post(path, data={"csrf": token}, follow_redirects=False)
        return int(answer.status_code)


@contextlib.contextmanager
def person(hub: Hub, name: str) -> Iterator[Person]:
    with TestClient(hub.asgi) as client:
        form = urlencode({"username": name, "password": PASSWORD})
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        answer = client.post("/login", content=form, headers=kind, follow_redirects=False)
        assert answer.status_code == 303, answer.text
        session = hub.accounts.session(client.cookies["stadtteil"], NOW)
        assert session is not None
        yield Person(client, session.csrf)
