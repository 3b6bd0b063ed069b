"""Statistics and terminals on the pages: whole days of real events, codes shown once, what is shut out stays out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from telemed import api
from telemed.hub import messages as m
from telemed.hub.app import Hub
from telemed.hub.clock import BERLIN
from telemed.hub.counts import STREAM, count
from telemed.hub.journal import Entry
from telemed.hub.roles import ROLES
from tests.fakes.hub_clock import berlin
from tests.hub.staff import NOW, QUIET, hub_inside, person

pytestmark = QUIET


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Hub]:
    with hub_inside(tmp_path) as made:
        yield made


def visits(day: str, hour: int, how_many: int, first: int = 1) -> list[m.Event]:
    """People who wait 10 min, need 2 min to the room and 6 min there."""
    at, events = berlin(f"{day} {hour:02d}:00"), list[m.Event]()
    for number in range(first, first + how_many):
        events += [
            m.NumberTaken(at, f"t{number}", number, "office"),
            m.NumberCalled(at + 600, number, "A", 1),
            m.ServingBegan(at + 720, number),
            m.NumberFinished(at + 1080, number),
        ]
    return events


def keep(hub: Hub, day: str, events: list[m.Event]) -> None:
    hub.journal.append(f"queue/{day}", 0, [Entry(msgspec.json.encode(tuple(events)), NOW)])


def cells(page: str, table: str) -> list[list[str]]:
    """The rows of a table of a page."""
    found = re.search(rf'<table id="{table}">.*?<tbody>(.*?)</tbody>', page, re.DOTALL)
    assert found is not None
    return [
        re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", row) for row in re.findall(r"<tr>(.*?)</tr>", found[1], re.DOTALL)
    ]


def test_statistics_tell_of_whole_days_by_hour_and_service(hub: Hub) -> None:
    keep(hub, "2026-11-18", visits("2026-11-18", 9, 7) + visits("2026-11-18", 11, 2, first=20))
    keep(hub, "2026-11-23", visits("2026-11-23", 8, 9))

    with person(hub, "als-administration") as boss:
        page = boss.client.get("/statistics").text
        file = boss.client.get("/statistics.csv?period=2026-W47")

    assert "Woche 47" in page
    assert cells(page, "services") == [["Büro", "9", "0", "0", "10 Min", "15 Min", "2 Min", "6 Min"]]
    assert cells(page, "hours")[0][:2] == ["9 bis 10 Uhr", "unter 5"]
    assert cells(page, "hours")[2][:2] == ["11 bis 12 Uhr", "unter 5"]
    assert "8 bis 9 Uhr" not in page
    assert file.headers["content-disposition"] == 'attachment; filename="statistik-2026-W47.csv"'
    assert "alles;Zusammen;9;0;0;10;15;2;6" in file.content.decode("utf-8-sig")


def test_days_that_are_only_counts_any_more_are_told_the_same(hub: Hub) -> None:
    kept = count(dt.date(2026, 11, 18), visits("2026-11-18", 9, 7), lambda at: dt.datetime.fromtimestamp(at, BERLIN))
    hub.journal.append(STREAM, 0, [Entry(msgspec.json.encode(kept), NOW)])

    with person(hub, "als-administration") as boss:
        page = boss.client.get("/statistics").text

    assert cells(page, "hours") == [["9 bis 10 Uhr", "7", "0", "0", "10 Min", "15 Min", "2 Min", "6 Min"]]


def test_no_page_of_statistics_names_staff_or_rooms(hub: Hub) -> None:
    keep(hub, "2026-11-18", visits("2026-11-18", 9, 7))

    with person(hub, "als-reception") as reception:
        page = reception.client.get("/statistics").text
        file = reception.client.get("/statistics.csv").text

    main = page[page.index("<main") :]
    for role in ROLES:
        assert f"als-{role}" not in main
        assert f"als-{role}" not in file
    assert "<svg" in main
    assert ' style="' not in page


def test_a_span_that_is_no_period_is_not_found(hub: Hub) -> None:
    with person(hub, "als-administration") as boss:
        for key in ("2026-W48", "x", "2026-11-16", "9999-12"):
            assert boss.client.get(f"/statistics?period={key}").status_code == 404
        assert "keine Nummern" in boss.client.get("/statistics?period=2026-01").text


def test_a_terminal_is_let_in_and_shut_out(hub: Hub) -> None:
    with person(hub, "als-support") as support:

        def send(action: str, name: str) -> str:
            answer = support.client.post("/terminals", data={"csrf": support.csrf, "action": action, "name": name})
            return answer.text

        code = re.search(r'<code id="code">([^<]+)<', send("code", " foyer "))
        assert code is not None
        found = support.client.post("/api/v1/enrol", json={"code": code[1], "name": "x"})
        secret = msgspec.json.decode(found.content, type=api.Credential).secret
        allowed = {"Authorization": f"Bearer {secret}"}
        assert support.client.get("/api/v1/site", headers=allowed).status_code == 200
        assert 'data-terminal="foyer" data-state="silent"' in support.client.get("/terminals").text

        assert "ist ausgeschlossen" in send("shut-out", "foyer")

        assert support.client.get("/api/v1/site", headers=allowed).status_code == 401
        assert "ist nicht angemeldet" in send("shut-out", "foyer")
        assert "sichtbare Zeichen" in send("code", "a\nb")
        assert code[1] not in support.client.get("/terminals").text
    kinds = [each.kind for each in hub.accounts.audit.entries(limit=3)]
    assert "terminal-code" in [each.kind for each in hub.accounts.audit.entries()]
    assert "terminal-shut-out" in kinds
