"""A page with one renderer on it, as the window would show it between its strips."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QWidget

from kiosk.look.fonts import load_fonts
from kiosk.look.metrics import Metrics
from kiosk.look.pictograms import Pictograms
from kiosk.look.style import Look
from kiosk.look.theme import THEMES
from kiosk.texts import Texts
from kiosk.visitor.render.base import Context, Renderer
from kiosk.visitor.strikes import Strikes

if TYPE_CHECKING:
    from collections.abc import Callable

STRIP_MM = 30


@dataclass
class Clock:
    now: float = 100.0

    def __call__(self) -> float:
        return self.now


class Page(QWidget):
    """The space between the strips; places heading and renderer as the window does."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        metrics = look.metrics
        self.strip = metrics.mm(STRIP_MM)
        self.resize(metrics.width, metrics.height)
        self.setLayoutDirection(look.direction)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(look.theme.ground.fill))
        self.setPalette(palette)
        self.setAutoFillBackground(True)
        self.renderer: Renderer | None = None

    @property
    def inner(self) -> tuple[int, int]:
        metrics = self.look.metrics
        return metrics.width - 2 * metrics.margin, metrics.height - 2 * self.strip - 2 * metrics.gap

    def put(self, renderer: Renderer) -> None:
        self.renderer = renderer
        renderer.heading.setParent(self)
        renderer.setParent(self)
        self.arrange()

    def arrange(self) -> None:
        assert self.renderer is not None
        width, height = self.inner
        left, top = self.look.metrics.margin, self.strip + self.look.metrics.gap
        used = self.renderer.heading.height_for(width)
        self.renderer.heading.setGeometry(left, top, width, used)
        used += self.look.metrics.gap if used else 0
        self.renderer.setGeometry(left, top + used, width, height - used)
        self.renderer.heading.show()
        self.renderer.show()


@dataclass
class Stage:
    """Shows renderers; `answers` are what they answered and `said` what they announced."""

    qtbot: Any
    clock: Clock = field(default_factory=Clock)
    answers: list[Any] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)

    def look(
        self, locale: str = "de", size: tuple[int, int] = (1920, 1080), scale: float = 1.0, theme: str = "paper"
    ) -> Look:
        return Look(THEMES[theme], Metrics(0.277, 600, scale, *size), locale, Pictograms())

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
        page = Page(look)
        context = Context(look, texts, Strikes(self.clock, look.metrics.mm(8)), *page.inner, title=title, draft=draft)
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
