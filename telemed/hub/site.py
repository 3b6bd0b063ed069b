"""The configuration of a site: what `site.toml` may say."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from kiosk.strict_toml import Length, Pattern, Range, load
from telemed import api
from telemed.hub import site_booking
from telemed.hub.opening import minutes
from telemed.hub.roles import ROLES
from telemed.hub.site_booking import WEEKDAYS, Booking, Closures
from telemed.hub.site_notices import NoticeSettings, Public
from telemed.hub.site_retention import Retention


@dataclass(frozen=True)
class Hours:
    """Opening hours: spans `HH:MM-HH:MM` of each weekday, local time; none means closed."""

    monday: tuple[str, ...] = ()
    tuesday: tuple[str, ...] = ()
    wednesday: tuple[str, ...] = ()
    thursday: tuple[str, ...] = ()
    friday: tuple[str, ...] = ()
    saturday: tuple[str, ...] = ()
    sunday: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self.days()

    def days(self) -> tuple[api.Day, ...]:
        """Return the week as the public interface shows it."""
        return tuple(
            api.Day(weekday, tuple(_span(text) for text in getattr(self, name)))
            for weekday, name in enumerate(WEEKDAYS)
        )


def _span(text: str) -> api.OpenSpan:
    opens, _, closes = text.partition("-")
    if minutes(opens) >= minutes(closes):
        raise ValueError(f"{text!r} closes before it opens")
    return api.OpenSpan(opens, closes)


@dataclass(frozen=True)
class Counter:
    """A service that a number can be taken for. `title` by locale; `de` must be there.

    `minutes` is how long one person usually takes: what waiting times are estimated with until today tells better.
    """

    id: Annotated[str, Pattern("[a-z][a-z0-9-]{0,39}")]
    title: dict[str, Annotated[str, Length(1, 120)]]
    minutes: Annotated[int, Range(1, 240)] = 10

    def __post_init__(self) -> None:
        if "de" not in self.title:
            raise ValueError("the title in German (de) is missing")


@dataclass(frozen=True)
class Room:
    """A room or desk people are called to. `name` is shown as it is; `serves` are ids of counters.

    With `cleaning` nobody is called into it between the end of one person and *Raum ist sauber*.
    """

    name: Annotated[str, Length(1, 40)]
    serves: tuple[str, ...]
    cleaning: bool = False


@dataclass(frozen=True)
class Listen:
    """Where the hub listens. Off loopback it speaks HTTPS only; without a certificate it makes its own authority.

    `names` are further host names or addresses for the hub's own certificate.
    """

    host: str = "127.0.0.1"
    port: Annotated[int, Range(0, 65535)] = 8480
    certificate: Path | None = None
    key: Path | None = None
    names: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if (self.certificate is None) != (self.key is None):
            raise ValueError("certificate and key belong together")


@dataclass(frozen=True)
class Staff:
    """What holds for accounts: which roles need a second factor, and for how many days the record is kept."""

    second_factor: tuple[str, ...] = ("administration", "doctor")
    audit_days: Annotated[int, Range(1, 3650)] = 90

    def __post_init__(self) -> None:
        for role in self.second_factor:
            if role not in ROLES:
                raise ValueError(f"{role!r} is no role; there are {', '.join(ROLES)}")


@dataclass(frozen=True)
class SiteConfig:
    """One site. `numbers_outside_hours` lets people take numbers while the office is closed.

    `holidays` is the German state on whose holidays no appointments are made; "" for none.
    """

    name: Annotated[str, Length(1, 80)]
    phone: Annotated[str, Length(1, 40)]
    counters: tuple[Counter, ...]
    rooms: tuple[Room, ...]
    hours: Hours = field(default_factory=Hours)
    numbers_outside_hours: bool = False
    listen: Listen = field(default_factory=Listen)
    retention: Retention = field(default_factory=Retention)
    booking: tuple[Booking, ...] = ()
    closures: tuple[Closures, ...] = ()
    holidays: site_booking.State = "TH"
    public: Public = field(default_factory=Public)
    notices: NoticeSettings = field(default_factory=NoticeSettings)
    staff: Staff = field(default_factory=Staff)

    def __post_init__(self) -> None:
        counters = [counter.id for counter in self.counters]
        rooms = [room.name for room in self.rooms]
        if not counters or not rooms:
            raise ValueError("at least one counter and one room are needed")
        for what, names in (("counter", counters), ("room", rooms)):
            if len(set(names)) != len(names):
                raise ValueError(f"a {what} is named twice")
        for room in self.rooms:
            for service in room.serves:
                if service not in counters:
                    raise ValueError(f"room {room.name} serves {service}, which is no counter")
        for counter in counters:
            if not any(counter in room.serves for room in self.rooms):
                raise ValueError(f"no room serves {counter}")
        site_booking.check(self.booking, self.closures, counters)

    def services_of(self, room: str) -> frozenset[str] | None:
        """Return the counters a room serves, or None for an unknown room."""
        return next((frozenset(known.serves) for known in self.rooms if known.name == room), None)

    def title_of(self, service: str) -> str:
        """Return a counter's German title; one that is no more, as its id."""
        return next((counter.title["de"] for counter in self.counters if counter.id == service), service)


def load_site(path: Path) -> SiteConfig:
    """Read `site.toml`; raises `kiosk.strict_toml.ConfigError` with all problems."""
    return load(path, SiteConfig)
