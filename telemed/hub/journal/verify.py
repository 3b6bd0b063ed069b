"""What `stadtteil hub verify` finds out about a journal: file, gaps, chain, end. Changes nothing; a hub may run."""

from __future__ import annotations

import contextlib
import datetime as dt
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import msgspec

from telemed.hub.clock import BERLIN
from telemed.hub.errors import HubError, Reason
from telemed.hub.journal import chain, schema
from telemed.hub.journal.sqlite import noted_head
from telemed.hub.store import named

_GAPS = """
select stream from record group by stream having max(version) <> count(*) or min(version) <> 1 order by stream
"""


class Verdict(msgspec.Struct, frozen=True):
    """What is wrong and what is worth knowing, in plain words; the head, to be noted elsewhere; how many streams."""

    wrong: tuple[str, ...]
    notes: tuple[str, ...]
    head: chain.Head
    streams: int


def verify(folder: Path, heads: Sequence[chain.Head] = ()) -> Verdict:
    """Check the journal in a folder; `heads` are those noted elsewhere. Raises `HubError` when it cannot be read."""
    path = folder / schema.FILE
    if not path.is_file():
        raise HubError(Reason.UNREADABLE, f"Die Datei {path} gibt es nicht.")
    noted = noted_head(folder)
    with named(path), contextlib.closing(sqlite3.connect(path, timeout=5, isolation_level=None)) as connection:
        connection.execute("pragma query_only=on")
        connection.execute("begin")  # All of it at one moment, whatever a hub goes on to write.
        return _verdict(connection, [*heads, *([noted] if noted else [])])


def verify_file(path: Path) -> Verdict:
    """Check a journal in a single file (a backup). Raises `HubError`."""
    with named(path), contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as found:
        return _verdict(found, [])


def _verdict(connection: sqlite3.Connection, heads: Sequence[chain.Head]) -> Verdict:
    wrong = [f"Die Datei: {row[0]}" for row in connection.execute("pragma integrity_check") if row[0] != "ok"]
    wrong += [f"Im Strom {row[0]} fehlen Einträge." for row in connection.execute(_GAPS)]
    streams = connection.execute("select count(distinct stream) from record").fetchone()[0]
    if not schema.has_chain(connection):
        wrong.append("Dieses Journal ist älter als die Kette: Start der Zentrale nimmt es auf.")
        return Verdict(tuple(wrong), (), chain.Head(0, chain.GENESIS), streams)
    own = schema.own(connection)
    walk = chain.Walk([run for record in own if isinstance(record, chain.StreamRemoved) for run in record.runs], heads)
    broken = walk.follow(schema.links(connection))
    if broken is not None:
        wrong.append(_where(broken))
    else:
        wrong += [
            f"Das Ende fehlt oder die Kette ist eine andere: {head.seq} war festgehalten." for head in walk.missing()
        ]
    return Verdict(tuple(wrong), tuple(_notes(own)), walk.head, streams)


def _where(broken: chain.Broken) -> str:
    if not broken.stream:
        return f"Die Kette reißt bei Eintrag {broken.seq}: er fehlt."
    place = f"Strom {broken.stream}, Nummer {broken.version}"
    return f"Die Kette reißt bei Eintrag {broken.seq} ({place}): Inhalt oder Reihenfolge ist nicht mehr, was es war."


def _notes(own: Sequence[chain.Own]) -> list[str]:
    notes = []
    removed = sum(isinstance(record, chain.StreamRemoved) for record in own)
    for record in own:
        day = f"{dt.datetime.fromtimestamp(record.at, BERLIN):%d.%m.%Y}"
        match record:
            case chain.ChainBegan():
                notes.append(f"Die Einträge 1 bis {record.seq} sind erst seit dem {day} durch die Kette belegt.")
            case chain.EndMissed():
                notes.append(f"Am {day} fehlte das Ende bis Eintrag {record.seq}, der daneben festgehalten war.")
            case chain.JournalRestored():
                notes.append(f"Am {day} wurde das Journal aus einer Sicherung wiederhergestellt.")
    if removed:
        notes.append(f"Wegen abgelaufener Aufbewahrung entfernt: {removed} Ströme.")
    return notes
