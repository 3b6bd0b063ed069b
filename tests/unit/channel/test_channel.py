"""Frames between the visitor and its broker: what is taken, and that nothing else is."""

from __future__ import annotations

import contextlib

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import channel
from kiosk.channel import FRAME_LIMIT, ChannelError, Fault, Splitter, frame, is_badge

READERS = (channel.from_visitor, channel.from_broker, channel.to_visitor)


def bodies(data: bytes) -> list[bytes]:
    return Splitter().feed(data)


@pytest.mark.parametrize(
    ("reader", "message"),
    [
        (channel.from_visitor, channel.Ask(1, "effect", "print", b"x", "k")),
        (channel.from_broker, channel.Faulted(Fault.FLOOD)),
        (channel.to_visitor, channel.Show(3, channel.Mode.STAFF)),
    ],
)
def test_a_message_comes_out_as_it_went_in(reader: object, message: msgspec.Struct) -> None:
    assert callable(reader)
    assert reader(bodies(frame(message))[0]) == message


@given(st.lists(st.binary(max_size=300), max_size=20), st.integers(min_value=1, max_value=50))
def test_however_the_stream_is_cut_the_frames_are_the_same(parts: list[bytes], step: int) -> None:
    stream = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    splitter = Splitter()
    found = [body for at in range(0, len(stream), step) for body in splitter.feed(stream[at : at + step])]
    assert found == parts


def test_a_length_over_the_limit_is_refused_before_anything_is_kept() -> None:
    with pytest.raises(ChannelError) as caught:
        bodies((FRAME_LIMIT + 1).to_bytes(4, "big"))
    assert caught.value.fault is Fault.OVERSIZE


def test_our_own_frames_keep_the_limit_too() -> None:
    with pytest.raises(ChannelError):
        frame(channel.Pushed("x", bytes(FRAME_LIMIT)))


@pytest.mark.parametrize("reader", READERS)
@given(body=st.binary(max_size=200))
def test_no_bytes_at_all_are_anything_but_a_message_or_a_fault(reader: object, body: bytes) -> None:
    assert callable(reader)
    with contextlib.suppress(ChannelError):
        assert isinstance(reader(body), msgspec.Struct)


@pytest.mark.parametrize("reader", READERS)
def test_a_message_meant_for_the_other_side_is_refused(reader: object) -> None:
    assert callable(reader)
    other = channel.Beat() if reader is channel.to_visitor else channel.Unlock()
    with pytest.raises(ChannelError):
        reader(bodies(frame(other))[0])


@pytest.mark.parametrize(
    ("typed", "badge"), [("badge0815", True), ("Petra", False), ("Annegrethe", False), ("a1", False), ("", False)]
)
def test_badges_are_told_from_names(typed: str, badge: bool) -> None:
    assert is_badge(typed) is badge
