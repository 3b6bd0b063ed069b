"""Appointments of a site: when something can be booked (`rules`, `free`), what was booked (`book`), calendar files."""
