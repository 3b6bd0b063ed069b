"""Which hosts and addresses the gate lets through: pure decisions on names, ports and addresses.

A name is compared only after it was brought to one writing. Whatever is not plainly a name in that writing is refused,
not repaired: two programs that repair differently are how a list is got around.
"""

from __future__ import annotations

import enum
import ipaddress
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

HTTPS = 443
MOST_NAME = 253
"""Letters of a name without its last dot (RFC 1035, 2.3.4)."""


class Reason(enum.Enum):
    """Why a host was not reached; the screen has a sentence for each."""

    NOT_LISTED = "not-listed"
    BLOCKED = "blocked"
    ADDRESS = "address"
    """An address instead of a name, or a name that leads to an address which is not public."""
    PORT = "port"
    """Another port than that of https, or a way to ask that is not let through."""
    MALFORMED = "malformed"
    NO_NAME = "no-name"
    UNREACHABLE = "unreachable"
    OFFLINE = "offline"
    """Nobody answers what the name stands for, or there is no way out: the terminal has no internet."""
    LIMITS = "limits"


@dataclass(frozen=True, slots=True)
class Allowed:
    """The host may be reached, under this name."""

    name: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The host is not reached."""

    reason: Reason


class Names(Protocol):
    """A set of hosts as the operator writes them: `name`, or `*.name` for every host below it but not itself."""

    def __contains__(self, rule: object, /) -> bool:
        """Say whether this very rule is there."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What the operator decided."""

    listed: Names
    blocked: Names = frozenset()
    open: bool = False
    """Every host that is not blocked, not only the listed ones."""
    fixed: Mapping[str, str] = field(default_factory=dict)
    """Names with an address of their own, which may be a private one. They still have to be listed (or `open`)."""


class Buffer(Protocol):
    """What a mapped file can do, as far as it is needed."""

    def __len__(self) -> int:
        """Count the bytes."""

    def __getitem__(self, part: slice, /) -> bytes:
        """Give a part."""

    def find(self, sub: bytes, start: int, /) -> int:
        """Find bytes after a place."""

    def rfind(self, sub: bytes, start: int, stop: int, /) -> int:
        """Find the last of some bytes between two places."""


class SortedLines:
    """Names in a buffer of sorted lines, each ending with a line feed; looked up where they lie.

    A hundred thousand blocked hosts would cost each broker its start and many megabytes as a set. A mapped file costs
    nothing until it is looked into, and its pages are shared.
    """

    def __init__(self, lines: Buffer) -> None:
        self._lines = lines

    def __contains__(self, rule: object) -> bool:
        """Search by halves; 17 steps for a hundred thousand lines."""
        wanted = str(rule).encode()
        low, high = 0, len(self._lines)
        while low < high:
            middle = (low + high) // 2
            begin = self._lines.rfind(b"\n", low, middle) + 1 or low
            end = self._lines.find(b"\n", middle)
            line = self._lines[begin:end]
            if line == wanted:
                return True
            if line < wanted:
                low = end + 1
            else:
                high = begin
        return False


def sorted_lines(hosts: Iterable[str]) -> bytes:
    """Write hosts as `SortedLines` reads them."""
    return b"".join(line + b"\n" for line in sorted({host.encode() for host in hosts}))


# ---- names -------------------------------------------------------------------------------------------------------

_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?", re.ASCII)
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*", re.ASCII)
"""A last label like this makes the whole an IPv4 address, in whatever writing (WHATWG URL, "ends in a number")."""


def normal_name(host: str) -> str | Refused:
    """Bring a host to its one writing: lower case, `xn--` for what is not ASCII, no dot at the end.

    Nothing becomes another letter: a look-alike stays a name of its own and so matches no rule.
    """
    if ":" in host or host.startswith("["):
        return Refused(Reason.ADDRESS)
    labels = host.removesuffix(".").split(".")
    encoded = [label.lower() if label.isascii() else _encoded(label) for label in labels]
    if _NUMBER.fullmatch(encoded[-1]):
        return Refused(Reason.ADDRESS)
    name = ".".join(encoded)
    if len(name) > MOST_NAME or not all(map(_LABEL.fullmatch, encoded)):
        return Refused(Reason.MALFORMED)
    return name


def _encoded(label: str) -> str:
    return "xn--" + label.lower().encode("punycode").decode("ascii")


_AUTHORITY = re.compile(r"(?P<host>\[[^\[\]@]*\]|[^\[\]@:/?#\\%\s]*)(:(?P<port>[1-9][0-9]{0,4}))?", re.ASCII)


def split_authority(text: str, port: int | None = None) -> tuple[str, int] | Refused:
    """Take `host:port` apart; `port` is what a missing one means. Anything before an `@` makes it malformed."""
    found = _AUTHORITY.fullmatch(text)
    if found is None or (found["port"] is None and port is None):
        return Refused(Reason.MALFORMED)
    return found["host"], int(found["port"] or port or 0)


def matches(name: str, names: Names) -> bool:
    """Say whether a normal name is one of these, or below one that is written with a star."""
    if name in names:
        return True
    _, _, above = name.partition(".")
    while above:
        if f"*.{above}" in names:
            return True
        _, _, above = above.partition(".")
    return False


def decide(host: str, port: int, rules: Rules) -> Allowed | Refused:
    """Decide before anything is looked up."""
    name = normal_name(host)
    if isinstance(name, Refused):
        return name
    if port != HTTPS:
        return Refused(Reason.PORT)
    if matches(name, rules.blocked):
        return Refused(Reason.BLOCKED)
    if not rules.open and not matches(name, rules.listed):
        return Refused(Reason.NOT_LISTED)
    return Allowed(name)


# ---- addresses ---------------------------------------------------------------------------------------------------

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_NOT_PUBLIC_4 = tuple(
    map(
        ipaddress.IPv4Network,
        (
            "0.0.0.0/8",  # this network; 0.0.0.0 is this machine
            "10.0.0.0/8",
            "100.64.0.0/10",  # shared by a provider's customers (RFC 6598)
            "127.0.0.0/8",
            "169.254.0.0/16",  # link-local, and the data services of clouds
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",  # relays of 6to4
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",  # reserved, and broadcast
        ),
    )
)
_PUBLIC_6 = ipaddress.IPv6Network("2000::/3")
_NOT_PUBLIC_6 = tuple(
    map(
        ipaddress.IPv6Network,
        (
            "2001::/23",  # special purposes, Teredo among them
            "2001:db8::/32",
            "2002::/16",  # 6to4: an IPv4 address in disguise
            "3fff::/20",
        ),
    )
)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""IPv4 as a network without IPv4 writes it (RFC 6052); judged by the IPv4 address inside."""


def is_public(address: str, near: Sequence[Network] = ()) -> bool:
    """Say whether an address is one of the internet, and in none of the networks `near`.

    `ipaddress.is_global` calls multicast and addresses wrapped in IPv6 global; so it is asked, but not alone.
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address) and ip in _NAT64:
        ip = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    if any(ip.version == network.version and ip in network for network in near) or not ip.is_global:
        return False
    if isinstance(ip, ipaddress.IPv4Address):
        return not any(ip in network for network in _NOT_PUBLIC_4)
    return ip in _PUBLIC_6 and ip.scope_id is None and not any(ip in network for network in _NOT_PUBLIC_6)
