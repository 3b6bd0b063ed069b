"""Facts on a page that may be private: what is written of them, and what is said."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.flow.steps import Fact
from kiosk.look.fonts import Weight
from kiosk.texts import MARKS
from kiosk.visitor.privacy import Privacy
from kiosk.visitor.render.base import Context
from kiosk.visitor.render.blocks import Block

DOTS = "\u2022" * 6
"""In place of a private value; always as many, so that they do not say how long it is."""


def conceals(facts: Sequence[Fact], privacy: Privacy) -> bool:
    """Whether something of these is hidden and could be shown."""
    return privacy.masked and any(fact.private for fact in facts)


def fact_blocks(facts: Sequence[Fact], context: Context, privacy: Privacy) -> list[Block]:
    """Labels and values. With *hide fields* a private value is dots; it is said to headphones or by choice."""
    withheld = context.texts.text("private-withheld")
    return [
        Block(
            DOTS if fact.private and privacy.masked and not privacy.revealed else context.value(fact.value),
            label=context.texts.text(fact.label),
            weight=Weight.SEMIBOLD,
            spoken=withheld if fact.private and not privacy.told else _said(fact, context),
        )
        for fact in facts
    ]


def _said(fact: Fact, context: Context) -> str | None:
    """How a value is said where that differs from what is read; else what stands on a page is said page by page."""
    said = context.said(fact.value)
    return said if fact.private or said != context.value(fact.value).translate(MARKS) else None
