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
    PASSWORD = "password"  # noqa: S105 - what is asked for, and none
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
    """A file has come from the page."""

    name: str


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
    """What can be done with one file: show it, print it, copy it, delete it."""

    name: str


@dataclass(frozen=True, slots=True)
class Viewing:
    """One file, page by page."""

    name: str


@dataclass(frozen=True, slots=True)
class Making:
    """The page is being made into sheets of paper."""


@dataclass(frozen=True, slots=True)
class Paper:
    """Sheets that can be printed, to be looked at first; `name` is a download, "" the page itself."""

    name: str
    path: str
    kind: str


@dataclass(frozen=True, slots=True)
class Printing:
    """Sheets go to the printer: how many of how many are handed over."""

    sheets: int
    of: int


@dataclass(frozen=True, slots=True)
class Printed:
    """What became of a job: `state` ends the key of the message `web-printed-<state>`; cents are of the session."""

    state: str
    sheets: int = 0
    cents: int = 0


@dataclass(frozen=True, slots=True)
class Copying:
    """A file is to be copied to the visitor's stick, once that is confirmed."""

    name: str


@dataclass(frozen=True, slots=True)
class Moving:
    """A file goes to the stick or comes from it: how much of it, in per cent."""

    name: str
    percent: int


@dataclass(frozen=True, slots=True)
class Told:
    """Something to read: the end of a copy, no stick, no printer. `key` is a message with the value `name`."""

    key: str
    name: str = ""


Aside = (
    Menu
    | Saved
    | NotSaved
    | Coming
    | Listing
    | Looking
    | Viewing
    | Making
    | Paper
    | Printing
    | Printed
    | Copying
    | Moving
    | Told
)
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
