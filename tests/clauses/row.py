"""What a row of the clause table is.

Numbers and names are those of EN 301 549 v3.2.1; rows with *V4.1* are of its draft, and BITV is the German ordinance.
`asks` is said in our words. A row without `by` is checked by the tests that carry its number
(`@pytest.mark.clause`); `by` says why there are none, and who looks instead.
"""

from __future__ import annotations

from dataclasses import dataclass

HAND, INSTALLER, HARDWARE, NONE = "by hand", "installer", "hardware", "not applicable"


@dataclass(frozen=True, slots=True)
class Row:
    """One clause."""

    clause: str
    title: str
    asks: str
    how: str
    by: str = ""


SCREENS = "every screen of the tour"
