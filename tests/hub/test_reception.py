"""The reception page of a real hub process, pressed without JavaScript: everything is a form."""

from __future__ import annotations

import re
import urllib.parse

from telemed import api
from tests.hub.conftest import FORM, PASSWORD, RunningHub, Staff, exchange

NOBODY = "\N{EN DASH}"


def current(page: str) -> str:
    found = re.search(r'id="current"[^>]*>([^<]*)<', page)
    assert found is not None
    return found.group(1)


def pressed(staff: Staff, page: str, button: str, **chosen: str) -> str:
    answer = staff.press(page, button, chosen)
    assert answer.status == 200, answer.body
    return answer.body.decode()


def take(hub: RunningHub, count: int) -> None:
    client = hub.client()
    for index in range(count):
        assert isinstance(client.take_ticket(f"k{index}", "buero"), api.Ticket)


def test_a_number_goes_through_the_office(hub: RunningHub) -> None:
    take(hub, 3)
    staff = hub.staff()

    page = pressed(staff, staff.page("Raum 1"), "call-next")
    assert current(page) == "1"
    page = pressed(staff, page, "serve")
    page = pressed(staff, page, "call-next")
    assert current(page) == "2"
    page = pressed(staff, page, "park")
    assert current(page) == NOBODY
    page = pressed(staff, page, "resume-2")
    assert current(page) == "2"
    page = pressed(staff, page, "missed")
    page = pressed(staff, page, "back-2")
    page = pressed(staff, page, "call-next")
    assert current(page) == "3"
    page = pressed(staff, page, "done")

    assert "Es warten: 1" in page
    assert "Heute fertig: 2" in page


def test_staff_see_why_somebody_is_next_and_give_priority_with_a_reason(hub: RunningHub) -> None:
    take(hub, 2)
    staff = hub.staff()
    assert "Nummer 1 wartet am längsten." in staff.page("Raum 1")

    page = pressed(staff, staff.page("Raum 1", 2), "priority-pain")

    assert "Nummer 2 hat Vorrang: starke Schmerzen." in page
    assert "Das hat jemand vom Personal eingetragen." in page
    assert page.index('data-number="2"') < page.index('data-number="1"')
    page = pressed(staff, staff.page("Raum 1", 2), "priority-none")
    assert "Nummer 1 wartet am längsten." in page


def test_a_number_is_passed_on_and_stays_the_same(hub: RunningHub) -> None:
    take(hub, 1)
    staff = hub.staff()
    pressed(staff, staff.page("Platz 2"), "call-next")

    page = pressed(staff, staff.page("Platz 2", 1), "transfer")

    assert "Nummer 1 ist weitergegeben" in page
    assert current(page) == NOBODY
    page = pressed(staff, staff.page("Raum 1"), "call-next")
    assert current(page) == "1"


def test_somebody_at_the_counter_gets_a_number_once(hub: RunningHub) -> None:
    staff = hub.staff()
    page = staff.page("Raum 1")

    one, two = (
        pressed(staff, page, "take", service="beratung", reason="pregnancy"),
        pressed(staff, page, "take", service="beratung", reason="pregnancy"),
    )

    assert "Die neue Nummer ist 1." in one
    assert "Die neue Nummer ist 1." in two
    assert "Vorrang: Schwangerschaft" in two
    assert "Die neue Nummer ist 2." in pressed(staff, two, "take", service="beratung")
    assert staff.post("take", {"service": "buero", "priority": "pain"}).status == 201
    assert staff.post("priority", {"number": 2, "reason": "safety"}).status == 200


def test_the_same_page_pressed_twice_calls_one_person(hub: RunningHub) -> None:
    take(hub, 2)
    staff = hub.staff()
    page = staff.page("Raum 1")

    one, two = pressed(staff, page, "call-next"), pressed(staff, page, "call-next")

    assert current(one) == current(two) == "1"
    assert "Es warten: 1" in two


def test_calling_again_too_early_asks_first(hub: RunningHub) -> None:
    take(hub, 1)
    staff = hub.staff()
    page = pressed(staff, staff.page(), "call-next")

    page = pressed(staff, page, "recall")
    assert "eben erst aufgerufen" in page
    page = pressed(staff, page, "insist")
    assert "zum 2. Mal" in page


def test_a_call_for_help_cannot_be_missed_and_is_answered_with_one_touch(hub: RunningHub) -> None:
    call = hub.client().call_help("h")
    assert isinstance(call, api.Help)
    staff = hub.staff()
    page = staff.page()
    assert f'data-help-id="{call.id}"' in page
    assert 'role="alert"' in page

    page = pressed(staff, page, f"help-{call.id}-3")
    assert "etwa 3 Min" in page
    found = hub.client().help(call.id)
    assert isinstance(found, api.Help)
    assert (found.state, found.minutes) == ("acknowledged", 3)
    page = pressed(staff, page, f"help-{call.id}-done")
    assert call.id not in page


