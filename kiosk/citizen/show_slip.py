"""A slip with the visitor's wish in German and in the own language, to show at any counter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.citizen.parts import print_state
from kiosk.flow.service import Service
from kiosk.flow.steps import Area, AskText, Choose, Confirm, Fact, Line, Message, Option, Print, Rule, Show

if TYPE_CHECKING:
    from kiosk.flow.service import Visit
    from kiosk.flow.steps import Flow

_OWN = "own"
_WISHES = (
    ("fill-in", "description"),
    ("slow", "translate"),
    ("language", "groups"),
    ("read-aloud", "volume_up"),
    ("write-down", "hearing"),
    (_OWN, "edit"),
)
_TEXT_LIMIT = 300


def show_slip(visit: Visit) -> Flow:
    """Wish, own words, summary, paper. Nothing leaves the terminal but the paper. Returns whether it was printed."""
    options = tuple(Option(value=wish, icon=icon) for wish, icon in _WISHES)
    wish = yield Choose(key="slip-wish", options=options, count=(1, 3), area=Area.GREEN)
    own = wish == _OWN
    words = yield AskText(
        key="slip-own" if own else "slip-more",
        optional=not own,
        private=True,
        limit=_TEXT_LIMIT,
        lines=3,
        count=(2, 3),
        area=Area.GREEN,
    )
    wishes = () if own else (Fact("slip-wish-fact", Message(f"slip-wish-{wish}")),)
    facts = (*wishes, Fact("slip-words-fact", words, private=True)) if words.strip() else wishes
    if not (yield Confirm(key="slip-check", icon="print", summary=facts, count=(3, 3), area=Area.GREEN)):
        return False
    paper = yield Print(parts=_paper(visit, None if own else f"slip-wish-{wish}", words.strip()))
    state = print_state(paper)
    yield Show(key=f"slip-{state}", icon="print", area=Area.GREEN)
    return state == "printed"


def _paper(visit: Visit, wish: str | None, words: str) -> tuple[Line | Rule, ...]:
    """German first and large, for the one who reads it; then the visitor's language; own words as they were typed."""
    parts: list[Line | Rule] = [Line(Message("slip-title"), 2, locale="de")]
    if wish is not None:
        parts += [Line(Message(wish), 2, locale="de"), Line(Message(wish))]
    if words:
        parts += [Rule(), Line(words)]
    return (*parts, Rule(), Line(Message("slip-date", {"date": visit.today}), locale="de"))


SERVICE = Service(
    id="show-slip",
    title="service-show-slip",
    icon="chat",
    area=Area.GREEN,
    purpose="purpose-show-slip",
    legal_basis="basis-public-task",
    recipient="recipient-paper",
    retention="retention-session",
    flow=show_slip,
)
