"""What is said next: a pure machine. It gets what happened and says what to do; it knows no Qt, clock or sound.

One sentence at a time is *current*. For it the machine first asks for its sound (`Prepare`), then has it played
(`Play`) or, where there is no sound, shown for as long as reading takes (`Pace`). Each sentence has a number of its
own, so an answer that comes late for a sentence already stopped is ignored: that is how there are never two at once.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from accessibility.speech.sentences import sentences
from accessibility.speech.voices import voice_for

if TYPE_CHECKING:
    from collections.abc import Iterable

RATES = (80, 100, 120, 140, 165, 195)
"""Words a minute, from slow to fast."""

USUAL_RATE = 3
VOLUME_STEP = 10
QUIETEST = 10
"""Per cent; *quieter* stops here, so that nobody makes the voice vanish by mistake."""

_CHARACTERS_A_WORD = 6.5
_PACE_REST = 0.6
"""Seconds between two captions without sound."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One thing that is said; with `gong` set nothing is said and two notes are played."""

    text: str
    locale: str
    gong: bool = False


@dataclass(frozen=True, slots=True)
class Prepare:
    """Make the sound of sentence `number`, then answer `prepared` with the same number."""

    number: int
    text: str
    voice: str
    rate: int


@dataclass(frozen=True, slots=True)
class Gong:
    """Play the gong as sentence `number`, then answer `finished`."""

    number: int


@dataclass(frozen=True, slots=True)
class Play:
    """Play the sound that was prepared for `number`, then answer `finished`."""

    number: int


@dataclass(frozen=True, slots=True)
class Pace:
    """Wait `seconds`, then answer `finished`: the caption stands without sound."""

    number: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Halt:
    """Silence now, and forget what was to come."""


@dataclass(frozen=True, slots=True)
class Caption:
    """Show the sentence that is being said; "" takes it away."""

    text: str


@dataclass(frozen=True, slots=True)
class Speaking:
    """Something is being said (or captioned) from now on, or no more."""

    on: bool


@dataclass(frozen=True, slots=True)
class Volume:
    """Set the loudness, in per cent."""

    percent: int


@dataclass(frozen=True, slots=True)
class Missing:
    """There is no voice for `locale`; told once for each."""

    locale: str


Command = Prepare | Gong | Play | Pace | Halt | Caption | Speaking | Volume | Missing
Step = tuple["Utterances", tuple[Command, ...]]


class Sound(enum.Enum):
    """What came of `Prepare`."""

    READY = "ready"
    NONE = "none"
    NO_VOICE = "no-voice"


