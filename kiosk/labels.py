"""Which messages are words on buttons: what a visitor sees and may say."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from kiosk.texts import ROOT, SOURCE, Texts, TextsError, entries

LABELS = (
    *("next", "back", "close", "confirm-*", "input-next", "input-skip", "input-write"),
    *(
        "service-*",
        "slip-wish-fill-in",
        "slip-wish-slow",
        "slip-wish-language",
        "practice-touch-*",
        "data-service-done",
        "counter-*",
    ),
    *("web-group-*", "web-kind-*", "web-other-pages", "web-leave", "web-ask-ok", "web-ask-yes", "web-ask-no"),
    *("web-ask-stop", "web-colour-*", "web-more", "web-to-page", "web-to-files", "web-menu-*", "web-file-look"),
    *("web-file-print", "web-file-copy", "web-file-delete", "web-file-page", "web-coming-cancel", "web-zoom-*"),
    *("web-print-all", "web-print-one", "web-copy-yes", "web-give-done", "web-give-stick", "web-field-next"),
    *("web-field-done", "web-numbers", "web-numbers-off", "web-number-take", "web-number-leave", "web-up", "web-down"),
    *("privacy-button", "privacy-masked-*", "privacy-aloud-*", "privacy-filter-o*", "field-show", "field-hide"),
    *("dark-end", "quota-longer", "quota-finish", "card", "adjust-card", "adjust-card-print", "uncover"),
    *("guide", "adjust", "adjust-done", "adjust-size-*", "adjust-theme-*", "adjust-low-*", "adjust-guide-*"),
    *("adjust-quieter", "adjust-louder", "adjust-slower", "adjust-faster", "language", "to-home", "read-aloud"),
    *("read-stop", "end", "help-call", "help-withdraw", "page-earlier", "page-later", "stop-waiting", "try-again"),
    *("go-on", "new-session", "staff-menu-close", "slip-wish-read-aloud", "slip-wish-write-down", "slip-wish-own"),
)
"""Patterns of messages on buttons, besides all that have `.voice` and the `.yes` and `.no` of questions."""

_PARTS = {"yes": "confirm-yes", "no": "confirm-no"}
_ATTRIBUTE = re.compile(r"^\s+\.(voice|yes|no)\s*=", re.MULTILINE)
_EXAMPLES: dict[str, object] = {"n": 3, "count": 3, "of": 3, "room": "3", "number": 3, "date": dt.date(2026, 1, 2)}


@dataclass(frozen=True, slots=True)
class Label:
    """Words on a button and everything that may be said for them."""

    key: str
    text: str
    phrases: tuple[str, ...]


def labels(locale: str, root: Path = ROOT) -> Iterator[Label]:
    """Give every label of a locale, with example values where there are places for some."""
    texts = Texts(locale, root=root, strict=True)
    for path in sorted((root / SOURCE).glob("*.ftl")):
        for key, source in entries(path.read_text(encoding="utf-8")):
            attributes = set(_ATTRIBUTE.findall(source))
            if "voice" in attributes or any(fnmatchcase(key, pattern) for pattern in LABELS):
                yield _label(texts, key)
            for part in sorted(attributes & set(_PARTS)):
                words = texts.text(key, part)
                yield Label(f"{key}.{part}", words, (words, *texts.voice(_PARTS[part])))


def _label(texts: Texts, key: str) -> Label:
    try:
        phrases = texts.voice(key, **_EXAMPLES)
    except TextsError:  # it has no words of its own, or wants values we have no example for
        return Label(key, key, ())
    return Label(key, phrases[0] if phrases else key, tuple(phrases))
