"""What the supervisor and the hub tell each other."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from typing import Any

import msgspec
import pytest

from kiosk.channel import FRAME_LIMIT, Site, frame
from kiosk.channel import Bookable as Offered
from kiosk.supervisor import hublink as module
from kiosk.supervisor.hublink import HubLink, as_site
from telemed import api
from telemed.api_appointments import Bookable, Offers
from telemed.client import HubAway, Refused

TODAY = dt.date(2026, 1, 5)
OFFICE = api.Site(
    "Office",
    "03641 1",
    hours=(api.Day(0, (api.OpenSpan("09:00", "12:00"),)),),
    counters=(api.Counter("office", {"de": "Büro"}),),
    helper_until="16:00",
)
BEAT = api.Heartbeat("welcome", 0, "0", 0)


class Client:
    """A hub that answers what it is told, the last answer for ever."""

    def __init__(self, *answers: object) -> None:
        self.answers = list(answers)
        self.beats = 0
        self.waits: list[int] = []
        self.offers: object = Refused("not-found", "")

    def heartbeat(self, _beat: api.Heartbeat) -> object:
        self.beats += 1
        return None

    def site(self) -> Any:
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    def bookable(self) -> Any:
        return self.offers


def told(client: Client, turns: int, monkeypatch: pytest.MonkeyPatch) -> list[Site]:
    monkeypatch.setattr(module, "EVERY_SECONDS", 0.001)
    heard: list[Site] = []

    async def story() -> None:
        link = HubLink(client, lambda: BEAT, heard.append, client.waits.append, lambda: TODAY)  # type: ignore[arg-type]
        task = asyncio.create_task(link.run())
        while client.beats < turns:  # noqa: ASYNC110
            await asyncio.sleep(0.001)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    asyncio.run(story())
    return heard


def test_how_long_one_waits_is_told_where_somebody_can_say() -> None:
    counters = (api.Counter("office", {"de": "Büro"}, (5, 20)), api.Counter("advice", {"de": "Beratung"}))
    told = as_site(msgspec.structs.replace(OFFICE, counters=counters), TODAY)
    assert told.waits == (("office", (5, 20)),)


def test_a_hub_of_before_the_self_test_gets_the_heartbeat_it_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    class Older(Client):
        def heartbeat(self, beat: api.Heartbeat) -> object:
            self.beats += 1
            heard.append(beat)
            return Refused("bad-request", "") if beat.selftest is not None else api.Done()

    heard: list[api.Heartbeat] = []
    full = msgspec.structs.replace(BEAT, selftest=api.SelfTest("proven", 1), wipe_records=3, wipe_recent=("a",))
    monkeypatch.setattr(module, "EVERY_SECONDS", 0.001)
    link = HubLink(Older(OFFICE), lambda: full, lambda _: None, lambda _: None, lambda: TODAY)  # type: ignore[arg-type]
    assert link._exchange(full) == (OFFICE, None)
    assert heard == [full, BEAT]


def test_the_office_is_told_once_until_it_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    heard = told(Client(OFFICE), 5, monkeypatch)
    assert heard == [as_site(OFFICE, TODAY)]
    assert heard[0].hours == ((0, (("09:00", "12:00"),)),)
    assert heard[0].counters == (("office", {"de": "Büro"}),)


def test_what_can_be_booked_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client(OFFICE)
    client.offers = Offers((Bookable("papers", {"de": "Bürgerservice"}, 20, "2026-01-05", "2026-02-01", True),))
    assert told(client, 3, monkeypatch)[0].bookable == (Offered("papers", {"de": "Bürgerservice"}, assistant=True),)
    assert told(Client(OFFICE), 3, monkeypatch)[0].bookable == (), "a hub of before the appointments"


def test_how_many_people_wait_is_told_and_nobody_waits_where_nobody_can_say(monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client(msgspec.structs.replace(OFFICE, waiting=3), HubAway())
    told(client, 4, monkeypatch)
    assert client.waits[:2] == [3, 0]


def test_an_answer_too_long_for_the_channel_ends_neither_the_link_nor_a_terminal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    endless = msgspec.structs.replace(OFFICE, counters=(api.Counter("office", {"de": "x" * FRAME_LIMIT}),))
    heard = told(Client(OFFICE, endless, OFFICE), 6, monkeypatch)
    assert [site.hub for site in heard] == [True, False, True]
    assert all(frame(site) for site in heard)


def test_a_lost_hub_keeps_what_was_known_and_says_that_it_is_away(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        heard = told(Client(OFFICE, HubAway(), HubAway(), OFFICE), 8, monkeypatch)
    assert [site.hub for site in heard] == [True, False, True]
    assert heard[1].hours == heard[0].hours
    assert heard[1].counters == heard[0].counters
    assert heard[1].helper_until == "16:00", "nobody has said that the helper is gone"
    assert len(caplog.records) == 2, "one line when lost and one when back"


def test_a_closed_day_is_told_with_its_reason_and_the_next_opening_also_when_the_hub_is_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shut = msgspec.structs.replace(OFFICE, closed=("2026-01-05", "2026-01-12"), holidays=("2026-01-05",))
    heard = told(Client(shut, HubAway()), 4, monkeypatch)
    assert [(site.hub, site.shut, site.opens) for site in heard] == [
        (True, "holiday", "2026-01-19"),
        (False, "holiday", "2026-01-19"),
    ]
    assert (as_site(OFFICE, TODAY).shut, as_site(OFFICE, TODAY).opens) == ("", "")
    assert as_site(shut, TODAY + dt.timedelta(days=7)).shut == "closed"
    assert as_site(shut, TODAY + dt.timedelta(days=1)).shut == ""


def test_a_hub_that_refuses_is_as_good_as_away(monkeypatch: pytest.MonkeyPatch) -> None:
    heard = told(Client(api.Refusal("not-authorised", "No.")), 3, monkeypatch)
    assert heard == [Site(None, hub=False, today="2026-01-05")]
