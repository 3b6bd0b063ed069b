"""Pictures of what staff sees."""

from __future__ import annotations

from typing import Any

from kiosk import channel
from kiosk.visitor import notices


def show(walk: Any) -> None:
    """Show how somebody of the staff logs in, is refused, and sees the menu."""
    terminal = walk.terminal
    walk.take("staff-person")
    terminal.give("anna")
    walk.take("staff-pin")
    terminal.give("0815")
    walk.take("staff-checking")
    terminal.broker.send(channel.StaffAnswer(ok=False, wait_seconds=30.0))
    walk.take("staff-refused")
    terminal.give(notices.RETRY)
    terminal.give("anna")
    terminal.give("4711")
    commands = ("end", "restart", "out-of-order", "back-in-order", "close")
    terminal.broker.send(channel.StaffAnswer(ok=True, commands=commands))
    walk.take("staff-menu")
