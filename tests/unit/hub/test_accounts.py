"""Accounts: no weak password, no guessing, sessions that end."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import argon2
import pytest

from telemed.hub.accounts import SESSION_SECONDS, Accounts, CodeWanted, Session
from telemed.hub.accounts_passwords import MOST_PASSWORD, weakness
from telemed.hub.errors import HubError, Reason
from telemed.hub.messages import Refused

GOOD = "vier Wale tanzen leise"
FAST = argon2.PasswordHasher(1, 8, 1)


@pytest.fixture
def accounts(tmp_path: Path) -> Iterator[Accounts]:
    with contextlib.closing(Accounts(tmp_path, FAST)) as opened:
        opened.add("Anna", "reception", GOOD, 0.0)
        yield opened


def session(found: Session | CodeWanted | Refused) -> Session:
    assert isinstance(found, Session), found
    return found


def fail(accounts: Accounts, times: int, name: str = "anna", origin: str = "a", now: float = 0.0) -> Refused:
    answers = [accounts.login(name, "wrong", origin, now) for _ in range(times)]
    last = answers[-1]
    assert isinstance(last, Refused)
    return last


@pytest.mark.parametrize(
    "password",
    ["kurz", "passwort123", "Stadtteil-2026!", "annaannaanna", "aaaaaaaaaaaa", "1234567890", "x" * (MOST_PASSWORD + 1)],
)
def test_weak_passwords_are_refused_in_plain_words(accounts: Accounts, password: str) -> None:
    with pytest.raises(HubError) as caught:
        accounts.add("anna", "reception", password, 0.0)

    assert caught.value.reason is Reason.ACCOUNT
    assert "asswort" in caught.value.detail


def test_a_phrase_is_strong_enough() -> None:
    assert weakness("anna", GOOD) is None


@pytest.mark.parametrize(
    ("name", "role"), [("", "reception"), ("x" * 65, "reception"), ("a\nb", "reception"), ("b", "boss")]
)
def test_names_and_roles_are_checked(accounts: Accounts, name: str, role: str) -> None:
    with pytest.raises(HubError) as caught:
        accounts.add(name, role, GOOD, 0.0)

    assert caught.value.reason is Reason.ACCOUNT


def test_a_name_is_taken_once_however_it_is_written(accounts: Accounts) -> None:
    with pytest.raises(HubError, match="gibt es schon"):
        accounts.add(" ANNA ", "reception", GOOD, 0.0)

    assert [account.name for account in accounts.all()] == ["anna"]


def test_the_right_password_begins_a_session_that_the_cookie_finds(accounts: Accounts) -> None:
    begun = session(accounts.login("Anna", GOOD, "a", 10.0))

    found = accounts.session(begun.token, 20.0)

    assert found == Session("anna", frozenset({"reception"}), begun.csrf)
    assert accounts.session("other", 20.0) is None
    assert accounts.session("\ud800", 20.0) is None


def test_neither_password_nor_cookie_can_be_read_from_the_files(accounts: Accounts, tmp_path: Path) -> None:
    begun = session(accounts.login("anna", GOOD, "a", 0.0))

    content = b"".join(path.read_bytes() for path in tmp_path.iterdir())

    assert b"anna" in content
    assert GOOD.encode() not in content
    assert begun.token.encode() not in content


def test_a_session_ends_by_logout_by_time_and_with_its_account(accounts: Accounts) -> None:
    one, two, three = (session(accounts.login("anna", GOOD, "a", 0.0)) for _ in range(3))

    accounts.logout(one.token, 1.0)

    assert accounts.session(one.token, 1.0) is None
    assert accounts.session(two.token, SESSION_SECONDS + 1.0) is None
    accounts.remove("Anna", 1.0)
    assert accounts.session(three.token, 1.0) is None
    with pytest.raises(HubError, match="gibt es nicht"):
        accounts.remove("anna", 1.0)


@pytest.mark.parametrize("name", ["anna", "nobody", "x" * 10_000, "a' or 1=1 --"])
def test_a_wrong_name_or_password_is_refused_with_the_same_words(accounts: Accounts, name: str) -> None:
    found = accounts.login(name, "wrong", "a", 0.0)

    assert found == Refused("not-authorised", "Name oder Passwort stimmt nicht.")


def test_after_five_failures_from_one_place_even_the_right_password_waits(accounts: Accounts) -> None:
    fail(accounts, 5)

    locked = accounts.login("anna", GOOD, "a", 1.0)

    assert isinstance(locked, Refused)
    assert locked.reason == "too-many"
    assert "eine Minute" in locked.detail
    assert isinstance(accounts.login("anna", GOOD, "a", 61.0), Session)


def test_the_wait_doubles_and_is_never_longer_than_a_quarter_of_an_hour(accounts: Accounts) -> None:
    now = 0.0
    for _ in range(14):
        fail(accounts, 5, now=now)
        now += 901.0

    fail(accounts, 1, now=now)

    locked = accounts.login("anna", GOOD, "a", now + 1)
    assert isinstance(locked, Refused)
    assert "15 Minuten" in locked.detail
    assert isinstance(accounts.login("anna", GOOD, "a", now + 901.0), Session)


def test_somebody_who_guesses_elsewhere_does_not_lock_the_office_out(accounts: Accounts) -> None:
    fail(accounts, 6, origin="attacker")

    assert isinstance(accounts.login("anna", GOOD, "office", 1.0), Session)


def test_an_address_that_tries_many_names_waits_for_all(accounts: Accounts) -> None:
    for index in range(20):
        fail(accounts, 1, name=f"n{index}")

    assert fail(accounts, 1, name="fresh").reason == "too-many"


def test_a_name_that_is_tried_from_everywhere_waits_for_all(accounts: Accounts) -> None:
    for index in range(30):
        fail(accounts, 1, origin=f"o{index}")

    assert fail(accounts, 1, origin="fresh").reason == "too-many"


def test_a_clock_that_went_back_locks_nobody_out_for_long(accounts: Accounts) -> None:
    fail(accounts, 5, now=1_000_000.0)

    locked = accounts.login("anna", GOOD, "a", 0.0)

    assert isinstance(locked, Refused)
    assert "16 Minuten" in locked.detail


def test_failures_are_forgotten_after_a_day(accounts: Accounts) -> None:
    fail(accounts, 4)

    assert fail(accounts, 4, now=90_000.0).reason == "not-authorised"
    assert isinstance(accounts.login("anna", GOOD, "a", 90_001.0), Session)


def test_a_change_under_way_is_not_seen_and_keeps_nobody_waiting(accounts: Accounts) -> None:
    token = session(accounts.login("anna", GOOD, "a", 0.0)).token

    with accounts._changing():
        accounts._store.execute("delete from session")
        assert accounts.session(token, 1.0) is not None

    assert accounts.session(token, 1.0) is None


def test_a_hash_with_old_parameters_is_renewed_at_login(accounts: Accounts, tmp_path: Path) -> None:
    with contextlib.closing(Accounts(tmp_path, argon2.PasswordHasher(2, 16, 1))) as stronger:
        session(stronger.login("anna", GOOD, "a", 0.0))
        session(stronger.login("anna", GOOD, "a", 0.0))
        row = stronger._store.execute("select hash from account").fetchone()

    assert "m=16,t=2" in row[0]


def test_a_damaged_hash_is_named(accounts: Accounts) -> None:
    accounts._store.execute("update account set hash = 'broken'")

    with pytest.raises(HubError) as caught:
        accounts.login("anna", GOOD, "a", 0.0)

    assert caught.value.reason is Reason.DAMAGED


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "accounts.db").write_bytes(b"nonsense" * 1000)

    with pytest.raises(HubError) as caught:
        Accounts(tmp_path, FAST)

    assert caught.value.reason is Reason.DAMAGED


def test_the_file_is_for_its_owner_only(accounts: Accounts, tmp_path: Path) -> None:
    assert (tmp_path / "accounts.db").stat().st_mode & 0o777 == 0o600
