"""The page of appointments: booked for a caller with few fields, checked in, called off, days closed."""

from __future__ import annotations

import contextlib
import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from telemed import api
from telemed.hub.site import Counter, Room, SiteConfig, Staff
from telemed.hub.site_booking import Booking, BookingOpens
from tests.fakes.hub_clock import SetClock
from tests.hub.staff import NOW, QUIET, Person, hub_inside, person

pytestmark = QUIET
SITE = SiteConfig(
    "Lobeda",
    "03641",
    (Counter("office", {"de": "Büro"}),),
    (Room("A", ("office",)),),
    numbers_outside_hours=True,
    staff=Staff(second_factor=()),
    booking=(
        Booking(
            "office",
            tuple(BookingOpens(day, ("11:00-12:00",)) for day in ("monday", "tuesday", "wednesday")),
            assistants=1,
        ),
    ),
)


@pytest.fixture
def reception(tmp_path: Path) -> Iterator[Person]:
    with hub_inside(tmp_path, SITE) as hub, person(hub, "als-reception") as somebody:
        yield somebody


def form(page: str, button: str) -> dict[str, str]:
    """The fields of the form with this button, as they stand there; in lists the first is chosen."""
    found = next(f for f in re.findall(r"<form.*?</form>", page, re.DOTALL) if f'id="{button}"' in f)
    fields = dict(re.findall(r'name="([^"]+)"(?: type="date")? value="([^"]*)"', found))
    fields |= dict(re.findall(r'name="([^"]+)" type="date" value="([^"]*)"', found))
    lists = re.findall(r'<select [^>]*name="([^"]+)".*?<option value="([^"]*)"', found, re.DOTALL)
    return {name: html.unescape(value) for name, value in {**fields, **dict(lists)}.items()}


def pressed(reception: Person, page: str, button: str, **typed: str) -> str:
    fields = {**form(page, button), **typed}
    fields = {name: value for name, value in fields.items() if name != "assistant" or name in typed}
    answer = reception.client.post("/appointments", data=fields)
    assert answer.status_code == 200, answer.text
    return html.unescape(answer.text)


def page_of(reception: Person, day: str = "") -> str:
    return reception.client.get(f"/appointments?day={day}").text


def test_a_caller_is_booked_with_few_fields_and_one_press(reception: Person) -> None:
    page = page_of(reception)
    asked = re.findall(r'<(?:input|select) id="(\w+)"', re.search(r'id="book-form".*?</form>', page, re.DOTALL)[0])  # type: ignore[index] # it is there
    assert len(asked) + 1 <= 5

    page = pressed(reception, page, "book", name="Erika <Muster>", phone="0170 1234567")

    code = re.search(r"Die Nummer des Termins ist (\d{3} \d{3} \d{4})\.", page)
    assert code is not None
    assert "11:00 bis 11:20" in page
    assert "Erika <Muster>" in page
    assert "Erika &lt;Muster&gt;" in page_of(reception)
    assert f"Nr. {code[1]}" in page


def test_pressed_twice_it_is_one_appointment(reception: Person) -> None:
    page = page_of(reception)

    one, two = (pressed(reception, page, "book", name="Erika") for _ in range(2))

    assert one.count('data-state="booked"') == two.count('data-state="booked"') == 1


def test_somebody_with_an_appointment_checks_in_and_gets_a_number(reception: Person) -> None:
    page = pressed(reception, page_of(reception), "book", name="Erika")

    page = pressed(reception, page, "check-in-1")

    assert "Die Nummer ist 1." in page
    assert "ist da, Nummer 1" in page
    assert "Termin 11:00" in reception.client.get("/").text


def test_an_appointment_is_called_off_and_its_time_is_free_again(reception: Person) -> None:
    page = pressed(reception, page_of(reception), "book")
    assert "11:00 bis 11:20</option>" not in page

    page = pressed(reception, page, "cancel-1")

    assert "abgesagt" in page
    assert "11:00 bis 11:20</option>" in page


def test_an_appointment_is_moved_to_another_day_and_keeps_its_number(reception: Person) -> None:
    page = pressed(reception, page_of(reception), "book", name="Erika")
    code = form(page, "move-1")["moving"]
    page = html.unescape(reception.client.get(f"/appointments?day=2026-11-24&moving={code}").text)
    assert f"&moving={code}" in page, "the way to other days keeps what is being moved"

    page, again = (pressed(reception, page, "move") for _ in range(2))

    assert "Der Termin ist jetzt am 24.11.2026 um 11:00 Uhr." in page
    assert "Der Termin ist jetzt am 24.11.2026 um 11:00 Uhr." in again, "pressed twice it is one move"
    assert page.count('data-state="booked"') == 1
    assert f"Nr. {code[:3]} {code[3:6]} {code[6:]}" in page
    assert 'data-state="booked"' not in page_of(reception)
    assert "11:00 bis 11:20</option>" in page_of(reception), "the old time is free again"


