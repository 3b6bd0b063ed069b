"""The people with an appointment today who have not come yet, for the waiting times. Pure."""

from __future__ import annotations

from collections.abc import Container

from telemed.hub.booking.state import State as Booked
from telemed.hub.estimate import Waiting
from telemed.hub.queue import State as Queue
from telemed.hub.waits import LATE_SECONDS, expecting


def expected(booked: Booked, queue: Queue, services: Container[str], at: float) -> tuple[Waiting, ...]:
    """Return them in the order of their times; `services` are those of the site as it is now.

    Whoever has a number already is in the queue, also where the appointment does not know yet.
    """
    today = booked.rules.day_of(at)
    come = {person.appointment for person in queue.people.values()}
    rows = [
        row
        for row in booked.appointments.values()
        if row.state == "booked"
        and row.start + LATE_SECONDS > at
        and row.service in services
        and row.id not in come
        and booked.rules.day_of(row.start) == today
    ]
    rows.sort(key=lambda row: (row.start, row.id))
    return tuple(expecting(row.service, row.start, index) for index, row in enumerate(rows))
