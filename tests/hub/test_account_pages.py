"""Accounts on the pages of a real hub process: the second factor, a first password, locks, the record."""

from __future__ import annotations

import base64
import contextlib
import html
import re
import time
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import argon2
import pytest

from telemed.hub import accounts_totp as totp
from telemed.hub.accounts import Accounts
from tests.hub.conftest import FORM, PASSWORD, Answer, RunningHub, command, exchange, running

OTHER = "sieben Igel lesen Briefe"


@pytest.fixture
def hub(tmp_path: Path, free_port: int) -> Iterator[RunningHub]:
    """A hub with an administrator, who needs a second factor, and the reception."""
    state = tmp_path / "state"
    with contextlib.closing(Accounts(state, argon2.PasswordHasher())) as accounts:
        accounts.add("boss", "administration", PASSWORD, time.time())
        accounts.add("anna", "reception", PASSWORD, time.time())
    with running(state, free_port) as made:
        yield made


@dataclass
class Browser:
    """Follows what the hub says, as a browser without JavaScript does."""

    port: int
    cookie: str = ""

    def get(self, path: str) -> Answer:
        return exchange(self.port, "GET", path, None, {"Cookie": self.cookie})

    def post(self, path: str, **fields: str) -> Answer:
        body = urllib.parse.urlencode(fields).encode()
        answer = exchange(self.port, "POST", path, body, {**FORM, "Cookie": self.cookie})
        for cookie in answer.headers.get_all("set-cookie") or []:
            self.cookie = cookie.split(";")[0]
        return answer

    def send(self, path: str, **fields: str) -> str:
        """Send a form with the token of the session; return the page."""
        token = re.search(r'name="csrf" value="([^"]+)"', self.get("/account").body.decode())
        assert token is not None
        answer = self.post(path, csrf=token.group(1), **fields)
        assert answer.status == 200, answer
        return html.unescape(answer.body.decode())

    def login(self, name: str, password: str = PASSWORD) -> str:
        """Log in; return where that leads."""
        answer = self.post("/login", username=name, password=password)
        assert answer.status == 303, answer
        return str(answer.headers["location"])


def enrol(browser: Browser) -> bytes:
    """Set a second factor up, as an authenticator does from the words below the picture."""
    page = browser.send("/account/factor", password=PASSWORD)
    assert "<svg" in page
    shown = re.search(r'id="secret">([A-Z2-7 ]+)<', page)
    assert shown is not None
    secret = base64.b32decode(shown.group(1).replace(" ", ""))
    page = browser.send("/account/factor/confirm", code=totp.code(secret, totp.step_of(time.time())))
    assert len(re.findall(r"<li><code>", page)) == 10
    return secret


def test_an_administrator_sets_the_second_factor_up_before_anything_else(hub: RunningHub) -> None:
    browser = Browser(hub.port)

    assert browser.login("boss") == "/account"
    assert browser.get("/accounts").headers["location"] == "/account"
    secret = enrol(browser)
    assert browser.get("/accounts").status == 200
    assert "<li><code>" not in browser.get("/account").body.decode()

    again = Browser(hub.port)
    assert again.login("boss") == "/login/code"
    assert again.get("/accounts").status == 303
    wrong = again.post("/login/code", code="000000")
    assert (wrong.status, "stimmt nicht" in wrong.body.decode()) == (401, True)
    right = again.post("/login/code", code=totp.code(secret, totp.step_of(time.time()) + 1))
    assert (right.status, right.headers["location"]) == (303, "/statistics")
    assert again.get("/accounts").status == 200


def test_the_second_step_without_the_first_begins_anew(hub: RunningHub) -> None:
    browser = Browser(hub.port)

    assert browser.get("/login/code").headers["location"] == "/login"
    assert browser.post("/login/code", code="123456").status == 401


def test_a_new_colleague_gets_an_account_and_chooses_a_password(hub: RunningHub) -> None:
    boss, new = Browser(hub.port), Browser(hub.port)
    boss.login("boss")
    enrol(boss)

    page = boss.send("/accounts", action="add", name="Cem", password=PASSWORD, reception="1", support="1")
    assert "angelegt" in page
    assert 'data-account="cem"' in page
    assert "gibt es schon" in boss.send("/accounts", action="add", name="cem", password=PASSWORD, reception="1")
    assert "mindestens eine Aufgabe" in boss.send("/accounts", action="add", name="dora", password=PASSWORD)

    assert new.login("cem") == "/account"
    assert new.get("/").headers["location"] == "/account"
    assert "nicht gleich" in new.send("/account/password", old=PASSWORD, new=OTHER, again="other")
    assert "bisheriges Passwort stimmt nicht" in new.send("/account/password", old="x", new=OTHER, again=OTHER)
    assert "leicht zu erraten" in new.send("/account/password", old=PASSWORD, new="passwort12", again="passwort12")
    assert "geändert" in new.send("/account/password", old=PASSWORD, new=OTHER, again=OTHER)
    assert new.get("/").status == 200


