"""What a visitor may say to the sound server, packet by packet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.broker.breach import BreachError
from kiosk.broker.pulse import ALLOWED, PACKET_LIMIT, Filter
from tests.lockdown.intruder.pulse import (
    COMMANDS,
    DENIED,
    ERROR,
    HELLO,
    SHARED_MEMORY,
    VERSION,
    command,
    hello,
    number,
    packet,
)

MEMFD = 1 << 30
STREAM = 3


@pytest.mark.parametrize("name", set(ALLOWED) - {8, 35})
def test_playing_and_asking_pass_as_they_are(name: int) -> None:
    said = command(name, 7, number(1))
    assert Filter().request(said) == (said, b"")


@pytest.mark.parametrize("name", sorted(set(range(110)) - set(ALLOWED)))
def test_every_other_command_is_refused_and_does_not_pass(name: int) -> None:
    assert Filter().request(command(name, 7, number(1))) == (b"", packet(number(ERROR) + number(7) + number(DENIED)))


@pytest.mark.parametrize("flags", [SHARED_MEMORY, MEMFD, SHARED_MEMORY | MEMFD])
def test_shared_memory_is_never_agreed_on(flags: int) -> None:
    assert Filter().request(hello(VERSION | flags)) == (HELLO, b"")


def test_changes_are_told_of_loudspeakers_microphones_and_the_server_only() -> None:
    everything, less = command(35, 1, number(0x2FF)), command(35, 1, number(0x83))
    assert Filter().request(everything) == (less, b"")


def test_sound_passes() -> None:
    sound = packet(b"\1\2" * 500, channel=STREAM, flags=3)
    assert Filter().request(sound) == (sound, b"")


@pytest.mark.parametrize(
    "said",
    [
        packet(b"", STREAM),
        packet(b"x" * (PACKET_LIMIT + 1), STREAM)[:20],
        packet(bytes(16), STREAM, flags=SHARED_MEMORY),
        packet(bytes(16), STREAM, flags=0x2000_0000),
        packet(number(8) + number(0), flags=1),
        packet(number(8)),
        packet(b"t" + bytes(9)),
        packet(b"x"),
        command(8, 0),
    ],
    ids=["empty", "too long", "shared", "memory by descriptor", "flags", "no tag", "no number", "cut", "no version"],
)
def test_what_no_library_sends_breaks_the_rules(said: bytes) -> None:
    with pytest.raises(BreachError):
        Filter().request(said)


@given(st.lists(st.integers(1, 60), max_size=30))
def test_packets_may_come_in_any_pieces(cuts: list[int]) -> None:
    said = HELLO + packet(b"ab" * 40, STREAM) + command(20, 3)
    rules, at, passed, heard = Filter(), 0, b"", b""
    for cut in [*cuts, len(said)]:
        passing, answers = rules.request(said[at : at + cut])
        passed += passing
        assert not answers
        heard += rules.event(said[at : at + cut])[0]
        at += cut
    assert passed == said
    assert heard == HELLO + command(20, 3), "what was recorded is left out"


@given(st.binary(max_size=100), st.integers(0, COMMANDS))
def test_any_bytes_pass_are_refused_or_break_the_rules(data: bytes, name: int) -> None:
    for said in (data, packet(data or b"x"), packet(number(name) + number(1) + data)):
        try:
            passed, answers = Filter().request(said)
            assert len(passed) <= len(said)
            assert not (passed and answers)
        except BreachError:
            pass
