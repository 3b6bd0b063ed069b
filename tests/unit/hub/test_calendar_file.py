"""Calendar files: what goes out says nothing of a person, what comes in is used for its times or refused in words."""

from __future__ import annotations

import datetime as dt

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telemed.hub.booking import calendar_file
from telemed.hub.booking.calendar_file import Found, read, write
from telemed.hub.booking.messages import Block
from telemed.hub.booking.rules import Closure
from telemed.hub.booking.state import Appointment
from telemed.hub.clock import BERLIN
from telemed.hub.messages import Refused
from tests.fakes.hub_clock import berlin

NOW = berlin("2026-11-24 08:00")
NINE = berlin("2026-12-01 09:00")


def calendar(*lines: str) -> bytes:
    """A file with one entry of these lines (or with several, where the lines say so)."""
    entry = ["BEGIN:VEVENT", "UID:1", *lines, "END:VEVENT"]
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", *entry, "END:VCALENDAR", ""]).encode()


def found(data: bytes, service: str | None = "advice") -> Found:
    result = read(data, BERLIN, service, NOW)
    assert isinstance(result, Found), result
    return result


def refused(data: bytes, service: str | None = "advice") -> str:
    result = read(data, BERLIN, service, NOW)
    assert isinstance(result, Refused), result
    assert result.detail.endswith((".", ")."))
    return result.detail


