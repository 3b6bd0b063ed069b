"""What a service says about itself before the first private question."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable
from dataclasses import dataclass, field

from kiosk.flow.steps import Area, Flow


class Form(enum.Enum):
    """The form the law asks of a declaration (sections 126 to 126b BGB)."""

    NONE = "none"
    TEXT = "text"
    WRITTEN = "written"
    EID = "eid"


@dataclass(frozen=True, slots=True)
class Counter:
    """A service of the office that a number can be taken for: its id at the hub and its title's message key.

    `wait`: from how many to how many minutes somebody who comes now will probably wait; None when nobody can say.
    """

    id: str
    title: str
    wait: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Bookable:
    """A service of the office that appointments can be made for; `assistant`: somebody who helps can be booked."""

    id: str
    title: str
    assistant: bool = False


Span = tuple[str, str]
"""From when to when the office is open: two times `HH:MM`, local time."""


@dataclass(frozen=True, slots=True)
class WebPage:
    """A page on the start page of the browser; its title is data and shown as it is."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class WebGroup:
    """Pages of one kind; `title` is the message key."""

    id: str
    title: str
    pages: tuple[WebPage, ...]


@dataclass(frozen=True, slots=True)
class Web:
    """What the browser of this terminal offers.

    `search` is an https address with `{words}` in it, "" where there is none; `open` says that any public address may
    be typed.
    """

    groups: tuple[WebGroup, ...]
    search: str = ""
    open: bool = False


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom people turn to; "" is what there is not."""

    name: str
    address: str = ""
    phone: str = ""
    mail: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """What the operator says about accessibility; None or "" is what is missing."""

    date: dt.date | None = None
    operator: str = ""
    contact: Contact | None = None
    body: Contact | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """The inputs of a flow: everything it may know that the visitor did not say.

    `hours` are pairs of a weekday (0 is Monday) and its spans; a day that is not named is closed. `helper_until`
    (`HH:MM`) says until when somebody is there to help today, None that nobody is.
    """

    today: dt.date
    site: str
    counters: tuple[Counter, ...] = ()
    phone: str = ""
    locales: tuple[str, ...] = ("de",)
    new_id: Callable[[], str] = field(default=lambda: "")
    hours: tuple[tuple[int, tuple[Span, ...]], ...] = ()
    helper_until: str | None = None
    web: Web | None = None
    """None where the terminal has no browser."""
    statement: Statement = Statement()
    bookable: tuple[Bookable, ...] = ()
    """Empty where no appointments are made."""
    shut: str = ""
    """Why the office is closed today against its hours: `holiday` or `closed`; "" where it is not."""
    opens: dt.date | None = None
    """The day on which an office that is closed today opens again; None where that is not known."""
    locale: str = "de"
    """The language the visitor has chosen."""
    scanned: str = ""
    """What a scanner read that opened this service."""


@dataclass(frozen=True, slots=True)
class Service:
    """A citizen service, declared as data; generates the record of processing (Art. 30 GDPR).

    `title` names the message (with `.hint` for the second line of its tile); `purpose`, `legal_basis`, `recipient` and
    `retention` name messages too. `flow` makes a fresh generator for one visit.
    """

    id: str
    title: str
    icon: str
    area: Area
    purpose: str
    legal_basis: str
    recipient: str
    retention: str
    flow: Callable[[Visit], Flow]
    scans: str = ""
    """Regular expression of what a scanner may read to open this service from the home screen; "" for nothing."""
    form: Form = Form.NONE
    private: bool = False
