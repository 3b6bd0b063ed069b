"""Which coming days a display takes for closed, and to which rooms a waiting number may be called."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from telemed.hub import readings
from telemed.hub.closing import AHEAD, closed_days
from telemed.hub.queue import Person, State
from telemed.hub.site import SiteConfig, load_site
from telemed.hub.site_booking import Closures

EXAMPLE = Path(__file__).parents[3] / "telemed" / "hub" / "example-site.toml"


@pytest.fixture
def site() -> SiteConfig:
    return dataclasses.replace(load_site(EXAMPLE), holidays="TH", closures=())


@pytest.mark.parametrize(
    ("today", "holiday", "is_one"),
    [
        (dt.date(2026, 9, 15), "2026-09-20", True),
        (dt.date(2026, 10, 20), "2026-10-31", True),
        (dt.date(2026, 3, 2), "2026-03-08", False),
        (dt.date(2026, 12, 20), "2027-01-01", True),
    ],
)
def test_holidays_of_thuringia(site: SiteConfig, today: dt.date, holiday: str, is_one: bool) -> None:
    assert (holiday in closed_days(site, today)) == is_one
    assert holiday not in closed_days(dataclasses.replace(site, holidays=""), today)


def test_closures_of_the_whole_site_count_and_those_of_one_service_do_not(site: SiteConfig) -> None:
    whole = Closures(dt.date(2026, 7, 1), dt.date(2026, 7, 3))
    part = Closures(dt.date(2026, 7, 8), None, site.counters[0].id)
    closing = dataclasses.replace(site, holidays="")
    object.__setattr__(closing, "closures", (whole, part))

    assert closed_days(closing, dt.date(2026, 7, 2)) == ("2026-07-02", "2026-07-03")
    assert closed_days(closing, dt.date(2026, 7, 1) - dt.timedelta(days=AHEAD)) == ("2026-07-01",)


def test_a_site_tells_its_closed_days(site: SiteConfig) -> None:
    local = dt.datetime(2026, 10, 30, 12, tzinfo=dt.UTC)

    assert readings.site_view(State(), site, local).closed == ("2026-10-31",)


def test_a_waiting_number_tells_the_rooms_it_may_be_called_to(site: SiteConfig) -> None:
    rooms = readings.Rooms(site)

    def to(service: str, only: str | None = None) -> tuple[str, ...]:
        return readings.called_to(Person("t", 1, service, "waiting", 1.0, only=only), rooms)

    assert to("buero") == (), "every room serves it"
    assert to("beratung") == ("Raum 1",)
    assert to("buero", "Platz 2") == ("Platz 2",)
