"""A print of a service as the bytes the session broker takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from kiosk.flow.steps import Message, Print
from kiosk.look.fonts import WHOLLY_SANS
from kiosk.look.style import RTL
from kiosk.texts import Texts
from kiosk.visitor.paper import Press


def bitmap(request: Print, locale: str, texts: Callable[[str], Texts]) -> bytes:
    """Draw a print in its own locale, or in the visitor's; `texts` gives the words of a locale."""
    language = request.locale or locale

    def write(message: Message) -> str:
        values: dict[str, Any] = dict(message.values)
        return texts(language).plain(message.key, None, **values)

    cut = texts(language).plain("paper-cut")
    press = Press(write, rtl=language in RTL, sans=language in WHOLLY_SANS, cut=cut)
    return msgspec.msgpack.encode(press.print(request.parts))
