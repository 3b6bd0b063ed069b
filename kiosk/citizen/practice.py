"""Practise touching, typing, numbers and days without any risk (Probierladen)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from kiosk.flow.service import Service
from kiosk.flow.steps import Area, AskDate, AskNumber, AskText, Choose, Confirm, Fact, Layout, Message, Option, Show

if TYPE_CHECKING:
    from kiosk.flow.service import Visit
    from kiosk.flow.steps import Flow

STREETS = (
    "Alfred-Diener-Straße",
    "Binswangerstraße",
    "Drackendorfer Straße",
    "Emil-Wölk-Straße",
    "Erlanger Allee",
    "Ernst-Schneller-Straße",
    "Fritz-Ritter-Straße",
    "Hugo-Schrade-Straße",
    "Jenaische Straße",
    "Karl-Marx-Allee",
    "Kastanienstraße",
    "Martin-Niemöller-Straße",
    "Matthias-Domaschk-Straße",
    "Otto-Militzer-Straße",
    "Paul-Schneider-Straße",
    "Platanenstraße",
    "Richard-Zimmermann-Straße",
    "Salvador-Allende-Platz",
    "Stadtrodaer Straße",
    "Stauffenbergstraße",
    "Susanne-Bohl-Straße",
    "Theobald-Renner-Straße",
    "Werner-Seelenbinder-Straße",
    "Ziegesarstraße",
)
"""Streets of Lobeda, as suggestions to try."""

_THINGS = (
    ("tram", "tram", Area.OCHRE),
    ("tree", "park", Area.GREEN),
    ("house", "home", Area.PLUM),
    ("bicycle", "pedal_bike", Area.TEAL),
)
_OF = 5
_YEAR = dt.timedelta(days=366)


def practice(visit: Visit) -> Flow:
    """Touch, word, number, day, confirmation; again as often as wanted. Nothing is sent or kept."""
    yield Show(key="practice-start", icon="touch_app", area=Area.VIOLET)
    while True:
        options = tuple(Option(value=thing, icon=icon, area=area) for thing, icon, area in _THINGS)
        thing = yield Choose(
            key="practice-touch", options=options, layout=Layout.TILES, count=(1, _OF), area=Area.VIOLET
        )
        street = yield AskText(
            key="practice-word", optional=True, suggestions=STREETS, limit=60, count=(2, _OF), area=Area.VIOLET
        )
        number = yield AskNumber(key="practice-number", least=1, most=99, count=(3, _OF), area=Area.VIOLET)
        day = yield AskDate(
            key="practice-date",
            first=visit.today - _YEAR,
            last=visit.today + _YEAR,
            count=(4, _OF),
            area=Area.VIOLET,
        )
        facts = (
            Fact("practice-thing-fact", Message(f"practice-touch-{thing}")),
            *((Fact("practice-word-fact", street),) if street.strip() else ()),
            Fact("practice-number-fact", number),
            Fact("practice-date-fact", day),
        )
        if (yield Confirm(key="practice-check", summary=facts, count=(_OF, _OF), area=Area.VIOLET)):
            break
    yield Show(key="practice-done", icon="celebration", area=Area.VIOLET)


SERVICE = Service(
    id="practice",
    title="service-practice",
    icon="touch_app",
    area=Area.VIOLET,
    purpose="purpose-practice",
    legal_basis="basis-public-task",
    recipient="recipient-nobody",
    retention="retention-session",
    flow=practice,
)
