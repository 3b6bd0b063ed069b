"""What a waiting-room screen shows, decided as a value from the hub's board and the moment.

Pure: no Qt, no clock, no file. A `Picture` holds numbers, rooms, times and words of the site's fixed languages, never
a service, a reason or a name, and never the language of one visitor, which would tell who is meant.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from telemed.waiting_room.hours import is_night, next_opening, shut
from telemed.waiting_room.pages import Page, PageView, page_now
from telemed.waiting_room.parts import (
    CallCard,
    Shape,
    clean_calls,
    hidden_calls,
    of_rooms,
    part_of,
    room_name,
    shown_calls,
    shown_waiting,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from telemed.api import Board, Delay, Next, Site
    from telemed.hours import Opening

STALE_AFTER = 5.0
"""Seconds without a sign of the hub after which the picture says that it is not up to date."""

STEP = 300
"""Seconds that ranges of times are rounded to."""

BESIDE = 2
"""Languages that stand beside the first one at a time; a site with more shows them in turns, not too small to read."""

INFOS = ("hygiene", "ticket", "missed")
"""The information lines there are; an office shows those that are true for it."""

_CLOSED: Mapping[str | None, str] = {
    None: "board-closed",
    "closed": "board-closed-today",
    "holiday": "board-closed-holiday",
}
_ROOM_KINDS: Mapping[str, str] = {"Raum": "room", "Zimmer": "room", "Platz": "place", "Schalter": "counter"}
_ROOM = re.compile(r"^(\w+) (\d{1,3})$")


class Words(Protocol):
    """Where the words come from: the message `key` in `locale`, with the placeholders filled."""

    def __call__(self, locale: str, key: str, **values: str | int) -> str:
        """Give the text, without isolating marks."""


@dataclass(frozen=True, slots=True)
class Sign:
    """What is fixed for a screen: its shape, the site's languages (first one large) and its information lines.

    `rooms` are those whose queues it shows; none given means all of the site.
    """

    words: Words
    shape: Shape = field(default_factory=Shape)
    languages: tuple[str, ...] = ("de", "en", "uk")
    infos: tuple[str, ...] = INFOS
    rooms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Moment:
    """When the picture is for.

    `now` is aware local time; `age` the seconds since the hub last proved that the board is true, or since the start
    while it has not answered yet (None: given up waiting);
    `turn` counts up every few seconds and moves on what does not fit at once; `calling` is true for some seconds after
    a call. `pages` are the operator's pages that there are now.
    """

    now: dt.datetime
    age: float | None
    turn: int = 0
    calling: bool = False
    pages: tuple[Page, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A text in one language; `strong` is the part of it that is set bold ("" for none)."""

    locale: str
    text: str
    strong: str = ""


@dataclass(frozen=True, slots=True)
class NextRow:
    """A waiting number and when it may be called, `11:20` to `11:30`; "" when that is unknown, as `unknown` says."""

    number: int
    span: str
    unknown: Line | None = None


@dataclass(frozen=True, slots=True)
class Info:
    """One line of information; `kind` is one of `INFOS` and names its pictogram."""

    kind: str
    line: Line


@dataclass(frozen=True, slots=True)
class Picture:
    """All that is on the screen. Lines hold one text per language, the site's first language first."""

    clock: str
    turn: int
    """What cannot be shown at once in all languages moves on with it."""
    night: bool
    calling: bool
    """Somebody was called this moment: the newest card is lit up, for those who do not hear the gong."""
    come: tuple[Line, ...]
    calls: tuple[CallCard, ...]
    calls_hidden: int
    calls_more: Line | None
    """How many more calls there are: on no screen at the moment, or on the following ones."""
    after: tuple[Line, ...]
    waiting: tuple[NextRow, ...]
    waiting_hidden: int
    waiting_more: Line | None
    screen: Line | None
    """Which screen of a row this is; None for one that stands alone."""
    quiet: tuple[Line, ...]
    """Shown instead of calls while nobody is called; empty as long as nothing is known."""
    delay: tuple[Line, ...]
    info: Info | None
    page: PageView | None
    """A page of the operator, in the place of the waiting numbers."""
    fresh: Line
    """The age of the data in words, also when it is up to date."""
    stale: tuple[Line, ...]
    """The banner; empty while the data is up to date."""
    closed: tuple[Line, ...]
    opens: tuple[Line, ...]


