"""What can be said on every screen, whatever it shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from kiosk.texts import Texts

WEIGHTY = ("voice-help", "voice-end")
"""Messages whose phrases are asked back: a call, and the end."""

COVERED = ("voice-end",)
"""All that can be said of these while the screen is covered."""


class Doer(Protocol):
    """Does what can be said everywhere; `Talking` hands it over."""

    def help(self) -> None:
        """Fetch a person."""
        ...

    def back(self) -> None:
        """Go back."""
        ...

    def again(self) -> None:
        """Read the screen aloud once more."""
        ...

    def louder(self) -> None:
        """Speak louder."""
        ...

    def quieter(self) -> None:
        """Speak more quietly."""
        ...

    def slower(self) -> None:
        """Speak more slowly."""
        ...

    def faster(self) -> None:
        """Speak faster."""
        ...

    def silence(self) -> None:
        """Say nothing more, and drop what was asked."""
        ...

    def cover(self) -> None:
        """Cover the screen."""
        ...

    def what(self) -> None:
        """Show and say what can be said."""
        ...

    def numbers(self) -> None:
        """Show a number on everything that can be touched."""
        ...

    def end(self) -> None:
        """End the session."""
        ...

    def listen(self) -> None:
        """Listen from now on."""
        ...

    def stop_listening(self) -> None:
        """Listen no more."""
        ...


def commands(texts: Texts, doer: Doer, names: tuple[str, ...] = ()) -> Mapping[str, Callable[[], None]]:
    """Give the phrases that hold everywhere, or those of some messages only."""
    actions: dict[str, Callable[[], None]] = {
        "voice-help": doer.help,
        "voice-back": doer.back,
        "voice-again": doer.again,
        "voice-what": doer.what,
        "voice-numbers": doer.numbers,
        "voice-louder": doer.louder,
        "voice-quieter": doer.quieter,
        "voice-slower": doer.slower,
        "voice-faster": doer.faster,
        "voice-stop": doer.silence,
        "voice-cover": doer.cover,
        "voice-listen-on": doer.listen,
        "voice-listen-off": doer.stop_listening,
        "voice-end": doer.end,
    }
    return {phrase: actions[key] for key in names or tuple(actions) for phrase in texts.voice(key)}


def weighty(texts: Texts) -> set[str]:
    """Give those of the phrases that are asked back first."""
    return {phrase for key in WEIGHTY for phrase in texts.voice(key)}
