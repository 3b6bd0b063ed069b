"""Vietnamese on the on-screen keyboard: a sign changes the word just written, as by hand. Pure.

Letters are written plain, and the hat, the hook and the tones have a key each; nothing is held down and nothing is
struck twice, as Telex would need. A sign may follow its letter at once or at the end of the syllable: where it belongs
is found by the rules of the spelling. The same sign once more takes it away.
"""

from __future__ import annotations

import re
import unicodedata

HAT, HORN = "\u0302", "\u031b"
TONES = ("\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
"""Sắc, huyền, hỏi, ngã, nặng."""

SIGNS = (HAT, HORN, *TONES)

LABELS = {HAT: "âô", HORN: "ăư", **dict(zip(TONES, "áàảãạ", strict=True))}
"""What is on the keys of the signs: what they make."""

NAMES = {
    HAT: "key-mark-hat",
    HORN: "key-mark-horn",
    TONES[0]: "key-mark-acute",
    TONES[1]: "key-mark-grave",
    TONES[2]: "key-mark-hook",
    TONES[3]: "key-mark-tilde",
    TONES[4]: "key-mark-dot",
}
"""Messages that name the signs."""

_HATTED = {"a": "â", "e": "ê", "o": "ô"}
_HORNED = {"a": "ă", "o": "ơ", "u": "ư"}
_PLAIN = {made: letter for table in (_HATTED, _HORNED) for letter, made in table.items()}
_VOWELS = "aăâeêioôơuưy"
_CLUSTER = re.compile(f"[{_VOWELS}]+(?=[^{_VOWELS}]*$)")
_DIPHTHONG = 2


def marked(word: str, sign: str) -> str:
    """Give the word with a sign of `SIGNS` put to its last syllable, or taken away where it was.

    Where the sign belongs nowhere, the word is as it was. `word` consists of letters, composed (NFC), and keeps its
    length.
    """
    return _spelt(word, sign)


def settled(word: str) -> str:
    """Give the word with its signs where they belong after another letter: tóan becomes toán, thuơng thương."""
    return _spelt(word, "")


def _spelt(word: str, sign: str) -> str:
    small = [_small(char) for char in word]
    toneless = "".join(_without_tone(char) for char in small)
    found = _CLUSTER.search(toneless)
    if found is None:
        return word
    start, end = _nucleus(toneless, *found.span())
    vowels, closed = toneless[start:end], end < len(word)
    tone = next((part for char in small[start:end] for part in _parts(char) if part in TONES), "")
    if sign in TONES:
        tone = "" if tone == sign else sign
    elif sign:
        vowels = _shaped(vowels, _HATTED if sign == HAT else _HORNED, closed=closed)
    if vowels.startswith("uơ") and (closed or len(vowels) > _DIPHTHONG):
        vowels = "ươ" + vowels[2:]
    made = list(vowels)
    bearer = _bearer(vowels, closed=closed)
    made[bearer] = unicodedata.normalize("NFC", vowels[bearer] + tone)
    made = [new.upper() if old.isupper() else new for old, new in zip(word[start:end], made, strict=True)]
    return word[:start] + "".join(made) + word[end:]


def _small(char: str) -> str:
    return char.lower() if len(char.lower()) == 1 else char


def _parts(char: str) -> str:
    return unicodedata.normalize("NFD", char)


def _without_tone(char: str) -> str:
    kept = unicodedata.normalize("NFC", "".join(part for part in _parts(char) if part not in TONES))
    return kept if len(kept) == 1 else char


def _nucleus(word: str, start: int, end: int) -> tuple[int, int]:
    """Leave out the u of qu and the i of gi, which belong to the consonant."""
    before = word[start - 1 : start]
    taken = (before == "q" and word[start] in "uư") or (before == "g" and word[start] == "i")
    return (start + 1, end) if taken and end - start > 1 else (start, end)


def _shaped(vowels: str, table: dict[str, str], *, closed: bool) -> str:
    """Put hat or hook to the vowels; where they have it, take it away. `uo` gets two hooks, but one at the end."""
    if table is _HORNED and "uo" in vowels and (closed or len(vowels) > _DIPHTHONG):
        return vowels.replace("uo", "ươ")
    for at in range(len(vowels) - 1, -1, -1):
        letter = _PLAIN.get(vowels[at], vowels[at])
        if letter in table:
            other = letter if vowels[at] == table[letter] else table[letter]
            return vowels[:at] + other + vowels[at + 1 :]
    return vowels


def _bearer(vowels: str, *, closed: bool) -> int:
    """Find the vowel that bears the tone; `closed`: a consonant follows.

    It is the shaped one, else the last before a consonant; at the end the first of two (hòa), the middle of three.
    """
    shaped = [at for at, vowel in enumerate(vowels) if vowel in _PLAIN]
    if shaped:
        return shaped[-1]
    if closed:
        return len(vowels) - 1
    return 1 if len(vowels) > _DIPHTHONG else 0
