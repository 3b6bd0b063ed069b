"""Hours of speech and noise mixed from a few recordings, the same for the same seed; in 16 kHz mono."""

from __future__ import annotations

import random
import wave
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from accessibility.voice.samples import HERTZ, Converter, Format, decibel

_STEP = HERTZ // 50

OFFICE = (
    *("hilfe", "zurück", "weiter", "ja", "nein", "noch einmal", "lauter", "leiser", "langsamer", "schneller", "stopp"),
    *("beenden", "nummern zeigen", "vorlesen", "anpassen", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
)
"""What can be said on a usual screen besides."""


@dataclass(frozen=True, slots=True)
class Recordings:
    """Spoken commands with what was said, and other speech."""

    commands: tuple[tuple[str, array[int]], ...]
    other: tuple[tuple[str, array[int]], ...]

    @property
    def phrases(self) -> tuple[str, ...]:
        """The grammar: what is in the recordings and what is on every screen."""
        return (*dict.fromkeys(phrase for phrase, _ in self.commands), *OFFICE)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some seconds of the mixture. `command` is what is said in it, "" where nothing must be done."""

    samples: array[int]
    command: str = ""
    gated: bool = False


def read(path: Path) -> array[int]:
    """Read a recording whatever its rate and channels are."""
    with wave.open(str(path)) as file:
        converter = Converter(Format(file.getframerate(), file.getnchannels()))
        return converter.feed(file.readframes(file.getnframes()))


def recordings(folder: Path) -> Recordings:
    """Read the recordings of the folder `speech`."""
    lines = (folder / "commands" / "transcripts.tsv").read_text(encoding="utf-8").splitlines()
    named = [line.split("\t") for line in lines if line]
    return Recordings(
        tuple((phrase.strip(), read(folder / "commands" / name)) for name, phrase in named),
        tuple((path.name, read(path)) for path in sorted((folder / "other").glob("*.wav"))),
    )


def in_its_room(voice: array[int], before: float, after: float, seed: int = 1) -> tuple[array[int], int]:
    """Put a recording between seconds of its own quiet; give it, and the sample at which the voice ends.

    Its quiet is what is within 4 dB of its quietest twentieth; the voice is what is 8 dB above that.
    """
    steps = [voice[start : start + _STEP] for start in range(0, len(voice) - _STEP + 1, _STEP)]
    levels = [decibel(step) for step in steps]
    quietest = sorted(levels)[len(levels) // 20]
    quiet = [step for step, level in zip(steps, levels, strict=True) if level < quietest + 4]
    chance = random.Random(seed)
    made = array("h")
    for _ in range(int(before * HERTZ / _STEP)):
        made += chance.choice(quiet)
    last = max(at for at, level in enumerate(levels) if level > quietest + 8)
    end = len(made) + (last + 1) * _STEP
    made += voice
    for _ in range(int(after * HERTZ / _STEP)):
        made += chance.choice(quiet)
    return made, end


class Mixer:
    """Makes pieces; `room` is noise of the room, drawn once and used from random places on."""

    def __init__(self, known: Recordings, seed: int) -> None:
        self._known = known
        self._random = random.Random(seed)
        self._loud = 1.2
        self._room = array("h", (round(self._random.gauss(0, 1_000)) for _ in range(20 * HERTZ)))

    def noise(self, seconds: float, level: float = 12) -> array[int]:
        """Give noise of the room; `level` is its mean amplitude."""
        wanted = int(seconds * HERTZ)
        start = self._random.randrange(len(self._room))
        turned = self._room[start:] + self._room[:start]
        while len(turned) < wanted:
            turned += self._room
        return array("h", (int(sample * level / 1_000) for sample in turned[:wanted]))

    def pieces(self, seconds: float) -> Iterator[Piece]:
        """Give pieces until there are so many seconds of them."""
        made = 0.0
        while made < seconds:
            piece = self._piece()
            made += len(piece.samples) / HERTZ
            yield piece

    def _piece(self) -> Piece:
        chance = self._random.random()
        self._loud = min(2.2, max(0.7, self._loud + self._random.uniform(-0.15, 0.15)))
        level = 10**self._loud
        gated = self._random.random() < 0.2
        command = ""
        if chance < 0.15:
            command, voice = self._random.choice(self._known.commands)
        elif chance < 0.5:
            voice = self._other()
        elif chance < 0.7:
            voice = _sum(self._other(), self._delayed(self._other()))
        elif chance < 0.82:
            voice = _sum(*(self._delayed(self._other()) for _ in range(5)))
        elif chance < 0.92:
            voice = self._knock()
        else:
            voice = array("h")
        gain = 10 ** (self._random.uniform(-6 if command else -18, 2) / 20)
        silence = self._random.uniform(0.8, 3.0)
        voice = array("h", (_clip(sample * gain) for sample in voice))
        long = len(voice) + int(silence * HERTZ)
        return Piece(_sum(self.noise(long / HERTZ, level), self._delayed(voice, 0.3)), command, gated)

    def _other(self) -> array[int]:
        return self._random.choice(self._known.other)[1]

    def _delayed(self, voice: array[int], most: float = 1.0) -> array[int]:
        return array("h", bytes(2 * int(self._random.uniform(0, most) * HERTZ))) + voice

    def _knock(self) -> array[int]:
        """Doors, chairs, a dropped pen: bursts that fade."""
        made = array("h")
        for _ in range(self._random.randint(1, 4)):
            loud, fade = self._random.uniform(3_000, 25_000), self._random.uniform(0.99, 0.9995)
            for _ in range(int(self._random.uniform(0.05, 0.4) * HERTZ)):
                loud *= fade
                made.append(_clip(self._random.gauss(0, 0.4) * loud))
            made += array("h", bytes(2 * int(self._random.uniform(0.02, 0.3) * HERTZ)))
        return made


def _sum(*voices: array[int]) -> array[int]:
    long = max(map(len, voices))
    padded = [voice + array("h", bytes(2 * (long - len(voice)))) for voice in voices]
    return array("h", (_clip(sum(samples)) for samples in zip(*padded, strict=True)))


def _clip(value: float) -> int:
    return int(max(-32_767, min(32_767, value)))
