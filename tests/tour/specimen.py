"""Services made for a picture."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kiosk import channel
from kiosk.citizen import SERVICES
from kiosk.flow.service import Service, Visit
from kiosk.flow.steps import Flow

SAID = channel.Accessibility(
    "2026-11-01",
    "Stadt Jena",
    channel.Contact("Stadtteilbüro Lobeda", "Karl-Marx-Allee 26, 07747 Jena", "03641 49 3300", "barrieren@jena.test"),
    channel.Contact("Durchsetzungsstelle", "Straße der Versuche 1, 99000 Erfurt", "0361 0", "stelle@erfurt.test"),
)
"""A statement with all parts."""


SIGNED = ("welcome", "home")
"""Screens with a film in sign language."""


def specimen(*steps: Any) -> Service:
    """Make a service that shows these steps and then breaks."""

    def flow(_visit: Visit) -> Flow:
        yield from steps
        raise ZeroDivisionError

    first = SERVICES[0]
    return replace(first, id="specimen", flow=flow)
