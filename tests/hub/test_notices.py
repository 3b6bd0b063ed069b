"""Notices from end to end: a real hub process, a real mail server, and the page behind the ticket."""

from __future__ import annotations

import contextlib
import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from telemed import api, api_appointments, api_notices
from telemed.client import HubClient
from tests.fakes.mail_server import Letters, mail_server
from tests.hub.conftest import FORM, MAIN, ROOT, RunningHub, Staff, await_, exchange
from tests.hub.notice_place import (
    ADDRESS,
    PUBLIC,
    Place,
    asked,
    bodies,
    code_in,
    confirmed,
    kept,
    make_place,
    page,
    reason_of,
    taken,
    text_of,
)
from tests.ports import free_port as unused_port


@pytest.fixture
def place(tmp_path: Path, free_port: int) -> Place:
    return make_place(tmp_path, free_port)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Place, RunningHub]]:
    """An office for what leaves nothing behind; each test speaks for a terminal of its own."""
    place = make_place(tmp_path_factory.mktemp("shared"), unused_port())
    with place.hub() as hub:
        yield place, hub


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
        assert kept(place) == (0, 0, 0)
        assert "<button" not in text_of(page(place, ticket))
        _tells_nothing(letters)


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


def test_only_who_holds_the_ticket_gives_an_address_and_only_with_consent(shared: tuple[Place, RunningHub]) -> None:
    place, hub = shared
    client = hub.client("holder")
    mine, other = taken(client), taken(client, key="k2")

    assert reason_of(asked(client, mine, consent=False)) == "bad-request"
    assert reason_of(asked(client, mine, address="anna at example.org")) == "bad-request"
    assert reason_of(asked(client, mine, channel="sms")) == "not-found"
    stolen = api_notices.AskForNotices(other.code, "email", consent=True, address=ADDRESS)
    assert reason_of(client.ask_for_notices("x", mine.id, stolen)) == "not-found"
    assert reason_of(client.confirm_address(mine.id, mine.code, "123456")) == "not-found"
    assert reason_of(client.stop_notices(mine.id, other.code)) == "not-found"
    assert kept(place) == (0, 0, 0)
    client.leave("g", mine.number, mine.code)
    assert reason_of(asked(client, mine)) == "conflict"


def test_a_repeated_request_sends_one_code_and_wrong_codes_end_it(place: Place) -> None:
    with mail_server(place.mail_port, Letters()) as letters, place.hub() as hub:
        client = hub.client()
        ticket = taken(client)
        assert asked(client, ticket) == asked(client, ticket)
        await_(lambda: len(letters.taken) == 1)
        right = code_in(bodies(letters)[0])
        wrong = f"{(int(right) + 1) % 10**6:06}"

        reasons = [reason_of(client.confirm_address(ticket.id, ticket.code, wrong)) for _ in range(6)]

        assert reasons == ["not-found"] * 5 + ["conflict"]
        assert reason_of(client.confirm_address(ticket.id, ticket.code, right)) == "conflict"
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
        shown = _staff_page(hub, staff)
        assert f"Nummer {ticket.number}: Aufruf. E-Mail" in shown
        assert "kennt diese Adresse nicht" in shown
        assert "anna" not in shown.replace("Nachrichten", "")
        form = f"csrf={staff.csrf}&id={trouble.id}".encode()
        assert exchange(hub.port, "POST", "/notices", b"id=1", FORM | {"Cookie": staff.cookie}).status == 403
        assert exchange(hub.port, "POST", "/notices", form, FORM | {"Cookie": staff.cookie}).status == 303
        assert "Alles ist angekommen" in _staff_page(hub, staff)
        assert _desk(hub, staff).troubles == ()
        assert staff.post("notices/seen", {"id": trouble.id}).status == 404
        assert exchange(hub.port, "GET", "/notices").status == 303


def _staff_page(hub: RunningHub, staff: Staff) -> str:
    answer = exchange(hub.port, "GET", "/notices", None, {"Cookie": staff.cookie})
    assert answer.status == 200
    return answer.body.decode()


def _desk(hub: RunningHub, staff: Staff) -> api_notices.NoticeDesk:
    body = exchange(hub.port, "GET", "/api/v1/staff/notices", None, {"Cookie": staff.cookie}).body
    return msgspec.json.decode(body, type=api_notices.NoticeDesk)


def _all_due_now(place: Place) -> None:
    """The pause after a failure is over."""
    with contextlib.closing(sqlite3.connect(place.state / "notices.db")) as connection, connection:
        changed = connection.execute("update notice set next_at = 0 where state = 'waiting'").rowcount
    assert changed == 1, "the notice was kept"


def test_staff_routes_are_for_staff(shared: tuple[Place, RunningHub]) -> None:
    _, hub = shared
    headers = {"Authorization": f"Bearer {hub.secret('foyer')}"}
    assert exchange(hub.port, "GET", "/api/v1/staff/notices", None, headers).status == 401
    assert exchange(hub.port, "GET", "/api/v1/notices").status == 401


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


def test_hostile_input_is_refused_as_a_value_and_never_a_fault(shared: tuple[Place, RunningHub]) -> None:
    place, hub = shared
    client = hub.client("hostile")
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
    assert kept(place) == (0, 0, 0)


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

        assert reason_of(client.ask_for_notices("n2", None, ask)) == "conflict"
        assert reason_of(client.stop_notices(None, "0000000000")) == "not-found"
        assert client.notices(made.code) == api_notices.Notices("email", confirmed=True, until=confirmed_.until)
        wrong = [reason_of(client.notices(f"{number:010}")) for number in range(7)]
        assert wrong == ["not-found"] * 6 + ["too-many"]
        found = {path.name: path.read_bytes() for path in place.state.rglob("*") if path.is_file()}

    assert [name for name, content in found.items() if b"chulze" in content or made.code.encode() in content] == []
    texts = bodies(letters)[1:]
    for text, words in zip(texts, ("Ihr Termin: ", "Ihr Termin ist jetzt am ", "Ihr Termin fällt aus: "), strict=True):
        assert words in text
    for message in letters.taken:
        whole = message.as_string() + message.get_content()
        assert not re.search(r"eratung|Formular|buero|Lobeda|Anna", whole), whole
