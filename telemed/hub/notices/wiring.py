"""Notices of a hub joined with its office, as the site's settings say."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from device_drivers.transports.serial import SerialTransport
from telemed.hub.bookings import Bookings
from telemed.hub.clock import BERLIN, Calendar
from telemed.hub.limits import Limits
from telemed.hub.notices.channel import Channel, Name
from telemed.hub.notices.contacts import Contacts
from telemed.hub.notices.gateway import GatewayChannel
from telemed.hub.notices.mail import MailChannel
from telemed.hub.notices.modem import ModemChannel
from telemed.hub.notices.service import Notices, Policy
from telemed.hub.notices.standings import Appointments, Tickets
from telemed.hub.notices.words import Office as Words_of
from telemed.hub.notices.words import Words
from telemed.hub.site import SiteConfig
from telemed.hub.site_notices import NoticeSettings, read_secret
from telemed.hub.vault import Vault, ticket

_TICKET: Final = ticket("")


def channels_of(settings: NoticeSettings) -> dict[Name, Channel | None]:
    """Return the ways to send that are set up; paper has none. Raises `HubError` for a secret that cannot be used."""
    channels: dict[Name, Channel | None] = {}
    if settings.mail is not None:
        channels["email"] = MailChannel(settings.mail)
    if settings.gateway is not None:
        channels["sms"] = GatewayChannel(settings.gateway)
    if settings.modem is not None:
        modem = settings.modem
        pin = read_secret(modem.pin) if modem.pin else ""
        channels["sms"] = ModemChannel(SerialTransport(modem.device, modem.baud), modem.mode, pin)
    if settings.paper:
        channels["paper"] = None
    return channels


def make_notices(
    site: SiteConfig,
    folder: Path,
    vault: Vault,
    tickets: Tickets,
    bookings: Bookings,
    calendar: Calendar,
    secret: bytes,
    limits: Limits,
) -> Notices:
    """Join them. Raises `HubError`."""
    settings = site.notices
    words = Words(Words_of(site.phone, BERLIN, site.public.url))

    def link_code(subject: str) -> str:
        return tickets.code(subject.removeprefix(_TICKET)) if subject.startswith(_TICKET) else ""

    policy = Policy(site.retention.seconds, settings.country)
    channels = channels_of(settings)
    contacts = Contacts(folder, vault)
    return Notices(
        contacts,
        words,
        channels,
        (tickets.standings, Appointments(bookings).standings),
        link_code,
        calendar,
        secret,
        limits,
        policy,
    )
