"""What the shell itself has to say: waiting, nobody answers, help, are you still there, good-bye."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from kiosk.look.fonts import Weight
from kiosk.look.metrics import TextSize
from kiosk.texts import Texts
from kiosk.visitor.render.base import Context, Heading
from kiosk.visitor.render.blocks import Block
from kiosk.visitor.render.plate import Hero
from kiosk.visitor.render.sheet import Action, Sheet

RETRY, HOME, CLOSE, WITHDRAW, CALL = "retry", "home", "close", "withdraw", "call"
GO_ON, SLOWER, NEW, LONGER = "go-on", "slower", "new", "longer"


def notice(
    context: Context,
    key: str,
    icon: str,
    actions: Sequence[Action] = (),
    blocks: Sequence[Block] = (),
    **values: Any,  # noqa: ANN401 - placeholders of a message
) -> Sheet:
    """Make a page from the message `key` (title, `.body`) with a large pictogram."""
    texts = context.texts
    body = texts.text(key, "body", **values) if texts.has(key, "body") else ""
    heading = Heading(None, context, title=texts.text(key, None, **values), body=body, roomy=True, led=not blocks)
    return Sheet(None, context, blocks, actions, heading, Hero(context.look.theme.primary, icon))


def action(context: Context, key: str, answer: object, icon: str | None = None, *, main: bool = False) -> Action:
    """Make an action with the words of message `key`."""
    return Action(context.texts.text(key), answer, tuple(context.texts.voice(key)), icon=icon, main=main)


def waiting(context: Context) -> Sheet:
    """A request is under way."""
    return notice(context, "waiting", "hourglass_top", blocks=[Block(context.texts.text("please-wait"))])


def away(context: Context, phone: str) -> Sheet:
    """The office is not reached; what was entered is still here."""
    actions = [
        action(context, "try-again", RETRY, "refresh", main=True),
        action(context, "to-home", HOME, "home"),
    ]
    return notice(context, "away", "cloud_off", actions, phone_block(context, phone))


def broken(context: Context, phone: str) -> Sheet:
    """A service of ours has a defect."""
    home = action(context, "to-home", HOME, "home", main=True)
    return notice(context, "broken", "build", [home], phone_block(context, phone))


def warning(context: Context, seconds: int) -> Sheet:
    """Ask whether somebody is still there."""
    actions = [
        action(context, "go-on", GO_ON, "play_arrow", main=True),
        action(context, "more-time", SLOWER, "more_time"),
        action(context, "new-session", NEW, "restart_alt"),
    ]
    return notice(context, "warning", "timer", actions, countdown(context, seconds))


def time_over(context: Context, seconds: int, *, longer: bool) -> Sheet:
    """Say that the time of this session is over, and what can be done."""
    actions = [
        *([action(context, "quota-longer", LONGER, "more_time", main=True)] if longer else []),
        action(context, "quota-finish", GO_ON, "play_arrow", main=not longer),
        action(context, "end", NEW, "logout"),
    ]
    key = "quota-longer-note" if longer else "quota"
    return notice(context, key, "timer", actions, countdown(context, seconds))


def countdown(context: Context, seconds: int) -> list[Block]:
    """The seconds that are left, large."""
    words = context.texts.text("seconds-left", n=seconds)
    return [Block(words, size=TextSize.TITLE, weight=Weight.BOLD)]


def goodbye(context: Context) -> Sheet:
    """The session has ended; this stays until the process is gone."""
    return notice(context, "goodbye", "check_circle")


def covered(context: Context) -> Sheet:
    """Nothing of the session is seen until the screen is touched."""
    return notice(context, "covered", "visibility_off", [action(context, "uncover", CLOSE, "visibility", main=True)])


def out_of_order(context: Context, site: str, phone: str, others: Mapping[str, str]) -> Sheet:
    """Nothing works; `others` says the same in other languages, each with its locale."""
    blocks = [Block(words, locale=locale) for words, locale in others.items()]
    return notice(context, "out-of-order", "block", (), [*phone_block(context, phone), *blocks], site=site)


def note(
    texts: Texts, coming: tuple[str, dict[str, Any]] | None, hidden: Sequence[str], helper_until: str | None
) -> str:
    """The words in the bottom strip: that somebody comes, else what is hidden, else who helps here until when."""
    if coming is not None:
        return texts.text(coming[0], None, **coming[1])
    if hidden:
        return texts.text("privacy-note", None, what=", ".join(texts.text(key) for key in hidden))
    if helper_until:
        return texts.text("helper-until", None, time=_clock(helper_until))
    return texts.text("helper-none")


def phone_block(context: Context, phone: str) -> list[Block]:
    """The telephone of the office; nothing where none is known."""
    if not phone:
        return []
    words = context.texts.text("phone-line", phone=phone.replace(" ", "\u00a0"))  # a number stands on one line
    return [Block(words, weight=Weight.SEMIBOLD, icon="call", size=TextSize.BODY)]


def hours_blocks(context: Context, hours: Sequence[tuple[int, Sequence[Sequence[str]]]]) -> list[Block]:
    """When the office is open, by weekday."""
    blocks, closed = [], context.texts.text("hours-closed")
    for weekday, spans in hours:
        clocks = [{"opens": _clock(opens), "closes": _clock(closes)} for opens, closes in spans]
        times = ", ".join(context.texts.text("hours-span", None, **clock) for clock in clocks)
        said = ", ".join(context.texts.speech("hours-span", None, **clock) for clock in clocks)
        label = context.texts.text(f"weekday-{weekday}")
        blocks.append(Block(times or closed, label=label, weight=Weight.SEMIBOLD, spoken=said or None))
    return blocks


def _clock(time: str) -> dt.time:
    return dt.time.fromisoformat(time)
