"""What a settings field may hold: its shape, read from the annotation, and the rules that narrow it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import math
import re
import types
import typing
from pathlib import Path
from typing import Annotated, Final, Literal, Protocol, Union, get_args, get_origin

SHOWN_CHARACTERS: Final = 40
"""A wrong value is repeated up to this length, so that a message stays on one line."""


class Rule(Protocol):
    """Something ``Annotated`` demands of a value that already has the right type."""

    def wrong(self, value: object) -> str:
        """Say what is wrong with ``value``, or nothing."""

    def allowed(self, base: str) -> str:
        """Say what is allowed, given the words for the plain type."""


@dataclasses.dataclass(frozen=True, slots=True)
class Range:
    """A number from ``low`` to ``high``, both included; None leaves that side open."""

    low: float | None = None
    high: float | None = None

    def wrong(self, value: object) -> str:
        """Say on which side ``value`` lies outside."""
        if not isinstance(value, int | float):
            return "cannot be compared"
        if self.low is not None and value < self.low:
            return f"{short(value)} is too small"
        return f"{short(value)} is too large" if self.high is not None and value > self.high else ""

    def allowed(self, base: str) -> str:
        """Say both bounds."""
        if self.high is None:
            return f"{base}, at least {self.low}"
        return f"{base}, at most {self.high}" if self.low is None else f"{base} from {self.low} to {self.high}"


class OneOf:
    """One of the values given: ``OneOf("left", "right")``."""

    __slots__ = ("values",)

    def __init__(self, *values: object) -> None:
        self.values = values

    def wrong(self, value: object) -> str:
        """Compare type and value, so that true is not 1."""
        same = any(type(value) is type(each) and value == each for each in self.values)
        return "" if same else f"{short(value)} is not one of them"

    def allowed(self, base: str) -> str:
        """List the values; they say more than the type."""
        del base
        return ", ".join(short(each) for each in self.values)


@dataclasses.dataclass(frozen=True, slots=True)
class Pattern:
    """A text that matches ``regex`` as a whole; ``meaning`` says it in words."""

    regex: str
    meaning: str = ""

    def wrong(self, value: object) -> str:
        """Match the whole text."""
        return "" if re.fullmatch(self.regex, str(value)) else f"{short(value)} does not fit"

    def allowed(self, base: str) -> str:
        """Say the meaning, else the expression itself."""
        return self.meaning or f"{base} matching {self.regex}"


@dataclasses.dataclass(frozen=True, slots=True)
class Length:
    """A text, array or table with ``low`` to ``high`` characters or items; None leaves the upper side open."""

    low: int = 0
    high: int | None = None

    def wrong(self, value: object) -> str:
        """Count characters or items."""
        size = len(value) if isinstance(value, str | tuple | dict) else 0
        if size < self.low:
            return "is too short"
        return "is too long" if self.high is not None and size > self.high else ""

    def allowed(self, base: str) -> str:
        """Say both bounds."""
        return (
            f"{base}, length {self.low} to {self.high}"
            if self.high is not None
            else f"{base}, length {self.low} or more"
        )


@dataclasses.dataclass(frozen=True, slots=True)
class Mismatch:
    """A value that cannot become what the field holds."""

    wrong: str

    @classmethod
    def of_type(cls, value: object) -> Mismatch:
        """Name the type found, not the value."""
        return cls(f"is {_WORDS.get(type(value), 'something else')}")


_WORDS: Final[dict[type, str]] = {
    bool: "true or false",
    int: "a whole number",
    float: "a number with a decimal point",
    str: "text",
    list: "an array",
    dict: "a table",
    dt.datetime: "a date with a time",
    dt.date: "a date",
    dt.time: "a time of day",
}

_SCALARS: Final[dict[type, str]] = {
    str: "text in quotes",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    Path: "a path in quotes",
    dt.datetime: "a date with a time",
    dt.date: "a date, as 2026-12-31",
    dt.time: "a time of day, as 08:30:00",
}


@dataclasses.dataclass(frozen=True, slots=True)
class Shape:
    """One annotation taken apart; exactly one of the first four is set."""

    scalar: type | None = None
    table: type | None = None
    items: object = None
    named: object = None
    choices: tuple[object, ...] = ()
    rules: tuple[Rule, ...] = ()

    @property
    def is_scalar(self) -> bool:
        """Tell a single value from a table or an array."""
        return self.scalar is not None

    def allowed(self) -> str:
        """Say in words what the field takes."""
        words = self._base()
        for rule in self.rules:
            words = rule.allowed(words)
        return words

    def _base(self) -> str:
        if self.choices:
            return ", ".join(short(each) for each in self.choices)
        if self.table is not None:
            names = sorted(field.name for field in dataclasses.fields(self.table) if field.init)
            return f"a table with {', '.join(names)}" if names else "a table"
        if self.items is not None:
            return f"an array, each item: {shape_of(self.items).allowed()}"
        if self.named is not None:
            return f"a table, each value: {shape_of(self.named).allowed()}"
        return _SCALARS[self.scalar or str]


def shapes_of(into: type) -> dict[str, Shape]:
    """Take apart every field of a dataclass; a type that has no place in a settings file is a TypeError."""
    hints = typing.get_type_hints(into, include_extras=True)
    return {field.name: shape_of(hints[field.name]) for field in dataclasses.fields(into) if field.init}


def shape_of(annotation: object) -> Shape:
    """Take one annotation apart."""
    plain, rules = _without_rules(annotation)
    origin, arguments = get_origin(plain), get_args(plain)
    if origin is Literal:
        return Shape(scalar=object, choices=arguments, rules=rules)
    if origin is tuple and arguments[1:] == (Ellipsis,):
        return Shape(items=arguments[0], rules=rules)
    if origin is dict and arguments[0] is str:
        return Shape(named=arguments[1], rules=rules)
    if isinstance(plain, type):
        if dataclasses.is_dataclass(plain):
            if rules:
                raise TypeError(f"{plain.__name__}: what a table must keep belongs into its __post_init__")
            return Shape(table=plain)
        if issubclass(plain, enum.Enum):
            return Shape(scalar=plain, choices=tuple(each.value for each in plain), rules=rules)
        if plain in _SCALARS:
            return Shape(scalar=plain, rules=rules)
    message = f"{annotation!r} has no place in a settings file"
    raise TypeError(message)


def _without_rules(annotation: object) -> tuple[object, tuple[Rule, ...]]:
    """Peel off ``Annotated`` and ``| None``, in whatever order they are nested."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        plain, inner = _without_rules(arguments[0])
        return plain, (*inner, *arguments[1:])
    if origin in {Union, types.UnionType}:
        others = [each for each in arguments if each is not types.NoneType]
        if len(others) == 1:
            return _without_rules(others[0])
    return annotation, ()


