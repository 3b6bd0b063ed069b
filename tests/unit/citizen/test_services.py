"""Every service of the office, driven to its end and back in every language."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

import kiosk
from kiosk.citizen import SERVICES, home
from kiosk.citizen.requests import REQUESTS, CallHelp, FindPlace, Place, TakeNumber, Ticket, WithdrawHelp
from kiosk.flow.runner import Asking, Finished, Refused, Runner
from kiosk.flow.steps import AskText, Browse, Choose, Code, Confirm, Fact, Line, Message, Print, PrintResult
from tests.fakes.desk import SERVICE, TODAY, TWO, WEB, enter, visit

if TYPE_CHECKING:
    from kiosk.flow.service import Service

PICTOGRAMS = Path(kiosk.__file__).parent / "look" / "pictograms"


# ---- home ---------------------------------------------------------------------------------------------------------


def test_home_offers_every_service_once_with_colour_and_pictogram() -> None:
    runner = Runner(home, visit())
    state = runner.start()
    assert isinstance(state, Asking)
    assert isinstance(state.step, Choose)
    assert [option.value for option in state.step.options] == [
        name for name in SERVICE if name not in {"web", "accessibility"}
    ]
    assert all(option.icon and option.area for option in state.step.options)
    assert runner.answer("my-turn") == Finished("my-turn")
    with_web = Runner(home, visit(web=WEB)).start()
    assert isinstance(with_web, Asking)
    assert isinstance(with_web.step, Choose)
    assert [option.value for option in with_web.step.options] == [name for name in SERVICE if name != "accessibility"]


def test_every_request_crosses_to_the_broker_and_back_by_its_name() -> None:
    assert len({request.name for request in REQUESTS}) == len(REQUESTS)
    for request in (TakeNumber("c1"), FindPlace(7), CallHelp(), WithdrawHelp("h1")):
        assert type(request) in REQUESTS
        body = msgspec.msgpack.encode(request)
        assert msgspec.msgpack.decode(body, type=type(request)) == request
    body = msgspec.msgpack.encode({"number": 7, "state": "called", "ahead": 0, "room": "Zimmer 2"})
    assert msgspec.msgpack.decode(body, type=FindPlace.result) == Place(7, "called", 0, "Zimmer 2")


# ---- take a number ------------------------------------------------------------------------------------------------


def test_with_one_counter_a_number_takes_one_confirmation() -> None:
    desk = enter("take-number")
    desk.expect(Confirm)
    desk.say(True)
    assert desk.office.asked[0] == TakeNumber("c1")
    shown = desk.show()
    assert (shown.key, shown.big, shown.topic) == ("take-number-ticket", 42, "place/42")
    unknown = {"first": "unknown", "last": "unknown"}
    assert shown.values == {"number": 42, "ahead": 3, "state": "waiting", "room": "", **unknown}
    assert not getattr(desk.runner.state, "can_back", True), "a number taken is not taken back by going back"
    assert desk.say(None).runner.state == Finished(42)


def test_with_several_counters_the_visitor_chooses() -> None:
    desk = enter("take-number", counters=TWO)
    assert [option.key for option in desk.expect(Choose).options] == ["counter-c1", "counter-c2"]
    desk.say("c2")
    desk.runner.back()
    assert (desk.step.key, desk.runner.draft) == ("take-number-counter", "c2")
    desk.say("c2", True)
    assert desk.office.asked[0] == TakeNumber("c2")


def test_whoever_wants_no_number_takes_none() -> None:
    desk = enter("take-number").say(False)
    assert desk.runner.state == Finished(None)
    assert desk.office.asked == []


def test_the_paper_tells_the_number_and_not_what_it_is_for() -> None:
    desk = enter("take-number", counters=TWO).say("c2", True)
    paper = desk.office.asked[1]
    assert isinstance(paper, Print)
    assert Line("42", 3) in paper.parts
    assert Line("Stadtteilbüro Lobeda", 2) in paper.parts
    assert "c2" not in repr(paper)
    assert "secret" not in repr(paper)


def test_the_paper_leads_to_the_page_of_the_place_where_the_office_has_one() -> None:
    page = "https://wartezeit.example/t/abcdefghijklmnop"
    desk = enter("take-number", {"take-number": Ticket(42, "abcdefghijklmnop", 3, page)}).say(True)
    paper = desk.office.asked[1]
    assert isinstance(paper, Print)
    assert Code(page) in paper.parts
    without = enter("take-number").say(True).office.asked[1]
    assert isinstance(without, Print)
    assert not any(isinstance(part, Code) for part in without.parts)


@pytest.mark.parametrize(
    ("paper", "told"),
    [
        (PrintResult("printed"), "paper-printed"),
        (PrintResult("no-paper"), "paper-no-paper"),
        (PrintResult("unreachable"), "paper-unreachable"),
        (Refused("anything"), "paper-unreachable"),
    ],
)
def test_the_number_is_shown_whatever_becomes_of_the_paper(paper: object, told: str) -> None:
    shown = enter("take-number", {"print": paper}).say(True).show()
    assert shown.big == 42
    assert Message(told) in shown.lines


@pytest.mark.parametrize(
    ("reason", "key"),
    [
        ("closed", "take-number-closed"),
        ("no-number-free", "take-number-no-number-free"),
        ("something-new", "take-number-other"),
    ],
)
def test_a_refusal_is_told_with_the_telephone_and_prints_nothing(reason: str, key: str) -> None:
    desk = enter("take-number", {"take-number": Refused(reason)}).say(True)
    assert (desk.show().key, desk.show().facts) == (key, (Fact("office-phone-fact", "03641 49-0"),))
    assert desk.office.asked == [TakeNumber("c1")]
    assert desk.say(None).runner.state == Finished(None)


def test_an_office_without_counters_says_so() -> None:
    desk = enter("take-number", counters=(), phone="")
    assert (desk.show().key, desk.show().facts) == ("take-number-none", ())
    assert desk.say(None).runner.state == Finished(None)


# ---- my turn ------------------------------------------------------------------------------------------------------


def test_a_number_is_found_and_followed() -> None:
    desk = enter("my-turn", {"find-place": Place(7, "called", 0, "Zimmer 2")}).say(7)
    assert desk.office.asked == [FindPlace(7)]
    shown = desk.show()
    assert (shown.big, shown.topic) == (7, "place/7")
    unknown = {"first": "unknown", "last": "unknown"}
    assert shown.values == {"number": 7, "ahead": 0, "state": "called", "room": "Zimmer 2", **unknown}
    assert desk.say(None).runner.state == Finished(None)


def test_an_unknown_number_can_be_typed_again() -> None:
    desk = enter("my-turn", {"find-place": Refused("not-found")}).say(8)
    assert (desk.step.key, desk.step.values) == ("my-turn-unknown", {"number": 8})
    desk.office.answers["find-place"] = Place(9, "waiting", 2)
    desk.say(True, 9)
    assert desk.show().big == 9


def test_an_unknown_number_can_be_left() -> None:
    desk = enter("my-turn", {"find-place": Refused("not-found")}).say(8, False)
    assert desk.runner.state == Finished(None)


@pytest.mark.parametrize("number", [0, 1000, -1, "7", 7.0, True])
def test_only_numbers_of_tickets_are_looked_for(number: object) -> None:
    desk = enter("my-turn")
    before = desk.runner.state
    desk.runner.answer(number)
    assert desk.runner.state is before


# ---- a slip to show -----------------------------------------------------------------------------------------------


def test_a_slip_says_the_wish_in_german_and_in_the_own_language() -> None:
    desk = enter("show-slip").say("slow")
    assert desk.show().key == "declare"
    desk.say(None, "  زيارة  ", True)
    paper = desk.office.asked[0]
    assert isinstance(paper, Print)
    lines = [part for part in paper.parts if isinstance(part, Line)]
    assert Line(Message("slip-wish-slow"), 2, locale="de") in lines
    assert Line(Message("slip-wish-slow")) in lines
    assert Line("زيارة") in lines
    assert desk.show().key == "slip-printed"
    assert desk.say(None).runner.state is not None
    assert desk.runner.state == Finished(value=True)


def test_a_slip_needs_no_typing() -> None:
    desk = enter("show-slip").say("fill-in", None, "")
    assert desk.expect(Confirm).summary == (Fact("slip-wish-fact", Message("slip-wish-fill-in")),)


def test_an_own_sentence_has_to_be_written_and_is_private() -> None:
    desk = enter("show-slip").say("own", None)
    assert desk.expect(AskText).private
    before = desk.runner.state
    desk.runner.answer("   ")
    assert desk.runner.state is before
    desk.say("Ich suche das Jugendamt {0} %s")
    assert desk.expect(Confirm).summary == (Fact("slip-words-fact", "Ich suche das Jugendamt {0} %s", private=True),)
    desk.say(True)
    paper = desk.office.asked[0]
    assert isinstance(paper, Print)
    assert Line("Ich suche das Jugendamt {0} %s") in paper.parts


def test_a_slip_that_is_not_wanted_is_not_printed() -> None:
    desk = enter("show-slip").say("slow", None, "", False)
    assert desk.runner.state == Finished(value=False)
    assert desk.office.asked == []


@pytest.mark.parametrize("state", ["no-paper", "unreachable"])
def test_a_slip_without_paper_sends_the_visitor_to_a_person(state: str) -> None:
    desk = enter("show-slip", {"print": PrintResult(state)}).say("slow", None, "", True)
    assert desk.show().key == f"slip-{state}"
    assert desk.say(None).runner.state == Finished(value=False)


# ---- practise -----------------------------------------------------------------------------------------------------


def test_practising_uses_every_kind_of_question_and_sends_nothing() -> None:
    desk = enter("practice").say(None, "tram", "Erlanger Allee", 7, TODAY)
    assert [fact.value for fact in desk.expect(Confirm).summary][1:] == ["Erlanger Allee", 7, TODAY]
    desk.say(True)
    assert desk.show().key == "practice-done"
    assert desk.say(None).runner.state == Finished(None)
    assert desk.office.asked == []


def test_whoever_cannot_write_can_practise_too() -> None:
    desk = enter("practice").say(None, "tree", "  ", 1, TODAY)
    assert [fact.label for fact in desk.expect(Confirm).summary] == [
        "practice-thing-fact",
        "practice-number-fact",
        "practice-date-fact",
    ]


def test_practising_can_be_repeated() -> None:
    desk = enter("practice").say(None, "tree", "Platanenstraße", 1, TODAY, False)
    assert desk.step.key == "practice-touch"


# ---- the office ---------------------------------------------------------------------------------------------------


def test_the_office_says_who_helps_today_and_when_it_is_open() -> None:
    desk = enter("office")
    shown = desk.show()
    assert shown.key == "office-today-helped"
    assert shown.values["until"] == dt.time(16)
    assert shown.facts[1] == Fact("office-phone-fact", "03641 49-0")
    today = shown.facts[0].value
    assert isinstance(today, Message)
    assert today.values == {"from": dt.time(9), "to": dt.time(12), "again": dt.time(14), "until": dt.time(18)}
    week = desk.say(None).show()
    assert [fact.label for fact in week.facts] == [f"weekday-{day}" for day in range(7)]
    assert week.facts[1].value == Message("office-hours", {"from": dt.time(9), "to": dt.time(15, 30)})
    assert week.facts[6].value == Message("office-closed")
    assert desk.say(None).runner.state == Finished(None)


def test_an_office_of_which_nothing_is_known_says_that_nobody_helps() -> None:
    desk = enter("office", hours=(), helper_until=None, phone="")
    assert (desk.show().key, desk.show().facts) == ("office-today", ())
    assert desk.say(None).runner.state == Finished(None)


def test_a_day_with_three_spans_is_told_from_the_first_to_the_last() -> None:
    desk = enter("office", hours=((0, (("08:00", "09:00"), ("10:00", "11:00"), ("12:00", "13:00"))),))
    assert desk.show().facts[0].value == Message("office-hours", {"from": dt.time(8), "to": dt.time(13)})


def test_a_time_that_is_no_time_of_day_is_shown_as_it_is() -> None:
    desk = enter("office", hours=((0, (("08:00", "24:00"),)),), helper_until="Mittag")
    assert desk.show().values["until"] == "Mittag"
    assert desk.show().facts[0].value == Message("office-hours", {"from": dt.time(8), "to": "24:00"})


# ---- the web ------------------------------------------------------------------------------------------------------


def test_a_page_is_two_touches_away_after_what_happens_with_data_was_told() -> None:
    desk = enter("web", web=WEB)
    assert desk.show().key == "declare"
    kinds = desk.say(None).expect(Choose)
    assert [(option.value, option.key) for option in kinds.options] == [
        ("mail", "web-group-mail"),
        ("clubs", "web-group-clubs"),
        ("search", "web-kind-search"),
        ("address", "web-kind-address"),
    ]
    pages = desk.say("clubs").expect(Choose)
    assert [(option.value, option.text) for option in pages.options] == [("https://verein.example/a", "Verein")]
    page = desk.say("https://verein.example/a").expect(Browse)
    assert (page.address, page.words) == ("https://verein.example/a", "")
    assert desk.say(None).runner.state == Finished(None)


def test_words_to_search_are_left_for_the_browser_to_encode() -> None:
    page = enter("web", web=WEB).say(None, "search", "Bürger & Amt").expect(Browse)
    assert (page.address, page.words) == ("https://suche.example/?q={words}", "Bürger & Amt")


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("bank.de", "https://bank.de"),
        (" www.bank.de/konto ", "https://www.bank.de/konto"),
        ("http://bank.de/", "https://bank.de/"),
        ("https://bank.de/", "https://bank.de/"),
        ("javascript:alert(1)", "https://javascript:alert(1)"),
        ("file:///etc/passwd", "https:///etc/passwd"),
    ],
)
def test_what_is_typed_becomes_an_https_address(typed: str, address: str) -> None:
    assert enter("web", web=WEB).say(None, "address", typed).expect(Browse).address == address


def test_without_search_and_open_addresses_neither_is_offered() -> None:
    closed = replace(WEB, search="", open=False)
    kinds = enter("web", web=closed).say(None).expect(Choose)
    assert [option.value for option in kinds.options] == ["mail", "clubs"]


def test_a_terminal_without_a_browser_has_nothing_to_show() -> None:
    assert enter("web").say(None).runner.state == Finished(None)


# ---- your data ----------------------------------------------------------------------------------------------------


def test_every_service_tells_what_it_does_with_data() -> None:
    desk = enter("your-data").say(None, None, None)
    for service in SERVICES:
        desk.say(service.id)
        values = [fact.value for fact in desk.show().facts]
        keys = (service.purpose, service.legal_basis, service.recipient, service.retention)
        assert values == [Message(key) for key in keys]
        desk.say(None)
    assert desk.say("done").runner.state == Finished(None)


# ---- all of them --------------------------------------------------------------------------------------------------

WAYS: dict[str, tuple[Any, ...]] = {
    "take-number": ("c1", True, None),
    "my-turn": (7, None),
    "appointment": ("book", str(TODAY), "09:00:00", "09:00:00", "me", None, "", True, "036411234567", True, None),
    "show-slip": ("slow", None, "x", True, None),
    "practice": (None, "tram", "x", 1, TODAY, True, None),
    "office": (None, None),
    "your-data": (None, None, None, "office", None, "done"),
    "web": (None, "mail", "https://post.example/", None),
}


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.id)
def test_every_service_runs_to_its_end_and_back_at_every_point(service: Service) -> None:
    """Going one step back and giving the same answer again changes nothing, except behind an effect."""
    desk = enter(service.id, {"find-place": Place(7, "waiting", 2)}, counters=TWO, web=WEB)
    for answer in WAYS[service.id]:
        before = desk.runner.state
        desk.say(answer)
        after = desk.runner.state
        assert desk.runner.repeatable()
        if isinstance(after, Asking) and after.can_back:
            assert desk.runner.back() == before
            desk.say(answer)
            assert desk.runner.state == after
    assert isinstance(desk.runner.state, Finished)
    assert desk.runner.diverged == 0


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.id)
def test_every_pictogram_of_a_service_is_shipped(service: Service) -> None:
    desk = enter(service.id, {"find-place": Place(7, "waiting", 2)}, counters=TWO, web=WEB)
    icons: set[str | None] = {service.icon}
    for answer in WAYS[service.id]:
        step = desk.step
        icons.add(step.icon)
        icons.update(option.icon for option in (step.options if isinstance(step, Choose) else ()))
        desk.say(answer)
    missing = [icon for icon in icons if icon and not (PICTOGRAMS / f"{icon}.svg").is_file()]
    assert missing == []
