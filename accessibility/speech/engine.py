"""Making sound of text: the protocol of an engine, and espeak-ng through pyttsx3."""

from __future__ import annotations

import wave
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Speech:
    """Mono 16-bit little-endian samples, `hertz` of them a second."""

    hertz: int
    pcm: bytes


@dataclass(frozen=True, slots=True)
class NoVoice:
    """The engine has no voice of this name."""

    voice: str


class Engine(Protocol):
    """Makes speech of text; blocks until it is made."""

    def synthesise(self, text: str, voice: str, rate: int) -> Speech | NoVoice:
        """Speak `text` in `voice` at `rate` words a minute into memory."""
        ...


class EspeakEngine:
    """espeak-ng through pyttsx3, which writes a wave file into `home` (in memory); it is gone when a call returns.

    pyttsx3 would play the file itself with a blocking `aplay`; `save_to_file` is used so that we play and stop it.
    It also keeps speaking in the voice before when it is asked for one it does not have, hence the list of voices.
    """

    def __init__(self, home: Path) -> None:
        import pyttsx3  # noqa: PLC0415 - loads libespeak-ng, 8 MB: only where it is really used

        self._file = home / "speech.wav"
        self._espeak = pyttsx3.init("espeak")
        self._voices = _names(self._espeak.getProperty("voices"))

    def synthesise(self, text: str, voice: str, rate: int) -> Speech | NoVoice:
        """Speak `text` in `voice` at `rate` words a minute into memory."""
        if voice not in self._voices:
            return NoVoice(voice)
        plain = text.replace("\0", " ").strip()
        if not plain:
            return Speech(22_050, b"")
        speech = self._once(plain, voice, rate)
        # After a text of marks only, espeak-ng at times gives nothing for the next one; a second try speaks.
        return speech if speech.pcm else self._once(plain, voice, rate)

    def _once(self, text: str, voice: str, rate: int) -> Speech:
        self._espeak.setProperty("voice", voice)
        self._espeak.setProperty("rate", rate)
        self._espeak.save_to_file(text, str(self._file))
        try:
            self._espeak.runAndWait()
            with wave.open(str(self._file), "rb") as file:
                return Speech(file.getframerate(), file.readframes(file.getnframes()))
        finally:
            self._file.unlink(missing_ok=True)


def _names(voices: object) -> frozenset[str]:
    """Give every name a voice of pyttsx3 can be asked for: its file and its languages."""
    names: set[str] = set()
    for voice in voices if isinstance(voices, list) else ():
        names.add(voice.id.rsplit("/", 1)[-1])
        names.update(voice.languages or ())
    return frozenset(names)
