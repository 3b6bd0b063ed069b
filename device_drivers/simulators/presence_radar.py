"""A presence radar made of software: reports of the LD2410 on a pseudo terminal."""

from __future__ import annotations

import contextlib
import enum
import os
import random
import threading
import tty
from pathlib import Path
from typing import Self

from device_drivers.codecs.ld2410 import Report, Target, encode

EVERY_SECONDS = 0.1
_GATES = 9


class Scene(enum.Enum):
    """What happens before the radar."""

    WALKING = "walking"
    SITTING = "sitting"
    GONE = "gone"
    NONSENSE = "nonsense"
    """Bytes that are no reports: a wrong rate, a broken cable."""
    SILENT = "silent"


class PresenceRadarSimulator:
    """Reports ten times a second what the present `scene` looks like; the same every time for the same seed."""

    def __init__(self, scene: Scene = Scene.SITTING, *, engineering: bool = False, seed: int = 7) -> None:
        self.scene = scene
        self._engineering = engineering
        self._chance = random.Random(seed)  # noqa: S311 - no secret
        self._master, self._slave = os.openpty()
        tty.setraw(self._slave)
        os.set_blocking(self._master, False)
        self.path = Path(os.ttyname(self._slave))
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self.serve, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        self._thread.join()
        for descriptor in (self._master, self._slave):
            os.close(descriptor)

    def stop(self) -> None:
        """Report no more."""
        self._stop.set()

    def serve(self) -> None:
        """Report in this thread until stopped."""
        while not self._stop.wait(EVERY_SECONDS):
            with contextlib.suppress(BlockingIOError):  # nobody reads: a serial line forgets
                os.write(self._master, self._bytes())

    def _bytes(self) -> bytes:
        match self.scene:
            case Scene.SILENT:
                return b""
            case Scene.NONSENSE:
                return self._chance.randbytes(23)
            case Scene.WALKING:
                return encode(self._report(Target.MOVING, moving=self._chance.randint(40, 180)))
            case Scene.SITTING:
                return encode(self._report(Target.STILL, still=self._chance.randint(60, 75)))
            case Scene.GONE:
                return encode(self._report(Target.NOBODY))

    def _report(self, target: Target, moving: int = 0, still: int = 0) -> Report:
        energies = tuple(self._chance.randint(0, 100) for _ in range(2 * _GATES)) if self._engineering else ()
        return Report(
            target,
            moving,
            70 if moving else 0,
            still,
            55 if still else 0,
            moving or still,
            energies[:_GATES],
            energies[_GATES:],
        )
