"""What passes between a visitor and the compositor, message by message."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.broker.breach import BreachError
from kiosk.broker.wayland import Filter
from tests.lockdown.intruder.wayland import text, words

DISPLAY, REGISTRY, MAKER = 1, 2, 3
SCREENSHOTS, COMPOSITOR, WINDOWS, CLIPBOARD = 23, 2, 10, 4


def message(sender: int, opcode: int, body: bytes = b"") -> bytes:
    return words(sender, (len(body) + 8) << 16 | opcode) + body


def announce(name: int, interface: str, version: int = 3) -> bytes:
    return message(REGISTRY, 0, words(name) + text(interface) + words(version))


def bind(name: int, interface: str, version: int = 3, number: int = MAKER) -> bytes:
    return message(REGISTRY, 0, words(name) + text(interface) + words(version, number))


def connection(*, shown: bool = True) -> Filter:
    """Give one that has asked for its registry and been told of three globals."""
    rules = Filter(lambda: shown)
    rules.request(message(DISPLAY, 1, words(REGISTRY)))
    for name, interface in (
        (COMPOSITOR, "wl_compositor"),
        (SCREENSHOTS, "zwlr_screencopy_manager_v1"),
        (WINDOWS, "xdg_wm_base"),
    ):
        rules.event(announce(name, interface))
    return rules


def test_only_what_a_window_needs_is_announced() -> None:
    rules = connection()
    allowed, hidden = announce(40, "wl_seat"), announce(41, "zwp_virtual_keyboard_manager_v1")
    assert rules.event(allowed + hidden) == allowed
    assert rules.event(message(REGISTRY, 1, words(41))) == b"", "what was never there cannot go"
    gone = message(REGISTRY, 1, words(40))
    assert rules.event(gone) == gone


def test_what_was_announced_can_be_bound() -> None:
    rules = connection()
    assert rules.request(bind(COMPOSITOR, "wl_compositor")) == bind(COMPOSITOR, "wl_compositor")


@pytest.mark.parametrize(
    "request_",
    [
        bind(SCREENSHOTS, "zwlr_screencopy_manager_v1"),
        bind(SCREENSHOTS, "wl_compositor"),
        bind(COMPOSITOR, "zwlr_screencopy_manager_v1"),
        bind(COMPOSITOR, "wl_compositor", version=4),
        bind(COMPOSITOR, "wl_compositor", version=0),
        bind(99, "wl_compositor"),
        message(REGISTRY, 1),
        message(REGISTRY, 0),
        message(REGISTRY, 0, words(COMPOSITOR, 0)),
        message(REGISTRY, 0, words(COMPOSITOR, 1 << 20) + b"wl_c"),
        words(5, 4 << 16),
        words(5, 10 << 16),
    ],
    ids=[
        "hidden",
        "hidden name, other interface",
        "other interface",
        "version never offered",
        "version 0",
        "never announced",
        "unknown request",
        "cut off",
        "empty string",
        "string past the end",
        "size below a head",
        "size not of words",
    ],
)
def test_nothing_else_can(request_: bytes) -> None:
    with pytest.raises(BreachError):
        connection().request(request_)


def test_a_global_that_went_away_cannot_be_bound_any_more() -> None:
    rules = connection()
    rules.event(message(REGISTRY, 1, words(COMPOSITOR)))
    with pytest.raises(BreachError):
        rules.request(bind(COMPOSITOR, "wl_compositor"))


def test_a_second_registry_is_no_way_round() -> None:
    rules = connection()
    rules.request(message(DISPLAY, 1, words(7)))
    with pytest.raises(BreachError):
        rules.request(message(7, 0, words(SCREENSHOTS) + text("zwlr_screencopy_manager_v1") + words(3, 8)))


def test_registries_are_few() -> None:
    rules = connection()
    with pytest.raises(BreachError):
        rules.request(b"".join(message(DISPLAY, 1, words(100 + number)) for number in range(64)))


def test_a_spare_makes_no_window() -> None:
    window = message(MAKER, 2, words(11, 12))
    for shown in (True, False):
        rules = connection(shown=shown)
        rules.request(bind(WINDOWS, "xdg_wm_base"))
        rules.request(message(MAKER, 3, words(1)))  # an answer to a ping
        if shown:
            assert rules.request(window) == window, "the control: the visible one does"
        else:
            with pytest.raises(BreachError):
                rules.request(window)


def with_clipboard(device: int = 5) -> tuple[Filter, bytes]:
    """Give a connection that has asked for the clipboard, and how it asked."""
    rules = connection()
    rules.event(announce(CLIPBOARD, "wl_data_device_manager"))
    asked = bind(CLIPBOARD, "wl_data_device_manager", number=4) + message(4, 1, words(device, 9))
    assert rules.request(asked) == asked
    return rules, asked


def test_the_clipboard_is_filled_but_tells_of_no_other_content() -> None:
    rules, _ = with_clipboard()
    content = message(5, 0, words(0xFF000000)) + message(5, 5, words(0xFF000000))
    assert rules.event(content) == b""
    other = message(9, 0, words(1))
    assert rules.event(other) == other, "the control: what is no clipboard is heard"
    filling = message(4, 0, words(6)) + message(5, 1, words(6, 1))
    assert rules.request(filling) == filling


def test_content_of_others_cannot_be_asked_for_by_its_number() -> None:
    rules, _ = with_clipboard()
    with pytest.raises(BreachError):
        rules.request(message(0xFF000000, 1, text("text/plain")))


def test_a_clipboard_that_was_given_back_is_forgotten() -> None:
    rules, _ = with_clipboard()
    rules.request(message(5, 2))
    heard = message(5, 0, words(1))
    assert rules.event(heard) == heard, "its number is another object's now"


@pytest.mark.parametrize("number", [1, REGISTRY])
def test_a_number_stands_for_one_thing(number: int) -> None:
    with pytest.raises(BreachError):
        connection().request(message(DISPLAY, 1, words(number)))


def test_a_compositor_that_makes_no_sense_is_left() -> None:
    with pytest.raises(BreachError):
        connection().event(message(REGISTRY, 2, words(1)))


@given(st.lists(st.integers(1, 40), max_size=20))
def test_messages_may_come_in_any_pieces(cuts: list[int]) -> None:
    said = bind(COMPOSITOR, "wl_compositor") + message(9, 4) + message(9, 6, words(1, 2, 3))
    rules, at, passed = connection(), 0, b""
    for cut in cuts:
        passed += rules.request(said[at : at + cut])
        at += cut
    passed += rules.request(said[at:])
    assert passed == said


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_any_bytes_pass_or_break_the_rules(said: bytes, heard: bytes) -> None:
    rules = connection()
    try:
        assert said.startswith(rules.request(said))
        rules.event(heard)
    except BreachError:
        pass
