"""Numbers and notices tell nothing: a mixed day at a real hub, and everything of it that others can read.

Not one of these surfaces may name a service, a specialty, a reason or a person: board, display and its voice, ticket on
paper and in the interface, status page, SMS, e-mail with its envelope, calendar file.
"""

from __future__ import annotations

import base64
import contextlib
import datetime as dt
import html
import json
import quopri
import re
import sqlite3
import subprocess
import sys
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

import argon2
import msgspec
import pytest

from kiosk.citizen.requests import Ticket
from kiosk.citizen.take_number import take_number
from kiosk.flow.service import Counter, Visit
from kiosk.flow.steps import Line, Message, Print
from kiosk.texts import Texts, known_locales
from telemed import api, api_appointments, api_notices
from telemed.client import HubClient
from telemed.hub.accounts import Accounts
from telemed.hub.clock import BERLIN
from telemed.waiting_room.announce import sentences
from telemed.waiting_room.app import BoardWords
from telemed.waiting_room.board import Moment, Sign, compose
from tests.fakes.mail_server import Letters, mail_server
from tests.fakes.sms_gateway import Gateway, sms_gateway
from tests.hub.conftest import MAIN, PASSWORD, ROOT, RunningHub, Staff, answers, await_, exchange
from tests.ports import free_port

NAME = "Zeynep Kaya-Ostermann"
MAIL = "post4711@example.org"
PHONE = "+4915112345678"
SECRETS = (
    "herzambulanz", "Kardiologie", "Herzsprechstunde", "cardiology",
    "schulden", "Schuldnerberatung", "debt",
    "Zeynep", "Kaya", "Ostermann", "pregnancy", "schwanger",
)  # fmt: skip
"""Ids and titles of the services, the specialty, the person's name, the reason of a priority."""

SITE = f"""
name = "Stadtteilbüro Lobeda"
phone = "03641 49-0000"
numbers_outside_hours = true
holidays = ""
[public]
url = "https://wartezeit.example"
[[counters]]
id = "herzambulanz"
title = {{ de = "Herzsprechstunde (Kardiologie)", en = "Cardiology clinic" }}
[[counters]]
id = "schulden"
title = {{ de = "Schuldnerberatung", en = "Debt advice" }}
[[rooms]]
name = "Raum 1"
serves = ["herzambulanz"]
[[rooms]]
name = "Platz 2"
serves = ["schulden"]
[[booking]]
service = "herzambulanz"
minutes = 5
late_minutes = 240
opens = [{
    ", ".join(
        f'{{ weekday = "{day}", spans = ["00:00-23:59"] }}'
        for day in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    )
}]
[notices.mail]
host = "127.0.0.1"
port = MAILPORT
security = "none"
sender = "nachricht@wartezeit.example"
[notices.gateway]
url = "http://127.0.0.1:SMSPORT/send"
"""


def found_in(surface: bytes | str) -> set[str]:
    """The secrets that somebody finds in these bytes who also tries the usual ways to write letters."""
    raw = surface.encode() if isinstance(surface, str) else surface
    text = raw.decode("utf-8", "replace")
    readings = [
        text,
        html.unescape(text),
        urllib.parse.unquote_plus(text),
        quopri.decodestring(raw).decode("utf-8", "replace"),
    ]
    readings.append(re.sub(r"\r?\n[ \t]", "", text))  # folded lines of mails and calendars
    readings.append(text.encode("ascii", "replace").decode().encode().decode("unicode_escape", "replace"))
    for chunk in re.findall(r"[A-Za-z0-9+/=\r\n]{12,}", text):
        with contextlib.suppress(ValueError):
            readings.append(base64.b64decode(re.sub(r"\s", "", chunk), validate=True).decode("utf-8", "replace"))
    chunks = re.findall(r"(?:[0-9A-Fa-f]{4}){6,}", text)
    readings += [bytes.fromhex(chunk).decode("utf-16-be", "replace") for chunk in chunks]
    whole = "\n".join(readings).casefold()
    return {word for word in SECRETS if word.casefold() in whole}


