"""Small pieces that several services share."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from kiosk.flow.steps import AskText, Fact, Message, PrintResult

if TYPE_CHECKING:
    from collections.abc import Generator

    from kiosk.flow.service import Visit
    from kiosk.flow.steps import Area, Yielded

_MAIL_LIMIT = 120
_MAIL = re.compile(r"[^@\s]{1,64}@[^@\s]+\.[^@\s.]{2,}")


def clock(time: str) -> dt.time | str:
    """Read `HH:MM`. Anything else (an office open until `24:00`) is shown as it is: better than no hours at all."""
    try:
        return dt.time.fromisoformat(time)
    except ValueError:
        return time


UNKNOWN = "unknown"
"""In place of a time, for the messages: nobody can say."""
TIMES = ("first", "last")
"""The values of a place in the line that are times of day."""


def when_called(first: str | None, last: str | None) -> dict[str, dt.time | str]:
    """Give the range of times of a call for the messages, never one time alone."""
    if first is None or last is None:
        return dict.fromkeys(TIMES, UNKNOWN)
    return {"first": clock(first), "last": clock(last)}


def print_state(result: object) -> str:
    """Say what became of a print: `printed`, `no-paper` or `unreachable`, whatever was given back."""
    return result.state if isinstance(result, PrintResult) else "unreachable"


def about_paper(result: object) -> Message:
    """Tell the visitor where the paper is, or that there is none."""
    return Message(f"paper-{print_state(result)}")


def opens_of(visit: Visit) -> tuple[Fact, ...]:
    """Give the day on which an office that is closed today opens again, as a line to show, where it is known."""
    return (Fact("office-next-fact", visit.opens),) if visit.opens is not None else ()


def phone_of(visit: Visit) -> tuple[Fact, ...]:
    """Give the office's telephone as a line to show, where it has one."""
    return (Fact("office-phone-fact", visit.phone),) if visit.phone else ()


def ask_mail(key: str, area: Area) -> Generator[Yielded, object, str]:
    """Ask for an e-mail address until it looks like one; `<key>-again` says that it did not."""
    asked = key
    while True:
        mail = str((yield AskText(key=asked, private=True, limit=_MAIL_LIMIT, area=area))).strip()
        if _MAIL.fullmatch(mail):
            return mail
        asked = f"{key}-again"
