"""Actions on a map: four weeks, the list that says the same, and for whom."""

import json
from html import unescape

import pytest
from django.test import Client

from accord.people.sites import point
from tests.actions.conftest import HOME, PLAN, SECRET, Desks
from tests.coalition import blob
from tests.hub import Hub

ON = "?on=2026-11-04"


def site(hub: Hub, code: str, name: str, lat: str = "45.1", lon: str = "28.8") -> str:
    place = {"name": name, "address": "", "lat": lat, "lon": lon}
    made = {"place": blob(place)}
    return hub.does("supplies.site", "alfa/supplies", {"code": code}, made)


def drawn(page: str) -> list[dict[str, object]]:
    """The sites that the map draws."""
    found: list[dict[str, object]] = json.loads(
        unescape(page.partition('data-map="')[2].partition('"')[0])
    )["sites"]
    return found


def test_what_is_at_a_site_is_on_the_map_and_in_the_list(desk: Desks, hub: Hub) -> None:
    mill = site(hub, "mill", "Mill hall")
    alfa = desk("alfa")
    act = alfa.does("/new/prepare", **PLAN | {"site": mill})
    page = desk("bravo").get(f"/map{ON}")
    (mark,) = drawn(page)
    assert (mark["name"], mark["at"], mark["text"]) == ("Mill hall", [45.1, 28.8], "1")
    assert mark["url"] == f"{HOME}/{act}"
    assert mark["state"] == "unmet"
    assert str(mark["says"]).startswith("1 action: Clear the mill road.")
    listed = page.partition("maplist")[2]
    assert "Mill hall" in listed
    assert f"{HOME}/{act}" in listed
    assert "Transport is lacking" in listed
    assert "Not on the map" not in page


def test_several_at_a_site_are_one_mark_that_leads_to_the_list(
    desk: Desks, hub: Hub
) -> None:
    mill = site(hub, "mill", "Mill hall")
    alfa = desk("alfa")
    rich = PLAN | {"site": mill, "people": "0", "vehicles": "0"}
    for number in range(5):
        alfa.does("/new/prepare", **rich | {"title": f"Shift {number}"})
    page = alfa.get(f"/map{ON}")
    (mark,) = drawn(page)
    assert (mark["text"], mark["state"]) == ("5", "met")
    assert mark["says"] == "5 actions: Shift 0, Shift 1, Shift 2, …"
    assert f'id="{str(mark["url"]).removeprefix("#")}"' in page
    assert "Shift 4" in page.partition("maplist")[2]


def test_where_something_is_lacking_stands_first(desk: Desks, hub: Hub) -> None:
    calm, short = site(hub, "a", "A calm site"), site(hub, "z", "Z short site", "46.1")
    alfa = desk("alfa")
    alfa.does("/new/prepare", **PLAN | {"site": calm, "people": "0", "vehicles": "0"})
    alfa.does("/new/prepare", **PLAN | {"site": short, "vehicles": "0"})
    page = alfa.get(f"/map{ON}")
    assert [one["name"] for one in drawn(page)] == ["Z short site", "A calm site"]
    assert "People are lacking" in page


def test_without_coordinates_it_is_listed_apart(desk: Desks, hub: Hub) -> None:
    blank = site(hub, "blank", "Blank", "", "")
    alfa = desk("alfa")
    alfa.does("/new/prepare", **PLAN)
    alfa.does("/new/prepare", **PLAN | {"site": blank, "title": "At no point"})
    page = alfa.get(f"/map{ON}")
    assert "data-map" not in page
    apart = page.partition("Not on the map")[2]
    assert "Clear the mill road" in apart
    assert "At no point" in apart


def test_four_weeks_from_a_day_on_and_nothing_that_was_cancelled(
    desk: Desks, hub: Hub
) -> None:
    mill = site(hub, "mill", "Mill hall")
    alfa = desk("alfa")
    act = alfa.does("/new/prepare", **PLAN | {"site": mill})
    assert "Mill hall" in alfa.get("/map?on=2026-10-09")
    assert "Mill hall" not in alfa.get("/map?on=2026-10-08")
    assert "Mill hall" in alfa.get("/map?on=2026-11-05")
    gone = alfa.get("/map?on=2026-11-06")
    assert "Mill hall" not in gone
    assert "Nothing is planned in these weeks" in gone
    alfa.does(f"/{act}/cancel", reason="")
    assert "Mill hall" not in alfa.get(f"/map{ON}")


