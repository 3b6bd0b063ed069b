"""How a list of attacks by pages becomes tests, and how one is tried: at a bare view first, then at the terminal."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.lockdown.entries import CONTROLS, lockdown
from tests.lockdown.stage import GOOD
from tests.lockdown.web_stand import ENGINE, Attack, BareView, WebStand

WORDS = {
    "other": "a bare view asks the other site",
    "window": "a bare view opens a window",
    "reached": "in a bare view the page gets what it wants",
    "away": "a bare view leaves the page",
    "download": "a bare view downloads it",
    "dialog": "a bare view opens a dialog",
    "dialog:QFileDialog": "a bare view opens a file chooser",
    "fullscreen": "a bare view goes full-screen",
    "print": "a bare view is asked to print",
    "close": "a bare view is asked to close",
    "geometry": "a bare view is asked to move",
    "files": "a bare view is asked for a folder",
    "handler": "a bare view is asked to register a handler",
    "capture": "a bare view is asked for the screen",
    "passkey": "a bare view is asked for a passkey",
    "notification": "a bare view shows the notification",
    "menu": "a bare view opens a menu",
    "certificate": "a bare view is asked about the certificate",
    "widget:QFrame": "a bare view opens a list for it",
    "widget:QLabel": "a bare view shows a tooltip",
    "widget:QWidget": "a bare view opens a window for it",
    "login": "a bare view is asked for name and password",
    "canary": "a bare view reaches the listener",
    "gone": "the process of a bare view's page ends",
    "zoom": "a bare view zooms",
    "": ENGINE,
}


def said_of(control: str) -> str:
    """Say a control in words."""
    if control.startswith("permission:"):
        return f"a bare view is asked for {control.removeprefix('permission:')}"
    if control.startswith("external:"):
        return f"a bare view starts a program for {control.removeprefix('external:')}:"
    if control.startswith("url:"):
        return f"a bare view shows {control.removeprefix('url:').replace(':', '://', 1).removesuffix('://')}"
    return {**CONTROLS, **WORDS}[control]


def attacks(found: Sequence[Attack]) -> pytest.MarkDecorator:
    """Make one test of each."""
    values = [
        pytest.param(each, id=each.id, marks=lockdown(each.id, each.title, each.group, said_of(each.control)))
        for each in found
    ]
    return pytest.mark.parametrize("attack", values)


def tried(attack: Attack, web: WebStand, bare_web: BareView) -> list[str]:
    """Show that the attack works where nobody is in its way, then do it at the terminal; gives the problems."""
    happened = bare_web.happened(attack)
    if attack.control:
        assert attack.control in happened, f"the control: at a bare view the attack works, but: {happened}"
    else:
        harm = [word for word in happened - {f"url:https:{GOOD}"} if word.split(":")[0] in HARM]
        assert harm == [], f"the engine does not refuse it by itself any more, it needs a control: {happened}"
    web.ready()
    said = web.attack(attack)
    return web.problems(attack, said)


HARM = {"other", "canary", "window", "reached", "download", "dialog", "external", "url", "files", "permission"}
