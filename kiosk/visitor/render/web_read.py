"""What is said of a page: its pieces as words, each in its own language where a voice speaks that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accessibility.speech.voices import voice_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.texts import Texts
    from kiosk.visitor.browser.bridge import Said

Spoken = tuple[str, str]
"""Words and their locale."""

_SWITCHES = {"checkbox", "radio"}


def spoken(said: Sequence[Said], texts: Texts) -> list[Spoken]:
    """Give everything that is said, ours in the visitor's language and the page's in its own."""
    if not said:
        return [(texts.speech("web-read-nothing"), texts.locale)]
    return [pair for one in said for pair in _pairs(one, texts)]


def _pairs(one: Said, texts: Texts) -> list[Spoken]:
    language = one.language.split("-", 1)[0].lower()
    locale = language if language and voice_for(language) else texts.locale
    before, after = _around(one, texts)
    if _same(locale, texts.locale):
        return [(" ".join(part for part in (before, one.text, after) if part), texts.locale)]
    parts = [(before, texts.locale), (one.text, locale), (after, texts.locale)]
    if one.state.startswith("="):
        parts[2] = (after, locale)
    return [(words, in_locale) for words, in_locale in parts if words]


def _around(one: Said, texts: Texts) -> Spoken:
    """What is said before and after the page's own words."""
    if one.kind == "field":
        if one.state.startswith("="):
            return texts.speech("web-read-field"), f": {one.state[1:]}."
        return texts.speech("web-read-field"), texts.speech(
            f"web-read-{'private' if one.state == 'private' else 'empty'}"
        )
    if one.kind in _SWITCHES:
        return texts.speech("web-read-choice"), texts.speech(f"web-read-{'on' if one.state == 'on' else 'off'}")
    if one.kind in {"image", "button"}:
        return texts.speech(f"web-read-{one.kind}"), ""
    return "", ""


def _same(one: str, other: str) -> bool:
    return one.split("-", 1)[0] == other.split("-", 1)[0]
