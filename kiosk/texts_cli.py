"""`stadtteil texts`: which languages there are and who reviewed them, and whether Einfache Sprache is plain."""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from kiosk.reviews import about, fingerprint, state
from kiosk.texts import SOURCE, known_locales, locale_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kiosk.texts_reading import Reading

PLAIN = "de-simple"
MOST_DIFFICULTY = {PLAIN: 4.5, SOURCE: 6.0}
"""The first Wiener Sachtextformel of each file of a locale, at most."""

KNOWN = frozenset({"Gebärdensprache", "Öffnungszeiten", "Stadtteilbüro", "OK", "USB"})
"""Words that break a rule and stand on every door of the office, or on the thing itself."""

_NOT_READ = (".voice",)
_NOT_PLAIN = ("staff-", "day-", "clock")
"""Staff's menu, and patterns of days and times, which are data."""


class Found(NamedTuple):
    """What is wrong with a text. `key` is empty where the file as a whole is meant."""

    locale: str
    file: str
    key: str
    rule: str
    words: str


def add_parser(subparsers: Any) -> None:  # noqa: ANN401 - argparse has no public type for it
    """Add the command."""
    parser = subparsers.add_parser("texts", help="languages, who reviewed them, and whether plain language is plain")
    parser.add_argument("what", choices=("list", "check"))
    parser.add_argument("--json", action="store_true", help="print it as JSON")


def run(options: argparse.Namespace) -> int:
    """List the languages, or check the words. 1: the check found something."""
    if options.what == "list":
        languages = listed()
        print(json.dumps(languages, ensure_ascii=False, indent=1) if options.json else _table(languages))
        return 0
    return report(check(), as_json=options.json)


def report(found: list[Found], *, as_json: bool) -> int:
    """Print what was found and give the exit status."""
    if as_json:
        print(json.dumps([one._asdict() for one in found], ensure_ascii=False, indent=1))
    else:
        for one in found:
            print(f"{one.locale}/{one.file}: {one.key or 'all'}: {one.rule}: {one.words}")
        print(f"{len(found)} complaints" if found else "plain")
    return 1 if found else 0


def listed() -> list[dict[str, object]]:
    """Say of each language what its file says, and whether that still is about the words that are there."""
    languages: list[dict[str, object]] = []
    for locale in known_locales():
        said = about(locale)
        languages.append(
            {
                "locale": locale,
                "name": locale_name(locale),
                "state": state(locale).value,
                "by": said.by,
                "on": said.on.isoformat() if said.on else "",
                "written_by": said.written_by,
                "texts": fingerprint(locale),
            }
        )
    return languages


def _table(languages: list[dict[str, object]]) -> str:
    lines = []
    for one in languages:
        review = f"{one['state']}: {one['by']}, {one['on']}" if one["by"] else str(one["state"])
        lines.append(f"{one['locale']:10} {one['texts']}  {review:14} {one['name']}")
    return "\n".join(lines)


def check() -> list[Found]:
    """Hold what is read in Einfache Sprache against its rules, and the difficulty of both kinds of German."""
    from kiosk.texts_reading import readings  # noqa: PLC0415 - the list needs no parser

    found: list[Found] = []
    for locale, most in MOST_DIFFICULTY.items():
        read = [one for one in readings(locale) if _is_for_visitors(one)]
        if locale == PLAIN:
            found += complained(read)
        found += too_difficult(locale, read, most)
    return found


def complained(read: Iterable[Reading]) -> list[Found]:
    """Give what breaks a rule of Einfache Sprache."""
    from accessibility.plain_language import complaints  # noqa: PLC0415

    return [
        Found(one.locale, one.file, one.key, complaint.rule.value, complaint.words)
        for one in read
        for complaint in complaints(one.text, known=KNOWN)
    ]


def too_difficult(locale: str, read: Iterable[Reading], most: float) -> list[Found]:
    """Give the files that are harder to read than the formula may say."""
    from accessibility.plain_language import difficulty  # noqa: PLC0415

    files: dict[str, list[str]] = defaultdict(list)
    for one in read:
        files[one.file].append(one.text)
    levels = {file: difficulty("\n".join(texts)) for file, texts in files.items()}
    return [
        Found(locale, file, "", "difficulty", f"{level:.1f}, at most {most}")
        for file, level in levels.items()
        if level > most
    ]


def _is_for_visitors(one: Reading) -> bool:
    return not one.key.endswith(_NOT_READ) and not one.key.startswith(_NOT_PLAIN)
