"""Drafts and outside sources are found, and counted, by those who may see them."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from accord.desk.models import SavedSearch
from accord.ledger import clock
from accord.reports import sources
from accord.reports.models import Source
from accord.voice import drafts
from accord.voice.drafts import Written
from accord.voice.models import Draft
from tests.hub import Hub
from tests.search.conftest import reader, report

Desk = Callable[[str], Client]
PAGE = "/en/desk/search"


def draft(member: str, title: str, *, own: bool, text: str = "") -> Draft:
    """A draft of a member: its own, or everybody's."""
    texts = {"en": Written(title, "", text)}
    return drafts.begin(reader(f"{member}/all"), texts, languages=["en"], own=own)


def said(title: str, text: str, *audience: str) -> Source:
    """A source of alfa that says something, for all members or for these."""
    named = f" {' '.join(audience)} " if audience else ""
    row = Source.objects.create(
        url=f"https://{title.split()[0].lower()}.example/feed",
        title=f"{title} news",
        by="alfa",
        audience=named,
        added=clock.text(),
    )
    one = {"key": title, "url": "", "title": title, "text": text}
    sources.take(row, [one | {"published": clock.text()}])
    return row


def counts(page: str) -> dict[str, str]:
    """How many of each group a page says."""
    return dict(re.findall(r'group=(\w+)"[^>]*>[^<]*<span class="n">(\d+)', page))


@pytest.mark.parametrize("path", [PAGE, f"{PAGE}/found"])
def test_drafts_and_sources_are_among_what_is_found(
    reporting: Hub, desk: Desk, path: str
) -> None:
    report(reporting, "bravo", "Ferry closed")
    made = draft("alfa", "On the ferry", own=False, text="It rests at night.")
    said("Harbour", "The ferry goes again.")
    page = desk("charlie").get(f"{path}?q=ferry").content.decode()
    assert counts(page) == {"report": "1", "draft": "1", "source": "1"}
    assert "3 found" in page
    assert f"/desk/statements/drafts/{made.id}" in page
    assert "Harbour news" in page
    only = desk("charlie").get(f"{path}?q=ferry&group=draft").content.decode()
    assert "On the ferry" in only
    assert "Ferry closed" not in only
    assert "1 found" in only


def test_what_is_for_others_is_neither_there_nor_counted(
    reporting: Hub, desk: Desk
) -> None:
    """Not a word and not a number: the page is the same as before."""
    report(reporting, "bravo", "Ferry closed")
    client = desk("charlie")

    def seen(group: str) -> str:
        page = client.get(f"{PAGE}/found?q=ferry&group={group}").content.decode()
        return re.sub(r'name="csrf\w+" value="[^"]*"', "", page)

    groups = ("", "draft", "source", "report")
    before = [seen(group) for group in groups]
    draft("alfa", "Our ferry", own=True)
    said("Pier", "The ferry is watched.", "bravo")
    assert [seen(group) for group in groups] == before
    inside = desk("alfa").get(f"{PAGE}?q=ferry").content.decode()
    assert counts(inside) == {"report": "1", "draft": "1", "source": "1"}
    assert counts(desk("bravo").get(f"{PAGE}?q=ferry").content.decode()) == {
        "report": "1",
        "source": "1",
    }


def test_only_the_newest_words_of_a_draft_that_is_open_are_found(
    reporting: Hub,
) -> None:
    made, who = draft("alfa", "On the ferry", own=True), reader("alfa/all")
    newer = Written("On the bridge", "", "Міст стоїть.", base=1)
    drafts.save(made, who, {"en": newer})
    assert drafts.matching(who, "ferry") == []
    assert [one.id for one, _ in drafts.matching(who, "мости bridge")] == []
    assert [one.id for one, _ in drafts.matching(who, "міст BRIDGES")] == [made.id]
    Draft.objects.filter(id=made.id).update(closed=True)
    assert drafts.matching(who, "bridge") == []


def test_sources_are_compared_as_search_compares(reporting: Hub) -> None:
    said("Погода", "Підʼїзд до мостів Ізмаїла закрито.")
    for query in ("підїзд", "ІЗМАЇЛ", "мостами", "погода закрито"):
        assert sources.found(reader("bravo/all"), query).count() == 1, query
    assert sources.found(reader("bravo/all"), "погода відкрито").count() == 0


def test_a_search_for_drafts_is_not_kept(reporting: Hub, desk: Desk) -> None:
    draft("alfa", "On the ferry", own=False)
    client = desk("alfa")
    assert "Keep this search" in client.get(f"{PAGE}?q=ferry").content.decode()
    only = client.get(f"{PAGE}?q=ferry&group=draft").content.decode()
    assert "Keep this search" not in only
    client.post(f"{PAGE}/keep", {"q": "ferry", "group": "draft"})
    assert not SavedSearch.objects.exists()
