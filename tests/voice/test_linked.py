"""Public pages for programs: linked data, languages, feeds, read by others' parsers."""

import re

import atoma
import pytest
from django.test import Client

from tests.coalition import blob
from tests.hub import Hub
from tests.linked import assert_known, linked

SIGNERS = ("alfa/voice", "bravo/voice", "charlie/voice")
PAGES = (
    "",
    "about",
    "check",
    "declaration",
    "join",
    "members",
    "members/alfa",
    "positions",
    "statements/search?q=water",
    "statements/2026/",
    "statements/2026/water",
    "trust",
)
ORIGIN = "http://127.0.0.1:8000"


@pytest.fixture
def spoken(hub: Hub) -> Hub:
    """A hub that has said something, and agreed on an answer."""
    hub.statement(*SIGNERS)
    hub.position(*SIGNERS)
    hub.wait(minutes=11)
    return hub


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_public_pages_name_themselves_in_each_language(
    spoken: Hub, client: Client, path: str
) -> None:
    found = re.findall(
        r'<link rel="alternate" hreflang="(.*?)" href="(.*?)">',
        page(client, f"/uk/{path}"),
    )
    names = dict(found)
    assert [*names] == ["en", "uk", "ru", "ro", "x-default"]
    for code, address in names.items():
        assert address.startswith(f"{ORIGIN}/")
        if code != "x-default":
            assert address == f"{ORIGIN}/{code}/{path.partition('?')[0]}"
            assert client.get(address.removeprefix(ORIGIN)).status_code == 200


def test_the_archive_lists_its_statements(spoken: Hub, client: Client) -> None:
    data = linked(page(client, "/uk/statements/2026/"))
    assert data["@type"] == "CollectionPage"
    assert data["inLanguage"] == "uk"
    (item,) = data["mainEntity"]["itemListElement"]
    assert item["position"] == data["mainEntity"]["numberOfItems"] == 1
    assert item["url"] == f"{ORIGIN}/uk/statements/2026/water"
    assert (
        item["name"]
        == linked(page(client, item["url"].removeprefix(ORIGIN)))["headline"]
    )


def test_a_search_lists_what_it_found(spoken: Hub, client: Client) -> None:
    data = linked(page(client, "/en/statements/search?q=water"))
    assert data["@type"] == "SearchResultsPage"
    assert data["url"] == f"{ORIGIN}/en/statements/search?q=water"
    assert data["mainEntity"]["numberOfItems"] == 1
    assert "ld+json" not in page(client, "/en/statements/search")
    hostile = linked(page(client, "/en/statements/search?q=%3C%2Fscript%3E%3Cb%3E"))
    assert hostile["name"] == "</script><b>"


def test_positions_that_hold_are_questions_with_answers(
    spoken: Hub, client: Client
) -> None:
    data = linked(page(client, "/en/positions"))
    assert data["@type"] == "FAQPage"
    (asked,) = data["mainEntity"]
    assert asked["acceptedAnswer"]["text"] == "Yes, boil it first."


def test_members_and_declaration(spoken: Hub, client: Client) -> None:
    data = linked(page(client, "/en/members"))
    assert len(data["mainEntity"]["member"]) == 3
    assert "ld+json" not in page(client, "/en/members?on=2026-11-01")
    declared = linked(page(client, "/en/declaration"))
    assert declared["@type"] == "CreativeWork"
    assert declared["creativeWorkStatus"] == "In force"
    assert declared["text"]


def test_a_correction_and_a_withdrawal_are_told_to_programs(
    hub: Hub, client: Client
) -> None:
    act = hub.statement(*SIGNERS)
    hub.wait(minutes=11)
    reason = {"reason": blob({"text": "The pump failed."})}
    hub.does("voice.retraction", SIGNERS[:2], {"statement": act}, reason)
    data = linked(page(client, "/en/statements/2026/water"))
    assert data["correction"]["@type"] == "CorrectionComment"
    assert data["correction"]["text"] == "The pump failed."


@pytest.mark.parametrize(
    "node",
    [
        {"@type": "NewsArtikle"},
        {"@type": "NewsArticle", "headlin": "A"},
        {"@type": "NewsArticle", "author": {"@type": "Organization", "headline": "A"}},
        {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "place": 1}]},
    ],
)
def test_the_reader_of_linked_data_refuses_other_words(node: object) -> None:
    with pytest.raises((AssertionError, ValueError)):
        assert_known(node)


@pytest.mark.parametrize("language", ["en", "uk", "ro"])
def test_a_second_parser_reads_the_same_of_both_feeds(
    spoken: Hub, client: Client, language: str
) -> None:
    hub = spoken
    hub.statement(*SIGNERS, slug="bread")
    hub.wait(minutes=11)
    atom = atoma.parse_atom_bytes(client.get(f"/{language}/feed.atom").content)
    other = atoma.parse_json_feed_bytes(client.get(f"/{language}/feed.json").content)
    assert [one.id_ for one in atom.entries] == [one.id_ for one in other.items]
    assert len(atom.entries) == 2
    for entry, item in zip(atom.entries, other.items, strict=True):
        assert entry.title.value == item.title
        assert entry.published == item.date_published
        assert entry.updated == item.date_modified
        assert entry.content.value == item.content_html
        assert item.url in [link.href for link in entry.links]
