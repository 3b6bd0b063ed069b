"""What every file keeps: its size, its docstring, and what must never be in it."""

from __future__ import annotations

import ast
import re
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILE_LINES = 400
FUNCTION_LINES = 40
PACKAGES = ("kiosk", "telemed", "accessibility", "device_drivers")
REASON = re.compile(r"# long: \S.*")

# In pieces, because this file is searched too.
NEVER = {
    "a path of one machine": re.compile(r"(?<![\w/.-])/(?:work|root|Users)/|/home/(?!visitor\b)[a-z]\w*/"),
    "a promise without a record": re.compile("|".join((r"\bTO" + r"DO\b", r"\bFIX" + r"ME\b", r"\bX" + r"XX\b"))),
    "a browser without its sandbox": re.compile(
        "^(?!.* not in ).*(?:--no" + "-sandbox|DISABLE" + "_SANDBOX)", re.MULTILINE
    ),
    "a leftover of a merge": re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE),
}

TEXT = {".py", ".md", ".toml", ".sh", ".service", ".conf", ".ftl", ".txt", ".yml", ".html", ".js", ".css", ""}
FOREIGN = re.compile(r"LICENSE|requirements\.lock|.*/(?:OFL|MIT|Apache)-[^/]*\.txt")


def tracked(root: Path) -> list[Path]:
    """Give the files that belong to the project: what git knows or would add, or all in a copy without git."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    said = subprocess.run(command, cwd=root, capture_output=True, check=False)
    if said.returncode == 0:
        return [path for name in said.stdout.decode().split("\0") if name and (path := root / name).is_file()]
    hidden = {".venv", "build", "__pycache__"}
    return [path for path in root.rglob("*") if path.is_file() and not hidden & set(path.parts)]


def texts(root: Path) -> Iterator[tuple[str, str]]:
    for path in tracked(root):
        name = path.relative_to(root).as_posix()
        if path.suffix in TEXT and not FOREIGN.fullmatch(name):
            yield name, path.read_text(encoding="utf-8")


def python(root: Path) -> list[tuple[str, str]]:
    return [(name, text) for name, text in texts(root) if name.endswith(".py")]


def has_reason(source: str, line: int) -> bool:
    """Tell whether the line, counted from 1, or the one before it says why something is long."""
    return any(REASON.search(each) for each in source.splitlines()[max(line - 2, 0) : line])


def long_functions(source: str) -> list[str]:
    """Name functions with more lines than allowed; docstring and decorators are not counted."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if ast.get_docstring(node) is not None:
                lines -= (node.body[0].end_lineno or 0) - node.body[0].lineno + 1
            if lines > FUNCTION_LINES and not has_reason(source, node.lineno):
                found.append(f"{node.name} ({lines})")
    return found


def test_no_file_is_too_long(root: Path) -> None:
    found = {
        name: lines
        for name, text in python(root)
        if (lines := text.count("\n")) > FILE_LINES and not any(REASON.match(line) for line in text.splitlines()[:5])
    }
    assert found == {}


def test_no_function_is_too_long(root: Path) -> None:
    assert {name: found for name, text in python(root) if (found := long_functions(text))} == {}


def test_a_long_function_is_noticed_unless_it_says_why() -> None:
    body = "    pass\n" * 40
    assert long_functions(f"def f():\n{body}") == ["f (41)"]
    assert long_functions(f'def f():\n    """Say.\n\n    More.\n    """\n{body[9:]}') == []
    assert long_functions(f"def f():  # long: a table\n{body}") == []


def test_every_module_says_what_it_is_for(root: Path) -> None:
    silent = [name for name, text in python(root) if text.strip() and ast.get_docstring(ast.parse(text)) is None]
    assert silent == []


def test_annotations_are_postponed_everywhere(root: Path) -> None:
    wanted = "from __future__ import annotations"
    lacking = [name for name, text in python(root) if len(ast.parse(text).body) > 1 and wanted not in text]
    assert lacking == []


@pytest.mark.parametrize("what", NEVER)
def test_no_file_holds(root: Path, what: str) -> None:
    found = [
        f"{name}:{text.count(chr(10), 0, hit.start()) + 1}: {hit[0]}"
        for name, text in texts(root)
        for hit in NEVER[what].finditer(text)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("a path of one machine", "see /ro" + "ot/notes"),
        ("a path of one machine", "'/ho" + "me/anna/x'"),
        ("a promise without a record", "# TO" + "DO later"),
        ("a browser without its sandbox", "chromium --no" + "-sandbox"),
        ("a leftover of a merge", "<" * 7 + " HEAD"),
    ],
)
def test_what_must_never_be_there_is_noticed(what: str, line: str) -> None:
    assert NEVER[what].search(line)


def test_a_test_may_say_that_the_sandbox_is_not_switched_off() -> None:
    assert NEVER["a browser without its sandbox"].search("assert '--no" + "-sandbox' not in words") is None


@pytest.mark.parametrize("line", ["/home/visitor/x", "https://example.org/work/", "a/root/b", "/var/lib/x"])
def test_what_may_be_there_is_not_reported(line: str) -> None:
    assert NEVER["a path of one machine"].search(line) is None


def test_text_files_end_with_one_line_end_and_no_line_with_a_blank(root: Path) -> None:
    found = [
        name
        for name, text in texts(root)
        if text and (not text.endswith("\n") or text.endswith("\n\n") or re.search(r"[ \t]$", text, re.MULTILINE))
    ]
    assert found == []
