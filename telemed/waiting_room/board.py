"""What a waiting-room screen shows, decided as a value from the hub's board and the moment.

Pure: no Qt, no clock, no file. A `Picture` holds numbers, rooms, times and words of the site's fixed languages, never
a service, a reason or a name, and never the language of one visitor, which would tell who is meant.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from telemed.api import Board, Call, Day, Delay, Next, OpenSpan, Site

STALE_AFTER = 5.0
"""Seconds without a sign of the hub after which the picture says that it is not up to date."""

STEP = 300
"""Seconds that ranges of times are rounded to."""

LINGER = 60
"""Minutes after closing during which people still waiting keep the day picture."""

INFOS = ("hygiene", "ticket", "missed")
"""The information lines there are; an office shows those that are true for it."""

ROOM_LIMIT = 40
"""Characters of a room's name that are shown."""

_ROOM_KINDS: Mapping[str, str] = {"Raum": "room", "Zimmer": "room", "Platz": "place", "Schalter": "counter"}
_ROOM = re.compile(r"^(\w+) (\d{1,3})$")


class Words(Protocol):
    """Where the words come from: the message `key` in `locale`, with the placeholders filled."""

    def __call__(self, locale: str, key: str, **values: str | int) -> str:
        """Give the text, without isolating marks."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How much fits: rows of calls and of waiting numbers; this screen is number `screen` of `screens` in a row."""

    calls: int = 5
    waiting: int = 5
    screen: int = 1
    screens: int = 1

    def __post_init__(self) -> None:
        """Refuse a shape that could hide a call for ever."""
        if self.calls < 2 or self.waiting < 1 or not 1 <= self.screen <= self.screens:  # noqa: PLR2004
            msg = f"a board needs two rows of calls, one of waiting numbers and a screen within its row: {self}"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Sign:
    """What is fixed for a screen: its shape, the site's languages (first one large) and its information lines."""

    words: Words
    shape: Shape = Shape()
    languages: tuple[str, ...] = ("de", "en", "uk")
    infos: tuple[str, ...] = INFOS


