"""Why there is no page: one sentence of what happened, one of what can be done, and never a way around."""

from __future__ import annotations

from kiosk.visitor import notices
from kiosk.visitor.browser.rules import short_host
from kiosk.visitor.browser.states import Failed
from kiosk.visitor.render.base import Context
from kiosk.visitor.render.sheet import Sheet

AGAIN, LEAVE = "again", "leave"

_ICONS = {
    "not-listed": "block",
    "blocked": "block",
    "scheme": "block",
    "address": "block",
    "certificate": "warning",
    "expired": "warning",
    "no-name": "search",
    "unreachable": "cloud_off",
    "gate": "wifi_off",
}
_FOR_GOOD = {"not-listed", "blocked", "scheme", "address", "certificate", "expired"}
"""Trying again changes nothing."""


def failed_screen(state: Failed, context: Context) -> Sheet:
    """Make the screen for a failure; the answers are `AGAIN`, `LEAVE` or *home*."""
    leave = notices.action(context, "web-leave", LEAVE, "arrow_back", main=state.reason in _FOR_GOOD)
    home = notices.action(context, "web-other-pages", notices.HOME, "public")
    actions = [leave, home]
    if state.reason not in _FOR_GOOD:
        actions.insert(0, notices.action(context, "try-again", AGAIN, "refresh", main=True))
    icon = _ICONS.get(state.reason, "error")
    return notices.notice(context, f"web-failed-{state.reason}", icon, actions, host=short_host(state.host))
