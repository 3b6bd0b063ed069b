"""Which addresses the browser shows as a page, and which of them are marked as checked. Pure.

The gate in the session broker decides what is reached at all; this decides what stands in the strip, and refuses what
never goes out: other schemes, addresses with a name and a password, bare IP addresses.
"""

from __future__ import annotations

import enum
import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote_plus, urlsplit

BLANK = "about:blank"
_SHORT = 20
_LABELS = re.compile(r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?")


class Refusal(enum.Enum):
    """Why an address is not shown; each has a message `web-failed-<value>` in every locale."""

    SCHEME = "scheme"
    ADDRESS = "address"
    NOT_LISTED = "not-listed"


@dataclass(frozen=True, slots=True)
class Rules:
    """The hosts of this terminal: `name` is that host alone, `*.name` every host below it."""

    hosts: frozenset[str]
    open: bool = False

    def checked(self, host: str) -> bool:
        """Say whether a host is on the operator's list. `host` is as the engine writes it: lower case, punycode."""
        if host in self.hosts:
            return True
        while "." in host:
            host = host.partition(".")[2]
            if f"*.{host}" in self.hosts:
                return True
        return False

    def refuse(self, address: str) -> Refusal | None:
        """Say why an address is no page for the whole view, or None. `address` is as the engine writes it."""
        try:
            parts = urlsplit(address)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            return Refusal.ADDRESS
        if parts.scheme not in {"https", "http"}:
            return Refusal.SCHEME
        if parts.username is not None or parts.password is not None or not _LABELS.fullmatch(host) or _is_ip(host):
            return Refusal.ADDRESS
        if port not in {None, 443, 80}:
            return Refusal.ADDRESS
        return None if self.open or self.checked(host) else Refusal.NOT_LISTED


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def host_of(address: str) -> str:
    """Give the host of an address for the strip; "" where it has none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def short_host(host: str) -> str:
    """Shorten a host for a heading; its end stays, for it says whose it is."""
    return host if len(host) <= _SHORT else f"…{host[1 - _SHORT :]}"


def address_of(address: str, words: str) -> str:
    """Put the words of a search into its address."""
    return address.replace("{words}", quote_plus(words)) if words else address
