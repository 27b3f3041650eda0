"""Tables from spreadsheets: every row is looked at; all of it is taken, or nothing."""

import io
import resource
import zipfile
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from accord.core.acts.act import BlobRef
from accord.core.acts.encoding import from_base64
from accord.supplies.imports import limits
from tests.stores import Stores
from tests.supplies.conftest import Desk, Desks, body_of

ITEMS = "code,name_en,unit,grams,millilitres\n"
STOCK = "site,item,quantity,in,batch,expiry\n"
SITES = "code,name,lat,lon\n"
NEEDS = "site,item,quantity,due\n"
HEADS = {"items": ITEMS, "stock": STOCK, "sites": SITES, "needs": NEEDS}


def check(desk: Desk, table: str, given: str | bytes, name: str = "t.csv") -> Any:  # noqa: ANN401
    """The answer to a look at a table, pasted (text) or as a file (bytes)."""
    if isinstance(given, str):
        fields: dict[str, object] = {"pasted": given}
    else:
        fields = {"table": SimpleUploadedFile(name, given)}
    answer = desk.client.post(f"/en/desk/supplies/import/{table}/check", fields)
    return answer.json() | {"status": answer.status_code}


def sign(desk: Desk, table: str, given: str) -> list[str]:
    """Signs all acts of a table and posts them at once; their ids."""
    path = f"/en/desk/supplies/import/{table}/prepare"
    answer = desk.client.post(path, {"pasted": given})
    assert answer.status_code == 200, answer.json()
    made = answer.json()["acts"]
    for one in made:
        for data in map(from_base64, one["blobs"].values()):
            desk.hub.blobs[BlobRef.of(data).sha256] = data
    return [desk.hub.sign(from_base64(one["payload"]), desk.name) for one in made]


def wrong(desk: Desk, table: str, *rows: str) -> list[tuple[int, str, str]]:
    """(row, column, sentence) of what is wrong with rows below the usual header."""
    answer = check(desk, table, HEADS[table] + "\n".join(rows))
    assert answer["status"] == 200, answer
    assert not answer["ready"]
    return [(one["row"], one["column"], one["sentence"]) for one in answer["problems"]]


def workbook(*rows: list[object]) -> bytes:
    """A workbook with these rows."""
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_items_with_names_and_packs(shop: Stores, keeper: Desk) -> None:
    table = (
        "Code;Name, English;Назва, українською;Counted in;Weight of one, in grams;"
        "Volume of one, in millilitres;Pack 1;Pack 1 holds;Colour\r\n"
        'Soap Bar;"Soap; bar";Мило;piece;100;120;box;48;red\r\n'
    )
    answer = check(keeper, "items", table)
    assert answer["ready"], answer
    assert "Colour" in answer["html"]
    (act,) = sign(keeper, "items", table)
    body = body_of(shop, act)
    assert (body.code, body.grams, body.packs[0].units) == ("soap-bar", 100, 48)
    assert "Soap; bar" in keeper.see("/items")


CASES = {
    "items": [
        ("Soap!,Soap,piece,1,1", "Code", "Small Latin letters"),
        ("blanket,Blanket,piece,1,1", "Code", "already uses the code blanket"),
        ("soap,,piece,1,1", "", "Give at least one name"),
        ("soap,Soap,heap,1,1", "Counted in", "Units are: piece"),
        ("soap,Soap,piece,1.5,1", "Weight of one, in grams", "a whole number"),
        ('soap,Soap,piece,"1,500",1', "Weight of one, in grams", "in two ways"),
        ("soap,Soap,piece,-1,1", "Weight of one, in grams", "a whole number"),
        ("soap,Soap,piece,1e3,1", "Weight of one, in grams", "a whole number"),
        ("soap,Soap,piece,٣,1", "Weight of one, in grams", "a whole number"),
        ("soap,Soap,piece,9999999999,1", "Weight of one, in grams", "At most"),
        ("soap,Soap,piece,1,", "Volume of one, in millilitres", "is empty"),
    ],
    "stock": [
        ("bravo-store,blanket,5,,,", "Site", "runs no such site"),
        ("alfa-store,blankt,5,,,", "Item", "Did you mean blanket?"),
        ("alfa-store,blanket,5,bale,,", "Unit or pack", "comes in: pcs"),
        ("alfa-store,blanket,0,,,", "Quantity", "nothing to count"),
        ("alfa-store,blanket,5,,,31.02.2027", "Keep until", "no such day"),
        ("alfa-store,blanket,5,,,03/04/2027", "Keep until", "can be two days"),
        ("alfa-store,blanket,5,,,46721", "Keep until", "mean 2027-11-30?"),
        ("alfa-store,blanket,5,,,soon", "Keep until", "like 2027-11-30"),
        ("alfa-store,blanket,5,,б-1,", "Batch", "Small Latin letters"),
    ],
    "sites": [
        ("alfa-store,Store,,", "Code", "already uses"),
        ("new,,45,28", "Name", "is empty"),
        ("new,New,45,", "Longitude", "both coordinates"),
        ("new,New,95,28", "Latitude", "from -90 to 90"),
    ],
    "needs": [
        ("nowhere,blanket,5,2026-12-01", "Site", "no such site"),
        ("alfa-store,blanket,0,2026-12-01", "How many", "At least 1"),
        ("alfa-store,blanket,5,2026-12-01 25:00", "By when", "2026-11-24 16:00"),
        ("alfa-store,blanket,5,1999-12-01", "By when", "like 2027-11-30"),
    ],
}


