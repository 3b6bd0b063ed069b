"""What a service can ask of a visitor, as values.

A service is a generator that yields these frozen values and gets the visitor's answer back. A step holds message
keys and values, never text; it knows no screen, no clock and no network. One renderer per step type shows it, speaks
it, builds what can be said from it, and drives it in tests.

Three kinds of things can be yielded:

* **answers** (`Choose`, `AskText`, `AskNumber`, `AskDigits`, `AskDate`, `Confirm`, `Show`, `Progress`, `Browse`):
  undone by *back*;
* **queries** (subclasses of `Query`): their results are recorded and asked again when an earlier answer changes; one
  that keeps something for the visitor (a `Reserve`) is undone when *back* crosses it;
* **effects** (subclasses of `Effect`): run once under an idempotency id; *back* never crosses one.
"""

from __future__ import annotations

import datetime as dt
import enum
import unicodedata
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

Values = Mapping[str, str | int | dt.date | dt.time]
"""Placeholders of a message: numbers, dates and data, never text of ours."""

TEXT_LIMIT = 2_000
"""Characters that a visitor may type into one field unless the step asks for fewer."""


class Area(enum.Enum):
    """The colour family a service or an option belongs to; shown with a pictogram, a number and words."""

    BLUE = "blue"
    GREEN = "green"
    VIOLET = "violet"
    OCHRE = "ochre"
    TEAL = "teal"
    PLUM = "plum"


class Problem(enum.Enum):
    """Why an answer is not taken; each has a message `problem-<value>` in every locale."""

    EMPTY = "empty"
    TOO_LONG = "too-long"
    CONTROL_CHARACTERS = "control-characters"
    NOT_OFFERED = "not-offered"
    TOO_SMALL = "too-small"
    TOO_LARGE = "too-large"
    WRONG_KIND = "wrong-kind"


@dataclass(frozen=True, slots=True)
class Message:
    """A message key with the values of its placeholders."""

    key: str
    values: Values = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be chosen.

    `value` is what the service gets. The label is the message `key` (default `<step key>.<value>` written
    `<step key>-<value>`), the second line its attribute `.hint` where the message has one. `text` replaces the
    message by data as it is (a street, a name) and is shown verbatim.
    """

    value: str
    key: str | None = None
    icon: str | None = None
    area: Area | None = None
    values: Values = field(default_factory=dict)
    text: str | None = None


class Layout(enum.Enum):
    """How a `Choose` is laid out."""

    LIST = "list"
    TILES = "tiles"
    LANGUAGES = "languages"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """What every answer step has.

    `key` names the step and its message: the text is the question or title, the attributes `.body` (quiet second
    text), `.help`, `.speech` and `.voice` are optional. `count` is (n, of) for "question n of m". `topic` names pushed
    values (place in the queue, answer to a call for help) that reach this step's renderer only. `unattended`: the
    visitor may step away from the screen here (measuring, a call), which covers it elsewhere. `times` names pushed
    values that are times of day (`HH:MM`, or nothing where nobody knows: `unknown` for the message).
    """

    key: str
    values: Values = field(default_factory=dict)
    count: tuple[int, int] | None = None
    topic: str | None = None
    times: tuple[str, ...] = ()
    unattended: bool = False
    icon: str | None = None
    area: Area = Area.BLUE


@dataclass(frozen=True, slots=True, kw_only=True)
class Choose(_Step):
    """One of several options; the answer is the option's `value` (str)."""

    options: tuple[Option, ...]
    layout: Layout = Layout.LIST

    def check(self, answer: object) -> Problem | None:
        """Say why `answer` is not taken, or None."""
        return None if any(answer == option.value for option in self.options) else Problem.NOT_OFFERED


