"""Scanning with one switch: what is highlighted when, and what the switch chooses. Pure; the caller has the clock.

At most four at a time: with more, groups of at most four are gone through first, and groups of groups above them.
Nobody has to hit anything in time: a group that was chosen by mistake is left again after two rounds, and after three
rounds without a stroke of the switch everything waits for the next one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

MOST = 4
"""So many are gone through at the most before the first comes again."""

ROUNDS_INSIDE = 2
"""After so many rounds in a group without a stroke, its group is gone on from."""

ROUNDS = 3
"""After so many rounds through everything without a stroke, scanning waits."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Node(Generic[T]):
    """One thing (no children), or a group of at most `MOST`."""

    things: tuple[T, ...]
    children: tuple[Node[T], ...] = ()


def tree(parts: Sequence[Sequence[Sequence[T]]]) -> Node[T]:
    """Group the things of parts (the page, the strips) in rows: a group never mixes parts, nor halves of two rows."""
    found = [_reduced(_leaves(part)) for part in parts if any(part)]
    flat = [node for nodes in found for node in nodes]
    return _whole(flat if len(flat) <= MOST else [_group(nodes) for nodes in found])


def _leaves(rows: Sequence[Sequence[T]]) -> list[Node[T]]:
    pieces = [row[start : start + MOST] for row in rows for start in range(0, len(row), MOST)]
    return [_group([Node((thing,)) for thing in piece]) for piece in pieces]


def _reduced(nodes: list[Node[T]]) -> list[Node[T]]:
    while len(nodes) > MOST:
        size = min(MOST, -(-len(nodes) // MOST))
        nodes = [_group(nodes[start : start + size]) for start in range(0, len(nodes), size)]
    return nodes


def _group(nodes: Sequence[Node[T]]) -> Node[T]:
    if len(nodes) == 1:
        return nodes[0]
    return Node(tuple(thing for node in nodes for thing in node.things), tuple(nodes))


def _whole(nodes: Sequence[Node[T]]) -> Node[T]:
    """The root always has children, even when there is one thing only."""
    if len(nodes) == 1 and nodes[0].children:
        return nodes[0]
    return Node(tuple(thing for node in nodes for thing in node.things), tuple(nodes))


class Scan(Generic[T]):
    """Goes through one tree. `lit` is what is highlighted: a group, one thing, or nothing while it waits."""

    def __init__(self, root: Node[T]) -> None:
        self._path: list[tuple[Node[T], int]] = []
        self._at_node = root
        self._at = 0
        self._rounds = 0
        self.waiting = False

    @property
    def lit(self) -> tuple[T, ...]:
        """What is highlighted now."""
        if self.waiting or not self._at_node.children:
            return ()
        return self._at_node.children[self._at].things

    def enter(self) -> None:
        """Begin within the first of several groups: a keyboard is gone on with where one writes."""
        if len(self._at_node.children) > 1 and self._at_node.children[0].children:
            self.select()

    def tick(self) -> None:
        """The time for what is highlighted is over."""
        if self.waiting or not self._at_node.children:
            return
        self._at += 1
        if self._at < len(self._at_node.children):
            return
        self._at = 0
        self._rounds += 1
        if self._path and self._rounds >= ROUNDS_INSIDE:
            self._at_node, self._at = self._path.pop()
            self._rounds = 0
        elif self._rounds >= ROUNDS:
            self.waiting = True

    def select(self) -> T | None:
        """Take a stroke of the switch: give the thing that it chooses, or None where it opens a group or goes on."""
        if self.waiting:
            self.waiting, self._at, self._rounds = False, 0, 0
            return None
        if not self._at_node.children:
            return None
        node = self._at_node.children[self._at]
        if not node.children:
            return node.things[0]
        self._path.append((self._at_node, self._at))
        self._at_node, self._at, self._rounds = node, 0, 0
        return None
