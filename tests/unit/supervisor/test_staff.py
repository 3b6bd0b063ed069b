"""Who may use the staff menu."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.supervisor.staff import Staff, WeakPinError


@pytest.fixture
def staff(tmp_path: Path) -> Staff:
    staff = Staff(tmp_path / "state" / "staff.json")
    staff.add("Petra", "482915", "badge-4-petra")
    return staff


def test_the_right_pin_opens_whatever_the_case_of_the_name(staff: Staff) -> None:
    assert staff.check("petra", "482915", 0).person == "Petra"


def test_a_badge_needs_no_name(staff: Staff) -> None:
    assert staff.check("", "badge-4-petra", 0).person == "Petra"
    assert staff.check("", "482915", 0).person is None, "a PIN without a name is no badge"


def test_a_wrong_pin_or_name_opens_nothing(staff: Staff) -> None:
    assert staff.check("Petra", "482916", 0).person is None
    assert staff.check("Paul", "482915", 0).person is None


def test_after_three_wrong_tries_everyone_waits_longer_each_time(staff: Staff) -> None:
    waits = []
    now = 0.0
    for _ in range(6):
        wait = staff.check("Petra", "000000", now).wait_seconds
        waits.append(wait)
        now += wait
    assert waits == [0, 0, 5, 10, 20, 40]
    assert staff.check("Petra", "482915", now - 1).person is None, "the right PIN waits too"
    assert staff.check("Petra", "482915", now).person == "Petra"
    assert staff.check("Petra", "000000", now).wait_seconds == 0, "counted from anew"


def test_pulling_the_plug_gives_no_new_tries(staff: Staff, tmp_path: Path) -> None:
    path = tmp_path / "state" / "staff.json"
    for _ in range(4):
        staff.check("Petra", "000000", 0)
        staff = Staff(path)
    assert staff.check("Petra", "000000", 0).wait_seconds == 20
    assert staff.check("Petra", "482915", 1).person is None
    assert staff.check("Petra", "482915", 20).person == "Petra"
    assert Staff(path).check("Petra", "000000", 0).wait_seconds == 0, "counted from anew"


def test_tries_that_cannot_be_noted_are_counted_all_the_same(staff: Staff, tmp_path: Path) -> None:
    (tmp_path / "state" / "staff-tries").mkdir()
    assert [staff.check("Petra", "000000", 0).wait_seconds for _ in range(3)] == [0, 0, 5]
    assert staff.check("Petra", "482915", 5).person == "Petra"


def test_years_of_wrong_tries_wait_no_longer_than_five_minutes(staff: Staff, tmp_path: Path) -> None:
    (tmp_path / "state" / "staff-tries").write_text("5000\n")
    assert Staff(tmp_path / "state" / "staff.json").check("Petra", "000000", 0).wait_seconds == 300


@pytest.mark.parametrize("content", [b"", b"[", b'[{"name": 1}]', b"\xff"])
def test_a_damaged_file_is_nobody_and_does_not_bring_the_terminal_down(
    staff: Staff, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "state" / "staff.json").write_bytes(content)
    assert staff.check("Petra", "482915", 0).person is None


def test_without_any_staff_nothing_opens(tmp_path: Path) -> None:
    assert Staff(tmp_path / "none.json").check("", "", 0).person is None


@pytest.mark.parametrize("pin", ["12345", "123456", "987654", "111111", "121212", "90123a", "", "٤٨٢٩١٥"])
def test_a_pin_that_is_easy_to_guess_is_refused(tmp_path: Path, pin: str) -> None:
    with pytest.raises(WeakPinError):
        Staff(tmp_path / "staff.json").add("Petra", pin)


def test_the_file_holds_no_pin_and_only_its_owner_reads_it(staff: Staff, tmp_path: Path) -> None:
    path = tmp_path / "state" / "staff.json"
    assert b"482915" not in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0
    staff.add("Petra", "739150")
    assert [person.name for person in staff.people()] == ["Petra"]


def test_a_damaged_hash_opens_nothing(staff: Staff, tmp_path: Path) -> None:
    path = tmp_path / "state" / "staff.json"
    path.write_text('[{"name":"Petra","pin":"broken","badge":""}]')
    assert staff.check("Petra", "482915", 0).person is None