def test_only_what_is_booked_can_be_moved(reception: Person) -> None:
    page = pressed(reception, page_of(reception), "book")
    code = form(page, "move-1")["moving"]
    assert 'id="moving"' in reception.client.get(f"/appointments?moving={code}").text
    pressed(reception, page, "cancel-1")
    assert 'id="moving"' not in reception.client.get(f"/appointments?moving={code}").text


def test_a_day_is_closed_and_whoever_was_booked_has_to_be_told(reception: Person) -> None:
    booked = pressed(reception, page_of(reception, "2026-11-24"), "book", name="Erika", phone="03641 4900")
    assert "Die Nummer des Termins" in booked, re.findall(r'id="said">([^<]*)', booked)

    page = pressed(reception, page_of(reception, "2026-11-24"), "close")

    assert "gebucht, aber inzwischen geschlossen" in page
    assert "Erika, 03641 4900" in page
    assert 'id="book-form"' not in page
    page = pressed(reception, page, "open-1")
    assert "inzwischen geschlossen" not in page
    assert 'id="book-form"' in page
    assert "ersten und den letzten" in pressed(reception, page, "close", last="2026-11-01")


def test_a_terminal_gets_no_number_on_a_day_that_the_reception_closed(tmp_path: Path) -> None:
    with contextlib.ExitStack() as stack:
        hub = stack.enter_context(hub_inside(tmp_path, SITE))
        credential = hub.terminals.enrol(hub.terminals.issue("foyer", NOW), NOW)
        assert isinstance(credential, api.Credential)
        somebody = stack.enter_context(person(hub, "als-reception"))
        bearer = {"Authorization": f"Bearer {credential.secret}"}

        def asks(key: str) -> tuple[int, str]:
            headers = {**bearer, "Idempotency-Key": key}
            answer = somebody.client.post("/api/v1/tickets", json={"service": "office"}, headers=headers)
            told = answer.json()
            return answer.status_code, told.get("reason", "") or str(told["number"])

        assert asks("before") == (201, "1"), "the control"
        page = pressed(somebody, page_of(somebody), "close")
        assert asks("closed") == (409, "closed")
        assert asks("before") == (201, "1"), "who has a number keeps it"
        assert somebody.client.get("/api/v1/site", headers=bearer).json()["closed"] == ["2026-11-23"]
        pressed(somebody, page, "open-1")
        assert asks("opened") == (201, "2")


def test_what_is_no_day_is_today_and_hostile_fields_are_no_fault(reception: Person) -> None:
    assert "(heute)" in page_of(reception, "x")
    for fields in (
        {"action": "book", "service": "x", "start": "nan"},
        {"action": "book", "service": "office", "start": "1e300"},
        {"action": "check-in", "code": "x"},
        {"action": "cancel", "code": "0000000000"},
        {"action": "close", "day": "9999-12-31"},
        {"action": "open", "closure": "x"},
        {"action": "nope"},
        {"action": "book", "start": "x"},
    ):
        status = reception.client.post("/appointments", data={"csrf": reception.csrf, **fields}).status_code
        assert status in {200, 400}, fields
    for day in ("0001-01-01", "9999-12-31"):
        assert reception.client.get(f"/appointments?day={day}").status_code == 200


def test_only_the_reception_sees_names(tmp_path: Path) -> None:
    with hub_inside(tmp_path, SITE) as hub:
        for role in ("doctor", "support", "administration"):
            with person(hub, f"als-{role}") as somebody:
                assert somebody.client.get("/appointments").status_code == 403


def test_whoever_is_booked_is_counted_in_the_waiting_times(tmp_path: Path) -> None:
    clock = SetClock(NOW)
    with hub_inside(tmp_path, SITE, clock) as hub, person(hub, "als-reception") as somebody:
        headers = {"X-CSRF-Token": somebody.csrf, "Idempotency-Key": "late"}
        late = somebody.client.post("/api/v1/staff/delay", json={"room": "A", "minutes": 60}, headers=headers)
        assert late.status_code == 200, late.text
        clock.pass_(60)
        alone = hub.office.site_view().counters[0].wait

        pressed(somebody, page_of(somebody), "book", name="Erika")
        clock.pass_(60)

        behind = hub.office.site_view().counters[0].wait
        assert alone is not None
        assert behind is not None
        assert behind[1] > alone[1], "the room opens at 11, and somebody is booked for 11"
        somebody.client.post("/do", data=form(somebody.client.get("/").text, "take"))
        assert re.search(r"<td>1[12]:[0-5][05] bis 1[12]:[0-5][05]</td>", somebody.client.get("/").text)

        page = pressed(somebody, page_of(somebody), "check-in-1")
        assert "Die Nummer ist 2." in page
        clock.pass_(60)
        first, second = (hub.office.place(number) for number in (2, 1))
        assert first is not None
        assert second is not None
        assert first.first == "11:00", "an appointment never starts early"
        assert first.last is not None
        assert second.last is not None
        assert first.last < second.last