@pytest.mark.parametrize(
    "disguised",
    [
        "Kardiologie",
        b"KARDIOLOGIE",
        "Kardiolog&#105;e",
        "K%61rdiologie",
        "Kardio=\r\nlogie",
        "Kardio\r\n logie",
        base64.b64encode(b"Termin: Kardiologie am Montag"),
        "Kardiologie".encode("utf-16-be").hex(),
        '{"x": "\\u004bardiologie"}',
    ],
)
def test_the_search_finds_what_is_there_however_it_is_written(disguised: bytes | str) -> None:
    assert found_in(disguised) == {"Kardiologie"}


class Office:
    """A running hub with a mail server and an SMS gateway, and what it told in public."""

    def __init__(self, hub: RunningHub, letters: Letters, gateway: Gateway) -> None:
        self.hub, self.letters, self.gateway = hub, letters, gateway
        self.client: HubClient = hub.client()
        self.staff: Staff = hub.staff()
        self.surfaces: dict[str, bytes | str] = {}

    def public(self, what: str, path: str, **headers: str) -> None:
        """Read a page or a value as a terminal, or as anybody."""
        sent = {"Authorization": f"Bearer {self.hub.secret('foyer')}"} if path.startswith("/api") else {}
        answer = exchange(self.hub.port, "GET", path, None, sent | headers)
        assert answer.status == 200, (path, answer)
        self.surfaces[what] = str(answer.headers).encode() + answer.body

    def book(self) -> api_appointments.Appointment:
        offer = self.client.free_days("herzambulanz")
        assert isinstance(offer, api_appointments.FreeDays), offer
        day = self.client.slots("herzambulanz", offer.days[0].day)
        assert isinstance(day, api_appointments.Slots), day
        hold = self.client.hold("h", "herzambulanz", day.slots[0].start)
        assert isinstance(hold, api_appointments.Hold), hold
        made = self.client.book("b", api_appointments.Book(hold.hold, NAME, PHONE, MAIL))
        assert isinstance(made, api_appointments.Appointment), made
        return made

    def notices(self, ticket: api.Ticket, channel: str, address: str, locale: str) -> None:
        """Give an address and type the code that came."""
        before = len(self.letters.taken), len(self.gateway.taken)
        ask = api_notices.AskForNotices(ticket.code, channel=channel, consent=True, address=address, locale=locale)  # type: ignore[arg-type]
        asked = self.client.ask_for_notices(f"n{ticket.number}", ticket.id, ask)
        assert isinstance(asked, api_notices.Notices), asked
        await_(lambda: (len(self.letters.taken), len(self.gateway.taken)) != before)
        text = (
            self.letters.taken[-1].get_content()
            if channel == "email"
            else json.loads(self.gateway.taken[-1].body)["text"]
        )
        code = re.search(r"\b[0-9]{6}\b", text)
        assert code is not None, text
        assert isinstance(self.client.confirm_address(ticket.id, ticket.code, code[0]), api_notices.Notices)


@pytest.fixture
def office(tmp_path: Path, free_port: int) -> Iterator[Office]:
    state, config, mail_port = tmp_path / "state", tmp_path / "site.toml", another_port(free_port)
    with contextlib.closing(Accounts(state, argon2.PasswordHasher())) as accounts:
        accounts.add("anna", "reception", PASSWORD, 0.0)
    with sms_gateway() as gateway, mail_server(mail_port, Letters()) as letters:
        config.write_text(SITE.replace("MAILPORT", str(mail_port)).replace("SMSPORT", str(gateway.port)), "utf-8")
        words = ["hub", "run", "--config", str(config), "--state", str(state), "--port", str(free_port)]
        process = subprocess.Popen([sys.executable, "-c", MAIN, *words], cwd=ROOT, text=True, stderr=subprocess.PIPE)
        try:
            await_(lambda: answers(free_port) or process.poll() is not None)
            yield Office(RunningHub(free_port, state, process), letters, gateway)
        finally:
            process.terminate()
            _, log = process.communicate(timeout=15)
        assert found_in(log) == set(), log
        assert process.returncode == 0, log


def another_port(taken: int) -> int:
    port = free_port()
    return port if port != taken else free_port()


def paper(ticket: api.Ticket, locale: str) -> str:
    """All that is printed on a ticket."""
    visit = Visit(dt.date(2026, 11, 24), "Stadtteilbüro Lobeda", (Counter("herzambulanz", "Herzsprechstunde"),))
    flow = take_number(visit)
    next(flow)
    flow.send(True)
    step = flow.send(Ticket(ticket.number, ticket.code, ticket.ahead, ticket.page, ticket.first, ticket.last))
    assert isinstance(step, Print)
    texts = Texts(locale)
    lines = [part.message for part in step.parts if isinstance(part, Line)]
    return "\n".join(
        texts.plain(line.key, None, **line.values) if isinstance(line, Message) else line for line in lines
    )


