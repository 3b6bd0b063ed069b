"""The cover, the person before the screen, and the filter."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt

from kiosk import channel
from kiosk.flow.steps import AskText, Show
from kiosk.visitor.activity import Activity
from kiosk.visitor.privacy import Filter
from tests.fakes.hiding import SECRET, ask, bottom, choose, seen, strip

# ---- cover --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["panel", "F9", "lock key"])
def test_the_cover_comes_at_once_and_goes_by_a_touch(terminal: Any, way: str) -> None:
    terminal.start()
    ask(terminal, AskText(key="slip-own", private=True))
    terminal.page.field.insert(SECRET)
    terminal.page.edited.emit()
    if way == "panel":
        choose(terminal, "cover")
    else:
        terminal.key(Qt.Key.Key_F9 if way == "F9" else Qt.Key.Key_ScreenSaver)
    window = terminal.app.window
    assert window.overlay.geometry() == window.rect()
    terminal.give("close")
    assert terminal.overlay is None
    assert terminal.page.field.text() == SECRET


def test_a_covered_screen_says_nothing(terminal: Any) -> None:
    terminal.start()
    terminal.strip("read")
    assert terminal.voice.is_speaking
    terminal.key(Qt.Key.Key_F9)
    assert not terminal.voice.is_speaking
    said = len(terminal.voice.said)
    terminal.shell.show_page()
    terminal.page.announce.emit([SECRET])
    assert len(terminal.voice.said) == said


def test_welcome_cannot_be_covered(terminal: Any) -> None:
    terminal.show()
    terminal.key(Qt.Key.Key_F9)
    assert terminal.overlay is None


def test_the_warning_lies_over_the_cover_and_its_end_shows_the_cover_again(terminal: Any) -> None:
    terminal.start()
    terminal.key(Qt.Key.Key_F9)
    cover = terminal.overlay
    terminal.broker.send(channel.Warn(30.0))
    assert terminal.overlay is not cover
    terminal.broker.send(channel.WarnOver())
    assert "Der Bildschirm ist abgedeckt." in terminal.texts()


def test_who_answers_the_warning_sees_the_page_again(terminal: Any) -> None:
    terminal.start()
    terminal.key(Qt.Key.Key_F9)
    terminal.broker.send(channel.Warn(30.0))
    terminal.give("go-on")
    assert terminal.overlay is None


# ---- the person ---------------------------------------------------------------------------------------------------


@pytest.fixture
def watched(make: Any) -> Any:
    terminal = make((1920, 1080), presence=True, filter=True)
    terminal.start()
    terminal.shell.blinds._gone.setInterval(50)
    return terminal


def test_presence_and_filter_are_watched_only_where_they_are(terminal: Any, watched: Any) -> None:
    terminal.start()
    assert terminal.broker.of(channel.Watch) == []
    assert watched.broker.of(channel.Watch) == [channel.Watch("filter"), channel.Watch("presence")]


def test_nobody_there_for_a_while_covers_and_coming_back_does_not_uncover(watched: Any, qtbot: Any) -> None:
    watched.broker.push("presence", {"person": True})
    watched.broker.push("presence", {"person": False})
    assert watched.overlay is None
    qtbot.waitUntil(lambda: watched.overlay is not None)
    watched.broker.push("presence", {"person": True})
    assert "Der Bildschirm ist abgedeckt." in watched.texts()
    watched.give("close")
    assert "Der Bildschirm ist abgedeckt." not in watched.texts()
    assert watched.broker.of(channel.End) == [], "never an end by itself"


@pytest.mark.parametrize("value", [{"person": True}, {"person": None}, {}, "nonsense", None])
def test_somebody_who_comes_back_or_a_sensor_that_fails_does_not_cover(watched: Any, qtbot: Any, value: Any) -> None:
    watched.broker.push("presence", {"person": False})
    watched.broker.push("presence", value)
    assert not watched.shell.blinds._gone.isActive()


def test_a_step_that_lets_people_step_away_is_not_covered(watched: Any, qtbot: Any) -> None:
    ask(watched, Show(key="slip-printed", unattended=True), Show(key="slip-printed"))
    watched.broker.push("presence", {"person": False})
    assert not watched.shell.blinds._gone.isActive()
    watched.give(None)
    qtbot.waitUntil(lambda: watched.overlay is not None)


# ---- filter -------------------------------------------------------------------------------------------------------


def test_there_is_no_filter_on_the_panel_where_there_is_none(terminal: Any, watched: Any) -> None:
    terminal.start()
    for one, there in ((terminal, False), (watched, True)):
        one.strip("privacy")
        assert ("filter" in [option.value for option in one.page.step.options]) is there


@pytest.mark.parametrize(("state", "filter_"), [("on", Filter.ON), ("failed", Filter.FAILED)])
def test_the_filter_is_what_it_was_read_back_to_be(watched: Any, state: str, filter_: Filter) -> None:
    watched.strip("privacy")
    watched.give("filter")
    assert watched.broker.of(channel.Ask)[-1].name == "set-filter"
    assert watched.shell.privacy.now.filter is Filter.SWITCHING
    watched.broker.answer({"state": state})
    assert watched.shell.privacy.now.filter is filter_
    assert ("geht gerade nicht" in seen(watched)) is (state == "failed")


def test_a_filter_that_nobody_answers_for_has_failed_and_says_so(watched: Any) -> None:
    watched.strip("privacy")
    watched.give("filter")
    watched.broker.be_away()
    assert watched.shell.privacy.now.filter is Filter.FAILED
    assert any("geht gerade nicht" in words for words in watched.voice.said[-1])
    watched.strip("back")
    assert "Filter geht nicht" in bottom(watched).note.text()


def test_a_filter_that_lets_go_later_is_told(watched: Any) -> None:
    watched.broker.push("filter", {"state": "on"})
    assert strip(watched).face.text == "Blickschutz an"
    watched.broker.push("filter", {"state": "failed"})
    assert strip(watched).face.text == "Blickschutz"
    watched.broker.push("filter", "nonsense")
    assert watched.shell.privacy.now.filter is Filter.FAILED


def test_a_second_touch_while_it_is_switched_asks_nothing_more(watched: Any) -> None:
    watched.strip("privacy")
    watched.give("filter")
    watched.give("filter")
    assert len(watched.broker.of(channel.Ask)) == 1


# ---- what the visitor is at, for those who keep the time ----------------------------------------------------------


def test_what_the_visitor_is_at_is_told_when_it_changes(terminal: Any) -> None:
    terminal.start()
    assert terminal.broker.of(channel.Doing) == []
    terminal.key(Qt.Key.Key_F9)
    assert terminal.broker.of(channel.Doing) == [channel.Doing(covered=True)]
    terminal.give("close")
    ask(terminal, AskText(key="slip-own"), Show(key="slip-printed"))
    assert terminal.broker.of(channel.Doing)[-1] == channel.Doing()
    terminal.page.field.insert("x")
    terminal.page.edited.emit()
    assert terminal.broker.of(channel.Doing)[-1] == channel.Doing(busy=True)
    terminal.shell.journey.home()
    terminal.pump()
    assert terminal.broker.of(channel.Doing)[-1] == channel.Doing()
    assert len(terminal.broker.of(channel.Doing)) == 4


@pytest.mark.parametrize(
    ("longer", "answer", "sent"),
    [
        (True, "longer", channel.MoreTime(longer=True)),
        (True, "go-on", channel.MoreTime()),
        (False, "go-on", channel.MoreTime()),
        (False, "new", channel.End()),
    ],
)
def test_when_the_time_is_over_five_minutes_more_are_offered_where_nobody_waits(
    terminal: Any, longer: bool, answer: str, sent: Any
) -> None:
    terminal.start()
    terminal.broker.send(channel.Warn(60.0, reason="quota", longer=longer))
    assert ("5 Minuten länger" in terminal.texts()) is longer
    assert "Ihre Zeit ist gleich um." in terminal.texts()
    terminal.give(answer)
    assert terminal.broker.of(type(sent)) == [sent]


def test_a_pointer_that_trembles_on_the_spot_is_no_sign_of_life() -> None:
    told: list[int] = []
    now = 0.0
    activity = Activity(lambda: now, lambda: told.append(1))
    activity.pointer(500, 500, pressed=False)
    for step in range(1, 200):
        now = float(step)
        activity.pointer(500 + step % 8, 500 - step % 7, pressed=False)
    assert len(told) == 1
    now += 1
    activity.pointer(508, 500, pressed=False)
    assert len(told) == 2
