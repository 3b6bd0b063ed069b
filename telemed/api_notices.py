"""Notices on the hub's public API: somebody who waits wants to be told, and where.

An address crosses once, from the terminal to the hub, and never comes back.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

NoticeChannel = Literal["email", "sms", "paper"]


class NoticeOffer(msgspec.Struct, frozen=True):
    """`GET /api/v1/notices`: the ways in which this office can tell people; none where it has set up none.

    `away` are those that do not get through at the moment, `hours` how long an address is kept when the visit is over.
    """

    channels: tuple[NoticeChannel, ...] = ()
    away: tuple[NoticeChannel, ...] = ()
    hours: int = 24


class AskForNotices(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`POST /api/v1/tickets/{id}/notices` with an `Idempotency-Key`: the holder of `code` wants to be told.

    `POST /api/v1/appointments/notices` is the same by the code of an appointment, and so are `/confirm` and `/stop`.
    There `/state` tells its holder how far it is, who may come back on another day.

    A code is sent to the address, good for 10 minutes; nothing else is sent before it was typed. Without `consent`
    nothing is kept. A new address takes the place of the former. Paper has no address.
    """

    code: Annotated[str, msgspec.Meta(max_length=64)]
    channel: NoticeChannel
    consent: bool
    address: Annotated[str, msgspec.Meta(max_length=300)] = ""
    locale: Annotated[str, msgspec.Meta(max_length=20)] = "de"


class ConfirmAddress(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`POST /api/v1/tickets/{id}/notices/confirm`: `typed` is the six digits that came to the address."""

    code: Annotated[str, msgspec.Meta(max_length=64)]
    typed: Annotated[str, msgspec.Meta(max_length=20)]


class StopNotices(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`POST /api/v1/tickets/{id}/notices/stop`: address, consent and what was not sent yet are destroyed at once."""

    code: Annotated[str, msgspec.Meta(max_length=64)]


class FindNotices(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`POST /api/v1/appointments/notices/state`: how far it is; `not-found` where there are none. Changes nothing."""

    code: Annotated[str, msgspec.Meta(max_length=64)]


class Notices(msgspec.Struct, frozen=True):
    """How far it is. `until`: when the code that was sent ends (Unix seconds)."""

    channel: NoticeChannel
    confirmed: bool
    until: float


class NoticeTrouble(msgspec.Struct, frozen=True):
    """A notice that did not get out; somebody has to tell the person. `number` or `start` says whom. No address."""

    id: int
    kind: str
    channel: str
    why: str
    at: float
    number: int | None = None
    start: float | None = None


class NoticeChannelState(msgspec.Struct, frozen=True):
    """A way to send: `why` is None while it works, else why and since when it does not."""

    channel: str
    why: str | None = None
    since: float | None = None


class NoticeDesk(msgspec.Struct, frozen=True):
    """`GET /api/v1/staff/notices` (staff only): what staff must know of notices."""

    channels: tuple[NoticeChannelState, ...] = ()
    troubles: tuple[NoticeTrouble, ...] = ()
    papers: tuple[NoticePaper, ...] = ()
    waiting: int = 0


class NoticePaper(msgspec.Struct, frozen=True):
    """A notice to be printed and handed over; `text` is in the person's language."""

    id: int
    text: str
    locale: str
    number: int | None = None
    start: float | None = None


class NoticeSeen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`POST /api/v1/staff/notices/seen`: a trouble was dealt with, or a paper printed."""

    id: int
