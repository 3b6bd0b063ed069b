"""What a visitor that may listen can record: the microphone, and nothing else, until it may no more."""

from __future__ import annotations

import pytest

from kiosk.broker.breach import BreachError
from kiosk.broker.pulse import LISTENING, Filter
from kiosk.broker.recording import CREATE, DELETE, OUR_TAGS, Recordings
from kiosk.broker.tagged import NOTHING, Values, text
from tests.lockdown.intruder.pulse import DENIED, ERROR, REPLY, command, number, packet, properties, recording

MICROPHONE = 12
KILLED = 65
REFUSED = packet(number(ERROR) + number(7) + number(DENIED))


class Ear:
    """Whether the visitor may listen, and a filter that asks it."""

    def __init__(self, microphone: int | None = MICROPHONE) -> None:
        self.microphone = microphone
        self.filter = Filter(lambda: self.microphone)

    def create(self, tag: int = 7) -> int:
        """Ask for a recording; give the tag it has at the server."""
        passed, answers = self.filter.request(command(CREATE, tag, recording()))
        assert not answers
        return Values(passed[20:], 5).number()

    def begin(self, stream: int = 3) -> int:
        """Have a recording made; give the stream's number."""
        ours = self.create()
        heard, told = self.filter.event(packet(number(REPLY) + number(ours) + number(stream) + number(40)))
        assert heard == packet(number(REPLY) + number(7) + number(stream) + number(40))
        assert told == b""
        return stream


def created(arguments: bytes) -> Values:
    passed, answers = Ear().filter.request(command(CREATE, 7, arguments))
    assert not answers
    return Values(passed[20:], 10)


@pytest.mark.parametrize("name", LISTENING)
def test_without_leave_every_command_of_recording_is_refused(name: int) -> None:
    assert Ear(None).filter.request(command(name, 7, recording())) == (b"", REFUSED)


@pytest.mark.parametrize("name", set(LISTENING) - {CREATE})
def test_with_leave_they_pass_as_they_are(name: int) -> None:
    said = command(name, 7, number(1))
    assert Ear().filter.request(said) == (said, b"")


@pytest.mark.parametrize(
    "wanted",
    [
        recording(),
        recording(source=0),
        recording(name="test.monitor"),
        recording(source=1, name="@DEFAULT_MONITOR@", direct=4),
    ],
    ids=["default", "by number", "a monitor by name", "what one client plays"],
)
def test_whatever_source_is_asked_for_it_is_the_microphone(wanted: bytes) -> None:
    values = created(wanted)
    values.skip(2)
    assert (values.number(), values.text()) == (MICROPHONE, None)
    values.skip(8)
    assert values.flag() is True, "it is not moved elsewhere when the microphone is gone"
    values.skip(3)
    assert values.properties() == {"media.name": b"ear\0"}
    assert values.number() == NOTHING, "not what one client plays"


def test_what_newer_versions_add_passes() -> None:
    assert created(recording() + b"1" + b"0").at == 10
    passed, _ = Ear().filter.request(command(CREATE, 7, recording() + b"1" + text("later")))
    assert passed.endswith(b"1" + text("later"))


@pytest.mark.parametrize("cut", [0, 5, 20, 40, -1])
def test_what_no_library_asks_for_breaks_the_rules(cut: int) -> None:
    with pytest.raises(BreachError):
        created(recording()[:cut])


def test_an_older_protocol_breaks_the_rules() -> None:
    with pytest.raises(BreachError):
        created(text("name first") + recording())


def test_tags_of_ours_are_nobody_elses() -> None:
    for said in (command(CREATE, OUR_TAGS, recording()), command(20, NOTHING)):
        with pytest.raises(BreachError):
            Ear().filter.request(said)


def test_what_is_recorded_is_heard_only_with_leave() -> None:
    ear, sound = Ear(), packet(b"\1\2" * 50, channel=3)
    ear.begin()
    assert ear.filter.event(sound) == (sound, b"")
    ear.microphone = None
    assert ear.filter.event(sound) == (b"", b"")


def test_a_recording_that_is_refused_is_heard_of() -> None:
    ear = Ear()
    ours = ear.create()
    refusal = number(DENIED)
    assert ear.filter.event(packet(number(ERROR) + number(ours) + refusal)) == (
        packet(number(ERROR) + number(7) + refusal),
        b"",
    )
    assert ear.filter.deafen() == (b"", b"")


def test_when_leave_ends_the_server_drops_it_and_the_visitor_is_told() -> None:
    ear = Ear()
    stream = ear.begin()
    ear.microphone = None
    heard, told = ear.filter.deafen()
    assert heard == packet(number(KILLED) + number(NOTHING) + number(stream))
    values = Values(told[20:])
    assert values.number() == DELETE
    ours = values.number()
    assert values.number() == stream
    assert ear.filter.event(packet(number(REPLY) + number(ours))) == (b"", b""), "the answer is ours"
    assert ear.filter.deafen() == (b"", b""), "once"


def test_a_recording_that_is_granted_too_late_is_dropped_at_once() -> None:
    ear = Ear()
    ours = ear.create()
    ear.microphone = None
    heard, told = ear.filter.event(packet(number(REPLY) + number(ours) + number(3) + number(40)))
    assert heard == REFUSED
    assert Values(told[20:]).number() == DELETE
    assert told.endswith(number(3))
    assert ear.filter.deafen() == (b"", b"")


def test_a_recording_that_the_visitor_ends_is_not_ended_again() -> None:
    ear = Ear()
    said = command(DELETE, 9, number(ear.begin()))
    ear.microphone = None
    assert ear.filter.request(said) == (said, b""), "without leave too"
    assert ear.filter.deafen() == (b"", b"")


def test_other_answers_and_events_pass_as_they_are() -> None:
    ear = Ear()
    ear.begin()
    for said in (command(REPLY, 7, number(1)), command(66, NOTHING, number(1))):
        assert ear.filter.event(said) == (said, b"")


def test_tags_begin_again_and_unanswered_ones_run_out() -> None:
    recordings = Recordings()
    for _ in range(NOTHING - OUR_TAGS):
        recordings.begin(1, number(CREATE) + number(1) + recording(), MICROPHONE)
    with pytest.raises(BreachError):
        recordings.begin(1, number(CREATE) + number(1) + recording(), MICROPHONE)


def test_the_recording_of_the_tests_is_one() -> None:
    assert properties(media_name="ear") in recording()
