"""Read a TOML file into frozen dataclasses, or refuse it and say everything that is wrong with it.

A setting that is misspelt, missing, of the wrong type or out of range never starts anything: the whole file is
checked and every problem is listed as ``file:line: key: what is wrong; allowed: ...``. Keys are written as the fields
are named.

A field may be ``str``, ``int``, ``float``, ``bool``, ``Path``, a date or time, an ``Enum`` (by value), a ``Literal``,
another dataclass (a table), ``tuple[T, ...]`` (an array), ``dict[str, T]`` (a table with free names), any of them
``| None``, and ``Annotated[T, rule, ...]`` with ``Range``, ``OneOf``, ``Pattern`` or ``Length``.
What concerns several fields belongs into ``__post_init__``, whose ``ValueError`` is listed with the line of its table.
"""

from __future__ import annotations

import dataclasses
import difflib
import errno
import os
import re
import stat
import tomllib
from typing import TYPE_CHECKING, BinaryIO, Final, TypeVar

from kiosk.toml_lines import KeyPath, last_key, line_index
from kiosk.toml_types import Length, Mismatch, OneOf, Pattern, Range, Shape, check_scalar, shape_of, shapes_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["ConfigError", "Length", "OneOf", "Pattern", "Problem", "Range", "load", "parse"]

T = TypeVar("T")

MAX_BYTES: Final = 1_000_000
"""No settings file is larger; a larger one is the wrong file, and reading it could fill the memory."""

_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")
_DUPLICATE: Final = re.compile(r"overwrite|twice|Duplicate|Cannot (?:declare|mutate)|Cannot redefine")
_AT_LINE: Final = re.compile(r" ?\(at line (\d+), column (\d+)\)$")


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong: ``line`` counts from 1 and is 0 where the file as a whole is meant."""

    line: int
    key: str
    wrong: str
    allowed: str = ""

    def text(self, file: Path) -> str:
        """Give the line as an editor understands it."""
        where = f"{file}:{self.line}" if self.line else str(file)
        parts = [where, self.key, self.wrong] if self.key else [where, self.wrong]
        return ": ".join(parts) + (f"; allowed: {self.allowed}" if self.allowed else "")


class ConfigError(Exception):
    """A settings file was refused; ``problems`` holds every one found, in the order of the file."""

    def __init__(self, file: Path, problems: tuple[Problem, ...]) -> None:
        self.file = file
        self.problems = problems
        super().__init__("\n".join(problem.text(file) for problem in problems))


def load(path: Path, into: type[T]) -> T:
    """Read ``path`` (TOML 1.0, UTF-8) as the dataclass ``into``; raise ``ConfigError`` with all problems otherwise."""
    return parse(_read(path), into, path)


def parse(text: str, into: type[T], file: Path) -> T:
    """Do as ``load`` with a text already read; ``file`` names it in messages."""
    try:
        table = tomllib.loads(text)
        reading = _Reading(line_index(text))
        value = reading.table(table, into, ())
    except RecursionError:
        raise ConfigError(file, (Problem(0, "", "values are nested too deeply", "a few levels"),)) from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(file, (_syntax_problem(text, error),)) from error
    except ValueError as error:
        problem = Problem(0, "", f"is not valid TOML: {error}", "TOML 1.0, see https://toml.io")
        raise ConfigError(file, (problem,)) from error
    if reading.problems or not isinstance(value, into):
        raise ConfigError(file, tuple(sorted(reading.problems)))
    return value


def _read(path: Path) -> str:
    try:
        with _open_without_waiting(path) as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        problem = Problem(0, "", f"cannot be read: {error.strerror or error}", "a readable TOML file")
        raise ConfigError(path, (problem,)) from error
    if len(raw) > MAX_BYTES:
        raise ConfigError(path, (Problem(0, "", "is too large", f"up to {MAX_BYTES} bytes"),))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problem = Problem(line, "", f"byte 0x{raw[error.start]:02x} is not UTF-8", "text saved as UTF-8")
        raise ConfigError(path, (problem,)) from error


def _open_without_waiting(path: Path) -> BinaryIO:
    """Open a regular file; a named pipe or device in its place is refused instead of waited for."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    file = os.fdopen(descriptor, "rb")
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        file.close()
        raise OSError(errno.EINVAL, "it is not a file")
    return file


