"""What became of a donor's goods: every unit is accounted for."""

import csv
import io

from openpyxl import load_workbook
from pypdf import PdfReader

from accord.supplies import donors
from accord.supplies.gifts import Given
from accord.supplies.needs import needs
from accord.supplies.things import Things
from tests.coalition import blob
from tests.stores import Stores
from tests.supplies.conftest import Desk, Desks

HERE = "/en/desk/supplies/donors"


def units(donor: str = "kind-hearts") -> Given:
    """All that a donor gave, in one sum."""
    lines = donors.report(donor, Things("en"))
    assert all(line.units.adds_up for line in lines)
    return sum((line.units for line in lines), Given())


def test_every_unit_is_accounted_for(shop: Stores, lot: str, sent: str) -> None:
    assert units() == Given(given=200, good=100, transit=100)
    handed = shop.handover(sent, "alfa", "charlie", {0: (90, 4, 6, 0)}, store=True)
    assert units().missing == 6
    shop.settle(handed, {0: (2, 4)}, receiver="charlie")
    shop.use("alfa", {lot: 30})
    shop.move("alfa", {lot: 3}, "good", "disposed")
    shop.count("alfa", [{"lot": lot, "counted": 75}])
    found = units()
    assert (found.given, found.used, found.lost) == (200, 30, 5)
    assert (found.good, found.damaged, found.counted) == (165, 4, 4)


def test_goods_that_were_given_on_stay_their_donors(shop: Stores, lot: str) -> None:
    shop.transfer({lot: 50}, "alfa", "bravo")
    assert units() == Given(given=200, good=200)


def test_the_pages(shop: Stores, lot: str, sent: str, desk: Desks) -> None:
    shop.receive("bravo", 7, donor="lantern-guild")
    reader = desk("charlie/voice")
    said = reader.see(HERE)
    assert "kind-hearts" in said
    assert "lantern-guild" in said
    assert "200 pcs" in reader.see(f"{HERE}/kind-hearts")
    assert reader.client.get(f"{HERE}/nobody").status_code == 404


def test_what_was_given_for_one_place(shop: Stores, lot: str, keeper: Desk) -> None:
    site = shop.sites["charlie"]
    answer = keeper.client.get("/en/desk/supplies/receive").content.decode()
    assert "Only for one place" in answer
    keeper.does(
        "/receive/prepare",
        site=shop.sites["alfa"],
        owner="alfa",
        donor="kind-hearts",
        earmark=site,
        **{"item-0": shop.items["blanket"], "number-0": "40"},
    )
    name = Things("en").sites[site].name
    assert f"only for {name}" in keeper.see(f"{HERE}/kind-hearts")
    assert f"40 only for {name}" in keeper.see("/en/desk/supplies")
    assert f"only for {name}" in keeper.see(
        f"/en/desk/supplies/use?site={shop.sites['alfa']}&owner=alfa"
    )
    text = keeper.client.get(f"{HERE}/kind-hearts/report.csv").content.decode()
    assert sorted(row[3] for row in csv.reader(text.splitlines()[2:])) == ["", name]


def test_it_covers_no_other_need(shop: Stores) -> None:
    for site in ("alfa", "charlie"):
        shop.need(shop.sites[site], quantity=30)
    shop.receive("alfa", 50, earmark=shop.sites["charlie"])
    assert [one.there for one in needs(Things("en"))] == [0, 0]
    shop.receive("alfa", 20, earmark=shop.sites["alfa"])
    assert sorted(one.there for one in needs(Things("en"))) == [0, 20]


def test_to_take_away(shop: Stores, lot: str, keeper: Desk) -> None:
    def take(form: str) -> bytes:
        answer = keeper.client.get(f"{HERE}/kind-hearts/report.{form}")
        assert answer.status_code == 200
        return answer.content

    head, tags, row = csv.reader(take("csv").decode("utf-8-sig").splitlines())
    assert tags[5] == "#item+given+num"
    assert dict(zip(head, row, strict=True))["Given"] == "200"
    sheet = load_workbook(io.BytesIO(take("xlsx"))).worksheets[0]
    assert [cell.value for cell in sheet[3]][5] == 200
    paper = PdfReader(io.BytesIO(take("pdf"))).pages[0].extract_text()
    assert "kind-hearts" in paper
    assert "200" in paper


def test_nothing_becomes_a_formula(shop: Stores, keeper: Desk) -> None:
    shop.items["blanket"] = shop.coalition.does(
        "supplies.item",
        "alfa/supplies",
        {"code": "trick", "unit": "piece", "grams": 1, "millilitres": 1, "packs": []},
        {"names": trick()},
    )
    shop.receive("alfa", 5)
    path = f"{HERE}/kind-hearts/report"
    text = keeper.client.get(f"{path}.csv").content.decode("utf-8-sig")
    assert "'=HYPERLINK" in text
    book = keeper.client.get(f"{path}.xlsx").content
    cell = load_workbook(io.BytesIO(book)).worksheets[0]["A3"]
    assert (cell.data_type, cell.value[:10]) == ("s", "=HYPERLINK")


def trick() -> bytes:
    """Names that a spreadsheet would take for a formula."""
    return blob({"en": '=HYPERLINK("http://e.example","x")'})