@pytest.mark.parametrize("table", CASES)
def test_every_row_has_its_sentence(keeper: Desk, table: str) -> None:
    found = wrong(keeper, table, *(row for row, _column, _sentence in CASES[table]))
    assert [row for row, _column, _sentence in found] == [
        n + 2 for n in range(len(CASES[table]))
    ]
    for (_row, column, sentence), (line, where, part) in zip(
        found, CASES[table], strict=True
    ):
        assert (column, part in sentence) == (where, True), (line, column, sentence)


EVERY_FAULT = {
    "stock": (
        "nowhere,blanket-xx,-5,heap,б-1,31.02.2027",
        ["Quantity", "Batch", "Keep until", "Site", "Item"],
    ),
    "needs": (
        "nowhere,blanket-xx,-5,soon",
        ["How many", "By when", "Site", "Item"],
    ),
    "items": (
        "blanket,,heap,1,x",
        ["Counted in", "Volume of one, in millilitres", "Code"],
    ),
    "sites": ("alfa-store,New,95,28", ["Latitude", "Code"]),
}


@pytest.mark.parametrize("table", EVERY_FAULT)
def test_a_row_tells_all_its_faults_at_once(keeper: Desk, table: str) -> None:
    row, columns = EVERY_FAULT[table]
    assert [column for _row, column, _sentence in wrong(keeper, table, row)] == columns


def test_a_pack_is_looked_up_beside_another_fault(keeper: Desk) -> None:
    found = wrong(keeper, "stock", "alfa-store,blanket,-5,bale,,")
    assert [column for _row, column, _sentence in found] == ["Quantity", "Unit or pack"]


def test_nothing_is_taken_when_one_row_is_wrong(shop: Stores, keeper: Desk) -> None:
    table = ITEMS + "soap,Soap,piece,100,120\nSo ap!,X,piece,1,1\n"
    before = len(shop.coalition.leaves)
    path = "/en/desk/supplies/import/items/prepare"
    answer = keeper.client.post(path, {"pasted": table})
    assert answer.status_code == 400
    assert answer.json()["wrong"] == 1
    assert "acts" not in answer.json()
    assert len(shop.coalition.leaves) == before


def test_opening_stock_and_a_stock_take(shop: Stores, lot: str, keeper: Desk) -> None:
    table = STOCK + (
        "alfa-store,blanket,190,,,\n"  # counts the lot of 200 that is there
        "alfa-store,blanket,40,,B 2026/04,30.11.2027\n"
    )
    answer = check(keeper, "stock", table)
    assert answer["ready"]
    assert "come on top" in answer["warnings"][0]["sentence"]
    (act,) = sign(keeper, "stock", table)
    body = body_of(shop, act)
    assert [one.lot for one in body.lines] == [lot, None]
    opening = body.lines[1].opening
    assert (opening.batch, opening.expiry) == ("b-2026-04", "2027-11-30")
    assert "230" in keeper.see("/sites/" + shop.sites["alfa"])


def test_stock_of_many_lines_is_divided(shop: Stores, keeper: Desk) -> None:
    rows = "".join(f"alfa-store,blanket,5,,b-{n},2027-11-30\n" for n in range(450))
    acts = sign(keeper, "stock", STOCK + rows)
    assert len(acts) == 3
    assert sum(len(body_of(shop, one).lines) for one in acts) == 450


