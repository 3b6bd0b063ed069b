"""What a visitor may ask for, by name: the only way from the sandbox to the world, field by field.

Every request is decoded into its own strict type. What is not in the table, has another shape, an unknown field or a
value out of range breaks the rules of the channel.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Annotated, Any, Protocol

import msgspec
from msgspec import Meta

from kiosk.channel import ChannelError, Fault

PAPER_WIDTH = 576
"""Dots across 72 mm at 203 dpi, the printable width of 80 mm paper."""
PAPER_HEIGHT = 2400
MOST_PRINTS = 10
MOST_ROWS = 5 * PAPER_HEIGHT
"""Paper of one session: 1.5 m. A roll has 80 m, and the next person needs a ticket too."""
MOST_NUMBERS = 10
"""Numbers of one session: a large family, not a whole morning of the office."""
NUMBER = re.compile(r"[1-9][0-9]{0,2}")
KEY = re.compile(r"[A-Za-z0-9-]{1,64}")


class Away(Exception):  # noqa: N818 - a state of the world, not a mistake
    """The other side does not answer; the same request may be made again with the same key."""


class Declined(Exception):  # noqa: N818 - an answer, not a mistake
    """The other side answered no; `reason` is from a closed set."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Request(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What every request is: nothing but its own fields."""


class TakeNumber(Request, frozen=True):
    """Take a number for a service of the office."""

    service: Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[a-z0-9][a-z0-9-]*\Z")]


class FindPlace(Request, frozen=True):
    """Where a number stands."""

    number: Annotated[int, Meta(ge=1, le=999)]


class CallHelp(Request, frozen=True):
    """A person is wanted here."""


class WithdrawHelp(Request, frozen=True):
    """Nobody needs to come any more."""

    id: Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_-]+\Z")]


