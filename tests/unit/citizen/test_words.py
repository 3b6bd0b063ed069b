"""Every screen and paper of every service has its words in every locale, and no word is left over."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from kiosk.citizen import home
from kiosk.citizen.appointment.requests import FreeDays
from kiosk.citizen.requests import Place
from kiosk.citizen.telling.requests import Ways
from kiosk.flow.runner import Asking, Refused, Runner
from kiosk.flow.steps import Choose, Confirm, Fact, Line, Message, Print, PrintResult, Problem, Show
from kiosk.texts import ROOT, SOURCE, Texts, entries, known_locales
from tests.fakes.desk import CODE, HELPED, ONE, PAPERS, STATEMENT, TODAY, TWO, Desk, enter, made, visit

OFFERS = (PAPERS, HELPED)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.flow.steps import Answer, Values

LOCALES = known_locales()
TEN, HALF = dt.time(10, 20), dt.time(10, 40)
TITLES = {"counter-c1": {"de": "Anmelden", "en": "Register"}, "counter-c2": {"de": "Rente"}}
PLACE_STATES = ("waiting", "called", "serving", "parked", "missed", "done", "left")

FILES = ("citizen.ftl", "barriers.ftl", "appointment.ftl", "telling.ftl")
TYPED = {"digits-left", "digits-missing", "digits-empty"}
"""Words of a renderer."""

Way = tuple[str, tuple[Any, ...], Mapping[str, object], Mapping[str, Any]]
"""Service, answers, what the office answers, what differs in the visit."""

_DAY = str(TODAY + dt.timedelta(days=1))
_TIME = ("book", _DAY, "09:00:00", "09:00:00")
_CHECK = (*_TIME, "me", None, "", False)
_FIND = "find-appointment"
APPOINTMENTS: tuple[tuple[tuple[Any, ...], Mapping[str, object], Mapping[str, Any]], ...] = (
    (("book", "c1", *_TIME[1:], "other", None, "Erna", True, "036411234567", True), {}, {"bookable": OFFERS}),
    (("book", "c2", *_TIME[1:], "me", None, "Erna", True, False), {}, {"bookable": OFFERS}),
    (("book", "later"), {}, {}),
    (("today",), {}, {}),
    (("book",), {"find-days": FreeDays(())}, {}),
    (_TIME, {"hold-time": Refused("taken")}, {}),
    *(((*_CHECK, True), {"book-appointment": Refused(why)}, {}) for why in ("hold-ended", "limit", "closed", "?")),
    (
        ("book", *_TIME[1:], "me", None, "", True, False, True),
        {"book-appointment": Refused("taken")},
        {"bookable": OFFERS[1:]},
    ),
    ((*_CHECK, True), {}, {}),
    (("here", CODE, True), {}, {}),
    (("here", CODE), {_FIND: Refused("not-found")}, {}),
    (("here", CODE), {_FIND: Refused("too-many")}, {}),
    (("here", CODE), {_FIND: made(day=TODAY + dt.timedelta(days=1))}, {}),
    (("here", CODE), {_FIND: made(day=TODAY - dt.timedelta(days=1))}, {}),
    *((("here", CODE, True), {"check-in": Refused(why)}, {}) for why in ("too-early", "closed", "no-number-free", "?")),
    (("here", CODE, True), {"check-in": Refused("conflict"), _FIND: made("missed")}, {}),
    *((("change", CODE), {_FIND: made(state)}, {}) for state in ("arrived", "done", "cancelled", "missed", "expired")),
    (("change", CODE, "paper"), {}, {}),
    (("change", CODE, "move", *_TIME[1:], True), {}, {}),
    (("change", CODE, "move", *_TIME[1:], True), {"move-appointment": Refused("?")}, {}),
    (("change", CODE, "cancel", True), {}, {}),
    (("change", CODE, "cancel", True), {"cancel-appointment": Refused("?")}, {}),
)

_PHONE = (True, None, "sms", True, "01711234567")
_SENT = {"find-ways": Ways(("sms", "email"))}
_LATE = {**_SENT, "confirm-address": Refused("conflict")}
_TOLD: tuple[tuple[tuple[Any, ...], Mapping[str, object]], ...] = (
    ((*_PHONE, "have", "123456"), _SENT),
    ((*_PHONE, "missing"), _SENT),
    ((True, None, "email", True, "x", "a@b.example", "missing"), _SENT),
    ((*_PHONE, "stop"), _SENT),
    ((*_PHONE, "have", "123456"), {**_SENT, "confirm-address": Refused("not-found")}),
    ((*_PHONE, "have", "123456"), _LATE),
    *((_PHONE, {**_SENT, "ask-to-be-told": Refused(why)}) for why in ("bad-request", "conflict", "too-many", "?")),
    ((True, None, "email", True, "a@b.example"), {**_SENT, "ask-to-be-told": Refused("bad-request")}),
    ((*_PHONE, "missing"), {"find-ways": Ways(("sms",), ("sms",))}),
    ((True, None, "email", True, "a@b.example", "missing"), {"find-ways": Ways(("email",), ("email",))}),
    *(((True, None, "sms"), {"find-ways": Ways(("sms",), hours=hours)}) for hours in (0, 1, 2, 3, 24)),
    ((True, None), {"find-ways": Ways(("sms",), told=True)}),
)
_NOTICES = ("change", CODE, "notices")
_TEXTED = (*_NOTICES, "sms", True, "01711234567")
_MAILED = (*_NOTICES, "email", True, "a@b.example")
_KNOWN = (*_TIME, "me", None, "", True, "036411234567", True, None, "same", True)
_TOLD_OF: tuple[tuple[tuple[Any, ...], Mapping[str, object]], ...] = (
    ((*_TEXTED, "have", "123456"), _SENT),
    ((*_TEXTED, "stop"), _SENT),
    ((*_TEXTED, "missing"), {"find-ways": Ways(("sms",), ("sms",))}),
    ((*_MAILED, "missing"), {"find-ways": Ways(("email",), ("email",))}),
    *((_TEXTED, {**_SENT, "ask-to-be-told": Refused(why)}) for why in ("conflict", "too-many", "?")),
    (_KNOWN, _SENT),
)
SHUT = ("closed", "holiday")

WAYS: tuple[Way, ...] = (
    *(("take-number", answers, given, {}) for answers, given in _TOLD),
    *(("appointment", answers, given, {}) for answers, given in _TOLD_OF),
    ("take-number", ("c1", True), {}, {"counters": TWO}),
    ("take-number", (), {}, {"counters": (replace(ONE[0], wait=(5, 15)),)}),
    *(("take-number", (True,), {"take-number": Refused(why)}, {}) for why in ("closed", "no-number-free", "?")),
    *(("take-number", (True,), {"print": PrintResult(state)}, {}) for state in ("no-paper", "unreachable")),
    ("take-number", (), {}, {"counters": ()}),
    *((service, (None,), {}, {"shut": why, "opens": TODAY}) for service in ("take-number", "office") for why in SHUT),
    ("my-turn", (7,), {"find-place": Place(7, "called", 0, "Zimmer 2")}, {}),
    ("my-turn", (7, False), {"find-place": Refused("not-found")}, {}),
    ("show-slip", ("own", None, "Jugendamt", True), {}, {}),
    *(
        ("show-slip", (wish, None, "", True), {"print": PrintResult(state)}, {})
        for wish, state in zip(
            ("fill-in", "slow", "language", "read-aloud", "write-down"),
            itertools.cycle(("printed", "no-paper", "unreachable")),
            strict=False,
        )
    ),
    *(
        ("practice", (None, thing, "Erlanger Allee", 7, TODAY, True), {}, {})
        for thing in ("tram", "tree", "house", "bicycle")
    ),
    *(("appointment", answers, given, changes) for answers, given, changes in APPOINTMENTS),
    ("office", (None,), {}, {}),
    ("office", (), {}, {"hours": (), "helper_until": None, "phone": ""}),
    *(
        ("your-data", (None, None, None, service), {}, {})
        for service in (
            "take-number",
            "my-turn",
            "appointment",
            "show-slip",
            "practice",
            "office",
            "your-data",
            "accessibility",
        )
    ),
    *(
        ("accessibility", ("report", what, where, None, words, True), {"print": PrintResult(state)}, {})
        for what, where, words, state in (
            ("read", "screen", "", "printed"),
            ("hear", "keys", "", "no-paper"),
            ("reach", "paper", "", "unreachable"),
            ("understand", "place", "", "printed"),
            ("time", "web", "", "printed"),
            ("other", "everywhere", "", "printed"),
        )
    ),
    ("accessibility", ("report", "read", "screen", None, "Zu klein", True), {}, {}),
    ("accessibility", ("statement", None, None, None, None), {}, {}),
    ("accessibility", ("statement", None, None, None, None), {}, {"statement": STATEMENT}),
)


class Reader:
    """Asks for every message that a renderer or the printer would."""

    def __init__(self, locale: str) -> None:
        self.texts = Texts(locale, data=TITLES, strict=True)
        self.read: set[str] = set()

    def say(self, key: str, values: Values | None = None, *attrs: str) -> str:
        known: dict[str, Any] = dict(values or {})
        self.read.add(key)
        for attr in attrs:
            if self.texts.has(key, attr):
                assert self.texts.text(key, attr, **known)
        assert self.texts.voice(key, **known)
        assert self.texts.speech(key, **known)
        return self.texts.plain(key, **known)

    def message(self, message: Message | object) -> None:
        if isinstance(message, Message):
            self.say(message.key, message.values)

    def facts(self, facts: tuple[Fact, ...]) -> None:
        for fact in facts:
            self.say(fact.label)
            self.message(fact.value)

    def step(self, step: Answer) -> None:
        self.say(step.key, step.values, "body", "help")
        if isinstance(step, Choose):
            for option in step.options:
                self.say(option.key or f"{step.key}-{option.value}", option.values, "hint")
        elif isinstance(step, Confirm):
            self.facts(step.summary)
            for answer in ("yes", "no"):
                self.say(step.key, step.values, answer)
                self.say(f"confirm-{answer}")
        elif isinstance(step, Show):
            self.facts(step.facts)
            for line in step.lines:
                self.message(line)

    def paper(self, paper: Print) -> None:
        for part in paper.parts:
            if isinstance(part, Line):
                self.message(part.message)

    def live(self, step: Answer) -> None:
        if step.topic:
            for state, ahead in itertools.product(PLACE_STATES, (0, 1, 2, 3, 11, 100)):
                values: dict[str, Any] = {**step.values, "state": state, "ahead": ahead, "room": None}
                assert self.texts.plain(step.key, "body", **values)
                known = {"first": TEN, "last": HALF}
                assert self.texts.plain(step.key, "body", **(values | known))


def steps_of(way: Way) -> Iterator[Desk]:
    service, answers, given, changes = way
    desk = enter(service, given, **changes)
    yield desk
    for answer in answers:
        desk.say(answer)
        if isinstance(desk.runner.state, Asking):
            yield desk


def read_everything(locale: str) -> Reader:
    reader = Reader(locale)
    first = Runner(home, visit()).start()
    assert isinstance(first, Asking)
    reader.step(first.step)
    for way in WAYS:
        for desk in steps_of(way):
            reader.step(desk.step)
            reader.live(desk.step)
            for request in desk.office.asked:
                if isinstance(request, Print):
                    reader.paper(request)
    return reader


@pytest.mark.parametrize("locale", LOCALES)
def test_every_screen_and_paper_has_its_words(locale: str) -> None:
    reader = read_everything(locale)
    for problem in Problem:
        assert reader.say(f"problem-{problem.value}")


def test_no_word_of_the_services_is_left_over() -> None:
    source = "".join((ROOT / SOURCE / name).read_text(encoding="utf-8") for name in FILES)
    referred = {"place-state", "place-wait", "barriers-open", "adjust-barriers", *TYPED}
    assert {key for key, _ in entries(source)} - read_everything(SOURCE).read - referred == set()


@pytest.mark.parametrize("locale", ["en", "uk", "ru", "ar", "fa", "vi"])
def test_a_translated_screen_is_translated(locale: str) -> None:
    german, other = Texts(SOURCE), Texts(locale)
    same = {
        key
        for key in read_everything(SOURCE).read
        if not key.startswith("counter-") and german.has(key) and german.text(key) == other.text(key)
    }
    dates = {"slip-date", "ticket-date", "barrier-date", "appointment-paper-day", "appointment-paper-time"}
    assert same <= dates | {"appointment-day-one", "appointment-time-one", "appointment-when"}


def test_the_place_in_the_queue_counts_as_people_do() -> None:
    texts = {locale: Texts(locale, strict=True) for locale in LOCALES}

    def told(locale: str, ahead: int) -> str:
        return texts[locale].plain("place-state", state="waiting", ahead=ahead, room="", first=TEN, last=HALF)

    range_de = " Voraussichtlich sind Sie zwischen 10:20 Uhr und 10:40 Uhr dran."
    range_ar = " سيُنادى على رقمك على الأرجح بين الساعة 10:20 والساعة 10:40."
    assert [told("de", ahead) for ahead in (0, 1, 4)] == [
        "Sie sind als Nächstes dran." + range_de,
        "Vor Ihnen wartet noch 1 Person." + range_de,
        "Vor Ihnen warten noch 4 Personen." + range_de,
    ]
    assert [told("ar", ahead) for ahead in (1, 2, 5, 11, 100)] == [
        "ينتظر قبلك شخص واحد." + range_ar,
        "ينتظر قبلك شخصان." + range_ar,
        "ينتظر قبلك 5 أشخاص." + range_ar,
        "ينتظر قبلك 11 شخصًا." + range_ar,
        "ينتظر قبلك 100 شخص." + range_ar,
    ]
    assert told("en", 1) == ("1 person is waiting before you. You will probably be called between 10:20 and 10:40.")
    nobody = texts["de"].plain("place-state", state="waiting", ahead=4, room="", first="unknown", last="unknown")
    assert nobody == "Vor Ihnen warten noch 4 Personen. Wie lange es dauert, kann gerade niemand sagen."
