"""What the residents can do at the terminal: one module per service, each a generator of steps."""

from __future__ import annotations

from kiosk.citizen.home import BARRIERS, SERVICES, home

__all__ = ["BARRIERS", "SERVICES", "home"]
