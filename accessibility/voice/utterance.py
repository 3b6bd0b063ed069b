"""Where an utterance begins and ends, by loudness alone: what is quiet never reaches the recogniser.

A recogniser ends an utterance after half a second of silence, which is felt as slow, and after the pause of somebody
who thinks, which is too soon. So the silence that is waited for depends on what was said: `SOON` after a whole phrase
that no other one goes on from, `ALONE` where it is one word only, `LATE` in all other cases.
"""

from __future__ import annotations

import enum
from array import array
from collections import deque
from collections.abc import Callable, Iterator

from accessibility.voice.samples import HERTZ, decibel

STEP = HERTZ // 50
"""Samples looked at together: 20 ms."""

SOON = 9
"""Steps of silence after a whole phrase: 180 ms."""
ALONE = 22
"""Steps of silence after a phrase of one word, 440 ms: it may be the first word of a sentence, misheard."""
LATE = 35
"""Steps of silence after anything else: 700 ms, the pause of a person who looks for the next word."""

_BEFORE = 15
"""Steps kept from before the first loud one, 300 ms: soft beginnings. This is all that is buffered."""
_LOUD = 3
"""Loud steps among the last five that begin an utterance."""
_ABOVE = 9.0
"""dB over the quiet of the room that count as voice."""
_QUIETEST = -62.0
"""dB below which nothing counts as voice, in whatever room."""
_LONGEST = 900
"""Steps after which it is no command: 18 s of talk or noise."""
_ROOM = 300
"""Steps from which the quiet of the room is known: 6 s. So a fan that starts is voice for that long, and then room."""
_AT_FIRST = (-50.0,) * 10
"""What a room is taken for until it is heard: one in which people speak at once is not missed."""


class Event(enum.Enum):
    """What a step of sound means."""

    BEGUN = "begun"
    MORE = "more"
    ENDED = "ended"
    TOO_LONG = "too-long"


class Utterances:
    """Cuts a stream of samples into utterances.

    `whole` tells whether what was said is complete after so many steps of silence. It is asked after `SOON` and after
    `ALONE`, when the samples were given.
    """

    def __init__(self, whole: Callable[[int], bool]) -> None:
        self._whole = whole
        self._levels: deque[float] = deque(_AT_FIRST, maxlen=_ROOM)
        self.forget()

    def forget(self) -> None:
        """Throw away what is buffered and be outside of any utterance."""
        self._rest: array[int] = array("h")
        self._before: deque[array[int]] = deque(maxlen=_BEFORE)
        self._recent: deque[bool] = deque(maxlen=5)
        self._steps = self._quiet = 0
        self._loudness: list[float] = []
        self._inside = self._deaf = False

    @property
    def clear(self) -> float:
        """How far the loud fifth of the present utterance stands out of the room, in dB."""
        loudness = sorted(self._loudness)
        return loudness[len(loudness) * 4 // 5] - self._room() if loudness else 0.0

    @property
    def seconds(self) -> float:
        """How long the voice was heard in the present utterance, pauses included, the last silence not."""
        return max(0, self._steps - self._quiet) * STEP / HERTZ

    def feed(self, samples: array[int]) -> Iterator[tuple[Event, array[int]]]:
        """Take samples; give what they mean, each with the samples that belong to the utterance."""
        self._rest += samples
        while len(self._rest) >= STEP:
            step, self._rest = self._rest[:STEP], self._rest[STEP:]
            yield from self._one(step)

    def _one(self, step: array[int]) -> Iterator[tuple[Event, array[int]]]:
        level = decibel(step)
        loud = level > max(_QUIETEST, self._room() + _ABOVE)
        self._levels.append(level)
        self._recent.append(loud)
        if not self._inside:
            self._before.append(step)
            if self._recent.count(True) >= _LOUD:
                yield Event.BEGUN, self._begin()
            return
        self._steps += 1
        self._loudness.append(level)
        self._quiet = 0 if loud else self._quiet + 1
        if self._deaf:
            if self._quiet >= LATE:
                self._end()
            return
        yield Event.MORE, step
        if self._steps > _LONGEST:
            self._deaf = True
            yield Event.TOO_LONG, array("h")
        elif self._quiet >= LATE or (self._quiet in {SOON, ALONE} and self._whole(self._quiet)):
            yield Event.ENDED, array("h")
            self._end()

    def _begin(self) -> array[int]:
        self._inside = True
        self._steps, self._quiet = len(self._recent), 0
        self._loudness = list(self._levels)[-len(self._recent) :]
        begun = array("h")
        for kept in self._before:
            begun += kept
        self._before.clear()
        return begun

    def _end(self) -> None:
        self._inside = self._deaf = False
        self._steps = self._quiet = 0
        self._recent.clear()

    def _room(self) -> float:
        """Give the loudness of the room without voices: what a fifth of the last seconds stayed below."""
        return sorted(self._levels)[len(self._levels) // 5]
