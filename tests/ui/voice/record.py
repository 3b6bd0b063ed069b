"""A process with one microphone, the default device or a fed one: what `test_microphone.py` starts and talks to.

Commands, one a line: `open`, `close`, `feed` and `pull` (the fed one only), `quit`. It prints what happens.
"""

from __future__ import annotations

import os
import sys
from array import array

from PySide6.QtCore import QCoreApplication, QSocketNotifier

import kiosk.look  # noqa: F401 - keeps Qt from wearing out None
from accessibility.qt.microphone import DeviceMicrophone, Microphone
from accessibility.voice.samples import Converter, Format, decibel
from tests.fakes.microphone import FedMicrophone


def main() -> int:
    app = QCoreApplication([])
    fed = FedMicrophone(Format() if sys.argv[1] == "fed" else None)
    microphone: Microphone = DeviceMicrophone() if sys.argv[1] == "device" else fed
    sound, converter = array("h"), Converter(Format())

    def hear(data: bytes) -> None:
        nonlocal sound
        sound += converter.feed(data)
        while len(sound) >= 1_600:
            tell("heard", str(round(decibel(sound[:1_600]))))
            sound = sound[1_600:]

    def obey() -> None:
        for word in os.read(sys.stdin.fileno(), 4096).decode().split() or ["quit"]:
            do(word)

    def do(word: str) -> None:
        nonlocal converter
        match word:
            case "open":
                given = microphone.open(hear, lambda: tell("lost"))
                converter = Converter(given or Format())
                tell("opened", "nothing" if given is None else f"{given.hertz}")
            case "close":
                microphone.close()
                tell("closed")
            case "feed":
                fed.feed(array("h", [3_000, -3_000] * 1_600).tobytes())
                tell("fed")
            case "pull":
                fed.pull_out()
            case _:
                microphone.close()
                app.quit()

    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(obey)
    tell("ready")
    return app.exec()


def tell(what: str, more: str = "") -> None:
    print(what, more, flush=True)


if __name__ == "__main__":
    sys.exit(main())