class Print(Request, frozen=True):
    """A bitmap for the ticket printer: `bits` holds `height` rows of `width`/8 bytes, 1 is black."""

    width: Annotated[int, Meta(ge=8, le=PAPER_WIDTH, multiple_of=8)]
    height: Annotated[int, Meta(ge=1, le=PAPER_HEIGHT)]
    bits: Annotated[bytes, Meta(max_length=PAPER_WIDTH // 8 * PAPER_HEIGHT)]


class SetFilter(Request, frozen=True):
    """Switch the privacy filter."""

    on: bool


class WebWhy(Request, frozen=True):
    """Why a host was not reached; only the screen asks, to say it in one sentence."""

    host: Annotated[str, Meta(min_length=1, max_length=255)]


class PrintPage(Request, frozen=True):
    """A strip of a page for the page printer: rows of 2 480 dots as zlib codes them."""

    page: Annotated[int, Meta(ge=1, le=100)]
    first: Annotated[int, Meta(ge=0, le=3507)]
    rows: Annotated[int, Meta(ge=1, le=3508)]
    data: Annotated[bytes, Meta(max_length=240 * 1024)]


class PrintPages(Request, frozen=True):
    """Print the pages that were handed over."""

    pages: Annotated[int, Meta(ge=1, le=100)]


class StickList(Request, frozen=True):
    """What is on the visitor's stick."""


class StickRead(Request, frozen=True):
    """A piece of a file of the last list."""

    id: Annotated[int, Meta(ge=0, le=10_000)]
    offset: Annotated[int, Meta(ge=0, le=1 << 40)]


class StickWrite(Request, frozen=True):
    """A piece of a new file on the stick."""

    called: Annotated[str, Meta(min_length=1, max_length=100)]
    offset: Annotated[int, Meta(ge=0, le=1 << 40)]
    data: Annotated[bytes, Meta(max_length=200 * 1024)]
    last: bool


class Office(Protocol):
    """The hub, as far as a visitor may use it. Every method raises `Away` or `Declined`."""

    async def take_number(self, key: str, service: str) -> Any:  # noqa: ANN401 - goes out as MessagePack
        """Take a number once under `key`."""

    async def find_place(self, number: int) -> Any:  # noqa: ANN401
        """Return where a number stands."""

    async def call_help(self, key: str) -> Any:  # noqa: ANN401
        """Call for help once under `key`."""

    async def withdraw_help(self, key: str, help_id: str) -> Any:  # noqa: ANN401
        """Withdraw a call for help."""


class Paper(Protocol):
    """The ticket printer."""

    async def print(self, width: int, height: int, bits: bytes) -> str:
        """Print a bitmap; return `printed`, `no-paper` or `unreachable`."""


class Devices(Protocol):
    """The devices of this terminal."""

    async def set_filter(self, *, on: bool) -> str:
        """Switch the privacy filter; return `on`, `off` or `failed`; raises `Away` where nobody answers for it."""


class PagePaper(Protocol):
    """The page printer; both raise `Declined`."""

    def take(self, page: int, first: int, rows: int, data: bytes) -> int:
        """Take a strip and return how many pages there are."""

    async def print(self, key: str, pages: int) -> Any:  # noqa: ANN401 - goes out as MessagePack
        """Print what was taken, once under `key`."""


class Stick(Protocol):
    """The visitor's stick; every method raises `Declined`."""

    async def list(self) -> Any:  # noqa: ANN401
        """List its files."""

    async def read(self, number: int, offset: int) -> Any:  # noqa: ANN401
        """Read a piece of a file."""

    async def write(self, name: str, offset: int, data: bytes, *, last: bool) -> Any:  # noqa: ANN401
        """Write a piece of a new file."""


class Handler(msgspec.Struct, frozen=True):
    """One row of the table."""

    kind: str
    shape: type[Request]
    run: Callable[[Any, str], Awaitable[Any]]


class Printed(msgspec.Struct, frozen=True):
    """What became of a print."""

    state: str


class FilterState(msgspec.Struct, frozen=True):
    """How the privacy filter was read back to be."""

    state: str


def no_reason(_host: str) -> str:
    """Say nothing of a host: there is no gate."""
    return "none"


class Because(msgspec.Struct, frozen=True):
    """Why the last attempt to reach a host failed: a value of `hosts.Reason`, or `none`."""

    reason: str


class Table:
    """The requests of one session.

    `why` says why a host was not reached; `watched` names the topics of the terminal's own devices that it has;
    `more` are further rows.
    """

    def __init__(
        self,
        office: Office,
        paper: Paper,
        session: str,
        why: Callable[[str], str] = no_reason,
        devices: Devices | None = None,
        watched: tuple[str, ...] = (),
        pages: PagePaper | None = None,
        stick: Stick | None = None,
        more: Mapping[str, Handler] | None = None,
    ) -> None:
        self._office = office
        self._why = why
        self._paper = paper
        self._session = session
        self._devices = devices
        self._watched = watched
        self._pages, self._stick = pages, stick
        self._numbers: set[str] = set()
        self._printed: dict[str, int] = {}
        self.help_ids: set[str] = set()
        self._rows = {
            "take-number": Handler("effect", TakeNumber, self._take_number),
            "find-place": Handler("query", FindPlace, self._find_place),
            "call-help": Handler("effect", CallHelp, self._call_help),
            "withdraw-help": Handler("effect", WithdrawHelp, self._withdraw_help),
            "print": Handler("effect", Print, self._print),
            "set-filter": Handler("effect", SetFilter, self._set_filter),
            "web-why": Handler("query", WebWhy, self._web_why),
            "print-page": Handler("effect", PrintPage, self._print_page),
            "print-pages": Handler("effect", PrintPages, self._print_pages),
            "stick-list": Handler("query", StickList, self._stick_list),
            "stick-read": Handler("query", StickRead, self._stick_read),
            "stick-write": Handler("effect", StickWrite, self._stick_write),
            **(more or {}),
        }

    def decode(self, kind: str, name: str, body: bytes, key: str) -> Callable[[], Coroutine[Any, Any, bytes]]:
        """Check a request completely and return what runs it; raises `ChannelError` on anything out of the table."""
        row = self._rows.get(name)
        if row is None or row.kind != kind or (kind == "effect" and not KEY.fullmatch(key)):
            raise ChannelError(Fault.MALFORMED)
        try:
            request = msgspec.msgpack.decode(body, type=row.shape)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise ChannelError(Fault.MALFORMED) from error
        if isinstance(request, Print) and len(request.bits) != request.width // 8 * request.height:
            raise ChannelError(Fault.MALFORMED)
        if isinstance(request, WithdrawHelp) and request.id not in self.help_ids:
            raise ChannelError(Fault.MALFORMED)

        async def run() -> bytes:
            return msgspec.msgpack.encode(await row.run(request, f"{self._session}-{key}"))

        return run

    def may_watch(self, topic: str) -> bool:
        """Say whether a session may see a topic: places of numbers, its own calls for help, devices there are."""
        if topic in self._watched:
            return True
        kind, _, name = topic.partition("/")
        if kind == "place":
            return NUMBER.fullmatch(name) is not None
        return kind == "help" and name in self.help_ids

    async def _take_number(self, request: TakeNumber, key: str) -> object:
        if key not in self._numbers and len(self._numbers) >= MOST_NUMBERS:
            raise Away
        self._numbers.add(key)
        return await self._office.take_number(key, request.service)

    async def _find_place(self, request: FindPlace, _key: str) -> object:
        return await self._office.find_place(request.number)

    async def _call_help(self, _request: CallHelp, key: str) -> object:
        answer = await self._office.call_help(key)
        self.help_ids.add(answer.id)
        return answer

    async def _withdraw_help(self, request: WithdrawHelp, key: str) -> object:
        return await self._office.withdraw_help(key, request.id)

    async def _set_filter(self, request: SetFilter, _key: str) -> FilterState:
        if self._devices is None:
            raise Away
        return FilterState(await self._devices.set_filter(on=request.on))

    async def _web_why(self, request: WebWhy, _key: str) -> Because:
        return Because(self._why(request.host))

    async def _print_page(self, request: PrintPage, _key: str) -> object:
        if self._pages is None:
            raise Away
        return self._pages.take(request.page, request.first, request.rows, request.data)

    async def _print_pages(self, request: PrintPages, key: str) -> object:
        if self._pages is None:
            raise Away
        return await self._pages.print(key, request.pages)

    async def _stick_list(self, _request: StickList, _key: str) -> object:
        if self._stick is None:
            raise Away
        return await self._stick.list()

    async def _stick_read(self, request: StickRead, _key: str) -> object:
        if self._stick is None:
            raise Away
        return await self._stick.read(request.id, request.offset)

    async def _stick_write(self, request: StickWrite, _key: str) -> object:
        if self._stick is None:
            raise Away
        return await self._stick.write(request.called, request.offset, request.data, last=request.last)

    async def _print(self, request: Print, key: str) -> Printed:
        if key in self._printed:
            return Printed("printed")
        if len(self._printed) >= MOST_PRINTS or sum(self._printed.values()) + request.height > MOST_ROWS:
            return Printed("unreachable")
        self._printed[key] = request.height
        state = "unreachable"
        try:
            state = await self._paper.print(request.width, request.height, request.bits)
        finally:
            if state != "printed":
                del self._printed[key]
        return Printed(state)
