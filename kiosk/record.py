"""The record of processing activities (Art. 30 GDPR), written from what the services declare.

`python -m kiosk.record > docs/datenschutz/verzeichnis.md` renews the page; a test compares the two.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from kiosk.citizen import BARRIERS, SERVICES
from kiosk.flow.service import Form
from kiosk.texts import SOURCE, Texts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kiosk.flow.service import Service

_HEAD = """\
# Verzeichnis der Verarbeitungen am Terminal

Diese Seite wird aus den Angaben der Dienste erzeugt (`python -m kiosk.record`) und nicht von Hand geändert. Die
Besucherinnen und Besucher lesen am Terminal dieselben Worte: vor der ersten persönlichen Frage und unter „Meine Daten“.
Sie ist die Vorlage für das Verzeichnis nach Artikel 30 DSGVO; Verantwortliche, Datenschutzbeauftragte und die
technischen Maßnahmen ergänzt die Stelle, die das Terminal betreibt.

| Dienst | Zweck | Rechtsgrundlage | Empfänger | Speicherdauer | Form |
|---|---|---|---|---|---|
"""
_FORMS = {Form.NONE: "keine", Form.TEXT: "Textform", Form.WRITTEN: "Schriftform", Form.EID: "Online-Ausweis"}


def record_of_processing(services: Iterable[Service], texts: Texts) -> str:
    """Write the services as a Markdown page in German; `texts` are those of the source locale."""
    return _HEAD + "".join(_row(service, texts) for service in services)


def _row(service: Service, texts: Texts) -> str:
    keys = (service.title, service.purpose, service.legal_basis, service.recipient, service.retention)
    cells = [*(texts.plain(key) for key in keys), _FORMS[service.form]]
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |\n"


if __name__ == "__main__":
    sys.stdout.write(record_of_processing((*SERVICES, BARRIERS), Texts(SOURCE, strict=True)))
