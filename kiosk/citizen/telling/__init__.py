"""Telling people elsewhere when their number is due, or when something about their appointment changes."""

from __future__ import annotations

from kiosk.citizen.telling.flow import tell, tell_of
from kiosk.citizen.telling.whose import Whose

__all__ = ["Whose", "tell", "tell_of"]
