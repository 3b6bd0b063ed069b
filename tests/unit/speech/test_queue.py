"""What is said next, and that there are never two at once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accessibility.speech.queue import (
    RATES,
    USUAL_RATE,
    Caption,
    Command,
    Gong,
    Halt,
    Missing,
    Pace,
    Play,
    Prepare,
    Sound,
    Speaking,
    Step,
    Utterances,
    Volume,
    pace,
)


class Hand:
    """Carries out commands as a sink would, and remembers what was asked."""

    def __init__(self) -> None:
        self.state = Utterances()
        self.done: list[Command] = []

    def take(self, step: Step) -> tuple[Command, ...]:
        self.state, commands = step
        self.done += commands
        return commands

    def hear(self) -> None:
        """Let the current sentence be made and played to its end."""
        self.take(self.state.prepared(self.state.number, Sound.READY))
        self.take(self.state.finished(self.state.number))

    @property
    def captions(self) -> list[str]:
        return [command.text for command in self.done if isinstance(command, Caption)]


def test_a_sentence_is_captioned_when_its_sound_begins() -> None:
    hand = Hand()

    asked = hand.take(hand.state.say([("Guten Tag. Bitte warten.", "de-simple")]))

    assert asked == (Speaking(on=True), Prepare(1, "Guten Tag.", "de", RATES[USUAL_RATE]))
    assert hand.take(hand.state.prepared(1, Sound.READY)) == (Caption("Guten Tag."), Play(1))
    assert hand.take(hand.state.finished(1)) == (Prepare(2, "Bitte warten.", "de", RATES[USUAL_RATE]),)
    hand.take(hand.state.prepared(2, Sound.READY))
    assert hand.take(hand.state.finished(2)) == (Caption(""), Speaking(on=False))


def test_saying_something_new_silences_what_was_said() -> None:
    hand = Hand()
    hand.take(hand.state.say([("Eins. Zwei.", "de")]))
    hand.take(hand.state.prepared(1, Sound.READY))

    commands = hand.take(hand.state.say([("Drei.", "de")]))

    assert commands[0] == Halt()
    assert hand.take(hand.state.finished(1)) == ()
    hand.hear()
    assert hand.captions == ["Eins.", "Drei.", ""]


def test_a_late_sound_of_a_stopped_sentence_is_not_played() -> None:
    hand = Hand()
    hand.take(hand.state.say([("Eins.", "de")]))

    assert hand.take(hand.state.stop()) == (Halt(), Caption(""), Speaking(on=False))

    assert hand.take(hand.state.prepared(1, Sound.READY)) == ()
    assert hand.take(hand.state.stop()) == ()


def test_announcements_wait_for_each_other_each_with_its_gong() -> None:
    hand = Hand()
    hand.take(hand.state.announce([("Nummer 14", "de"), ("Number 14", "en")], gong=True))
    hand.take(hand.state.announce([("Nummer 15", "de")], gong=True))

    hand.take(hand.state.finished(1))
    hand.hear()
    hand.hear()
    assert hand.take(hand.state.finished(hand.state.number)) == (Prepare(5, "Nummer 15", "de", RATES[USUAL_RATE]),)
    hand.hear()

    asked = [command for command in hand.done if isinstance(command, Prepare | Gong)]
    assert [type(command).__name__ for command in asked] == ["Gong", "Prepare", "Prepare", "Gong", "Prepare"]
    assert [command.voice for command in asked if isinstance(command, Prepare)] == ["de", "en", "de"]


def test_slower_begins_the_sentence_again_and_lasts() -> None:
    hand = Hand()
    hand.take(hand.state.say([("Eins. Zwei.", "de")]))
    hand.take(hand.state.prepared(1, Sound.READY))

    assert hand.take(hand.state.slower()) == (Halt(), Prepare(2, "Eins.", "de", RATES[USUAL_RATE - 1]))

    hand.hear()
    assert hand.done[-1] == Prepare(3, "Zwei.", "de", RATES[USUAL_RATE - 1])


def test_slower_stops_at_the_slowest() -> None:
    hand = Hand()
    for _ in RATES:
        hand.take(hand.state.slower())
    hand.take(hand.state.say([("Eins.", "de")]))

    assert hand.done[-1] == Prepare(1, "Eins.", "de", RATES[0])
    assert hand.take(hand.state.slower()) == ()


@pytest.mark.clause("5.1.3.12")
def test_volume_goes_in_steps_between_quiet_and_full() -> None:
    hand = Hand()

    assert hand.take(hand.state.louder()) == (Volume(70),)
    for _ in range(9):
        hand.take(hand.state.louder())
    assert hand.done[-1] == Volume(100)
    for _ in range(20):
        hand.take(hand.state.quieter())
    assert hand.done[-1] == Volume(10)
    assert hand.take(hand.state.at_volume(0)) == (Volume(0),)
    assert hand.take(hand.state.quieter()) == (Volume(0),)


@pytest.mark.clause("5.1.3.4", "5.1.3.13")
def test_repeat_says_the_whole_once_more_until_the_reset() -> None:
    hand = Hand()
    hand.take(hand.state.say([("Eins. Zwei.", "de")]))
    hand.hear()
    hand.hear()

    hand.take(hand.state.repeat())
    hand.hear()
    hand.hear()

    assert hand.captions == ["Eins.", "Zwei.", "", "Eins.", "Zwei.", ""]
    hand.take(hand.state.slower())
    hand.take(hand.state.louder())
    hand.take(hand.state.reset())
    assert (hand.state.rate, hand.state.volume) == (USUAL_RATE, 60)
    assert hand.take(hand.state.repeat()) == ()


def test_without_sound_the_caption_stands_as_long_as_reading_takes() -> None:
    hand = Hand()
    hand.take(hand.state.say([("Bitte nehmen Sie im Wartebereich Platz.", "de")]))

    caption, wait = hand.take(hand.state.prepared(1, Sound.NONE))

    assert caption == Caption("Bitte nehmen Sie im Wartebereich Platz.")
    assert isinstance(wait, Pace)
    assert 2 <= wait.seconds <= 5
    assert hand.take(hand.state.finished(1)) == (Caption(""), Speaking(on=False))


def test_slower_also_slows_captions() -> None:
    assert pace("Ein Satz mit vielen Wörtern, die gelesen werden.", RATES[0]) > pace(
        "Ein Satz mit vielen Wörtern, die gelesen werden.", RATES[-1]
    )


def test_a_language_without_a_voice_is_captioned_and_told_once() -> None:
    hand = Hand()

    hand.take(hand.state.say([("Bonjour. Merci.", "fr")]))
    hand.take(hand.state.finished(1))
    hand.take(hand.state.finished(2))

    assert [command for command in hand.done if isinstance(command, Missing)] == [Missing("fr")]
    assert hand.captions == ["Bonjour.", "Merci.", ""]


def test_saying_nothing_is_silence() -> None:
    hand = Hand()
    hand.take(hand.state.say([("Eins.", "de")]))

    assert hand.take(hand.state.say([(" ", "de")])) == (Halt(), Caption(""), Speaking(on=False))
    assert hand.take(hand.state.announce([])) == ()


_ACTIONS = st.lists(
    st.sampled_from(["say", "announce", "gong", "stop", "repeat", "slower", "faster", "ready", "none", "end", "old"]),
    max_size=60,
)


_TEXTS = [("Eins. Zwei.", "de"), ("Three.", "en"), ("Quatre.", "fr")]


def _step(state: Utterances, action: str, *, sounding: bool) -> Step:
    """Do what `action` names; a sound is prepared once only."""
    match action:
        case "say":
            return state.say(_TEXTS)
        case "announce" | "gong":
            return state.announce(_TEXTS, gong=action == "gong")
        case "ready" | "none":
            sound = Sound.READY if action == "ready" else Sound.NONE
            return (state, ()) if sounding else state.prepared(state.number, sound)
        case "old":
            return state.prepared(state.number - 1, Sound.READY)
        case "end":
            return state.finished(state.number)
        case _:
            done: Step = getattr(state, action)()
            return done


@pytest.mark.clause("5.1.3.5", "5.1.3.10")
@given(_ACTIONS)
def test_never_two_at_once_whatever_happens(actions: list[str]) -> None:
    """Given any order of requests and late answers, a sound starts only after the one before ended or was halted."""
    hand = Hand()
    sounding = 0
    for action in actions:
        commands = hand.take(_step(hand.state, action, sounding=bool(sounding)))
        if action == "end":
            sounding = 0
        for command in commands:
            if isinstance(command, Halt):
                sounding = 0
            if isinstance(command, Play | Gong | Pace):
                assert sounding == 0
                sounding = command.number
    said = [command.on for command in hand.done if isinstance(command, Speaking)]
    assert (said[-1] if said else False) == (hand.state.current is not None)


def test_when_others_hear_there_is_silence_and_nothing_is_said_once_more() -> None:
    hand = Hand()
    hand.take(hand.state.at_volume(90))
    hand.take(hand.state.say([("Ihr Anliegen ist geheim. Mehr davon.", "de")]))

    assert Halt() in hand.take(hand.state.rerouted())
    assert hand.state.current is None
    assert hand.state.volume == hand.state.usual_volume, "as loud as others find usual"
    assert hand.take(hand.state.repeat()) == ()


def test_who_made_it_quieter_is_not_startled_by_another_loudspeaker() -> None:
    hand = Hand()
    hand.take(hand.state.at_volume(20))
    hand.take(hand.state.rerouted())
    assert hand.state.volume == 20


def test_it_gets_no_louder_than_allowed() -> None:
    hand = Hand()
    hand.state = Utterances(usual_volume=60, volume=60, loudest=80)
    for _ in range(5):
        hand.take(hand.state.louder())
    assert hand.state.volume == 80
