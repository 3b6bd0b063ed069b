"""Turns the keyboard to every page it has, by its own keys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kiosk.visitor import keyboard_layouts as layouts
from kiosk.visitor.keyboard_layouts import Key, State

if TYPE_CHECKING:
    from kiosk.visitor.keyboard import Keyboard
    from tests.fakes.terminal import Terminal


def routes(start: State) -> list[tuple[Key, ...]]:
    """Give the shortest row of keys to each page of each layout on offer."""
    seen = {(start.layout, start.page)}
    found: list[tuple[Key, ...]] = []
    ahead: list[tuple[State, tuple[Key, ...]]] = [(start, ())]
    while ahead:
        state, way = ahead.pop(0)
        for key in (key for row in layouts.keys(state) for key in row if key.do is not None):
            after, _ = layouts.press(state, key)
            if (after.layout, after.page) not in seen:
                seen.add((after.layout, after.page))
                found.append((*way, key))
                ahead.append((after, (*way, key)))
    return found


def turn(terminal: Terminal, keyboard: Keyboard) -> Iterator[str]:
    """Go to each page in turn; gives its name while it is shown."""
    start = keyboard.state
    yield f"{start.layout}-{start.page.name}"
    for way in routes(start):
        keyboard._turn_to(start)
        for key in way:
            terminal.clock.now += 1.0
            keyboard.button(key.do or key.text).click()
        terminal.pump()
        yield f"{keyboard.state.layout}-{keyboard.state.page.name}"
    keyboard._turn_to(start)
