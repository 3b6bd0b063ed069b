"""What the browser shows, as values: a page, why there is none, or a question of a page. Pure."""

from __future__ import annotations

import enum
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Blank:
    """Nothing has been asked for yet."""


@dataclass(frozen=True, slots=True)
class Page:
    """The page itself; `loading` until it is there."""

    loading: bool = False


@dataclass(frozen=True, slots=True)
class Failed:
    """There is no page, and why: `reason` ends the key of the message `web-failed-<reason>`."""

    reason: str
    host: str = ""


class Kind(enum.Enum):
    """What a page can ask by a window of the engine; each has a message `web-ask-<value>`."""

    ALERT = "alert"
    CONFIRM = "confirm"
    PROMPT = "prompt"
    LEAVE = "leave"
    NAME = "name"
    PASSWORD = "password"
    COLOUR = "colour"
    FILES = "files"


@dataclass(frozen=True, slots=True)
class Ask:
    """A question that a page waits for: who asks, its words, and what is filled in already.

    The answer is a bool, for `PROMPT`, `NAME` and `PASSWORD` a str, for `COLOUR` one such as "#ff0000", for `FILES` a
    tuple of paths; None declines.
    """

    kind: Kind
    host: str
    text: str = ""
    default: str = ""
    again: bool = False
    """The page has asked several times in a row: leaving it is offered."""
    many: bool = False
    """More than one file may be given."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A question of the page is to be answered first."""

    ask: Ask


@dataclass(frozen=True, slots=True)
class Menu:
    """What can be done with the page: print it, see what was downloaded, load it anew."""


@dataclass(frozen=True, slots=True)
class Saved:
    """Files have come from the page."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotSaved:
    """A file has not come, and why: `reason` ends the key of the message `web-not-saved-<reason>`."""

    reason: str


@dataclass(frozen=True, slots=True)
class Coming:
    """A file is coming: how much of it is there, in per cent; None where nobody knows how large it is."""

    name: str
    percent: int | None


@dataclass(frozen=True, slots=True)
class Listing:
    """Everything that was downloaded."""


@dataclass(frozen=True, slots=True)
class Looking:
    """One file: shown, printed, copied, deleted."""

    name: str


@dataclass(frozen=True, slots=True)
class Paper:
    """Pages to be printed are looked at first; `path` is a PDF, `made` False while it is being made."""

    path: str
    made: bool = True


@dataclass(frozen=True, slots=True)
class Copying:
    """A file is to be copied to the visitor's stick."""

    name: str


Aside = Menu | Saved | NotSaved | Coming | Listing | Looking | Paper | Copying
"""A screen of ours in the page's place, while the page lives on."""

State = Blank | Page | Failed | Asking | Aside


REASONS = (
    "scheme",
    "address",
    "not-listed",
    "blocked",
    "no-name",
    "unreachable",
    "limits",
    "gate",
    "certificate",
    "expired",
    "crashed",
    "hung",
    "stopped",
    "other",
)
"""Everything `Failed` may say."""


@dataclass(slots=True)
class Crashes:
    """Counts ends of a page's process; too many in a row end the session."""

    most: int = 3
    window: float = 60.0
    times: tuple[float, ...] = ()

    def too_many(self, now: float) -> bool:
        """Take another one at the monotonic second `now`."""
        self.times = (*(at for at in self.times if now - at < self.window), now)
        return len(self.times) >= self.most
