"""The outbox and the contacts: kept once, tried again, given up visibly, forgotten in time."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from telemed.hub.clock import BERLIN, Calendar
from telemed.hub.limits import Limits
from telemed.hub.messages import Refused
from telemed.hub.notices.channel import Later, Message, Name, Never, Outcome, Sent
from telemed.hub.notices.contacts import CODE_SECONDS, CODES, Contact, Contacts, Pending
from telemed.hub.notices.due import Notice, Standing
from telemed.hub.notices.outbox import HOLD_SECONDS, SILENT_LIMIT, pause
from telemed.hub.notices.service import Notices, Policy
from telemed.hub.notices.words import Office, Words
from telemed.hub.vault import Vault
from tests.fakes.hub_clock import SetClock, berlin

NOW = berlin("2026-11-24 10:00")
DAY = 86400.0
ME = "ticket/abc"
ANNA = Contact("email", "anna@example.org", "de")
CALLED = Notice("called", "1", Standing("called", 42, room="Raum 1", called_at=NOW))
CANCELLED = Notice("cancelled", "1", Standing("cancelled", start=NOW + 9 * DAY))


@dataclass
class Shelf:
    """Contacts with their outbox and vault."""

    folder: Path
    vault: Vault
    contacts: Contacts


@contextlib.contextmanager
def opened(folder: Path) -> Iterator[Shelf]:
    with contextlib.closing(Vault(folder)) as vault, contextlib.closing(Contacts(folder, vault)) as contacts:
        yield Shelf(folder, vault, contacts)


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    with opened(tmp_path) as made:
        yield made


# ---- outbox ------------------------------------------------------------------------------------------------------


def test_a_notice_is_kept_once_whatever_became_of_it(shelf: Shelf) -> None:
    box = shelf.contacts.outbox
    assert box.put(ME, "email", [CALLED, CALLED], NOW) == 1
    item = box.take("email", NOW)
    assert item is not None
    box.done(item, Sent(), NOW)
    assert box.put(ME, "email", [CALLED], NOW) == 0
    assert box.take("email", NOW + HOLD_SECONDS + 1) is None


def test_what_was_not_sent_is_there_after_a_restart_and_one_taken_by_a_dead_process_too(tmp_path: Path) -> None:
    with opened(tmp_path) as before:
        before.contacts.outbox.put(ME, "email", [CALLED], NOW)
        assert before.contacts.outbox.take("email", NOW) is not None
    with opened(tmp_path) as after:
        box = after.contacts.outbox
        assert box.take("email", NOW + HOLD_SECONDS - 1) is None
        item = box.take("email", NOW + HOLD_SECONDS)
        assert item is not None
        assert item.notice == CALLED


def test_two_processes_do_not_take_the_same(tmp_path: Path) -> None:
    with opened(tmp_path) as one, opened(tmp_path) as other:
        one.contacts.outbox.put(ME, "email", [CALLED], NOW)
        assert other.contacts.outbox.take("email", NOW) is not None
        assert one.contacts.outbox.take("email", NOW) is None


def test_pauses_double_up_to_half_an_hour() -> None:
    assert [pause(n) for n in (1, 2, 3, 6, 7, 8, 200)] == [30, 60, 120, 960, 1800, 1800, 1800]


def attempts(shelf: Shelf, notice: Notice, answer: Callable[[float], Outcome]) -> list[float]:
    """Send over three days in steps of half a minute; give the seconds at which it was tried."""
    box, tried, now = shelf.contacts.outbox, list[float](), NOW
    box.put(ME, "email", [notice], NOW)
    while now < NOW + 3 * DAY:
        box.expire(now)
        item = box.take("email", now)
        if item is not None:
            tried.append(now - NOW)
            box.done(item, answer(now), now)
        now += 30
    return tried


def test_greylisting_is_waited_out(shelf: Shelf) -> None:
    tried = attempts(shelf, CALLED, lambda now: Sent() if now >= NOW + 300 else Later("busy"))
    assert tried == [0, 30, 90, 210, 450]
    assert shelf.contacts.outbox.counts() == {"sent": 1}


def test_a_mail_server_that_is_down_for_a_day_costs_no_cancellation(shelf: Shelf) -> None:
    tried = attempts(shelf, CANCELLED, lambda now: Sent() if now >= NOW + DAY else Later("away"))
    assert DAY <= tried[-1] <= DAY + 1800
    assert shelf.contacts.outbox.troubles() == []


def test_a_call_that_did_not_get_out_in_time_is_given_up_visibly(shelf: Shelf) -> None:
    tried = attempts(shelf, CALLED, lambda _: Later("away"))
    assert tried[-1] <= 900
    (trouble,) = shelf.contacts.outbox.troubles()
    assert (trouble.kind, trouble.why, trouble.number) == ("called", "away", 42)
    assert 900 <= trouble.at - NOW <= 930
    assert shelf.contacts.outbox.seen(trouble.id)
    assert shelf.contacts.outbox.troubles() == []


def test_a_side_that_says_nothing_is_asked_three_times(shelf: Shelf) -> None:
    assert len(attempts(shelf, CANCELLED, lambda _: Later("no-answer"))) == SILENT_LIMIT
    assert [each.why for each in shelf.contacts.outbox.troubles()] == ["no-answer"]


def test_a_refused_address_is_not_tried_again(shelf: Shelf) -> None:
    assert attempts(shelf, CANCELLED, lambda _: Never("address-refused")) == [0]


def test_a_notice_is_never_sent_after_the_agreed_time(shelf: Shelf) -> None:
    soon = Notice("reminder", "1", Standing("booked", start=NOW + 600))
    assert attempts(shelf, soon, lambda _: Later("busy"))[-1] <= 600


def test_what_is_to_be_printed_waits_for_staff(shelf: Shelf) -> None:
    box = shelf.contacts.outbox
    box.put(ME, "paper", [CANCELLED], NOW)
    assert box.take("paper", NOW) is None
    (item,) = box.to_print()
    assert box.printed(item.id, NOW)
    assert not box.printed(item.id, NOW)
    assert box.to_print() == []


# ---- contacts ----------------------------------------------------------------------------------------------------


def agreed(shelf: Shelf, request: str = "r", now: float = NOW) -> str:
    pending = shelf.contacts.agree(ME, ANNA, now, NOW + DAY, request)
    assert pending == Pending("email", now + CODE_SECONDS, confirmed=False)
    contact = shelf.contacts.find(ME, confirmed=False)
    assert contact is not None
    return contact.code


def test_nothing_is_decided_before_the_address_is_confirmed(shelf: Shelf) -> None:
    code, waiting = agreed(shelf), Standing("waiting", 42, 5)
    assert shelf.contacts.find(ME) is None
    assert shelf.contacts.subjects() == []
    assert shelf.contacts.decide(ME, waiting, NOW) == 0

    assert shelf.contacts.confirm(ME, code, NOW) == "confirmed"

    assert shelf.contacts.decide(ME, waiting, NOW) == 1
    assert shelf.contacts.decide(ME, waiting, NOW) == 0
    assert shelf.contacts.confirm(ME, "000000", NOW) == "confirmed"
    assert shelf.contacts.find(ME) == ANNA


def test_a_code_ends_after_ten_minutes_and_there_are_three(shelf: Shelf) -> None:
    code = agreed(shelf)
    assert shelf.contacts.confirm(ME, code, NOW + CODE_SECONDS + 1) == "too-late"
    for index in range(1, CODES):
        code = agreed(shelf, f"r{index}", NOW + 1000.0 * index)
    assert shelf.contacts.agree(ME, ANNA, NOW, NOW + DAY, "more") is None
    assert shelf.contacts.confirm(ME, code, NOW + 1000.0 * (CODES - 1)) == "confirmed"


def test_paper_needs_no_code(shelf: Shelf) -> None:
    pending = shelf.contacts.agree("ticket/p", Contact("paper", "", "de"), NOW, NOW + DAY, "r")
    assert pending is not None
    assert pending.confirmed
    assert shelf.contacts.subjects() == ["ticket/p"]


def test_forgetting_destroys_address_notices_and_key_of_a_ticket_but_no_key_of_an_appointment(shelf: Shelf) -> None:
    agreed(shelf)
    assert shelf.contacts.agree("appointment/x", ANNA, NOW, NOW + DAY, "r") is not None
    assert shelf.vault.kept_until(ME) == NOW + DAY

    assert shelf.contacts.forget(ME)
    assert shelf.contacts.forget("appointment/x")

    assert not shelf.contacts.forget(ME)
    assert (shelf.vault.has_key(ME), shelf.vault.has_key("appointment/x")) == (False, True)
    assert shelf.contacts.outbox.counts() == {}


def test_an_address_whose_key_was_destroyed_elsewhere_is_nobodys(shelf: Shelf) -> None:
    shelf.contacts.confirm(ME, agreed(shelf), NOW)
    shelf.vault.destroy(ME)
    assert shelf.contacts.find(ME) is None
    assert shelf.contacts.orphans() == [ME]


def test_a_copy_of_the_file_tells_nothing_once_the_key_is_gone(shelf: Shelf, tmp_path: Path) -> None:
    agreed(shelf)
    with contextlib.closing(sqlite3.connect(tmp_path / "notices.db")) as copy:
        sealed = copy.execute("select sealed from contact").fetchone()[0]
    assert shelf.vault.open(ME, sealed) is not None, "the check could have read it"
    shelf.contacts.forget(ME)
    assert shelf.vault.open(ME, sealed) is None


def test_a_call_takes_back_what_it_makes_untrue(shelf: Shelf) -> None:
    shelf.contacts.confirm(ME, agreed(shelf), NOW)
    shelf.contacts.decide(ME, Standing("waiting", 42, 5), NOW)
    shelf.contacts.decide(ME, Standing("called", 42, room="Raum 1", called_at=NOW), NOW)
    item = shelf.contacts.outbox.take("email", NOW)
    assert item is not None
    assert item.notice.kind == "called"
    assert shelf.contacts.outbox.take("email", NOW) is None


# ---- all of it, by a clock that is set ---------------------------------------------------------------------------


@dataclass
class Postbox:
    """A channel that takes everything, or answers as told."""

    name: Name = "email"
    answer: Outcome = field(default_factory=Sent)
    taken: list[Message] = field(default_factory=list)

    def send(self, message: Message) -> Outcome:
        if isinstance(self.answer, Sent):
            self.taken.append(message)
        return self.answer


@dataclass
class Scene:
    """Notices of a hub whose queue is a dictionary."""

    notices: Notices
    postbox: Postbox
    clock: SetClock
    standings: dict[str, Standing] = field(default_factory=dict)

    async def until(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(10):
            while not condition():  # noqa: ASYNC110 (what is waited for happens in threads of what is tested)
                await asyncio.sleep(0.005)

    async def confirmed(self) -> None:
        pending = await self.notices.ask(ME, "email", "anna@example.org", "de", "k")
        assert isinstance(pending, Pending)
        await self.until(lambda: len(self.postbox.taken) == 1)
        code = self.postbox.taken[0].text[:6]
        assert isinstance(await self.notices.confirm(ME, code), Pending)


def play(shelf: Shelf, act: Callable[[Scene], object], retention: float = DAY) -> Scene:
    clock, postbox, standings = SetClock(NOW), Postbox(), dict[str, Standing]()
    notices = Notices(
        shelf.contacts,
        Words(Office("1", BERLIN)),
        {"email": postbox},
        (lambda wanted: {subject: each for subject, each in standings.items() if subject in wanted},),
        lambda _: "",
        Calendar(clock),
        b"s" * 32,
        Limits(),
        Policy(retention),
    )
    scene = Scene(notices, postbox, clock, standings)

    async def run() -> None:
        await notices.start()
        try:
            await act(scene)  # type: ignore[misc]
        finally:
            await notices.stop()

    asyncio.run(run())
    return scene


def test_a_change_is_told_soon(shelf: Shelf) -> None:
    async def act(scene: Scene) -> None:
        scene.standings[ME] = Standing("waiting", 42, 5)
        await scene.confirmed()
        await scene.until(lambda: len(scene.postbox.taken) == 2)
        scene.standings[ME] = Standing("called", 42, room="Raum 1", called_at=NOW)
        scene.notices.changed()
        await scene.until(lambda: len(scene.postbox.taken) == 3)

    texts = [message.text for message in play(shelf, act).postbox.taken]
    assert "Ihre Nummer: 42" in texts[1]
    assert "Bitte kommen Sie jetzt. Raum 1" in texts[2]


def test_an_address_is_gone_a_day_after_the_visit_and_not_before(shelf: Shelf) -> None:
    async def act(scene: Scene) -> None:
        scene.standings[ME] = Standing("waiting", 42, 5)
        await scene.confirmed()
        scene.standings[ME] = Standing("over", 42)
        await scene.notices.sweep()
        scene.clock.pass_(DAY - 1)
        await scene.notices.sweep()
        assert shelf.contacts.find(ME) is not None
        scene.clock.pass_(1)
        await scene.notices.sweep()
        assert shelf.contacts.keeping() == {}
        assert not shelf.vault.has_key(ME)

    play(shelf, act)


def test_whoever_is_put_back_is_kept_again_and_a_visit_nobody_ended_is_over_at_midnight(shelf: Shelf) -> None:
    midnight = berlin("2026-11-25 00:00")

    async def act(scene: Scene) -> None:
        scene.standings[ME] = Standing("over", 42)
        await scene.confirmed()
        await scene.notices.sweep()
        assert shelf.contacts.keeping() == {ME: NOW + DAY}
        scene.standings[ME] = Standing("waiting", 42, 0)
        await scene.notices.sweep()
        assert shelf.contacts.keeping() == {ME: midnight + DAY}
        del scene.standings[ME]
        scene.clock.pass_(midnight + DAY - NOW)
        await scene.notices.sweep()
        assert shelf.contacts.keeping() == {}

    play(shelf, act)


def test_nobody_is_pestered_by_codes(shelf: Shelf) -> None:
    async def act(scene: Scene) -> None:
        answers = [await scene.notices.ask(f"ticket/{n}", "email", "Anna@Example.org", "de", "k") for n in range(5)]
        assert [isinstance(each, Refused) for each in answers] == [False] * 4 + [True]

    play(shelf, act)


def test_a_way_that_is_closed_is_left_alone_and_named(shelf: Shelf) -> None:
    async def act(scene: Scene) -> None:
        scene.postbox.answer = Later("away", everything=True)
        await scene.notices.ask(ME, "email", "anna@example.org", "de", "k")
        await scene.until(lambda: bool(scene.notices.channel_states()[0].why))
        state = (await scene.notices.desk()).channels[0]
        assert (state.why, state.since, scene.postbox.taken) == ("away", NOW, [])
        scene.postbox.answer = Sent()
        scene.clock.pass_(61)
        await scene.until(lambda: len(scene.postbox.taken) == 1)
        await scene.until(lambda: scene.notices.channel_states()[0].why is None)

    play(shelf, act)
