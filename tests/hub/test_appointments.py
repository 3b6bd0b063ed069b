"""Appointments of a real hub process: from a free time to a number, by code, by file, after kill -9."""

from __future__ import annotations

import datetime as dt
import json
import signal
from collections.abc import Iterator
from pathlib import Path

import icalendar
import pytest

from telemed import api
from telemed import api_appointments as appointments
from telemed.client import HubAway, HubClient
from telemed.hub.clock import BERLIN
from tests.hub.conftest import EXAMPLE, NASTY, RunningHub, await_, command, exchange, running
from tests.ports import free_port

EVERY_DAY = "".join(
    f'[[booking.opens]]\nweekday = "{day}"\nspans = ["00:00-24:00"]\n'
    for day in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example site, with appointments at all hours of all days."""
    before, _, _ = EXAMPLE.read_text().partition("[[booking]]")
    path = tmp_path_factory.mktemp("site") / "site.toml"
    booking = '\n[[booking]]\nservice = "beratung"\nminutes = 5\nlast_day = 3\n'
    path.write_text(before.replace("[hours]", 'holidays = ""\n[hours]', 1) + booking + EVERY_DAY)
    return path


@pytest.fixture(scope="module")
def booking_hub(tmp_path_factory: pytest.TempPathFactory, site: Path) -> Iterator[RunningHub]:
    """A hub for the tests of this file that leave it running; each brings its own terminals."""
    with running(tmp_path_factory.mktemp("hub") / "state", free_port(), site) as made:
        yield made


def events(data: bytes) -> list[icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(data)
    return [event for event in calendar.walk("VEVENT") if isinstance(event, icalendar.Event)]


def instant(at: float) -> dt.datetime:
    return dt.datetime.fromtimestamp(at, dt.UTC)


def slot(client: HubClient, day: int, index: int = 0) -> appointments.Slot:
    """A free time some days from today."""
    offers = client.bookable()
    assert isinstance(offers, appointments.Offers)
    first = dt.date.fromisoformat(offers.offers[0].first_day)
    found = client.slots("beratung", (first + dt.timedelta(day)).isoformat())
    assert isinstance(found, appointments.Slots)
    if day == 0 and len(found.slots) <= index:
        pytest.skip("the day is over in a few minutes: nothing can be booked today")
    return found.slots[index]


def hold(client: HubClient, key: str, start: float) -> appointments.Hold:
    held = client.hold(key, "beratung", start)
    assert isinstance(held, appointments.Hold), held
    return held


def book(client: HubClient, key: str, start: float, **more: str) -> appointments.Appointment:
    held = hold(client, f"{key}-hold", start)
    made = client.book(key, appointments.Book(held.hold, **more))  # type: ignore[arg-type] # texts only
    assert isinstance(made, appointments.Appointment), made
    return made


def test_a_terminal_books_looks_moves_and_cancels(booking_hub: RunningHub) -> None:
    client = booking_hub.client("library")
    days = client.free_days("beratung")
    assert isinstance(days, appointments.FreeDays)
    assert len(days.days) >= 3
    first, second = slot(client, 1), slot(client, 2)

    made = book(client, "b", first.start, name="Anna Beispiel", phone="03641 123456", locale="en")

    assert (made.state, made.start, made.end) == ("booked", first.start, first.end)
    assert client.appointment(made.code) == made
    assert slot(client, 1).start == first.end
    calendar = exchange(
        booking_hub.port,
        "GET",
        f"/api/v1/appointments/{made.code}/calendar.ics?locale=en",
        None,
        {"Authorization": f"Bearer {booking_hub.secret('library')}"},
    )
    assert calendar.headers["content-type"] == "text/calendar; charset=utf-8"
    (event,) = events(calendar.body)
    assert (str(event["SUMMARY"]), event.start) == ("Appointment", instant(first.start))
    assert not any(word in calendar.body for word in (b"eratung", b"Anna", b"03641", made.code.encode()))

    moved = client.move("m", made.code, hold(client, "h2", second.start).hold)
    assert isinstance(moved, appointments.Appointment)
    assert (moved.start, slot(client, 1)) == (second.start, first)
    cancelled = client.cancel("c", made.code)
    assert isinstance(cancelled, appointments.Appointment)
    assert cancelled.state == "cancelled"
    again = client.cancel("c2", made.code)
    assert isinstance(again, api.Refusal)
    assert again.reason == "conflict"


def test_what_two_want_one_gets_and_letting_go_makes_it_free(booking_hub: RunningHub) -> None:
    one, two = booking_hub.client("east"), booking_hub.client("west")
    time = slot(one, 1)
    held = hold(one, "h", time.start)

    refused = two.hold("h", "beratung", time.start)
    assert isinstance(refused, api.Refusal)
    assert refused.reason == "taken"
    assert two.release(held.hold) == api.Done()
    assert isinstance(two.hold("h2", "beratung", time.start), api.Refusal)
    assert one.release(held.hold) == api.Done()
    assert isinstance(two.hold("h3", "beratung", time.start), appointments.Hold)


def test_checking_in_gives_one_number_also_after_the_hub_was_killed(tmp_path: Path, site: Path) -> None:
    state, port = tmp_path / "state", free_port()
    with running(state, port, site) as hub:
        client = hub.client()
        made = book(client, "b", slot(client, 0).start, name="Anna Beispiel", email="anna@example.org")
        early = client.check_in(book(client, "later", slot(client, 2).start).code)
        assert isinstance(early, api.Refusal)
        assert early.reason == "too-early"

        ticket = client.check_in(made.code)
        assert isinstance(ticket, api.Ticket), ticket
        assert hub.client("door").check_in(made.code) == ticket
        hub.process.send_signal(signal.SIGKILL)
        hub.process.wait(10)
        with pytest.raises(HubAway):
            client.check_in(made.code)

    with running(state, port, site) as again:
        client = HubClient(again.url, hub.terminals["foyer"])
        assert client.check_in(made.code) == ticket
        place = client.place(ticket.number)
        assert isinstance(place, api.Place)
        assert place.state == "waiting"
        found = client.appointment(made.code)
        assert isinstance(found, appointments.Appointment)
        assert (found.state, found.number) == ("arrived", ticket.number)
        repeated = client.book("b", appointments.Book("x"))
        assert isinstance(repeated, api.Refusal)
        assert repeated.reason == "key-reused"
    content = b"".join(path.read_bytes() for path in state.iterdir() if path.is_file())
    assert b"HoldTaken" in content
    assert not any(word in content for word in (b"Beispiel", b"example.org", made.code.encode()))


def test_trying_codes_out_is_slowed_down_for_that_terminal_only(booking_hub: RunningHub) -> None:
    client, other = booking_hub.client("guesser"), booking_hub.client("door")
    made = book(client, "b", slot(client, 1).start)
    for _ in range(20):
        assert client.appointment(made.code) == made  # a right code costs nothing

    reasons = []
    for code in range(8):
        found = client.appointment(f"{code:010}")
        assert isinstance(found, api.Refusal)
        reasons.append(found.reason)

    assert reasons == ["not-found"] * 6 + ["too-many"] * 2
    for refused in (client.appointment(made.code), client.check_in(made.code), client.cancel("c", made.code)):
        assert isinstance(refused, api.Refusal)
        assert refused.reason == "too-many"
    assert other.appointment(made.code) == made


def test_hostile_input_is_refused_as_a_value_and_never_a_fault(booking_hub: RunningHub) -> None:
    time = slot(booking_hub.client("hostile"), 1)
    held = hold(booking_hub.client("hostile"), "h", time.start)
    bearer = {"Authorization": f"Bearer {booking_hub.secret('hostile')}"}
    sent = {**bearer, "Content-Type": "application/json", "Idempotency-Key": "k"}
    posts = [("/holds", {"service": nasty, "start": time.start}) for nasty in NASTY]
    posts += [
        ("/holds", {"service": "beratung", "start": start}) for start in (-1, 0, 1e300, time.start + 1, "x", None)
    ]
    posts += [("/appointments", {"hold": nasty}) for nasty in NASTY]
    posts += [("/appointments", {"hold": held.hold, "email": nasty}) for nasty in NASTY if nasty]
    posts += [("/appointments", {"hold": held.hold, "locale": nasty}) for nasty in NASTY]
    posts += [(f"/appointments/{code}/move", {"hold": held.hold}) for code in ("%00", "x", "1" * 200)]
    answers = [
        exchange(booking_hub.port, "POST", f"/api/v1{path}", json.dumps(body).encode(), sent) for path, body in posts
    ]
    paths = (
        "/slots",
        "/slots?service=beratung&day=%00",
        "/slots?service=beratung&day=9999-99-99",
        "/slots?service=%F0%9F%A7%93&day=2026-12-01",
        "/slots/days?service=x",
        "/appointments/%D9%A1/calendar.ics?locale=../../etc",
        "/appointments/x",
    )
    answers += [exchange(booking_hub.port, "GET", f"/api/v1{path}", None, bearer) for path in paths]

    assert {answer.status for answer in answers} <= {400, 404, 409, 429}
    assert all(answer.refusal()["detail"] for answer in answers)


def test_nothing_is_told_or_done_without_a_credential(booking_hub: RunningHub) -> None:
    for method, path in (
        ("GET", "/bookable"),
        ("GET", "/slots?service=beratung&day=2026-12-01"),
        ("GET", "/slots/today"),
        ("GET", "/appointments/0123456789"),
        ("POST", "/appointments/0123456789/check-in"),
        ("POST", "/holds"),
    ):
        assert exchange(booking_hub.port, method, f"/api/v1{path}").status == 401


def test_a_calendar_file_closes_a_day_of_a_running_hub_and_names_who_has_booked(
    booking_hub: RunningHub, site: Path, tmp_path: Path
) -> None:
    client = booking_hub.client("office")
    made = book(client, "b", slot(client, 3).start)
    day = dt.datetime.fromtimestamp(made.start, BERLIN).date()
    file = tmp_path / "closed.ics"
    words = ["--state", str(booking_hub.state), "--config", str(site)]
    entry = f"BEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:{day:%Y%m%d}\r\nSUMMARY:Geheim\r\nEND:VEVENT\r\n"
    file.write_text(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{entry}END:VCALENDAR\r\n")

    done = command("import-calendar", str(file), *words)

    assert (done.returncode, done.stdout.startswith("Übernommen: 1 Schließungen")) == (0, True), done
    assert done.stderr.count("Betroffen: Termin am") == 1

    def closed() -> bool:
        found = client.slots("beratung", day.isoformat())
        return isinstance(found, appointments.Slots) and found.reason == "closed"

    await_(closed)
    site_view = client.site()
    assert isinstance(site_view, api.Site)
    assert day.isoformat() in site_view.closed, "displays and terminals hear of it"
    printed = command("export-calendar", "--day", day.isoformat(), *words)
    (event,) = events(printed.stdout.encode())
    assert event.start == instant(made.start)

    file.write_text("BEGIN:VCALENDAR\r\nnonsense\r\n")
    wrong = command("import-calendar", str(file), *words)
    assert (wrong.returncode, wrong.stdout) == (1, "")
    assert "nicht zu verstehen" in wrong.stderr
    assert closed()
