"""A settings file is taken whole or refused with everything that is wrong with it."""

from __future__ import annotations

import datetime as dt
import enum
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal

import pytest

from kiosk.strict_toml import MAX_BYTES, ConfigError, Length, OneOf, Pattern, Range, load


class Theme(enum.Enum):
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Hub:
    url: Annotated[str, Pattern(r"https?://\S+", "an http or https address")]
    port: Annotated[int, Range(1, 65535)] = 8443


@dataclass(frozen=True, slots=True)
class Counter:
    name: Annotated[str, Length(1, 20)]
    floor: int = 0


@dataclass(frozen=True, slots=True)
class Hours:
    opens: dt.time
    closes: dt.time

    def __post_init__(self) -> None:
        if self.closes <= self.opens:
            message = "closes before it opens"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Terminal:
    site: str
    hub: Hub
    theme: Theme = Theme.LIGHT
    side: Annotated[str, OneOf("left", "right")] = "left"
    gain: Annotated[float, Range(0, 2)] = 1.0
    data: Path = Path("/var/lib/terminal")
    badge: str | None = None
    level: Literal[1, 2, 3] = 1
    loud: bool = False
    locales: Annotated[tuple[str, ...], Length(1)] = ("de",)
    counters: tuple[Counter, ...] = ()
    printers: dict[str, Hub] = field(default_factory=dict)
    hours: Hours | None = None


GOOD = """\
site = "lobeda"
theme = "dark"
side = "right"
gain = 1
data = "/srv/data"
badge = "reader"
level = 3
loud = true
locales = ["de", "ar"]

[hub]
url = "https://hub.test"
port = 443

[[counters]]
name = "One"

[[counters]]
name = "Two"
floor = 1

[printers.front]
url = "http://front.test"

[hours]
opens = 08:00:00
closes = 18:00:00
"""


def read(tmp_path: Path, text: str | bytes) -> Terminal:
    file = tmp_path / "terminal.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load(file, Terminal)


def refusal(tmp_path: Path, text: str | bytes) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        read(tmp_path, text)
    return str(caught.value).replace(f"{tmp_path}/", "").split("\n")


def test_a_complete_file_becomes_nested_frozen_values(tmp_path: Path) -> None:
    assert read(tmp_path, GOOD) == Terminal(
        site="lobeda",
        hub=Hub("https://hub.test", 443),
        theme=Theme.DARK,
        side="right",
        gain=1.0,
        data=Path("/srv/data"),
        badge="reader",
        level=3,
        loud=True,
        locales=("de", "ar"),
        counters=(Counter("One"), Counter("Two", 1)),
        printers={"front": Hub("http://front.test")},
        hours=Hours(dt.time(8), dt.time(18)),
    )


def test_a_whole_number_serves_as_a_decimal_one_and_becomes_one(tmp_path: Path) -> None:
    assert type(read(tmp_path, GOOD).gain) is float


def test_what_is_left_out_has_its_default(tmp_path: Path) -> None:
    terminal = read(tmp_path, 'site = "x"\nhub = { url = "http://h" }\n')
    assert (terminal.theme, terminal.hub.port, terminal.counters, terminal.hours) == (Theme.LIGHT, 8443, (), None)


def test_windows_line_ends_and_byte_order_mark_are_accepted(tmp_path: Path) -> None:
    raw = b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()
    assert read(tmp_path, raw) == read(tmp_path, GOOD)