@dataclass(frozen=True, slots=True)
class Moment:
    """When the picture is for.

    `now` is aware local time; `age` the seconds since the hub last proved that the board is true, or since the start
    while it has not answered yet (None: given up waiting);
    `turn` counts up every few seconds and moves on what does not fit at once; `calling` is true for some seconds after
    a call.
    """

    now: dt.datetime
    age: float | None
    turn: int = 0
    calling: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A text in one language; `strong` is the part of it that is set bold ("" for none)."""

    locale: str
    text: str
    strong: str = ""


@dataclass(frozen=True, slots=True)
class CallCard:
    """A called number and its room; `newest` is the one called last."""

    number: int
    room: str
    newest: bool


@dataclass(frozen=True, slots=True)
class NextRow:
    """A waiting number and when it may be called, `11:20` to `11:30`, "" when that is unknown."""

    number: int
    span: str


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
    after: tuple[Line, ...]
    waiting: tuple[NextRow, ...]
    waiting_hidden: int
    waiting_more: Line | None
    quiet: tuple[Line, ...]
    """Shown instead of calls while nobody is called; empty as long as nothing is known."""
    delay: tuple[Line, ...]
    info: Info | None
    fresh: Line
    """The age of the data in words, also when it is up to date."""
    stale: tuple[Line, ...]
    """The banner; empty while the data is up to date."""
    closed: tuple[Line, ...]
    opens: tuple[Line, ...]


def compose(board: Board | None, site: Site | None, moment: Moment, sign: Sign) -> Picture:
    """Decide what to show. Without a board (never connected) the picture is empty and says so."""
    calls = shown_calls(board.calls if board else (), moment.turn, sign.shape)
    hidden = hidden_calls(board.calls if board else (), calls, sign.shape)
    waiting = board.waiting if board else ()
    rows = tuple(NextRow(entry.number, span(entry, moment.now)) for entry in waiting[: sign.shape.waiting])
    night = board is not None and is_night(board, site, moment.now)
    stale = moment.age is None or moment.age > STALE_AFTER
    age = moment.age if board else None
    first = sign.languages[0]
    return Picture(
        clock=f"{moment.now:%H:%M}",
        turn=moment.turn,
        night=night,
        calling=moment.calling,
        come=_lines(sign, "board-come"),
        calls=calls,
        calls_hidden=hidden,
        calls_more=Line(first, sign.words(first, "board-more-calls", count=hidden)) if hidden else None,
        after=_lines(sign, "board-after"),
        waiting=rows,
        waiting_hidden=len(waiting) - len(rows),
        waiting_more=_more(len(waiting) - len(rows), sign),
        quiet=() if calls or board is None else _lines(sign, "board-quiet"),
        delay=delay_lines(board.delays if board else (), moment.turn, sign),
        info=_info(moment.turn, sign),
        fresh=Line(first, _age_text(age, first, sign.words)),
        stale=_stale_lines(age, sign) if stale else (),
        closed=_lines(sign, "board-closed") if night else (),
        opens=_opens(site, moment.now, sign) if night else (),
    )


def clean_calls(calls: Sequence[Call]) -> tuple[Call, ...]:
    """Newest first; a number called again to the same room stands once, with its latest call."""
    newest: dict[tuple[int, str], Call] = {}
    for call in sorted(calls, key=lambda call: (-call.at, -call.repeat)):
        newest.setdefault((call.number, call.room), call)
    return tuple(newest.values())


def shown_calls(calls: Sequence[Call], turn: int, shape: Shape) -> tuple[CallCard, ...]:
    """The calls on this screen now.

    The newest stay; when not all fit on the last screen, its last row shows the older ones in turn, so that nobody
    who was called waits unseen.
    """
    ordered = clean_calls(calls)
    first = (shape.screen - 1) * shape.calls
    here = ordered[first:] if shape.screen == shape.screens else ordered[first : first + shape.calls]
    if len(here) > shape.calls:
        fixed, older = here[: shape.calls - 1], here[shape.calls - 1 :]
        here = (*fixed, older[turn % len(older)])
    newest = ordered[0] if ordered else None
    return tuple(CallCard(call.number, room_name(call.room), call is newest) for call in here)


def hidden_calls(calls: Sequence[Call], shown: Sequence[CallCard], shape: Shape) -> int:
    """How many calls are on no screen at the moment; counted on the last screen only."""
    if shape.screen < shape.screens:
        return 0
    return max(0, len(clean_calls(calls)) - (shape.screen - 1) * shape.calls - len(shown))


def room_name(room: str) -> str:
    """Give the name as it may be shown: without control and direction marks, at most `ROOM_LIMIT` characters."""
    plain = "".join(char if unicodedata.category(char)[0] != "C" else " " for char in room)
    plain = " ".join(plain.split())
    return plain if len(plain) <= ROOM_LIMIT else plain[: ROOM_LIMIT - 1].rstrip() + "…"


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


def is_night(board: Board, site: Site | None, now: dt.datetime) -> bool:
    """Whether the office is closed and nobody is meant to look: who is called or still waiting keeps the day."""
    if board.open or board.calls:
        return False
    return not board.waiting or _since_closing(site.hours if site else (), now) > LINGER


def delay_lines(delays: Sequence[Delay], turn: int, sign: Sign) -> tuple[Line, ...]:
    """One room that runs late, in every language of the site; several rooms take turns."""
    late = [delay for delay in delays if delay.minutes > 0]
    if not late:
        return ()
    delay = late[turn % len(late)]
    lines = []
    for locale in sign.languages:
        strong = sign.words(locale, "board-delay-late", minutes=delay.minutes)
        room = room_in(locale, delay.room, sign.words)
        lines.append(Line(locale, sign.words(locale, "board-delay", room=room, late=strong), strong))
    return tuple(lines)


def _lines(sign: Sign, key: str) -> tuple[Line, ...]:
    return tuple(Line(locale, sign.words(locale, key)) for locale in sign.languages)


def _more(count: int, sign: Sign) -> Line | None:
    first = sign.languages[0]
    return Line(first, sign.words(first, "board-more-waiting", count=count)) if count else None


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


def _minutes(clock: str) -> int:
    hours, _, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes)


def _since_closing(hours: Sequence[Day], now: dt.datetime) -> int:
    """Minutes since the office last closed today; 0 when that is not known."""
    minute = now.hour * 60 + now.minute
    closed = [_minutes(part.closes) for day in hours if day.weekday == now.weekday() for part in day.spans]
    past = [minute - closing for closing in closed if closing <= minute]
    if past:
        return min(past)
    return 0 if closed or not hours else minute


def _opens(site: Site | None, now: dt.datetime, sign: Sign) -> tuple[Line, ...]:
    """When the office opens next within a week, by the regular hours."""
    minute = now.hour * 60 + now.minute
    for ahead in range(8):
        weekday = (now.weekday() + ahead) % 7
        spans = [part for day in site.hours if day.weekday == weekday for part in day.spans] if site else []
        for part in sorted(spans, key=lambda part: _minutes(part.opens)):
            if ahead or _minutes(part.opens) > minute:
                key = {0: "board-day-today", 1: "board-day-tomorrow"}.get(ahead, f"board-day-{weekday}")
                return tuple(_opens_line(locale, key, part, sign.words) for locale in sign.languages)
    return ()


def _opens_line(locale: str, day: str, part: OpenSpan, words: Words) -> Line:
    when = words(locale, day)
    return Line(locale, words(locale, "board-opens", day=when, opens=part.opens, closes=part.closes))