def compose(board: Board | None, site: Site | None, moment: Moment, sign: Sign) -> Picture:
    """Decide what to show. Without a board (never connected) the picture is empty and says so."""
    board = of_rooms(board, sign.rooms) if board else None
    called, waiting = (board.calls, board.waiting) if board else ((), ())
    calls = shown_calls(called, moment.turn, sign.shape)
    rows = tuple(_row(entry, moment.now, sign) for entry in shown_waiting(waiting, sign.shape))
    beyond = part_of(len(waiting), sign.shape.waiting, sign.shape).beyond(len(waiting))
    night = board is not None and is_night(board, site, moment.now)
    stale = moment.age is None or moment.age > STALE_AFTER
    age = moment.age if board else None
    first = sign.languages[0]
    return Picture(
        clock=f"{moment.now:%H:%M}",
        turn=moment.turn,
        night=night,
        calling=moment.calling,
        come=_lines(sign, "board-come", moment.turn),
        calls=calls,
        calls_hidden=hidden_calls(called, sign.shape),
        calls_more=_more(len(clean_calls(called)), sign.shape.calls, "board-more-calls", sign),
        after=_lines(sign, "board-after", moment.turn),
        waiting=rows,
        waiting_hidden=beyond,
        waiting_more=_more(len(waiting), sign.shape.waiting, "board-more-waiting", sign),
        screen=_screen(sign),
        quiet=() if calls or board is None else _lines(sign, "board-quiet", moment.turn),
        delay=delay_lines(board.delays if board else (), moment.turn, sign),
        info=_info(moment.turn, sign),
        page=None if stale or moment.calling or night else _page(moment, sign, alone=not waiting),
        fresh=Line(first, _age_text(age, first, sign.words)),
        stale=_stale_lines(age, sign) if stale else (),
        closed=_lines(sign, _CLOSED[shut(site, moment.now)], moment.turn) if night else (),
        opens=_opens(next_opening(site, moment.now), moment.turn, sign) if night else (),
    )


