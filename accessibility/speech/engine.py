"""Making sound of text: the protocol of an engine, and espeak-ng through pyttsx3."""

from __future__ import annotations

import time
import wave
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
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
    It also goes on in the voice before, without a word, when it cannot set the one asked for (`en-gb` is a language to
    it, not a voice), so the voice is looked up after it was set.
    """

    def __init__(self, home: Path) -> None:
        import pyttsx3  # noqa: PLC0415 - loads libespeak-ng, 8 MB: only where it is really used
        from pyttsx3.drivers import _espeak as library  # noqa: PLC0415

        self._is_busy: Callable[[], int] = library.IsPlaying
        self._file = home / "speech.wav"
        self._espeak = pyttsx3.init("espeak")
        self._espeak.proxy.setBusy(False)  # it starts busy, and would keep the first settings back until it runs
        self._voices = {voice.id.rsplit("/", 1)[-1]: voice.id for voice in self._espeak.getProperty("voices")}

    def synthesise(self, text: str, voice: str, rate: int) -> Speech | NoVoice:
        """Speak `text` in `voice` at `rate` words a minute into memory."""
        if voice not in self._voices:
            return NoVoice(voice)
        self._espeak.setProperty("voice", voice)
        if self._espeak.getProperty("voice") != self._voices[voice]:
            return NoVoice(voice)
        plain = text.replace("\0", " ").strip()
        if not plain:
            return Speech(22_050, b"")
        speech = self._once(plain, rate)
        # After a text of marks only, espeak-ng at times gives nothing for the next one; a second try speaks.
        return speech if speech.pcm else self._once(plain, rate)

    def _once(self, text: str, rate: int) -> Speech:
        self._espeak.setProperty("rate", rate)
        # espeak-ng takes settings in a thread of its own; while it does, pyttsx3 thinks that it plays and cancels it:
        # the rate was lost in every fourth call. So wait for it first (pyttsx3 has no public way to).
        while self._is_busy():
            time.sleep(0.001)
        self._espeak.save_to_file(text, str(self._file))
        try:
            self._espeak.runAndWait()
            with wave.open(str(self._file), "rb") as file:
                return Speech(file.getframerate(), file.readframes(file.getnframes()))
        finally:
            self._file.unlink(missing_ok=True)
