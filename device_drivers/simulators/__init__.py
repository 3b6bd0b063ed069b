"""Devices made of software that speak the real wire protocol."""