@dataclass(frozen=True, slots=True, kw_only=True)
class AskText(_Step):
    """Text typed, dictated or taken from a suggestion; the answer is a str, "" only where `optional`.

    `suggest` names a list the renderer offers completions from; `suggestions` are given with the step. `private` text
    is masked on the screen and never spoken over the loudspeaker. `lines` > 1 shows a larger field.
    """

    optional: bool = False
    private: bool = False
    limit: int = TEXT_LIMIT
    lines: int = 1
    suggestions: tuple[str, ...] = ()

    def check(self, answer: object) -> Problem | None:
        """Say why `answer` is not taken, or None. Everything printable is taken as typed."""
        if not isinstance(answer, str):
            return Problem.WRONG_KIND
        if not answer.strip():
            return None if self.optional else Problem.EMPTY
        if len(answer) > self.limit:
            return Problem.TOO_LONG
        if any(unicodedata.category(char) in {"Cc", "Cs"} and char not in "\n\t" for char in answer):
            return Problem.CONTROL_CHARACTERS
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskNumber(_Step):
    """A whole number between `least` and `most`, both included."""

    least: int = 0
    most: int = 999

    def check(self, answer: object) -> Problem | None:
        """Say why `answer` is not taken, or None."""
        if isinstance(answer, bool) or not isinstance(answer, int):
            return Problem.WRONG_KIND
        if answer < self.least:
            return Problem.TOO_SMALL
        return Problem.TOO_LARGE if answer > self.most else None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskDigits(_Step):
    """Digits that are no amount (a code, a telephone number); the answer is a str of `least` to `most` digits 0 to 9.

    `groups` says how they are written: (3, 3, 4) for ten. `private` makes the visitor be told what happens with it
    before. `scanned`: a scanner may read it, too.
    """

    least: int
    most: int
    groups: tuple[int, ...] = ()
    private: bool = False
    scanned: bool = False

    def check(self, answer: object) -> Problem | None:
        """Say why `answer` is not taken, or None."""
        if not isinstance(answer, str) or (answer and not (answer.isascii() and answer.isdecimal())):
            return Problem.WRONG_KIND
        if not answer:
            return Problem.EMPTY
        if len(answer) < self.least:
            return Problem.TOO_SMALL
        return Problem.TOO_LARGE if len(answer) > self.most else None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskDate(_Step):
    """A calendar day between `first` and `last`, both included; the answer is a `datetime.date`."""

    first: dt.date
    last: dt.date

    def check(self, answer: object) -> Problem | None:
        """Say why `answer` is not taken, or None."""
        if not isinstance(answer, dt.date) or isinstance(answer, dt.datetime):
            return Problem.WRONG_KIND
        if answer < self.first:
            return Problem.TOO_SMALL
        return Problem.TOO_LARGE if answer > self.last else None


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a summary: a label and what the visitor said (a message, or data as it is)."""

    label: str
    value: Message | str | int | dt.date
    private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirm(_Step):
    """A summary and two answers: True (messages `<key>.yes`, default `confirm-yes`) or False."""

    summary: tuple[Fact, ...] = ()

    def check(self, answer: object) -> Problem | None:
        """Say why `answer` is not taken, or None."""
        return None if isinstance(answer, bool) else Problem.WRONG_KIND


@dataclass(frozen=True, slots=True, kw_only=True)
class Show(_Step):
    """Something to read or hear, left by *next*; the answer is None. `big` is shown very large (a ticket number)."""

    big: str | int | None = None
    facts: tuple[Fact, ...] = ()
    lines: tuple[Message, ...] = ()

    def check(self, answer: object) -> Problem | None:
        """Say why `answer` is not taken, or None."""
        return None if answer is None else Problem.WRONG_KIND


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress(_Step):
    """Something that takes time and ends by itself: the first value pushed to `topic` with `done` set is the answer.

    The visitor may stop waiting; then the answer is None.
    """

    def check(self, answer: object) -> Problem | None:
        """Say why `answer` is not taken, or None."""
        return None if answer is None or isinstance(answer, Mapping) else Problem.WRONG_KIND


@dataclass(frozen=True, slots=True, kw_only=True)
class Browse(_Step):
    """A web page, from which the visitor may go on to others; the answer, once they have seen enough, is None.

    `address` is https; `words` replace `{words}` in it. What may be reached at all is not decided here.
    """

    address: str
    words: str = ""

    def check(self, answer: object) -> Problem | None:
        """Say why `answer` is not taken, or None."""
        return None if answer is None else Problem.WRONG_KIND


Answer = Choose | AskText | AskNumber | AskDigits | AskDate | Confirm | Show | Progress | Browse
"""The steps a visitor answers."""


@dataclass(frozen=True, slots=True)
class Query:
    """Something to look up. A subclass sets `name` and `result` (a type msgspec can decode) and adds plain fields."""

    name: ClassVar[str]
    result: ClassVar[Any]


@dataclass(frozen=True, slots=True)
class Effect:
    """Something done outside, once. A subclass sets `name` and `result` and adds plain fields."""

    name: ClassVar[str]
    result: ClassVar[Any]


@dataclass(frozen=True, slots=True)
class Reserve(Query):
    """A query that keeps something for the visitor until an effect uses it, *back* crosses it or the service is left.

    A subclass sets `undo`, the effect without fields that lets go of what this visitor has kept; the shell sends it.
    """

    undo: ClassVar[type[Effect]]


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line. `size` 1 is body text, 2 a heading, 3 very large (a number).

    `locale` None is the document's. A message that reads the same as the line before it is left out (a German
    visitor's slip would say everything twice).
    """

    message: Message | str
    size: int = 1
    locale: str | None = None


@dataclass(frozen=True, slots=True)
class Code:
    """A printed QR code with `data` in it."""

    data: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A printed line across the paper."""


@dataclass(frozen=True, slots=True)
class PrintResult:
    """What became of a print: `state` is `printed`, `no-paper` or `unreachable`."""

    state: str


@dataclass(frozen=True, slots=True)
class Print(Effect):
    """A document on the visitor's paper, in the visitor's language (`locale` None) or in a fixed one.

    The renderer draws it to a bitmap, so that every script prints; the answer is a `PrintResult`.
    """

    name: ClassVar[str] = "print"
    result: ClassVar[Any] = PrintResult
    parts: tuple[Line | Code | Rule, ...] = ()
    locale: str | None = None


Yielded = Answer | Query | Effect
Flow = Generator[Yielded, Any, Any]
"""What a service function returns."""