@dataclass(frozen=True, slots=True)
class Utterances:
    """What is being said, what comes after it, and how. Every method gives the state after it and what to do."""

    usual_volume: int = 60
    volume: int = 60
    loudest: int = 100
    rate: int = USUAL_RATE
    number: int = 0
    current: Sentence | None = None
    waiting: tuple[Sentence, ...] = ()
    last: tuple[Sentence, ...] = ()
    missing: frozenset[str] = frozenset()

    def say(self, texts: Iterable[tuple[str, str]]) -> Step:
        """Say these (text, locale) pairs instead of what is being said."""
        wanted = tuple(_cut(texts))
        halted, commands = self._halted()
        if not wanted:
            return _silent(halted, commands) if self.current else (halted, commands)
        return _begin(replace(halted, waiting=wanted, last=wanted), commands)

    def announce(self, texts: Iterable[tuple[str, str]], *, gong: bool = False) -> Step:
        """Say these (text, locale) pairs after what is being said, with a gong before them where asked for."""
        wanted = tuple(_cut(texts))
        if not wanted:
            return self, ()
        wanted = (Sentence("", "", gong=True), *wanted) if gong else wanted
        after = replace(self, waiting=self.waiting + wanted, last=wanted)
        return (after, ()) if self.current else _begin(after, ())

    def stop(self) -> Step:
        """Silence, and nothing more to come."""
        if self.current is None:
            return self, ()
        halted, commands = self._halted()
        return _silent(halted, commands)

    def repeat(self) -> Step:
        """Say once more what was asked for last, from its start."""
        if not self.last:
            return self, ()
        halted, commands = self._halted()
        return _begin(replace(halted, waiting=self.last), commands)

    def prepared(self, number: int, sound: Sound) -> Step:
        """Take the answer to `Prepare`: the caption comes together with the sound, or instead of it."""
        if number != self.number or self.current is None:
            return self, ()
        caption = Caption(self.current.text)
        if sound is Sound.READY:
            return self, (caption, Play(number))
        wait = Pace(number, pace(self.current.text, RATES[self.rate]))
        if sound is Sound.NO_VOICE:
            after, told = self._told(self.current.locale)
            return after, (*told, caption, wait)
        return self, (caption, wait)

    def finished(self, number: int) -> Step:
        """Take the end of `Play`, `Gong` or `Pace`: the next one, or the end of speech."""
        if number != self.number or self.current is None:
            return self, ()
        if self.waiting:
            return _next(self, ())
        return _silent(replace(self, current=None), ())

    def unplayed(self, number: int) -> Step:
        """Take it that `Play` could not be done after all: the caption stands for as long as reading takes."""
        if number != self.number or self.current is None:
            return self, ()
        if self.current.gong:
            return self.finished(number)
        return self, (Pace(number, pace(self.current.text, RATES[self.rate])),)

    def slower(self) -> Step:
        """One step slower; the sentence being said begins again."""
        return self.at_rate(self.rate - 1)

    def faster(self) -> Step:
        """One step faster; the sentence being said begins again."""
        return self.at_rate(self.rate + 1)

    def louder(self) -> Step:
        """One step louder, at once."""
        return self.at_volume(self.volume + VOLUME_STEP)

    def quieter(self) -> Step:
        """One step quieter, at once, never to silence."""
        return self.at_volume(max(min(QUIETEST, self.volume), self.volume - VOLUME_STEP))

    def at_volume(self, percent: int) -> Step:
        """As loud as this, from 0 to the loudest that is allowed."""
        volume = max(0, min(self.loudest, percent))
        return replace(self, volume=volume), (Volume(volume),)

    def reset(self) -> Step:
        """Silence, and volume and pace as they were at first; nothing is left to repeat."""
        after, commands = self.stop()
        after = replace(after, rate=USUAL_RATE, volume=self.usual_volume, last=())
        return after, (*commands, Volume(after.volume))

    def rerouted(self) -> Step:
        """Somebody else hears from now on: silence, nothing that was said is said again, and no louder than usual."""
        after, commands = self.stop()
        after, told = replace(after, last=()).at_volume(min(after.usual_volume, after.volume))
        return after, (*commands, *told)

    def at_rate(self, rate: int) -> Step:
        """Speak at one of `RATES`, by its index; what is out of range is the slowest or the fastest."""
        rate = max(0, min(len(RATES) - 1, rate))
        after = replace(self, rate=rate)
        if self.current is None or self.current.gong or rate == self.rate:
            return after, ()
        return _next(replace(after, waiting=(self.current, *self.waiting)), (Halt(),))

    def _halted(self) -> Step:
        halted = replace(self, current=None, waiting=())
        return halted, (Halt(),) if self.current else ()

    def _told(self, locale: str) -> Step:
        told = () if locale in self.missing else (Missing(locale),)
        return replace(self, missing=self.missing | {locale}), told


def _begin(state: Utterances, commands: tuple[Command, ...]) -> Step:
    return _next(state, (*commands, Speaking(on=True)))


def _silent(state: Utterances, commands: tuple[Command, ...]) -> Step:
    return state, (*commands, Caption(""), Speaking(on=False))


def _next(state: Utterances, commands: tuple[Command, ...]) -> Step:
    """Make the first of those waiting the current one."""
    sentence, *rest = state.waiting
    after = replace(state, number=state.number + 1, current=sentence, waiting=tuple(rest))
    if sentence.gong:
        return after, (*commands, Gong(after.number))
    voice = voice_for(sentence.locale)
    if voice is None:
        after, more = after.prepared(after.number, Sound.NO_VOICE)
        return after, (*commands, *more)
    return after, (*commands, Prepare(after.number, sentence.text, voice, RATES[state.rate]))


def pace(text: str, rate: int) -> float:
    """Seconds to read `text` without sound, at `rate` words a minute; at least two."""
    return max(2.0, len(text) / _CHARACTERS_A_WORD * 60 / rate + _PACE_REST)


def _cut(texts: Iterable[tuple[str, str]]) -> Iterable[Sentence]:
    for text, locale in texts:
        for sentence in sentences(text):
            yield Sentence(sentence, locale)
