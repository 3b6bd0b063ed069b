"""Appointments: book one, move or cancel it by its code, and say that one is here."""

from __future__ import annotations

from kiosk.citizen.appointment.service import SERVICE

__all__ = ["SERVICE"]
