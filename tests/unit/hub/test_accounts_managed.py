"""Accounts as the administration keeps them: roles, temporary passwords, locks lifted, and the record of all of it."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import argon2
import pytest

from telemed.hub.accounts import Accounts, Session
from telemed.hub.accounts_audit import COMMAND_LINE, KINDS
from telemed.hub.errors import HubError, Reason
from telemed.hub.messages import Refused

GOOD, OTHER = "vier Wale tanzen leise", "sieben Igel lesen Briefe"
FAST = argon2.PasswordHasher(1, 8, 1)


@pytest.fixture
def accounts(tmp_path: Path) -> Iterator[Accounts]:
    with contextlib.closing(Accounts(tmp_path, FAST)) as opened:
        opened.add("Anna", "administration,reception", GOOD, 0.0)
        yield opened


def login(accounts: Accounts, name: str, password: str, now: float = 1.0) -> Session:
    found = accounts.login(name, password, "a", now)
    assert isinstance(found, Session), found
    return found


def kinds(accounts: Accounts) -> list[tuple[str, str, str]]:
    """Who, what, to whom: the oldest first."""
    return [(each.who, each.kind, each.subject) for each in reversed(accounts.audit.entries())]


def test_a_person_has_all_their_roles(accounts: Accounts) -> None:
    assert login(accounts, "anna", GOOD).roles == {"administration", "reception"}

    accounts.change_roles("anna", "support", 1.0)

    assert login(accounts, "anna", GOOD).roles == {"support"}
    with pytest.raises(HubError, match="mindestens eine Aufgabe"):
        accounts.change_roles("anna", "", 1.0)


def test_roles_that_change_count_at_once_in_a_running_session(accounts: Accounts) -> None:
    running = login(accounts, "anna", GOOD)

    accounts.change_roles("anna", "doctor", 1.0)

    found = accounts.session(running.token, 2.0)
    assert found is not None
    assert found.roles == {"doctor"}


def test_the_last_administrator_stays_one_unless_on_the_machine_itself(accounts: Accounts) -> None:
    with pytest.raises(HubError, match="das letzte Konto"):
        accounts.remove("anna", 1.0, "anna")
    with pytest.raises(HubError, match="das letzte Konto"):
        accounts.change_roles("anna", "reception", 1.0, "anna")
    accounts.add("bert", "administration", GOOD, 1.0, "anna")

    accounts.remove("anna", 1.0, "bert")
    accounts.remove("bert", 1.0)

    assert accounts.all() == []


def test_a_password_somebody_else_chose_is_temporary(accounts: Accounts) -> None:
    accounts.add("bert", "reception", GOOD, 0.0, "anna", temporary=True)
    session = login(accounts, "bert", GOOD)
    assert session.temporary

    wrong = accounts.change_password(session, "wrong", OTHER, "a", 2.0)
    assert isinstance(wrong, Refused)
    with pytest.raises(HubError, match="bisherige"):
        accounts.change_password(session, GOOD, GOOD, "a", 2.0)
    with pytest.raises(HubError, match="leicht zu erraten"):
        accounts.change_password(session, GOOD, "passwort123", "a", 2.0)
    assert accounts.change_password(session, GOOD, OTHER, "a", 2.0) is None

    assert not login(accounts, "bert", OTHER).temporary


def test_a_new_password_ends_the_other_sessions_and_a_set_one_ends_all(accounts: Accounts) -> None:
    one, two = login(accounts, "anna", GOOD), login(accounts, "anna", GOOD)

    accounts.change_password(one, GOOD, OTHER, "a", 2.0)

    assert accounts.session(one.token, 3.0) is not None
    assert accounts.session(two.token, 3.0) is None
    accounts.set_password("anna", GOOD, 3.0, "boss")
    assert accounts.session(one.token, 3.0) is None
    assert login(accounts, "anna", GOOD).temporary


def test_guessing_the_old_password_on_the_page_is_stopped_like_at_the_login(accounts: Accounts) -> None:
    session = login(accounts, "anna", GOOD)
    for _ in range(5):
        accounts.change_password(session, "wrong", OTHER, "a", 2.0)

    refused = accounts.change_password(session, GOOD, OTHER, "a", 2.0)

    assert isinstance(refused, Refused)
    assert refused.reason == "too-many"


def test_an_administrator_lifts_a_lock_of_a_name_or_of_an_address(accounts: Accounts) -> None:
    for _ in range(5):
        accounts.login("anna", "wrong", "office", 1.0)
    for index in range(20):
        accounts.login(f"n{index}", "wrong", "10.0.0.9", 1.0)
    assert {lock.words for lock in accounts.locks(2.0)} == {
        "Konto anna von der Adresse office",
        "alle Konten von der Adresse 10.0.0.9",
    }

    accounts.unlock("anna", 2.0, "boss")

    assert isinstance(accounts.login("anna", GOOD, "office", 2.0), Session)
    assert accounts.unlock_scope("from 10.0.0.9", 2.0, "boss")
    assert not accounts.unlock_scope("from 10.0.0.9", 2.0, "boss")
    assert accounts.locks(2.0) == []


def test_lifting_the_locks_of_a_name_touches_no_other(accounts: Accounts) -> None:
    accounts.add("hanna", "reception", GOOD, 0.0)
    for name in ("anna", "hanna"):
        for index in range(30):
            accounts.login(name, "wrong", f"o{index}", 1.0)
    assert {lock.scope for lock in accounts.locks(2.0)} == {"name anna", "name hanna"}

    accounts.unlock("anna", 2.0)

    assert {lock.scope for lock in accounts.locks(2.0)} == {"name hanna"}


@pytest.mark.parametrize("what", ["remove", "unlock", "reset_factor"])
def test_a_name_that_is_not_there_is_said(accounts: Accounts, what: str) -> None:
    with pytest.raises(HubError) as caught:
        getattr(accounts, what)("nobody", 1.0)

    assert caught.value.reason is Reason.ACCOUNT


def test_the_command_line_is_no_name(accounts: Accounts) -> None:
    with pytest.raises(HubError, match="sichtbare Zeichen"):
        accounts.add(COMMAND_LINE, "reception", GOOD, 0.0)


def test_a_session_whose_account_goes_meanwhile_does_not_begin(accounts: Accounts) -> None:
    with pytest.raises(HubError, match="gibt es nicht"):
        accounts._begin("nobody", "a", 1.0)


# ---- the record --------------------------------------------------------------------------------------------------


def test_everything_is_written_down_with_who_did_it(accounts: Accounts) -> None:
    accounts.add("bert", "reception", GOOD, 1.0, "anna", temporary=True)
    session = login(accounts, "bert", GOOD)
    accounts.change_password(session, GOOD, OTHER, "a", 2.0)
    accounts.set_password("bert", GOOD, 3.0, "anna")
    accounts.change_roles("bert", "doctor", 3.0, "anna")
    accounts.unlock("bert", 3.0, "anna")
    accounts.reset_factor("bert", 3.0, "anna")
    accounts.logout(login(accounts, "bert", GOOD).token, 4.0)
    accounts.logout("unknown", 4.0)
    accounts.note(5.0, "anna", "delay", "Raum 1", "20 Min")
    accounts.remove("bert", 5.0, "anna")

    assert kinds(accounts) == [
        (COMMAND_LINE, "account-added", "anna"),
        ("anna", "account-added", "bert"),
        ("bert", "login", "bert"),
        ("bert", "password-changed", "bert"),
        ("anna", "password-set", "bert"),
        ("anna", "roles-changed", "bert"),
        ("anna", "unlocked", "bert"),
        ("anna", "factor-removed", "bert"),
        ("bert", "login", "bert"),
        ("bert", "logout", "bert"),
        ("anna", "delay", "Raum 1"),
        ("anna", "account-removed", "bert"),
    ]
    assert all(each.words in KINDS.values() for each in accounts.audit.entries())


def test_a_wrong_name_is_not_written_down_since_it_may_be_a_password(accounts: Accounts) -> None:
    accounts.login("mein geheimes wort", "x", "10.0.0.9", 1.0)
    accounts.login("anna", "x", "10.0.0.9", 1.0)

    assert [(each.subject, each.detail) for each in accounts.audit.entries(limit=2)] == [
        ("anna", "10.0.0.9"),
        ("unbekannter Name", "10.0.0.9"),
    ]


def test_a_change_that_is_refused_leaves_no_record_and_no_half(accounts: Accounts) -> None:
    before = kinds(accounts)

    with pytest.raises(HubError):
        accounts.add("anna", "reception", GOOD, 1.0)
    with pytest.raises(KeyError):
        accounts.note(1.0, "anna", "nonsense")

    assert kinds(accounts) == before


def test_the_record_is_append_only(accounts: Accounts) -> None:
    for sql in ("update audit set who = 'x'", "delete from audit"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            accounts._store.execute(sql)

    assert accounts.audit.verify() == []


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("update audit set who = 'x' where id = 2", "Eintrag 2 des Protokolls wurde verändert."),
        ("delete from audit where id = 2", "Im Protokoll fehlen Einträge nach Nummer 1."),
    ],
)
def test_whoever_gets_round_that_is_noticed(accounts: Accounts, sql: str, said: str) -> None:
    for at in (1.0, 2.0):
        accounts.note(at, "anna", "helper")
    for trigger in ("audit_never_changes", "audit_only_forgets"):
        accounts._store.execute(f"drop trigger {trigger}")

    accounts._store.execute(sql)

    assert accounts.audit.verify() == [said]


def test_what_is_too_old_is_forgotten_and_the_chain_goes_on(accounts: Accounts) -> None:
    for at in (10.0, 20.0, 30.0):
        accounts.note(at, "anna", "helper")

    assert accounts.forget(25.0) == 3
    assert accounts.forget(25.0) == 0
    accounts.note(40.0, "anna", "delay")

    assert [each.at for each in accounts.audit.entries()] == [40.0, 30.0]
    assert accounts.audit.verify() == []
    assert accounts.forget(1000.0) == 2
    accounts.note(1000.0, "anna", "delay")
    assert [each.id for each in accounts.audit.entries()] == [6]
    assert accounts.audit.verify() == []
    assert accounts.audit.entries(before=6) == []


def test_two_processes_write_one_chain(accounts: Accounts, tmp_path: Path) -> None:
    with contextlib.closing(Accounts(tmp_path, FAST)) as other:
        for at in range(10):
            (accounts if at % 2 else other).note(float(at), "anna", "helper")

    assert accounts.audit.verify() == []
    assert len(accounts.audit.entries()) == 11


def test_a_file_that_cannot_be_written_is_named(accounts: Accounts) -> None:
    accounts._store.execute("pragma query_only=on")

    with pytest.raises(HubError) as caught:
        accounts.note(1.0, "anna", "helper")

    assert caught.value.reason is Reason.UNREADABLE
