"""Colours, sizes, fonts and pictograms, shared by visitor, display, print and pages."""
