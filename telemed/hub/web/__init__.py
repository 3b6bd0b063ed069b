"""HTTP interface and pages of the hub."""
