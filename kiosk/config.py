"""The settings of one terminal (`terminal.toml`), checked as a whole before anything starts."""

from __future__ import annotations

import datetime as dt
import ipaddress
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from kiosk.strict_toml import Length, Pattern, Range, load

LOCALES = ("de", "de-simple", "en", "uk", "ru", "ar", "fa", "vi")
"""Locales that are complete and can be offered."""

Locale = Literal["de", "de-simple", "en", "uk", "ru", "ar", "fa", "vi"]


@dataclass(frozen=True, slots=True)
class Screen:
    """The screen as it is mounted: millimetres a pixel, and millimetres from the eye."""

    pixel_mm: Annotated[float, Range(0.05, 2.0)] = 0.277
    reading_distance_mm: Annotated[int, Range(300, 3000)] = 600
    theme: Literal["paper", "contrast", "dark"] = "paper"


@dataclass(frozen=True, slots=True)
class SessionTimes:
    """Seconds of quiet before the warning, and of the warning itself."""

    warn_after: Annotated[float, Range(5, 3600)] = 120.0
    warning: Annotated[float, Range(20, 300)] = 30.0
    warn_after_web: Annotated[float, Range(5, 3600)] = 180.0
    """While a web page is shown: people read longer there."""
    warn_after_covered: Annotated[float, Range(5, 3600)] = 45.0
    """While the screen is covered: nobody reads."""
    quota: Annotated[float, Range(60, 86_400)] | None = None
    """Seconds of a whole session; none where people may stay as long as they need."""


def is_hub_address(url: str) -> bool:
    """Say whether a credential may be sent to this address: https, or http on this machine.

    A name that only begins like this machine's (`127.example`) is another machine.
    """
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        local = host == "localhost" or (parts.scheme == "http" and ipaddress.ip_address(host).is_loopback)
    except ValueError:
        return False
    return bool(host) and (parts.scheme == "https" or (parts.scheme == "http" and local))


@dataclass(frozen=True, slots=True)
class Hub:
    """Where the queue is. Off loopback the address is https and `ca` names the authority's certificate."""

    url: Annotated[str, Pattern(r"https?://[A-Za-z0-9.\-\[\]:]+")] = "http://127.0.0.1:8480"
    credential: Path | None = None
    ca: Path | None = None

    def __post_init__(self) -> None:
        if not is_hub_address(self.url):
            msg = "url: a hub on another machine is spoken to by https only"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Printer:
    """The ticket printer's network address; without one the terminal says that it cannot print."""

    host: Annotated[str, Length(1, 253)]
    port: Annotated[int, Range(1, 65535)] = 9100


@dataclass(frozen=True, slots=True)
class PagePrinter:
    """The page printer for web pages and PDF files; without one the browser says that pages cannot be printed here."""

    address: Annotated[str, Length(8, 253), Pattern(r"ipp://[A-Za-z0-9.\-\[\]:]+(/\S*)?", "ipp://host:631/ipp/print")]
    free_pages: Annotated[int, Range(0, 100)] = 0
    price_cents: Annotated[int, Range(0, 1000)] = 0
    most_pages: Annotated[int, Range(1, 100)] = 20
    paper: Literal["A4"] = "A4"
    duplex: bool = False


@dataclass(frozen=True, slots=True)
class Stick:
    """A visitor's USB stick: where the operating system mounts it, and whether files may be copied to it."""

    folder: Path = Path("/run/stadtteil-stick")
    write: bool = False


@dataclass(frozen=True, slots=True)
class Users:
    """Reserved user ids for visible and spare visitor; used only when started as root."""

    first: Annotated[int, Range(1000, 4_000_000)] = 64001
    second: Annotated[int, Range(1000, 4_000_000)] = 64002

    def __post_init__(self) -> None:
        if self.first == self.second:
            msg = "second: two different user ids are needed"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class VisitorLimits:
    """What one visitor may use, in MiB and in tasks (processes and threads)."""

    memory_mib: Annotated[int, Range(128, 16384)] = 768
    tasks: Annotated[int, Range(32, 4096)] = 300
    home_mib: Annotated[int, Range(8, 4096)] = 160
    tmp_mib: Annotated[int, Range(8, 1024)] = 32


HOST = r"(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?"
_HOST_WORDS = "a host in lower case such as bank.example (that one alone) or *.bank.example (all below it)"
Host = Annotated[str, Length(3, 253), Pattern(HOST, _HOST_WORDS)]


