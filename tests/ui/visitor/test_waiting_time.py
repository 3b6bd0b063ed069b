"""How long it will probably take, on the screen, and as it is pushed."""

from __future__ import annotations

from typing import Any

from kiosk import channel


def shown(terminal: Any) -> str:
    """All words on the screen, without what keeps numbers apart from other scripts."""
    return "\n".join(terminal.texts()).translate({0x2068: None, 0x2069: None})


def test_how_long_it_takes_is_told_before_and_a_pushed_range_replaces_what_was_known(terminal: Any) -> None:
    waits = (("social", (5, 20)),)
    terminal.broker.send(channel.Site("16:00", hub=True, today="2026-11-23", waits=waits))
    terminal.start()
    terminal.give("take-number")
    terminal.give("social")
    assert "5 bis 20 Minuten" in shown(terminal)
    terminal.give(True)
    terminal.broker.answer({"number": 27, "code": "x", "ahead": 3, "first": "10:20", "last": "10:40"})
    terminal.broker.answer({"state": "printed"})
    assert "zwischen 10:20 Uhr und 10:40 Uhr" in shown(terminal)
    place = {"number": 27, "state": "waiting", "ahead": 2, "room": None}
    terminal.broker.push("place/27", {**place, "first": "11:05", "last": "11:30"})
    assert "zwischen 11:05 Uhr und 11:30 Uhr" in shown(terminal)
    terminal.broker.push("place/27", {**place, "first": None, "last": None})
    assert "kann gerade niemand sagen" in shown(terminal)
    assert "11:05" not in shown(terminal)
