"""At the end of retention keys are destroyed and days become counts; what was erased stays erased."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest

from telemed.hub import counts
from telemed.hub import messages as m
from telemed.hub.clock import BERLIN, Calendar
from telemed.hub.codes import ticket_code
from telemed.hub.errors import HubError
from telemed.hub.journal import Entry
from telemed.hub.journal.sqlite import SqliteJournal
from telemed.hub.journal.verify import verify
from telemed.hub.kept import Finder
from telemed.hub.queue import QueueBook
from telemed.hub.retention import ERASURES, LONGEST_SECONDS, Retention
from telemed.hub.upkeep import Upkeep
from telemed.hub.vault import Vault, ticket
from tests.fakes.hub_clock import SetClock, berlin

DAY = 24 * 3600.0
SECRET = b"s" * 32


def local(at: float) -> dt.datetime:
    return dt.datetime.fromtimestamp(at, BERLIN)


class Bench:
    """A journal, a vault and a clock that is set, on Wednesday the 30th of December."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = SetClock(berlin("2026-12-30 12:00"))
        self.calendar = Calendar(self.clock)
        self.journal = SqliteJournal(folder, self.clock.now())
        self.vault = Vault(folder)
        self.retention = Retention(self.journal, self.vault, self.calendar, 30)

    def write(self, day: str, *events: m.Event) -> None:
        entries = [Entry(QueueBook().encode((event,)), event.at) for event in events]
        self.journal.append(f"queue/{day}", len(self.journal.read(f"queue/{day}", 0)), entries)

    def find(self) -> Finder:
        return Finder(self.journal, self.journal.streams(), self.vault, SECRET, local)

    def close(self) -> None:
        self.journal.close()
        self.vault.close()


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with contextlib.closing(Bench(tmp_path)) as made:
        yield made


def visit(day: str, number: int, ticket_id: str = "t") -> list[m.Event]:
    """Comes at 10:00, is called at 10:20, is there at 10:22 and ready at 10:40."""
    at = berlin(f"{day} 10:00")
    return [
        m.NumberTaken(at, ticket_id, number, "office"),
        m.NumberCalled(at + 1200, number, "A", 1),
        m.ServingBegan(at + 1320, number),
        m.NumberFinished(at + 2400, number),
    ]


# ---- keys ------------------------------------------------------------------------------------------------------------


def test_a_key_is_destroyed_when_its_retention_has_ended(bench: Bench) -> None:
    sealed = bench.vault.seal("appointment/a", b"Kaya")
    bench.vault.keep_until("appointment/a", bench.clock.now() + DAY)
    assert bench.retention.end_keys() == []
    bench.clock.pass_(DAY + 1)

    assert bench.retention.end_keys() == ["appointment/a"]

    assert bench.vault.open("appointment/a", sealed) is None
    assert bench.retention.end_keys() == []


def test_a_key_without_an_end_gets_one(bench: Bench) -> None:
    bench.vault.seal("forgotten", b"x")
    bench.retention.end_keys()
    bench.clock.pass_(LONGEST_SECONDS + 1)

    assert bench.retention.end_keys() == ["forgotten"]


def test_a_clock_that_jumped_destroys_nothing(bench: Bench) -> None:
    bench.vault.seal("s", b"x")
    bench.vault.keep_until("s", bench.clock.now() + DAY)
    bench.write("2026-11-20", *visit("2026-11-20", 1))
    bench.clock.jump(30 * DAY)

    assert bench.retention.end_keys() == []
    assert bench.retention.end_day() is None
    bench.clock.jump(-30 * DAY)
    assert bench.retention.end_day() == "2026-11-20"


def test_what_was_erased_is_erased_again_when_its_key_comes_back(bench: Bench, tmp_path: Path) -> None:
    bench.vault.seal("ticket/a", b"x")
    copy = (tmp_path / "keys.sqlite").read_bytes()
    assert bench.retention.erase("ticket/a")
    assert not bench.retention.erase("ticket/a")
    assert bench.retention.erase_again() == []
    bench.vault.close()
    (tmp_path / "keys.sqlite").write_bytes(copy)
    with contextlib.closing(Vault(tmp_path)) as vault:
        assert vault.has_key("ticket/a"), "an old copy brings the key back"

        again = Retention(bench.journal, vault, bench.calendar, 30).erase_again()

        assert again == ["ticket/a"]
        assert not vault.has_key("ticket/a")