@dataclass(frozen=True, slots=True)
class WebPage:
    """A page on the start page of the browser."""

    title: Annotated[str, Length(1, 60)]
    address: Annotated[str, Length(9, 500), Pattern(r"https://[a-z0-9.-]+/\S*", "an https address with a path")]


@dataclass(frozen=True, slots=True)
class WebGroup:
    """Pages of one kind, and the hosts they may come from.

    `hosts` are shown as checked; `also` are loaded by those pages (pictures, frames of a bank's confirmation) and are
    never a page of their own in list mode.
    """

    id: Annotated[str, Pattern(r"[a-z][a-z0-9-]{0,39}")]
    hosts: tuple[Host, ...]
    pages: tuple[WebPage, ...]
    also: tuple[Host, ...] = ()
    titles: dict[str, Annotated[str, Length(1, 40)]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WebName:
    """A fixed address for one host, which may be a private one: a site of the office's own network."""

    host: Annotated[str, Length(3, 253), Pattern(HOST.removeprefix(r"(\*\.)?"), "a host in lower case")]
    address: Annotated[str, Length(2, 45)]

    def __post_init__(self) -> None:
        try:
            ipaddress.ip_address(self.address)
        except ValueError:
            msg = "address: an IPv4 or IPv6 address"
            raise ValueError(msg) from None


@dataclass(frozen=True, slots=True)
class WebLimits:
    """What one session may open through the gate: connections at once, and new ones in a minute."""

    connections: Annotated[int, Range(4, 512)] = 64
    per_minute: Annotated[int, Range(10, 10_000)] = 600


@dataclass(frozen=True, slots=True)
class Web:
    """The browser: only the hosts of the groups (list), or every public host that is not blocked (open)."""

    mode: Literal["list", "open"] = "list"
    groups: tuple[WebGroup, ...] = ()
    search: Annotated[str, Length(0, 500), Pattern(r"(https://[a-z0-9.-]+/\S*\{words\}\S*)?", "https with {words}")] = (
        ""
    )
    warm: bool = False
    ca: Path | None = None
    """Certificates (PEM) of authorities that are trusted besides the engine's own: an office's own sites."""
    blocked: Path | None = None
    """A file with one host a line (`name` or `*.name`) that is never reached, also in open mode."""
    names: tuple[WebName, ...] = ()
    download_mib: Annotated[int, Range(1, 2048)] = 50
    """All downloads of one session together."""
    limits: WebLimits = field(default_factory=WebLimits)

    def __post_init__(self) -> None:
        if self.mode == "list" and not self.groups:
            msg = "groups: at least one in list mode"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class PrivacyFilter:
    """The relay of the privacy filter: a coil, in the network (`host`) or on a serial line (`serial`)."""

    host: Annotated[str, Length(0, 253)] = ""
    port: Annotated[int, Range(1, 65535)] = 502
    serial: Path | None = None
    baud: Annotated[int, Range(1200, 1_000_000)] = 9600
    unit: Annotated[int, Range(0, 247)] = 1
    coil: Annotated[int, Range(0, 65535)] = 0
    rest: Literal["on", "off"] = "off"
    """How it is when nobody uses it."""

    def __post_init__(self) -> None:
        if bool(self.host) is (self.serial is not None):
            msg = "host: a relay is either in the network (host) or on a serial line (serial)"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class PresenceSensor:
    """The presence radar (LD2410) and its serial line."""

    serial: Path
    baud: Annotated[int, Range(1200, 1_000_000)] = 256_000


@dataclass(frozen=True, slots=True)
class Privacy:
    """The privacy screen's devices, and where the service that owns them listens."""

    socket: Path = Path("/run/stadtteil-devices/devices.sock")
    filter: PrivacyFilter | None = None
    presence: PresenceSensor | None = None

    @property
    def topics(self) -> tuple[str, ...]:
        """The devices there are."""
        named = (("filter", self.filter), ("presence", self.presence))
        return tuple(name for name, device in named if device is not None)


@dataclass(frozen=True, slots=True)
class Voice:
    """Being heard, and who hears what is said: models and voices are installed by `stadtteil voice install`."""

    models: Path = Path("/var/lib/stadtteil/voice")
    """Holds `vosk-<language>` (to hear) and `piper-<language>` (to say), each for the languages on offer only."""
    offered: bool = True
    """Listening is offered on the screens, where a language on offer has a model."""
    headphones: Literal["jack", "none", "only", "simulated"] = "jack"
    """How it is known that only the visitor hears: the sound server tells of the jack (jack), there is none (none),
    there is no loudspeaker at all (only), or `stadtteil ctl headphones` says so, in a demonstration (simulated)."""
    loudest: Annotated[int, Range(20, 100)] = 100
    """How loud a visitor can make the voice, in per cent."""


_INVENTED = re.compile(
    r"muster|example|beispiel|platzhalter|placeholder|todo|tbd|xxx|\?\?|[<>]|\.\.\.|12345|eintragen", re.IGNORECASE
)
"""What stands in an address that nobody has filled in yet."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom people turn to: a name, and at least one way."""

    name: Annotated[str, Length(3, 120)]
    address: Annotated[str, Length(0, 160)] = ""
    phone: Annotated[str, Length(0, 40)] = ""
    mail: Annotated[str, Length(0, 120), Pattern(r"([^@\s]+@[^@\s]+\.[^@\s]+)?", "an e-mail address")] = ""

    def __post_init__(self) -> None:
        if not (self.address or self.phone or self.mail):
            msg = "address, phone or mail: at least one"
            raise ValueError(msg)
        for word in (self.name, self.address, self.phone, self.mail):
            if _INVENTED.search(word):
                msg = f"{word!r} looks like a placeholder; write what is true, or leave the table out"
                raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Accessibility:
    """The statement of accessibility: the operator's contact for barriers, and the enforcement body of the state.

    What is left out is said to be missing on the screen: no address is ever made up.
    """

    statement: Annotated[str, Pattern(r"(\d{4}-\d\d-\d\d)?", "a date such as 2026-11-24")] = ""
    """When the statement was drawn up or last looked at."""
    operator: Annotated[str, Length(0, 120)] = ""
    contact: Contact | None = None
    body: Contact | None = None

    def __post_init__(self) -> None:
        if self.statement:
            try:
                dt.date.fromisoformat(self.statement)
            except ValueError:
                msg = f"statement: {self.statement} is no day of the calendar"
                raise ValueError(msg) from None


@dataclass(frozen=True, slots=True)
class SignLanguage:
    """Films in sign language, by the operator: `welcome.webm`, and others by the key of their screen."""

    folder: Path | None = None


@dataclass(frozen=True, slots=True)
class Terminal:
    """One terminal. Everything has a default but its name."""

    name: Annotated[str, Pattern(r"[a-z0-9][a-z0-9-]{0,39}")]
    office: Annotated[str, Length(1, 60)] = "Stadtteilbüro"
    phone: Annotated[str, Length(0, 40)] = ""
    locales: tuple[Locale, ...] = LOCALES  # type: ignore[assignment]
    state: Path = Path("/var/lib/stadtteil-terminal")
    runtime: Path = Path("/run/stadtteil-terminal")
    sound: Path | None = None
    """The sound server's socket (PulseAudio); without one captions are shown and nothing is heard."""
    volume: Annotated[int, Range(0, 100)] = 60
    screen: Screen = field(default_factory=Screen)
    times: SessionTimes = field(default_factory=SessionTimes)
    hub: Hub = field(default_factory=Hub)
    printer: Printer | None = None
    page_printer: PagePrinter | None = None
    stick: Stick | None = None
    users: Users = field(default_factory=Users)
    limits: VisitorLimits = field(default_factory=VisitorLimits)
    web: Web | None = None
    privacy: Privacy | None = None
    voice: Voice = field(default_factory=Voice)
    accessibility: Accessibility = field(default_factory=Accessibility)
    sign_language: SignLanguage = field(default_factory=SignLanguage)
    cards: bool = False
    """A scanner that types like a keyboard reads comfort cards here, and they are printed."""

    def __post_init__(self) -> None:
        if not self.locales:
            msg = f"locales: at least one; allowed: {', '.join(LOCALES)}"
            raise ValueError(msg)
        if len(set(self.locales)) != len(self.locales):
            msg = "locales: each only once"
            raise ValueError(msg)


def read(path: Path) -> Terminal:
    """Read and check a terminal's settings; raises `strict_toml.ConfigError` with file, line and what is allowed."""
    return load(path, Terminal)
