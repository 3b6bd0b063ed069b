"""What a site may say of appointments: refused in plain words, or made into rules."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kiosk.strict_toml import ConfigError
from telemed.hub.booking.holidays import holidays_of
from telemed.hub.booking.rules import Closure, Opening
from telemed.hub.clock import BERLIN
from telemed.hub.site import load_site
from telemed.hub.site_booking import rules

SITE = """
name = "Lobeda"
phone = "03641"
[[counters]]
id = "advice"
title = { de = "Beratung" }
[[rooms]]
name = "A"
serves = ["advice"]
"""
BOOKING = """
[[booking]]
service = "advice"
"""
TUESDAY = """
[[booking.opens]]
weekday = "tuesday"
spans = ["09:00-12:00"]
"""


def refused(tmp_path: Path, text: str) -> str:
    path = tmp_path / "site.toml"
    path.write_text(SITE + text)
    with pytest.raises(ConfigError) as caught:
        load_site(path)
    return str(caught.value)


def test_rules_are_made_of_the_settings(tmp_path: Path) -> None:
    path = tmp_path / "site.toml"
    more = "every_weeks = 2\nnth = [1, -1]\nvalid_from = 2026-11-24\nvalid_to = 2027-06-30\n"
    path.write_text(f"{SITE}{BOOKING}minutes = 30\n{TUESDAY}{more}[[closures]]\nfirst = 2026-12-24\n")

    site = load_site(path)
    made = rules(site.booking, site.closures, frozenset(), BERLIN)

    (offer,) = made.offers
    first, last = dt.date(2026, 11, 24), dt.date(2027, 6, 30)
    assert offer.openings == (Opening(1, ((540, 720),), 2, (1, -1), first, last),)
    assert (offer.minutes, offer.places, offer.limit) == (30, 1, 2)
    assert made.closures == (Closure(dt.date(2026, 12, 24), dt.date(2026, 12, 24)),)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (BOOKING, "opens"),
        (BOOKING.replace("advice", "doctor") + TUESDAY, "appointments are made for doctor, which is no counter"),
        (BOOKING + TUESDAY + BOOKING + TUESDAY, "two tables [[booking]]"),
        (BOOKING + TUESDAY.replace("tuesday", "dienstag"), "weekday"),
        (BOOKING + TUESDAY.replace("12:00", "08:00"), "closes before it opens"),
        (BOOKING + TUESDAY.replace("12:00", "12.00"), "is not a time HH:MM"),
        (BOOKING + TUESDAY + "every_weeks = 2\n", "every_weeks needs valid_from"),
        (BOOKING + TUESDAY + "nth = [0]\n", "nth is 1 to 5"),
        (BOOKING + TUESDAY + "valid_from = 2026-12-31\nvalid_to = 2026-12-01\n", "valid_to lies before valid_from"),
        (BOOKING + "minutes = 200\n" + TUESDAY, "no appointment of 200 minutes fits"),
        (BOOKING + "minutes = 1\n" + TUESDAY, "minutes"),
        (BOOKING + "first_day = 9\nlast_day = 8\n" + TUESDAY, "last_day lies before first_day"),
        (BOOKING + "assistants = 2\n" + TUESDAY, "more assistants than places"),
        ("[[closures]]\nfirst = 2026-12-24\nlast = 2026-12-01\n", "last lies before first"),
        ('[[closures]]\nfirst = 2026-12-24\nservice = "advice"\n', "no appointments are made for it"),
    ],
)
def test_what_does_not_fit_is_named(tmp_path: Path, text: str, words: str) -> None:
    assert words in refused(tmp_path, text)


def test_the_holidays_of_thuringia() -> None:
    days = holidays_of("TH", dt.date(2026, 11, 24))

    assert {dt.date(2027, 9, 20), dt.date(2027, 10, 31), dt.date(2027, 3, 26), dt.date(2036, 12, 25)} <= days
    assert not {dt.date(2027, 3, 8), dt.date(2027, 11, 1), dt.date(2027, 8, 15)} & days
    assert dt.date(2027, 3, 8) in holidays_of("BE", dt.date(2026, 11, 24))
    assert holidays_of("", dt.date(2026, 11, 24)) == frozenset()
