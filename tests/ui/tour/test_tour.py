"""The tour comes to everything the program can show; nothing is cut off, and assistive technology is told all of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication

from kiosk.citizen import SERVICES
from kiosk.flow.service import Visit
from kiosk.flow.steps import AskText, Choose, Flow, Option, Show
from kiosk.look.fonts import load_fonts
from kiosk.texts import Texts
from tests.assistive import inside
from tests.fakes.terminal import Terminal
from tests.pairwise import current_seed
from tests.tour import display
from tests.tour.checker import Checker
from tests.tour.explore import ways
from tests.tour.plan import chosen
from tests.tour.reached import Reached, notice_keys, step_keys
from tests.tour.visitor import Set, tour
from tests.ui.clipping import problems

PAIRS = chosen(full=False)
ONE = PAIRS[current_seed() % len(PAIRS)]
VISIT = Visit(dt.date(2026, 11, 23), "Lobeda")


@pytest.fixture(scope="module")
def fonts(qapp: QApplication) -> Iterator[QApplication]:
    load_fonts()
    with inside.reading_along():
        yield qapp


LOWS = (
    Set("de", "paper", (1920, 1080), 1.0, low=True),
    Set("vi", "dark", (1080, 1920), 1.75, low=True),
    Set("ar", "contrast", (1920, 1080), 1.75, low=True),
    Set("ru", "paper", (1080, 1920), 1.0, low=True),
)
LOW_SHARE = 0.4
"""Of the height, from above, that nobody has to reach in the low layout."""

NOT_CHOSEN = ("welcome", "guide-", "staff-", "out-of-order")
"""Before a visitor could choose the low layout, and what is shown to staff."""

QUESTION = "spotlight-"
"""With *only what matters* the covered question can be touched too; the keyboard and the voice uncover it as well."""


def too_high(terminal: Any) -> list[str]:
    """Name what can be touched and begins above the lower 60 %."""
    window = terminal.app.window
    shown = [one for one in window.findChildren(QAbstractButton) if one.isVisible() and one.isEnabled()]
    return [
        f"{one.accessibleName() or one.text()!r} at {top}"
        for one in shown
        if not one.visibleRegion().isEmpty()
        and (top := one.mapTo(window, one.rect().topLeft()).y()) < window.height() * LOW_SHARE - 1
    ]


class LowChecker(Checker):
    """Looks for what is cut off, and for what somebody in a wheelchair could not reach."""

    def screen(self, name: str, terminal: Any) -> None:
        window = terminal.app.window
        root = window.overlay if window.overlay is not None else window.stage
        self.names.append(name)
        self.found += [f"{name}: {problem}" for problem in problems(root)]
        if not name.startswith((*NOT_CHOSEN, QUESTION)):
            self.found += [f"{name}: {one}" for one in too_high(terminal)]


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    "which",
    [
        pytest.param(one, id=one.name, marks=[] if at == current_seed() % len(LOWS) else [pytest.mark.full])
        for at, one in enumerate(LOWS)
    ],
)
def test_in_the_low_layout_every_screen_is_operable_in_its_lower_part(fonts: QApplication, which: Set) -> None:
    checker = LowChecker(which)

    tour(fonts, which, checker, Reached())

    assert checker.found == []
    assert len(checker.names) > 100


def test_the_check_of_the_low_layout_finds_what_is_too_high(fonts: QApplication) -> None:
    terminal = Terminal(fonts, (1920, 1080))
    terminal.start()
    high = [one for one in too_high(terminal) if "Beenden" in one]
    terminal.close()
    assert high, "in the usual layout the strip is above"


def test_the_display_is_shown_in_every_state(fonts: QApplication) -> None:
    seen: dict[str, QImage] = {}

    display.show(fonts, ONE.locale, ONE.size, lambda name, canvas: seen.update({name: canvas.grab().toImage()}))

    assert [name.removeprefix("display-") for name in seen] == list(display.SCENES)
    images = list(seen.values())
    assert all(one != other for index, one in enumerate(images) for other in images[index + 1 :])


# ---- what is not reached is told -----------------------------------------------------------------------------------


def branching(_visit: Visit) -> Flow:
    way = yield Choose(key="which", options=(Option("long"), Option("short")))
    words = yield AskText(key="words", optional=True)
    if way == "short" and not words:
        yield Show(key="hidden")
    yield Show(key="end")


def test_every_branch_of_a_new_service_is_found_without_telling_the_tour() -> None:
    found = ways(replace(SERVICES[0], flow=branching), VISIT)

    assert ["short", ""] in [[reply.value for reply in way] for way in found]
    assert not any(one == other[: len(one)] for one in found for other in found if one is not other)


def test_nothing_shown_means_everything_is_missing() -> None:
    missing = Reached().missing(Texts("de"))

    for name in ("renderer Welcome", "renderer PinPad", "step type Progress", "step practice-word", "notice away"):
        assert name in missing
    assert "notice help-coming" in missing
    assert "keyboard page SIGNS" in missing
    assert "mode STAFF" in missing


def test_the_steps_and_notices_are_read_from_the_source() -> None:
    assert {"home", "slip\\-own", "slip\\-more", "slip\\-.+"} <= step_keys()
    assert {"goodbye", "warning", "covered", "staff-refused", "help-nobody"} <= notice_keys(Texts("de"))
