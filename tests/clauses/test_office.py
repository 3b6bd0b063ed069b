"""The pages of the office in real Chromium (chapter 9): labels, names, contrast, keys, focus, narrow windows."""

from __future__ import annotations

import contextlib
import datetime as dt
import itertools
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import argon2
import msgspec
import pytest
from selenium import webdriver
from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from telemed.hub import accounts_totp as totp
from telemed.hub import messages as m
from telemed.hub.accounts import Accounts, Session
from telemed.hub.clock import BERLIN
from telemed.hub.journal import Entry
from telemed.hub.journal.sqlite import SqliteJournal
from tests.hub.conftest import PASSWORD, RunningHub, running
from tests.journeys.parts import browser, missing, until
from tests.ports import free_port

pytestmark = [
    pytest.mark.skipif(bool(missing()), reason=f"not installed: {', '.join(missing())}; make setup-test installs them"),
    pytest.mark.browser,
    pytest.mark.timeout(180),
    pytest.mark.xdist_group("office-clauses"),
]

LEAST_CONTRAST = 4.5
NARROW = 320
PROBES = (Path(__file__).parent / "probes.js").read_text(encoding="utf-8")


@dataclass
class Office:
    """A hub with people waiting and a call for help, and a browser in front of its pages."""

    hub: RunningHub
    page: webdriver.Remote
    token: str

    def show(self, name: str) -> None:
        if name in ADMINISTERED:
            self.show("reception")
            self.page.get(f"{self.hub.url}/{name}")
            until(
                lambda: self.page.find_elements(By.CSS_SELECTOR, f"a[aria-current][href='/{name}']"), f"the page {name}"
            )
            for more in self.page.find_elements(By.CSS_SELECTOR, "details"):
                self.page.execute_script("arguments[0].open = true", more)
            return
        if name == "login":
            self.page.delete_all_cookies()
            self.page.get(f"{self.hub.url}/login")
            until(lambda: self.page.find_elements(By.ID, "login"), "the login page")
            return
        self.page.get(f"{self.hub.url}/")
        if self.page.find_elements(By.ID, "login"):
            self.page.add_cookie({"name": "stadtteil", "value": self.token})
            self.page.get(f"{self.hub.url}/")
        until(lambda: self.page.find_elements(By.ID, "room"), "the reception page")

    def probe(self, name: str, *words: Any) -> Any:
        """Run one of the probes in the page."""
        return self.page.execute_script(f"{PROBES}; return {name}(...arguments);", *words)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    state = tmp_path_factory.mktemp("hub") / "state"
    with contextlib.closing(Accounts(state, argon2.PasswordHasher())) as accounts:
        accounts.add("anna", "reception,administration", PASSWORD, time.time())
        token = logged_in(accounts)
        accounts.login("bert", "wrong", "192.0.2.7", time.time())
    past_day(state)
    with running(state, free_port()) as hub, browser() as page:
        for index in range(3):
            hub.client().take_ticket(f"k{index}", "buero")
        hub.client().call_help("h")
        page.get(f"{hub.url}/login")
        yield Office(hub, page, token)


def logged_in(accounts: Accounts) -> str:
    """Give the cookie of somebody who has set up the second factor that administering needs."""
    now = time.time()
    session = accounts.login("anna", PASSWORD, "a", now)
    assert isinstance(session, Session)
    accounts.begin_factor(session, PASSWORD, "a", now)
    secret = accounts.new_factor(session)
    assert secret is not None
    assert isinstance(accounts.confirm_factor(session, totp.code(secret, totp.step_of(now)), now), tuple)
    return session.token


def past_day(state: Path) -> None:
    """Let six people have been here yesterday, so that the statistics have something to show."""
    now = time.time()
    day = dt.datetime.fromtimestamp(now, BERLIN).date() - dt.timedelta(days=1)
    at = dt.datetime(day.year, day.month, day.day, 10, tzinfo=BERLIN).timestamp()
    events: list[m.Event] = []
    for number in range(1, 7):
        events += [m.NumberTaken(at, f"t{number}", number, "buero"), m.NumberCalled(at + 600, number, "Raum 1", 1)]
        events += [m.ServingBegan(at + 700, number), m.NumberFinished(at + 1500, number)]
    with contextlib.closing(SqliteJournal(state, now)) as journal:
        journal.append(f"queue/{day}", 0, [Entry(msgspec.json.encode(tuple(events)), now)])


ADMINISTERED = ("account", "accounts", "appointments", "audit", "statistics", "terminals")
PAGES = ("login", "reception", *ADMINISTERED)
EACH = pytest.mark.parametrize("name", PAGES)


@pytest.mark.clause("9.3.1.1", "9.2.4.2")
@EACH
def test_a_page_says_its_language_and_what_it_is(office: Office, name: str) -> None:
    office.show(name)
    assert office.probe("language") == "de"
    assert office.page.title.strip()


@pytest.mark.clause("9.1.3.1")
@EACH
def test_headings_go_down_by_one_and_begin_at_one(office: Office, name: str) -> None:
    office.show(name)
    levels = office.probe("headings")
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels)), levels
    assert office.probe("landmarks") >= 1


