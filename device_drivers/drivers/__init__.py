"""Drivers: a codec and a transport behind a protocol of `device_drivers.api`."""
