"""The on-screen keyboard as data and as a pure machine: which keys there are, and what a press types.

Nothing has to be held down and nothing has to be struck twice. A shift for one letter and a shift that stays are two
keys; a letter's variants (é, ş, أ) are one tap away from the letter just typed.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from kiosk.visitor.keyboard_scripts import LAYOUTS, Layout, layouts_of
from kiosk.visitor.keyboard_vietnamese import SIGNS, marked, settled


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
class State:
    """The keyboard between two presses.

    `last` is the letter just typed, `word` the letters since anything else was; `layouts` are those on offer.
    """

    layouts: tuple[str, ...]
    layout: str
    page: Page = Page.LETTERS
    shift: Shift = Shift.OFF
    last: str = ""
    word: str = ""


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
    if key.text in SIGNS:
        return _sign(state, key.text)
    if state.page is Page.VARIANTS:
        replaces = bool(LAYOUTS[state.layout].variants.get(state.last.lower()))
        back = len(state.last) if replaces else 0
        word = state.word[: len(state.word) - back] + key.text
        after = replace(state, page=Page.LETTERS, last=key.text, word=word, shift=_spent(state))
        return after, Stroke(back, key.text)
    if not key.text.isalpha():
        return replace(state, last="", word=""), Stroke(0, key.text)
    word = state.word + key.text
    made = settled(word) if LAYOUTS[state.layout].has_signs else word
    after = replace(state, last=key.text, word=made, shift=_spent(state))
    return after, _from_to(state.word, made)


def after_text(state: State, before: str) -> State:
    """Give the keyboard where this text stands before the cursor, wherever the cursor has come from."""
    at = len(before)
    while at and before[at - 1].isalpha():
        at -= 1
    return state if state.word == before[at:] else replace(state, word=before[at:])


def _sign(state: State, sign: str) -> tuple[State, Stroke]:
    made = marked(state.word, sign)
    return replace(state, word=made, last=made[-1:]), _from_to(state.word, made)


def _from_to(old: str, new: str) -> Stroke:
    """Change a word before the cursor, from its first changed letter on."""
    same = next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), len(old))
    return Stroke(len(old) - same, new[same:])


def _spent(state: State) -> Shift:
    return Shift.OFF if state.shift is Shift.ONCE else state.shift


def _shift(state: State) -> tuple[State, Stroke]:
    return replace(state, shift=Shift.ONCE if state.shift is Shift.OFF else Shift.OFF), Stroke()


def _lock(state: State) -> tuple[State, Stroke]:
    return replace(state, shift=Shift.OFF if state.shift is Shift.LOCK else Shift.LOCK), Stroke()


def _backspace(state: State) -> tuple[State, Stroke]:
    return replace(state, last="", word=state.word[:-1]), Stroke(back=1)


def _script(state: State) -> tuple[State, Stroke]:
    after = state.layouts[(state.layouts.index(state.layout) + 1) % len(state.layouts)]
    return replace(state, layout=after, page=Page.LETTERS, shift=Shift.OFF, last="", word=""), Stroke()


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
        left += [Key(do=Do.VARIANTS, width=1.25)] if layout.hint else []
    elif state.page is Page.VARIANTS and layout.variants.get(state.last.lower()):
        left += [Key(do=Do.VARIANTS, width=1.25)]
    if len(state.layouts) > 1 and state.page is Page.LETTERS:
        left += [Key(do=Do.SCRIPT, width=1.5)]
    right = [Key("\n", width=1.5)] if newline else []
    right = [Key(char) for char in layout.marks] + right
    space = max(2.0, layout.columns - sum(key.width for key in (*left, *right)))
    return (*left, Key(" ", width=space), *right)