def test_every_problem_is_listed_with_line_key_and_what_is_allowed(tmp_path: Path) -> None:
    text = """\
# settings
theme = "pink"
side = "up"
loud = 1
locales = []

[hub]
url = "ftp://x"
prot = 1
port = 70000

[[counters]]
name = ""

[[counters]]
floor = "first"
"""
    assert refusal(tmp_path, text) == [
        "terminal.toml:1: site: is missing; allowed: text in quotes",
        "terminal.toml:2: theme: 'pink' is not one of them; allowed: 'light', 'dark'",
        "terminal.toml:3: side: 'up' is not one of them; allowed: 'left', 'right'",
        "terminal.toml:4: loud: is a whole number; allowed: true or false",
        "terminal.toml:5: locales: is too short; allowed: an array, each item: text in quotes, length 1 or more",
        "terminal.toml:8: hub.url: 'ftp://x' does not fit; allowed: an http or https address",
        "terminal.toml:9: hub.prot: is not known; did you mean port?; allowed: port, url",
        "terminal.toml:10: hub.port: 70000 is too large; allowed: a whole number from 1 to 65535",
        "terminal.toml:13: counters[1].name: is too short; allowed: text in quotes, length 1 to 20",
        "terminal.toml:15: counters[2].name: is missing; allowed: text in quotes, length 1 to 20",
        "terminal.toml:16: counters[2].floor: is text; allowed: a whole number",
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("port = 0", "hub.port: 0 is too small; allowed: a whole number from 1 to 65535"),
        ("port = true", "hub.port: is true or false; allowed: a whole number from 1 to 65535"),
        ("port = 1.0", "hub.port: is a number with a decimal point; allowed: a whole number from 1 to 65535"),
        ("port = [1]", "hub.port: is an array; allowed: a whole number from 1 to 65535"),
        ("port = {}", "hub.port: is a table; allowed: a whole number from 1 to 65535"),
        ("port = 2026-01-01", "hub.port: is a date; allowed: a whole number from 1 to 65535"),
        (
            "port = 0x" + "f" * 5000,
            "hub.port: a number this long is too large; allowed: a whole number from 1 to 65535",
        ),
        ('"a\\nb" = 1', "hub.'a\\nb': is not known; allowed: port, url"),
    ],
)
def test_one_wrong_line(tmp_path: Path, line: str, expected: str) -> None:
    assert refusal(tmp_path, f'site = "x"\n[hub]\nurl = "http://h"\n{line}\n') == [f"terminal.toml:4: {expected}"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("gain = inf", "gain: inf is not a number to count with; allowed: a number from 0 to 2"),
        ("gain = nan", "gain: nan is not a number to count with; allowed: a number from 0 to 2"),
        ("gain = 1" + "0" * 400, "gain: is too large; allowed: a number from 0 to 2"),
        ('data = ""', "data: is not a path; allowed: a path in quotes"),
        ('data = "a\\u0000"', "data: is not a path; allowed: a path in quotes"),
        ("level = true", "level: true is not one of them; allowed: 1, 2, 3"),
        ("level = 4", "level: 4 is not one of them; allowed: 1, 2, 3"),
        ('locales = "de"', "locales: is text; allowed: an array, each item: text in quotes, length 1 or more"),
        ("badge = 7", "badge: is a whole number; allowed: text in quotes"),
        ("hours = { opens = 08:00:00, closes = 07:00:00 }", "hours: closes before it opens"),
        ("printers = 1", "printers: is a whole number; allowed: a table, each value: a table with port, url"),
        (f'side = "{"x" * 90}"', f"side: '{'x' * 38}… is not one of them; allowed: 'left', 'right'"),
    ],
)
def test_one_wrong_value_at_the_top(tmp_path: Path, line: str, expected: str) -> None:
    assert refusal(tmp_path, f'site = "x"\nhub = {{ url = "http://h" }}\n{line}\n') == [f"terminal.toml:3: {expected}"]


def test_a_required_table_that_is_missing_is_named_with_its_keys(tmp_path: Path) -> None:
    assert refusal(tmp_path, 'site = "x"') == ["terminal.toml:1: hub: is missing; allowed: a table with port, url"]


def test_an_empty_file_lists_what_is_required(tmp_path: Path) -> None:
    assert [line.split(": ")[1] for line in refusal(tmp_path, "")] == ["hub", "site"]


