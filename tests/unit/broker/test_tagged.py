"""Values as PulseAudio writes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.broker.breach import BreachError
from kiosk.broker.tagged import Values, number, text
from tests.lockdown.intruder.pulse import properties

KINDS = {
    "number": number(7),
    "byte": b"B\x01",
    "long": b"R" + bytes(8),
    "signed": b"r" + bytes(8),
    "format": b"a" + bytes(6),
    "yes": b"1",
    "no": b"0",
    "time": b"T" + bytes(8),
    "duration": b"U" + bytes(8),
    "volume": b"V" + bytes(4),
    "no text": b"N",
    "text": text("hä"),
    "bytes": b"x" + (3).to_bytes(4, "big") + b"abc",
    "places": b"m\x02ab",
    "volumes": b"v\x02" + bytes(8),
    "properties": properties(application_name="x", media_role="phone"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_value_of_any_kind_is_gone_over(kind: str) -> None:
    values = Values(KINDS[kind] + number(99))
    values.skip()
    assert values.number() == 99


@pytest.mark.parametrize("kind", KINDS)
def test_a_value_that_is_cut_is_none(kind: str) -> None:
    with pytest.raises(BreachError):
        Values(KINDS[kind][:-1]).skip()


def test_values_are_read() -> None:
    values = Values(number(3) + text("ton") + b"N" + b"1" + b"0" + properties(media_role="phone"))
    assert (values.number(), values.text(), values.text(), values.flag(), values.flag()) == (
        3,
        "ton",
        None,
        True,
        False,
    )
    assert values.properties() == {"media.role": b"phone\0"}


WRONG = [
    (Values.number, text("x")),
    (Values.text, number(1)),
    (Values.text, b"tno end"),
    (Values.flag, number(1)),
    (Values.flag, b""),
    (Values.properties, b"P" + text("a") + number(2) + b"x" + (3).to_bytes(4, "big") + b"abc" + b"N"),
    (Values.properties, b"P" + b"".join(text(f"a{n}") + number(0) + b"x" + bytes(4) for n in range(257)) + b"N"),
    (Values.skip, b"?"),
]


@pytest.mark.parametrize(("read", "body"), WRONG)
def test_another_kind_breaks_the_rules(read: object, body: bytes) -> None:
    assert callable(read)
    with pytest.raises(BreachError):
        read(Values(body))


@given(st.binary(max_size=60))
def test_no_bytes_make_it_run_or_read_beyond_them(body: bytes) -> None:
    values = Values(body)
    try:
        while values.at < len(body):
            values.skip()
    except BreachError:
        pass
    assert values.at <= len(body)
