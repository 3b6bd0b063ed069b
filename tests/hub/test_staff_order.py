"""Staff change the order and ask for it, by the interface of a real hub process."""

from __future__ import annotations

import json
import urllib.parse

from telemed import api
from tests.hub.conftest import Answer, RunningHub, Staff, exchange


def why(staff: Staff, room: str) -> Answer:
    path = f"/api/v1/staff/why?{urllib.parse.urlencode({'room': room})}"
    return exchange(staff.hub.port, "GET", path, None, {"Cookie": staff.cookie})


def test_staff_ask_why_this_is_the_next_one(hub: RunningHub) -> None:
    client, staff = hub.client(), hub.staff()
    for index in range(2):
        assert isinstance(client.take_ticket(f"k{index}", "buero"), api.Ticket)
    assert json.loads(why(staff, "Raum 1").body)["text"] == "Nummer 1 wartet am längsten."

    given = staff.post("priority", {"number": 2, "reason": "small-child"}, key="p")

    assert (given.status, given.body) == (200, staff.post("priority", {"number": 2, "reason": "small-child"}, "p").body)
    told = json.loads(why(staff, "Raum 1").body)
    assert (told["number"], told["rule"], told["earlier"]) == (2, "priority", [1])
    assert "kleines Kind" in told["text"]
    assert json.loads(staff.post("call-next", {"room": "Raum 1"}).body)["number"] == 2
    assert why(staff, "Raum 9").status == 404
    assert exchange(hub.port, "GET", "/api/v1/staff/why?room=Raum%201").status == 401


def test_a_person_is_passed_on_with_the_same_number(hub: RunningHub) -> None:
    client, staff = hub.client(), hub.staff()
    ticket = client.take_ticket("k", "buero")
    assert isinstance(ticket, api.Ticket)
    staff.post("call-next", {"room": "Platz 2"})
    body = {"number": 1, "room": "Platz 2", "service": "beratung"}

    passed = staff.post("transfer", body, key="x")

    assert (passed.status, staff.post("transfer", body, key="x").body) == (200, passed.body)
    assert client.place(1) == api.Place(1, "waiting", 0, None)
    assert staff.post("call-next", {"room": "Platz 2"}).refusal()["reason"] == "nobody-waiting"
    assert json.loads(staff.post("call-next", {"room": "Raum 1"}).body)["ticket"] == ticket.id


def test_staff_take_numbers_and_what_is_not_on_a_list_is_refused(hub: RunningHub) -> None:
    staff = hub.staff()
    taken = staff.post("take", {"service": "buero", "priority": "pain"}, key="t")

    assert (taken.status, json.loads(taken.body)["number"]) == (201, 1)
    assert staff.post("take", {"service": "buero", "priority": "pain"}, key="t").body == taken.body
    assert staff.post("take", {"service": "buero"}, key="t").refusal()["reason"] == "key-reused"
    for action, body, status in [
        ("take", {"service": "buero", "priority": "private-insurance"}, 400),
        ("priority", {"number": 1, "reason": "private-insurance"}, 400),
        ("priority", {"number": 7, "reason": "pain"}, 404),
        ("transfer", {"number": 1}, 400),
        ("transfer", {"number": 1, "to": "Keller"}, 404),
        ("room-clean", {"room": "Keller"}, 404),
        ("room-clean", {"room": "Raum 1"}, 200),
        ("measuring", {"room": "Raum 1", "number": 1}, 409),
    ]:
        assert staff.post(action, body).status == status, (action, body)
        assert staff.post(action, body, key="not allowed!").refusal()["reason"] == "bad-request"


def test_the_description_of_the_interface_names_the_new_commands(hub: RunningHub) -> None:
    found = json.loads(exchange(hub.port, "GET", "/api/v1/schema/openapi.json").body)["paths"]

    for action in ("take", "priority", "transfer", "room-clean", "measuring", "ready", "in-call", "interrupt"):
        assert "post" in found[f"/api/v1/staff/{action}"]
    assert "get" in found["/api/v1/staff/why"]
