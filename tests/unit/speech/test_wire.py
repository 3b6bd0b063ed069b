"""What goes over the worker's pipes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accessibility.pipes import Frames
from accessibility.speech.wire import Outcome, Reply, Request

_NUMBERS = st.integers(0, 2**32 - 1)


@given(_NUMBERS, st.integers(0, 65_535), st.text(max_size=20), st.booleans())
def test_a_request_arrives_as_it_was_sent(number: int, rate: int, text: str, probe: bool) -> None:
    request = Request(number, rate, "en-gb", text, probe)

    assert Request.decode(request.encode()[4:]) == request


@given(st.lists(st.binary(max_size=50), max_size=5), st.integers(1, 7))
def test_replies_arrive_whatever_the_pieces_are(sounds: list[bytes], size: int) -> None:
    replies = [Reply(number, Outcome.SPOKEN, 22_050, pcm) for number, pcm in enumerate(sounds)]
    stream = b"".join(reply.encode() for reply in replies)
    frames = Frames(1_000)

    bodies = [body for at in range(0, len(stream), size) for body in frames.feed(stream[at : at + size])]

    assert [Reply.decode(body) for body in bodies] == replies


def test_a_frame_over_the_limit_is_refused() -> None:
    with pytest.raises(ValueError, match="limit"):
        Frames(10).feed((11).to_bytes(4, "big"))


@pytest.mark.parametrize("body", [b"", b"\0\0\0"])
def test_what_is_too_short_is_refused(body: bytes) -> None:
    with pytest.raises(ValueError, match="no request"):
        Request.decode(body)
    with pytest.raises(ValueError, match="no reply"):
        Reply.decode(body)
