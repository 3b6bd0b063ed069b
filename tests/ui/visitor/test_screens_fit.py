"""Every screen, in every language, theme, size and scale: nothing cut off, nothing too small, nothing overlapping."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kiosk import channel
from kiosk.look.metrics import SCALES, Metrics
from kiosk.look.theme import THEMES
from kiosk.texts import Texts, known_locales
from kiosk.visitor.widgets import Button
from tests.pairwise import pairwise
from tests.ui.clipping import capital_mm, problems

SIZES = ((1920, 1080), (1080, 1920), (1280, 800), (3840, 2160), (2160, 3840))
LOCALES = known_locales()
ROWS = pairwise(locale=LOCALES, theme=tuple(THEMES), scale=SCALES, size=SIZES, low=(False, True))


def walk(terminal: Any, row: dict[str, Any], look: Callable[[str], None]) -> None:
    """Go through every kind of page and look at each."""
    broker, shell = terminal.broker, terminal.shell
    terminal.show()
    look("welcome")
    terminal.give(row["locale"])
    shell.choices = replace(shell.choices, theme=row["theme"], scale=row["scale"], low=row["low"])
    shell.dress()
    look("home")
    terminal.give("take-number")
    look("counter")
    terminal.give("social")
    look("check")
    terminal.give(True)
    shell.journey._on_slow()
    look("waiting")
    broker.be_away()
    look("away")
    terminal.give("retry")
    broker.answer({"number": 127, "code": "x", "ahead": 3})
    broker.answer({"state": "printed"})
    look("ticket")
    broker.push("place/127", {"number": 127, "state": "called", "ahead": 0, "room": "Raum 2"})
    look("called")
    terminal.strip("home")
    walk_on(terminal, look)


def walk_on(terminal: Any, look: Callable[[str], None]) -> None:
    """Go on from home: the other kinds of pages."""
    terminal.give("show-slip")
    look("slip")
    terminal.give("slow")
    look("declaration")
    terminal.strip("back")
    terminal.strip("back")
    terminal.give("office")
    look("office")
    terminal.give(None)
    look("week")
    walk_panels(terminal, look)


def walk_panels(terminal: Any, look: Callable[[str], None]) -> None:
    """Show the panels, and what covers all."""
    broker, shell = terminal.broker, terminal.shell
    terminal.strip("adjust")
    look("adjust")
    terminal.strip("back")
    shell.panels.open("languages")
    look("languages")
    terminal.strip("back")
    broker.send(channel.Headphones(plugged=True))
    look("headphones")
    broker.send(channel.Headphones(plugged=False))
    shell.panels.open("unspoken")
    look("unspoken")
    terminal.strip("back")
    terminal.call_help()
    look("help-calling")
    broker.answer({"id": "h1", "state": "open", "minutes": None})
    look("help-open")
    broker.push("help/h1", {"id": "h1", "state": "acknowledged", "minutes": 3})
    look("help-coming")
    broker.send(channel.Warn(30.0))
    look("warning")
    broker.send(channel.WarnOver())
    terminal.strip("privacy")
    look("privacy")
    to_the_end(terminal, look)


def to_the_end(terminal: Any, look: Callable[[str], None]) -> None:
    """Hide everything, cover it, and say good-bye."""
    for name in ("masked", "spotlight"):
        terminal.give(name)
    look("privacy-on")
    terminal.give("spotlight")
    terminal.give("cover")
    look("cover")
    terminal.give("close")
    terminal.strip("end")
    look("goodbye")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: "-".join(str(value) for value in row.values()))
def test_every_page_fits(make: Callable[..., Any], row: dict[str, Any]) -> None:
    terminal = make(row["size"])
    least = Metrics(0.277, 600, 1.0, *row["size"]).minimum_px()
    assert capital_mm(least, 0.277) >= 7.3
    found: list[str] = []

    def look(name: str) -> None:
        terminal.pump()
        window = terminal.app.window
        root = window.overlay if window.overlay is not None else window.stage
        found.extend(f"{name}: {problem}" for problem in problems(root, least))
        found.extend(f"{name}: {problem}" for problem in too_small(root))

    walk(terminal, row, look)
    assert not found, "\n".join(found)


def too_small(root: Any) -> list[str]:
    """Everything touched is 20 mm by 20 mm, and in the low layout lies in the lower 60 %."""
    least = round(20 / 0.277) - 1
    return [
        f"{button.face.text!r} is only {button.width()}x{button.height()} px"
        for button in root.findChildren(Button)
        if button.isVisibleTo(root) and min(button.width(), button.height()) < least
    ]


HELD = {"start": 1_800_000_000.0, "day": "2026-11-24", "time": "09:00:00"}
BOOKED = {"code": "0123456789", "service": "papers", "day": "2026-11-24", "time": "09:20:00", "state": "booked"}


@pytest.mark.parametrize("locale", LOCALES)
def test_the_questions_after_an_appointment_was_booked_fit(make: Callable[..., Any], locale: str) -> None:
    terminal = make((1280, 800), cards=True)
    broker, least = terminal.broker, Metrics(0.277, 600, 1.0, 1280, 800).minimum_px()
    terminal.start()
    terminal.shell.choices = replace(terminal.shell.choices, locale=locale, scale=1.75)
    terminal.shell.dress()
    terminal.give("appointment")
    days = {"days": [{"day": "2026-11-24", "free": 1}]}
    way: list[Any] = [{"times": []}, "book", "papers", days, "2026-11-24", {"times": [HELD]}, "09:00:00", HELD]
    for said in (*way, "me", None, ""):
        (broker.answer if isinstance(said, dict) else terminal.give)(said)
    found = fitting(terminal, "appointment-call", least)
    ways = {"ways": ["sms", "email"], "away": [], "hours": 24, "told": False}
    way = [True, "01711234567", True, {**BOOKED, "assistant": False}, {"state": "printed"}, None, ways]
    for said in way:
        (broker.answer if isinstance(said, dict) else terminal.give)(said)
    found += fitting(terminal, "appointment-tell", least)
    terminal.give("same")
    found += fitting(terminal, "declare-telling", least)
    assert not found, "\n".join(found)


def fitting(terminal: Any, key: str, least: int) -> list[str]:
    terminal.pump()
    assert terminal.shell.journey.state.step.key == key
    root = terminal.app.window.stage
    return [f"{key}: {problem}" for problem in (*problems(root, least), *too_small(root))]


@pytest.mark.clause("11.7")
@pytest.mark.parametrize("size", [size for size in SIZES if size[1] * 0.277 > 270])
def test_low_layout_keeps_everything_operable_in_the_lower_part(
    make: Callable[..., Any], size: tuple[int, int]
) -> None:
    terminal = make(size)
    terminal.start()
    terminal.shell.choices = replace(terminal.shell.choices, low=True)
    terminal.shell.dress()
    window = terminal.app.window
    for button in window.stage.findChildren(Button):
        if button.isVisibleTo(window):
            assert button.mapTo(window, button.rect().topLeft()).y() >= size[1] * 0.4 - 1, button.face.text


def test_the_checker_finds_what_is_cut_off(make: Callable[..., Any]) -> None:
    terminal = make()
    terminal.start()
    terminal.page.heading.title.resize(50, 10)
    button = terminal.page.findChildren(Button)[0]
    button.resize(60, 40)
    found = problems(terminal.app.window.stage)
    assert any("has" in problem for problem in found)
    assert any("is cut off" in problem for problem in found)


class Longer(Texts):
    """German with every text 40 % longer."""

    def text(self, key: str, attr: str | None = None, **values: object) -> str:
        text = super().text(key, attr, **values)
        missing = round(len(text) * 0.4)
        return f"{text} {('und etwas mehr ' * 40)[: missing - 1]}".strip() if missing > 1 else text


@pytest.mark.clause("11.1.4.12")
@pytest.mark.parametrize(
    "row",
    pairwise(scale=SCALES, size=SIZES[:3], locale=("de",), theme=("paper",), low=(False, True)),
    ids=lambda row: "-".join(str(value) for value in row.values()),
)
def test_texts_forty_per_cent_longer_still_fit(make: Callable[..., Any], row: dict[str, Any]) -> None:
    terminal = make(row["size"])
    longer = Longer("de", data=terminal.shell.terminal.titles)
    terminal.shell._wardrobe._texts["de"] = longer
    terminal.shell.dress()
    found: list[str] = []

    def look(name: str) -> None:
        terminal.pump()
        window = terminal.app.window
        root = window.overlay if window.overlay is not None else window.stage
        found.extend(f"{name}: {problem}" for problem in problems(root))

    walk(terminal, row, look)
    assert not found, "\n".join(found)