# ---- days ------------------------------------------------------------------------------------------------------------


def test_a_day_becomes_counts_when_its_retention_has_ended_and_the_chain_holds(bench: Bench) -> None:
    bench.write("2026-11-29", *visit("2026-11-29", 1, "old"))
    bench.write("2026-11-30", *visit("2026-11-30", 1, "young"))
    files = list(bench.folder.glob("journal.db*"))
    assert any(b'"old"' in path.read_bytes() for path in files)

    assert bench.retention.end_day() == "2026-11-29"
    assert bench.retention.end_day() is None

    assert bench.journal.streams() == ["counts", "journal", "queue/2026-11-30"]
    assert not any(b'"old"' in path.read_bytes() for path in bench.folder.glob("journal.db*"))
    assert verify(bench.folder).wrong == ()
    [cell] = bench.retention.counted(dt.date(2026, 11, 29), dt.date(2026, 11, 29))[0].cells
    assert (cell.hour, cell.service, cell.taken, cell.served) == (10, "office", 1, 1)
    assert (cell.waiting.seconds, cell.way.seconds, cell.serving.seconds) == (1200, 120, 1080)


def test_days_can_be_counted_before_and_after_they_ended_alike(bench: Bench) -> None:
    for day in ("2026-11-28", "2026-11-29", "2026-12-30"):
        bench.write(day, *visit(day, 1), *visit(day, 2))
    first, last = dt.date(2026, 11, 28), dt.date(2026, 12, 30)
    before = bench.retention.counted(first, last)
    while bench.retention.end_day():
        pass

    after = bench.retention.counted(first, last)

    assert [day.day for day in after] == ["2026-11-28", "2026-11-29", "2026-12-30"]
    assert [day.cells for day in after] == [day.cells for day in before]
    assert bench.retention.counted(first, first)[0].day == "2026-11-28"
    assert bench.retention.counted(dt.date(2027, 1, 1), dt.date(2027, 1, 2)) == ()


def test_counts_hold_no_person_no_number_and_no_moment(bench: Bench) -> None:
    at = berlin("2026-11-29 10:00")
    day = counts.count(dt.date(2026, 11, 29), visit("2026-11-29", 777, "geheim"), local, 5.0)
    text = msgspec.json.encode(day).decode()
    assert "geheim" in QueueBook().encode(tuple(visit("2026-11-29", 777, "geheim"))).decode()

    assert "geheim" not in text
    assert "777" not in text
    assert f"{at:.0f}" not in text


def test_everybody_is_counted_once_with_what_became_of_them() -> None:
    at = berlin("2026-11-23 09:30")
    events: list[m.Event] = [
        *(m.NumberTaken(at + n, f"t{n}", n, "office" if n < 5 else "advice") for n in range(1, 7)),
        m.NumberCalled(at + 60, 1, "A", 1),
        m.ServingBegan(at + 90, 1),
        m.NumberFinished(at + 300, 1),
        m.NumberLeft(at + 310, 2),
        m.NumberCalled(at + 320, 3, "A", 1),
        m.NumberMissed(at + 500, 3),
        m.NumberTransferred(at + 510, 4, "advice"),
        m.NumberExpired(at + 520, 5),
        m.HelpCalled(at + 530, "h", "foyer"),
        m.NumberTaken(at + 9_000, "t7", 1, "office"),
    ]

    day = counts.count(dt.date(2026, 11, 23), events, local)

    found = {(cell.hour, cell.service): cell for cell in day.cells}
    nine = found[9, "office"]
    assert (nine.taken, nine.served, nine.left, nine.missed, nine.open) == (3, 1, 1, 1, 0)
    assert (nine.waiting.count, nine.way.count, nine.serving.count) == (2, 1, 1)
    assert nine.serving.mean == 210.0
    advice = found[9, "advice"]
    assert (advice.taken, advice.open, advice.waiting.mean) == (3, 3, None)
    assert found[12, "office"].taken == 1
    assert day.helps == 1
    assert sum(cell.taken for cell in day.cells) == 7


