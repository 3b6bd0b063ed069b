"""The words of the product: Fluent messages of one locale, for the screen, for speech and for paper.

Files are `locales/<locale>/*.ftl`. A message is taken whole (text and attributes) from the first locale of the chain
that has it: `de-simple` falls back to `de`, and so does every other locale. Messages are parsed when they are first
needed: parsing all files at the start of a visitor would cost more than everything else here.
"""

from __future__ import annotations

import datetime as dt
import enum
import logging
import re
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from babel.dates import format_date
from babel.numbers import get_decimal_symbol
from fluent.runtime import FluentBundle, FluentResource

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from fluent.runtime.resolver import Message as Compiled
    from fluent.runtime.resolver import Pattern

SOURCE = "de"
"""The locale every message exists in."""

ROOT = Path(__file__).parent / "locales"

_NAMES = {
    "de": "Deutsch",
    "de-simple": "Einfache Sprache",
    "en": "English",
    "uk": "Українська",
    "ru": "Русский",
    "ar": "العربية",
    "fa": "فارسی",
    "vi": "Tiếng Việt",
}
_CLDR = {"de-simple": "de", "en": "en-GB"}
_RIGHT_TO_LEFT = frozenset({"ar", "fa"})
_ENTRY = re.compile(r"^(-?[A-Za-z][\w-]*)[ \t]*=", re.MULTILINE)
_REFERENCE = re.compile(r"\{\s*(-?[A-Za-z][\w-]*)")
_NOON = 12
_YEARS = range(1900, 2100)
"""Years whose ordinals the texts know; others are said as they are written."""

_LAST_OWN = 20
"""Numbers below have a word of their own."""

MARKS = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))
"""For `str.translate`: takes the isolation marks away."""

_AS_TYPED = MARKS | {ord("\u02bc"): "\u2019"}
"""CLDR writes the Ukrainian apostrophe as a letter; texts, keyboard and voices have the sign that is typed."""

_log = logging.getLogger(__name__)


class Lack(enum.Enum):
    """What is wrong with a message that was asked for."""

    MISSING = "missing"
    NOT_FORMATTED = "not-formatted"


class TextsError(Exception):
    """A message cannot be given; `lack` says why and `key` which. Raised by strict `Texts` only."""

    def __init__(self, lack: Lack, key: str) -> None:
        """Name the message."""
        super().__init__(f"{key}: {lack.value}")
        self.lack = lack
        self.key = key


def direction(locale: str) -> Literal["ltr", "rtl"]:
    """Say which way the locale's script runs."""
    return "rtl" if locale in _RIGHT_TO_LEFT else "ltr"


def locale_name(locale: str) -> str:
    """Give the language's name in its own script; raises `KeyError` for a locale that is not shipped."""
    return _NAMES[locale]


def known_locales() -> tuple[str, ...]:
    """All locales that have a name here, in the order they are offered."""
    return tuple(_NAMES)


def entries(source: str) -> Iterator[tuple[str, str]]:
    """Cut a Fluent file into its entries: identifier (terms with their `-`) and source text.

    Fluent lets an entry begin in the first column only, so that no parser is needed for this.
    """
    starts = list(_ENTRY.finditer(source))
    ends = [*(match.start() for match in starts), len(source)][1:]
    for match, end in zip(starts, ends, strict=True):
        lines = source[match.start() : end].splitlines()
        yield match[1], "\n".join(line for line in lines if not line.startswith("#")) + "\n"