def test_the_same_goods_twice_are_refused(keeper: Desk) -> None:
    row = "alfa-store,blanket,5,,b-1,2027-11-30"
    ((number, _column, sentence),) = wrong(keeper, "stock", row, row)
    assert number == 3
    assert "stand in row 2" in sentence


def test_packs_and_units_that_may_be_mistaken(shop: Stores, keeper: Desk) -> None:
    table = ITEMS.strip() + ",pack_1,units_1\nquilt,Quilt,piece,900,0,bale,10\n"
    sign(keeper, "items", table)
    rows = "alfa-store,quilt,12,,a,\nalfa-store,quilt,20,bale,b,\n"
    answer = check(keeper, "stock", STOCK + rows + "alfa-store,quilt,3,bale,c,\n")
    said = [one["sentence"] for one in answer["warnings"]]
    assert answer["ready"]
    assert said == [
        "12 pcs: not a number of whole packs (bale of 10). Are packs meant?",
        "20 × bale of 10 are 200 pcs. Is 20 the number of pcs?",
    ]
    (act,) = sign(keeper, "stock", STOCK + rows)
    assert [one.counted for one in body_of(shop, act).lines] == [12, 200]


def test_sites_and_needs(shop: Stores, keeper: Desk) -> None:
    (site,) = sign(keeper, "sites", SITES + 'north,North hall,"45,27041234",28.4\n')
    assert "North hall" in keeper.see("/sites")
    table = (
        "#loc+code,#item+code,#inneed+item+num,#date+due,#severity+num,#description\n"
        "north,blanket,120,2026-12-01,2,For the night\n"
    )
    (act,) = sign(keeper, "needs", table)
    body = body_of(shop, act)
    assert (body.site, body.quantity, body.priority) == (site, 120, 2)
    assert body.due == "2026-12-01T21:59:00Z"
    assert "For the night" in keeper.see(f"/records/{act}")


@pytest.mark.parametrize("language", ["en", "uk", "ru", "ro"])
@pytest.mark.parametrize("table", HEADS)
def test_empty_tables_can_be_filled_in(keeper: Desk, table: str, language: str) -> None:
    path = f"/{language}/desk/supplies/import/{table}/empty"
    text = keeper.client.get(f"{path}.csv").content
    assert "no rows" in check(keeper, table, text)["html"]
    book = keeper.client.get(f"{path}.xlsx").content
    assert check(keeper, table, book, "t.xlsx")["rows"] == 0
    example = load_workbook(io.BytesIO(book)).worksheets[1]
    names, values = example.iter_rows(values_only=True)
    assert len(names) == len(values)


def test_our_own_export_comes_back_in(shop: Stores, lot: str, keeper: Desk) -> None:
    text = keeper.client.get("/uk/desk/supplies/export/stock.csv").getvalue()
    answer = check(keeper, "stock", text)
    assert answer["ready"], answer


EXCEL = {
    "tabs": b"site\titem\tquantity\nalfa-store\tblanket\t5\n",
    "utf-16": "site\titem\tquantity\nalfa-store\tblanket\t5\n".encode("utf-16"),
    "mark": "\ufeffsite;item;quantity\nalfa-store;blanket;5\n".encode(),
    "sep": b"sep=;\r\nsite;item;quantity\r\nalfa-store;blanket;5\r\n",
    "text": b'site,item,quantity\n"=""alfa-store""",blanket,5\n',
    "spaces": b"site,item,quantity\n alfa-store ,BLANKET,1 000\n",
    "zeros": b'site;item;quantity\nalfa-store;blanket;"12,0"\n',
    "empty rows": b"\n\nsite,item,quantity\n,,\nalfa-store,blanket,5\n,,\n",
}


@pytest.mark.parametrize("name", EXCEL)
def test_what_spreadsheets_write(keeper: Desk, name: str) -> None:
    answer = check(keeper, "stock", EXCEL[name])
    assert answer["ready"], answer
    assert answer["rows"] == 1


