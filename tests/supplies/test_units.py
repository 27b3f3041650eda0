"""Units behind numbers: the form each language asks for, on pages and on phones."""

import json

import pytest
from django.utils import translation

from accord.supplies.imports import measures
from accord.supplies.units import PACKS, UNITS, counted, plurals
from tests.stores import Stores
from tests.supplies.conftest import Desk
from tests.supplies.test_papers import fetch, read
from tests.web.test_js import run

NUMBERS = (0, 1, 2, 5, 11, 19, 20, 21, 100, 101, 102, 120)


@pytest.mark.parametrize(
    ("language", "code", "said"),
    [
        ("en", "kit", {0: "0 kits", 1: "1 kit", 2: "2 kits", 1200: "1,200 kits"}),
        ("en", "piece", {1: "1 pc", 20: "20 pcs"}),
        ("ro", "kit", {1: "1 set", 2: "2 seturi", 19: "19 seturi", 20: "20 de seturi"}),
        ("ro", "tin", {1: "1 conservă", 101: "101 conserve", 120: "120 de conserve"}),
        ("uk", "kit", {1: "1 наб.", 2: "2 наб.", 5: "5 наб."}),
        ("ru", "pair", {1: "1 пар.", 2: "2 пар.", 5: "5 пар."}),
        ("ro", "kg", {1: "1 kg", 20: "20 kg"}),
        ("en", "jerrycan", {1: "1 jerrycan"}),
    ],
)
def test_a_number_of_units(language: str, code: str, said: dict[int, str]) -> None:
    with translation.override(language):
        assert {n: counted(n, code) for n in said} == said


@pytest.mark.parametrize("language", ["en", "uk", "ru", "ro"])
def test_phones_and_forms_say_what_pages_say(language: str) -> None:
    with translation.override(language):
        pages = {code: [counted(n, code) for n in NUMBERS] for code in UNITS}
        shown = {code: plurals(code) for code in UNITS}
        packs = {code: str(name) for code, name in PACKS.items()}
    asked = json.dumps({"lang": language, "numbers": NUMBERS, "plurals": shown})
    told = json.loads(run("units.mjs", asked))
    assert told == {"phones": pages, "forms": pages, "packs": packs}


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("шт.", "piece"),
        ("Шт", "piece"),
        ("pc", "piece"),
        ("seturi", "kit"),
        ("пар", "pair"),
    ],
)
def test_units_of_other_tables_are_known_without_their_dot(
    word: str, code: str
) -> None:
    assert code in measures.units()[measures.folded(word)]


def test_one_of_it_on_a_page_and_on_paper(shop: Stores, lot: str, keeper: Desk) -> None:
    sent = shop.consign({lot: 1})
    shop.need(shop.sites["charlie"], 1)
    page = keeper.see()
    assert "1 pc blanket" in page
    assert "0 there, 1 on the way, of 1 pc" in page
    assert " 1 pc 1 0 0 " in keeper.see(f"/consignments/{sent}")
    assert " 1 pc " in read(fetch(keeper, sent, "waybill"))
