"""The page for each state of a journey: the only place that knows which renderer draws which step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kiosk.flow.states import Asking, Broken, State, Stuck, Waiting
from kiosk.flow.steps import AskDate, AskDigits, AskNumber, AskText, Browse, Choose, Confirm, Progress, Show
from kiosk.visitor import notices
from kiosk.visitor.render.ask_date import AskDateRenderer
from kiosk.visitor.render.ask_digits import AskDigitsRenderer
from kiosk.visitor.render.ask_number import AskNumberRenderer
from kiosk.visitor.render.ask_text import AskTextRenderer
from kiosk.visitor.render.base import Context, Renderer
from kiosk.visitor.render.browse import BrowseRenderer
from kiosk.visitor.render.choose import ChooseRenderer
from kiosk.visitor.render.confirm import ConfirmRenderer
from kiosk.visitor.render.progress import ProgressRenderer
from kiosk.visitor.render.show import ShowRenderer

RENDERERS: dict[type[Any], Callable[[Any, Context], Renderer]] = {
    AskDate: AskDateRenderer,
    AskDigits: AskDigitsRenderer,
    AskNumber: AskNumberRenderer,
    AskText: AskTextRenderer,
    Browse: BrowseRenderer,
    Choose: ChooseRenderer,
    Confirm: ConfirmRenderer,
    Progress: ProgressRenderer,
    Show: ShowRenderer,
}
"""One renderer for each type of step."""


def page(state: State, context: Context, phone: str) -> Renderer:
    """Make the page for a state."""
    if isinstance(state, Asking):
        return RENDERERS[type(state.step)](state.step, context)
    if isinstance(state, Stuck):
        return notices.away(context, phone)
    if isinstance(state, Waiting):
        return notices.waiting(context)
    if isinstance(state, Broken):
        return notices.broken(context, phone)
    message = f"no page for {type(state).__name__}"
    raise TypeError(message)
