"""The page behind the ticket, of a real hub process."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.fakes.mail_server import Letters, mail_server
from tests.hub.conftest import await_, exchange
from tests.hub.notice_place import PUBLIC, Place, confirmed, kept, make_place, page, taken, text_of


@pytest.fixture
def place(tmp_path: Path, free_port: int) -> Place:
    return make_place(tmp_path, free_port)


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
        assert kept(place) == (0, 0, 0)
