"""The statement and the report of a barrier: what is printed, what is shown, and nothing made up."""

from __future__ import annotations

import pytest

from kiosk.citizen.barriers import GAPS
from kiosk.flow.runner import Asking
from kiosk.flow.steps import Choose, Confirm, Fact, Line, Message, Print, PrintResult
from tests.clauses.row import HAND, HARDWARE, INSTALLER
from tests.clauses.rows import ROWS
from tests.fakes.desk import STATEMENT, Desk, enter


def printed(desk: Desk) -> list[object]:
    paper = next(request for request in desk.office.asked if isinstance(request, Print))
    return [part.message for part in paper.parts if isinstance(part, Line)]


def words_of(facts: tuple[Fact, ...]) -> list[object]:
    return [fact.value for fact in facts]


@pytest.mark.clause("BITV-7")
def test_a_report_is_printed_with_what_where_own_words_and_whom_it_goes_to() -> None:
    desk = enter("accessibility", statement=STATEMENT)
    desk.say("report", "reach", "paper", None, " Der Schlitz ist zu hoch. ")
    assert [fact.private for fact in desk.expect(Confirm).summary] == [False, False, True]

    desk.say(True)

    said = printed(desk)
    assert said[1:4] == [Message("barrier-what-reach"), Message("barrier-where-paper"), "Der Schlitz ist zu hoch."]
    assert "barrieren@jena.test" in said
    assert desk.show().key == "barrier-printed"
    assert desk.say(None).expect(Choose).key == "barriers"


def test_a_report_needs_no_words_and_no_contact_and_can_be_left() -> None:
    desk = enter("accessibility").say("report", "time", "everywhere", None, "")
    assert len(desk.expect(Confirm).summary) == 2
    assert desk.say(False).expect(Choose).key == "barriers"
    assert desk.office.asked == []


@pytest.mark.parametrize("state", ["no-paper", "unreachable"])
def test_without_paper_it_says_whom_to_turn_to(state: str) -> None:
    given = {"print": PrintResult(state)}
    desk = enter("accessibility", given, statement=STATEMENT)
    desk.say("report", "read", "screen", None, "", True)
    assert desk.show().key == f"barrier-{state}"
    assert "barrieren@jena.test" in words_of(desk.show().facts)
    desk = enter("accessibility", given).say("report", "read", "screen", None, "", True)
    assert words_of(desk.show().facts) == ["03641 49-0"], "the office, where no contact is known"


@pytest.mark.clause("BITV-7")
def test_the_statement_names_operator_date_gaps_contact_and_enforcement_body() -> None:
    desk = enter("accessibility", statement=STATEMENT).say("statement")
    shown = [desk.show()]
    while isinstance(desk.runner.state, Asking) and desk.runner.state.step.key != "barriers":
        desk.say(None)
        if desk.runner.state.step.key != "barriers":
            shown.append(desk.show())
    assert [step.key for step in shown] == [
        "statement",
        "statement-checked",
        "statement-gaps",
        "statement-contact",
        "statement-body",
    ]
    assert words_of(shown[0].facts) == ["Stadt Jena", STATEMENT.date]
    assert words_of(shown[4].facts) == ["Durchsetzungsstelle", "Erfurt", "0361 0", "stelle@erfurt.test"]
    assert desk.say("done").runner.state is not None


def test_what_the_operator_has_not_entered_is_said_to_be_missing() -> None:
    desk = enter("accessibility").say("statement")
    assert words_of(desk.show().facts) == ["Stadtteilbüro Lobeda"]
    desk.say(None, None, None)
    assert desk.show().key == "statement-contact-none"
    assert desk.say(None).show().key == "statement-body-none"


def test_the_known_gaps_are_those_of_the_clause_table() -> None:
    kinds = {row.by.partition(":")[0] for row in ROWS if row.by}
    assert {HARDWARE, INSTALLER} <= kinds
    assert "housing" in GAPS
    assert (HAND in kinds) == ("readers" in GAPS)
