"""The index in a file: the same answers, and no file that is not as it was written."""

from pathlib import Path

import numpy as np
import pytest

from accord.quotes import Index, Statement, Unusable, library
from accord.quotes.build import built, merged, written
from accord.quotes.segment import SECTIONS, Segment
from tests.quotes.statements import STATEMENTS, WELLS_EN, index

QUOTES = (
    "Water from these wells is not safe to drink, even where it looks clear",
    "Water from these wells is safe to drink, even where it looks clear",
    "Вода з цих колодязів не придатна для пиття […] кип’ятіння не усуває пального",
    "Every crossing keeps 38 places for families. Do not send clothes: we have no dry",
    "The bridge at the mill will be opened by a brass band on Sunday",
    "Voda z tsykh kolodiaziv ne prydatna dlia pyttia, navit yakshcho zdaietsia",
)


def same(one: Segment, other: Segment) -> bool:
    names = [name for name, _ in SECTIONS]
    return all(
        np.array_equal(getattr(one, name), getattr(other, name)) for name in names
    )


def numbered(count: int, first: int = 0) -> list[Statement]:
    return [
        Statement(f"n{at}", "en", f"Gate number {at} opens at dawn; bring {at} crates.")
        for at in range(first, first + count)
    ]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "statements.index"
    Index.build(path, STATEMENTS)
    return path


def test_a_file_answers_as_memory_does(path: Path) -> None:
    memory, file = index(), Index.open(path)
    assert len(file) == len(STATEMENTS)
    assert file.unsaved == 0
    for quote in QUOTES:
        assert file.check(quote) == memory.check(quote), quote


def test_what_is_added_to_a_file_is_found_and_saved(path: Path, tmp_path: Path) -> None:
    file = Index.open(path)
    new = Statement("gate", "en", "The gate at the mill stays open all night for you.")
    file.add(new)
    file.add(STATEMENTS[0])
    assert (len(file), file.unsaved) == (len(STATEMENTS) + 1, 1)
    assert file.check("the mill stays open all night").statement == "gate"
    file.save(path)
    assert file.unsaved == 0
    again = Index.open(path)
    for one in (file, again):
        assert one.check("the mill stays open all night").statement == "gate"
        assert one.statement("gate", "en") == new
        assert one.statement("gate", "uk") is None
    assert again.names() == [
        *((one.id, one.language) for one in STATEMENTS),
        ("gate", "en"),
    ]
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_another_text_under_a_name_in_a_file_is_refused(path: Path) -> None:
    with pytest.raises(ValueError, match=r"Statement wells \(en\) is in the index"):
        Index.open(path).add(Statement("wells", "en", WELLS_EN + "!"))


def test_a_file_that_was_cut_short_is_refused(path: Path) -> None:
    data = path.read_bytes()
    for size in (0, 1, 127, 128, 200, len(data) // 2, len(data) - 1):
        path.write_bytes(data[:size])
        with pytest.raises(Unusable):
            Index.open(path)
    path.write_bytes(data + b"\0")
    with pytest.raises(Unusable, match="was cut short"):
        Index.open(path)


def test_a_file_with_any_bit_changed_is_refused(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for at in [*range(120), *range(128, len(data), 997)]:
        data[at] ^= 4
        path.write_bytes(data)
        with pytest.raises(Unusable):
            Index.open(path)
        data[at] ^= 4
    path.write_bytes(data)
    assert len(Index.open(path)) == len(STATEMENTS)


def test_a_file_of_another_spelling_is_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("accord.quotes.store._spelling", lambda: 1)
    with pytest.raises(Unusable, match="spells words otherwise"):
        Index.open(path)


def test_a_failed_build_leaves_what_was_there(path: Path, tmp_path: Path) -> None:
    too_long = [STATEMENTS[0], Statement("long", "en", "a " * 600_000)]
    with pytest.raises(ValueError, match="The statement is too long"):
        Index.build(path, too_long)
    assert [one.name for one in tmp_path.iterdir()] == [path.name]
    assert len(Index.open(path)) == len(STATEMENTS)


def test_segments_merge_into_what_would_have_been_built() -> None:
    statements = numbered(500)
    whole = built(statements)
    parts = [built(statements[:100]), built(statements[100:103])]
    rest = built(statements[103:])
    assert whole.bits == rest.bits
    joined = merged([*parts, rest])
    for name in ("texts", "names", "text_ends", "name_keys", "name_order"):
        assert np.array_equal(getattr(joined, name), getattr(whole, name))
    assert [joined.statement(at) for at in range(500)] == statements


def test_a_merged_segment_is_as_fine_as_one_built(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """However small its parts: else buckets would grow with every merge."""
    monkeypatch.setattr("accord.quotes.build._FEWEST_BITS", 6)
    statements = numbered(900)
    parts = [built(statements[at : at + 5]) for at in range(0, 900, 5)]
    assert same(merged(parts), built(statements))


@pytest.mark.parametrize("size", [0, 6, 20])
def test_a_file_is_what_memory_would_be_whatever_is_merged_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    statements = numbered(300)
    whole = built(statements)
    monkeypatch.setattr("accord.quotes.build._RANGE", size)
    monkeypatch.setattr("accord.quotes.build._CHUNK", 70)
    assert same(written(tmp_path / "file", [], statements), whole)
    assert same(built(statements), whole)


def test_what_has_as_many_buckets_as_there_may_be_is_never_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("accord.quotes.build._MOST_BITS", 10)
    statements = numbered(900)
    first = built(statements[:800])
    assert len(first.postings) > 8 << first.bits
    monkeypatch.setattr("accord.quotes.build.statements", None)
    assert same(
        written(tmp_path / "file", [first], statements[800:]), built(statements)
    )


def test_a_tail_that_is_full_becomes_a_segment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "TAIL", 8)
    grown = Index()
    for statement in numbered(203):
        grown.add(statement)
    assert len(grown) == 203
    for at in (0, 7, 8, 99, 199, 200, 202):
        said = f"number {at} opens at dawn; bring {at} crates"
        assert grown.check(said).statement == f"n{at}"
        wrong = grown.check(f"number {at} opens at dusk; bring {at} crates")
        assert (wrong.kind, wrong.statement) == ("altered", f"n{at}")
    with pytest.raises(ValueError, match="with another text"):
        grown.add(Statement("n3", "en", "Gate number 3 is shut."))


def test_an_empty_file(tmp_path: Path) -> None:
    empty = Index.build(tmp_path / "empty", [])
    assert len(Index.open(tmp_path / "empty")) == 0
    assert empty.check(QUOTES[0]).kind == "unknown"
    empty.add(STATEMENTS[0])
    assert empty.check(QUOTES[0]).kind == "authentic"
