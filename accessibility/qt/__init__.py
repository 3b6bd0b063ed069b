"""The parts of accessibility that need Qt."""
