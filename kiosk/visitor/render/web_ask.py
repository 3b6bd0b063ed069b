"""What a page asks by a window of the engine, as a screen of ours that says who asks."""

from __future__ import annotations

from kiosk.flow.steps import AskText, Choose, Option
from kiosk.visitor import notices
from kiosk.visitor.browser.browser import STOP
from kiosk.visitor.browser.rules import short_host
from kiosk.visitor.browser.states import Ask, Kind
from kiosk.visitor.render.ask_text import AskTextRenderer
from kiosk.visitor.render.base import Context, Renderer
from kiosk.visitor.render.blocks import Block
from kiosk.visitor.render.choose import ChooseRenderer
from kiosk.visitor.render.sheet import Action, Sheet

_LONGEST = 600
"""Characters of a page's words that are shown."""

COLOURS = {
    "black": "#000000",
    "grey": "#808080",
    "white": "#ffffff",
    "red": "#d00000",
    "orange": "#f08000",
    "yellow": "#ffe000",
    "green": "#008030",
    "blue": "#0050c0",
    "violet": "#7030a0",
    "pink": "#f080b0",
    "brown": "#804010",
}
"""Colours that have a name everybody knows (`web-colour-<name>`)."""


def ask_screen(ask: Ask, context: Context) -> Renderer:
    """Make the screen for a question of a page; its answer is what `Browser.answer` takes."""
    if ask.kind is Kind.PROMPT and not ask.again:
        values = {"host": short_host(ask.host), "text": ask.text[:_LONGEST]}
        step = AskText(key="web-ask-prompt", values=values, optional=True)
        return AskTextRenderer(step, context)
    if ask.kind in {Kind.NAME, Kind.PASSWORD} and not ask.again:
        private = ask.kind is Kind.PASSWORD
        key = f"web-ask-{ask.kind.value}"
        step = AskText(key=key, values={"host": ask.host}, private=private, optional=True, limit=_LONGEST)
        return AskTextRenderer(step, context)
    if ask.kind is Kind.COLOUR:
        options = tuple(Option(value=value, key=f"web-colour-{name}") for name, value in COLOURS.items())
        return ChooseRenderer(Choose(key="web-ask-colour", values={"host": ask.host}, options=options), context)
    words = ask.text[:_LONGEST].strip()
    blocks = [Block(words)] if words else []
    return _sheet(ask, context, blocks)


def _sheet(ask: Ask, context: Context, blocks: list[Block]) -> Sheet:
    actions: list[Action] = []
    if ask.kind is Kind.ALERT:
        actions.append(notices.action(context, "web-ask-ok", True, "check", main=True))
    else:
        actions.append(notices.action(context, "web-ask-yes", True, "check", main=True))
        actions.append(notices.action(context, "web-ask-no", False, "close"))
    if ask.again:
        actions.append(notices.action(context, "web-ask-stop", STOP, "block"))
    return notices.notice(context, f"web-ask-{ask.kind.value}", "chat", actions, blocks, host=short_host(ask.host))