def test_an_appointment_goes_out_with_a_neutral_title_and_nothing_else() -> None:
    row = Appointment("the-id", "doctor", NINE, NINE + 1800, "booked", NOW, b"sealed", ("digest",), assistant=True)

    data = write([row], "Termin", "Stadtteilbüro Lobeda", NOW)

    (event,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert isinstance(event, icalendar.Event)
    assert (event.start, event.end) == tuple(dt.datetime.fromtimestamp(at, dt.UTC) for at in (NINE, NINE + 1800))
    assert str(event["SUMMARY"]) == "Termin"
    assert set(event) == {
        "UID",
        "DTSTAMP",
        "SEQUENCE",
        "DTSTART",
        "DTEND",
        "SUMMARY",
        "LOCATION",
        "CLASS",
        "STATUS",
    }
    for secret in (b"the-id", b"doctor", b"sealed", b"digest", b"ssist"):
        assert secret not in data


def test_a_moved_appointment_replaces_itself_and_a_cancelled_one_says_so() -> None:
    row = Appointment("x", "doctor", NINE, NINE + 1800, "booked", NOW, b"")
    first, second = (
        icalendar.Calendar.from_ical(write([row], "T", "L", now)).walk("VEVENT")[0] for now in (NOW, NOW + 120)
    )

    assert first["UID"] == second["UID"]
    assert int(str(first["SEQUENCE"])) < int(str(second["SEQUENCE"]))
    cancelled = Appointment("x", "doctor", NINE, NINE + 1800, "cancelled", NOW, b"")
    assert b"STATUS:CANCELLED" in write([cancelled], "T", "L", NOW)


def test_what_goes_out_comes_in_again() -> None:
    rows = [Appointment(str(i), "doctor", NINE + i * 1800, NINE + (i + 1) * 1800, "booked", NOW, b"") for i in range(3)]

    assert found(write(rows, "Termin", "L", NOW)).blocks == tuple(Block("advice", r.start, r.end) for r in rows)


def test_whole_days_are_closures_and_times_take_places() -> None:
    one = found(calendar("DTSTART;VALUE=DATE:20261224", "SUMMARY:Weihnachten"), None)
    assert one.closures == (Closure(dt.date(2026, 12, 24), dt.date(2026, 12, 24)),)
    several = found(calendar("DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20270102"))
    assert several.closures == (Closure(dt.date(2026, 12, 24), dt.date(2027, 1, 1), "advice"),)

    for start, end in (
        ("DTSTART:20261201T080000Z", "DTEND:20261201T090000Z"),
        ("DTSTART;TZID=Europe/Berlin:20261201T090000", "DTEND;TZID=Europe/Berlin:20261201T100000"),
        ("DTSTART;TZID=W. Europe Standard Time:20261201T090000", "DURATION:PT1H"),
        ("DTSTART:20261201T090000", "DTEND:20261201T100000"),
    ):
        assert found(calendar(start, end)).blocks == (Block("advice", NINE, NINE + 3600),), start


def test_what_is_over_called_off_or_free_is_left_out() -> None:
    assert found(calendar("DTSTART;VALUE=DATE:20261123")) == Found(skipped=1)
    assert found(calendar("DTSTART:20261124T060000Z", "DTEND:20261124T070000Z")) == Found(skipped=1)
    assert found(calendar("DTSTART;VALUE=DATE:20261224", "STATUS:CANCELLED")) == Found(skipped=1)
    assert found(calendar("DTSTART;VALUE=DATE:20261224", "TRANSP:TRANSPARENT")) == Found(skipped=1)


def test_no_word_of_a_foreign_calendar_is_kept() -> None:
    result = found(calendar("DTSTART:20261201T080000Z", "DURATION:PT1H", "SUMMARY:Frau Beispiel", "DESCRIPTION:Anlass"))

    assert "Beispiel" not in repr(result)
    assert "Anlass" not in repr(result)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "kein Kalender"),
        (b"\xff\xfe\x00", "kein Text in UTF-8"),
        (b"<html>", "kein Kalender"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\n", "nicht zu verstehen"),
        (b"BEGIN:VCALENDAR\r\nnonsense\r\nEND:VCALENDAR\r\n", "nicht zu verstehen"),
        (b"x" * (calendar_file.MOST_BYTES + 1), "größer als"),
        (b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\nEND:VEVENT\n" * 2001 + b"END:VCALENDAR\n", "mehr als 2000"),
        (b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" * 30_000, "mehr als 2000"),
        (calendar("SUMMARY:no time"), "Beginn oder Ende fehlt"),
        (calendar("DTSTART:soon"), "Eintrag 1"),
        (calendar("DTSTART:20261201T090000Z", "DTEND;VALUE=DATE:20261202"), "Eintrag 1"),
        (calendar("DTSTART:20261201T090000Z", "DTEND:20261201T080000Z"), "Eintrag 1 (01.12.2026): Das Ende"),
        (calendar("DTSTART:20261201T090000Z", "DTEND:20361201T080000Z"), "länger als ein Jahr"),
        (calendar("DTSTART;VALUE=DATE:20261201", "DTEND;VALUE=DATE:20361201"), "länger als ein Jahr"),
        (calendar("DTSTART;TZID=Mars/Olympus:20261201T090000", "DURATION:PT1H"), "Die Zeitzone 'Mars/Olympus'"),
        (calendar("DTSTART:20261201T090000Z", "DURATION:PT1H", "RRULE:FREQ=SECONDLY"), "wiederholen"),
        (calendar("DTSTART:20261201T090000Z", "DURATION:P99999999D"), "Eintrag 1"),
        (calendar("DTSTART;VALUE=DATE:00010101", "DURATION:P1D"), "Jahr"),
    ],
)
def test_what_cannot_be_used_is_refused_in_plain_words(data: bytes, words: str) -> None:
    assert words in refused(data)


def test_a_time_without_a_service_is_refused() -> None:
    assert "--service" in refused(calendar("DTSTART:20261201T080000Z", "DURATION:PT1H"), None)


def test_a_zone_with_a_rule_without_end_is_not_computed() -> None:
    zone = (
        "BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\n"
        "RRULE:FREQ=SECONDLY\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    )
    data = calendar("DTSTART;TZID=Europe/Berlin:20261201T090000", "DURATION:PT1H").decode()

    assert found(data.replace("BEGIN:VEVENT", zone + "BEGIN:VEVENT").encode()).blocks[0].start == NINE


LINES = [
    "DTSTART:20261201T090000Z",
    "DTSTART;VALUE=DATE:20261201",
    "DTEND:20261201T100000",
    "DURATION:-PT1H",
    "DTSTART;TZID=:20261201T090000",
    "RRULE:",
    "STATUS",
    "BEGIN:VALARM",
    "END:VEVENT",
    "BEGIN:VTIMEZONE",
    "END:VCALENDAR",
    " folded",
    "\x00",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(LINES) | st.text(max_size=40), max_size=8))
def test_any_file_is_understood_or_refused(lines: list[str]) -> None:
    result = read(calendar(*lines), BERLIN, "advice", NOW)

    assert isinstance(result, Found | Refused)


def test_a_file_cut_off_anywhere_is_understood_or_refused() -> None:
    data = calendar("DTSTART:20261201T080000Z", "DURATION:PT1H", "SUMMARY:Ärztin")
    results = [read(data[:end], BERLIN, "advice", NOW) for end in range(len(data))]

    assert {type(result) for result in results} == {Refused, Found}
