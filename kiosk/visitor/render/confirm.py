"""A summary, and yes or no."""

from __future__ import annotations

from kiosk.flow.steps import Confirm
from kiosk.visitor.privacy import Privacy
from kiosk.visitor.render.base import Context, Heading
from kiosk.visitor.render.plate import Hero
from kiosk.visitor.render.private import conceals, fact_blocks
from kiosk.visitor.render.sheet import Action, Sheet


class ConfirmRenderer(Sheet):
    """What was said, and two answers: 1 is yes, 2 is no."""

    def __init__(self, step: Confirm, context: Context) -> None:
        blocks = fact_blocks(step.summary, context, context.privacy)
        hero = Hero(context.look.theme.areas[step.area.value], step.icon) if step.icon else None
        actions = [self._action(step, context, "yes"), self._action(step, context, "no")]
        heading = Heading(step, context, roomy=True, led=hero is not None and not blocks)
        super().__init__(step, context, blocks, actions, heading, hero)

    def conceals(self) -> bool:
        """Private facts are dots with *hide fields*."""
        return conceals(self.step.summary, self.privacy)

    def set_privacy(self, privacy: Privacy) -> None:
        """Write private facts, or dots."""
        super().set_privacy(privacy)
        self.set_blocks(fact_blocks(self.step.summary, self.context, privacy))

    @staticmethod
    def _action(step: Confirm, context: Context, name: str) -> Action:
        texts, yes = context.texts, name == "yes"
        own = texts.has(step.key, name)
        words = texts.text(step.key, name) if own else texts.text(f"confirm-{name}")
        phrases = dict.fromkeys([words, *texts.voice(f"confirm-{name}")])
        return Action(
            words,
            yes,
            tuple(phrases),
            icon="check" if yes else "close",
            main=yes,
            number=1 if yes else 2,
        )
