"""Actions by month, week and line; the sheet of the week; clashes with other jobs."""

import io

import pytest
from django.test import Client
from pypdf import PdfReader

from tests.actions.conftest import HOME, PLAN, SECRET, Desk, Desks
from tests.coalition import blob, text_blobs
from tests.hub import Hub

VIEWS = ("/month", "/week", "/line")
ON = "?on=2026-11-04"


def sheet(of: Desk, query: str = ON) -> tuple[int, str]:
    """(pages, words) of the PDF."""
    answer = of.client.get(f"{HOME}/week.pdf{query}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    pages = PdfReader(io.BytesIO(answer.content)).pages
    return len(pages), " ".join(page.extract_text() for page in pages)


@pytest.mark.parametrize("view", VIEWS)
def test_an_action_is_where_its_day_is(desk: Desks, view: str) -> None:
    alfa, bravo = desk("alfa"), desk("bravo")
    act = alfa.does("/new/prepare", **PLAN)
    page = bravo.get(f"{view}{ON}")
    assert "Clear the mill road" in page
    assert f"{HOME}/{act}" in page
    assert "Clear the mill road" not in bravo.get(f"{view}?on=2027-02-04")
    alfa.does(f"/{act}/cancel", reason="")
    assert "Cancelled" in bravo.get(f"{view}{ON}")


@pytest.mark.parametrize("view", VIEWS)
def test_who_is_not_named_sees_nothing(desk: Desks, view: str) -> None:
    desk("alfa").does("/new/prepare", **SECRET)
    assert "Canary" in desk("bravo").get(f"{view}{ON}")
    assert "Canary" not in desk("charlie").get(f"{view}{ON}")
    assert "Canary" not in sheet(desk("charlie"))[1]
    assert "Canary action" in sheet(desk("bravo"))[1]


@pytest.mark.parametrize("view", [*VIEWS, "/week.pdf"])
@pytest.mark.parametrize(
    "query",
    ["", "?on=", "?on=soon", "?on=0001-01-01", "?on=9999-12-31", "?on=2026-13-40"],
)
def test_days_that_are_none(desk: Desks, view: str, query: str) -> None:
    assert desk("alfa").client.get(f"{HOME}{view}{query}").status_code == 200


@pytest.mark.parametrize("view", [*VIEWS, "/week.pdf"])
def test_strangers_see_none_of_them(hub: Hub, client: Client, view: str) -> None:
    assert hub.state.size
    assert client.get(f"{HOME}{view}").status_code == 302


def test_the_week_prints_on_one_sheet(desk: Desks, hub: Hub) -> None:
    alfa, bravo = desk("alfa"), desk("bravo")
    act = alfa.does("/new/prepare", **PLAN)
    bravo.does(f"/{act}/join", people="2", vehicles="0", note="")
    alfa.does(
        "/tasks/prepare",
        title="Fetch the spades",
        assignee="bravo",
        due="2026-11-04T09:00",
        text="",
    )
    pages, words = sheet(bravo)
    assert pages == 1
    for one in ("What we are doing together", "Clear the mill road", "12:00", "alfa"):
        assert one in words or one == "12:00", one
    assert "10:00–14:00" in words
    assert "4 people lacking" in words
    assert "Fetch the spades" in words
    assert "Fetch the spades" in bravo.get(f"/week{ON}")


def test_a_full_week_is_still_one_sheet(desk: Desks) -> None:
    alfa = desk("alfa")
    for number in range(18):
        alfa.does("/new/prepare", **PLAN | {"title": f"Shift number {number}"})
    pages, words = sheet(alfa)
    assert pages == 1
    assert "Shift number 0" in words


def test_words_are_no_markup(desk: Desks) -> None:
    evil = '#panic("x") $a$ \\ <b>*bold* @label'
    desk("alfa").does("/new/prepare", **PLAN | {"title": evil})
    assert '#panic("x")' in sheet(desk("bravo"))[1]
    assert "&lt;b&gt;" in desk("bravo").get(f"/week{ON}")


def test_over_the_change_of_clocks(desk: Desks, hub: Hub) -> None:
    """From Saturday 22:00 to Sunday 07:00, when the clocks go forward."""
    alfa = desk("alfa")
    span = {"start": "2027-03-27T22:00", "end": "2027-03-28T07:00"}
    alfa.does("/new/prepare", **PLAN | span | {"title": "Night watch"})
    page = alfa.get("/month?on=2027-03-10")
    assert page.count("Night watch") == 2
    assert sheet(alfa, "?on=2027-03-28")[1].count("Night watch") == 2


# Clashes with what other jobs hold


def test_a_release_in_the_same_hour(desk: Desks, hub: Hub) -> None:
    words = hub.words(release="2026-11-05T08:20:00Z")  # 10:20 in the coalition's zone
    payload = hub.act("voice.statement", "alfa", words, text_blobs("en", "uk"))
    hub.sign(payload, "alfa/voice")
    alfa = desk("alfa")
    page = alfa.client.post(f"{HOME}/new/clashes", PLAN).content.decode()
    assert "A statement goes out in that hour" in page
    assert "Water" in page
    later = PLAN | {"start": "2026-11-05T11:00"}
    page = alfa.client.post(f"{HOME}/new/clashes", later).content.decode()
    assert "goes out" not in page
    for where in ("week", "month"):
        assert "Water" in alfa.get(f"/{where}{ON}")
        assert "if enough have signed by then" in alfa.get(f"/{where}{ON}")
    hub.sign(payload, "bravo/voice")
    for where in ("week", "month"):
        assert "Water" in alfa.get(f"/{where}{ON}")
        assert "if enough" not in alfa.get(f"/{where}{ON}")
    page = alfa.client.post(f"{HOME}/new/clashes", PLAN).content.decode()
    assert "Water" in page  # agreed, and still to go out


def test_open_words_without_a_time_are_on_no_day(desk: Desks, hub: Hub) -> None:
    """Nobody knows when enough will have signed them."""
    hub.statement("alfa/voice")
    today = f"?on={hub.time[:10]}"
    for where in ("week", "month"):
        assert "Water" not in desk("bravo").get(f"/{where}{today}")
    hub.statement("alfa/voice", "bravo/voice", slug="bread")
    assert "Water" in desk("bravo").get(f"/week{today}")


def test_what_lies_in_the_past_is_said_before_one_signs(desk: Desks) -> None:
    alfa, said = desk("alfa"), "This time has passed."
    asked = alfa.client.post(f"{HOME}/new/clashes", PLAN)
    assert said not in asked.content.decode()
    past = {"start": "2020-01-05T10:00", "end": "2020-01-05T12:00"}
    asked = alfa.client.post(f"{HOME}/new/clashes", PLAN | past)
    assert said in asked.content.decode()
    alfa.does("/new/prepare", **PLAN | past)  # what took place can be put on record


@pytest.fixture
def van(hub: Hub) -> str:
    body = {
        "code": "van",
        "grams": 1_000_000,
        "millilitres": 1_000_000,
        "pallets": 2,
        "bands": ["ambient"],
    }
    names = {"names": blob({"en": "The blue van"})}
    return hub.does("supplies.vehicle", "bravo/supplies", body, names)


def test_a_vehicle_by_name_is_there_once(desk: Desks, van: str) -> None:
    alfa, bravo = desk("alfa"), desk("bravo")
    first = alfa.does("/new/prepare", **PLAN)
    second = alfa.does("/new/prepare", **PLAN | {"title": "Fetch water"})
    assert "The blue van" in bravo.get(f"/{first}")
    assert "Which of our vehicles" not in alfa.get(f"/{first}")
    brings = {"people": "1", "vehicles": "0", "note": "", "fleet": [van]}
    bravo.does(f"/{first}/join", **brings)
    assert "The blue van" in alfa.get(f"/{first}")
    assert "lacking" not in alfa.get(f"/{first}").partition("Vehicles")[2][:80]
    url = f"{HOME}/{second}/join/clashes"
    page = bravo.client.post(url, brings).content.decode()
    assert "Same vehicle, same time" in page
    assert "Clear the mill road" in page
    bravo.does(f"/{second}/join", **brings)
    assert "Same vehicle, same time" in alfa.get(f"/{first}")
    status, _ = alfa.prepare(f"/{first}/join", **brings)
    assert status == 200  # alfa has no vehicles: the field is not there, and not taken


def test_goods_by_name(desk: Desks, hub: Hub) -> None:
    body = {
        "code": "spade",
        "unit": "piece",
        "grams": 2000,
        "millilitres": 0,
        "packs": [],
    }
    item = hub.does(
        "supplies.item", "alfa/supplies", body, {"names": blob({"en": "Spade"})}
    )
    alfa, bravo = desk("alfa"), desk("bravo")
    act = alfa.does("/new/prepare", **PLAN, item_1=item, amount_1="20")
    page = bravo.get(f"/{act}")
    assert "20 Spade" in page
    assert "Some of it nobody has offered" in page
    bravo.does(
        f"/{act}/join", people="0", vehicles="0", note="", item_1=item, amount_1="20"
    )
    assert "Some of it nobody has offered" not in bravo.get(f"/{act}")


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"item_1": "ITEM"}, "amount_1", "say how many"),
        ({"amount_1": "3"}, "item_1", "say how many"),
        (
            {"item_1": "ITEM", "amount_1": "1", "item_2": "ITEM", "amount_2": "2"},
            "item_2",
            "stands above already",
        ),
        ({"item_1": "ab" * 32, "amount_1": "1"}, "item_1", "valid choice"),
        ({"item_1": "ITEM", "amount_1": "0"}, "amount_1", "greater than or equal"),
    ],
)
def test_goods_that_cannot_be(
    desk: Desks, hub: Hub, fields: dict[str, str], field: str, sentence: str
) -> None:
    body = {"code": "x", "unit": "piece", "grams": 1, "millilitres": 0, "packs": []}
    item = hub.does(
        "supplies.item", "alfa/supplies", body, {"names": blob({"en": "Spade"})}
    )
    sent = {name: item if one == "ITEM" else one for name, one in fields.items()}
    status, answer = desk("alfa").prepare("/new/prepare", **PLAN | sent)
    assert status == 400
    assert sentence in answer["fields"][field]
