"""The visitor process: `python -m kiosk.visitor --channel-fd N`, inside the sandbox."""

from __future__ import annotations

import argparse
import gc
import os
import socket
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from accessibility.locales import language_of
from kiosk.visitor.browser.port import hand_over

if TYPE_CHECKING:
    from accessibility.qt.speech import Speech
    from kiosk.channel import Setup
    from kiosk.visitor.app import App


def main(words: Sequence[str] | None = None, prepared: Callable[[App], object] = id) -> int:
    """Serve one visitor over the channel until it closes. `prepared` gets the application before it runs."""
    parser = argparse.ArgumentParser(prog="python -m kiosk.visitor", description="One visitor of the terminal.")
    parser.add_argument("--channel-fd", type=int, required=True, help="inherited end of the channel")
    parser.add_argument("--gate-fd", type=int, help="where the listener of the gate to the web is handed over")
    options = parser.parse_args(words)
    web_port = None if options.gate_fd is None else hand_over(options.gate_fd)
    # Sizes are in pixels of the screen: nothing may scale them again.
    os.environ.setdefault("QT_ENABLE_HIGHDPI_SCALING", "0")
    sock = socket.socket(fileno=options.channel_fd)

    from kiosk.channel import Setup  # noqa: PLC0415 - after the environment is set
    from kiosk.look.fonts import load_fonts  # noqa: PLC0415
    from kiosk.visitor.app import App, application  # noqa: PLC0415
    from kiosk.visitor.browsing import browsing_by  # noqa: PLC0415
    from kiosk.visitor.hearing import ear_by  # noqa: PLC0415

    app = application(sys.argv[:1])
    load_fonts()
    home = Path(os.environ.get("HOME", "/tmp"))  # noqa: S108 - the sandbox gives a home in memory
    kept = App(
        sock,
        lambda setup: _speech(home, setup),
        app.primaryScreen().size(),
        lambda: app.exit(0),
        make_browsing=None if web_port is None else browsing_by(web_port, home, time.monotonic),
        make_ear=ear_by(),
    )
    # What is there once the first screen is made lives as long as the process: walking through all of it in search of
    # garbage took 15 ms of some touch.
    kept.link.received.connect(lambda message: gc.freeze() if isinstance(message, Setup) else None)
    prepared(kept)
    code = app.exec()
    kept.window.hide()
    return int(code)


def _speech(home: Path, setup: Setup) -> Speech:
    """Make the voice; one that takes seconds to load is loaded now, before anybody is there."""
    from accessibility.qt.speech import Speech  # noqa: PLC0415 - see `main`
    from kiosk.offer import VOICE_FOLDER, VoiceSetup  # noqa: PLC0415

    voice = setup.voice or VoiceSetup()
    languages = dict.fromkeys(map(language_of, voice.piper))
    piper = {language: Path(VOICE_FOLDER) / f"piper-{language}" for language in languages}
    speech = Speech(home, setup.volume, loudest=voice.loudest, piper=piper)
    if piper:
        speech.warm()
    return speech


if __name__ == "__main__":
    sys.exit(main())
