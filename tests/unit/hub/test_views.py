"""What the hub shows and what its settings say: hours, estimate, site, board, reception."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kiosk.strict_toml import ConfigError
from telemed import api, hours
from telemed.hub import messages as m
from telemed.hub import opening, readings
from telemed.hub.clock import BERLIN
from telemed.hub.messages import Refused
from telemed.hub.queue import State, apply, decide
from telemed.hub.reception import helper_choices, reception
from telemed.hub.site import Counter, Hours, Room, SiteConfig, load_site
from telemed.hub.waits import Waits

ROOT = Path(__file__).parents[3]
SITE = SiteConfig(
    "Lobeda",
    "03641",
    (Counter("office", {"de": "Büro"}), Counter("advice", {"de": "Beratung"}), Counter("post", {"de": "Post"})),
    (Room("A", ("office", "advice")), Room("B", ("post",))),
    hours=Hours(monday=("09:00-12:00", "13:00-16:00")),
)
NOON = dt.datetime(2026, 11, 23, 12, 30, tzinfo=BERLIN)


# ---- hours, estimate, site -----------------------------------------------------------------------------------------


def test_the_office_is_open_within_its_hours() -> None:
    days = SITE.hours.days()

    open_at = [
        hours.is_open(days, (), NOON.replace(hour=h, minute=mi)) for h, mi in ((8, 59), (9, 0), (11, 59), (12, 0))
    ]

    assert open_at == [False, True, True, False]
    assert not hours.is_open(days, (), NOON + dt.timedelta(days=1))


@pytest.mark.parametrize("text", ["", "9:00", "24:01", "12:60", "-1:00", "12.00", "\u0661\u0662:00", "12:000"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a time"):
        opening.minutes(text)


def test_the_example_site_is_valid() -> None:
    site = load_site(ROOT / "telemed/hub/example-site.toml")

    assert site.services_of("Platz 2") == frozenset({"buero"})
    assert site.services_of("nowhere") is None
    assert all({"de", "en", "ar", "de-simple"} <= set(counter.title) for counter in site.counters)


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ('serves = ["buero"]', 'serves = ["nope"]', "no counter"),
        ('name = "Platz 2"', 'name = "Raum 1"', "twice"),
        ('"09:00-12:00", "13:00-16:00"', '"12:00-09:00"', "before it opens"),
        ('"09:00-12:00", "13:00-16:00"', '"9-12"', "not a time"),
        ('de = "Stadtteilb', 'fr = "Stadtteilb', "German"),
        ("port = 8480", 'port = 8480\ncertificate = "x.pem"', "belong together"),
        ('serves = ["buero", "beratung"]', 'serves = ["buero"]', "no room serves"),
        ("port = 8480", "port = 99999", "port"),
    ],
)
def test_a_wrong_site_is_refused_with_its_line(tmp_path: Path, before: str, after: str, says: str) -> None:
    text = (ROOT / "telemed/hub/example-site.toml").read_text("utf-8")
    assert before in text
    path = tmp_path / "site.toml"
    path.write_text(text.replace(before, after), "utf-8")

    with pytest.raises(ConfigError, match=says):
        load_site(path)


def test_a_site_needs_a_counter_and_a_room() -> None:
    with pytest.raises(ValueError, match="at least one"):
        SiteConfig("x", "1", (), ())


# ---- views -------------------------------------------------------------------------------------------------------


def office(*commands: m.Command, at: float = 0.0) -> State:
    state = State()
    for command in commands:
        decision = decide(state, command, at)
        assert not isinstance(decision, Refused), decision
        for event in decision:
            state = apply(state, event)
    return state


class CountedRooms(readings.Rooms):
    """Counts how often a line was worked out."""

    asked = 0

    def rivals(self, service: str) -> frozenset[str]:
        self.asked += 1
        return super().rivals(service)


def test_a_line_is_worked_out_once_for_all_who_are_in_it() -> None:
    state = office(*(m.TakeNumber(str(index), "office" if index % 2 else "post") for index in range(8)))
    rooms = CountedRooms(SITE)
    ahead = readings.Ahead(state, rooms, 0.0)

    assert [ahead.of(number) for number in range(10)] == [0, 0, 0, 1, 1, 2, 2, 3, 3, 0]
    assert rooms.asked == 2


def test_only_those_for_the_same_rooms_are_ahead() -> None:
    state = office(m.TakeNumber("a", "office"), m.TakeNumber("b", "post"), m.TakeNumber("c", "advice"))
    rooms = readings.Rooms(SITE)

    assert [readings.ahead(state, number, rooms, 0.0) for number in (1, 2, 3)] == [0, 0, 1]
    assert readings.place(state, 9, rooms, 0.0) is None
    called = office(m.TakeNumber("a", "office"), m.CallNext("A", frozenset({"office"})))
    assert readings.place(called, 1, rooms, 0.0) == api.Place(1, "called", 0, "A")


def test_the_board_shows_newest_calls_first_and_a_range_of_times() -> None:
    services = frozenset({"office", "advice"})
    state, at = State(), NOON.timestamp() - 3600
    for number in range(1, 4):
        for command in (m.TakeNumber(f"t{number}", "office"), m.CallNext("A", services), m.Finish("A", number)):
            decision = decide(state, command, at)
            assert not isinstance(decision, Refused)
            for event in decision:
                state = apply(state, event)
            at += 300
    for command in (m.TakeNumber("x", "office"), m.TakeNumber("y", "post"), m.CallNext("B", frozenset({"post"}))):
        decision = decide(state, command, at)
        assert not isinstance(decision, Refused)
        for event in decision:
            state = apply(state, event)

    waits = Waits(SITE)
    waits.refresh(state, NOON.timestamp())
    board = readings.board(state, SITE, readings.Rooms(SITE), 7, NOON, waits)

    assert [call.number for call in board.calls] == [5]
    assert [each.number for each in board.waiting] == [4]
    (waiting,) = board.waiting
    assert waiting.earliest is not None
    assert waiting.latest is not None
    assert waiting.earliest < waiting.latest
    assert waiting.earliest % 300 == waiting.latest % 300 == 0
    assert board.open
    assert not readings.board(State(), SITE, readings.Rooms(SITE), 0, NOON).open


def test_the_helper_is_offered_the_ends_of_the_day_and_full_hours() -> None:
    assert helper_choices(SITE, NOON) == ("14:00", "15:00", "16:00")
    assert helper_choices(SITE, NOON.replace(hour=23)) == ("23:59",)


def test_the_reception_sees_overdue_help_and_other_rooms() -> None:
    at = NOON.timestamp() - 600
    services = frozenset({"office"})
    state = office(
        m.TakeNumber("a", "office"),
        m.TakeNumber("b", "office"),
        m.CallNext("A", services),
        m.CallHelp("h", "foyer"),
        m.AcknowledgeHelp("h", 3),
        m.SetHelper(NOON.timestamp() + 60),
        at=at,
    )

    here, there = (reception(state, SITE, room, [], NOON, Waits(SITE)) for room in ("A", "B"))

    assert here.now is not None
    assert (here.now.number, here.now.minutes, here.for_me) == (1, 10, 1)
    assert there.now is None
    assert [(each.room, each.number) for each in there.elsewhere] == [("A", 1)]
    assert [(call.left, call.minutes_ago) for call in here.helps] == [(-7, 10)]
    assert here.helper_until == "12:31"


def test_a_terminal_is_told_how_many_people_wait() -> None:
    state = State()
    for number in (1, 2):
        state = apply(state, m.NumberTaken(NOON.timestamp(), f"t{number}", number, "office"))
    assert readings.site_view(state, SITE, NOON).waiting == 2
    state = apply(state, m.NumberCalled(NOON.timestamp(), 1, "A", 1))
    assert readings.site_view(state, SITE, NOON).waiting == 1
