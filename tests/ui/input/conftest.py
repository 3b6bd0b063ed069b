"""A page with one renderer on it, as the window would show it between its strips."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QMainWindow

from kiosk.look.fonts import load_fonts
from kiosk.look.metrics import Metrics
from kiosk.look.pictograms import Pictograms
from kiosk.look.style import Look
from kiosk.look.theme import THEMES
from kiosk.texts import Texts
from kiosk.visitor.bottom_strip import BottomStrip
from kiosk.visitor.render.base import Context, Renderer
from kiosk.visitor.stage import Stage as WindowStage
from kiosk.visitor.strikes import Strikes
from kiosk.visitor.top_strip import TopStrip

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent


@dataclass
class Clock:
    now: float = 100.0

    def __call__(self) -> float:
        return self.now


class Page(QMainWindow):
    """The window's own stage with its strips; one renderer on it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setLayoutDirection(context.look.direction)
        self.stage = WindowStage(context.look.theme.ground.fill, self)
        self.stage.look = context.look
        self.stage.top, self.stage.bottom = TopStrip(context, self.stage), BottomStrip(context, self.stage)
        self.stage.top.show_first("back")
        self.setCentralWidget(self.stage)
        self.keys: list[int] = []
        self.resize(context.look.metrics.width, context.look.metrics.height)
        self.stage.resize(self.size())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Keep what nothing wanted, as the window would take it."""
        self.keys.append(event.key())

    def put(self, renderer: Renderer) -> None:
        renderer.heading.setParent(self.stage)
        renderer.setParent(self.stage)
        self.stage.page = renderer
        self.stage.arrange()
        renderer.heading.show()
        renderer.show()


@dataclass
class Stage:
    """Shows renderers; `answers` are what they answered and `said` what they announced."""

    qtbot: Any
    clock: Clock = field(default_factory=Clock)
    answers: list[Any] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)

    def look(
        self,
        locale: str = "de",
        size: tuple[int, int] = (1920, 1080),
        scale: float = 1.0,
        theme: str = "paper",
        *,
        low: bool = False,
    ) -> Look:
        return Look(THEMES[theme], Metrics(0.277, 600, scale, *size), locale, Pictograms(), low=low)

    def show(
        self,
        kind: Callable[..., Any],
        step: Any,
        *,
        look: Look | None = None,
        draft: Any = None,
        title: str = "",
        messages: dict[str, dict[str, str]] | None = None,
        **more: Any,
    ) -> Any:
        look = look or self.look()
        texts = Texts(look.locale, data=messages or {step.key: {"de": "In welche Straße ziehen Sie?"}}, strict=False)
        context = Context(
            look, texts, Strikes(self.clock, look.metrics.mm(8)), look.metrics.width, look.metrics.height, title, draft
        )
        page = Page(context)
        space = page.stage.space(whole=False)
        context = replace(context, width=space.width(), height=space.height())
        renderer = kind(step, context, **more)
        renderer.answered.connect(self.answers.append)
        renderer.announce.connect(self.said.extend)
        page.put(renderer)
        self.qtbot.addWidget(page)
        self.pages.append(page)
        with self.qtbot.waitExposed(page):
            page.show()
        return renderer

    def later(self, seconds: float = 0.6) -> None:
        self.clock.now += seconds


@pytest.fixture
def stage(qtbot: Any) -> Stage:
    load_fonts()
    return Stage(qtbot)
