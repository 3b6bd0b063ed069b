"""Small pieces that several services share."""

from __future__ import annotations

import datetime as dt

from kiosk.flow.steps import Message, PrintResult


def clock(time: str) -> dt.time:
    """Read `HH:MM`; raises `ValueError` on anything else."""
    return dt.time.fromisoformat(time)


def print_state(result: object) -> str:
    """Say what became of a print: `printed`, `no-paper` or `unreachable`, whatever was given back."""
    return result.state if isinstance(result, PrintResult) else "unreachable"


def about_paper(result: object) -> Message:
    """Tell the visitor where the paper is, or that there is none."""
    return Message(f"paper-{print_state(result)}")
