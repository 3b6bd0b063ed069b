"""Services made for a picture."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kiosk.citizen import SERVICES
from kiosk.flow.service import Service, Visit
from kiosk.flow.steps import Flow


def specimen(*steps: Any) -> Service:
    """Make a service that shows these steps and then breaks."""

    def flow(_visit: Visit) -> Flow:
        yield from steps
        raise ZeroDivisionError

    first = SERVICES[0]
    return replace(first, id="specimen", flow=flow)
