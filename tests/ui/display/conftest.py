"""What the tests of the display share: a small hub, a clock that can be put forward, a display of real parts."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from kiosk.look.fonts import load_fonts
from kiosk.look.pictograms import Pictograms
from telemed.api import Board, Site
from telemed.waiting_room.app import BoardWords
from telemed.waiting_room.board import Sign
from telemed.waiting_room.display import Clocks, Display
from telemed.waiting_room.feed import Feed
from telemed.waiting_room.hub import Hub, reach
from telemed.waiting_room.memory import Memory
from telemed.waiting_room.screen import Screen
from tests.fakes.board_hub import BoardHub

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pytestqt.qtbot import QtBot

BERLIN = ZoneInfo("Europe/Berlin")
LANGUAGES = ("de", "en", "uk")


@dataclass
class Clock:
    """Real time, which a test can put forward."""

    ahead: float = 0.0

    def monotonic(self) -> float:
        return time.monotonic() + self.ahead

    def wall(self) -> dt.datetime:
        return dt.datetime.now(BERLIN) + dt.timedelta(seconds=self.ahead)

    @property
    def clocks(self) -> Clocks:
        return Clocks(self.monotonic, self.wall)


@dataclass
class Voice:
    """Notes what is announced."""

    said: list[list[tuple[str, str]]] = field(default_factory=list)
    gongs: int = 0

    def announce(self, texts: Sequence[tuple[str, str]], *, gong: bool = False) -> None:
        self.said.append(list(texts))
        self.gongs += gong


class Parts:
    """A display of real parts; `close` ends it as its process would end."""

    def __init__(self, hub: Hub, clock: Clock, state: Path | None = None) -> None:
        self.closed = False
        self.clock = clock
        self.voice = Voice()
        self.screen = Screen(Pictograms())
        self.feed = Feed(hub, clock.monotonic, lambda: 0.0)
        sign = Sign(BoardWords(LANGUAGES), languages=LANGUAGES)
        self.display = Display(
            self.feed, self.screen.canvas, sign, clock.clocks, memory=Memory(state), voice=self.voice
        )
        self.versions: list[int] = []
        self.display.painted.connect(self.versions.append)
        self.screen.open((1280, 800), windowed=True)
        self.display.start()

    @property
    def numbers(self) -> list[int]:
        picture = self.screen.canvas.picture
        return [card.number for card in picture.calls] if picture else []

    @property
    def stale(self) -> bool:
        picture = self.screen.canvas.picture
        return picture is not None and bool(picture.stale)

    def close(self) -> None:
        if self.closed:
            return
        self.closed = True
        self.display.stop()
        self.screen.close()
        self.screen.deleteLater()


class Start:
    """Starts displays and ends them with the test."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.parts: list[Parts] = []

    def __call__(self, url: str, clock: Clock | None = None, state: Path | None = None) -> Parts:
        made = Parts(reach(url), clock or Clock(), state)
        self.parts.append(made)
        return made


@pytest.fixture(scope="session")
def fonts(qapp: object) -> None:
    load_fonts()


@pytest.fixture
def start(qtbot: QtBot, fonts: None) -> Iterator[Start]:
    starter = Start(qtbot)
    yield starter
    for parts in starter.parts:
        parts.close()


@pytest.fixture
def hub() -> Iterator[BoardHub]:
    made = BoardHub(Board("lobeda", time.time(), 1), Site("Stadtteilbüro Lobeda", "03641 123456"))
    made.start()
    yield made
    made.stop()
