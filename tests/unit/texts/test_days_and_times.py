"""Days, times, amounts and plurals in every locale."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from babel.dates import get_day_names

from kiosk.texts import Texts, known_locales

DAY = dt.date(2026, 3, 2)
CLDR = {"de-simple": "de", "en": "en_GB"}

DAYS = {
    "de": ("Montag, 2. März 2026", "2. März 2026", "02.03.2026"),
    "de-simple": ("Montag, 2. März 2026", "2. März 2026", "02.03.2026"),
    "en": ("Monday, 2 March 2026", "2 March 2026", "02/03/2026"),
    "uk": ("понеділок, 2 березня 2026 року", "2 березня 2026 року", "02.03.2026"),
    "ru": ("понедельник, 2 марта 2026 года", "2 марта 2026 года", "02.03.2026"),
    "ar": ("الاثنين، 2 مارس 2026", "2 مارس 2026", "2/3/2026"),
    "fa": ("دوشنبه 2 مارس 2026", "2 مارس 2026", "2026/3/2"),
    "vi": ("Thứ Hai, ngày 2 tháng 3 năm 2026", "ngày 2 tháng 3 năm 2026", "02/03/2026"),
}

TIMES = {
    "de": (("9 Uhr", "9:05 Uhr", "16:30 Uhr"), ("9 Uhr", "9 Uhr 5", "16 Uhr 30")),
    "de-simple": (("9 Uhr", "9:05 Uhr", "16:30 Uhr"), ("9 Uhr", "9 Uhr 5", "16 Uhr 30")),
    "en": (("9:00", "9:05", "16:30"), ("9 a.m.", "9:05 a.m.", "4:30 p.m.")),
    "uk": (("9:00", "9:05", "16:30"), ("9:00", "9:05", "16:30")),
    "ru": (("9:00", "9:05", "16:30"), ("9:00", "9:05", "16:30")),
    "ar": (("9:00", "9:05", "16:30"), ("9", "9 و5 دقائق", "16 و30 دقيقة")),
    "fa": (("9:00", "9:05", "16:30"), ("ساعت 9", "ساعت 9 و 5 دقیقه", "ساعت 16 و 30 دقیقه")),
    "vi": (("9:00", "9:05", "16:30"), ("9 giờ", "9 giờ 5 phút", "16 giờ 30 phút")),
}

PRICES = {"en": "12.50\u00a0€", "ar": "12.50\u00a0€", "fa": "12.50\u00a0€"}

LEFT = {
    "de": {0: "Noch 0 Zeichen frei", 1: "Noch 1 Zeichen frei", 5: "Noch 5 Zeichen frei"},
    "en": {0: "0 characters left", 1: "1 character left", 5: "5 characters left"},
    "uk": {
        **{count: f"Можна ще {count} знаків" for count in (0, 5, 11, 12, 14, 20, 111)},
        **{count: f"Можна ще {count} знак" for count in (1, 21, 101)},
        **{count: f"Можна ще {count} знаки" for count in (2, 4, 22, 34)},
    },
    "ru": {
        **{count: f"Можно ещё {count} знаков" for count in (0, 5, 11, 12, 14, 20, 111)},
        **{count: f"Можно ещё {count} знак" for count in (1, 21, 101)},
        **{count: f"Можно ещё {count} знака" for count in (2, 4, 22, 34)},
    },
}

SAID = {
    "uk": [
        "сьоме квітня тисяча дев'ятсот п'ятдесят третього року",
        "тридцяте січня двохтисячного року",
        "тридцять перше грудня тисяча дев'ятсотого року",
        "двадцяте лютого тисяча дев'ятсот сорокового року",
        "двадцять третє листопада дві тисячі двадцять шостого року",
    ],
    "ru": [
        "седьмое апреля тысяча девятьсот пятьдесят третьего года",
        "тридцатое января двухтысячного года",
        "тридцать первое декабря тысяча девятисотого года",
        "двадцатое февраля тысяча девятьсот сорокового года",
        "двадцать третье ноября две тысячи двадцать шестого года",
    ],
}

AHEAD = {
    "uk": {1: "чекає ще 1 людина", 2: "чекають ще 2 людини", 5: "чекають ще 5 людей", 21: "чекає ще 21 людина"},
    "ru": {1: "ждёт ещё 1 человек", 2: "ждут ещё 2 человека", 5: "ждут ещё 5 человек", 21: "ждёт ещё 21 человек"},
    "ar": {1: "شخص واحد", 2: "شخصان", 5: "5 أشخاص", 11: "11 شخصًا", 100: "100 شخص"},
}


@pytest.mark.parametrize("locale", known_locales())
def test_days_are_written_as_the_locale_does(locale: str) -> None:
    texts = Texts(locale, strict=True)
    assert (texts.date(DAY), texts.date(DAY, "long"), texts.date(DAY, "short")) == DAYS[locale]
    if locale not in SAID:
        assert texts.date(DAY, spoken=True) == DAYS[locale][0]


@pytest.mark.parametrize("locale", SAID)
def test_days_are_said_with_ordinals_where_voices_make_none_of_digits(locale: str) -> None:
    texts = Texts(locale, strict=True)
    days = [
        dt.date(1953, 4, 7),
        dt.date(2000, 1, 30),
        dt.date(1900, 12, 31),
        dt.date(1940, 2, 20),
        dt.date(2026, 11, 23),
    ]
    assert [texts.date(day, "long", spoken=True).replace("\u2019", "'") for day in days] == SAID[locale]
    assert re.search(r"\d", texts.date(dt.date(1899, 12, 31), spoken=True))
    for number in range(0, 100 * 365, 31):
        said = texts.date(dt.date(1950, 1, 1) + dt.timedelta(days=number), spoken=True)
        assert not re.search(r"[\d{}$]|  ", said), said


@pytest.mark.parametrize("locale", known_locales())
def test_times_are_written_and_said_as_the_locale_does(locale: str) -> None:
    texts = Texts(locale, strict=True)
    clocks = (dt.time(9), dt.time(9, 5), dt.time(16, 30))
    shown, said = TIMES[locale]
    assert tuple(texts.time(clock) for clock in clocks) == shown
    assert tuple(texts.time(clock, spoken=True) for clock in clocks) == said


def test_noon_and_midnight_have_their_names_in_spoken_english() -> None:
    texts = Texts("en", strict=True)
    assert [texts.time(dt.time(hour), spoken=True) for hour in (0, 1, 12, 13)] == [
        "midnight",
        "1 a.m.",
        "noon",
        "1 p.m.",
    ]
    assert [texts.time(dt.time(hour, 10), spoken=True) for hour in (0, 12)] == ["12:10 a.m.", "12:10 p.m."]


@pytest.mark.parametrize("locale", known_locales())
def test_the_weekdays_of_the_texts_are_those_of_the_dates(locale: str) -> None:
    texts = Texts(locale, strict=True)
    names = get_day_names("wide", "stand-alone", CLDR.get(locale, locale))
    for day, name in names.items():
        written = name.casefold().replace("\u02bc", "\u2019")
        assert texts.plain(f"weekday-{day}").casefold() == written
        assert texts.plain(f"board-day-{day}").casefold() == written
        assert texts.date(DAY + dt.timedelta(days=day)).casefold().startswith(written)


@pytest.mark.parametrize("locale", known_locales())
def test_digits_are_those_of_tickets_and_doors_everywhere(locale: str) -> None:
    texts = Texts(locale, strict=True)
    written = [
        *(texts.date(DAY, style) for style in ("full", "long", "short")),
        *(texts.time(dt.time(16, 30), spoken=spoken) for spoken in (False, True)),
        texts.price(1250),
        texts.plain("help-coming", minutes=45),
        texts.plain("my-turn-unknown", number=127),
    ]
    for text in written:
        digits = re.findall(r"\d", text)
        assert digits
        assert all(digit in "0123456789" for digit in digits), text


def test_a_digit_of_another_script_would_be_noticed() -> None:
    assert [digit in "0123456789" for digit in re.findall(r"\d", "7\u0667\u06f7")] == [True, False, False]


@pytest.mark.parametrize("locale", known_locales())
def test_amounts_are_one_word_with_the_locale_s_point(locale: str) -> None:
    assert Texts(locale).price(1250) == PRICES.get(locale, "12,50\u00a0€")
    assert Texts(locale).price(5)[-4:] == "05\u00a0€"


@pytest.mark.parametrize("locale", LEFT)
def test_what_is_counted_stands_in_the_right_form(locale: str) -> None:
    texts = Texts(locale, strict=True)
    assert {count: texts.plain("input-left", count=count) for count in LEFT[locale]} == LEFT[locale]


@pytest.mark.parametrize("locale", AHEAD)
def test_people_in_the_queue_are_counted_in_the_right_form(locale: str) -> None:
    texts = Texts(locale, strict=True)
    for ahead, words in AHEAD[locale].items():
        assert words in texts.plain("place-state", state="waiting", ahead=ahead, room="", first="unknown", last="")
