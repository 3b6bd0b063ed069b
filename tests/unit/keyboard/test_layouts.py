"""Whatever people write here can be typed, and a press does what its key says."""

# ruff: noqa: RUF001 - letters of many scripts are what this file is about

from __future__ import annotations

import string
from collections import deque

import pytest

from kiosk.texts import known_locales
from kiosk.visitor.keyboard_layouts import (
    Do,
    Key,
    Page,
    Shift,
    State,
    at_beginning,
    keys,
    press,
    start,
    variants_of,
)
from kiosk.visitor.keyboard_scripts import HALF_SPACE, LAYOUTS, is_latin, layouts_of, writes_latin

PAGE_KEYS = (Do.SHIFT, Do.LETTERS, Do.DIGITS, Do.SIGNS, Do.VARIANTS, Do.SCRIPT)


def all_keys(state: State) -> list[Key]:
    return [key for row in keys(state) for key in row]


def key_that(state: State, do: Do) -> Key:
    return next(key for key in all_keys(state) if key.do is do)


def reachable(state: State) -> set[str]:
    """Walk every page by the page keys, from a fresh keyboard, and collect what can be typed there."""
    seen, waiting, found = {state}, deque([state]), set()
    while waiting:
        here = waiting.popleft()
        found |= {key.text for key in all_keys(here) if key.text}
        for key in all_keys(here):
            if key.do in PAGE_KEYS:
                there, _ = press(here, key)
                if there not in seen:
                    seen.add(there)
                    waiting.append(there)
    return found


def type_text(state: State, text: str) -> str:
    """Type as a person does: look for the key, turn pages where it is not there."""
    typed = ""
    for char in text:
        state, typed = type_one(state, typed, char)
    return typed


def type_one(state: State, typed: str, char: str) -> tuple[State, str]:
    seen, waiting = {state}, deque([state])
    while waiting:
        here = waiting.popleft()
        for key in all_keys(here):
            if key.text == char and not (here.page is Page.VARIANTS and here.last == state.last != ""):
                after, stroke = press(here, key)
                return after, typed[: len(typed) - stroke.back] + stroke.text
            if key.do in PAGE_KEYS:
                there, _ = press(here, key)
                if there not in seen:
                    seen.add(there)
                    waiting.append(there)
    message = f"no key types {char!r}"
    raise AssertionError(message)


ALPHABETS = {
    "de": "abcdefghijklmnopqrstuvwxyzäöüßABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜẞ",
    "en": string.ascii_letters + "äöüßÄÖÜ",
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآؤئىة،؛؟٠١٢٣٤٥٦٧٨٩",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяАБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ’«»„“№",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ«»„“№",
    "fa": "ءاآأؤئبپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی،؛؟۰۱۲۳۴۵۶۷۸۹«»" + HALF_SPACE,
}


@pytest.mark.parametrize("locale", ALPHABETS)
def test_every_letter_of_the_alphabet_has_a_key(locale: str) -> None:
    own = {id_: layout for id_, layout in LAYOUTS.items() if id_ == locale}
    state = State(tuple(own), locale)
    assert set(ALPHABETS[locale]) - reachable(state) == set()


@pytest.mark.parametrize("locale", known_locales())
def test_every_printable_ascii_character_has_a_key(locale: str) -> None:
    printable = {chr(code) for code in range(0x20, 0x7F)}
    assert printable - reachable(start(locale)) == set()


@pytest.mark.parametrize(
    ("locale", "sentence"),
    [
        ("de", 'Größe 38 in der Karl-Liebknecht-Straße 7a, Jörg Müßig: "Grüß Gott!" (50 % & mehr)'),
        ("de", "René Nuñez-Şahin wohnt bei Łukasz."),
        ("en", "I've moved to 12b King's Road; e-mail: me+you@example.org"),
        ("ar", "أنا أسكن في شارع إبراهيم، هل هذا صحيح؟ آمنة مؤمن سائق لا لأ"),
        ("ar", "Karl-Marx-Allee 5"),
        ("uk", "Доброго дня! Я живу на вулиці Ґонти, 12-б, кв. 7; моє ім’я — Сергій Під’їзний, щоб не плутати їх."),
        ("uk", "Löbdergraben 5, Jena"),
        ("ru", "Здравствуйте! Я живу на улице Объездной, дом 7: подъезд № 2. Ещё эта ёлка, щётка и фен?"),
        ("ru", "Дмитро Ґедзь, Київ"),
        ("ru", "Straße des 17. Juni"),
        ("fa", "سلام، من در خیابان آزادی زندگی می‌کنم؛ خانهٔ ما کجاست؟ مسئول، رؤیا، ژاله، گچ، پنجره، چای."),
        ("fa", "Große Straße 5"),
        ("vi", "Karl-Marx-Allee 5, Wohnung Fritz Jung"),
        ("vi", "Löbdergraben, Große Straße"),
    ],
)
def test_sentences_can_be_typed(locale: str, sentence: str) -> None:
    assert type_text(start(locale), sentence) == sentence