def _syntax_problem(text: str, error: tomllib.TOMLDecodeError) -> Problem:
    message = str(error)
    found = _AT_LINE.search(message)
    line = int(found.group(1)) if found else text.count("\n") + 1
    wrong = message[: found.start()] if found else message.removesuffix(" (at end of document)")
    if _DUPLICATE.search(wrong):
        path, key_line = last_key("\n".join(text.replace("\r\n", "\n").split("\n")[:line]))
        return Problem(key_line, _shown(path), "is set more than once", "each key and table once")
    return Problem(line, "", f"is not valid TOML: {wrong}", "TOML 1.0, see https://toml.io")


def _shown(path: KeyPath) -> str:
    """Write a key path as TOML would, on one line whatever a quoted key contains; items count from 1."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        else:
            name = part if _BARE.fullmatch(part) else ascii(part)
            text += f".{name}" if text else name
    return text


class _Reading:
    """Turns parsed values into typed ones and collects what is wrong on the way."""

    def __init__(self, lines: Mapping[KeyPath, int]) -> None:
        self._lines = lines
        self.problems: list[Problem] = []

    def table(self, value: Mapping[str, object], into: type, path: KeyPath) -> object:
        """Build ``into`` from a table; return None after noting problems if there are any."""
        before = len(self.problems)
        fields = {field.name: field for field in dataclasses.fields(into) if field.init}
        shapes = shapes_of(into)
        for name in value.keys() - fields.keys():
            self._note((*path, name), _unknown(name, tuple(fields)), ", ".join(sorted(fields)) or "no keys")
        arguments: dict[str, object] = {}
        for name, field in fields.items():
            if name in value:
                arguments[name] = self._value(value[name], shapes[name], (*path, name))
            elif field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
                self._note((*path, name), "is missing", shapes[name].allowed())
        if len(self.problems) > before:
            return None
        try:
            return into(**arguments)
        except ValueError as error:
            self._note(path, str(error), "")
            return None

    def _note(self, path: KeyPath, wrong: str, allowed: str) -> None:
        known = path
        while known not in self._lines:
            known = known[:-1]
        self.problems.append(Problem(self._lines[known], _shown(path), wrong, allowed))

    def _value(self, value: object, shape: Shape, path: KeyPath) -> object:
        if isinstance(value, dict) and shape.table is not None:
            return self.table(value, shape.table, path)
        if isinstance(value, list) and shape.items is not None:
            item = shape_of(shape.items)
            result: object = tuple(self._value(each, item, (*path, number)) for number, each in enumerate(value))
        elif isinstance(value, dict) and shape.named is not None:
            item = shape_of(shape.named)
            result = {name: self._value(each, item, (*path, name)) for name, each in value.items()}
        elif shape.is_scalar:
            checked = check_scalar(value, shape)
            if isinstance(checked, Mismatch):
                self._note(path, checked.wrong, shape.allowed())
                return None
            result = checked
        else:
            self._note(path, Mismatch.of_type(value).wrong, shape.allowed())
            return None
        self._obey(result, shape, path)
        return result

    def _obey(self, value: object, shape: Shape, path: KeyPath) -> None:
        for rule in shape.rules:
            wrong = rule.wrong(value)
            if wrong:
                self._note(path, wrong, shape.allowed())


def _unknown(name: str, known: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(name.replace("-", "_").lower(), known, n=1)
    return f"is not known; did you mean {near[0]}?" if near else "is not known"
