"""The speech worker: a child of the process that speaks, with requests on stdin and replies on stdout.

    python -m accessibility.speech.worker HOME [--piper NAME=FOLDER ...]

One request at a time; of several that wait only the newest is answered. It ends when stdin does. What is spoken is
never in its arguments, environment, files that stay, or messages: an unexpected error is only an exit status.
"""

from __future__ import annotations

import os
import select
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from accessibility.pipes import Frames, outlet, write
from accessibility.speech import sound_server
from accessibility.speech.engine import Engine, EspeakEngine, NoVoice
from accessibility.speech.piper import PiperEngine
from accessibility.speech.reading import as_read
from accessibility.speech.useful import Use, judge
from accessibility.speech.wire import REQUEST_LIMIT, Outcome, Reply, Request

if TYPE_CHECKING:
    from collections.abc import Callable

CRASHED = 70
"""Exit status after an unexpected error (EX_SOFTWARE)."""


def answer(request: Request, engine: Engine, audible: Callable[[], bool]) -> Reply:
    """Make speech of one request."""
    if request.probe and not audible():
        return Reply(request.number, Outcome.NO_SOUND)
    speech = engine.synthesise(as_read(request.text, request.voice), request.voice, request.rate)
    if isinstance(speech, NoVoice):
        return Reply(request.number, Outcome.NO_VOICE)
    seconds = len(speech.pcm) / 2 / speech.hertz
    use = judge(request.text, request.voice, seconds, request.rate) if request.text else Use.GOOD
    if use is not Use.GOOD:
        return Reply(request.number, Outcome.NO_VOICE if use is Use.NONE else Outcome.FOREIGN)
    plainly = request.voice in getattr(engine, "broken", ())
    return Reply(request.number, Outcome.SPOKEN_PLAINLY if plainly else Outcome.SPOKEN, speech.hertz, speech.pcm)


def serve(source: int, target: int, engine: Engine, audible: Callable[[], bool]) -> None:
    """Answer requests from descriptor `source` on descriptor `target` until `source` ends."""
    frames = Frames(REQUEST_LIMIT)
    while True:
        newest: bytes | None = None
        while newest is None or select.select([source], [], [], 0)[0]:
            data = os.read(source, 65_536)
            if not data:
                return
            for body in frames.feed(data):
                newest = body
        write(target, answer(Request.decode(newest), engine, audible).encode())


def _engine(arguments: list[str]) -> Engine:
    """Make espeak-ng, with piper in front of it where there are voices for it."""
    plain = EspeakEngine(Path(arguments[0]))
    voices = [word.partition("=") for word in arguments[1:] if word != "--piper"]
    return PiperEngine({name: Path(folder) for name, _, folder in voices}, plain) if voices else plain


def main(arguments: list[str]) -> int:
    """Run the worker; pyttsx3 prints to stdout, so the replies get a descriptor of their own first."""
    target = outlet()
    # espeak-ng opens a sound device when it starts, also when it only fills files, and a server that does not answer
    # would hold it for ever: it gets none to find.
    environ = dict(os.environ)
    os.environ["PULSE_SERVER"] = "unix:/nonexistent"
    try:
        serve(0, target, _engine(arguments), lambda: sound_server.answers(environ))
    except BrokenPipeError:
        return 0
    except Exception:  # noqa: BLE001 - a traceback could quote what was to be spoken
        return CRASHED
    return 0


if __name__ == "__main__":
    # espeak-ng's own thread crashes now and then while Python takes itself apart: leave at once.
    os._exit(main(sys.argv[1:]))
