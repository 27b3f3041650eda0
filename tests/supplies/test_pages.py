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
    return [int(one) for one in re.findall(r"(1\d\d) pcs", page.split("Latest")[-2])]


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
    html = keeper.get(f"?by={by}&stock=all")
    assert amounts(keeper.see(f"?by={by}&stock=all")) == first
    assert 'rel="prev"' not in html
    assert "1–4 / 6" in html
    rest = keeper.get(next_page(html))
    assert amounts(keeper.see(next_page(html))) == second
    assert "5–6 / 6" in rest
    assert 'rel="next"' not in rest
    assert f'href="?by={by}&amp;stock=all&amp;page=1#stock"' in rest


@pytest.mark.parametrize("asked", ["nonsense", "0", "-1", "99"])
def test_what_is_no_number_of_a_page(full: Stores, keeper: Desk, asked: str) -> None:
    page = keeper.see(f"?stock=all&page={asked}")
    assert ("1–4 / 6" in page) == (asked == "nonsense")
    assert ("5–6 / 6" in page) == (asked != "nonsense")


def test_what_keeps_until_when_page_by_page(full: Stores, keeper: Desk) -> None:
    """The chart counts all of it; the table unfolds where one goes on."""
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