def _ordinals(day: dt.date) -> dict[str, int]:
    """Give the parts of a day said in ordinals: the 21st is 20 and 1, the 12th is 0 and 12, the 30th is 0 and 30."""
    day_tens, day_ones = _split(day.day)
    year_tens, year_ones = _split(day.year % 100)
    parts = {"day_tens": day_tens, "day_ones": day_ones, "year_tens": year_tens, "year_ones": year_ones}
    return parts | {"year": day.year, "century": day.year // 100}


def _split(number: int) -> tuple[int, int]:
    ones = number % 10
    return (0, number) if number < _LAST_OWN or not ones else (number - ones, ones)


class _Catalogue:
    """The messages of several folders, those of later ones instead of those of earlier ones.

    One bundle holds them all, so that a message may refer to one that only another locale has.
    """

    def __init__(self, locale: str, folders: Iterable[Path]) -> None:
        self._sources: dict[str, str] = {}
        self._bundle = FluentBundle([_CLDR.get(locale, locale)])
        for folder in folders:
            for path in sorted(folder.glob("*.ftl")):
                self._sources.update(entries(path.read_text(encoding="utf-8")))

    def find(self, key: str) -> Compiled | None:
        if not self._bundle.has_message(key):
            if key.startswith("-") or key not in self._sources:
                return None
            self._add(key)
        return self._bundle.get_message(key) if self._bundle.has_message(key) else None

    def format(self, pattern: Pattern, values: Mapping[str, object], *, isolate: bool) -> tuple[str, list[Exception]]:
        self._bundle.use_isolating = isolate
        text, errors = self._bundle.format_pattern(pattern, dict(values))
        return str(text), errors

    def _add(self, key: str) -> None:
        source = self._sources.pop(key)
        self._bundle.add_resource(FluentResource(source))
        for name in _REFERENCE.findall(source):
            if name in self._sources:
                self._add(name)


class Texts:
    """The messages of `locale`.

    `data` are texts that come from outside (the titles of counters): key to locale to text, shown as they are, also
    what is put there later.
    `strict` raises `TextsError` where a message is missing or lacks a value; otherwise the German message or at
    last the key itself is shown and one line per key is logged.
    """

    def __init__(
        self,
        locale: str,
        *,
        root: Path | None = None,
        data: Mapping[str, Mapping[str, str]] | None = None,
        strict: bool = False,
    ) -> None:
        """Read the files of the locale and of those it falls back to."""
        self.locale = locale
        self._cldr = _CLDR.get(locale, locale).replace("-", "_")
        self._data = data if data is not None else {}
        self._strict = strict
        self._logged: set[str] = set()
        self._catalogue = _Catalogue(locale, [(root or ROOT) / name for name in dict.fromkeys((SOURCE, locale))])

    def has(self, key: str, attr: str | None = None) -> bool:
        """Whether there is such a message (with this attribute)."""
        if key in self._data:
            return attr is None
        found = self._catalogue.find(key)
        return found is not None and (attr is None or attr in found.attributes)

    def text(self, key: str, attr: str | None = None, **values: object) -> str:
        """Give the text for the screen: values stand between isolation marks (U+2068, U+2069).

        Dates and times among `values` are written as the locale does; None is written as nothing.
        """
        return self._format(key, attr, values, isolate=True, spoken=False)

    def plain(self, key: str, attr: str | None = None, **values: object) -> str:
        """Give the text without isolation marks: for paper."""
        return self._format(key, attr, values, isolate=False, spoken=False)

    def speech(self, key: str, attr: str | None = None, **values: object) -> str:
        """Give the text to be said: the attribute `.speech` where there is one, no isolation marks."""
        if attr is None and self.has(key, "speech"):
            attr = "speech"
        return self._format(key, attr, values, isolate=False, spoken=True)

    def voice(self, key: str, **values: object) -> list[str]:
        """Give what may be said for this message: its text and the phrases of `.voice` (separated by `|`)."""
        phrases = [self._format(key, None, values, isolate=False, spoken=True)]
        if self.has(key, "voice"):
            phrases += self._format(key, "voice", values, isolate=False, spoken=True).split("|")
        cleaned = (" ".join(phrase.split()).strip(" .?!…:") for phrase in phrases)
        return list(dict.fromkeys(phrase for phrase in cleaned if phrase))

    def date(self, day: dt.date, style: Literal["full", "long", "short"] = "full", *, spoken: bool = False) -> str:
        """Write a day: `full` with its weekday, `long` with the month's name, `short` in digits with the whole year.

        Names are those of CLDR; the order, and what stands between, are the locale's `day-` messages. The calendar is
        that of the office, and so are the digits, in every locale: a ticket, a door and a letter have no others.
        """
        key = f"day-{style}"
        pattern = self.speech(key, None, **_ordinals(day)) if spoken and day.year in _YEARS else self.plain(key)
        return " ".join(format_date(day, pattern, locale=self._cldr).translate(_AS_TYPED).split())

    def time(self, time: dt.time, *, spoken: bool = False) -> str:
        """Write a time of day on the clock of 24 hours, as the office's own signs do."""
        values: dict[str, object] = {"hour": time.hour, "minute": time.minute, "minutes": f"{time.minute:02}"}
        values |= {"twelve": (time.hour + 11) % 12 + 1, "half": "am" if time.hour < _NOON else "pm"}
        key = "clock" if time.minute else "clock-whole"
        return self.speech(key, None, **values) if spoken else self.plain(key, None, **values)

    def price(self, cents: int) -> str:
        """Write an amount in euros as one word, so that no direction of reading turns its parts around."""
        point = get_decimal_symbol(self._cldr, numbering_system="latn")
        return f"{cents // 100}{point}{cents % 100:02}\u00a0€"

    # ---- inside --------------------------------------------------------------------------------------------------

    def _format(self, key: str, attr: str | None, values: Mapping[str, object], *, isolate: bool, spoken: bool) -> str:
        if key in self._data and attr is None:
            texts = self._data[key]
            return texts.get(self.locale) or texts.get(SOURCE) or next(iter(texts.values()), key)
        name = key if attr is None else f"{key}.{attr}"
        found = self._catalogue.find(key)
        pattern = None
        if found is not None:
            pattern = found.value if attr is None else found.attributes.get(attr)
        if pattern is None:
            return self._lacking(Lack.MISSING, name, name)
        written = {place: self._write(value, spoken=spoken) for place, value in values.items()}
        text, errors = self._catalogue.format(pattern, written, isolate=isolate)
        return self._lacking(Lack.NOT_FORMATTED, name, text) if errors else text

    def _write(self, value: object, *, spoken: bool) -> object:
        if isinstance(value, dt.time):
            return self.time(value, spoken=spoken)
        if isinstance(value, dt.date):
            return self.date(value, spoken=spoken)
        return "" if value is None else value

    def _lacking(self, lack: Lack, name: str, instead: str) -> str:
        if self._strict:
            raise TextsError(lack, name)
        if name not in self._logged:
            self._logged.add(name)
            _log.warning("text %s in %s: %s", name, self.locale, lack.value)
        return instead
