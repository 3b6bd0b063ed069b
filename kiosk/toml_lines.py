"""Which line of a TOML text each key stands on, so that an error can point at it.

The standard library's parser forgets positions. This scanner walks the same text once more. It is meant for text that
``tomllib`` has accepted (TOML 1.0); on any other text it still ends and never raises, it only knows less.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

KeyPath = tuple[str | int, ...]
"""Names of tables and keys, and positions in arrays counted from 0: ``("printer", 0, "port")``."""

_BARE_KEY: Final = re.compile(r"[A-Za-z0-9_-]+")
_QUOTED_KEY: Final = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'')
_STRING: Final = re.compile(
    r'"""(?:[^\\]|\\.)*?"""(?:"{0,2})|\'\'\'.*?\'\'\'(?:\'{0,2})|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'',
    re.DOTALL,
)
_BLANK: Final = re.compile(r"[ \t]*")
_GAP: Final = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_SCALAR: Final = re.compile(r"[^,\]}#\n]*")


def line_index(text: str) -> Mapping[KeyPath, int]:
    """Map every table, key and array item of ``text`` to its line, counted from 1; the whole text is line 1.

    A table that is declared after it was implied (``[a.b]`` before ``[a]``) is mapped to its own header.
    """
    return _Scanner(text.replace("\r\n", "\n")).scan()


def last_key(text: str) -> tuple[KeyPath, int]:
    """Give the last key or table header begun in ``text`` and its line; an empty path when there is none."""
    scanner = _Scanner(text.replace("\r\n", "\n"))
    scanner.scan()
    return scanner.last


class _Scanner:
    """One walk over one text; ``_at`` is the offset of the next character to look at."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self._lines: dict[KeyPath, int] = {(): 1}
        self._implied: set[KeyPath] = set()
        self._tables: dict[KeyPath, int] = {}
        self.last: tuple[KeyPath, int] = ((), 1)

    def scan(self) -> Mapping[KeyPath, int]:
        """Read statement after statement; each turn moves on by one character at least."""
        table: KeyPath = ()
        while self._skip(_GAP) and self._at < len(self._text):
            before = self._at
            if self._peek() == "[":
                table = self._header()
            else:
                self._pair(table)
            self._at = max(self._at, before + 1)
        return self._lines

    def _peek(self) -> str:
        return self._text[self._at : self._at + 1]

    def _skip(self, pattern: re.Pattern[str]) -> bool:
        found = pattern.match(self._text, self._at)
        if found is not None:
            self._at = found.end()
        return found is not None

    def _line(self, offset: int) -> int:
        return bisect_right(self._starts, offset)

    def _header(self) -> KeyPath:
        start = self._at
        is_array = self._text.startswith("[[", start)
        self._at += 2 if is_array else 1
        path = self._resolved(self._key())
        if is_array:
            self._note(path, start)
            index = self._tables.get(path, -1) + 1
            self._tables[path] = index
            path = (*path, index)
        self._note(path, start, declared=True)
        self._skip(re.compile(r"[\] \t]*"))
        return path

    def _resolved(self, names: tuple[str, ...]) -> KeyPath:
        """Put in the position reached so far wherever a name stands for an array of tables."""
        path: KeyPath = ()
        for number, name in enumerate(names):
            path = (*path, name)
            if number < len(names) - 1 and path in self._tables:
                path = (*path, self._tables[path])
        return path

    def _note(self, path: KeyPath, offset: int, *, declared: bool = False) -> None:
        line = self._line(offset)
        self.last = (path, line)
        for length in range(1, len(path)):
            if path[:length] not in self._lines:
                self._lines[path[:length]] = line
                self._implied.add(path[:length])
        if path not in self._lines or (declared and path in self._implied):
            self._lines[path] = line
            self._implied.discard(path)

    def _key(self) -> tuple[str, ...]:
        names: list[str] = []
        while True:
            self._skip(_BLANK)
            start = self._at
            if self._skip(_QUOTED_KEY):
                names.append(_unquoted(self._text[start : self._at]))
            elif self._skip(_BARE_KEY):
                names.append(self._text[start : self._at])
            self._skip(_BLANK)
            if self._peek() != "." or self._at == start:
                return tuple(names)
            self._at += 1

    def _pair(self, table: KeyPath) -> None:
        start = self._at
        names = self._key()
        path = (*table, *names)
        if names:
            self._note(path, start)
        if self._peek() == "=":
            self._at += 1
            self._skip(_BLANK)
            self._value(path)

    def _value(self, path: KeyPath) -> None:
        first = self._peek()
        if first == "[":
            self._items(path)
        elif first == "{":
            self._members(path)
        elif not (first in {'"', "'"} and self._skip(_STRING)):
            self._skip(_SCALAR)

    def _items(self, path: KeyPath) -> None:
        self._at += 1
        index = 0
        while self._skip(_GAP) and self._at < len(self._text):
            if self._peek() == "]":
                self._at += 1
                return
            before = self._at
            self._note((*path, index), before)
            self._value((*path, index))
            self._skip(_GAP)
            if self._peek() == ",":
                self._at += 1
            if self._at == before:
                return
            index += 1

    def _members(self, path: KeyPath) -> None:
        self._at += 1
        while self._skip(_GAP) and self._at < len(self._text):
            if self._peek() == "}":
                self._at += 1
                return
            before = self._at
            self._pair(path)
            self._skip(_GAP)
            if self._peek() == ",":
                self._at += 1
            if self._at == before:
                return


def _unquoted(raw: str) -> str:
    """Decode one quoted key with the parser's own rules for escapes."""
    try:
        value = tomllib.loads(f"key = {raw}")["key"]
    except ValueError:
        return raw
    return value if isinstance(value, str) else raw
