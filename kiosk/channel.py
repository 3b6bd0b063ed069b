"""Frames between the visitor (not trusted) and the session broker, over an inherited socket pair.

A frame is a 4-byte big-endian length and that many bytes of MessagePack. A frame over `FRAME_LIMIT` or one that does
not decode is a fault, and the session it comes from is ended. No pickle, no shell, no path ever crosses.
"""

from __future__ import annotations

import enum
from typing import Literal

import msgspec

from kiosk.offer import Accessibility, Bookable, Contact, Pages, VoiceSetup, Web, WebGroup, WebPage

__all__ = ["Accessibility", "Bookable", "Contact", "Pages", "VoiceSetup", "Web", "WebGroup", "WebPage"]

FRAME_LIMIT = 256 * 1024
"""Bytes in one frame at the most; a printed slip of 576 by 2 400 dots has 169 KiB."""

_PREFIX = 4

BEAT_SECONDS = 1.0
"""How often a visitor's event loop says that it lives."""


class ChannelError(Exception):
    """A frame that breaks the rules; `fault` says which."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


class Fault(enum.Enum):
    """What a visitor process did that ends its session."""

    OVERSIZE = "oversize"
    MALFORMED = "malformed"
    FLOOD = "flood"
    SILENT = "silent"
    GONE = "gone"
    MEMORY = "memory"


class _Message(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag=True):
    pass


# ---- visitor to broker (and, where the supervisor needs to know, on to the supervisor) --------------------------


class Ready(_Message, frozen=True):
    """The hidden window has painted its first screen and can be shown at once."""


class Painted(_Message, frozen=True):
    """The screen asked for by `Show` with this token is on the display."""

    token: int


class Beat(_Message, frozen=True):
    """The event loop turned once more."""


class Activity(_Message, frozen=True):
    """The visitor did something (touch, key, voice); `present` while speech, measuring or a call goes on."""

    present: bool = False


class Doing(_Message, frozen=True):
    """What the visitor is at, from which follows how long it may be quiet. Told when it changes.

    `busy`: a form is being filled, or a call goes on, which a quota does not cut.
    """

    web: bool = False
    covered: bool = False
    busy: bool = False


class Begun(_Message, frozen=True):
    """Welcome was left: from now on there is a session to end."""


class Ask(_Message, frozen=True):
    """A query or an effect: `name` is looked up in the broker's table, `body` is its fields as MessagePack."""

    id: int
    kind: Literal["query", "effect"]
    name: str
    body: bytes
    key: str = ""
    """Idempotency key of an effect (at most 64 letters, digits, hyphens); a repeated one gives the first answer."""


class Watch(_Message, frozen=True):
    """Values of this topic are wanted from now on (or, with `on` false, no more)."""

    topic: str
    on: bool = True


class Listen(_Message, frozen=True):
    """The visitor wants to be heard, or no more: its sound may be recorded only between the two, once it has begun."""

    on: bool


class End(_Message, frozen=True):
    """The visitor touched *end*, or answered *new session* on the warning."""


class MoreTime(_Message, frozen=True):
    """The visitor touched *continue* on the warning; `slower` triples all times for this session.

    `longer`: five minutes more of the quota were touched, which is granted where nobody waits.
    """

    slower: bool = False
    longer: bool = False


class StaffGesture(_Message, frozen=True):
    """Somebody asks for the staff menu: the session ends, and a fresh process asks for the credential."""


class StaffLogin(_Message, frozen=True):
    """From a process in staff mode only: who, and the code or badge typed or read there."""

    person: str
    secret: str


LEAST_BADGE = 8


def is_badge(typed: str) -> bool:
    """Tell a badge from a name: its reader types eight characters or more, one of them a digit; no name is so."""
    return len(typed) >= LEAST_BADGE and any(char.isdigit() for char in typed)


class StaffCommand(_Message, frozen=True):
    """From a process in staff mode only, after a login that was accepted."""

    command: Literal["end", "restart", "out-of-order", "back-in-order", "quieter", "louder", "close"]


FromVisitor = (
    Ready
    | Painted
    | Beat
    | Activity
    | Doing
    | Begun
    | Ask
    | Watch
    | Listen
    | End
    | MoreTime
    | StaffGesture
    | StaffLogin
    | StaffCommand
)

# ---- broker to visitor -------------------------------------------------------------------------------------------


class Setup(_Message, frozen=True):
    """First message: what this terminal offers. Everything a visitor process needs and nothing it must not know."""

    site: str
    phone: str
    locales: tuple[str, ...]
    counters: tuple[tuple[str, dict[str, str]], ...]
    today: str
    """ISO date."""
    pixel_mm: float
    reading_distance_mm: int
    helper_until: str | None = None
    hours: tuple[tuple[int, tuple[tuple[str, str], ...]], ...] = ()
    hub: bool = True
    theme: str = "paper"
    volume: int = 60
    staff_badge: bool = False
    filter: bool = False
    """A privacy filter can be switched here."""
    presence: bool = False
    """A sensor says whether somebody is before the screen."""
    cards: bool = False
    """A scanner reads comfort cards; it types like a keyboard."""
    web: Web | None = None
    """None where the terminal has no browser."""
    voice: VoiceSetup | None = None
    """None where the terminal has no sound."""
    accessibility: Accessibility = Accessibility()
    signs: tuple[str, ...] = ()
    """Keys of the screens that have a film in sign language."""
    bookable: tuple[Bookable, ...] = ()
    """What appointments can be made for."""


