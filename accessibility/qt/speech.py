"""Speech out: what screens and displays use to say something. Never blocks, and works without any sound device."""

from __future__ import annotations

import logging
import time
from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from accessibility.qt.sink import DeviceSink, Sink
from accessibility.qt.speech_worker import SpeechWorker
from accessibility.qt.speech_worker import worker_command as command_of_worker
from accessibility.speech import queue
from accessibility.speech.engine import Speech as Samples
from accessibility.speech.gong import gong
from accessibility.speech.wire import Outcome, Reply, Request

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

RETRY_SECONDS = 30.0
"""After no sound was found, captions stand alone for so long before sound is looked for again."""

CACHE_BYTES = 1_000_000
"""Sound of sentences said before, kept for this visitor: about 20 seconds."""

_log = logging.getLogger(__name__)


class Speech(QObject):
    """Says texts, one sentence at a time, in a voice of their language, and captions every one of them.

    Reasons of `unavailable`, each told once: `no-sound` (no device or server), `no-engine` (the worker cannot run),
    `no-voice:<locale>`. In every case the captions go on at reading pace. `no-piper:<voice>`: a better voice that is
    installed cannot be used, and the plain one speaks.
    """

    caption = Signal(str)
    """The sentence that is being said; "" when nothing is."""
    speaking = Signal(bool)
    unavailable = Signal(str)
    settings_changed = Signal(int, int)
    """Volume in per cent, pace in words a minute."""

    def __init__(
        self,
        home: Path,
        volume: int = 60,
        sink: Sink | None = None,
        parent: QObject | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        worker_command: Sequence[str] | None = None,
        loudest: int = 100,
        piper: Mapping[str, Path] | None = None,
    ) -> None:
        """Speak with files in `home` (in memory), at `volume` per cent and never above `loudest`.

        `piper` names folders of better voices by language. Nothing is started before it is needed.
        """
        super().__init__(parent)
        self._clock = clock
        volume = min(volume, loudest)
        self._state = queue.Utterances(usual_volume=volume, volume=volume, loudest=loudest)
        self._sink: Sink = sink if sink is not None else DeviceSink(clock, self)
        self._sink.set_volume(volume)
        self._worker = SpeechWorker(home, worker_command or command_of_worker(home, piper), self)
        self._worker.answered.connect(self._answered)
        self._worker.failed.connect(self._failed)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self._waited)
        self._waiting_for = 0
        self._cache: OrderedDict[tuple[str, str, int], Samples] = OrderedDict()
        self._wanted: tuple[str, str, int] | None = None
        self._ready: Samples | None = None
        self._gong = -1
        self._silent_until = 0.0
        self._told: set[str] = set()
        self._is_speaking = False
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.close)

    @property
    def volume(self) -> int:
        """Loudness in per cent."""
        return self._state.volume

    @property
    def is_speaking(self) -> bool:
        """Whether something is being said or captioned."""
        return self._is_speaking

    @property
    def worker_pid(self) -> int:
        """Process id of the worker, 0 while there is none."""
        return self._worker.pid

    def warm(self) -> None:
        """Start the worker now (15 MB, 0.1 s) and load the library, so that the first sentence is heard at once."""
        self._worker.warm()
        self._sink.warm()

    def say(self, texts: Sequence[str], locale: str) -> None:
        """Say these texts now, instead of what is being said."""
        self._do(self._state.say([(text, locale) for text in texts]))

    def announce(self, texts: Sequence[tuple[str, str]], *, gong: bool = False) -> None:
        """Say these (text, locale) pairs after what is being said, with a gong first where asked for."""
        self._do(self._state.announce(texts, gong=gong))

    def stop(self) -> None:
        """Silence within 200 ms; nothing more comes."""
        self._do(self._state.stop())

    def repeat(self) -> None:
        """Say once more what was asked for last."""
        self._do(self._state.repeat())

    def slower(self) -> None:
        """Speak slower from now on; the sentence being said begins again."""
        self._do(self._state.slower())

    def faster(self) -> None:
        """Speak faster from now on; the sentence being said begins again."""
        self._do(self._state.faster())

    @property
    def pace(self) -> int:
        """Pace, from 0 (slowest) to 5."""
        return self._state.rate

    def set_pace(self, pace: int) -> None:
        """Speak at this pace from now on; the sentence being said begins again."""
        self._do(self._state.at_rate(pace))

    def louder(self) -> None:
        """One step louder, at once."""
        self._do(self._state.louder())

    def quieter(self) -> None:
        """One step quieter, at once."""
        self._do(self._state.quieter())

    def set_volume(self, percent: int) -> None:
        """As loud as this, 0 to 100, at once."""
        self._do(self._state.at_volume(percent))

    def reroute(self) -> None:
        """Somebody else hears from now on (headphones went in or out): silence, and nothing is said once more."""
        self._cache.clear()
        self._do(self._state.rerouted())

    def reset(self) -> None:
        """Silence, volume and pace as at the start, nothing left to repeat (EN 301 549, 5.1.3.13)."""
        self._cache.clear()
        self._do(self._state.reset())

    def close(self) -> None:
        """Silence, and end the worker."""
        self.stop()
        self._worker.close()

    def _do(self, step: queue.Step) -> None:
        before = self._state
        self._state, commands = step
        for command in commands:
            self._one(command)
        if (before.volume, before.rate) != (self._state.volume, self._state.rate):
            self.settings_changed.emit(self._state.volume, queue.RATES[self._state.rate])

    def _one(self, command: queue.Command) -> None:
        """Carry out one command of the machine."""
        match command:
            case queue.Prepare():
                self._prepare(command)
            case queue.Play(number):
                self._play(number, self._ready)
            case queue.Gong(number):
                self._strike(number)
            case queue.Pace(number, seconds):
                self._waiting_for = number
                self._wait.start(int(seconds * 1000))
            case queue.Halt():
                self._wait.stop()
                self._worker.forget()
                self._sink.stop()
            case queue.Caption(text):
                self.caption.emit(text)
            case queue.Speaking(on):
                self._set_speaking(on=on)
            case queue.Volume(percent):
                self._sink.set_volume(percent)
            case queue.Missing(locale):
                self._tell(f"no-voice:{locale}")

    def _prepare(self, wanted: queue.Prepare) -> None:
        self._wanted = (wanted.text, wanted.voice, wanted.rate)
        self._ready = None
        if self._clock() < self._silent_until:
            self._later(wanted.number, queue.Sound.NONE)
            return
        kept = self._cache.get(self._wanted)
        if kept is not None and not self._sink.needs_server:
            self._ready = kept
            self._later(wanted.number, queue.Sound.READY)
            return
        probe = self._sink.needs_server
        self._worker.ask(Request(wanted.number, wanted.rate, wanted.voice, "" if kept else wanted.text, probe))

    def _later(self, number: int, sound: queue.Sound) -> None:
        """Answer the machine from the event loop, as a worker would."""
        QTimer.singleShot(0, self, lambda: self._do(self._state.prepared(number, sound)))

    def _answered(self, reply: Reply) -> None:
        match reply.outcome:
            case Outcome.SPOKEN if reply.number == self._gong:
                self._heard()
                self._play(reply.number, gong())
            case Outcome.SPOKEN | Outcome.SPOKEN_PLAINLY:
                if reply.outcome is Outcome.SPOKEN_PLAINLY and self._wanted is not None:
                    self._tell(f"no-piper:{self._wanted[1]}")
                self._ready = self._keep(Samples(reply.hertz, reply.pcm))
                self._heard()
                self._do(self._state.prepared(reply.number, queue.Sound.READY))
            case Outcome.NO_VOICE:
                self._do(self._state.prepared(reply.number, queue.Sound.NO_VOICE))
            case Outcome.FOREIGN:
                self._do(self._state.prepared(reply.number, queue.Sound.NONE))
            case _:
                self._without(reply.number, "no-sound")

    def _failed(self, number: int) -> None:
        self._without(number, "no-engine")

    def _without(self, number: int, reason: str) -> None:
        """Go on with captions, and without the gong."""
        self._lose(reason)
        if number == self._gong:
            self._do(self._state.finished(number))
        else:
            self._do(self._state.prepared(number, queue.Sound.NONE))

    def _keep(self, made: Samples) -> Samples:
        """Keep the sound of a sentence; give the kept one where only a sign of life was asked for."""
        if self._wanted is None:
            return made
        kept = self._cache.pop(self._wanted, made)
        self._cache[self._wanted] = kept
        while sum(len(one.pcm) for one in self._cache.values()) > CACHE_BYTES:
            self._cache.popitem(last=False)
        return kept

    def _strike(self, number: int) -> None:
        if self._clock() < self._silent_until:
            QTimer.singleShot(0, self, lambda: self._do(self._state.finished(number)))
        elif self._sink.needs_server:
            self._gong = number
            self._worker.ask(Request(number, queue.RATES[self._state.rate], "de", ""))
        else:
            self._play(number, gong())

    def _play(self, number: int, sound: Samples | None) -> None:
        if sound is None or not sound.pcm:
            self._do(self._state.unplayed(number))
            return
        self._sink.play(sound.pcm, sound.hertz, lambda played: self._played(number, played=played))

    def _played(self, number: int, *, played: bool) -> None:
        if played:
            self._do(self._state.finished(number))
            return
        self._lose("no-sound")
        self._do(self._state.unplayed(number))

    def _waited(self) -> None:
        self._do(self._state.finished(self._waiting_for))

    def _set_speaking(self, *, on: bool) -> None:
        if on != self._is_speaking:
            self._is_speaking = on
            self.speaking.emit(on)

    def _lose(self, reason: str) -> None:
        self._silent_until = self._clock() + RETRY_SECONDS
        self._tell(reason)
        self._worker.close()

    def _heard(self) -> None:
        """Note that there is sound (again)."""
        lost = self._told & {"no-sound", "no-engine"}
        if lost:
            _log.warning("speech is heard again")
            self._told -= lost

    def _tell(self, reason: str) -> None:
        if reason not in self._told:
            self._told.add(reason)
            what = "speech is in the plain voice" if reason.startswith("no-piper:") else "speech is captions only"
            _log.warning("%s: %s", what, reason)
            self.unavailable.emit(reason)
