"""Something to read or hear, left by *next*."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.flow.steps import Show
from kiosk.visitor.privacy import Privacy
from kiosk.visitor.render.base import Context
from kiosk.visitor.render.blocks import Block
from kiosk.visitor.render.live import LiveHeading
from kiosk.visitor.render.plate import Hero
from kiosk.visitor.render.private import conceals, fact_blocks
from kiosk.visitor.render.sheet import Action, Sheet


class ShowRenderer(Sheet):
    """A very large number or word, facts, lines, and *next*."""

    def __init__(self, step: Show, context: Context) -> None:
        texts = context.texts
        next_ = Action(texts.text("next"), None, tuple(texts.voice("next")), after="arrow_forward", main=True)
        paint = context.look.theme.areas[step.area.value]
        big = "" if step.big is None else str(step.big)
        hero = Hero(paint, step.icon, big) if big or step.icon else None
        led = bool(big) or (hero is not None and not step.facts and not step.lines)
        heading = LiveHeading(step, context, led=led)
        super().__init__(step, context, self._blocks(step, context, context.privacy), [next_], heading, hero)

    @staticmethod
    def _blocks(step: Show, context: Context, privacy: Privacy) -> list[Block]:
        return [
            *fact_blocks(step.facts, context, privacy),
            *(Block(context.message(line)) for line in step.lines),
        ]

    def conceals(self) -> bool:
        """Private facts are dots with *hide fields*."""
        return conceals(self.step.facts, self.privacy)

    def set_privacy(self, privacy: Privacy) -> None:
        """Write private facts, or dots."""
        super().set_privacy(privacy)
        self.set_blocks(self._blocks(self.step, self.context, privacy))

    def push(self, value: object) -> None:
        """Write the heading with the new values, and say it when it says something else."""
        if isinstance(value, Mapping) and isinstance(self.heading, LiveHeading) and self.heading.renew(value):
            self.renew()
