"""The on-screen keyboard as data and as a pure machine: which keys there are, and what a press types.

Nothing has to be held down and nothing has to be struck twice. A shift for one letter and a shift that stays are two
keys; a letter's variants (é, ş, أ) are one tap away from the letter just typed. Rows run from left to right as printed
on keyboards, for Arabic too: the layout of a script is learnt by place and is not mirrored.
"""

# ruff: noqa: RUF001 - signs of many scripts are what this file is about

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from kiosk.visitor.keyboard_variants import ARABIC_MORE, ARABIC_VARIANTS, LATIN_MORE, LATIN_VARIANTS


class Page(enum.Enum):
    """What the keys show at the moment."""

    LETTERS = "letters"
    DIGITS = "digits"
    SIGNS = "signs"
    VARIANTS = "variants"


class Shift(enum.Enum):
    """Whether letters are capital: no, for the next letter, or until it is taken back."""

    OFF = "off"
    ONCE = "once"
    LOCK = "lock"


class Do(enum.Enum):
    """What a key does that types nothing by itself. Each has a message `key-<value>` for its spoken name."""

    SHIFT = "shift"
    LOCK = "lock"
    BACKSPACE = "backspace"
    LETTERS = "letters"
    DIGITS = "digits"
    SIGNS = "signs"
    VARIANTS = "variants"
    SCRIPT = "script"


@dataclass(frozen=True, slots=True)
class Key:
    """One key: it types `text`, or does `do`. `width` is in letter keys."""

    text: str = ""
    do: Do | None = None
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Layout:
    """The keys of one script, three rows a page. `cased`: there are capitals. `columns`: letter keys in a full row."""

    id: str
    rows: tuple[str, str, str]
    marks: str
    cased: bool
    columns: int
    variants: Mapping[str, str]
    more: str
    digits: tuple[str, str, str]
    signs: tuple[str, str, str]


_LATIN_DIGITS = ("1234567890+", "@,;_/:?!'\"*", "()&=%#²€")
_LATIN_SIGNS = ("$£§°~^`|\\<>", "{}[]«»„“”‚’", "–—…·•¿¡½")

LAYOUTS: Mapping[str, Layout] = {
    "de": Layout(
        id="de",
        rows=("qwertzuiopü", "asdfghjklöä", "yxcvbnmß"),
        marks="-.",
        cased=True,
        columns=11,
        variants=LATIN_VARIANTS,
        more=LATIN_MORE,
        digits=_LATIN_DIGITS,
        signs=_LATIN_SIGNS,
    ),
    "en": Layout(
        id="en",
        rows=("qwertyuiopü", "asdfghjklöä", "zxcvbnmß"),
        marks="-.",
        cased=True,
        columns=11,
        variants=LATIN_VARIANTS,
        more=LATIN_MORE,
        digits=_LATIN_DIGITS,
        signs=_LATIN_SIGNS,
    ),
    "ar": Layout(
        id="ar",
        rows=("ضصثقفغعهخحجد", "شسيبلاتنمكطذ", "ئءؤرىةوزظأ"),
        marks="،.",
        cased=False,
        columns=12,
        variants=ARABIC_VARIANTS,
        more=ARABIC_MORE,
        digits=("1234567890+", "@-؛_/:؟!'\"*", "()&=%#;€"),
        signs=("٠١٢٣٤٥٦٧٨٩?", ",«»$£§°~^`–", "|\\<>{}[]"),
    ),
}
"""Every layout by its id."""

_OF_LANGUAGE = {"de": ("de",), "en": ("en",), "ar": ("ar", "de")}


def layouts_of(locale: str) -> tuple[str, ...]:
    """Name the layouts offered in a locale, the first one first.

    Each offers the letters of German streets and names: the English one has the umlauts in the German places,
    beside the Arabic one there is the German one.
    """
    return _OF_LANGUAGE.get(locale.split("-", maxsplit=1)[0], ("de",))


@dataclass(frozen=True, slots=True)
class State:
    """The keyboard between two presses. `last` is the letter just typed; `layouts` are those on offer."""

    layouts: tuple[str, ...]
    layout: str
    page: Page = Page.LETTERS
    shift: Shift = Shift.OFF
    last: str = ""


@dataclass(frozen=True, slots=True)
class Stroke:
    """What a press does to the text: take away `back` characters before the cursor, then put `text` there."""

    back: int = 0
    text: str = ""


def start(locale: str, *, layout: str | None = None, empty: bool = False) -> State:
    """Give the keyboard for a locale; `empty` says that the text begins now, which takes a capital."""
    offered = layouts_of(locale)
    chosen = layout if layout in offered else offered[0]
    return at_beginning(State(offered, chosen)) if empty else State(offered, chosen)


def at_beginning(state: State) -> State:
    """Make the next letter a capital, where the script has capitals and no shift is on."""
    return replace(state, shift=Shift.ONCE) if _cased(state) and state.shift is Shift.OFF else state


def _cased(state: State) -> bool:
    return LAYOUTS[state.layout].cased


def shifted(letter: str) -> str:
    """Give the capital of a letter; of ß the capital ß, which is one letter."""
    capital = "ẞ" if letter == "ß" else letter.upper()
    return capital if len(capital) == 1 else letter