def test_a_workbook(shop: Stores, keeper: Desk) -> None:
    book = workbook(
        ["site", "item", "quantity", "expiry", "batch"],
        [
            "#loc+code",
            "#item+code",
            "#item+quantity+num",
            "#date+expiry",
            "#item+batch",
        ],
        ["alfa-store", "blanket", 5.0, date(2027, 11, 30), 12],
        ["alfa-store", "blanket", "=2+3", None, None],
    )
    answer = check(keeper, "stock", book, "t.xlsx")
    ((row, column, sentence),) = [
        (one["row"], one["column"], one["sentence"]) for one in answer["problems"]
    ]
    # A formula that no spreadsheet has worked out has no value.
    assert (row, column, sentence) == (4, "Quantity", "This cell is empty.")


HOSTILE = {
    "no table": (b"\0\1\2", "This is no table"),
    "other letters": ("site;item\nскла́д;х\n".encode("cp1251", "replace"), "CSV UTF-8"),
    "old workbook": (b"\xd0\xcf\x11\xe0" + b"\0" * 100, "old workbook"),
    "no workbook": (b"PK\x03\x04" + b"x" * 100, "cannot be read"),
    "no header": (b"1,2,3\n4,5,6\n", "has to name the columns"),
    "a column twice": (b"site,site,item,quantity\n", "stands there twice"),
    "a column missing": (b"site,quantity\n", "“Item” is missing"),
    "many columns": (b"site,item,quantity" + b"," * 99 + b"\n", "more than 64 columns"),
    "a long cell": (b"site,item,quantity\n" + b"x" * 5000, "more than 4000"),
    "a long quotation": (b'site,item,quantity\n"' + b"x\n" * 90_000, "cannot be read"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_table_is_named(keeper: Desk, name: str) -> None:
    data, sentence = HOSTILE[name]
    answer = check(keeper, "stock", data)
    assert answer["status"] == 400
    assert sentence in answer["detail"]


def test_a_bomb_is_not_unpacked(keeper: Desk) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (limits.UNPACKED + 1))
    assert len(bomb.getvalue()) < 200_000
    answer = check(keeper, "stock", bomb.getvalue(), "t.xlsx")
    assert "too large inside" in answer["detail"]


@pytest.mark.slow
@pytest.mark.parametrize("part", ["xl/styles.xml", "xl/workbook.xml"])
def test_a_small_workbook_that_grows_takes_none_of_our_memory(
    keeper: Desk, part: str
) -> None:
    """Twenty million empty elements: 92 kB packed, two gigabytes once they are read."""
    bomb = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook(["site"]))) as good,
        zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in good.namelist():
            data = good.read(name)
            if name == part:
                head, end, tail = data.rpartition(b"</")
                data = b"".join((head, b"<a/>" * 20_000_000, end, tail))
            archive.writestr(name, data)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    answer = check(keeper, "stock", bomb.getvalue(), "t.xlsx")
    assert "too large inside" in answer["detail"]
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 100 * 1024  # kilobytes


def test_one_long_text_in_every_cell_is_refused(keeper: Desk) -> None:
    rows = [["x" * 4000] * limits.COLUMNS] * (limits.UNPACKED // 4000 // limits.COLUMNS)
    book = workbook(["site", "item", "quantity"], *rows, rows[0])
    assert len(book) < 1_000_000
    answer = check(keeper, "stock", book, "t.xlsx")
    assert "too large inside" in answer["detail"]


def test_a_workbook_with_entities_is_refused(keeper: Desk) -> None:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook(["site"]))) as good,
        zipfile.ZipFile(out, "w") as archive,
    ):
        for name in good.namelist():
            data = good.read(name)
            if name.endswith("sheet1.xml"):
                data = b'<!DOCTYPE x [<!ENTITY a "b">]>' + data
            archive.writestr(name, data)
    answer = check(keeper, "stock", out.getvalue(), "t.xlsx")
    assert "cannot be read" in answer["detail"]


def test_a_sheet_that_lies_about_its_size(keeper: Desk) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["site", "item", "quantity"])
    sheet.append(["alfa-store", "blanket", 5])
    sheet["XFD1000000"] = "far"
    out = io.BytesIO()
    book.save(out)
    answer = check(keeper, "stock", out.getvalue(), "t.xlsx")
    assert "At most 50000 rows" in answer["detail"]


def test_two_hundred_thousand_rows_with_three_bad_ones(keeper: Desk) -> None:
    bad = {7: "alfa-store,blankets,5,,x7,", 150_000: "x,blanket,5,,y,"}
    bad[200_001] = "alfa-store,blanket,many,,z,"
    rows = [f"alfa-store,blanket,5,,b-{n},2027-11-30" for n in range(2, 200_002)]
    for number, row in bad.items():
        rows[number - 2] = row
    data = (STOCK + "\n".join(rows)).encode()
    answer = check(keeper, "stock", data)
    assert answer["rows"] == 200_000
    assert [one["row"] for one in answer["problems"]] == [7, 150_000, 200_001]


