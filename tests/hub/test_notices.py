"""Notices from end to end: a real hub process, a real mail server, and the page behind the ticket."""

from __future__ import annotations

import contextlib
import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import argon2
import msgspec
import pytest

from telemed import api, api_appointments, api_notices
from telemed.client import HubClient
from telemed.hub.accounts import Accounts
from telemed.hub.site_booking import WEEKDAYS
from tests.fakes.mail_server import Letters, mail_server
from tests.hub.conftest import MAIN, PASSWORD, ROOT, Answer, RunningHub, Staff, answers, await_, exchange
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


@pytest.fixture
def place(tmp_path: Path, free_port: int) -> Place:
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


def test_an_address_is_confirmed_greeted_called_and_destroyed_on_request(place: Place) -> None:
    with mail_server(place.mail_port, Letters()) as letters, place.hub() as hub:
        client, staff = hub.client(), hub.staff()
        ticket = taken(client)
        assert client.notice_offer() == api_notices.NoticeOffer(("email",))

        confirmed(client, ticket, letters)
        await_(lambda: len(letters.taken) == 2)
        staff.post("call-next", {"room": "Raum 1"})
        await_(lambda: len(letters.taken) == 3)

        code, greeting, call = bodies(letters)
        assert f"Ваш номер: {ticket.number}" in greeting
        assert f"{PUBLIC}/t/{ticket.code}?l=uk" in greeting
        assert "Raum 1" in call
        assert PUBLIC not in code
        assert "<button" in text_of(page(place, ticket))
        assert client.stop_notices(ticket.id, ticket.code) == api.Done()
        assert _kept(place) == (0, 0, 0)
        assert "<button" not in text_of(page(place, ticket))
        _tells_nothing(letters)


def _kept(place: Place) -> tuple[int, ...]:
    """Contacts, notices, keys."""
    counts = []
    for file, table in (("notices.db", "contact"), ("notices.db", "notice"), ("keys.sqlite", "key")):
        with contextlib.closing(sqlite3.connect(place.state / file)) as connection:
            counts.append(connection.execute(f"select count(*) from {table}").fetchone()[0])
    return tuple(counts)


def _tells_nothing(letters: Letters) -> None:
    """No mail says, in any part of it, what somebody came for or who it is."""
    for message in letters.taken:
        whole = message.as_string() + message.get_content()
        assert not re.search(r"eratung|Formular|buero|Lobeda|Schulze(?!@)", whole), whole
        assert re.search("Номер|номер|код", message.get_content()), "the check reads what was written"


def test_no_file_of_the_hub_holds_the_address(place: Place) -> None:
    with mail_server(place.mail_port, Letters()) as letters, place.hub() as hub:
        client = hub.client()
        ticket = taken(client)
        confirmed(client, ticket, letters)
        await_(lambda: len(letters.taken) == 2)
        found = {path.name: path.read_bytes() for path in place.state.rglob("*") if path.is_file()}

    assert ticket.id.encode() in found["notices.db"], "the check would find what is there"
    assert [name for name, content in found.items() if b"schulze" in content] == []


def test_only_who_holds_the_ticket_gives_an_address_and_only_with_consent(place: Place) -> None:
    with place.hub() as hub:
        client = hub.client()
        mine, other = taken(client), taken(client, key="k2")

        assert _reason(asked(client, mine, consent=False)) == "bad-request"
        assert _reason(asked(client, mine, address="anna at example.org")) == "bad-request"
        assert _reason(asked(client, mine, channel="sms")) == "not-found"
        stolen = api_notices.AskForNotices(other.code, "email", consent=True, address=ADDRESS)
        assert _reason(client.ask_for_notices("x", mine.id, stolen)) == "not-found"
        assert _reason(client.confirm_address(mine.id, mine.code, "123456")) == "not-found"
        assert _reason(client.stop_notices(mine.id, other.code)) == "not-found"
        assert _kept(place) == (0, 0, 0)
        client.leave("g", mine.number, mine.code)
        assert _reason(asked(client, mine)) == "conflict"


def _reason(answer: object) -> str:
    assert isinstance(answer, api.Refusal), answer
    return answer.reason


def test_a_repeated_request_sends_one_code_and_wrong_codes_end_it(place: Place) -> None:
    with mail_server(place.mail_port, Letters()) as letters, place.hub() as hub:
        client = hub.client()
        ticket = taken(client)
        assert asked(client, ticket) == asked(client, ticket)
        await_(lambda: len(letters.taken) == 1)
        right = code_in(bodies(letters)[0])
        wrong = f"{(int(right) + 1) % 10**6:06}"

        reasons = [_reason(client.confirm_address(ticket.id, ticket.code, wrong)) for _ in range(6)]

        assert reasons == ["not-found"] * 5 + ["conflict"]
        assert _reason(client.confirm_address(ticket.id, ticket.code, right)) == "conflict"
        assert len(letters.taken) == 1


