"""The recogniser of a visitor, where the terminal has voice control."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk import channel

if TYPE_CHECKING:
    from accessibility.qt.microphone import Microphone
    from kiosk.visitor.ear import Ear

MODELS = Path("/voice")
"""Where the sandbox shows the models, each as `vosk-<language>`; a language without folder has none."""


def ear_by(
    models: Path = MODELS, microphone: Callable[[], Microphone | None] = lambda: None
) -> Callable[[channel.Setup], Ear | None]:
    """Give what makes the recogniser for a setup: None where the screens do not offer to listen.

    `microphone` makes another one than the default device, for tests.
    """

    def make(setup: channel.Setup) -> Ear | None:
        if setup.voice is None or not setup.voice.offered:
            return None
        from accessibility.qt.listening import Listening  # noqa: PLC0415 - only where somebody may speak

        return Listening(models, microphone())

    return make
