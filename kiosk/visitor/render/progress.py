"""Something takes time and ends by itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kiosk.flow.steps import Progress
from kiosk.visitor.render.base import Context, Heading
from kiosk.visitor.render.blocks import Block
from kiosk.visitor.render.live import LiveHeading
from kiosk.visitor.render.plate import Hero
from kiosk.visitor.render.sheet import Action, Sheet


class ProgressRenderer(Sheet):
    """What is waited for, and a way to stop waiting. The answer of the visitor is None; a pushed `done` ends it."""

    def __init__(self, step: Progress, context: Context) -> None:
        texts = context.texts
        stop = Action(texts.text("stop-waiting"), None, tuple(texts.voice("stop-waiting")), icon="close")
        wait = Block(texts.text("please-wait"), icon="hourglass_top")
        hero = Hero(context.look.theme.areas[step.area.value], step.icon or "hourglass_top")
        heading: Heading = LiveHeading(step, context)
        super().__init__(step, context, [wait], [stop], heading, hero)

    def push(self, value: object) -> None:
        """Write the heading with the new values."""
        if isinstance(value, Mapping) and isinstance(self.heading, LiveHeading):
            words: dict[str, Any] = dict(value)
            if self.heading.renew(words):
                self.changed()
                self.announce.emit(self.heading.spoken())
