"""Being told elsewhere, driven to its ends."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.citizen.appointment.requests import Arrived, BookAppointment
from kiosk.citizen.requests import Place
from kiosk.citizen.telling.requests import AskToBeTold, ConfirmAddress, FindWays, StopTelling, Ways
from kiosk.flow.runner import Finished, Refused
from kiosk.flow.steps import AskDigits, AskText, Choose, Confirm, Message
from tests.fakes.desk import CODE, TODAY, Desk, enter, made

BOTH = Ways(("sms", "email"), hours=24)
PHONE, MAIL, TYPED = "01711234567", "erna@example.org", "123456"


def ticket(ways: object = BOTH, **answers: object) -> Desk:
    """A visitor with a number in hand."""
    given = {"find-ways": ways, **{name.replace("_", "-"): answer for name, answer in answers.items()}}
    return enter("take-number", given, locale="uk").say(True, None)


def to_code(**answers: object) -> Desk:
    return ticket(**answers).say("sms", True, PHONE)


def keys(desk: Desk) -> str:
    return desk.step.key


def asked(desk: Desk, kind: type) -> list[Any]:
    return [one for one in desk.office.asked if isinstance(one, kind)]


def test_it_is_offered_only_where_the_office_can_do_it() -> None:
    for nothing in (Ways(), Refused("not-found")):
        assert ticket(nothing).runner.state == Finished(42)
    assert [one.value for one in ticket().expect(Choose).options] == ["none", "sms", "email"]
    assert [one.value for one in ticket(Ways(("email",))).expect(Choose).options] == ["none", "email"]


def test_whoever_waits_here_is_asked_nothing_more() -> None:
    desk = ticket().say("none")
    assert desk.runner.state == Finished(42)
    assert asked(desk, AskToBeTold) == []


def test_consent_comes_before_the_number_is_typed_and_says_how_long() -> None:
    desk = ticket().say("sms")
    consent = desk.expect(Confirm)
    assert consent.key == "declare-telling"
    assert Message("tell-retention", {"hours": 24}) in [fact.value for fact in consent.summary]
    assert desk.say(False).runner.state == Finished(42)
    assert asked(desk, AskToBeTold) == []


def test_it_declares_itself_once_and_no_other_declaration_follows() -> None:
    desk = ticket().say("sms", True)
    step = desk.expect(AskDigits)
    assert (step.key, step.private) == ("tell-phone", True)


def test_the_code_that_came_confirms_the_telephone() -> None:
    desk = to_code()
    assert asked(desk, AskToBeTold) == [AskToBeTold(42, "sms", PHONE, "uk")]
    assert keys(desk) == "tell-sent-sms"
    desk.say("have", TYPED)
    assert asked(desk, ConfirmAddress) == [ConfirmAddress(42, TYPED)]
    shown = desk.show()
    assert (shown.key, shown.big) == ("tell-done", 42)
    assert desk.say(None).runner.state == Finished(42)


def test_an_address_is_asked_for_until_it_looks_like_one() -> None:
    desk = ticket().say("email", True)
    assert desk.expect(AskText).private
    assert keys(desk.say("erna")) == "tell-address-again"
    desk.say(MAIL)
    assert asked(desk, AskToBeTold) == [AskToBeTold(42, "email", MAIL, "uk")]
    assert keys(desk) == "tell-sent-email"


def test_an_address_that_is_refused_is_asked_for_again_without_a_second_consent() -> None:
    desk = to_code(ask_to_be_told=Refused("bad-request"))
    assert keys(desk) == "tell-bad-sms"
    assert keys(desk.say(None)) == "tell"
    assert keys(desk.say("email")) == "tell-address"


@pytest.mark.parametrize(
    ("reason", "key"),
    [("conflict", "tell-over"), ("not-found", "tell-over"), ("too-many", "tell-too-many"), ("?", "tell-other")],
)
def test_a_refusal_is_a_plain_sentence(reason: str, key: str) -> None:
    desk = to_code(ask_to_be_told=Refused(reason))
    assert keys(desk) == key
    assert desk.say(None).runner.state == Finished(42)


def test_a_wrong_code_may_be_typed_again() -> None:
    desk = to_code(confirm_address=Refused("not-found")).say("have", TYPED)
    assert keys(desk) == "tell-wrong"
    assert keys(desk.say(None)) == "tell-sent-sms"


def test_a_code_that_ended_leads_to_another_and_a_number_that_was_served_does_not() -> None:
    desk = to_code(confirm_address=Refused("conflict")).say("have", TYPED)
    assert keys(desk) == "tell-late"
    assert keys(desk.say(None)) == "tell"
    for place in (Place(42, "done", 0), Refused("not-found")):
        desk = to_code(confirm_address=Refused("conflict"), find_place=place).say("have", TYPED)
        assert keys(desk) == "tell-over"
        assert desk.say(None).runner.state == Finished(42)


def test_where_no_code_comes_the_reason_is_said() -> None:
    desk = to_code(ways=[BOTH, Ways(("sms", "email"), away=("sms",))]).say("missing")
    assert keys(desk) == "tell-away-sms"
    assert keys(desk.say(None)) == "tell-sent-sms"
    desk = to_code().say("missing")
    assert keys(desk) == "tell-again-sms"
    assert keys(desk.say(None)) == "tell"


def test_whoever_wants_none_after_all_has_the_number_destroyed() -> None:
    desk = to_code().say("stop")
    assert asked(desk, StopTelling) == [StopTelling(42)]
    assert keys(desk) == "tell-stopped"
    assert keys(to_code(stop_telling=Refused("not-found")).say("stop")) == "tell-stopped"
    assert keys(to_code(stop_telling=Refused("?")).say("stop")) == "tell-other"


@pytest.mark.parametrize("keep", [True, False])
def test_whoever_looks_up_the_number_is_asked_too_and_may_end_it(keep: bool) -> None:
    desk = enter("my-turn", {"find-place": Place(42, "waiting", 3), "find-ways": BOTH}).say(42, None)
    assert keys(desk) == "tell"
    told = Ways(("sms",), told=True)
    desk = enter("my-turn", {"find-place": Place(42, "waiting", 3), "find-ways": told}).say(42, None)
    assert keys(desk) == "tell-already"
    desk.say("keep" if keep else "stop")
    assert (asked(desk, StopTelling) == []) is keep


def test_whoever_checks_in_for_an_appointment_is_asked_too() -> None:
    desk = enter("appointment", {"find-ways": BOTH, "check-in": Arrived(42, 3)}).say("here", CODE, True, None)
    assert keys(desk) == "tell"
    assert asked(desk, FindWays) == [FindWays(42)]


def test_everything_is_the_same_when_it_is_run_again() -> None:
    desk = to_code().say("have", TYPED)
    assert desk.runner.repeatable()


# ---- of an appointment --------------------------------------------------------------------------------------------

TO_PHONE = ("book", str(TODAY), "09:00:00", "09:00:00", "me", None, "")


def booked(ways: object = BOTH, phone: str = "", **answers: object) -> Desk:
    """A visitor whose appointment was just booked; `phone` may be called."""
    given = {"find-ways": ways, **{name.replace("_", "-"): answer for name, answer in answers.items()}}
    call: tuple[Any, ...] = (True, phone) if phone else (False,)
    return enter("appointment", given, locale="uk").say(*TO_PHONE, *call, True, None)


def test_whoever_books_is_asked_after_it_and_only_where_the_office_can_do_it() -> None:
    assert booked(Ways()).runner.state == Finished(CODE)
    desk = booked(Ways(("email",)))
    assert [one.value for one in desk.expect(Choose).options] == ["none", "email"]
    assert asked(desk, FindWays) == [FindWays(CODE)]
    assert desk.say("none").runner.state == Finished(CODE)
    assert asked(desk, AskToBeTold) == []


def test_an_appointment_has_a_consent_of_its_own_before_anything_is_typed() -> None:
    consent = booked().say("email").expect(Confirm)
    assert consent.key == "declare-telling"
    said = [fact.value for fact in consent.summary]
    assert Message("appointment-tell-purpose") in said
    assert Message("appointment-tell-withdraw-how") in said


def test_the_code_that_came_confirms_the_address_for_the_appointment() -> None:
    desk = booked().say("email", True, MAIL, "have", TYPED)
    assert asked(desk, AskToBeTold) == [AskToBeTold(CODE, "email", MAIL, "uk")]
    assert asked(desk, ConfirmAddress) == [ConfirmAddress(CODE, TYPED)]
    assert keys(desk) == "appointment-tell-done"
    assert desk.say(None).runner.state == Finished(CODE)
    assert desk.runner.repeatable()


def test_a_number_to_call_gives_no_consent_to_messages_and_is_not_typed_twice() -> None:
    desk = booked(phone=PHONE)
    assert asked(desk, BookAppointment)[0].phone == PHONE
    assert keys(desk) == "appointment-tell"
    assert [one.value for one in desk.expect(Choose).options] == ["none", "same", "sms", "email"]
    assert desk.say("same").expect(Confirm).key == "declare-telling"
    assert keys(desk.say(True)) == "tell-sent-sms"
    assert asked(desk, AskToBeTold) == [AskToBeTold(CODE, "sms", PHONE, "uk")]
    assert keys(booked(phone=PHONE).say("sms", True)) == "tell-phone"
    only_mail = booked(Ways(("email",)), PHONE).expect(Choose)
    assert [one.value for one in only_mail.options] == ["none", "email"]


def test_a_code_that_ended_leads_to_another_unless_the_appointment_was_called_off() -> None:
    late = Refused("conflict")
    typed = ("email", True, MAIL, "have", TYPED)
    assert keys(booked(confirm_address=late).say(*typed)) == "tell-late"
    assert keys(booked(find_appointment=made("cancelled"), confirm_address=late).say(*typed)) == "appointment-tell-over"


def test_the_code_of_an_appointment_begins_and_ends_its_notices() -> None:
    def found(ways: Ways) -> Desk:
        return enter("appointment", {"find-ways": ways}).say("change", CODE)

    assert "notices" not in [one.value for one in found(Ways()).expect(Choose).options]
    assert keys(found(BOTH).say("notices")) == "appointment-tell"
    desk = found(Ways(("sms",), told=True)).say("notices")
    assert keys(desk) == "tell-already"
    assert keys(desk.say("stop")) == "appointment-tell-stopped"
    assert asked(desk, StopTelling) == [StopTelling(CODE)]
