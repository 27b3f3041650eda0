"""Stock, needs and movements as CSV with HXL hashtags."""

import csv

import pytest

from tests.coalition import blob
from tests.stores import Stores
from tests.supplies.conftest import Desk, Desks

Row = dict[str, str]


def table(desk: Desk, name: str, language: str = "en") -> tuple[list[str], list[Row]]:
    """(header, rows by hashtag) of an export."""
    answer = desk.client.get(f"/{language}/desk/supplies/export/{name}.csv")
    assert answer.status_code == 200
    assert f'filename="{name}.csv"' in answer["Content-Disposition"]
    text = answer.getvalue().decode("utf-8-sig")
    head, tags, *rows = csv.reader(text.splitlines())
    assert all(one.startswith("#") for one in tags)
    assert len(head) == len(tags)
    return head, [dict(zip(tags, row, strict=True)) for row in rows]


def test_stock_lot_by_lot(shop: Stores, lot: str, desk: Desks) -> None:
    shop.move("alfa", {lot: 30}, "good", "damaged")
    shop.receive("bravo", 7, owner="alfa")
    shop.recall("alfa", lot)
    _head, rows = table(desk("charlie/voice"), "stock")
    seen = {
        (row["#loc+code"], row["#status"], row["#item+quantity+num"]): row
        for row in rows
    }
    assert len(rows) == len(seen) == 3
    row = seen["alfa-store", "damaged", "30"]
    assert row["#status+recalled"] == "alfa"
    assert (row["#org+owner"], row["#org+impl"]) == ("alfa", "alfa")
    assert (row["#org+funder"], row["#geo+lat"]) == ("kind-hearts", "45.2")
    assert seen["bravo-store", "good", "7"]["#status+recalled"] == ""


def test_needs_worst_first(shop: Stores, lot: str, desk: Desks) -> None:
    need = shop.need(shop.sites["charlie"], 100)
    shop.need(shop.sites["alfa"], 50)
    shop.consign({lot: 60})
    _head, rows = table(desk("bravo/voice"), "needs")
    assert [row["#status"] for row in rows] == ["unmet", "met"]
    first = rows[0]
    assert (first["#meta+id"], first["#org+impl"]) == (need, "charlie")
    assert first["#inneed+item+num"] == "100"
    assert (first["#reached+item+num"], first["#targeted+item+num"]) == ("0", "60")
    assert first["#date+due"] == "2026-11-24T16:00:00Z"


def test_movements_add_up(shop: Stores, lot: str, sent: str, keeper: Desk) -> None:
    shop.handover(sent, "alfa", "charlie", {0: (97, 0, 3, 0)}, store=True)
    _head, rows = table(keeper, "movements")
    here = "alfa-store hall"
    into = sum(int(row["#item+quantity+num"]) for row in rows if row["#loc+to"] == here)
    out = sum(
        int(row["#item+quantity+num"]) for row in rows if row["#loc+from"] == here
    )
    assert into - out == shop.at("alfa", lot) == 100
    assert rows[0]["#loc+from"] == "source"
    assert rows[1]["#loc+to"] == f"transit:{sent}"
    assert [row["#date+recorded"] for row in rows] == sorted(
        row["#date+recorded"] for row in rows
    )


def test_the_header_is_in_the_language_of_the_page(
    shop: Stores, lot: str, keeper: Desk
) -> None:
    head, rows = table(keeper, "stock", "uk")
    assert "Власник" in head
    assert rows[0]["#item+unit"] == "шт."


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "@sum", "-2+3", "+1 van"])
def test_a_name_is_no_formula(shop: Stores, keeper: Desk, name: str) -> None:
    body = {"code": "odd", "unit": "piece", "grams": 1, "millilitres": 0, "packs": []}
    names = {"names": blob({"en": name})}
    shop.items["blanket"] = shop.coalition.does(
        "supplies.item", "alfa/supplies", body, names
    )
    shop.receive("alfa", 5)
    for one in ("stock", "movements"):
        assert table(keeper, one)[1][0]["#item+name"] == f"'{name}"


def test_members_alone_take_them_away(shop: Stores, keeper: Desk) -> None:
    page = keeper.get()
    for name in ("stock", "needs", "movements"):
        assert f"/en/desk/supplies/export/{name}.csv" in page
    keeper.client.cookies.clear()
    answer = keeper.client.get("/en/desk/supplies/export/stock.csv")
    assert answer.status_code == 302
    assert keeper.client.get("/en/desk/supplies/export/x.csv").status_code == 404
