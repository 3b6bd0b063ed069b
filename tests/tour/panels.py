"""Pictures of the panels between the strips, of reading aloud, and of the warning."""

from __future__ import annotations

from typing import Any

from kiosk import channel


def show(tour: Any) -> None:
    """Show reading aloud, each panel and the warning."""
    terminal = tour.terminal
    shell, broker = terminal.shell, terminal.broker
    shell.journey.home()
    terminal.strip("read")
    tour.take("reading")
    terminal.strip("read")
    terminal.strip("adjust")
    tour.take("adjust")
    terminal.strip("back")
    shell.panels.open("languages")
    tour.take("languages")
    terminal.strip("back")
    broker.send(channel.Headphones(plugged=True))
    tour.take("headphones")
    broker.send(channel.Headphones(plugged=False))
    shell.panels.open("unspoken")
    tour.take("unspoken")
    terminal.strip("back")
    broker.send(channel.Warn(30.0))
    tour.take("warning")
    broker.send(channel.WarnOver())