def test_what_could_not_be_sent_is_sent_by_the_next_hub_and_a_refused_address_is_shown_to_staff(place: Place) -> None:
    with mail_server(place.mail_port, Letters()) as letters, place.hub() as hub:
        client = hub.client()
        ticket = taken(client)
        confirmed(client, ticket, letters)
        await_(lambda: len(letters.taken) == 2)
    with place.hub() as hub:
        staff = hub.staff()
        staff.post("call-next", {"room": "Raum 1"})
        await_(lambda: _desk(hub, staff).channels[0].why == "away")
        hub.process.kill()
        hub.process.wait()
    _all_due_now(place)
    letters = Letters(to_recipient={ADDRESS: ["550 5.1.1 unknown anna.schulze@example.org"]})
    with mail_server(place.mail_port, letters), place.hub() as hub:
        staff = hub.staff()
        await_(lambda: len(_desk(hub, staff).troubles) == 1)
        desk = _desk(hub, staff)
        (trouble,) = desk.troubles
        assert (trouble.kind, trouble.why, trouble.number) == ("called", "address-refused", ticket.number)
        assert desk.channels[0].why is None
        assert staff.post("notices/seen", {"id": trouble.id}).status == 200
        assert _desk(hub, staff).troubles == ()
        assert staff.post("notices/seen", {"id": trouble.id}).status == 404


def _desk(hub: RunningHub, staff: Staff) -> api_notices.NoticeDesk:
    body = exchange(hub.port, "GET", "/api/v1/staff/notices", None, {"Cookie": staff.cookie}).body
    return msgspec.json.decode(body, type=api_notices.NoticeDesk)


def _all_due_now(place: Place) -> None:
    """The pause after a failure is over."""
    with contextlib.closing(sqlite3.connect(place.state / "notices.db")) as connection, connection:
        changed = connection.execute("update notice set next_at = 0 where state = 'waiting'").rowcount
    assert changed == 1, "the notice was kept"


def test_staff_routes_are_for_staff(place: Place) -> None:
    with place.hub() as hub:
        headers = {"Authorization": f"Bearer {hub.secret('foyer')}"}
        assert exchange(hub.port, "GET", "/api/v1/staff/notices", None, headers).status == 401
        assert exchange(hub.port, "GET", "/api/v1/notices").status == 401


def test_the_page_shows_the_place_and_then_the_room(place: Place) -> None:
    with place.hub() as hub:
        client, staff = hub.client(), hub.staff()
        taken(client, "buero", "k1")
        ticket = taken(client, "beratung", "k2")
        assert ticket.page == f"{PUBLIC}/t/{ticket.code}"

        waiting = page(place, ticket)
        staff.post("call-next", {"room": "Raum 1"})
        german = page(place, ticket, "?l=de")
        arabic = page(place, ticket, "?l=ar")

        assert waiting.status == 200
        assert "Перед вами 1 " in text_of(waiting)
        assert 'http-equiv="refresh" content="10"' in text_of(waiting)
        assert "Sie sind als Nächstes dran" in text_of(german)
        assert 'dir="rtl"' in text_of(arabic)
        json.loads(staff.post("done", {"room": "Raum 1", "number": 1}).body)
        staff.post("call-next", {"room": "Raum 1"})
        called = text_of(page(place, ticket, "?l=de"))
        assert "Bitte kommen Sie jetzt." in called
        assert "Raum 1" in called
        for answer in (waiting, german, arabic):
            assert not re.search(r"eratung|Formular|buero|Lobeda", text_of(answer))


def test_the_page_is_small_needs_no_script_and_leaves_nothing_behind(place: Place) -> None:
    with place.hub() as hub:
        ticket = taken(hub.client())
        answer = page(place, ticket)

    body = answer.body.decode()
    assert len(answer.body) < 10_000
    assert not re.search(r"<script|<img|<link|src=|https?://|onclick|@import|url\(", body)
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers.get_all("referrer-policy") == ["no-referrer"]
    (policy,) = answer.headers.get_all("content-security-policy", [])
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in answer.headers


def test_a_page_nobody_has_is_not_found_and_guessing_ends(place: Place) -> None:
    with place.hub() as hub:
        ticket = taken(hub.client())
        statuses = [exchange(hub.port, "GET", f"/t/{'a' * 15}{c}").status for c in "abcdefghijklmnop"]
        assert statuses == [404] * 10 + [429] * 6
        assert page(place, ticket).status == 200
        assert exchange(hub.port, "GET", f"/t/{ticket.id}").status == 429
        assert exchange(hub.port, "GET", f"/t/{ticket.number}").status == 429


def test_the_page_stops_notices_without_a_script(place: Place) -> None:
    with mail_server(place.mail_port, Letters()) as letters, place.hub() as hub:
        client = hub.client()
        ticket = taken(client)
        confirmed(client, ticket, letters)
        await_(lambda: "<form" in page(place, ticket).body.decode())
        form = re.search(r'action="([^"]+)"', page(place, ticket).body.decode())
        assert form is not None

        answer = exchange(hub.port, "POST", form[1], b"", {"Content-Type": "application/x-www-form-urlencoded"})

        assert answer.status == 200
        assert "видалено" in answer.body.decode()
        assert _kept(place) == (0, 0, 0)