def test_more_than_is_signed_at_once_is_said(keeper: Desk) -> None:
    rows = "".join(f"item-{n},Item,piece,1,1\n" for n in range(limits.ACTS + 1))
    answer = check(keeper, "items", ITEMS + rows)
    assert not answer["ready"]
    assert f"at most {limits.ACTS} are signed at once" in answer["html"]


def test_too_many_faults_are_counted(keeper: Desk) -> None:
    rows = "So!,X,piece,1,1\n" * (limits.SHOWN + 100)
    answer = check(keeper, "items", ITEMS + rows)
    assert (answer["wrong"], len(answer["problems"])) == (600, limits.SHOWN)
    assert "And 100 more." in answer["html"]


def test_words_in_cells_stay_words(keeper: Desk) -> None:
    answer = check(keeper, "items", ITEMS + "<script>alert(1)</script>,X,piece,1,1\n")
    assert "<script>" not in answer["html"]
    assert "&lt;script&gt;" in answer["html"]


def test_only_supplies_imports(desk: Desks) -> None:
    client = desk("alfa/voice").client
    assert client.get("/en/desk/supplies/import/stock").status_code == 403
    path = "/en/desk/supplies/import/stock/check"
    assert client.post(path, {"pasted": "x"}).status_code == 403


def test_nothing_pasted(keeper: Desk) -> None:
    answer = check(keeper, "stock", "  \n")
    assert answer["status"] == 400
    assert "Paste a table" in answer["fields"]["pasted"]


def test_a_stock_take_tells_gifts_for_one_place_apart(
    shop: Stores, lot: str, keeper: Desk
) -> None:
    gift = shop.receive("alfa", 50, earmark=shop.sites["charlie"])
    text = keeper.client.get("/uk/desk/supplies/export/stock.csv").getvalue().decode()
    assert "charlie/charlie-store" in text
    (act,) = sign(keeper, "stock", text)
    assert {one.lot for one in body_of(shop, act).lines} == {lot, gift}
    table = f"{STOCK.strip()},only\nalfa-store,blanket,%s,,,,%s\n"
    (act,) = sign(keeper, "stock", table % (48, "charlie/charlie-store"))
    assert shop.at("alfa", gift) == 48
    sign(keeper, "stock", table % (190, ""))
    assert (shop.at("alfa", lot), shop.at("alfa", gift)) == (190, 48)
    answer = check(keeper, "stock", table % (5, "bravo-store"))
    (problem,) = answer["problems"]
    assert problem["column"] == "Only for the site"
    assert "no such gift for that site here" in problem["sentence"]


@pytest.mark.parametrize(
    "heads",
    [
        "Склад;Найменування;К-сть;Од. вим.;Серія;Термін придатності",
        "Склад;Наименование;Кол-во;Ед. изм.;Партия;Срок годности",
        "Depozit;Denumire;Cantitate;U.M.;Serie;Data expirării",
        "Warehouse;Goods;Qty;Unit;Lot;Best before",
    ],
)
def test_headings_that_people_use(shop: Stores, keeper: Desk, heads: str) -> None:
    row = "alfa-store;blanket;12;шт;b-7;31.12.2027"
    (act,) = sign(keeper, "stock", f"{heads}\n{row}\n")
    (line,) = body_of(shop, act).lines
    assert (line.counted, line.opening.batch) == (12, "b-7")
    assert line.opening.expiry == "2027-12-31"


def test_a_columns_own_name_goes_before_what_people_call_it(keeper: Desk) -> None:
    table = "Site,Store,Item,Quantity\nalfa-store,elsewhere,blanket,12\n"
    answer = check(keeper, "stock", table)
    assert answer["ready"], answer
    assert "Store" in answer["html"]


def test_every_column_that_is_missing_is_named(keeper: Desk) -> None:
    answer = check(keeper, "stock", "Where it is,Item,How much\nhere,blanket,5\n")
    assert "“Site” is missing" in str(answer)
    assert "“Quantity” is missing" in str(answer)
    assert "Not known here: Where it is, How much." in str(answer)
