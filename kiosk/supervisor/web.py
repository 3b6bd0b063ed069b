"""What `[web]` of the settings becomes, once, when the supervisor starts: rules, a block list, and authorities."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from kiosk import channel
from kiosk.broker.hosts import Refused, normal_name, sorted_lines
from kiosk.broker.web import WebFile
from kiosk.config import Terminal, Web
from kiosk.supervisor.sandbox import Reason, SupervisorError

log = logging.getLogger(__name__)

RULES = "web.json"
BLOCKED = "web-blocked"
STICK_REQUEST = "stick-write"
"""A file in the runtime folder: while it is there, the operating system lets the visitor's stick be written to."""
AUTHORITIES = "web-authorities.pem"


@dataclass(frozen=True, slots=True)
class Prepared:
    """What sessions need of it."""

    broker: tuple[str, ...] = ()
    """Arguments of the session broker."""
    authorities: Path | None = None
    """Certificates that are bound into the sandbox."""


def prepare(web: Web | None, runtime: Path) -> Prepared:
    """Write everything into the runtime folder; raises `SupervisorError` when a file is missing or wrong."""
    if web is None:
        return Prepared()
    rules = WebFile(
        open=web.mode == "open",
        hosts=tuple(host for group in web.groups for host in (*group.hosts, *group.also)),
        fixed={name.host: name.address for name in web.names},
        connections=web.limits.connections,
        per_minute=web.limits.per_minute,
        blocked="" if web.blocked is None else str(_block_list(web.blocked, runtime / BLOCKED)),
    )
    rules.write(runtime / RULES)
    authorities = None if web.ca is None else _authorities(web.ca, runtime / AUTHORITIES)
    return Prepared(("--web", str(runtime / RULES)), authorities)


def for_screen(config: Terminal) -> channel.Web | None:
    """Give what the visitor's screen shows of it."""
    web, printer = config.web, config.page_printer
    if web is None:
        return None
    groups = tuple(
        channel.WebGroup(
            group.id,
            tuple(channel.WebPage(page.title, page.address) for page in group.pages),
            group.hosts,
            dict(group.titles),
        )
        for group in web.groups
    )
    pages = None if printer is None else channel.Pages(printer.free_pages, printer.price_cents, printer.most_pages)
    return channel.Web(
        open=web.mode == "open",
        groups=groups,
        search=web.search,
        warm=web.warm,
        downloads=web.download_mib << 20,
        pages=pages,
        stick=config.stick is not None,
    )


def _block_list(source: Path, target: Path) -> Path:
    """Sort the operator's list, so that a broker can look into it without reading it."""
    try:
        lines = source.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError as error:
        raise SupervisorError(Reason.WEB, f"web.blocked: {source}: {error.strerror}") from error
    hosts, wrong = [], []
    for number, line in enumerate(lines, 1):
        word = line.partition("#")[0].strip()
        name = normal_name(word.removeprefix("*."))
        if not word:
            continue
        if isinstance(name, Refused):
            wrong.append(number)
        else:
            hosts.append(f"*.{name}" if word.startswith("*.") else name)
    if wrong:
        # Somebody else's list with a slip in it must not keep a terminal shut.
        log.warning("web.blocked: %d lines are no hosts and block nothing, the first is line %d", len(wrong), wrong[0])
    new = target.with_suffix(".new")
    new.write_bytes(sorted_lines(hosts))
    return new.replace(target)


def _authorities(bundle: Path, target: Path) -> Path:
    """Copy the certificates, and nothing else that may be in the file, to where a visitor may read them."""
    from cryptography import x509  # noqa: PLC0415 - costs memory where there is none
    from cryptography.hazmat.primitives.serialization import Encoding  # noqa: PLC0415

    try:
        found = x509.load_pem_x509_certificates(bundle.read_bytes())
    except OSError as error:
        raise SupervisorError(Reason.WEB, f"web.ca: {bundle}: {error.strerror}") from error
    except ValueError as error:
        raise SupervisorError(Reason.WEB, f"web.ca: {bundle}: no certificates in PEM") from error
    target.write_bytes(b"".join(certificate.public_bytes(Encoding.PEM) for certificate in found))
    target.chmod(0o644)  # the visitor has a user id of its own
    return target
