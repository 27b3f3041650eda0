"""Lists that are too long for one page: all stock, and what keeps until when."""

import re

import pytest

from tests.coalition import FOUNDERS
from tests.stores import Stores
from tests.supplies.conftest import Desk


@pytest.fixture
def full(shop: Stores, monkeypatch: pytest.MonkeyPatch) -> Stores:
    """Three owners with two rows each in alfa's store; pages of four rows."""
    monkeypatch.setattr("accord.supplies.pages.ROWS", 4)
    for n, owner in enumerate(FOUNDERS):
        lines = [
            {"item": shop.items[item], "quantity": 100 + 10 * n + at, "expiry": day}
            for at, (item, day) in enumerate(
                [("blanket", f"2027-0{4 - n}-01"), ("filter", f"2028-0{4 - n}-01")]
            )
        ]
        shop.receive("alfa", owner=owner, lines=lines)
    return shop


def amounts(page: str) -> list[int]:
    """Good units of the rows of stock that a page shows."""
    return [int(one) for one in re.findall(r"(1\d\d) pcs", page)]


def next_page(html: str) -> str:
    """Where the link to the next page leads."""
    found = re.search(r'rel="next" href="([^"#]+)#', html)
    assert found
    return found[1].replace("&amp;", "&")


@pytest.mark.parametrize(
    ("by", "first", "second"),
    [
        ("owner", [100, 101, 110, 111], [120, 121]),
        ("site", [100, 110, 120, 101], [111, 121]),
        ("item", [100, 110, 120, 101], [111, 121]),
    ],
)
def test_all_stock_page_by_page(
    full: Stores, keeper: Desk, by: str, first: list[int], second: list[int]
) -> None:
    html = keeper.get(f"/stock?by={by}")
    assert amounts(keeper.see(f"/stock?by={by}")) == first
    assert 'rel="prev"' not in html
    assert "1–4 / 6" in html
    rest = keeper.get(f"/stock{next_page(html)}")
    assert amounts(keeper.see(f"/stock{next_page(html)}")) == second
    assert "5–6 / 6" in rest
    assert 'rel="next"' not in rest
    assert f'href="?by={by}&amp;page=1#stock"' in rest


@pytest.mark.parametrize("asked", ["nonsense", "0", "-1", "99"])
def test_what_is_no_number_of_a_page(full: Stores, keeper: Desk, asked: str) -> None:
    page = keeper.see(f"/stock?page={asked}")
    assert ("1–4 / 6" in page) == (asked == "nonsense")
    assert ("5–6 / 6" in page) == (asked != "nonsense")


def test_what_keeps_until_when_page_by_page(
    full: Stores, keeper: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The chart counts all of it; the table unfolds where one goes on."""
    monkeypatch.setattr("accord.supplies.overview.DATES", 4)
    html = keeper.get("/charts")
    order = [html.index(f">{n} pcs<") for n in (120, 110, 100, 121)]
    assert order == sorted(order)
    assert ">111 pcs<" not in html
    assert "<details open>" not in html
    rest = keeper.get(f"/charts{next_page(html)}")
    assert rest.index(">111 pcs<") < rest.index(">101 pcs<")
    assert ">120 pcs<" not in rest
    assert "<details open>" in rest
    bars = re.compile(r'<text x="45" y="14" text-anchor="middle">([\d,]+)</text>')
    assert bars.findall(html) == bars.findall(rest)


def test_what_keeps_until_one_day_names_its_stores(shop: Stores, keeper: Desk) -> None:
    line = {"item": shop.items["blanket"], "expiry": "2027-03-01"}
    shop.receive("alfa", lines=[line | {"quantity": 30}])
    shop.receive("bravo", lines=[line | {"quantity": 12}])
    shop.use("alfa", {shop.receive("alfa", lines=[line | {"quantity": 5}]): 5})
    said = keeper.see("/charts")
    assert re.search(r"alfa-store hall 30 ?, bravo-store hall 12 42 pcs", said)


def test_needs_page_by_page(
    shop: Stores, keeper: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The board shows the worst and leads to all; what is met comes last."""
    monkeypatch.setattr("accord.supplies.pages.ROWS", 2)
    monkeypatch.setattr("accord.supplies.overview.FIRST", 1)
    for n in (301, 302):
        shop.need(shop.sites["charlie"], n)
    shop.receive("alfa", 77)
    shop.need(shop.sites["alfa"], 77, priority=1)
    board = keeper.see()
    assert "Show 1 more need" in board
    assert "1 need is met" in board
    html = keeper.get("/needs")
    assert ("of 301 pcs" in html, "of 302 pcs" in html) == (True, True)
    assert "of 77 pcs" not in html
    assert "of 77 pcs" in keeper.see(f"/needs{next_page(html)}")


def test_consignments_page_by_page(
    shop: Stores, keeper: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("accord.supplies.views_lists.TRANSITS", 2)
    lot = shop.receive("alfa", 100)
    for n in range(3):
        shop.consign({lot: 11 + n}, receiver="bravo")
    html = keeper.get("/transit")
    assert ("11 pcs" in html, "12 pcs" in html, "13 pcs" in html) == (True, True, False)
    assert "13 pcs" in keeper.see(f"/transit{next_page(html)}")


def test_gifts_page_by_page(full: Stores, keeper: Desk) -> None:
    """The page is cut; what is taken away is not."""
    html = keeper.get("/donors/kind-hearts")
    assert html.count('scope="row"') == 4
    assert "1–4 / 6" in html
    rest = keeper.get(f"/donors/kind-hearts{next_page(html)}")
    assert rest.count('scope="row"') == 2
    table = keeper.client.get("/en/desk/supplies/donors/kind-hearts/report.csv")
    assert len(table.content.decode().splitlines()) == 2 + 6
