"""The reception page in a browser, as the office uses it."""

from __future__ import annotations

from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.common.by import By

from tests.journeys.parts import until


def press(page: webdriver.Remote, css: str) -> None:
    """Press what is there and enabled; the page renews its parts while we look."""

    def pressed() -> bool:
        try:
            found = page.find_elements(By.CSS_SELECTOR, css)
            if found and found[0].is_displayed() and found[0].is_enabled():
                found[0].click()
                return True
        except StaleElementReferenceException:
            pass
        return False

    until(pressed, f"{css} can be pressed")


def reads(page: webdriver.Remote, css: str) -> str:
    """Read a part of the page; nothing while it is being renewed."""
    try:
        return page.find_element(By.CSS_SELECTOR, css).text
    except StaleElementReferenceException:
        return ""


def log_in(page: webdriver.Remote, port: int, password: str) -> None:
    """Log in at the reception page as `empfang`."""
    page.get(f"http://127.0.0.1:{port}/")
    page.find_element(By.NAME, "username").send_keys("empfang")
    page.find_element(By.NAME, "password").send_keys(password)
    page.find_element(By.ID, "login").click()
    until(lambda: page.find_elements(By.ID, "room"), "the reception page")
