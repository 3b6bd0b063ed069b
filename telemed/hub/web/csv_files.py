"""Tables as files for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from litestar import Response


def csv_answer(name: str, head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> Response[bytes]:
    """Return a table as a file that German spreadsheets open: semicolons, UTF-8 with a mark, no cell is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([[_harmless(cell) for cell in row] for row in rows])
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(out.getvalue().encode("utf-8-sig"), media_type="text/csv", headers=headers)


def _harmless(cell: object) -> object:
    """A text that a spreadsheet would calculate is put behind an apostrophe (OWASP, CSV injection)."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in tuple("=+-@\t\r") else cell
