"""Canonical JSON: one form is accepted, limits come before work."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.core.acts.canonical import MAX_INTEGER, PAYLOAD, Limits, encode, parse
from accord.core.acts.errors import Malformed
from tests.core.third_party import THIRD_PARTY

ANY = Limits(size=4 * 1024 * 1024, depth=8, strings=65_536)

GOOD = {
    "empty": b"{}",
    "every kind of value": b'{"a":[],"b":{},"c":true,"d":false,"e":0,"f":"x"}',
    "largest integer": b'{"a":9007199254740991}',
    "eight levels": b'{"a":[[[[[[[]]]]]]]}',
    "brackets inside of strings are no levels": b'{"a":"[[[[[[[[[[[["}',
    "text outside of ASCII": '{"a":"Дунай"}'.encode(),
    "escapes": rb'{"a":"\"\\\n\u0001"}',
    "an escaped backslash before the closing quote": rb'{"a":"\\","b":"[[[[[[[[["}',
}

BAD = {
    "nothing": (b"", "not JSON"),
    "a list": (b"[]", "object is expected"),
    "a string": (b'"a"', "object is expected"),
    "a number": (b"1", "object is expected"),
    "duplicate keys": (b'{"a":1,"a":1}', "canonical"),
    "keys out of order": (b'{"b":1,"a":1}', "canonical"),
    "a space": (b'{"a": 1}', "canonical"),
    "a newline at the end": (b'{"a":1}\n', "canonical"),
    "an escaped slash": (rb'{"a":"\/"}', "canonical"),
    "an escaped letter": (rb'{"a":"\u0061"}', "canonical"),
    "an upper-case escape": (rb'{"a":"\u001F"}', "canonical"),
    "a key outside of ASCII": ('{"ї":1}'.encode(), "ASCII"),
    "a float": (b'{"a":1.5}', "Numbers are whole"),
    "a whole float": (b'{"a":1.0}', "Numbers are whole"),
    "an exponent": (b'{"a":1e2}', "Numbers are whole"),
    "a negative number": (b'{"a":-1}', "Numbers are whole"),
    "minus zero": (b'{"a":-0}', "canonical|Numbers are whole"),
    "a leading zero": (b'{"a":01}', "not JSON"),
    "a plus": (b'{"a":+1}', "not JSON"),
    "2^53": (b'{"a":9007199254740992}', "Numbers are whole"),
    "a huge number": (b'{"a":' + b"9" * 400 + b"}", "Numbers are whole|not JSON"),
    "null": (b'{"a":null}', "null is not used"),
    "NaN": (b'{"a":NaN}', "not JSON"),
    "nine levels of lists": (b"[[[[[[[[[]]]]]]]]]", "deeper than 8"),
    "a text of brackets": (b'"[[[[[[[[[["', "object is expected"),
    "nine levels": (b'{"a":[[[[[[[[]]]]]]]]}', "deeper than 8"),
    "a byte order mark": (b"\xef\xbb\xbf{}", "not JSON"),
    "not UTF-8": (b'{"a":"\xff"}', "not JSON"),
    "a lone surrogate": (rb'{"a":"\ud800"}', "not JSON"),
    "cut short": (b'{"a":', "not JSON"),
    "something after it": (b"{}{}", "not JSON"),
}

BAD_PAYLOADS = {
    "text outside of ASCII": '{"a":"Дунай"}'.encode(),
    "an escaped quote": rb'{"a":"\""}',
    "a backslash": rb'{"a":"\\"}',
    "a tab": b'{"a":"\t"}',
    "a line break": b'{\n"a":1}',
    "DEL": b'{"a":"\x7f"}',
    "NUL": b'{"a":"\x00"}',
}


@pytest.mark.parametrize("data", GOOD.values(), ids=GOOD)
def test_accepts(data: bytes) -> None:
    assert encode(parse(data, ANY)) == data


@pytest.mark.parametrize(("data", "reason"), BAD.values(), ids=BAD)
def test_refuses(data: bytes, reason: str) -> None:
    with pytest.raises(Malformed, match=reason):
        parse(data, ANY)


@pytest.mark.parametrize("data", BAD_PAYLOADS.values(), ids=BAD_PAYLOADS)
def test_payloads_are_printable_ascii(data: bytes) -> None:
    with pytest.raises(Malformed, match="printable ASCII"):
        parse(data, PAYLOAD)


def test_the_size_is_the_first_limit() -> None:
    fits = b'{"a":"' + b"x" * (PAYLOAD.size - 8) + b'"}'
    assert parse(fits, PAYLOAD)
    with pytest.raises(Malformed, match="32769 bytes long; at most 32768"):
        parse(fits.replace(b"x", b"xx", 1), PAYLOAD)


def test_the_number_of_parts_is_limited() -> None:
    few = Limits(size=100, depth=8, strings=8)
    parse(b'{"a":[1,2,3,4]}', few)
    with pytest.raises(Malformed, match="too many parts"):
        parse(b'{"a":[1,2,3,4,5,6,7]}', few)


BOMBS = {
    "deep, closed": b'{"a":' + b"[" * 30_000 + b"]" * 30_000 + b"}",
    "deep, open": b'{"a":' * 60_000,
    "closing brackets": b"]" * 4_000_000,
    "open string of escaped quotes": b'{"a":"' + b'\\"' * 60_000 + b"x" * 4_000_000,
    "escapes": b'{"a":"' + b"\\\\" * 2_000_000 + b'"}',
    "quotes": b'"' * 4_000_000,
    "parts": b'{"a":[' + b",".join([b"0"] * 2_000_000) + b"]}",
}


@pytest.mark.parametrize("data", BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_refused(data: bytes) -> None:
    # A parser that is not linear would not come back within a minute.
    with pytest.raises(Malformed):
        parse(data, ANY)


CASES = sorted((THIRD_PARTY / "json-parsing").glob("*.json"))


@pytest.mark.parametrize("limits", [ANY, PAYLOAD], ids=["any", "payload"])
def test_the_json_test_suite(limits: Limits) -> None:
    """What has to be refused is; what is accepted has this one form."""
    assert len(CASES) == 318
    accepted = set()
    for path in CASES:
        data = path.read_bytes()
        try:
            value = parse(data, limits)
        except Malformed:
            continue
        assert not path.name.startswith("n_"), path.name
        assert encode(value) == data, path.name
        assert json.loads(data) == value, path.name
        accepted.add(path.name)
    assert {"y_object_basic.json", "y_object_empty.json"} <= accepted


names = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=8)
documents = st.recursive(
    st.booleans() | st.integers(0, MAX_INTEGER) | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4)
    ),
    max_leaves=6,
)
objects = st.dictionaries(names, documents, max_size=4)


@given(objects)
def test_round_trip(value: dict[str, object]) -> None:
    assert parse(encode(value), replace(ANY, depth=64)) == value


@given(objects)
def test_bytes_are_those_of_rfc_8785(value: dict[str, object]) -> None:
    """Python's encoder, told to sort and to leave out spaces, writes the same."""
    written = json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    assert encode(value) == written.encode("utf-8", "strict")


@given(st.binary(max_size=200) | st.text(max_size=100).map(str.encode))
def test_never_crashes(data: bytes) -> None:
    try:
        value = parse(data, ANY)
    except Malformed:
        return
    assert encode(value) == data