@pytest.mark.clause("9.3.3.2", "9.4.1.2")
@EACH
def test_every_control_has_a_name_and_every_field_a_label(office: Office, name: str) -> None:
    office.show(name)
    assert office.probe("nameless") == []
    controls = office.page.find_elements(By.CSS_SELECTOR, "button, input:not([type=hidden]), select, a[href]")
    assert controls
    for control in controls:
        if control.is_displayed():
            assert control.accessible_name.strip(), control.get_attribute("outerHTML")
            assert control.aria_role not in {"", "none", "generic"}


@pytest.mark.clause("9.1.4.3")
@EACH
def test_text_has_its_contrast(office: Office, name: str) -> None:
    office.show(name)
    found = office.probe("contrasts")
    assert found
    assert [one for one in found if one["ratio"] < LEAST_CONTRAST] == []


@pytest.mark.clause("9.1.4.10")
@EACH
def test_a_narrow_window_needs_no_scrolling_sideways(office: Office, name: str) -> None:
    office.show(name)
    before = office.page.get_window_size()
    try:
        office.page.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": NARROW, "height": 800, "deviceScaleFactor": 1, "mobile": False},
        )
        assert office.probe("overflow") <= 0
    finally:
        office.page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        office.page.set_window_size(before["width"], before["height"])


@pytest.mark.clause("9.2.1.1", "9.2.4.7")
@EACH
def test_tab_reaches_everything_and_shows_where_it_is(office: Office, name: str) -> None:
    office.show(name)
    wanted = set(office.probe("marked"))
    reached: set[str] = set()
    unseen: list[str] = []
    for _ in range(len(wanted) + 20):  # A field for a date takes several steps of its own.
        ActionChains(office.page).send_keys(Keys.TAB).perform()
        control, seen = office.probe("focused")
        if control is not None:
            reached.add(control)
            if not seen:
                unseen.append(control)
    assert wanted <= reached
    assert unseen == []


@pytest.mark.clause("9.4.1.3")
def test_a_call_for_help_is_an_alert(office: Office) -> None:
    office.show("reception")
    until(
        lambda: office.page.find_elements(By.CSS_SELECTOR, "[role=alert] [data-help-id], [role=alert][data-help-id]"),
        "the call for help is an alert",
    )


def test_the_probes_find_what_is_wrong(office: Office) -> None:
    office.page.get(
        "data:text/html,<h2>x</h2><h4>y</h4><input><button></button>"
        "<p style='color:%23aaa;background:%23fff'>pale</p><div style='width:900px'>wide</div>"
        "<a href='/x' style='outline:none' tabindex=0>z</a><style>*:focus{outline:none!important}</style>"
    )
    assert office.probe("language") == ""
    assert office.probe("headings") == [2, 4]
    assert len(office.probe("nameless")) == 2
    assert [one for one in office.probe("contrasts") if one["ratio"] < LEAST_CONTRAST]
    office.probe("marked")
    office.page.execute_script("document.querySelector('a').focus()")
    assert office.probe("focused")[1] is False


def by_keys(office: Office, wanted: str, *keys: str) -> None:
    """Go to a control with Tab alone and press keys there."""
    for _ in range(80):
        found = office.page.switch_to.active_element.get_attribute("id")
        if found == wanted:
            ActionChains(office.page).send_keys(*keys).perform()
            return
        ActionChains(office.page).send_keys(Keys.TAB).perform()
    raise AssertionError(f"never reached by Tab: {wanted}")


def reads(office: Office, css: str) -> str:
    """Read a part of the page; nothing while it is being renewed."""
    try:
        return office.page.find_element(By.CSS_SELECTOR, css).text
    except (NoSuchElementException, StaleElementReferenceException):
        return ""


@pytest.mark.clause("9.2.1.1", "9.2.4.1")
def test_a_number_goes_through_the_office_by_keys_alone(office: Office) -> None:
    office.show("reception")
    ActionChains(office.page).send_keys(Keys.TAB, Keys.ENTER).perform()
    until(lambda: office.page.switch_to.active_element.get_attribute("id") == "parts", "the link leads to the content")

    by_keys(office, "call-next", Keys.ENTER)
    until(lambda: "aufgerufen" in reads(office, "#note"), "somebody is called")
    number = reads(office, "#current")
    by_keys(office, "serve", Keys.SPACE)
    until(lambda: "ist da" in reads(office, "#here"), "the person is here")
    by_keys(office, "transfer-now", Keys.ENTER)
    until(lambda: f"Nummer {number}" in reads(office, "#chosen-title"), "the number is looked at more closely")
    by_keys(office, "transfer", Keys.ENTER)
    until(lambda: "weitergegeben" in reads(office, "#note"), "the number is passed on")
    assert reads(office, "#current") != number


@pytest.mark.clause("9.2.1.1")
def test_an_account_is_made_by_keys_alone_and_the_page_says_so(office: Office) -> None:
    office.show("accounts")
    by_keys(office, "name", "cem")
    by_keys(office, "first-password", "acht Hasen malen Wolken")
    by_keys(office, "new-support", Keys.SPACE)
    by_keys(office, "add", Keys.ENTER)

    until(lambda: "cem ist angelegt" in reads(office, "#note"), "the page says so")
    assert office.page.find_element(By.CSS_SELECTOR, "#note").get_attribute("role") == "status"
    assert "Empfang, Technik" in reads(office, "[data-account=cem]")
