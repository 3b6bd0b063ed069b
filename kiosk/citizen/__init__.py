"""What the residents can do at the terminal: one module per service, each a generator of steps."""

from __future__ import annotations

from kiosk.citizen.home import SERVICES, home

__all__ = ["SERVICES", "home"]
