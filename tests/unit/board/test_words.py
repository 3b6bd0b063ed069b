"""The words of the board in every language it is shipped in."""

from __future__ import annotations

import inspect

import pytest

from kiosk.texts import ROOT, Texts, entries
from telemed.waiting_room import announce, board
from telemed.waiting_room.board import INFOS

LOCALES = sorted(path.parent.name for path in ROOT.glob("*/board.ftl"))
FULL = [locale for locale in LOCALES if locale != "de-simple"]
VALUES: dict[str, dict[str, str | int]] = {
    "board-more-calls": {"count": 3},
    "board-more-waiting": {"count": 3},
    "board-delay": {"room": "Raum 1", "late": "15 Minuten"},
    "board-delay-late": {"minutes": 15},
    "board-room-room": {"n": 1},
    "board-room-place": {"n": 1},
    "board-room-counter": {"n": 1},
    "board-stale": {"since": "x"},
    "board-age-seconds": {"n": 5},
    "board-age-minutes": {"n": 2},
    "board-age-hours": {"n": 2},
    "board-opens": {"day": "x", "opens": "08:00", "closes": "12:00"},
    "board-screen": {"screen": 1, "screens": 3},
    "board-goes-on": {"screen": 3},
    "board-day-date": {"weekday": "x", "day": 7, "month": 12},
    "board-say": {"number": 14, "room": "Raum 1"},
}


def keys(locale: str) -> set[str]:
    files = [ROOT / locale / name for name in ("board.ftl", "display.ftl")]
    return {name for file in files if file.exists() for name, _ in entries(file.read_text(encoding="utf-8"))}


def test_the_display_has_german_english_and_ukrainian() -> None:
    assert {"de", "en", "uk", "ar", "de-simple"} <= set(LOCALES)


@pytest.mark.parametrize("locale", FULL)
def test_every_language_has_every_text(locale: str) -> None:
    assert keys(locale) == keys("de")


@pytest.mark.parametrize("locale", LOCALES)
def test_every_text_can_be_written(locale: str) -> None:
    texts = Texts(locale, strict=True)

    for key in keys("de"):
        written = texts.plain(key, None, **VALUES.get(key, {}))
        assert written
        assert all(str(value) in written for value in VALUES.get(key, {}).values() if value != 2)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("count", [1, 2, 3, 5, 11, 21, 999])
def test_counted_things_are_counted_in_words_of_the_language(locale: str, count: int) -> None:
    texts = Texts(locale, strict=True)

    for key, name in (("board-delay-late", "minutes"), ("board-more-calls", "count"), ("board-age-hours", "n")):
        written = texts.plain(key, None, **{name: count})
        assert str(count) in written or (locale == "ar" and count < 3), (key, written)


def test_every_text_is_used() -> None:
    source = "".join(inspect.getsource(module) for module in (board, announce))
    built = {f"board-info-{kind}" for kind in INFOS} | {f"board-day-{day}" for day in range(7)}
    built |= {"board-room-room", "board-room-place", "board-room-counter"}

    assert {key for key in keys("de") - built if f'"{key}"' not in source} == set()
    assert built <= keys("de")