def test_delay_and_nobody_helping_are_one_touch(hub: RunningHub) -> None:
    staff = hub.staff()

    page = pressed(staff, staff.page("Raum 1"), "delay-20")
    assert "etwa 20 Min später" in page
    board = hub.client().board()
    assert isinstance(board, api.Board)
    assert board.delays == (api.Delay("Raum 1", 20),)
    assert "gerade niemand da" in pressed(staff, page, "helper-none")


def test_without_login_there_is_only_the_login_page(hub: RunningHub) -> None:
    for cookie in ("", "stadtteil=wrong"):
        answer = exchange(hub.port, "GET", "/", None, {"Cookie": cookie})
        assert (answer.status, answer.headers["location"]) == (303, "/login")
    login = exchange(hub.port, "GET", "/login").body.decode()
    assert all(part in login for part in ('name="username"', 'name="password"', 'id="login"'))
    assert exchange(hub.port, "GET", "/parts").status == 401
    assert exchange(hub.port, "POST", "/do", b"", FORM).status == 303


def test_a_wrong_password_is_said_plainly_and_guessing_is_slowed_down(hub: RunningHub) -> None:
    form = urllib.parse.urlencode({"username": "anna<b>", "password": "x"}).encode()

    answers = [exchange(hub.port, "POST", "/login", form, FORM) for _ in range(6)]

    assert "stimmt nicht" in answers[0].body.decode()
    assert "anna&lt;b&gt;" in answers[0].body.decode()
    assert [answer.status for answer in answers] == [401] * 5 + [429]


def test_a_form_of_another_site_or_session_does_nothing(hub: RunningHub) -> None:
    take(hub, 1)
    staff, other = hub.staff(), hub.staff()
    page = staff.page()

    assert staff.press(page, "call-next", Origin="http://evil.example").status == 403
    assert other.press(page, "call-next").status == 403
    assert staff.post("call-next", {"room": "Raum 1"}, **{"X-CSRF-Token": "wrong"}).status == 403
    assert staff.post("call-next", {"room": "Raum 1"}, Origin="http://evil.example").status == 403
    login = urllib.parse.urlencode({"username": "anna", "password": PASSWORD}).encode()
    assert exchange(hub.port, "POST", "/login", login, {**FORM, "Origin": "http://evil.example"}).status == 403
    assert current(staff.page()) == NOBODY
    assert current(pressed(staff, page, "call-next")) == "1"


def test_hostile_forms_are_refused_and_never_a_fault(hub: RunningHub) -> None:
    staff = hub.staff()
    fields = [
        {"action": "nope"},
        {"action": "done", "number": "x"},
        {"action": "done", "number": "1000"},
        {"action": "done"},
        {"action": "call-next", "room": "x" * 10_000},
        {"action": "call-next", "room": "<script>", "key": "k"},
        {"action": "call-next", "key": "ü"},
        {"action": "help", "help": "x"},
        {"action": "helper", "until": "99:99"},
        {"action": "delay", "minutes": "-5"},
        {},
    ]
    for each in fields:
        body = urllib.parse.urlencode({"csrf": staff.csrf, **each}).encode()
        answer = exchange(hub.port, "POST", "/do", body, {**FORM, "Cookie": staff.cookie})
        assert answer.status in {200, 400}, each
        assert b"<script>" not in answer.body
    bodies: list[object] = [{}, {"room": 1}, {"room": "x" * 100}, {"room": "Raum 1", "number": 0}, [], "x"]
    assert {staff.post("done", each).status for each in bodies} == {400}
    assert staff.post("call-next", {"room": "Raum 1"}, key="ä b").status == 400
    assert staff.post("helper", {"until": "99:99"}).status == 400
    assert staff.post("helper", {"until": None}).status == 200
    assert staff.post("delay", {"room": "Raum 1", "minutes": 10}).status == 200
    assert staff.post("help/x/done", {}).status == 404


def test_pages_carry_their_protection(hub: RunningHub) -> None:
    answer = exchange(hub.port, "GET", "/login")

    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "'unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    assert "uvicorn" not in str(answer.headers)


def test_the_cookie_is_out_of_reach_and_void_after_logout(hub: RunningHub) -> None:
    form = urllib.parse.urlencode({"username": "Anna ", "password": PASSWORD}).encode()
    cookie = exchange(hub.port, "POST", "/login", form, FORM).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=strict" in cookie.lower()

    staff = hub.staff()
    body = urllib.parse.urlencode({"csrf": staff.csrf}).encode()
    exchange(hub.port, "POST", "/logout", body, {**FORM, "Cookie": staff.cookie})

    assert exchange(hub.port, "GET", "/", None, {"Cookie": staff.cookie}).status == 303


def test_files_of_the_page_are_served_and_no_others(hub: RunningHub) -> None:
    for name in ("reception.css", "reception.js", "AtkinsonHyperlegibleNext-Bold.ttf", "favicon.svg"):
        assert exchange(hub.port, "GET", f"/static/{name}").status == 200
    for name in ("..%2Fpages.py", "pages.py", "%2Fetc%2Fpasswd", ""):
        assert exchange(hub.port, "GET", f"/static/{name}").status == 404
