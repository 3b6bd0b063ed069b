"""The web: mail, bank, authorities, search; nothing of it stays on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.flow.service import Service, Web
from kiosk.flow.steps import Area, AskText, Browse, Choose, Layout, Option

if TYPE_CHECKING:
    from kiosk.flow.service import Visit
    from kiosk.flow.steps import Flow

_KINDS = {
    "mail": ("mail", Area.BLUE),
    "bank": ("account_balance", Area.GREEN),
    "authority": ("location_city", Area.VIOLET),
    "health": ("stethoscope", Area.TEAL),
    "news": ("article", Area.BLUE),
    "transport": ("tram", Area.OCHRE),
}
_SEARCH, _ADDRESS = "search", "address"
_WORDS, _LONGEST = 200, 500


def web(visit: Visit) -> Flow:
    """Kind of site, site (or words to search, or an address), then the page itself until it is left."""
    if visit.web is None:
        return  # home does not offer it then
    kind = yield Choose(key="web-start", options=_kinds(visit.web), layout=Layout.TILES, area=Area.PLUM)
    if kind == _SEARCH:
        words = yield AskText(key="web-search", limit=_WORDS, area=Area.PLUM)
        yield Browse(key="web-browse", address=visit.web.search, words=words, area=Area.PLUM)
    elif kind == _ADDRESS:
        typed = yield AskText(key="web-address", limit=_LONGEST, area=Area.PLUM)
        yield Browse(key="web-browse", address=_https(typed), area=Area.PLUM)
    else:
        group = next(group for group in visit.web.groups if group.id == kind)
        icon = _KINDS.get(group.id, ("public", Area.PLUM))[0]
        pages = tuple(Option(value=page.address, text=page.title, icon=icon) for page in group.pages)
        address = yield Choose(key="web-page", options=pages, area=Area.PLUM)
        yield Browse(key="web-browse", address=address, area=Area.PLUM)


def _kinds(offered: Web) -> tuple[Option, ...]:
    found = []
    for group in offered.groups:
        icon, area = _KINDS.get(group.id, ("public", Area.PLUM))
        found.append(Option(value=group.id, key=group.title, icon=icon, area=area))
    if offered.search:
        found.append(Option(value=_SEARCH, key="web-kind-search", icon="search", area=Area.PLUM))
    if offered.open:
        found.append(Option(value=_ADDRESS, key="web-kind-address", icon="keyboard", area=Area.OCHRE))
    return tuple(found)


def _https(typed: str) -> str:
    """Make an address of what people type: `Bank.de`, `www.bank.de/konto`, `http://bank.de`."""
    rest = typed.strip().partition("://")[2] or typed.strip()
    return f"https://{rest}"


SERVICE = Service(
    id="web",
    title="service-web",
    icon="public",
    area=Area.PLUM,
    purpose="purpose-web",
    legal_basis="basis-public-task",
    recipient="recipient-web",
    retention="retention-session",
    flow=web,
    private=True,
)
