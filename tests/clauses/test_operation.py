"""Operated by keys alone, by taps alone, slowly, twice, with a finger that slides: every kind of page."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.citizen import SERVICES
from kiosk.flow.states import Asking
from kiosk.flow.steps import AskNumber, AskText, Confirm, Effect, Print
from kiosk.visitor import keyboard_layouts as layouts
from kiosk.visitor.keyboard_keys import KeyButton
from kiosk.visitor.widgets import Button
from tests.clauses.screen import raster
from tests.fakes.terminal import Terminal
from tests.tour.explore import ways
from tests.tour.specimen import specimen
from tests.ui.tour.test_tour import VISIT

PATHS: dict[str, list[Any]] = {
    "home": [],
    "tiles": ["practice", None],
    "list": ["show-slip"],
    "check": ["take-number", "social"],
    "text": ["show-slip", "own", None],
    "number": ["my-turn"],
    "show": ["office"],
    "date": ["practice", None, "tree", "", 4],
}
"""A page of each kind, and the answers that lead to it."""

EACH_PAGE = pytest.mark.parametrize("name", PATHS)
_MOST_TABS = 120


def go(terminal: Terminal, name: str) -> None:
    terminal.start()
    for answer in PATHS[name]:
        terminal.give(answer)
    terminal.pump()


def focusable(terminal: Terminal) -> list[QWidget]:
    window = terminal.app.window
    return [
        one
        for one in window.stage.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisibleTo(window) and one.isEnabled()
    ]


def tabbed(terminal: Terminal) -> list[QWidget | None]:
    """Press Tab until the focus is where it was before."""
    found: list[QWidget | None] = []
    for _ in range(_MOST_TABS):
        terminal.key(Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if found and now is found[0]:
            return found
        found.append(now)
    raise AssertionError([type(one).__name__ for one in found[-5:]])


@pytest.mark.clause("5.1.6.2", "5.1.6.1", "11.3.2.1")
@EACH_PAGE
def test_the_focus_goes_everywhere_once_and_comes_back_and_does_nothing(terminal: Any, name: str) -> None:
    go(terminal, name)
    page, state = terminal.page, terminal.shell.journey.state

    found = tabbed(terminal)

    assert set(focusable(terminal)) <= set(found)
    assert len(found) == len(set(found))
    assert terminal.page is page, "the focus alone changes no page"
    assert terminal.shell.journey.state is state


def test_a_focus_trap_is_noticed(terminal: Any) -> None:
    go(terminal, "home")
    for one in focusable(terminal)[1:]:
        one.setEnabled(False)
    found = tabbed(terminal)
    assert len(set(found)) < len(terminal.page.findChildren(Button))


@pytest.mark.clause("11.2.4.3")
@EACH_PAGE
def test_the_page_comes_before_the_strips(terminal: Any, name: str) -> None:
    go(terminal, name)
    stage = terminal.app.window.stage
    found = tabbed(terminal)
    places = [0 if stage.page.isAncestorOf(one) else 1 if stage.bottom.isAncestorOf(one) else 2 for one in found if one]
    first = next(at for at, place in enumerate(places) if place == 0 and places[at - 1] != 0)
    turned = places[first:] + places[:first]
    assert turned == sorted(turned)


def keyed(terminal: Terminal, button: QWidget) -> None:
    """Move the focus to a button by Tab alone, and press Enter."""
    for _ in range(_MOST_TABS):
        if QApplication.focusWidget() is button:
            break
        terminal.key(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is button
    terminal.clock.now += 1.0
    terminal.key(Qt.Key.Key_Return)


def tapped(terminal: Terminal, button: QWidget) -> None:
    terminal.clock.now += 1.0
    terminal.touch(button)


HANDS: dict[str, Callable[[Terminal, QWidget], None]] = {"keys": keyed, "taps": tapped}


def key_of(terminal: Terminal, letter: str) -> QWidget:
    """Give the key of a letter, as it stands there now: large at the beginning of a sentence."""
    page: Any = terminal.page
    if page.write.isVisible():
        page.begin_writing()
    keys: list[KeyButton] = page.keyboard.findChildren(KeyButton)
    return next(one for one in keys if one.isVisible() and one.face.label.casefold() == letter)


def button_of(terminal: Terminal, words: str) -> Button:
    page = terminal.page
    found = [one for one in page.findChildren(Button) if one.isVisible() and words in one.face.text]
    assert found, (words, [one.face.text for one in page.findChildren(Button)])
    return found[0]


@pytest.mark.clause("5.1.7", "5.1.6.1", "11.2.5.1")
@pytest.mark.parametrize("hand", HANDS)
def test_a_number_is_taken_without_speech(terminal: Any, hand: str) -> None:
    terminal.show()
    for words in ("Deutsch", "Nummer nehmen", "Soziale Beratung", "Ja"):
        HANDS[hand](terminal, button_of(terminal, words))
    terminal.broker.answer({"number": 127, "code": "x", "ahead": 3})
    terminal.broker.answer({"state": "printed"})
    assert "127" in terminal.texts() or any("127" in words for words in terminal.page.spoken())
    if hand == "taps":
        assert terminal.voice.said == [], "nothing was said, and nothing was missed"


@pytest.mark.clause("5.1.7", "5.9")
@pytest.mark.parametrize("hand", HANDS)
def test_a_word_is_written_by_one_finger_or_by_keys(terminal: Any, hand: str) -> None:
    go(terminal, "text")
    for letter in ("h", "i"):
        HANDS[hand](terminal, key_of(terminal, letter))
    assert terminal.page.field.text().casefold() == "hi"


@pytest.mark.clause("5.9")
@pytest.mark.parametrize("locale", ["de", "en", "ar"])
def test_every_character_is_typed_by_single_strikes(locale: str) -> None:
    start = layouts.start(locale, layout=None)
    reached = {start.page}
    ahead = [start]
    while ahead:
        state = ahead.pop()
        for key in (key for row in layouts.keys(state) for key in row if key.do is not None):
            after, _ = layouts.press(state, key)
            if after.page not in reached:
                reached.add(after.page)
                ahead.append(after)
    assert reached == set(layouts.Page), "each page of the keyboard by keys one after the other"


@pytest.mark.clause("5.7")
def test_a_key_that_is_held_strikes_once(terminal: Any) -> None:
    go(terminal, "text")
    page, key = terminal.page, key_of(terminal, "h")
    key.setFocus()
    for repeated in (False, True, True, True):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", repeated)
        QApplication.sendEvent(key, event)
    assert page.field.text().casefold() == "h"
    struck: list[bool] = []
    page.next.struck.connect(lambda: struck.append(True))
    for repeated in (True, True):
        QApplication.sendEvent(
            page.next,
            QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", repeated),
        )
    assert struck == []


@pytest.mark.clause("11.2.5.2")
def test_a_press_counts_when_it_is_let_go_and_sliding_off_takes_it_back(terminal: Any) -> None:
    terminal.start()
    tile = terminal.page.buttons[0]
    state = terminal.shell.journey.state
    inside = tile.mapTo(terminal.app.window, tile.rect().center())
    terminal.clock.now += 1.0
    terminal.pointer(QEvent.Type.MouseButtonPress, inside, down=True)
    assert terminal.shell.journey.state is state, "the press alone"
    outside = QPoint(inside.x(), 5)
    terminal.pointer(QEvent.Type.MouseMove, outside, down=True)
    terminal.pointer(QEvent.Type.MouseButtonRelease, outside, down=False)
    assert terminal.shell.journey.state is state, "slid off"
    tapped(terminal, tile)
    assert terminal.shell.journey.state is not state, "the control"


@pytest.mark.clause("11.2.1.4")
@pytest.mark.parametrize("step", [AskText(key="slip-own"), AskNumber(key="practice-number", least=1, most=99)])
def test_digits_belong_to_a_field_while_one_writes(terminal: Any, step: Any) -> None:
    terminal.start()
    terminal.shell.journey.open(specimen(step))
    terminal.pump()
    state = terminal.shell.journey.state
    terminal.page.focus_first()
    terminal.key(Qt.Key.Key_1, "1")
    assert terminal.shell.journey.state is state
    assert terminal.page.draft() is not None


@pytest.mark.clause("11.2.2.2", "11.2.3.1")
@EACH_PAGE
def test_nothing_moves_or_flashes_on_a_page_that_waits(terminal: Any, name: str, qtbot: Any) -> None:
    go(terminal, name)
    terminal.qt.setCursorFlashTime(0)  # as the visitor's process does when it starts
    terminal.page.focus_first()
    terminal.pump()
    before = raster(terminal.app.window.grab().toImage())
    qtbot.wait(700)
    after = raster(terminal.app.window.grab().toImage())
    assert before.pixels == after.pixels


TAKEN_BACK = {Print.name, "stop-telling"}
"""A paper binds nobody, and consent ends as easily as it began; whoever ends it can give it again at once."""


@pytest.mark.clause("11.3.3.4")
@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.id)
def test_what_cannot_be_taken_back_is_confirmed_before(service: Any) -> None:
    """On every way through a service the first effect comes after a confirmation."""
    from tests.tour.explore import _run  # noqa: PLC0415 - what the tour goes by

    for way in ways(service, VISIT):
        confirmed = False
        for end in range(len(way) + 1):
            state = _run(service, VISIT, way[:end])
            if isinstance(state, Asking):
                confirmed = confirmed or isinstance(state.step, Confirm)
            request = getattr(state, "request", None)
            if isinstance(request, Effect) and request.name not in TAKEN_BACK:
                assert confirmed, (service.id, request)


@pytest.mark.clause("5.1.8")
def test_no_service_asks_who_somebody_is() -> None:
    """No field of ours has a purpose of the list of EN 301 549 (name, address, birthday ...): nothing to declare."""
    personal = {"name", "surname", "street", "birthday", "email", "phone", "telephone", "address"}
    keys: set[str] = set()
    for path in sorted((Path(__file__).parents[2] / "kiosk" / "citizen").glob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(call, ast.Call)
                and isinstance(call.func, ast.Name)
                and call.func.id in {"AskText", "AskDate"}
            ):
                keys |= {str(ast.unparse(word.value)).strip("'") for word in call.keywords if word.arg == "key"}
    assert keys
    assert not [key for key in keys for word in personal if word in key.split("-") and key != "web-address"]