def shown(board: api.Board, site: api.Site) -> str:
    """What a display shows and says, in all its turns."""
    locales = known_locales()
    sign = Sign(BoardWords(locales), languages=locales)
    now = dt.datetime.fromtimestamp(board.at, BERLIN)
    pictures = [repr(compose(board, site, Moment(now, age, turn), sign)) for age in (0.0, 90.0) for turn in range(12)]
    return "\n".join([*pictures, repr(sentences(board.calls, locales, sign.words))])


def journal_of(state: Path) -> bytes:
    """All events of the journal: what happened is there, and not which member of staff or of the public it was."""
    with contextlib.closing(sqlite3.connect(state / "journal.db")) as connection:
        return b"\n".join(row[0] for row in connection.execute("select payload from record"))


def test_a_mixed_day_tells_nobody_what_anybody_came_for(office: Office) -> None:  # long: a day is told in one piece
    client, staff, surfaces = office.client, office.staff, office.surfaces
    booked = office.book()
    heart, debts = client.take_ticket("k1", "herzambulanz"), client.take_ticket("k2", "schulden")
    assert isinstance(heart, api.Ticket)
    assert isinstance(debts, api.Ticket)
    office.notices(heart, "email", MAIL, "en")
    office.notices(debts, "sms", PHONE, "de")
    assert staff.post("priority", {"number": debts.number, "reason": "pregnancy"}).status == 200
    arrived = client.check_in(booked.code)
    tickets = [heart, debts, *([arrived] if isinstance(arrived, api.Ticket) else [])]
    await_(lambda: len(office.letters.taken) >= 2 and len(office.gateway.taken) >= 2)
    for room in ("Raum 1", "Platz 2"):
        assert staff.post("call-next", {"room": room}).status == 200
    assert staff.post("delay", {"room": "Raum 1", "minutes": 20}).status == 200
    await_(lambda: len(office.letters.taken) >= 3 and len(office.gateway.taken) >= 3)

    office.public("board", "/api/v1/board")
    office.public("free times of today", "/api/v1/slots/today")
    board, site = client.board(), client.site()
    assert isinstance(board, api.Board)
    assert isinstance(site, api.Site)
    assert {call.room for call in board.calls} == {"Raum 1", "Platz 2"}
    surfaces["display"] = shown(board, site)
    for locale in known_locales():
        office.public(f"calendar {locale}", f"/api/v1/appointments/{booked.code}/calendar.ics?locale={locale}")
    for ticket in tickets:
        surfaces[f"ticket {ticket.number}"] = msgspec.json.encode(ticket)
        office.public(f"place {ticket.number}", f"/api/v1/numbers/{ticket.number}")
        for locale in known_locales():
            surfaces[f"paper {ticket.number} {locale}"] = paper(ticket, locale)
            office.public(f"page {ticket.number} {locale}", f"/t/{ticket.code}?l={locale}")
    for index, message in enumerate(office.letters.taken):
        surfaces[f"mail {index}"] = message.as_bytes() + message.get_content().encode()
    surfaces["envelope"] = repr((office.letters.senders, office.letters.hosts, office.letters.recipients))
    for index, taken in enumerate(office.gateway.taken):
        surfaces[f"sms {index}"] = repr((taken.path, taken.headers)).encode() + taken.body

    assert all(name not in journal_of(office.hub.state) for name in (b"anna", NAME.encode(), MAIL.encode()))
    assert b"PrioritySet" in journal_of(office.hub.state), "the control: what staff did is there"

    assert {what: words for what, surface in surfaces.items() if (words := found_in(surface))} == {}
    assert all(len(surface) > 20 for surface in surfaces.values()), "a surface was not read"
    assert {"herzambulanz", "schulden"} <= found_in(msgspec.json.encode(site)), "the choice of services names them"
    assert {"Kardiologie", "Schuldnerberatung"} <= found_in(staff.page("Raum 1") + staff.page("Platz 2")), (
        "staff see what a number is for"
    )
