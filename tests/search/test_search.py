"""Finding things: all that a reader may see, and nothing else, not even in a count."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client

from accord.people.reader import live_key
from accord.search import apply, fts, queries
from accord.search.models import Document
from accord.sequencer.rebuild import rebuild
from tests.coalition import blob, keyid, public
from tests.hub import Hub
from tests.search.conftest import Find, report

Desk = Callable[[str], Client]


def kept() -> str:
    """All that the index's tables hold, in the words of the database."""
    sqlite = ("search_words_data", "search_words_content")
    tables = sqlite if connection.vendor == "sqlite" else ("search_words",)
    with connection.cursor() as cursor:
        rows = []
        for table in tables:
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608
            rows += cursor.fetchall()
    return repr(
        [[bytes(x) if isinstance(x, memoryview) else x for x in r] for r in rows]
    )


def titles(found: queries.Hits) -> list[str]:
    return [one.title for one in found.hits]


def test_everything_with_words_is_found(reporting: Hub, find: Find) -> None:
    hub = reporting
    hub.statement("alfa/voice", "bravo/voice")
    report(hub, "bravo", "Water tower closed")
    names = {"names": blob({"en": "Water, 5 l", "uk": "Вода, 5 л"})}
    body = {"code": "water-5l", "unit": "bottle", "grams": 1, "millilitres": 1}
    hub.does("supplies.item", "alfa/supplies", body | {"packs": []}, names)
    found = find("charlie", "water")
    assert found.counts == {"statement": 1, "report": 1, "supplies": 1}
    assert titles(found) == ["Water, 5 l", "Water tower closed", "Water"]
    assert titles(find("charlie", "вод")) == ["Water, 5 l"]
    assert titles(find("charlie", "water-5l")) == ["Water, 5 l"]
    assert titles(find("charlie", "water", "report")) == ["Water tower closed"]


BLANKET = {"en": "Blanket", "uk": "Ковдра", "ro": "Pătură"}


def item(hub: Hub) -> str:
    body = {"code": "bl-1", "unit": "piece", "grams": 1, "millilitres": 1, "packs": []}
    names = {"names": blob(BLANKET)}
    return hub.does("supplies.item", "alfa/supplies", body, names)


def need(hub: Hub, item: str) -> str:
    place = {"place": blob({"name": "Mill", "address": "", "lat": "45", "lon": "28"})}
    site = hub.does("supplies.site", "alfa/supplies", {"code": "mill"}, place)
    body = {
        "item": item,
        "site": site,
        "quantity": 40,
        "due": hub.time,
        "priority": 1,
        "people": 10,
    }
    return hub.does("supplies.need", "alfa/supplies", body)


def test_a_need_is_found_by_the_names_of_its_goods(reporting: Hub, find: Find) -> None:
    hub = reporting
    goods = item(hub)
    act = need(hub, goods)
    for query in ("blanket", "ковдр", "pătur"):
        assert [one.act.id for one in find("bravo", query).hits] == [act, goods]
    assert titles(find("bravo", "blanket")) == ["Blanket", "Blanket"]
    assert find("bravo", "blanket").counts == {"need": 1, "supplies": 1}
    rebuild()
    assert find("bravo", "blanket").total == 2
    hub.does("decide.erase", "alfa/supplies", {"act": goods, "contents": ["names"]})
    assert find("bravo", "blanket").total == 0
    assert "blanket" not in kept()
    assert find("bravo", "bl-1").total == 1


def test_other_languages_are_shown_where_they_were_asked_for(
    reporting: Hub, find: Find
) -> None:
    item(reporting)
    (asked,) = find("bravo", "blanket").hits
    assert (asked.title, asked.parts) == ("Blanket", ())
    (asked,) = find("bravo", "ковдра").hits
    assert asked.title == "Blanket"
    assert [(one.text, one.marked) for one in asked.parts] == [("Ковдра", True)]


def test_every_word_has_to_be_there(reporting: Hub, find: Find) -> None:
    report(reporting, "bravo", "Міст закрито", text="Їдьте через Ґрунтову дорогу.")
    for query in ("міст", "МІСТ", "закр", "грунтовою дорогами"):
        assert find("alfa", query).total == 1, query
    assert find("alfa", "м").total == 0
    assert find("alfa", "міст відкрито").total == 0


def test_what_is_for_others_is_not_there_and_not_counted(
    reporting: Hub, find: Find
) -> None:
    hidden = report(reporting, "alfa", "Secret crossing", "bravo")
    said = {"comment": blob({"text": "The crossing is guarded"})}
    reporting.does("reports.comment", "bravo/all", {"report": hidden}, said)
    assert find("bravo", "crossing").counts == {"report": 1, "comment": 1}
    assert find("charlie", "crossing") == queries.Hits((), {}, 0, False)
    assert find("charlie", "secret", "report") == queries.Hits((), {}, 0, False)


def test_the_columns_of_the_index_cannot_be_asked_for(
    reporting: Hub, find: Find
) -> None:
    report(reporting, "alfa", "Secret crossing", "bravo")
    for query in (
        "m_bravo",
        "who : m_bravo",
        "g_report",
        '" OR who : "m_bravo',
        "r_all",
    ):
        assert find("charlie", query).total == 0


