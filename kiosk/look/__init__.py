"""Colours, sizes, fonts and pictograms, shared by visitor, display, print and pages."""

from __future__ import annotations

from kiosk.look.interpreter import keep_constants

keep_constants()  # before the first call into Qt, in every process that shows something