def test_shift_counts_for_one_letter_and_the_lock_stays() -> None:
    state, _ = press(start("de"), Key(do=Do.SHIFT))
    state, first = press(state, next(key for key in all_keys(state) if key.text == "K"))
    assert first.text == "K"
    assert state.shift is Shift.OFF
    state, _ = press(state, Key(do=Do.LOCK))
    state, _ = press(state, Key("K"))
    assert state.shift is Shift.LOCK
    assert "Q" in {key.text for key in all_keys(state)}


def test_shift_is_kept_over_a_digit() -> None:
    state, _ = press(start("de"), Key(do=Do.SHIFT))
    state, _ = press(state, Key("7"))
    assert state.shift is Shift.ONCE


def test_a_text_begins_with_a_capital_where_there_are_capitals() -> None:
    assert start("de", empty=True).shift is Shift.ONCE
    assert start("ar", empty=True).shift is Shift.OFF
    locked = State(("de",), "de", shift=Shift.LOCK)
    assert at_beginning(locked).shift is Shift.LOCK


def test_a_variant_takes_the_place_of_the_letter_just_typed() -> None:
    state, _ = press(start("de"), Key("E"))
    state, _ = press(state, Key(do=Do.VARIANTS))
    assert "É" in variants_of(state)
    state, stroke = press(state, Key("É"))
    assert (stroke.back, stroke.text) == (1, "É")
    assert state.page is Page.LETTERS


def test_without_a_letter_before_it_a_variant_is_added() -> None:
    state, _ = press(start("de"), Key(" "))
    state, _ = press(state, Key(do=Do.VARIANTS))
    _, stroke = press(state, Key("é"))
    assert (stroke.back, stroke.text) == (0, "é")


def test_backspace_takes_one_away_and_forgets_the_letter() -> None:
    state, _ = press(start("de"), Key("e"))
    state, stroke = press(state, Key(do=Do.BACKSPACE))
    assert (stroke.back, state.last) == (1, "")


@pytest.mark.parametrize("locale", ["uk", "ru", "ar", "fa", "vi"])
def test_other_scripts_keep_the_german_letters_one_key_away(locale: str) -> None:
    assert layouts_of(locale) == (locale, "de")
    state, _ = press(start(locale), key_that(start(locale), Do.SCRIPT))
    assert state.layout == "de"
    state, _ = press(state, key_that(state, Do.SCRIPT))
    assert state.layout == locale


def test_every_locale_has_a_layout_and_only_some_write_latin_letters() -> None:
    assert {name for locale in known_locales() for name in layouts_of(locale)} == set(LAYOUTS)
    assert [locale for locale in known_locales() if writes_latin(locale)] == ["de", "de-simple", "en", "vi"]
    assert is_latin("Łukasz Nguyễn, Straße 5")
    assert not is_latin("Jena, Україна")


def test_the_usual_variants_are_one_key_away_from_those_of_a_letter() -> None:
    state, _ = press(start("de"), Key("n"))
    state, _ = press(state, Key(do=Do.VARIANTS))
    assert "é" not in variants_of(state)
    state, _ = press(state, key_that(state, Do.VARIANTS))
    _, stroke = press(state, Key("é"))
    assert (stroke.back, stroke.text) == (0, "é")


@pytest.mark.parametrize("locale", [*LAYOUTS])
def test_no_row_is_wider_than_the_layout_and_no_page_repeats_a_key(locale: str) -> None:
    seen, waiting = set(), deque([start(locale)])
    while waiting:
        state = waiting.popleft()
        if state in seen:
            continue
        seen.add(state)
        for newline in (False, True):
            for row in keys(state, newline=newline):
                assert sum(key.width for key in row) <= LAYOUTS[state.layout].columns
        texts = [key.text for key in all_keys(state) if key.text]
        assert len(texts) == len(set(texts))
        waiting.extend(press(state, key)[0] for key in all_keys(state) if key.do in PAGE_KEYS)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_variants_fit_on_their_page(layout: str) -> None:
    columns = LAYOUTS[layout].columns
    for offered in (*LAYOUTS[layout].variants.values(), LAYOUTS[layout].more):
        assert len(offered) <= 3 * columns - 2
        assert len(set(offered)) == len(offered)
