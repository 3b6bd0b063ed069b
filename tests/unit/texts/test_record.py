"""The record of processing says what the services declare."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.citizen import BARRIERS, SERVICES
from kiosk.flow.service import Form
from kiosk.record import record_of_processing
from kiosk.texts import Texts

if TYPE_CHECKING:
    from pathlib import Path


def test_the_published_record_is_what_the_services_declare(root: Path) -> None:
    page = (root / "docs" / "datenschutz" / "verzeichnis.md").read_text(encoding="utf-8")
    assert page == record_of_processing((*SERVICES, BARRIERS), Texts("de", strict=True)), (
        "renew it: python -m kiosk.record > docs/datenschutz/verzeichnis.md"
    )


def test_every_service_has_a_line_and_its_form_is_named(tmp_path: Path) -> None:
    (tmp_path / "de").mkdir()
    (tmp_path / "de" / "a.ftl").write_text("a = Antrag | Neu\nb = b\n", encoding="utf-8")
    service = replace(
        SERVICES[0], title="a", purpose="b", legal_basis="b", recipient="b", retention="b", form=Form.WRITTEN
    )
    page = record_of_processing([service], Texts("de", root=tmp_path, strict=True))
    assert page.splitlines()[-1] == r"| Antrag \| Neu | b | b | b | b | Schriftform |"
