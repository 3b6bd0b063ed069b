"""Every Vietnamese word can be written: plain letters, and the signs at once or at the end of the syllable."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.texts import ROOT
from kiosk.visitor.keyboard_layouts import Do, Key, State, after_text, keys, press, start
from kiosk.visitor.keyboard_vietnamese import HAT, HORN, SIGNS, TONES, marked

ALPHABET = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
VOWELS = "aăâeêioôơuưy"
SHAPES = {"\u0302": HAT, "\u0306": HORN, "\u031b": HORN}
"""Of decomposed letters; breve and horn have one key."""

WORD = re.compile(r"[^\W\d_]+")
NO_WORDS = re.compile(r"^[\w-]+ =|^ +\.\w+ =|\{[^}]*\}|^#.*|\[\w+\]", re.MULTILINE)


def is_vietnamese(word: str) -> bool:
    return all(base in ALPHABET for char in word.lower() for base, _, _ in [taken_apart(char)])


def taken_apart(char: str) -> tuple[str, str, str]:
    """Give the letter with its shape, the sign that shapes it, and its tone."""
    parts = unicodedata.normalize("NFD", char)
    tone = next((part for part in parts if part in TONES), "")
    letter = unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES))
    return letter, next((SHAPES[part] for part in parts if part in SHAPES), ""), tone


def plain(char: str) -> str:
    letter, shape, _ = taken_apart(char)
    return unicodedata.normalize("NFD", letter)[0] if shape else letter


def by_hand(word: str) -> list[str]:
    """Give the keys as somebody strikes them who writes each letter with its signs."""
    found: list[str] = []
    for char in word:
        _, shape, tone = taken_apart(char)
        found += [plain(char), *[shape] * bool(shape), *[tone] * bool(tone)]
    return found


def tone_last(word: str) -> list[str]:
    """Give the keys as those strike them who put the tone when the syllable is written."""
    tone = next((tone for char in word for _, _, tone in [taken_apart(char)] if tone), "")
    return [key for key in by_hand(word) if key not in TONES] + [tone] * bool(tone)


def strike(state: State, typed: str, text: str) -> tuple[State, str]:
    """Strike the key with this text, after shift where it is a capital."""
    on_page = {key.text for row in keys(state) for key in row}
    if text not in on_page:
        state, _ = press(state, Key(do=Do.SHIFT))
    assert text in {key.text for row in keys(state) for key in row}, text
    state, stroke = press(state, Key(text))
    return state, typed[: len(typed) - stroke.back] + stroke.text


def struck(texts: list[str]) -> str:
    state, typed = start("vi"), ""
    for text in texts:
        state, typed = strike(state, typed, text)
    return typed


def words() -> list[str]:
    """Take every Vietnamese word of the program."""
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "vi").glob("*.ftl")]
    texts = " ".join(NO_WORDS.sub(" ", text) for text in sources)
    return sorted({word for word in WORD.findall(texts) if is_vietnamese(word)})


def test_every_letter_with_every_tone_can_be_written() -> None:
    letters = [unicodedata.normalize("NFC", letter + tone) for letter in VOWELS for tone in ("", *TONES)]
    for letter in (*letters, *(letter.upper() for letter in letters), *ALPHABET, *ALPHABET.upper()):
        assert struck(by_hand(letter)) == letter


def test_every_word_of_the_program_can_be_written_in_both_ways() -> None:
    found = words()
    assert len(found) > 300
    assert {word: struck(by_hand(word)) for word in found if struck(by_hand(word)) != word} == {}
    assert {word: struck(tone_last(word)) for word in found if struck(tone_last(word)) != word} == {}


NAMES = """
Nguyễn Trần Lê Phạm Huỳnh Hoàng Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Thị Hương Phượng Tuyết Thủy Quỳnh Giang Nghĩa
Khuê Hải Phòng Huế Đà Nẵng Quảng Ngãi Thuở Quốc Quý Giàu Yến Khuyên Nguyệt Hươu Rượu Khuỷu Ngoằn Hòa Hoàn Toán Xuyến
"""


@pytest.mark.parametrize("name", NAMES.split())
def test_names_and_rare_syllables(name: str) -> None:
    assert struck(by_hand(name)) == name
    assert struck([*(plain(char) for char in name), *signs_of(name)]) == name


def signs_of(word: str) -> list[str]:
    """Give the signs of a word, each shape of a pair ươ once and the tone last."""
    shapes = [shape for char in word for _, shape, _ in [taken_apart(char)] if shape]
    pair = "ươ" in "".join(taken_apart(char)[0] for char in word.lower())
    return [*(shapes[:1] if pair else shapes), *(tone for char in word for _, _, tone in [taken_apart(char)] if tone)]


def test_a_sign_struck_again_is_taken_away_and_another_tone_takes_its_place() -> None:
    assert marked("a", TONES[0]) == "á"
    assert marked("á", TONES[0]) == "a"
    assert marked("á", TONES[1]) == "à"
    assert marked("â", HAT) == "a"
    assert marked("â", HORN) == "ă"
    assert marked("thuo", HORN) == "thuơ"
    assert marked("thuơ", HORN) == "thuo"
    assert marked("thuong", HORN) == "thương"


def test_a_sign_that_belongs_nowhere_changes_nothing() -> None:
    for sign in SIGNS:
        assert marked("", sign) == ""
        assert marked("Schm", sign) == "Schm"
    assert marked("si", HAT) == "si"


@given(st.text(st.characters(categories=["L"]), max_size=12), st.sampled_from(SIGNS))
def test_no_word_breaks_it_and_none_changes_its_length(word: str, sign: str) -> None:
    made = marked(word, sign)
    assert len(made) == len(word)
    assert [char.isupper() for char in made] == [char.isupper() for char in word]


def test_what_stands_before_the_cursor_counts_not_what_was_typed_last() -> None:
    state = State(("vi", "de"), "vi", word="xyz")
    state, stroke = press(after_text(state, "anh Nam"), Key(TONES[0]))
    assert (stroke.back, stroke.text) == (2, "ám")


def test_backspace_leaves_the_rest_of_the_word() -> None:
    state, _ = press(State(("vi", "de"), "vi", word="hoan"), Key(do=Do.BACKSPACE))
    state, stroke = press(state, Key(TONES[1]))
    assert (stroke.back, stroke.text) == (2, "òa")