def variants_of(state: State) -> str:
    """Give what the variants page offers: the variants of the letter just typed, else the most usual ones."""
    layout = LAYOUTS[state.layout]
    found = layout.variants.get(state.last.lower(), "")
    if found:
        return "".join(shifted(char) for char in found) if state.last != state.last.lower() else found
    return "".join(shifted(char) for char in layout.more) if state.shift is not Shift.OFF else layout.more


def press(state: State, key: Key) -> tuple[State, Stroke]:
    """Take one press: the keyboard afterwards, and what it does to the text."""
    if key.do is not None:
        return _ACTIONS[key.do](state)
    if state.page is Page.VARIANTS:
        replaces = bool(LAYOUTS[state.layout].variants.get(state.last.lower()))
        after = replace(state, page=Page.LETTERS, last=key.text, shift=_spent(state))
        return after, Stroke(len(state.last) if replaces else 0, key.text)
    last = key.text if key.text.isalpha() else ""
    return replace(state, last=last, shift=_spent(state) if last else state.shift), Stroke(0, key.text)


def _spent(state: State) -> Shift:
    return Shift.OFF if state.shift is Shift.ONCE else state.shift


def _shift(state: State) -> tuple[State, Stroke]:
    return replace(state, shift=Shift.ONCE if state.shift is Shift.OFF else Shift.OFF), Stroke()


def _lock(state: State) -> tuple[State, Stroke]:
    return replace(state, shift=Shift.OFF if state.shift is Shift.LOCK else Shift.LOCK), Stroke()


def _backspace(state: State) -> tuple[State, Stroke]:
    return replace(state, last=""), Stroke(back=1)


def _script(state: State) -> tuple[State, Stroke]:
    after = state.layouts[(state.layouts.index(state.layout) + 1) % len(state.layouts)]
    return replace(state, layout=after, page=Page.LETTERS, shift=Shift.OFF, last=""), Stroke()


def _variants(state: State) -> tuple[State, Stroke]:
    """Turn to the variants of the letter just typed; once more, to the usual ones."""
    return replace(state, page=Page.VARIANTS, last="" if state.page is Page.VARIANTS else state.last), Stroke()


def _to(page: Page) -> Callable[[State], tuple[State, Stroke]]:
    def turn(state: State) -> tuple[State, Stroke]:
        return replace(state, page=page), Stroke()

    return turn


_ACTIONS: Mapping[Do, Callable[[State], tuple[State, Stroke]]] = {
    Do.SHIFT: _shift,
    Do.LOCK: _lock,
    Do.BACKSPACE: _backspace,
    Do.SCRIPT: _script,
    Do.LETTERS: _to(Page.LETTERS),
    Do.DIGITS: _to(Page.DIGITS),
    Do.SIGNS: _to(Page.SIGNS),
    Do.VARIANTS: _variants,
}


def keys(state: State, *, newline: bool = False) -> tuple[tuple[Key, ...], ...]:
    """Give the rows of keys to draw, from left to right; `newline` adds a key that begins a new line."""
    layout = LAYOUTS[state.layout]
    if state.page is Page.LETTERS:
        rows = _letter_rows(state, layout)
    elif state.page is Page.DIGITS:
        rows = _sign_rows(layout.digits, Do.SIGNS)
    elif state.page is Page.SIGNS:
        rows = _sign_rows(layout.signs, Do.DIGITS)
    else:
        rows = _variant_rows(variants_of(state), layout.columns)
    return (*rows, _bottom_row(state, layout, newline=newline))


def _plain(row: str) -> tuple[Key, ...]:
    return tuple(Key(char) for char in row)


def _letter_rows(state: State, layout: Layout) -> list[tuple[Key, ...]]:
    capital = state.shift is not Shift.OFF
    rows = [tuple(Key(shifted(char) if capital else char) for char in row) for row in layout.rows]
    left = (Key(do=Do.SHIFT, width=1.25),) if layout.cased else ()
    rows[2] = (*left, *rows[2], Key(do=Do.BACKSPACE, width=1.75))
    return rows


def _sign_rows(signs: tuple[str, str, str], other: Do) -> list[tuple[Key, ...]]:
    last = (Key(do=other, width=1.25), *_plain(signs[2]), Key(do=Do.BACKSPACE, width=1.75))
    return [_plain(signs[0]), _plain(signs[1]), last]


def _variant_rows(offered: str, columns: int) -> list[tuple[Key, ...]]:
    rows = [_plain(offered[at : at + columns]) for at in range(0, len(offered), columns)]
    rows += [()] * (3 - len(rows))
    rows[2] = (*rows[2], Key(do=Do.BACKSPACE, width=1.75))
    return rows


def _bottom_row(state: State, layout: Layout, *, newline: bool) -> tuple[Key, ...]:
    away = Key(do=Do.DIGITS if state.page is Page.LETTERS else Do.LETTERS, width=1.5)
    left = [away]
    if state.page is Page.LETTERS:
        left += [Key(do=Do.LOCK, width=1.25)] if layout.cased else []
        left += [Key(do=Do.VARIANTS, width=1.25)]
    elif state.page is Page.VARIANTS and layout.variants.get(state.last.lower()):
        left += [Key(do=Do.VARIANTS, width=1.25)]
    if len(state.layouts) > 1 and state.page is Page.LETTERS:
        left += [Key(do=Do.SCRIPT, width=1.5)]
    right = [Key("\n", width=1.5)] if newline else []
    right = [Key(char) for char in layout.marks] + right
    space = max(2.0, layout.columns - sum(key.width for key in (*left, *right)))
    return (*left, Key(" ", width=space), *right)
