"""Scanning: groups of at most four, what is highlighted when, and when it waits."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.visitor.scan import MOST, ROUNDS, Node, Scan, tree

parts = st.lists(st.lists(st.lists(st.integers(), min_size=1, max_size=12), min_size=1, max_size=7), max_size=3)


def leaves(node: Node[int]) -> list[int]:
    if not node.children:
        return list(node.things)
    return [leaf for child in node.children for leaf in leaves(child)]


def widest(node: Node[int]) -> int:
    return max([len(node.children), *(widest(child) for child in node.children)])


@given(parts)
def test_every_thing_is_there_once_in_order_and_no_group_has_more_than_four(given: list[list[list[int]]]) -> None:
    root = tree(given)
    assert leaves(root) == [thing for part in given for row in part for thing in row]
    assert widest(root) <= MOST


@given(parts)
def test_the_switch_alone_reaches_everything(given: list[list[list[int]]]) -> None:
    numbered = [[[(p, r, c) for c, _ in enumerate(row)] for r, row in enumerate(part)] for p, part in enumerate(given)]
    for target in [thing for part in numbered for row in part for thing in row]:
        scan = Scan(tree(numbered))
        for _ in range(60):
            if target in scan.lit:
                if scan.select() == target:
                    break
            else:
                scan.tick()
        else:
            raise AssertionError(target)


def lit(scan: Scan[str]) -> list[str]:
    return list(scan.lit)


def test_one_thing_is_chosen_by_the_first_stroke() -> None:
    scan = Scan(tree([[["uncover"]]]))
    assert lit(scan) == ["uncover"]
    assert scan.select() == "uncover"


def test_a_group_chosen_by_mistake_is_left_after_two_rounds() -> None:
    scan = Scan(tree([[["a", "b"], ["c", "d"]]]))
    assert lit(scan) == ["a", "b"]
    assert scan.select() is None
    assert lit(scan) == ["a"]
    for _ in range(4):
        scan.tick()
    assert lit(scan) == ["a", "b"]
    scan.tick()
    assert lit(scan) == ["c", "d"]


def test_after_three_rounds_without_a_stroke_it_waits_for_the_next_one_which_chooses_nothing() -> None:
    scan = Scan(tree([[["a", "b"]]]))
    for _ in range(2 * ROUNDS):
        assert not scan.waiting
        scan.tick()
    assert scan.waiting
    assert lit(scan) == []
    scan.tick()
    assert scan.select() is None
    assert lit(scan) == ["a"]


def test_a_keyboard_is_gone_on_with_where_one_writes_and_the_strips_come_after_two_rounds() -> None:
    scan = Scan(tree([[list("abcd"), list("efgh")] * 3, [["help"]]]))
    scan.enter()
    assert "help" not in scan.lit
    for _ in range(2 * 3):
        scan.tick()
    scan.tick()
    assert lit(scan) == ["help"]


def test_nothing_to_choose_is_no_mistake() -> None:
    scan: Scan[str] = Scan(tree([]))
    scan.tick()
    assert scan.select() is None
    assert lit(scan) == []
