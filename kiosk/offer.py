"""What a terminal offers besides its services: parts of `kiosk.channel.Setup`."""

from __future__ import annotations

import msgspec

SIGNS_FOLDER = "/signs"
"""Where films in sign language are bound inside the sandbox."""

VOICE_FOLDER = "/voice"
"""Where models and voices are bound inside the sandbox."""


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pass


class WebPage(_Part, frozen=True):
    """A page on the start page of the browser."""

    title: str
    address: str


class WebGroup(_Part, frozen=True):
    """Pages of one kind. `id` has a title and a pictogram where it is a known one; `titles` (by locale) replace it."""

    id: str
    pages: tuple[WebPage, ...]
    hosts: tuple[str, ...]
    """Hosts that get the *checked* mark: `name` is that host alone, `*.name` every host below it, not itself."""
    titles: dict[str, str]


class Pages(_Part, frozen=True):
    """Pages can be printed: so many are free, each further one costs so many cents, and so many there are at most."""

    free: int
    cents: int
    most: int


class Web(_Part, frozen=True):
    """What the browser of this terminal may show. The gate in the broker enforces it; this is for the screen only."""

    open: bool
    """Every public host that is not blocked, not only the hosts of the groups."""
    groups: tuple[WebGroup, ...]
    search: str
    """Address of a search with `{words}` in it; "" where there is none."""
    warm: bool
    """The engine is started with the spare, and not only when it is wanted."""
    downloads: int = 50 << 20
    """Bytes of all downloads together."""
    pages: Pages | None = None
    """None where no pages can be printed."""
    stick: bool = False
    """A visitor's own stick can be put in."""


class Bookable(_Part, frozen=True):
    """A service of the office that appointments can be made for; titles by locale."""

    id: str
    titles: dict[str, str]
    assistant: bool = False
    """Somebody who helps can be booked with it."""


class VoiceSetup(_Part, frozen=True):
    """What is heard and said here. A folder `/voice/vosk-de` or `/voice/piper-de` serves `de` and `de-simple`."""

    models: tuple[str, ...] = ()
    """Locales on offer that a recogniser's model is there for."""
    piper: tuple[str, ...] = ()
    """Locales on offer that a better voice is there for."""
    offered: bool = False
    """The screens offer to listen; never where no locale has a model."""
    private: bool = False
    """Only the visitor hears what is said, now; `channel.Headphones` says when that changes."""
    loudest: int = 100
    """How loud the voice gets at most, in per cent."""


class Contact(_Part, frozen=True):
    """Whom people turn to; "" is what there is not."""

    name: str
    address: str = ""
    phone: str = ""
    mail: str = ""


class Accessibility(_Part, frozen=True):
    """What the operator says about accessibility; None or "" is what is missing."""

    statement: str = ""
    """ISO date."""
    operator: str = ""
    contact: Contact | None = None
    body: Contact | None = None
