"""The statement of accessibility, and reporting a barrier (BGG section 12b, BITV 2.0 section 7, ThürBarrWebG).

A report is printed: no words of a person go to the hub. Its last page says who takes the paper and who helps at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.citizen.parts import phone_of, print_state
from kiosk.flow.service import Service
from kiosk.flow.steps import Area, AskText, Choose, Confirm, Fact, Line, Message, Option, Print, Rule, Show

if TYPE_CHECKING:
    from collections.abc import Generator

    from kiosk.flow.service import Contact, Visit
    from kiosk.flow.steps import Flow, Yielded

_REPORT, _STATEMENT, _DONE = "report", "statement", "done"
_WHAT = (
    ("read", "visibility"),
    ("hear", "hearing"),
    ("reach", "touch_app"),
    ("understand", "question_mark"),
    ("time", "timer"),
    ("other", "edit"),
)
_WHERE = (
    ("screen", "text_fields"),
    ("keys", "keyboard"),
    ("paper", "print"),
    ("place", "accessible_forward"),
    ("web", "public"),
    ("everywhere", "groups"),
)
GAPS = ("housing", "readers", "translations")
"""What is known to be missing: rows of the clause table that are looked at by hand or at the housing, and languages."""

_TEXT_LIMIT = 300


def barriers(visit: Visit) -> Flow:
    """Report, or read, as often as wanted."""
    options = (
        Option(value=_REPORT, icon="report"),
        Option(value=_STATEMENT, icon="article"),
        Option(value=_DONE, icon="check"),
    )
    while True:
        chosen = yield Choose(key="barriers", options=options, area=Area.TEAL)
        if chosen == _DONE:
            return
        yield from _report(visit) if chosen == _REPORT else _statement(visit)


def _statement(visit: Visit) -> Generator[Yielded, object, None]:
    said = visit.statement
    facts = [Fact("statement-operator-fact", said.operator or visit.site)]
    if said.date is not None:
        facts.append(Fact("statement-date-fact", said.date))
    yield Show(key="statement", icon="accessible_forward", area=Area.TEAL, facts=tuple(facts))
    yield Show(key="statement-checked", icon="verified_user", area=Area.TEAL)
    gaps = tuple(Message(f"statement-gap-{gap}") for gap in GAPS)
    yield Show(key="statement-gaps", icon="construction", area=Area.TEAL, lines=gaps)
    yield Show(
        key="statement-contact" if said.contact else "statement-contact-none",
        icon="mail",
        area=Area.TEAL,
        facts=_ways(visit, said.contact),
    )
    yield Show(
        key="statement-body" if said.body else "statement-body-none",
        icon="account_balance",
        area=Area.TEAL,
        facts=_ways(visit, said.body),
    )


def _ways(visit: Visit, contact: Contact | None) -> tuple[Fact, ...]:
    """Give the ways to reach somebody; without one, the telephone of the office."""
    if contact is None:
        return phone_of(visit)
    lines = (
        ("statement-name-fact", contact.name),
        ("statement-address-fact", contact.address),
        ("office-phone-fact", contact.phone),
        ("statement-mail-fact", contact.mail),
    )
    return tuple(Fact(label, words) for label, words in lines if words)


def _report(visit: Visit) -> Generator[Yielded, object, None]:
    """What, where, own words, summary, paper."""
    what = yield Choose(
        key="barrier-what", options=tuple(Option(value=v, icon=i) for v, i in _WHAT), count=(1, 4), area=Area.TEAL
    )
    where = yield Choose(
        key="barrier-where", options=tuple(Option(value=v, icon=i) for v, i in _WHERE), count=(2, 4), area=Area.TEAL
    )
    words = yield AskText(
        key="barrier-words",
        optional=True,
        private=True,
        limit=_TEXT_LIMIT,
        lines=3,
        count=(3, 4),
        area=Area.TEAL,
    )
    told = str(words).strip()
    facts = (
        Fact("barrier-what-fact", Message(f"barrier-what-{what}")),
        Fact("barrier-where-fact", Message(f"barrier-where-{where}")),
        *((Fact("barrier-words-fact", told, private=True),) if told else ()),
    )
    if not (yield Confirm(key="barrier-check", icon="print", summary=facts, count=(4, 4), area=Area.TEAL)):
        return
    paper = yield Print(parts=_paper(visit, str(what), str(where), told))
    state = print_state(paper)
    ways = () if state == "printed" else _ways(visit, visit.statement.contact)
    yield Show(key=f"barrier-{state}", icon="print", area=Area.TEAL, facts=ways)


def _paper(visit: Visit, what: str, where: str, words: str) -> tuple[Line | Rule, ...]:
    """German, for the one who handles it: what and where, own words as they were typed, whom it goes to."""
    contact = visit.statement.contact
    to = [line for line in (contact.name, contact.address, contact.mail) if line] if contact else []
    return (
        Line(Message("barrier-title"), 2, locale="de"),
        Line(Message(f"barrier-what-{what}"), locale="de"),
        Line(Message(f"barrier-where-{where}"), locale="de"),
        *((Rule(), Line(words)) if words else ()),
        Rule(),
        *(Line(line) for line in dict.fromkeys((visit.site, *to))),
        Line(Message("barrier-date", {"date": visit.today}), locale="de"),
    )


SERVICE = Service(
    id="accessibility",
    title="service-accessibility",
    icon="accessible_forward",
    area=Area.TEAL,
    purpose="purpose-accessibility",
    legal_basis="basis-public-task",
    recipient="recipient-paper",
    retention="retention-session",
    flow=barriers,
)
