"""An office whose hub can send mail, and what people do there."""

from __future__ import annotations

import contextlib
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import argon2

from telemed import api, api_notices
from telemed.client import HubClient
from telemed.hub.accounts import Accounts
from telemed.hub.site_booking import WEEKDAYS
from tests.fakes.mail_server import Letters
from tests.hub.conftest import MAIN, PASSWORD, ROOT, Answer, RunningHub, answers, await_, exchange
from tests.ports import free_port

ADDRESS = "anna.schulze@example.org"
BOOKING = '[[booking]]\nservice = "beratung"\nminutes = 30\nlast_day = 9\n' + "".join(
    f'[[booking.opens]]\nweekday = "{day}"\nspans = ["08:00-20:00"]\n' for day in WEEKDAYS
)
PUBLIC = "https://wartezeit.example"
PHONE_OF_OLD = {"User-Agent": "Nokia6300", "Accept-Language": "uk-UA,uk;q=0.9,de;q=0.5"}


@dataclass
class Place:
    """An office whose hub can send mail."""

    state: Path
    config: Path
    mail_port: int
    port: int

    @contextlib.contextmanager
    def hub(self) -> Iterator[RunningHub]:
        words = ["run", "--config", str(self.config), "--state", str(self.state), "--port", str(self.port)]
        line = [sys.executable, "-c", MAIN, "hub", *words]
        process = subprocess.Popen(line, cwd=ROOT, text=True, stderr=subprocess.PIPE)
        try:
            await_(lambda: answers(self.port) or process.poll() is not None)
            yield RunningHub(self.port, self.state, process)
        finally:
            process.terminate()
            _, log = process.communicate(timeout=15)
            assert process.returncode in {0, -9}, log
            assert "Traceback" not in log, log
            assert "anna.schulze" not in log, "no log holds an address"


def make_place(tmp_path: Path, free_port: int) -> Place:
    mail_port = _another_port(free_port)
    config = tmp_path / "site.toml"
    example = (ROOT / "telemed/hub/example-site.toml").read_text("utf-8")
    before, _, _ = example.partition("[[booking]]")
    example = before.replace("[hours]", 'holidays = ""\n[hours]', 1) + BOOKING
    config.write_text(
        f'{example}\n[public]\nurl = "{PUBLIC}"\n[notices.mail]\nhost = "127.0.0.1"\nport = {mail_port}\n'
        'security = "none"\nsender = "nachricht@stadt.example"\n',
        "utf-8",
    )
    state = tmp_path / "state"
    with contextlib.closing(Accounts(state, argon2.PasswordHasher())) as accounts:
        accounts.add("anna", "reception", PASSWORD, 0.0)
    return Place(state, config, mail_port, free_port)


def _another_port(taken: int) -> int:
    port = free_port()
    return port if port != taken else free_port()


def taken(client: HubClient, service: str = "beratung", key: str = "k") -> api.Ticket:
    ticket = client.take_ticket(key, service)
    assert isinstance(ticket, api.Ticket), ticket
    return ticket


def asked(client: HubClient, ticket: api.Ticket, key: str = "n", **changes: object) -> object:
    known: dict[str, object] = {"channel": "email", "consent": True, "address": ADDRESS, "locale": "uk"}
    ask = api_notices.AskForNotices(ticket.code, **(known | changes))  # type: ignore[arg-type]
    return client.ask_for_notices(key, ticket.id, ask)


def bodies(letters: Letters) -> list[str]:
    return [message.get_content() for message in letters.taken]


def code_in(text: str) -> str:
    found = re.search(r"\b[0-9]{6}\b", text)
    assert found is not None, text
    return found[0]


def confirmed(client: HubClient, ticket: api.Ticket, letters: Letters) -> None:
    assert isinstance(asked(client, ticket), api_notices.Notices)
    await_(lambda: len(letters.taken) >= 1)
    answer = client.confirm_address(ticket.id, ticket.code, code_in(bodies(letters)[-1]))
    assert isinstance(answer, api_notices.Notices)
    assert answer.confirmed


def page(place: Place, ticket: api.Ticket, query: str = "", **headers: str) -> Answer:
    return exchange(place.port, "GET", f"/t/{ticket.code}{query}", None, PHONE_OF_OLD | headers)


def text_of(answer: Answer) -> str:
    return re.sub(r"[\u2066-\u2069]", "", answer.body.decode())


def kept(place: Place) -> tuple[int, ...]:
    """Contacts, notices, keys."""
    counts = []
    for file, table in (("notices.db", "contact"), ("notices.db", "notice"), ("keys.sqlite", "key")):
        with contextlib.closing(sqlite3.connect(place.state / file)) as connection:
            counts.append(connection.execute(f"select count(*) from {table}").fetchone()[0])
    return tuple(counts)


def reason_of(answer: object) -> str:
    assert isinstance(answer, api.Refusal), answer
    return answer.reason
