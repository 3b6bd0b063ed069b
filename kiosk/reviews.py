"""Who has reviewed the words of a locale: `locales/<locale>/about.toml`.

A review is of certain words. `texts` is their fingerprint as `stadtteil texts list` prints it; once a message changes,
the review is of words that are no longer there and does not count.
"""

from __future__ import annotations

import datetime as dt
import enum
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from kiosk.strict_toml import Length, Pattern, load
from kiosk.texts import ROOT, entries

FILE = "about.toml"
_DIGITS = 16


class State(enum.Enum):
    """Whether the words that are there have been read by somebody who speaks the language natively."""

    REVIEWED = "reviewed"
    CHANGED = "changed since its review"
    NOT_REVIEWED = "not reviewed"


@dataclass(frozen=True, slots=True)
class About:
    """What the file of a locale says. `by` and `on` name the reviewer and the day, `texts` the words reviewed."""

    reviewed: bool
    written_by: Annotated[str, Length(1, 200)]
    by: Annotated[str, Length(0, 200)] = ""
    on: dt.date | None = None
    texts: Annotated[str, Pattern(r"([0-9a-f]{16})?", "empty, or the fingerprint of `stadtteil texts list`")] = ""

    def __post_init__(self) -> None:
        """A review has a person, a day and words; what is not reviewed has none of them."""
        said = (bool(self.by), self.on is not None, bool(self.texts))
        if said != (self.reviewed,) * 3:
            msg = "by, on, texts: all three with reviewed = true, none of them otherwise"
            raise ValueError(msg)


def about(locale: str, root: Path = ROOT) -> About:
    """Read the file of a locale; raises `ConfigError`."""
    return load(root / locale / FILE, About)


def fingerprint(locale: str, root: Path = ROOT) -> str:
    """Give the fingerprint of a locale's own messages; order, comments and names of files do not matter."""
    paths = sorted((root / locale).glob("*.ftl"))
    messages = sorted(entry for path in paths for entry in entries(path.read_text(encoding="utf-8")))
    return hashlib.sha256(repr(messages).encode()).hexdigest()[:_DIGITS]


def state(locale: str, root: Path = ROOT) -> State:
    """Say whether the words that are there now have been reviewed."""
    said = about(locale, root)
    if not said.reviewed:
        return State.NOT_REVIEWED
    return State.REVIEWED if said.texts == fingerprint(locale, root) else State.CHANGED


def not_reviewed(locales: Iterable[str], root: Path = ROOT) -> list[str]:
    """Name those of the locales whose present words nobody has reviewed."""
    return [locale for locale in locales if state(locale, root) is not State.REVIEWED]