def test_an_administrator_helps_out_and_all_is_written_down(hub: RunningHub) -> None:
    boss = Browser(hub.port)
    boss.login("boss")
    enrol(boss)
    for _ in range(5):
        exchange(hub.port, "POST", "/login", b"username=anna&password=x", FORM)
    page = boss.get("/accounts").body.decode()
    assert "Konto anna von der Adresse 127.0.0.1" in page

    scope = re.search(r'name="scope" value="([^"]+)"', page)
    assert scope is not None
    assert "aufgehoben" in boss.send("/accounts", action="unlock-scope", scope=html.unescape(scope.group(1)))
    assert "wieder anmelden" in boss.send("/accounts", action="unlock", name="anna")
    assert "neues Passwort" in boss.send("/accounts", action="password", name="anna", password=OTHER)
    assert "geändert" in boss.send("/accounts", action="roles", name="anna", doctor="1")
    assert "zurückgesetzt" in boss.send("/accounts", action="reset-factor", name="anna")
    assert "gelöscht" in boss.send("/accounts", action="remove", name="anna")
    assert "das letzte Konto" in boss.send("/accounts", action="remove", name="boss")

    page = boss.get("/audit").body.decode()
    done = re.findall(r'data-kind="([^"]+)"', page)
    assert done[:5] == ["account-removed", "factor-removed", "roles-changed", "password-set", "unlocked"]
    assert "login-failed" in done
    file = boss.get("/audit.csv")
    assert file.headers["content-type"] == "text/csv; charset=utf-8"
    assert file.body.startswith(b"\xef\xbb\xbfZeit;Wer;Was;Woran;")
    assert boss.get(f"/audit?before={2**70}").status == 200
    assert boss.get("/audit?before=1").status == 200


def test_the_page_of_the_record_goes_on(hub: RunningHub) -> None:
    boss = Browser(hub.port)
    boss.login("boss")
    enrol(boss)
    with contextlib.closing(Accounts(hub.state, argon2.PasswordHasher())) as accounts:
        for index in range(120):
            accounts.note(time.time(), "boss", "delay", f"=Raum {index}")

    first = boss.get("/audit").body.decode()
    older = re.search(r'href="(/audit\?before=\d+)" id="older"', first)
    assert older is not None
    second = boss.get(older.group(1)).body.decode()

    assert "=Raum 119" in first
    assert "=Raum 0<" in second
    assert "'=Raum 5" in boss.get("/audit.csv").body.decode()


def test_announcements_are_written_down_and_numbers_are_not(hub: RunningHub) -> None:
    staff = hub.staff()
    hub.client().take_ticket("k", "buero")
    staff.press(staff.page("Raum 1"), "delay-20")
    staff.press(staff.page("Raum 1"), "call-next")
    staff.post("delay", {"room": "Raum 1", "minutes": 0})
    staff.post("helper", {"until": None})

    with contextlib.closing(Accounts(hub.state, argon2.PasswordHasher())) as accounts:
        found = [(each.who, each.kind, each.detail) for each in accounts.audit.entries(limit=3)]
        kinds = {each.kind for each in accounts.audit.entries()}

    assert found == [("anna", "helper", "niemand"), ("anna", "delay", "zurückgenommen"), ("anna", "delay", "20 Min")]
    assert kinds == {"account-added", "login", "helper", "delay"}


def test_the_machine_itself_is_the_way_out(hub: RunningHub) -> None:
    state = ["--state", str(hub.state)]
    assert command("account", "unlock", "anna", *state).returncode == 0
    assert command("account", "reset-factor", "anna", *state).returncode == 0
    assert command("account", "roles", "anna", "--role", "support,reception", *state).returncode == 0
    assert command("account", "roles", "anna", "--role", "boss", *state).returncode == 1
    assert command("account", "password", "anna", "--password-stdin", *state, text=f"{OTHER}\n").returncode == 0
    assert "anna\treception,support\t" in command("account", "list", *state).stdout
    assert Browser(hub.port).login("anna", OTHER) == "/account"
    assert command("verify", *state).returncode == 0
    with contextlib.closing(Accounts(hub.state, argon2.PasswordHasher())) as accounts:
        accounts._store.execute("drop trigger audit_never_changes")
        accounts._store.execute("update audit set who = 'x' where id = 1")
    assert "wurde verändert" in command("verify", *state).stderr
