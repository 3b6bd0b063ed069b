"""The hub of one site: queue, journal, HTTP interface, reception page."""