def test_a_password_that_others_can_read_keeps_the_hub_from_starting(place: Place, tmp_path: Path) -> None:
    password = tmp_path / "password"
    password.write_text("x", "utf-8")
    password.chmod(0o644)
    place.config.write_text(f'{place.config.read_text("utf-8")}user = "hub"\npassword = "{password}"\n', "utf-8")
    words = ["run", "--config", str(place.config), "--state", str(place.state), "--port", str(place.port)]
    line = [sys.executable, "-c", MAIN, "hub", *words]
    result = subprocess.run(line, cwd=ROOT, text=True, capture_output=True, check=False, timeout=30)
    assert result.returncode == 1
    assert "chmod 600" in result.stderr


NASTY = (
    "",
    "\x00",
    "\r\nBcc: x@example.org",
    "../../etc",
    "٣" * 6,
    "\u202e" * 20,
    "a@" + "b" * 200,
    "%00",
    "\U0001f600" * 5,
)


def test_hostile_input_is_refused_as_a_value_and_never_a_fault(place: Place) -> None:
    with place.hub() as hub:
        client = hub.client()
        ticket = taken(client)
        known = {"code": ticket.code, "channel": "email", "consent": True, "address": ADDRESS}
        bodies_ = [known | {field: nasty} for field in ("code", "channel", "address") for nasty in NASTY]
        bodies_ += [{}, {"code": 1}, known | {"consent": "yes"}, known | {"locale": "x" * 21}, known | {"more": 1}]
        statuses = set()
        for index, body in enumerate(bodies_):
            secret = hub.secret(f"hostile{index // 9}")  # Each may ask ten times at once.
            headers = {"Authorization": f"Bearer {secret}", "Content-Type": "application/json"}
            headers["Idempotency-Key"] = f"k{index}"
            at = f"/api/v1/tickets/{ticket.id}/notices"
            statuses.add(exchange(hub.port, "POST", at, json.dumps(body).encode(), headers).status)
        for path in ("/t/%00", "/t/" + "a" * 4000, "/t/..%2f..", f"/t/{ticket.code}?l=../..", f"/t/{ticket.code}/stop"):
            statuses.add(exchange(hub.port, "GET", path, None, {"Accept-Language": "x" * 3000 + ";q=9,*;q=,,"}).status)
        assert statuses == {200, 400, 404, 405}
        assert _kept(place) == (0, 0, 0)


# ---- appointments ------------------------------------------------------------------------------------------------


def held(client: HubClient, index: int) -> api_appointments.Hold:
    """Hold a time more than a week ahead."""
    days = client.free_days("beratung")
    assert isinstance(days, api_appointments.FreeDays)
    slots = client.slots("beratung", days.days[-1].day)
    assert isinstance(slots, api_appointments.Slots)
    found = client.hold(f"h{index}", "beratung", slots.slots[index].start)
    assert isinstance(found, api_appointments.Hold)
    return found


def test_an_appointment_is_confirmed_moved_and_cancelled_by_mail(place: Place) -> None:
    with mail_server(place.mail_port, Letters()) as letters, place.hub() as hub:
        client = hub.client()
        made = client.book("b", api_appointments.Book(held(client, 0).hold, name="Anna Schulze"))
        assert isinstance(made, api_appointments.Appointment)
        ask = api_notices.AskForNotices(made.code, "email", consent=True, address=ADDRESS, locale="de")
        assert isinstance(client.ask_for_notices("n", None, ask), api_notices.Notices)
        await_(lambda: len(letters.taken) == 1)
        confirmed_ = client.confirm_address(None, made.code, code_in(bodies(letters)[0]))
        assert isinstance(confirmed_, api_notices.Notices)
        await_(lambda: len(letters.taken) == 2)

        client.move("m", made.code, held(client, 4).hold)
        await_(lambda: len(letters.taken) == 3)
        client.cancel("c", made.code)
        await_(lambda: len(letters.taken) == 4)

        assert _reason(client.ask_for_notices("n2", None, ask)) == "conflict"
        assert _reason(client.stop_notices(None, "0000000000")) == "not-found"
        found = {path.name: path.read_bytes() for path in place.state.rglob("*") if path.is_file()}

    assert [name for name, content in found.items() if b"chulze" in content or made.code.encode() in content] == []
    texts = bodies(letters)[1:]
    for text, words in zip(texts, ("Ihr Termin: ", "Ihr Termin ist jetzt am ", "Ihr Termin fällt aus: "), strict=True):
        assert words in text
    for message in letters.taken:
        whole = message.as_string() + message.get_content()
        assert not re.search(r"eratung|Formular|buero|Lobeda|Anna", whole), whole
