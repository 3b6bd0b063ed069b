"""Booking, moving and cancelling an appointment, and saying that one is here."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.citizen.appointment.choosing import MOST, groups
from kiosk.citizen.appointment.paper import spaced
from kiosk.citizen.appointment.requests import (
    Arrived,
    BookAppointment,
    CancelAppointment,
    CheckIn,
    FindAppointment,
    FreeDays,
    HoldTime,
    LetGo,
    MoveAppointment,
    Times,
)
from kiosk.citizen.requests import Ticket
from kiosk.flow.runner import Finished, Refused
from kiosk.flow.steps import AskDigits, Choose, Code, Confirm, Line, Message, Print
from tests.fakes.desk import CODE, DAYS, HELPED, PAPERS, TIMES, TODAY, Desk, enter, made

TOMORROW = TODAY + dt.timedelta(days=1)
TO_TIME = ("book", TOMORROW.isoformat(), "09:00:00", "09:00:00")
TO_CHECK = (*TO_TIME, "me", None, "", False)


def asked(desk: Desk, kind: type[Any]) -> list[Any]:
    return [request for request in desk.office.asked if isinstance(request, kind)]


# ---- choosing -----------------------------------------------------------------------------------------------------


@given(st.lists(st.integers(), max_size=300))
def test_groups_are_at_most_four_and_lose_nothing(items: list[int]) -> None:
    found = groups(items)
    assert len(found) <= MOST
    assert [item for group in found for item in group] == items
    assert all(found) or not items
    assert max(map(len, found), default=0) - min(map(len, found), default=0) <= 1


def test_never_more_than_four_choices_and_the_next_free_days_first() -> None:
    desk = enter("appointment", bookable=(PAPERS, HELPED))
    for answer in ("book", "c1", "later", *[""] * 4):
        step = desk.step
        if not isinstance(step, Choose) or step.key == "appointment-whom":
            break
        assert len(step.options) <= MOST
        desk.say(answer or step.options[0].value)
    assert asked(desk, HoldTime)
    days = enter("appointment").say("book").expect(Choose)
    assert [option.value for option in days.options[:3]] == [day.day.isoformat() for day in DAYS.days[:3]]
    assert days.options[0].key == "appointment-day-today"


def test_a_day_far_away_is_reached_by_groups() -> None:
    desk = enter("appointment").say("book", "later")
    last = desk.expect(Choose).options[-1]
    assert last.values["to"] == DAYS.days[-1].day
    desk.say(last.value)
    desk.say(desk.expect(Choose).options[-1].value)
    assert desk.step.key == "appointment-time"
    assert asked(desk, type(desk.office.asked[-1]))[-1].day == DAYS.days[-1].day


def test_free_times_of_today_are_offered_first_and_lead_there() -> None:
    desk = enter("appointment")
    assert desk.expect(Choose).options[0].value == "today"
    assert desk.say("today").step.key == "appointment-time"
    assert [option.value for option in enter("appointment", {"find-today": Times(())}).expect(Choose).options] == [
        "book",
        "here",
        "change",
    ]


def test_an_office_that_cannot_say_what_is_free_today_still_books() -> None:
    assert enter("appointment", {"find-today": Refused("unavailable")}).expect(Choose).options[0].value == "book"


# ---- booking ------------------------------------------------------------------------------------------------------


def test_without_a_name_an_appointment_takes_the_time_and_three_answers() -> None:
    desk = enter("appointment").say(*TO_CHECK)
    desk.expect(Confirm)
    desk.say(True)
    assert asked(desk, BookAppointment) == [BookAppointment()]
    shown = desk.show()
    assert shown.big == "012\u00a0345\u00a06789"
    assert shown.values == {"date": TODAY, "time": dt.time(9, 20)}
    assert desk.say(None).runner.state == Finished(CODE)


def test_name_and_telephone_go_where_they_are_needed_and_only_if_wanted() -> None:
    desk = enter("appointment", bookable=(HELPED,), locale="uk").say(
        *TO_TIME, "other", None, " Oma Schmidt ", True, True
    )
    assert desk.expect(AskDigits).private
    desk.say("036411234567", True)
    assert asked(desk, BookAppointment) == [BookAppointment("Oma Schmidt", "036411234567", "uk", assistant=True)]


def test_the_paper_says_when_and_the_code_and_not_what_for_or_for_whom() -> None:
    desk = enter("appointment", bookable=(PAPERS, HELPED))
    desk.say("book", "c1", *TO_TIME[1:], "me", None, "Erna Schmidt", True, "036411234567", True)
    paper = asked(desk, Print)[0]
    assert Code(CODE) in paper.parts
    assert Line(spaced(CODE), 2) in paper.parts
    assert Line(Message("appointment-paper-day", {"date": TODAY}), 2) in paper.parts
    told = repr(paper)
    assert not any(secret in told for secret in ("c1", "counter", "Erna", "036411234567"))


def test_whoever_does_not_want_it_after_all_books_nothing() -> None:
    desk = enter("appointment").say(*TO_CHECK, False)
    assert desk.runner.state == Finished(None)
    assert not asked(desk, BookAppointment)
    assert desk.runner.kept is LetGo, "the shell lets go of it now"


def test_a_time_that_somebody_just_took_leads_to_another() -> None:
    desk = enter("appointment", {"hold-time": [Refused("taken"), TIMES[2]]}).say(*TO_TIME)
    assert desk.show().key == "appointment-taken"
    desk.say(None)
    assert desk.step.key == "appointment-day"
    desk.say(TOMORROW.isoformat(), "09:00:00", "09:00:00")
    assert desk.step.key == "appointment-whom"


@pytest.mark.parametrize("reason", ["hold-ended", "taken"])
def test_what_was_typed_is_not_asked_again_when_only_the_time_is_lost(reason: str) -> None:
    desk = enter("appointment", {"book-appointment": [Refused(reason), made()]})
    desk.say(*TO_TIME, "me", None, "Erna", False, True)
    assert desk.show().key == f"appointment-{reason}"
    desk.say(None, *TO_TIME[1:], True)
    assert [request.person for request in asked(desk, BookAppointment)] == ["Erna", "Erna"]


def test_where_nobody_is_free_to_help_it_is_told() -> None:
    desk = enter("appointment", {"book-appointment": Refused("taken")}, bookable=(HELPED,))
    desk.say(*TO_TIME, "me", None, "", True, False, True)
    assert desk.show().key == "appointment-no-assistant"


@pytest.mark.parametrize(
    ("reason", "key"),
    [("limit", "appointment-limit"), ("closed", "appointment-closed"), ("conflict", "appointment-other")],
)
def test_a_refusal_is_told_with_the_telephone(reason: str, key: str) -> None:
    desk = enter("appointment", {"book-appointment": Refused(reason)}).say(*TO_CHECK, True)
    assert desk.show().key == key
    assert desk.show().facts
    assert desk.say(None).runner.state == Finished(None)


def test_nothing_free_is_told_and_a_day_that_is_full_by_now_leads_to_another() -> None:
    desk = enter("appointment", {"find-days": FreeDays(())}).say("book")
    assert desk.show().key == "appointment-none"
    desk = enter("appointment", {"find-times": Times(())}).say("book", TOMORROW.isoformat())
    assert desk.show().key == "appointment-taken"


def test_going_back_lets_go_of_the_time_and_choosing_again_takes_it_again() -> None:
    desk = enter("appointment").say(*TO_TIME)
    assert desk.runner.kept
    desk.runner.back()
    assert desk.step.key == "appointment-time"
    assert not desk.runner.kept
    desk.say("09:00:00")
    assert [request.start for request in asked(desk, HoldTime)] == [TIMES[0].start] * 2
    assert desk.runner.kept is LetGo


# ---- with a code --------------------------------------------------------------------------------------------------


def test_who_is_here_gets_a_number_like_any_other() -> None:
    desk = enter("appointment").say("here", CODE, True)
    assert asked(desk, CheckIn) == [CheckIn(CODE)]
    shown = desk.show()
    assert (shown.big, shown.topic) == (42, "place/42")
    paper = asked(desk, Print)[0]
    number = next(request for request in enter("take-number").say(True).office.asked if isinstance(request, Print))
    assert paper == number, "the room must not see the difference"


def test_the_paper_of_somebody_with_an_appointment_leads_to_the_place_in_line_too() -> None:
    page = "https://wartezeit.example/t/secret"
    here = enter("appointment", {"check-in": Arrived(42, 3, page=page)}).say("here", CODE, True)
    took = enter("take-number", {"take-number": Ticket(42, "secret", 3, page)}).say(True)
    (paper,) = asked(here, Print)
    assert paper == next(request for request in took.office.asked if isinstance(request, Print))
    assert Code(page) in paper.parts


def test_who_typed_a_code_is_asked_before_a_number_is_taken() -> None:
    desk = enter("appointment").say("here", CODE)
    assert desk.expect(Confirm).values["time"] == made().time
    assert not asked(desk, CheckIn)
    desk.say(False)
    assert desk.runner.state == Finished(None)
    assert not asked(desk, CheckIn)


def test_a_scanned_code_checks_in_at_once() -> None:
    assert asked(enter("appointment", scanned=CODE), CheckIn) == [CheckIn(CODE)]


@pytest.mark.parametrize(
    ("found", "key"),
    [
        (made("cancelled"), "appointment-is-cancelled"),
        (made("done"), "appointment-is-done"),
        (made("expired"), "appointment-is-expired"),
        (made(day=TOMORROW), "appointment-not-today"),
        (made("missed", day=TODAY - dt.timedelta(days=1)), "appointment-was"),
        (Refused("too-many"), "appointment-too-many"),
    ],
)
def test_what_cannot_be_is_told_and_takes_no_number(found: object, key: str) -> None:
    desk = enter("appointment", {"find-appointment": found}).say("here", CODE)
    assert desk.show().key == key
    assert not asked(desk, CheckIn)


@pytest.mark.parametrize(
    ("reason", "found", "key"),
    [
        ("too-early", made(), "appointment-too-early"),
        ("closed", made(), "appointment-office-closed"),
        ("no-number-free", made(), "appointment-no-number-free"),
        ("conflict", made("missed"), "appointment-late"),
        ("conflict", made(), "appointment-not-taken"),
    ],
)
def test_a_check_in_that_is_refused_says_what_to_do(reason: str, found: object, key: str) -> None:
    desk = enter("appointment", {"find-appointment": found, "check-in": Refused(reason)}).say("here", CODE, True)
    assert desk.show().key == key
    assert not asked(desk, Print)


def test_an_unknown_code_may_be_typed_again() -> None:
    desk = enter("appointment", {"find-appointment": [Refused("not-found"), made()]}).say("here", "9999999999")
    assert desk.expect(Confirm).values == {"code": "999\u00a0999\u00a09999"}
    desk.say(True, CODE)
    assert [request.code for request in asked(desk, FindAppointment)] == ["9999999999", CODE]
    given_up = enter("appointment", {"find-appointment": Refused("not-found")}).say("here", CODE, False)
    assert given_up.runner.state == Finished(None)


def test_an_appointment_is_moved_by_its_code() -> None:
    desk = enter("appointment").say("change", CODE, "move", *TO_TIME[1:])
    assert [fact.label for fact in desk.expect(Confirm).summary] == ["appointment-old-fact", "appointment-new-fact"]
    desk.say(True)
    assert asked(desk, MoveAppointment) == [MoveAppointment(CODE)]
    assert desk.show().key == "appointment-moved"
    assert Code(CODE) in asked(desk, Print)[0].parts


def test_a_move_can_be_given_up_refused_or_tried_again() -> None:
    move = ("change", CODE, "move", *TO_TIME[1:])
    assert enter("appointment").say(*move, False).runner.state == Finished(None)
    assert enter("appointment", {"move-appointment": Refused("conflict")}).say(*move, True).show().key == (
        "appointment-not-moved"
    )
    again = enter("appointment", {"move-appointment": [Refused("hold-ended"), made()]}).say(*move, True)
    assert again.show().key == "appointment-hold-ended"
    assert again.say(None, *TO_TIME[1:], True).show().key == "appointment-moved"
    nothing = enter("appointment", {"find-days": FreeDays(())}).say("change", CODE, "move")
    assert nothing.say(None).runner.state == Finished(None)


def test_an_appointment_is_cancelled_by_its_code() -> None:
    desk = enter("appointment").say("change", CODE, "cancel")
    desk.expect(Confirm)
    desk.say(True)
    assert asked(desk, CancelAppointment) == [CancelAppointment(CODE)]
    assert desk.show().key == "appointment-cancelled"
    assert enter("appointment").say("change", CODE, "cancel", False).runner.state == Finished(None)
    refused = enter("appointment", {"cancel-appointment": Refused("conflict")}).say("change", CODE, "cancel", True)
    assert refused.show().key == "appointment-not-cancelled"


def test_paper_is_printed_again_and_what_is_kept_stays() -> None:
    again = enter("appointment").say("change", CODE, "paper")
    assert again.show().key == "appointment-again"
    kept = enter("appointment").say("change", CODE, "keep")
    assert kept.runner.state == Finished(None)
    assert not asked(kept, CancelAppointment)


@pytest.mark.parametrize("state", ["arrived", "missed", "cancelled"])
def test_what_is_over_or_begun_is_not_changed(state: Any) -> None:
    desk = enter("appointment", {"find-appointment": made(state)}).say("change", CODE)
    assert desk.show().key == f"appointment-is-{state}"


def test_what_is_not_booked_here_any_more_is_not_moved() -> None:
    desk = enter("appointment", bookable=(HELPED,)).say("change", CODE)
    assert [option.value for option in desk.expect(Choose).options] == ["cancel", "paper", "keep"]


def test_no_way_is_lost_by_going_back_and_forth() -> None:
    desk = enter("appointment").say(*TO_CHECK)
    assert desk.runner.repeatable()
    assert desk.runner.diverged == 0
