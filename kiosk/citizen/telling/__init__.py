"""Telling people who wait elsewhere when their number is due."""

from __future__ import annotations

from kiosk.citizen.telling.flow import tell

__all__ = ["tell"]