def test_erased_is_gone_at_once_also_from_the_files(reporting: Hub, find: Find) -> None:
    act = report(reporting, "alfa", "Zyxwvut plan", text="Qponmlk road")
    report(reporting, "alfa", "Another plan")
    assert find("bravo", "zyxwvut").total == 1
    body = {"act": act, "contents": ["report"]}
    reporting.does("decide.erase", "alfa/all", body)
    assert find("bravo", "zyxwvut").total == 0
    assert find("bravo", "qponmlk").total == 0
    held = kept()
    assert "zyxwv" not in held
    assert "ponmlk" not in held
    assert find("bravo", "another").total == 1


def test_the_index_is_a_cache(reporting: Hub, find: Find) -> None:
    report(reporting, "alfa", "Secret crossing", "bravo")
    before = list(Document.objects.order_by("id").values())
    fts.clear()
    assert find("bravo", "crossing").total == 0
    rebuild()
    assert list(Document.objects.order_by("id").values()) == before
    assert find("bravo", "crossing").total == 1
    assert find("charlie", "crossing").total == 0


def test_contents_that_come_later_are_found_then(reporting: Hub, find: Find) -> None:
    act = report(reporting, "alfa", "Late words")
    apply.again([act])
    assert find("bravo", "late").total == 1
    assert Document.objects.filter(key=act).count() == 1


def test_many_are_counted_so_far(
    reporting: Hub, find: Find, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        report(reporting, "alfa", f"Road {number}")
    monkeypatch.setattr(queries, "COUNTED", 2)
    found = find("bravo", "road")
    assert (found.total, found.many) == (2, True)


def test_the_page_and_its_part(reporting: Hub, desk: Desk) -> None:
    report(reporting, "alfa", "<b>Crossing", text="The crossing is open & wide")
    report(reporting, "alfa", "Secret crossing", "bravo")
    page = desk("charlie").get("/en/desk/search?q=cross").content.decode()
    assert "&lt;b&gt;Crossing" in page
    assert "<mark>crossing</mark> is open &amp; wide" in page
    assert "1 found" in page
    part = desk("bravo").get("/en/desk/search/found?q=cross").content.decode()
    assert "2 found" in part
    assert "<html" not in part
    answer = desk("bravo").get("/en/desk/search?q=c")
    assert "at least two letters" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert Client().get("/en/desk/search?q=cross").status_code == 302


def test_who_left_finds_nothing_at_the_next_request(reporting: Hub, desk: Desk) -> None:
    hub = reporting
    report(hub, "alfa", "Open crossing")
    browser = desk("charlie")
    token = _kept(browser, "crossing")
    assert "Open crossing" in browser.get("/en/desk/search?q=cros").content.decode()
    feed = browser.get(f"/search/{token}.atom")
    assert b"Open crossing" in feed.content
    payload = hub.roster("alfa", "bravo")
    hub.sign(payload, "alfa", "bravo")
    assert "charlie" not in hub.state.in_force().members
    assert live_key(keyid("charlie/all")) is None
    for path in ("search?q=cros", "", "actions", "reports", "supplies", "briefing"):
        answer = browser.get(f"/en/desk/{path}")
        assert answer.status_code == 302, path
        assert "/sign-in/" in answer["Location"]
    assert browser.get(f"/search/{token}.atom").status_code == 404


def _kept(browser: Client, query: str, **more: str) -> str:
    page = browser.post("/en/desk/search/keep", {"q": query} | more).content.decode()
    token: str = page.split("/search/")[1].split(".atom")[0]
    return token


def test_a_kept_search_is_a_feed_until_it_is_ended(reporting: Hub, desk: Desk) -> None:
    browser = desk("bravo")
    token = _kept(browser, "crossing")
    report(reporting, "alfa", "Secret crossing", "bravo")
    feed = Client().get(f"/search/{token}.atom")
    assert b"Secret crossing" in feed.content
    assert feed["Referrer-Policy"] == "no-referrer"
    assert "no-store" in feed["Cache-Control"]
    page = browser.get("/en/desk/search").content.decode()
    assert token not in page
    kept = page.split('name="search" value="')[1].split('"')[0]
    desk("alfa").post("/en/desk/search/end", {"search": kept})
    assert Client().get(f"/search/{token}.atom").status_code == 200
    browser.post("/en/desk/search/end", {"search": kept})
    assert Client().get(f"/search/{token}.atom").status_code == 404


def test_a_kept_search_ends_with_its_device(reporting: Hub, desk: Desk) -> None:
    token = _kept(desk("bravo"), "crossing")
    body = {"keys": [public("bravo/all")], "invites": []}
    reporting.does("charter.revoke", "bravo/people", body)
    assert Client().get(f"/search/{token}.atom").status_code == 404


def test_nonsense_is_not_kept(reporting: Hub, desk: Desk) -> None:
    for given in ({"q": "x"}, {"q": "!!!!"}, {"q": "road", "group": "nothing"}):
        answer = desk("bravo").post("/en/desk/search/keep", given)
        assert answer.status_code == 400
        assert "Not kept" in answer.content.decode()
