"""Watched sources: who sees them, what they said once, when they are asked again."""

from datetime import timedelta

import pytest

from accord.ledger import clock
from accord.people.outside import Forbidden, Unreachable
from accord.reports import sources, watcher
from accord.reports.fetching import Fetched, Known, Wait
from accord.reports.models import Item, Made, Source
from tests.hub import Hub
from tests.jailed import read_here
from tests.reports.conftest import HOME, Desks
from tests.reports.test_feeds import RSS
from tests.reports.test_reading import reader

URL = "https://river.example/feed.xml"
LONG = "The crossing rests at night because of driftwood, by day it goes as before."


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Feeds are read in this process."""
    read_here(monkeypatch)


def source(by: str = "alfa", url: str = URL, **more: str) -> Source:
    """A source that is due."""
    row = {"url": url, "title": url, "by": by, "added": clock.text()}
    return Source.objects.create(**row | more, due=clock.now())


def item(title: str, url: str = "", text: str = "", key: str = "") -> dict[str, str]:
    """Something that a source says now."""
    given = {"title": title, "url": url, "text": text, "published": clock.text()}
    return given | {"key": key or title}


def titles(member: str, query: str = "") -> list[str]:
    """What a member sees of it."""
    return sorted(one.title for one in sources.found(reader(member), query))


def test_what_one_source_says_twice_is_kept_once(desk: Desks) -> None:
    desk("alfa")
    row = source()
    assert sources.take(row, [item("One"), item("Two")]) == 2
    assert sources.take(row, [item("Two, changed", key="Two"), item("Three")]) == 1
    assert titles("alfa") == ["One", "Three", "Two, changed"]


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (
            item("A", "https://www.x.example/1?utm_id=a"),
            item("B", "http://x.example/1/"),
            True,
        ),
        (
            item("A", "https://x.example/1?id=1"),
            item("B", "https://x.example/1?id=2"),
            False,
        ),
        (item("Ferry", text=LONG), item("Ferry!", text=LONG + " "), True),
        (item("Level 312", text=LONG), item("Level 313", text=LONG), False),
        (item("Short"), item("Short"), False),
    ],
)
def test_what_several_sources_say_is_shown_once(
    desk: Desks, first: dict[str, str], second: dict[str, str], same: bool
) -> None:
    desk("alfa")
    now = clock.text()
    sources.take(source(), [first | {"published": now}])
    sources.take(source(url=URL + "2"), [second | {"published": now}])
    assert len(titles("alfa")) == (1 if same else 2)
    (root,) = sources.told_once(reader("alfa"))[:1] if same else (None,)
    if root is not None:
        also = sources.also_said([root], reader("alfa"))
        assert [one.source.url for one in also[root.pk]] == [URL + "2"]


def test_a_source_for_some_hides_nothing_from_others(desk: Desks) -> None:
    desk("alfa"), desk("bravo"), desk("charlie")
    few = source(audience=" bravo ")
    sources.take(few, [item("Ferry", text=LONG), item("Canary")])
    sources.take(source("charlie", URL + "2"), [item("Ferry, too", text=LONG)])
    assert titles("alfa") == titles("bravo") == ["Canary", "Ferry"]
    assert titles("charlie") == ["Ferry, too"]
    page = desk("charlie").get("/said") + desk("charlie").get("/sources")
    assert "Canary" not in page
    assert f">{URL}<" not in page


def test_what_others_said_too_stays_when_the_first_is_taken_away(desk: Desks) -> None:
    desk("alfa")
    rows = [source(url=f"{URL}{n}") for n in range(3)]
    for row in rows:
        sources.take(row, [item("Ferry", text=LONG)])
    sources.remove(rows[0])
    assert len(titles("alfa")) == 1
    assert Item.objects.count() == 2


@pytest.mark.parametrize("given", ["9" * 30, "9" * 5000, "-1", "²", "x", ""])
@pytest.mark.parametrize("path", ["said?source=", "said?from=", "new?item="])
def test_odd_numbers_in_an_address_are_none(desk: Desks, path: str, given: str) -> None:
    address = f"{HOME}/{path}{given}"
    assert desk("bravo").client.get(address).status_code == 200


def test_items_are_searched(desk: Desks) -> None:
    alfa = desk("alfa")
    sources.take(source(), [item("Річка", text="Вода стоїть"), item("Frost")])
    assert titles("alfa", "ВОДА річка") == ["Річка"]
    assert titles("alfa", "вода frost") == []
    assert "Nothing was found" in alfa.get("/said?q=nothing")


def test_sources_are_added_changed_and_taken_away_by_whose_they_are(
    desk: Desks,
) -> None:
    alfa, bravo = desk("alfa"), desk("bravo")
    fields = {"url": URL, "title": "River", "audience": ["bravo"]}
    assert alfa.client.post(f"{HOME}/sources/add", fields).status_code == 302
    row = Source.objects.get()
    assert (row.by, row.audience, row.due) == ("alfa", " bravo ", clock.now())
    assert "River" in bravo.get("/sources")
    for how in ("ask", "rest", "remove"):
        answer = bravo.client.post(f"{HOME}/sources/{row.pk}/{how}")
        assert answer.status_code == 404
    alfa.client.post(f"{HOME}/sources/{row.pk}/rest")
    assert Source.objects.get().due is None
    assert "Not asked any more" in alfa.get("/sources")
    alfa.client.post(f"{HOME}/sources/{row.pk}/ask")
    assert Source.objects.get().due is not None
    alfa.client.post(f"{HOME}/sources/{row.pk}/remove")
    assert not Source.objects.exists()


@pytest.mark.parametrize(
    "url",
    ["", "file:///etc/passwd", "ftp://x.example/", "https://u:p@x.example/", "x"],
)
def test_an_address_that_is_never_asked_is_refused(desk: Desks, url: str) -> None:
    alfa = desk("alfa")
    answer = alfa.client.post(f"{HOME}/sources/add", {"url": url, "title": "Kept"})
    assert answer.status_code == 400
    assert "Kept" in answer.content.decode()
    assert not Source.objects.exists()


def answering(
    monkeypatch: pytest.MonkeyPatch, what: Fetched | Exception
) -> list[Known]:
    """Every source answers so; returns with what it was asked."""
    asked: list[Known] = []

    def fetch(url: str, known: Known) -> Fetched:
        asked.append(known)
        if isinstance(what, Exception):
            raise what
        return what

    monkeypatch.setattr(watcher, "fetch", fetch)
    return asked


def test_a_source_is_asked_every_half_hour(
    desk: Desks, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk("alfa")
    source()
    asked = answering(monkeypatch, Fetched(RSS.encode(), Known("e", "m")))
    assert watcher.once() == 1
    assert watcher.once() == 0
    assert asked == [Known()]
    hub.wait(minutes=31)
    assert watcher.once() == 0
    assert asked == [Known(), Known("e", "m")]
    assert titles("alfa") == ["Level rises"]


@pytest.mark.parametrize(
    ("answer", "pause"),
    [
        (Unreachable("It takes too long."), timedelta(hours=1)),
        (Wait("It asks to be left alone for a while.", 7200), timedelta(hours=2)),
        (Wait("It asks to be left alone for a while.", 10**9), timedelta(days=1)),
        (Wait("It asks to be left alone for a while.", 0), timedelta(hours=1)),
        (Fetched(b"no feed", Known()), timedelta(hours=1)),
        (Forbidden("It says that it is gone."), None),
    ],
)
def test_a_source_in_trouble_is_left_alone_longer_and_longer(
    desk: Desks,
    monkeypatch: pytest.MonkeyPatch,
    answer: Fetched | Exception,
    pause: timedelta | None,
) -> None:
    alfa = desk("alfa")
    row = source()
    answering(monkeypatch, answer)
    watcher.once()
    row.refresh_from_db()
    assert row.trouble
    assert row.due == (clock.now() + pause if pause else None)
    said = alfa.get("/sources")
    assert ("Does not answer" if pause else "Not asked any more") in said
    assert "It leads to an address that is never asked" not in said
    for _ in range(9):
        Source.objects.update(due=clock.now())
        watcher.once()
    row.refresh_from_db()
    assert row.due is None or row.due <= clock.now() + timedelta(days=1)


def test_one_click_makes_a_report_that_keeps_source_and_time(
    desk: Desks, hub: Hub
) -> None:
    alfa, bravo = desk("alfa"), desk("bravo")
    link = "https://river.example/1"
    sources.take(source(title="River"), [item("Frost", link, "Minus four.")])
    hub.wait(hours=5)
    row = Item.objects.get()
    status, answer = bravo.prepare(f"/said/{row.pk}/prepare")
    assert status == 200
    act = bravo.does(f"/said/{row.pk}/prepare")
    made = bravo.client.get(answer["next"].replace("{act}", act))
    assert made["Location"] == f"{HOME}/{act}"
    page = alfa.get(f"/{act}")
    for said in ("Frost", "Minus four.", "River", link, "10:00 Kyiv", "TLP:GREEN"):
        assert said in page
    assert f"{HOME}/{act}" in alfa.get("/said")
    assert "Minus four." in bravo.get(f"/new?item={row.pk}")


def test_a_report_of_a_source_for_some_is_for_those(desk: Desks) -> None:
    alfa, bravo, charlie = desk("alfa"), desk("bravo"), desk("charlie")
    sources.take(source(audience=" bravo "), [item("Canary")])
    row = Item.objects.get()
    act = bravo.does(f"/said/{row.pk}/prepare")
    assert "TLP:AMBER+STRICT" in alfa.get(f"/{act}")
    charlie.get(f"/{act}", status=404)
    assert charlie.prepare(f"/said/{row.pk}/prepare")[0] == 404
    assert "Canary" not in charlie.get(f"/new?item={row.pk}")


def test_a_report_that_others_may_not_read_is_not_named_to_them(desk: Desks) -> None:
    bravo, charlie = desk("bravo"), desk("charlie")
    desk("alfa")
    sources.take(source(), [item("Frost")])
    act = bravo.reports(marking="red", audience=["alfa"])
    Made.objects.create(id=act, item=Item.objects.get())
    assert act in bravo.get("/said")
    assert act not in charlie.get("/said")


def test_what_is_old_and_became_no_report_is_forgotten(desk: Desks, hub: Hub) -> None:
    alfa = desk("alfa")
    sources.take(source(), [item("Kept"), item("Gone")])
    made = alfa.reports()
    Made.objects.create(id=made, item=Item.objects.get(title="Kept"))
    hub.wait(days=91)
    sources.tidy()
    assert [one.title for one in Item.objects.all()] == ["Kept"]
