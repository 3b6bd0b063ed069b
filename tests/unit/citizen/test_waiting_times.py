"""How long it will probably take, as the services tell it: a range, or that nobody can say."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from kiosk.citizen.appointment.requests import Arrived
from kiosk.citizen.requests import Place, Ticket
from kiosk.flow.steps import Confirm, Line, Message, Print
from tests.fakes.desk import CODE, ONE, enter


def test_a_waiting_time_is_a_range_before_and_after_a_number_is_taken() -> None:
    counter = replace(ONE[0], wait=(10, 25))
    ticket = Ticket(42, "secret", 3, first="10:20", last="10:40")
    desk = enter("take-number", {"take-number": ticket}, counters=(counter,))
    assert desk.expect(Confirm).summary[1].value == Message("take-number-wait", {"least": 10, "most": 25})
    shown = desk.say(True).show()
    called = {"first": dt.time(10, 20), "last": dt.time(10, 40)}
    assert (shown.times, dict(shown.values) | called) == (("first", "last"), shown.values)
    paper = desk.office.asked[1]
    assert isinstance(paper, Print)
    assert Line(Message("ticket-range", called)) in paper.parts


def test_where_nobody_can_say_how_long_it_takes_that_is_said() -> None:
    desk = enter("take-number")
    assert desk.expect(Confirm).summary[1].value == Message("take-number-wait-unknown")
    half = enter("my-turn", {"find-place": Place(7, "waiting", 2, first="10:20")}).say(7).show()
    assert (half.values["first"], half.values["last"]) == ("unknown", "unknown"), "one time alone would be a promise"


def test_the_paper_of_somebody_with_an_appointment_says_it_in_the_same_words() -> None:
    arrived = Arrived(42, 3, "10:20", "10:40")
    desk = enter("appointment", {"check-in": arrived}).say("here", CODE, True)
    paper = next(request for request in desk.office.asked if isinstance(request, Print))
    called = {"first": dt.time(10, 20), "last": dt.time(10, 40)}
    assert Line(Message("ticket-range", called)) in paper.parts
    assert desk.show().times == ("first", "last")