@pytest.mark.parametrize(("minutes", "index"), [(0, 0), (4.9, 0), (5, 1), (119, 8), (120, 9), (900, 9)])
def test_durations_are_kept_in_classes(minutes: float, index: int) -> None:
    at = berlin("2026-11-23 09:30")
    events = (m.NumberTaken(at, "t", 1, "office"), m.NumberCalled(at + minutes * 60, 1, "A", 1))

    [cell] = counts.count(dt.date(2026, 11, 23), events, local).cells

    assert cell.waiting.classes[index] == cell.waiting.count == 1


# ---- by itself -------------------------------------------------------------------------------------------------------


def test_a_hub_ends_what_is_over_by_itself(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    bench.vault.seal("ticket/over", b"x")
    bench.vault.keep_until("ticket/over", bench.clock.now() - 1)
    bench.vault.seal("ticket/erased", b"x")
    bench.journal.append(ERASURES, 0, [Entry(b'{"type":"Erased","at":1.0,"subject":"ticket/erased"}', 1.0)])
    bench.write("2026-11-28", *visit("2026-11-28", 1))
    bench.write("2026-11-29", *visit("2026-11-29", 1))
    with ThreadPoolExecutor(1) as executor:
        upkeep = Upkeep(bench.retention, bench.journal, executor, bench.calendar.today)
        upkeep.once()
        assert "queue/2026-11-29" in bench.journal.streams()
        upkeep.once()

    assert bench.journal.streams() == ["counts", "erasures", "journal"]
    assert not bench.vault.has_key("ticket/over")
    assert not bench.vault.has_key("ticket/erased")
    assert str(bench.journal.head().seq) not in caplog.text.partition("head of the journal ")[0]
    assert "ticket/" not in caplog.text
    assert caplog.text.count("head of the journal") == 1


def test_a_clock_on_another_day_stops_what_would_destroy(bench: Bench) -> None:
    with ThreadPoolExecutor(1) as executor:
        upkeep = Upkeep(bench.retention, bench.journal, executor, bench.calendar.today)
        bench.clock.jump(40 * DAY)
        with pytest.raises(HubError, match="gesprungen"):
            upkeep.once()


# ---- what is kept ----------------------------------------------------------------------------------------------------


def test_what_is_kept_about_a_ticket_is_said_without_showing_an_address(bench: Bench) -> None:
    bench.write("2026-12-29", *visit("2026-12-29", 7, "aa"), *visit("2026-12-29", 8, "bb"))
    bench.write("2026-12-29", *visit("2026-12-29", 7, "cc"))
    bench.vault.seal(ticket("aa"), b"kaya@example.org")
    bench.vault.keep_until(ticket("aa"), berlin("2026-12-30 10:40"))

    kept = bench.find().find(ticket_code(SECRET, "aa"))

    assert kept is not None
    assert kept.subject == "ticket/aa"
    assert kept.lines == (
        "Nummer 7 vom 29.12.2026, Angebot „office“.",
        "  10:00 Nummer genommen",
        "  10:20 aufgerufen (A)",
        "  10:22 ist da",
        "  10:40 fertig",
        "Ein Name wurde dazu nicht gespeichert.",
        "Adresse für Mitteilungen: versiegelt, lesbar bis 30.12.2026 10:40.",
    )


def test_what_was_erased_is_said_to_be_gone(bench: Bench) -> None:
    bench.write("2026-12-29", *visit("2026-12-29", 7, "aa"))
    code = ticket_code(SECRET, "aa")
    bench.vault.seal(ticket("aa"), b"x")
    kept = bench.find().find(f"https://jena.example/t/{code}/\n")
    assert kept is not None
    assert kept.lines[-1] == "Adresse für Mitteilungen: versiegelt, noch ohne Ende."

    bench.retention.erase(kept.subject)

    kept = bench.find().find(code.upper())
    assert kept is not None
    assert kept.lines[-1] == "Adresse für Mitteilungen: nichts, was gelesen werden kann."


@pytest.mark.parametrize("code", ["", "aa", "a" * 16, "7", "ünïcödeünïcödeü", "1" * 16])
def test_an_unknown_code_finds_nothing(bench: Bench, code: str) -> None:
    bench.write("2026-12-29", *visit("2026-12-29", 7, "aa"))

    assert bench.find().find(code) is None
