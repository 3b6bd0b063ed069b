"""The second factor: RFC 6238 to the letter, a clock that drifts, codes that count once, a way out."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path

import argon2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from telemed.hub import accounts_totp as totp
from telemed.hub.accounts import PENDING_SECONDS, Accounts, CodeWanted, Session
from telemed.hub.accounts_factor import address
from telemed.hub.errors import HubError, Reason
from telemed.hub.messages import Refused

PASSWORD = "vier Wale tanzen leise"
FAST = argon2.PasswordHasher(1, 8, 1)
RFC_SECRET = b"12345678901234567890"
NOW = 1_700_000_000.0


@pytest.mark.parametrize(
    ("at", "code"),
    [
        (59, "94287082"),
        (1111111109, "07081804"),
        (1111111111, "14050471"),
        (1234567890, "89005924"),
        (2000000000, "69279037"),
        (20000000000, "65353130"),
    ],
)
def test_codes_are_those_of_rfc_6238_appendix_b(at: int, code: str) -> None:
    assert totp.code(RFC_SECRET, totp.step_of(at), 8) == code
    assert totp.code(RFC_SECRET, totp.step_of(at)) == code[2:]


def test_codes_are_those_of_rfc_4226_appendix_d() -> None:
    assert [totp.code(RFC_SECRET, count) for count in range(4)] == ["755224", "287082", "359152", "969429"]


@given(st.integers(0, 2**40), st.integers(-5, 5))
def test_a_clock_may_be_one_step_off_and_no_more(step: int, off: int) -> None:
    at = float(step * totp.STEP_SECONDS)
    typed = totp.code(RFC_SECRET, max(step + off, 0))

    found = totp.matching_step(RFC_SECRET, typed, at, -1)

    near = {totp.code(RFC_SECRET, one): one for one in range(max(step - 1, 0), step + 2)}
    assert (found is not None) == (typed in near)


def test_a_step_that_was_used_or_is_older_never_matches_again() -> None:
    step = totp.step_of(NOW)

    assert totp.matching_step(RFC_SECRET, totp.code(RFC_SECRET, step), NOW, step - 1) == step
    assert totp.matching_step(RFC_SECRET, totp.code(RFC_SECRET, step), NOW, step) is None
    assert totp.matching_step(RFC_SECRET, totp.code(RFC_SECRET, step - 1), NOW, step) is None


def test_the_address_is_what_authenticators_read() -> None:
    found = address(RFC_SECRET, "ännä", "Büro: Lobeda")

    assert found == (
        "otpauth://totp/B%C3%BCro%3A%20Lobeda:%C3%A4nn%C3%A4"
        "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=B%C3%BCro%3A%20Lobeda"
    )
    assert totp.shown(RFC_SECRET) == "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"


# ---- in an account -----------------------------------------------------------------------------------------------


@pytest.fixture
def accounts(tmp_path: Path) -> Iterator[Accounts]:
    with contextlib.closing(Accounts(tmp_path, FAST)) as opened:
        opened.add("anna", "administration", PASSWORD, NOW)
        yield opened


def logged_in(accounts: Accounts, now: float = NOW) -> Session:
    found = accounts.login("anna", PASSWORD, "a", now)
    assert isinstance(found, Session)
    return found


def code_at(secret: bytes, now: float) -> str:
    return totp.code(secret, totp.step_of(now))


def enrolled(accounts: Accounts) -> tuple[bytes, tuple[str, ...]]:
    session = logged_in(accounts)
    assert accounts.begin_factor(session, PASSWORD, "a", NOW) is None
    secret = accounts.new_factor(session)
    assert secret is not None
    codes = accounts.confirm_factor(session, code_at(secret, NOW), NOW)
    assert isinstance(codes, tuple)
    return secret, codes


def waiting(accounts: Accounts, now: float) -> str:
    found = accounts.login("anna", PASSWORD, "a", now)
    assert isinstance(found, CodeWanted)
    return found.token


def test_a_secret_counts_only_once_it_is_confirmed(accounts: Accounts) -> None:
    session = logged_in(accounts)
    refused = accounts.begin_factor(session, "wrong", "a", NOW)
    assert isinstance(refused, Refused)
    assert accounts.new_factor(session) is None

    accounts.begin_factor(session, PASSWORD, "a", NOW)
    wrong = accounts.confirm_factor(session, "000000", NOW)

    assert isinstance(wrong, Refused)
    assert isinstance(accounts.login("anna", PASSWORD, "a", NOW), Session)
    assert not accounts.all()[0].factor


def test_with_a_second_factor_the_password_alone_begins_nothing(accounts: Accounts) -> None:
    secret, _ = enrolled(accounts)
    later = NOW + 60

    token = waiting(accounts, later)

    assert accounts.session(token, later) is None
    assert accounts.waits_for_code(token, later) == "anna"
    found = accounts.login_code(token, code_at(secret, later), "a", later)
    assert isinstance(found, Session)
    assert found.factor
    assert found.token != token
    assert accounts.session(found.token, later) is not None
    assert accounts.waits_for_code(token, later) is None


def test_a_code_is_used_once_also_the_one_that_confirmed(accounts: Accounts) -> None:
    secret, _ = enrolled(accounts)

    assert isinstance(accounts.login_code(waiting(accounts, NOW), code_at(secret, NOW), "a", NOW), Refused)
    later = NOW + 60
    assert isinstance(accounts.login_code(waiting(accounts, later), code_at(secret, later), "a", later), Session)
    assert isinstance(accounts.login_code(waiting(accounts, later), code_at(secret, later), "a", later), Refused)


def test_a_recovery_code_works_once_however_it_is_typed(accounts: Accounts) -> None:
    _, codes = enrolled(accounts)
    assert len(set(codes)) == 10
    assert all(re.fullmatch(r"([2-9a-z]{4}-){2}[2-9a-z]{4}", code) for code in codes)

    typed = codes[0].upper().replace("-", " ")
    first = accounts.login_code(waiting(accounts, NOW), typed, "a", NOW)
    again = accounts.login_code(waiting(accounts, NOW), codes[0], "a", NOW)

    assert isinstance(first, Session)
    assert isinstance(again, Refused)
    assert accounts.recovery_left(first) == 9
    assert "recovery-used" in [each.kind for each in accounts.audit.entries()]


def test_after_five_wrong_codes_even_the_right_one_waits_until_an_administrator_helps(accounts: Accounts) -> None:
    secret, _ = enrolled(accounts)
    later = NOW + 60
    token = waiting(accounts, later)
    for _ in range(5):
        accounts.login_code(token, "000000", "a", later)

    locked = accounts.login_code(token, code_at(secret, later), "elsewhere", later)

    assert isinstance(locked, Refused)
    assert locked.reason == "too-many"
    assert [lock.words for lock in accounts.locks(later)] == ["Konto anna, zweiter Faktor"]
    accounts.unlock("anna", later, "boss")
    assert isinstance(accounts.login_code(token, code_at(secret, later), "a", later), Session)


def test_guessing_the_confirmation_is_stopped_too(accounts: Accounts) -> None:
    session = logged_in(accounts)
    accounts.begin_factor(session, PASSWORD, "a", NOW)
    for _ in range(5):
        accounts.confirm_factor(session, "000000", NOW)

    refused = accounts.confirm_factor(session, "000000", NOW)

    assert isinstance(refused, Refused)
    assert refused.reason == "too-many"


def test_the_second_step_has_its_time(accounts: Accounts) -> None:
    secret, _ = enrolled(accounts)
    token, late = waiting(accounts, NOW + 60), NOW + 61 + PENDING_SECONDS

    refused = accounts.login_code(token, code_at(secret, late), "a", late)

    assert isinstance(refused, Refused)
    assert refused.reason == "not-found"
    assert isinstance(accounts.login_code("other", code_at(secret, late), "a", late), Refused)


def test_a_new_telephone_replaces_the_old_one_when_it_is_confirmed(accounts: Accounts) -> None:
    old, _ = enrolled(accounts)
    later = NOW + 60
    session = accounts.login_code(waiting(accounts, later), code_at(old, later), "a", later)
    assert isinstance(session, Session)

    accounts.begin_factor(session, PASSWORD, "a", later)
    new = accounts.new_factor(session)
    assert new is not None
    later += 60
    assert isinstance(accounts.login_code(waiting(accounts, later), code_at(old, later), "a", later), Session)
    assert isinstance(accounts.confirm_factor(session, code_at(new, later), later), tuple)

    later += 60
    assert isinstance(accounts.login_code(waiting(accounts, later), code_at(old, later), "a", later), Refused)
    assert isinstance(accounts.login_code(waiting(accounts, later), code_at(new, later), "a", later), Session)


def test_a_lost_telephone_is_reset_and_its_sessions_end(accounts: Accounts) -> None:
    secret, codes = enrolled(accounts)
    later = NOW + 60
    session = accounts.login_code(waiting(accounts, later), code_at(secret, later), "a", later)
    assert isinstance(session, Session)

    accounts.reset_factor("Anna", later, "boss")

    assert accounts.session(session.token, later) is None
    assert isinstance(accounts.login("anna", PASSWORD, "a", later), Session)
    assert codes


def test_the_files_hold_neither_secret_nor_recovery_code(accounts: Accounts, tmp_path: Path) -> None:
    secret, codes = enrolled(accounts)

    content = b"".join(path.read_bytes() for path in tmp_path.iterdir())

    assert secret not in content
    assert not any(code.encode() in content or code.replace("-", "").encode() in content for code in codes)
    assert b"anna" in content


def test_a_copy_without_the_secret_of_the_hub_is_of_no_use(accounts: Accounts, tmp_path: Path) -> None:
    secret, _ = enrolled(accounts)
    later = NOW + 60
    (tmp_path / "secret").write_bytes(b"x" * 32)
    with contextlib.closing(Accounts(tmp_path, FAST)) as other, pytest.raises(HubError) as caught:
        other.login_code(waiting(other, later), code_at(secret, later), "a", later)

    assert caught.value.reason is Reason.DAMAGED


def test_without_a_second_factor_no_code_is_right(accounts: Accounts) -> None:
    enrolled(accounts)
    token = waiting(accounts, NOW)
    accounts._factor.forget("anna")

    assert isinstance(accounts.login_code(token, "000000", "a", NOW), Refused)
