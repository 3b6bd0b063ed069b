"""A process that speaks (`tests/ui/speech/play.py`), and what it tells with its times."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

PLAYER = Path(__file__).parent / "ui" / "speech" / "play.py"


class Player:
    """The speaking process of `play.py`."""

    def __init__(self, home: Path, root: Path, address: str) -> None:
        environment = {"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONPATH": str(root), "PULSE_SERVER": address}
        self.process = subprocess.Popen(
            [sys.executable, str(PLAYER), str(home)],
            env=environment | {"QT_QPA_PLATFORM": "offscreen"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.told: list[tuple[int, str, str]] = []
        self._more = threading.Condition()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()
        self.wait("ready")

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            at, what, *text = line.rstrip("\n").split(" ", 2)
            with self._more:
                self.told.append((int(at), what, text[0] if text else ""))
                self._more.notify_all()

    def wait(self, what: str, text: str = "", seconds: float = 20, since: int = 0) -> int:
        """Wait until it told this; give when, in milliseconds."""

        def found() -> list[int]:
            return [at for at, said, with_ in self.told if said == what and with_ == text and at >= since]

        with self._more:
            assert self._more.wait_for(lambda: bool(found()), seconds), (what, text, self.told)
            return found()[-1]

    def do(self, command: str) -> int:
        """Have it obey one command; give how many milliseconds that kept its event loop."""
        begun = int(time.monotonic() * 1000)
        assert self.process.stdin is not None
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        word = command.split(" ", 1)[0]
        return self.wait("done", word, since=begun) - self.wait("obeyed", word, since=begun)

    def texts(self, what: str) -> list[str]:
        with self._more:
            return [text for _, said, text in self.told if said == what]

    def close(self) -> str:
        """End it; give its messages."""
        if self.process.poll() is None:
            self.process.kill()
        assert self.process.stderr is not None
        assert self.process.stdin is not None
        messages = self.process.stderr.read()
        self.process.wait()
        self._reader.join()
        self.process.stderr.close()
        assert self.process.stdout is not None
        self.process.stdout.close()
        self.process.stdin.close()
        return messages
