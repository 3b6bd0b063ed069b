"""Small pieces that several services share."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from kiosk.flow.steps import Fact, Message, PrintResult

if TYPE_CHECKING:
    from kiosk.flow.service import Visit


def clock(time: str) -> dt.time | str:
    """Read `HH:MM`. Anything else (an office open until `24:00`) is shown as it is: better than no hours at all."""
    try:
        return dt.time.fromisoformat(time)
    except ValueError:
        return time


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
