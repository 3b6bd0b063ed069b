"""The recogniser's worker: a child of the process that listens, with requests on stdin and replies on stdout.

    python -m accessibility.voice.worker MODEL

It holds sound in memory only, opens no file but those of the model, and ends when stdin does. What was said is in its
replies and nowhere else: not in arguments, environment, logs or messages; an unexpected error is only an exit status.
"""

from __future__ import annotations

import os
import resource
import sys
from array import array
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from accessibility.pipes import Frames, outlet, write
from accessibility.voice.grammar import UNKNOWN, compose, is_whole, longest, missing
from accessibility.voice.model import Condition, condition
from accessibility.voice.recogniser import Model, ModelError
from accessibility.voice.utterance import ALONE, Event, Utterances
from accessibility.voice.wire import (
    REQUEST_LIMIT,
    Audio,
    Began,
    Expect,
    Heard,
    Outcome,
    Ready,
    Reply,
    Reset,
    request,
)

CRASHED = 70
"""Exit status after an unexpected error (EX_SOFTWARE)."""

MEMORY_BYTES = 1024**3
"""What the worker may take, its model included; with more it ends."""


class Hearing(Protocol):
    """Hears one grammar; see `recogniser.Recogniser`."""

    def feed(self, samples: array[int]) -> list[str]: ...  # noqa: D102 - described there
    def final(self) -> list[str]: ...  # noqa: D102
    def reset(self) -> None: ...  # noqa: D102
    def close(self) -> None: ...  # noqa: D102


class Knowing(Protocol):
    """A model; see `recogniser.Model`."""

    def knows(self, word: str) -> bool: ...  # noqa: D102 - described there
    def listen(self, grammar: str) -> Hearing: ...  # noqa: D102


class Listener:
    """Turns requests into replies; `tell` takes the replies."""

    def __init__(self, model: Knowing, tell: Callable[[Reply], None]) -> None:
        self._model = model
        self._tell = tell
        self._hearing: Hearing | None = None
        self._number = 0
        self._phrases: frozenset[str] = frozenset()
        self._dictated: frozenset[str] = frozenset()
        self._longest = 0.0
        self._words: list[str] = []
        self._said = array("h")
        self._utterances = Utterances(self._is_whole)

    def take(self, asked: Expect | Audio | Reset) -> None:
        """Carry out one request."""
        match asked:
            case Expect():
                self._expect(asked)
            case Audio(pcm):
                self._hear(array("h", pcm))
            case Reset():
                self._forget()

    def _expect(self, asked: Expect) -> None:
        """Listen for other phrases; what is half said belonged to the screen before."""
        if self._hearing is not None:
            self._hearing.close()
        grammar = compose(asked.phrases, asked.words, asked.locale, self._model.knows)
        self._hearing = self._model.listen(grammar)
        self._number = asked.number
        lacking = missing(asked.phrases, self._model.knows)
        self._phrases = frozenset(asked.phrases) - frozenset(lacking)
        self._dictated = frozenset(asked.words)
        self._longest = longest(self._phrases, self._dictated)
        self._forget()
        self._tell(Ready(asked.number, tuple(sorted({word for words in lacking.values() for word in words}))))

    def _hear(self, samples: array[int]) -> None:
        if self._hearing is None:
            return
        for event, part in self._utterances.feed(samples):
            match event:
                case Event.BEGUN:
                    self._begin(self._hearing, part)
                case Event.MORE if self._is_hopeless:
                    pass
                case Event.MORE:
                    self._said += part
                    self._words += self._hearing.feed(part)
                case Event.TOO_LONG:
                    self._drop(self._hearing)
                case Event.ENDED:
                    self._words += [UNKNOWN] if self._is_hopeless else self._hearing.final()
                    milliseconds, clear = round(1000 * self._utterances.seconds), round(self._utterances.clear)
                    self._tell(Heard(self._number, milliseconds, clear, tuple(self._words)))
                    self._drop(self._hearing)

    @property
    def _is_hopeless(self) -> bool:
        """Whether what is being said is too long for anything that is expected: nobody need hear the rest."""
        return self._utterances.seconds > self._longest

    def _begin(self, hearing: Hearing, samples: array[int]) -> None:
        hearing.reset()
        self._said = array("h", samples)
        self._words = hearing.feed(samples)

    def _drop(self, hearing: Hearing) -> None:
        hearing.reset()
        self._words = []
        self._said = array("h")

    def _forget(self) -> None:
        self._utterances.forget()
        if self._hearing is not None:
            self._drop(self._hearing)

    def _is_whole(self, silence: int) -> bool:
        """End the utterance on trial, and hear it anew where it turns out to go on.

        What the recogniser would say so far lags by up to half a second; what it says at the end does not.
        """
        if self._hearing is None or self._is_hopeless:
            return False
        words = [*self._words, *self._hearing.final()]
        # Somebody who dictates may go on after any word of a dictation.
        may_end = self._dictated.isdisjoint(words) and (len(words) > 1 or silence >= ALONE)
        if may_end and is_whole(" ".join(words), self._phrases):
            self._words = words
            return True
        self._begin(self._hearing, self._said)
        return False


def serve(source: int, target: int, model: Knowing) -> None:
    """Answer requests from descriptor `source` on descriptor `target` until `source` ends."""
    frames = Frames(REQUEST_LIMIT)
    listener = Listener(model, lambda reply: write(target, reply.encode()))
    while data := os.read(source, 65_536):
        for body in frames.feed(data):
            listener.take(request(body))


def load(folder: Path) -> Model | Outcome:
    """Load a model after a look at its files."""
    match condition(folder):
        case Condition.ABSENT:
            return Outcome.ABSENT
        case Condition.DAMAGED:
            return Outcome.DAMAGED
    try:
        model = Model(folder)
        # Of a graph that is cut off Vosk says nothing before the first recogniser is made.
        model.listen(compose((), (), "", model.knows)).close()
    except ModelError:
        return Outcome.DAMAGED
    return model


def main(arguments: list[str]) -> int:
    """Run the worker; the replies get a descriptor of their own, since libraries write to stdout and stderr."""
    target = outlet()
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        model = load(Path(arguments[0]))
        if isinstance(model, Outcome):
            write(target, Began(model).encode())
            return 0
        write(target, Began(Outcome.LOADED).encode())
        serve(0, target, model)
    except BrokenPipeError:
        return 0
    except Exception:  # noqa: BLE001 - a traceback could quote what was said
        return CRASHED
    return 0


if __name__ == "__main__":
    # Kaldi's threads and destructors crash now and then while Python takes itself apart: leave at once.
    os._exit(main(sys.argv[1:]))
