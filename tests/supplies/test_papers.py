"""Papers of a consignment: what they say, and that a phone can read their codes."""

import io

import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader

from tests.coalition import blob
from tests.stores import Stores
from tests.supplies.conftest import Desk, Desks

DPI = 150


def fetch(
    desk: Desk, act: str, name: str, query: str = "", language: str = "en"
) -> bytes:
    """A paper as PDF."""
    path = f"/{language}/desk/supplies/consignments/{act}/{name}.pdf{query}"
    answer = desk.client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    return answer.content


def read(pdf: bytes) -> str:
    """Its words, on one line."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(one.extract_text() for one in pages).split())


def codes(pdf: bytes, page: int = 0) -> list[str]:
    """What a phone reads on a printed page."""
    drawn = pypdfium2.PdfDocument(pdf)[page].render(scale=DPI / 72, grayscale=True)
    return [one.text for one in zxingcpp.read_barcodes(drawn.to_numpy())]


@pytest.mark.parametrize("name", ["waybill", "packing-list", "labels"])
def test_the_code_holds_the_consignment_and_its_coalition(
    shop: Stores, sent: str, desk: Desks, name: str
) -> None:
    pdf = fetch(desk("charlie/voice"), sent, name)
    ours = shop.state.coalition[:12]
    assert codes(pdf) == [
        f"http://127.0.0.1:8000/desk/supplies/handover/{sent}#c={ours}"
    ]


def test_a_waybill_says_who_sends_what_to_whom(sent: str, keeper: Desk) -> None:
    said = read(fetch(keeper, sent, "waybill"))
    for words in ("alfa-store hall", "charlie-store hall", "1 Quay", "100 pcs", "90.0"):
        assert words in said
    grouped = sent[:16].upper()
    assert " ".join(grouped[n : n + 4] for n in range(0, 16, 4)) in said
    assert "Not valid" not in said


def test_it_speaks_the_languages_that_were_asked_for(sent: str, keeper: Desk) -> None:
    said = read(fetch(keeper, sent, "waybill", "?lang=ro&lang=xx&lang=uk", "en"))
    assert all(word in said for word in ("Waybill", "Scrisoare", "Транспортна"))
    assert "Транспортная" not in said
    first = fetch(keeper, sent, "packing-list", "?lang=uk", "uk")
    assert "Packing list" not in read(first)


def test_words_are_never_markup(shop: Stores, lot: str, keeper: Desk) -> None:
    trick = '#panic("x") *bold* $x^2$ \\ @here "quoted" <b>'
    note = {"note": blob({"text": trick})}
    body = {
        "site": shop.sites["alfa"],
        "owner": "alfa",
        "receiver": "charlie",
        "destination": shop.sites["charlie"],
        "field": False,
        "lines": [{"lot": lot, "quantity": 1}],
    }
    act = shop.coalition.does("supplies.consign", "alfa/supplies", body, note)
    assert trick in read(fetch(keeper, act, "waybill"))


def test_a_cancelled_consignment_is_void_on_paper_and_when_scanned(
    shop: Stores, sent: str, keeper: Desk, desk: Desks
) -> None:
    printed = codes(fetch(keeper, sent, "waybill"))[0]
    shop.reverse(sent, "alfa/supplies")
    assert "Not valid any more" in read(fetch(keeper, sent, "waybill"))
    assert "Not valid any more" in read(fetch(keeper, sent, "labels"))
    address = printed.partition("#")[0].removeprefix("http://127.0.0.1:8000")
    for who in ("charlie/supplies", "charlie/voice"):
        page = desk(who).client.get(address, follow=True).content.decode()
        assert "This consignment was cancelled." in page
        assert "printed before does not hold any more" in page


def test_a_label_for_each_line_or_for_each_package(
    shop: Stores, lot: str, keeper: Desk
) -> None:
    act = shop.consign({lot: 60, shop.receive("alfa", 40): 40})
    assert len(codes(fetch(keeper, act, "labels"))) == 2
    pdf = fetch(keeper, act, "labels", "?packages=10")
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 2
    assert [len(codes(pdf, page)) for page in (0, 1)] == [8, 2]
    assert "10 / 10" in read(pdf)
    many = fetch(keeper, act, "labels", "?packages=9999")
    assert len(PdfReader(io.BytesIO(many)).pages) == 50
    for odd in ("-1", "0", "x", "²", "99999"):
        assert len(codes(fetch(keeper, act, "labels", f"?packages={odd}"))) == 2


def test_papers_of_two_hundred_lines_have_pages(shop: Stores, keeper: Desk) -> None:
    lots = {shop.receive("alfa", 5): 5 for _ in range(60)}
    pdf = fetch(keeper, shop.consign(lots), "waybill")
    assert len(PdfReader(io.BytesIO(pdf)).pages) > 1
    assert "54.0" not in read(pdf)
    assert "270.0" in read(pdf)


def test_only_members_read_papers(sent: str, desk: Desks) -> None:
    client = desk("alfa/voice").client
    client.cookies.clear()
    path = f"/en/desk/supplies/consignments/{sent}/waybill.pdf"
    assert client.get(path).status_code == 302
    inside = desk("alfa/voice").client
    none = f"/en/desk/supplies/consignments/{'0' * 64}/waybill.pdf"
    assert inside.get(none).status_code == 404


@pytest.mark.parametrize("name", ["waybill", "packing-list", "labels"])
def test_papers_say_what_a_gift_is_for(
    shop: Stores, sent: str, keeper: Desk, name: str
) -> None:
    lot = shop.receive("alfa", earmark=shop.sites["bravo"])
    gift = shop.consign({lot: 5})
    assert "Only for bravo-store hall" in read(fetch(keeper, gift, name))
    assert "Only for" not in read(fetch(keeper, sent, name))
