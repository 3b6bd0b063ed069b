"""Notices in words: short enough for one SMS where that is possible, and never what somebody comes for."""

from __future__ import annotations

import datetime as dt
from typing import Final

import msgspec

from kiosk.texts import Texts, known_locales
from telemed.hub.notices.channel import Message, Name
from telemed.hub.notices.due import Notice

DEFAULT_LOCALE: Final = "de"


class Office(msgspec.Struct, frozen=True):
    """What notices say of the office: telephone, time zone, public address of the status page ("": none)."""

    phone: str
    zone: dt.tzinfo
    address: str = ""


class Words:
    """Writes notices. Texts of a locale are read when they are first needed."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._texts: dict[str, Texts] = {}

    def texts(self, locale: str) -> Texts:
        """Return the texts of a locale, German for one that is not shipped."""
        locale = locale if locale in known_locales() else DEFAULT_LOCALE
        if locale not in self._texts:
            self._texts[locale] = Texts(locale)
        return self._texts[locale]

    def link(self, code: str, locale: str) -> str:
        """Return the address of the status page of a ticket; "" where there is none."""
        return f"{self._office.address}/t/{code}?l={locale}" if self._office.address and code else ""

    def text(self, notice: Notice, locale: str, code: str = "") -> str:
        """Return the sentence that tells a notice; `code` is what has to be typed to confirm an address."""
        key, values = self._key(notice), self._values(notice, locale)
        return self.texts(locale).plain(key, None, code=code, phone=self._office.phone, **values)

    def message(
        self, identifier: str, channel: Name, notice: Notice, address: str, locale: str, secret: str
    ) -> Message:
        """Return what is sent. `secret` is the ticket's code, for the link; of a confirmation the code to type.

        An SMS has the link only where the number is told first: it would make two out of every one.
        """
        texts = self.texts(locale)
        is_code = notice.kind == "code"
        lines = [self.text(notice, locale, secret if is_code else "")]
        link = "" if is_code else self.link(secret, texts.locale)
        if link and (channel != "sms" or notice.kind == "booked"):
            lines.append(texts.plain("notice-link", None, link=link))
        if channel == "email":
            lines.append(texts.plain("notice-automatic"))
        gap = " " if channel == "sms" else "\n\n"
        return Message(identifier, address, texts.locale, texts.plain("notice-subject"), gap.join(lines))

    def clock(self, at: float) -> str:
        """Return a time of day in the digits of the office's signs."""
        return f"{dt.datetime.fromtimestamp(at, self._office.zone):%H:%M}"

    def _key(self, notice: Notice) -> str:
        appointment = notice.standing.start is not None and notice.standing.number is None
        match notice.kind:
            case "delayed":
                return "notice-later" if notice.direction > 0 else "notice-earlier"
            case "next-but-one":
                return "notice-next"
            case "booked" if not appointment and notice.standing.earliest is not None:
                return "notice-booked-range"
            case "booked" | "cancelled" if appointment:
                return f"notice-{notice.kind}-appointment"
        return f"notice-{notice.kind}"

    def _values(self, notice: Notice, locale: str) -> dict[str, object]:
        standing, texts = notice.standing, self.texts(locale)
        values: dict[str, object] = {"number": standing.number or "", "room": standing.room or ""}
        if standing.earliest is not None and standing.latest is not None:
            values |= {"from": self.clock(standing.earliest), "to": self.clock(standing.latest)}
        if standing.start is not None:
            start = dt.datetime.fromtimestamp(standing.start, self._office.zone)
            values |= {"date": texts.date(start.date(), "short"), "time": texts.time(start.time())}
        return values
