"""A process that speaks, with one libpulse context of its own; `tests/speaking.py` talks to it by its stdin.

Commands, one a line: `say TEXT`, `announce TEXT`, `stop`, `louder`, `quit`. It prints what happens with times in
milliseconds of the monotonic clock.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSocketNotifier

from accessibility.qt.speech import Speech


def main() -> int:
    app = QCoreApplication([])
    speech = Speech(Path(sys.argv[1]), 100)
    speech.caption.connect(lambda text: tell("caption", text))
    speech.speaking.connect(lambda on: tell("speaking", str(on)))
    speech.unavailable.connect(lambda reason: tell("unavailable", reason))

    def obey() -> None:
        word, _, text = sys.stdin.readline().rstrip("\n").partition(" ")
        tell("obeyed", word)
        match word:
            case "say":
                speech.say(text.split("|"), "de")
            case "announce":
                speech.announce([(text, "de")], gong=True)
            case "stop":
                speech.stop()
            case "volume":
                speech.set_volume(int(text))
            case "warm":
                speech.warm()
            case _:
                speech.close()
                app.quit()
        tell("done", word)

    reader = QSocketNotifier(0, QSocketNotifier.Type.Read)
    reader.activated.connect(obey)
    tell("ready", "")
    return app.exec()


def tell(what: str, text: str) -> None:
    print(int(time.monotonic() * 1000), what, text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
