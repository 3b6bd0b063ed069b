"""Samples, levels and where utterances begin and end."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accessibility.voice.meter import BLOCK, Meter, Trouble
from accessibility.voice.samples import HERTZ, Converter, Format, Kind, clipped, decibel
from accessibility.voice.utterance import LATE, SOON, STEP, Event, Utterances
from tests.fakes.microphone import encoded
from tests.unit.voice.conftest import room, tone


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("hertz", [8_000, 16_000, 22_050, 44_100, 48_000])
def test_every_device_gives_the_same_sound(hertz: int, channels: int, kind: Kind) -> None:
    format_ = Format(hertz, channels, kind)
    data = encoded(tone(1.0), format_)
    converter = Converter(format_)
    made = array("h")
    for start in range(0, len(data), 997):  # pieces that cut samples in two
        made += converter.feed(data[start : start + 997])

    assert abs(len(made) - HERTZ) <= 3
    assert abs(decibel(made) - decibel(tone(1.0))) < 1.0


@given(st.binary(max_size=400), st.sampled_from(list(Kind)), st.integers(1, 3), st.sampled_from([8_000, 44_100]))
def test_whatever_bytes_come_they_become_samples(data: bytes, kind: Kind, channels: int, hertz: int) -> None:
    assert all(abs(sample) <= 32_768 for sample in Converter(Format(hertz, channels, kind)).feed(data))


@pytest.mark.parametrize(("hertz", "channels"), [(1_000, 1), (16_000, 0), (16_000, 99)])
def test_what_is_no_microphone_is_refused(hertz: int, channels: int) -> None:
    with pytest.raises(ValueError, match="microphone"):
        Format(hertz, channels)


def test_loudness_and_clipping() -> None:
    assert decibel(array("h")) == -100
    assert decibel(array("h", [0] * 100)) == pytest.approx(-100, abs=0.1)
    assert decibel(tone(0.5, 32_767)) == pytest.approx(0, abs=0.1)
    assert clipped(tone(0.5)) == 0
    assert clipped(array("h")) == 0
    assert clipped(array("h", [32_767, -32_768, 5])) == 2


def _troubles(sound: array[int]) -> set[Trouble]:
    meter = Meter()
    for start in range(0, len(sound), BLOCK):
        meter.feed(sound[start : start + BLOCK])
    return meter.troubles()


def test_a_meter_says_what_is_wrong() -> None:
    assert _troubles(room(5.1) + array("h")) == set()
    assert _troubles(array("h", bytes(2 * 6 * HERTZ))) == {Trouble.SILENT}
    assert _troubles(room(5.1, 3_000)) == {Trouble.NOISY}
    loud = array("h", (max(-32_767, min(32_767, 3 * sample)) for sample in tone(5.1, 32_000)))
    assert Trouble.CLIPPING in _troubles(loud)
    assert _troubles(array("h", bytes(2 * HERTZ))) == set(), "one second is too short to judge"


def test_a_meter_shows_silence_as_nothing_and_shouting_as_all() -> None:
    assert Meter().feed(array("h", bytes(2 * BLOCK))) == 0
    assert 30 < Meter().feed(tone(0.05, 2_000)) < 80
    assert Meter().feed(tone(0.05, 32_000)) == 100


def _events(sound: array[int], *, whole: bool = False) -> list[tuple[Event, float]]:
    utterances = Utterances(lambda _silence: whole)
    told: list[tuple[Event, float]] = []
    for start in range(0, len(sound), 800):
        for event, _ in utterances.feed(sound[start : start + 800]):
            if event is not Event.MORE:
                told.append((event, start / HERTZ))
    return told


def test_an_utterance_is_cut_out_of_the_quiet() -> None:
    utterances = Utterances(lambda _silence: False)
    kept = array("h")
    seconds = clear = 0.0
    for event, part in utterances.feed(room(1) + tone(0.6) + room(1.5)):
        kept += part
        if event is Event.ENDED:
            seconds, clear = utterances.seconds, utterances.clear

    assert seconds == pytest.approx(0.6, abs=0.1)
    assert clear > 20
    assert len(kept) / HERTZ < 0.3 + 0.6 + LATE * STEP / HERTZ + 0.1, "hardly more than the voice was kept"


def test_after_a_whole_phrase_nobody_waits_long() -> None:
    sound = room(1) + tone(0.6) + room(1.5)
    soon, late = _events(sound, whole=True)[-1], _events(sound)[-1]
    assert (soon[0], late[0]) == (Event.ENDED, Event.ENDED)
    assert late[1] - soon[1] == pytest.approx((LATE - SOON) * STEP / HERTZ, abs=0.1)


def test_a_short_knock_and_silence_are_no_utterance() -> None:
    assert _events(room(3)) == []
    assert _events(array("h", bytes(2 * 3 * HERTZ))) == []
    assert _events(room(1) + tone(0.04) + room(1)) == []


def test_endless_talk_is_given_up_and_the_next_utterance_is_heard() -> None:
    talk = array("h")
    for _ in range(25):
        talk += tone(0.5, 12_000) + room(0.3)
    told = _events(room(2) + talk + room(4) + tone(0.5, 12_000) + room(2))
    assert [event for event, _ in told] == [Event.BEGUN, Event.TOO_LONG, Event.BEGUN, Event.ENDED]


def test_what_is_forgotten_is_gone() -> None:
    utterances = Utterances(lambda _silence: False)
    list(utterances.feed(room(1) + tone(0.3)))
    utterances.forget()
    assert utterances.seconds == utterances.clear == 0
    assert [event for event, _ in utterances.feed(room(2))] == []
