"""One renderer for each type of step: draws it, speaks it, says what can be said, and drives it in tests."""