def test_who_is_not_named_sees_neither_mark_nor_number(desk: Desks, hub: Hub) -> None:
    mill = site(hub, "mill", "Mill hall")
    alfa = desk("alfa")
    alfa.does("/new/prepare", **SECRET | {"site": mill})
    alfa.does("/new/prepare", **SECRET)
    assert "Canary action" in desk("bravo").get(f"/map{ON}")
    blind = desk("charlie").get(f"/map{ON}")
    assert "Canary" not in blind
    assert "Mill hall" not in blind
    alfa.does("/new/prepare", **PLAN | {"site": mill})
    (mark,) = drawn(desk("charlie").get(f"/map{ON}"))
    assert (mark["text"], mark["says"]) == (
        "1",
        "1 action: Clear the mill road. Something is lacking.",
    )


def test_words_are_no_markup_there(desk: Desks, hub: Hub) -> None:
    mill = site(hub, "mill", 'Mill"><script>x</script>')
    alfa = desk("alfa")
    alfa.does("/new/prepare", **PLAN | {"site": mill, "title": "'\"><img src=x>"})
    page = alfa.get(f"/map{ON}")
    assert "<script>x" not in page
    assert "<img src=x" not in page
    assert drawn(page)[0]["name"] == 'Mill"><script>x</script>'


@pytest.mark.parametrize("query", ["?on=soon", "?on=0001-01-01", "?on=9999-12-31"])
def test_days_that_are_none_on_the_map(desk: Desks, query: str) -> None:
    desk("alfa").get(f"/map{query}")


def test_strangers_see_no_map(hub: Hub, client: Client) -> None:
    assert hub.state.size
    assert client.get(f"{HOME}/map").status_code == 302


@pytest.mark.parametrize(
    ("lat", "lon"), [("", "1"), ("nan", "1"), ("91", "1"), ("1", "inf"), ("x", "y")]
)
def test_no_place_on_earth(lat: str, lon: str) -> None:
    assert point(lat, lon) is None


# What nobody offered, in the forms


def test_the_form_says_that_nobody_offers_transport(desk: Desks) -> None:
    alfa = desk("alfa")
    said = alfa.client.post(f"{HOME}/new/clashes", PLAN | {"vehicles": "3"})
    assert "Nobody has offered transport yet: 3 vehicles" in said.content.decode()
    none = alfa.client.post(f"{HOME}/new/clashes", PLAN | {"vehicles": "0"})
    assert "transport" not in none.content.decode()
    bare = alfa.client.post(f"{HOME}/new/clashes", {"vehicles": "1"})
    assert "1 vehicle is lacking" in bare.content.decode()
    odd = alfa.client.post(f"{HOME}/new/clashes", PLAN | {"vehicles": "many"})
    assert "transport" not in odd.content.decode()
    status, _ = alfa.prepare("/new/prepare", **PLAN | {"vehicles": "3"})
    assert status == 200


def test_changing_counts_what_was_offered(desk: Desks) -> None:
    alfa = desk("alfa")
    act = alfa.does("/new/prepare", **PLAN)
    desk("bravo").does(f"/{act}/join", people="1", vehicles="1", note="")
    url = f"{HOME}/{act}/clashes"
    enough = alfa.client.post(url, PLAN | {"vehicles": "1"}).content.decode()
    assert "transport" not in enough
    more = alfa.client.post(url, PLAN | {"vehicles": "2"}).content.decode()
    assert "1 vehicle is lacking" in more


def test_what_is_offered_for_a_hidden_action_is_not_told(desk: Desks) -> None:
    act = desk("alfa").does("/new/prepare", **SECRET)
    desk("bravo").does(f"/{act}/join", people="1", vehicles="1", note="")
    charlie = desk("charlie").client
    asked = PLAN | {"vehicles": "1"}
    told = charlie.post(f"{HOME}/{act}/clashes", asked).content
    assert told == charlie.post(f"{HOME}/{'f' * 64}/clashes", asked).content