class Mode(enum.Enum):
    """What a process is shown for."""

    WELCOME = "welcome"
    STAFF = "staff"
    OUT_OF_ORDER = "out-of-order"


class Show(_Message, frozen=True):
    """Become visible, opaque and on top, now; answer `Painted(token)` after the frame. Input is still swallowed."""

    token: int
    mode: Mode = Mode.WELCOME


class Unlock(_Message, frozen=True):
    """The one before is proven gone: welcome may be left."""


class Site(_Message, frozen=True):
    """The office's state changed: who helps until when (`HH:MM`), whether the hub answers, the day, what it offers."""

    helper_until: str | None
    hub: bool
    today: str
    hours: tuple[tuple[int, tuple[tuple[str, str], ...]], ...] = ()
    counters: tuple[tuple[str, dict[str, str]], ...] = ()
    phone: str = ""
    bookable: tuple[Bookable, ...] = ()
    waits: tuple[tuple[str, tuple[int, int]], ...] = ()
    """From how many to how many minutes one waits for a counter (its id); not there where nobody can say."""
    shut: str = ""
    """Why the office is closed today against its hours: `holiday` or `closed`; "" where it is not."""
    opens: str = ""
    """The ISO date on which a closed office opens again; "" where that is not known."""


class Headphones(_Message, frozen=True):
    """Headphones were plugged in or out; what is said goes to them alone while they are in."""

    plugged: bool


class Over(_Message, frozen=True):
    """The session is being ended: for its broker, which drops all sound. The visitor does not get it."""


class Answered(_Message, frozen=True):
    """The answer to `Ask`.

    `ok` comes with a `body`; `refused` is a value of the service, its `reason`; `away` may be asked again with the
    same key.
    """

    id: int
    state: Literal["ok", "refused", "away"]
    body: bytes = b""
    reason: str = ""


class Pushed(_Message, frozen=True):
    """The present value of a topic, as MessagePack."""

    topic: str
    body: bytes


class Warn(_Message, frozen=True):
    """The session will end in `seconds` unless somebody says otherwise.

    `quota`: its time is over; it can be made `longer` where nobody waits, and is not ended while `busy`.
    """

    seconds: float
    reason: Literal["idle", "quota"] = "idle"
    longer: bool = False


class WarnOver(_Message, frozen=True):
    """The warning is withdrawn."""


class StaffAnswer(_Message, frozen=True):
    """What became of a login or a command of staff."""

    ok: bool
    wait_seconds: float = 0.0
    commands: tuple[str, ...] = ()
    volume: int = 0
    """The volume, in per cent, that the next sessions begin with."""


# ---- broker to supervisor, besides what it passes on -------------------------------------------------------------


class Faulted(_Message, frozen=True):
    """The visitor broke the rules of the channel; its session is to be ended."""

    fault: Fault


FromBroker = (
    Ready
    | Painted
    | Beat
    | Activity
    | Doing
    | Begun
    | End
    | MoreTime
    | StaffGesture
    | StaffLogin
    | StaffCommand
    | Faulted
)

ToVisitor = Setup | Show | Unlock | Site | Headphones | Over | Answered | Pushed | Warn | WarnOver | StaffAnswer

_from_visitor: msgspec.msgpack.Decoder[FromVisitor] = msgspec.msgpack.Decoder(FromVisitor)
_from_broker: msgspec.msgpack.Decoder[FromBroker] = msgspec.msgpack.Decoder(FromBroker)
_to_visitor: msgspec.msgpack.Decoder[ToVisitor] = msgspec.msgpack.Decoder(ToVisitor)
_encoder = msgspec.msgpack.Encoder()


def frame(message: msgspec.Struct) -> bytes:
    """Encode one message with its length; raises `ChannelError` when it is over the limit."""
    body = _encoder.encode(message)
    if len(body) > FRAME_LIMIT:
        raise ChannelError(Fault.OVERSIZE)
    return len(body).to_bytes(_PREFIX, "big") + body


def from_visitor(body: bytes) -> FromVisitor:
    """Decode a frame's body that came from the visitor; raises `ChannelError` on anything unknown."""
    try:
        return _from_visitor.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ChannelError(Fault.MALFORMED) from error


def from_broker(body: bytes) -> FromBroker:
    """Decode a frame's body that the broker sent to the supervisor; raises `ChannelError` on anything unknown."""
    try:
        return _from_broker.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ChannelError(Fault.MALFORMED) from error


def to_visitor(body: bytes) -> ToVisitor:
    """Decode a frame's body that came from the broker; raises `ChannelError` on anything unknown."""
    try:
        return _to_visitor.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ChannelError(Fault.MALFORMED) from error


class Splitter:
    """Cuts a byte stream into frame bodies."""

    def __init__(self, limit: int = FRAME_LIMIT) -> None:
        self._buffer = bytearray()
        self._limit = limit

    def feed(self, data: bytes) -> list[bytes]:
        """Take bytes as they came and return the bodies now complete; raises `ChannelError` on a length over limit."""
        self._buffer += data
        bodies = []
        while len(self._buffer) >= _PREFIX:
            size = int.from_bytes(self._buffer[:_PREFIX], "big")
            if size > self._limit:
                raise ChannelError(Fault.OVERSIZE)
            if len(self._buffer) < _PREFIX + size:
                break
            bodies.append(bytes(self._buffer[_PREFIX : _PREFIX + size]))
            del self._buffer[: _PREFIX + size]
        return bodies