@pytest.mark.parametrize(
    ("text", "line", "key"),
    [
        ('site = "x"\nsite = "y"\n', 2, "site"),
        ('site = "x"\n[hub]\nurl = "a"\nport = 1\nurl = """\n\n"""\n', 5, "hub.url"),
        ('[hub]\nurl = "a"\n[hub]\nport = 1\n', 3, "hub"),
        ("hub = { port = 1, port = 2 }\n", 1, "hub.port"),
        ("[[counters]]\nname = 'a'\n[counters]\n", 3, "counters"),
    ],
)
def test_a_duplicate_names_the_second_place(tmp_path: Path, text: str, line: int, key: str) -> None:
    problem = f"terminal.toml:{line}: {key}: is set more than once; allowed: each key and table once"
    assert refusal(tmp_path, text) == [problem]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("site = \n", "terminal.toml:1: is not valid TOML: "),
        ('a = 1\nsite = "x', "terminal.toml:2: is not valid TOML: "),
        ("a = [1,\n2\n", "terminal.toml:3: is not valid TOML: "),
        (b'a = 1\nsite = "\xfc"\n', "terminal.toml:2: byte 0xfc is not UTF-8; allowed: text saved as UTF-8"),
        ("a = " + "9" * 5000, "terminal.toml: is not valid TOML: "),
        ("a = " + "[" * 5000, "terminal.toml: values are nested too deeply"),
        (b"#" * (MAX_BYTES + 1), "terminal.toml: is too large"),
    ],
)
def test_what_is_no_toml_is_refused_with_its_line(tmp_path: Path, text: str | bytes, start: str) -> None:
    (message,) = refusal(tmp_path, text)
    assert message.startswith(start)


def test_an_absent_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.toml: cannot be read: No such file"):
        load(tmp_path / "none.toml", Terminal)


def test_a_folder_or_pipe_in_its_place_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name in (tmp_path / "pipe", tmp_path):
        with pytest.raises(ConfigError, match="cannot be read"):
            load(name, Terminal)


def test_the_error_offers_its_parts(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        read(tmp_path, 'site = 1\nhub = {url = "http://h"}')
    (problem,) = caught.value.problems
    assert (problem.line, problem.key, caught.value.file) == (1, "site", tmp_path / "terminal.toml")


@dataclass(frozen=True)
class Impossible:
    things: set[int]


def test_a_field_no_file_can_hold_is_an_error_of_the_programmer(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("things = [1]")
    with pytest.raises(TypeError, match="no place in a settings file"):
        load(tmp_path / "a.toml", Impossible)


@dataclass(frozen=True)
class Inner:
    a: int = 0


@dataclass(frozen=True)
class RuleOnTable:
    inner: Annotated[Inner, Length(1)]


def test_a_rule_on_a_table_is_refused_because_nothing_would_check_it(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("inner = {}")
    with pytest.raises(TypeError, match="__post_init__"):
        load(tmp_path / "a.toml", RuleOnTable)


@pytest.mark.parametrize(
    ("rule", "value", "wrong"),
    [
        (Range(low=1), 0, "0 is too small"),
        (Range(low=1), 10**9, ""),
        (Range(high=9), 10, "10 is too large"),
        (Range(high=9), -(10**9), ""),
        (Range(1, 9), "5", "cannot be compared"),
        (OneOf(1), True, "true is not one of them"),
        (Length(0, 2), "abc", "is too long"),
        (Pattern("a+"), "aab", "'aab' does not fit"),
    ],
)
def test_rules_alone(rule: Range | OneOf | Length | Pattern, value: object, wrong: str) -> None:
    assert rule.wrong(value) == wrong


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (Range(low=1), "x, at least 1"),
        (Range(high=9), "x, at most 9"),
        (Pattern("a+"), "x matching a+"),
        (Length(2), "x, length 2 or more"),
    ],
)
def test_what_a_rule_allows_is_said(rule: Range | Length | Pattern, words: str) -> None:
    assert rule.allowed("x") == words