def in_turn(languages: Sequence[str], turn: int) -> tuple[str, ...]:
    """Give the languages that stand together now: the first one always, of the others `BESIDE`, in turns."""
    first, others = languages[0], languages[1:]
    if len(others) <= BESIDE:
        return (first, *others)
    groups = -(-len(others) // BESIDE)
    start = turn % groups * BESIDE
    return (first, *others[start : start + BESIDE])


def room_in(locale: str, room: str, words: Words) -> str:
    """Name a room in a language: "Raum 1" is "Room 1"; a name of its own stays as it stands on the door."""
    name = room_name(room)
    match = _ROOM.match(name)
    kind = _ROOM_KINDS.get(match[1]) if match else None
    if match is None or kind is None or locale.startswith("de"):
        return name
    return words(locale, f"board-room-{kind}", n=int(match[2]))


def span(entry: Next, now: dt.datetime) -> str:
    """Give the range of times in local time, widened to steps of five minutes so that it does not change every minute.

    "" when it is unknown or already over: a broken promise is not shown.
    """
    if entry.earliest is None or entry.latest is None or entry.latest < max(entry.earliest, now.timestamp()):
        return ""
    first, last = (entry.earliest // STEP * STEP, -(-entry.latest // STEP) * STEP)
    start, end = (f"{dt.datetime.fromtimestamp(at, now.tzinfo):%H:%M}" for at in (first, last))
    return start if start == end else f"{start} \N{EN DASH} {end}"


def delay_lines(delays: Sequence[Delay], turn: int, sign: Sign) -> tuple[Line, ...]:
    """One room that runs late, in every language of the site; several rooms take turns."""
    late = [delay for delay in delays if delay.minutes > 0]
    if not late:
        return ()
    delay = late[turn % len(late)]
    lines = []
    for locale in in_turn(sign.languages, turn // len(late)):
        strong = sign.words(locale, "board-delay-late", minutes=delay.minutes)
        room = room_in(locale, delay.room, sign.words)
        lines.append(Line(locale, sign.words(locale, "board-delay", room=room, late=strong), strong))
    return tuple(lines)


def _lines(sign: Sign, key: str, turn: int) -> tuple[Line, ...]:
    return tuple(Line(locale, sign.words(locale, key)) for locale in in_turn(sign.languages, turn))


def _row(entry: Next, now: dt.datetime, sign: Sign) -> NextRow:
    times, first = span(entry, now), sign.languages[0]
    return NextRow(entry.number, times, None if times else Line(first, sign.words(first, "board-time-unknown")))


def _more(count: int, rows: int, key: str, sign: Sign) -> Line | None:
    """Say how many of `count` come after this screen's part, and on which screen they are."""
    part, first = part_of(count, rows, sign.shape), sign.languages[0]
    beyond = part.beyond(count)
    if not beyond:
        return None
    if part.last:
        return Line(first, sign.words(first, key, count=beyond))
    return Line(first, sign.words(first, "board-goes-on", screen=part.following))


def _screen(sign: Sign) -> Line | None:
    if sign.shape.screens == 1:
        return None
    first = sign.languages[0]
    return Line(first, sign.words(first, "board-screen", screen=sign.shape.screen, screens=sign.shape.screens))


def _page(moment: Moment, sign: Sign, *, alone: bool) -> PageView | None:
    return page_now(moment.pages, sign.languages, moment.turn, today=moment.now.date(), alone=alone)


def _info(turn: int, sign: Sign) -> Info | None:
    """Give the information line of this turn: each text in each language, one after the other."""
    if not sign.infos:
        return None
    index, language = divmod(turn, len(sign.languages))
    locale = sign.languages[language]
    kind = sign.infos[index % len(sign.infos)]
    return Info(kind, Line(locale, sign.words(locale, f"board-info-{kind}")))


def _age_text(age: float | None, locale: str, words: Words) -> str:
    if age is None:
        return words(locale, "board-age-never")
    if age <= STALE_AFTER:
        return words(locale, "board-age-now")
    if age < 60:  # noqa: PLR2004 - seconds of a minute
        return words(locale, "board-age-seconds", n=int(age // 5 * 5))
    if age < 2 * 3600:
        return words(locale, "board-age-minutes", n=int(age // 60))
    return words(locale, "board-age-hours", n=int(age // 3600))


def _stale_lines(age: float | None, sign: Sign) -> tuple[Line, ...]:
    lines = []
    for locale in sign.languages:
        since = _age_text(age, locale, sign.words)
        lines.append(Line(locale, sign.words(locale, "board-stale", since=since), since))
    return tuple(lines)


def _opens(opening: Opening | None, turn: int, sign: Sign) -> tuple[Line, ...]:
    """Say when the office opens next; a day more than six days away by its date."""
    if opening is None:
        return ()
    lines = []
    for locale in in_turn(sign.languages, turn):
        near = {0: "board-day-today", 1: "board-day-tomorrow"}.get(opening.days)
        day = sign.words(locale, near or f"board-day-{opening.date.weekday()}")
        if opening.days >= 7:  # noqa: PLR2004 - the same weekday again
            numbers = {"day": opening.date.day, "month": opening.date.month}
            day = sign.words(locale, "board-day-date", weekday=day, **numbers)
        text = sign.words(locale, "board-opens", day=day, opens=opening.opens, closes=opening.closes)
        lines.append(Line(locale, text))
    return tuple(lines)