def check_scalar(value: object, shape: Shape) -> object:
    """Give the typed value, or a ``Mismatch``; only a whole number is converted, where a decimal one is wanted."""
    if shape.choices:
        wrong = OneOf(*shape.choices).wrong(value)
        if wrong:
            return Mismatch(wrong)
        return shape.scalar(value) if shape.scalar is not None and shape.scalar is not object else value
    if shape.scalar is float and type(value) is int:
        return _finite(value)
    if shape.scalar is Path and isinstance(value, str):
        return Path(value) if value and "\0" not in value else Mismatch("is not a path")
    if type(value) is not shape.scalar:
        return Mismatch.of_type(value)
    return _finite(value) if isinstance(value, float) else value


def _finite(value: float) -> float | Mismatch:
    try:
        number = float(value)
    except OverflowError:
        return Mismatch("is too large")
    return number if math.isfinite(number) else Mismatch(f"{value} is not a number to count with")


def short(value: object) -> str:
    """Write a value on one line, cut to ``SHOWN_CHARACTERS``."""
    try:
        text = ("true" if value else "false") if isinstance(value, bool) else ascii(value)
    except ValueError:
        return "a number this long"
    return text if len(text) <= SHOWN_CHARACTERS else text[: SHOWN_CHARACTERS - 1] + "…"
