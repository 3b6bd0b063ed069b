"""A day on which the office is closed against its hours, as somebody at the terminal is told."""

from __future__ import annotations

import datetime as dt

import pytest

from kiosk.flow.steps import Fact, Message
from tests.fakes.desk import TODAY, enter


@pytest.mark.parametrize(
    ("shut", "key", "today"),
    [
        ("closed", "take-number-closed-today", "office-closed"),
        ("holiday", "take-number-holiday", "office-holiday"),
        ("something-new", "take-number-closed-today", "office-closed"),
    ],
)
def test_on_a_closed_day_nobody_is_asked_and_the_next_day_is_told(shut: str, key: str, today: str) -> None:
    again = Fact("office-next-fact", TODAY + dt.timedelta(days=2))
    desk = enter("take-number", shut=shut, opens=TODAY + dt.timedelta(days=2))
    assert (desk.show().key, desk.show().facts) == (key, (again, Fact("office-phone-fact", "03641 49-0")))
    assert desk.office.asked == []
    assert enter("take-number", shut=shut).show().facts == (Fact("office-phone-fact", "03641 49-0"),)
    office = enter("office", shut=shut, opens=TODAY + dt.timedelta(days=2)).show()
    assert office.facts[:2] == (Fact("office-open-fact", Message(today)), again)
