"""The line named in an error is the line the key stands on, however the file is written."""

from __future__ import annotations

import tomllib
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kiosk.strict_toml import ConfigError, parse
from kiosk.toml_lines import KeyPath, last_key, line_index
from tests.unit.strict_toml.test_strict_toml import Terminal

NAMES = st.one_of(
    st.from_regex(r"[A-Za-z0-9_-]{1,6}", fullmatch=True),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=5),
)
SCALARS = st.sampled_from(
    [
        "1",
        "-0x1F"[1:],
        "1e3",
        "true",
        "2026-11-22 08:00:00",
        "08:30:00",
        '"a # [b] = \\" c"',
        "'#]}\\'",
        '"""\n[x]\ny = 1 \\""" \n"""""',
        "'''\n# z = 2\n'''''",
        '""',
        "''",
        '""""""',
    ],
)
GAPS = st.sampled_from(["", " ", "\n", " # = [ ' \n", "\n\n\t"])


def quoted(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def flat(value: object, path: KeyPath = ()) -> set[KeyPath]:
    """Every path there is in a parsed value."""
    paths: set[KeyPath] = {path}
    if isinstance(value, dict):
        for name, each in value.items():
            paths |= flat(each, (*path, name))
    elif isinstance(value, list):
        for number, each in enumerate(value):
            paths |= flat(each, (*path, number))
    return paths


@st.composite
def values(draw: st.DrawFn, depth: int = 2) -> str:
    kind = draw(st.sampled_from(["scalar", "array", "inline"])) if depth else "scalar"
    if kind == "scalar":
        return draw(SCALARS)
    if kind == "array":
        items = draw(st.lists(values(depth - 1), max_size=3))
        gaps = [draw(GAPS) for _ in range(2 * len(items) + 1)]
        body = ",".join(gaps[2 * n] + item + gaps[2 * n + 1] for n, item in enumerate(items))
        return f"[{body}{',' if draw(st.booleans()) and items else ''}{gaps[-1]}]"
    names = draw(st.lists(NAMES, max_size=3, unique=True))
    return "{" + ", ".join(f"{quoted(name)} = {draw(values(depth - 1))}" for name in names) + "}"


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, dict[KeyPath, int]]:
    """A TOML text, and the line on which each of its keys was put."""
    expected: dict[KeyPath, int] = {}
    lines: list[str] = []

    def put(text: str, path: KeyPath) -> None:
        expected[path] = len(lines) + 1
        lines.extend(text.split("\n"))

    def pairs(path: KeyPath) -> None:
        for name in draw(st.lists(NAMES, max_size=3, unique_by=lambda name: ("key " + name).strip())):
            key = ("key " + name).strip()
            lines.extend([""] * draw(st.integers(0, 2)))
            put(f"  {quoted(key)}\t= {draw(values())} # {name}", (*path, key))

    pairs(())
    for number in range(draw(st.integers(0, 3))):
        table = f"table {number}"
        if draw(st.booleans()):
            put(f"[{quoted(table)}.sub]", (table, "sub"))
            pairs((table, "sub"))
        else:
            for index in range(draw(st.integers(1, 3))):
                put(f"[[ {quoted(table)} ]]", (table, index))
                pairs((table, index))
                put(f"[{quoted(table)}.'part']", (table, index, "part"))
                pairs((table, index, "part"))
    return "\n".join(lines), expected


@given(documents(), st.booleans())
def test_each_key_is_found_on_the_line_it_was_put(document: tuple[str, dict[KeyPath, int]], windows: bool) -> None:
    text, expected = document
    found = line_index(text.replace("\n", "\r\n") if windows else text)
    assert {path: found.get(path) for path in expected} == expected


@given(documents())
def test_the_index_has_exactly_the_paths_of_the_parsed_value(document: tuple[str, dict[KeyPath, int]]) -> None:
    text, _ = document
    assert set(line_index(text)) == flat(tomllib.loads(text))


@given(st.one_of(st.text(), st.text(alphabet="ab.=[]{}\"'#,\n 1\\")))
def test_any_text_is_walked_to_its_end(text: str) -> None:
    assert max(line_index(text).values()) <= text.replace("\r\n", "\n").count("\n") + 1


@given(st.one_of(st.text(), st.text(alphabet="ab.=[]{}\"'#,\n 1\\"), documents().map(lambda each: each[0])))
def test_any_text_is_taken_or_refused_with_one_line_for_each_problem(text: str) -> None:
    lines = refusal_of(text)
    assert lines is None or all(line.startswith("t.toml:") for line in lines)


def refusal_of(text: str) -> list[str] | None:
    try:
        parse(text, Terminal, Path("t.toml"))
    except ConfigError as error:
        lines = str(error).splitlines()
        return lines if len(lines) == len(error.problems) else ["a problem with more than one line"]
    return None


def test_dotted_and_implied_tables_have_the_line_that_first_names_them() -> None:
    found = line_index("a.b.c = 1\na.b.d = 2\n[x.y]\nk = 1\n[x]\nl = 2\n")
    assert (found["a",], found["a", "b"], found["a", "b", "d"]) == (1, 1, 2)
    assert (found["x", "y"], found["x",], found["x", "l"]) == (3, 5, 6)


def test_escapes_in_quoted_keys_are_understood() -> None:
    assert line_index('"a\\u0062" = 1\n"\\n" = 2')[("\n",)] == 2


def test_the_last_key_begun_is_known() -> None:
    assert last_key("a = 1\n[t]\nb = [\n1") == (("t", "b", 0), 4)
    assert last_key("") == ((), 1)
