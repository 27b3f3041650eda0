"""The shipped catalogue: its figures and names, the page, the form, and the table."""

import csv
import io
import re
from collections import Counter

import pytest

from accord.core.acts.fields import slug
from accord.supplies.forms.catalogue import NAME
from accord.supplies.shipped.items import matching, shipped
from accord.supplies.units import PACKS, UNITS
from tests.stores import Stores
from tests.supplies.conftest import Desk, Desks
from tests.supplies.test_import import check, sign

CYRILLIC = re.compile(r"[а-яёіїєґ]", re.IGNORECASE)
ONLY_RUSSIAN = re.compile(r"[ыэъё]", re.IGNORECASE)
ONLY_UKRAINIAN = re.compile(r"[іїєґ’]", re.IGNORECASE)
COUNT = 300


def test_three_hundred_items() -> None:
    assert len(shipped()) == COUNT
    sources = Counter(one.row["source"] for one in shipped().values())
    assert set(sources) == {"measured", "typical"}
    assert sources["measured"] > 100
    references = [one.row["reference"] for one in shipped().values() if one.measured]
    assert all(references)
    assert len(set(references)) == len(references)
    rest = [one for one in shipped().values() if not one.measured]
    assert not any(one.row["reference"] for one in rest)


def test_names_are_in_their_languages() -> None:
    for one in shipped().values():
        assert set(one.names) == {"en", "uk", "ru", "ro"}
        for said in one.names.values():
            assert said == said.strip()
            assert 2 < len(said) <= NAME
        assert not CYRILLIC.search(one.names["en"] + one.names["ro"]), one.code
        assert CYRILLIC.search(one.names["uk"]), one.code
        assert CYRILLIC.search(one.names["ru"]), one.code
        assert not ONLY_RUSSIAN.search(one.names["uk"]), one.code
        assert not ONLY_UKRAINIAN.search(one.names["ru"]), one.code
        assert one.names["en"] != one.names["ro"], one.code
    for language in ("en", "uk", "ru", "ro"):
        said_once = {one.names[language].casefold() for one in shipped().values()}
        assert len(said_once) == COUNT, language


def test_figures_are_plausible() -> None:
    for one in shipped().values():
        assert slug(one.code, "code") == one.code
        assert one.unit in UNITS
        assert 1 <= one.grams <= 5_000_000, one.code
        assert 1 <= one.millilitres <= 50_000_000, one.code
        # Grams a millilitre: foam is lightest, nails are heaviest.
        assert 0.015 < one.grams / one.millilitres < 3, one.code
        if one.unit == "kg":
            assert one.grams == 1000, one.code
        if one.unit == "litre":
            assert 700 <= one.grams <= 1000, one.code
        sizes = [units for _code, units in one.packs]
        assert sizes == sorted(set(sizes))
        for pack, units in one.packs:
            assert pack in PACKS
            assert 2 <= units <= 2000
            most = 1_500_000 if pack == "pallet" else 96_000
            assert one.grams * units <= most, (one.code, pack)
            assert one.millilitres * units <= 2_500_000, (one.code, pack)


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("jerrycan-folding-20l", "jerrycan-folding-20l"),
        ("folding canister 20", "jerrycan-folding-20l"),
        ("КАНІСТРА складна", "jerrycan-folding-20l"),
        ("складные канистры", "jerrycan-folding-20l"),
        ("canistra pliabila", "jerrycan-folding-20l"),
        ("мясо куряче", "tinned-chicken-500g"),
    ],
)
def test_search_in_any_language(query: str, code: str) -> None:
    found = [one.code for one in matching(query)]
    assert code in found
    assert len(found) < 20


def test_the_page_finds_and_says_when_nothing_is_found(
    shop: Stores, keeper: Desk
) -> None:
    page = keeper.see("/catalogue")
    assert "300 items" in page
    assert "The first 40 are shown." in page
    assert keeper.get("/catalogue?all=1").count("?from=") == COUNT
    found = keeper.get("/catalogue/found?q=чайник")
    assert "?from=kettle-2l" in found
    assert "<html" not in found
    assert "Nothing found" in keeper.see("/catalogue?q=zeppelin")
    assert "&lt;b&gt;" not in keeper.get("/catalogue/found?q=<b>")
    russian = keeper.client.get("/ru/desk/supplies/catalogue?q=kettle").content.decode()
    assert "Чайник, 2 л" in russian


def test_the_form_is_filled_in_and_signed(shop: Stores, keeper: Desk) -> None:
    page = keeper.get("/new/item?from=water-bottle-15l")
    for value in (
        'value="water-bottle-15l"',
        'value="Drinking water, bottle of 1.5 l"',
        'value="Вода питна, пляшка 1,5 л"',
        'value="1540"',
        'value="504"',
        '<option value="bottle" selected',
        '<option value="pallet" selected',
    ):
        assert value in page
    assert "Filled in from the relief catalogue" in page
    row = shipped()["water-bottle-15l"].row
    fields = {key: row[key] for key in row if key.startswith("name_")}
    fields |= {key: row[key] for key in ("code", "unit", "grams", "millilitres")}
    keeper.does("/new/item/prepare", **fields)
    found = keeper.get("/catalogue?q=water-bottle-15l")
    assert "?from=" not in found
    assert "1,540" in found


def test_an_unknown_code_is_an_empty_form(shop: Stores, keeper: Desk) -> None:
    page = keeper.get("/new/item?from=../../etc")
    assert "Filled in" not in page
    assert "etc" not in keeper.see("/new/item?from=zz-etc")


def test_the_whole_table_is_imported(shop: Stores, keeper: Desk) -> None:
    answer = keeper.client.get("/en/desk/supplies/catalogue.csv")
    assert answer["Content-Type"].startswith("text/csv")
    found = check(keeper, "items", answer.content)
    assert found["ready"], found
    assert (found["rows"], found["wrong"], found["warnings"]) == (COUNT, 0, [])
    ukrainian = keeper.client.get("/uk/desk/supplies/catalogue.csv").content
    assert check(keeper, "items", ukrainian)["ready"]


def test_what_is_there_already_is_said_row_by_row(
    shop: Stores, keeper: Desk, desk: Desks
) -> None:
    whole = keeper.client.get("/en/desk/supplies/catalogue.csv").content
    head, tags, *rows = whole.decode("utf-8-sig").splitlines()
    sign(keeper, "items", "\n".join([head, tags, *rows[:3]]))
    again = check(keeper, "items", whole)
    assert not again["ready"]
    assert [one["row"] for one in again["problems"]] == [3, 4, 5]
    assert all("already uses the code" in one["sentence"] for one in again["problems"])
    left = keeper.client.get("/en/desk/supplies/catalogue.csv?new=1").content
    assert len(list(csv.reader(io.StringIO(left.decode())))) == 2 + COUNT - 3
    assert check(keeper, "items", left)["ready"]
    other = check(desk("bravo/supplies"), "items", whole)
    assert other["ready"]
    assert [one["row"] for one in other["warnings"]] == [3, 4, 5]
    assert "has registered an item" in other["warnings"][0]["sentence"]
    assert "?from=blanket-light" in desk("bravo/supplies").get("/catalogue?q=blanket")
    assert "?from=blanket-light" not in keeper.get("/catalogue?q=blanket")


def test_who_has_no_task_of_supplies_sees_none_of_it(shop: Stores, desk: Desks) -> None:
    reader = desk("alfa/voice")
    for path in ("catalogue", "catalogue/found", "catalogue.csv"):
        answer = reader.client.get(f"/en/desk/supplies/{path}")
        assert answer.status_code == 403, path
