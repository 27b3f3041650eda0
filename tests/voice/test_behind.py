"""Which languages of a draft are behind the others."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.test import Client

from accord.voice import drafts
from accord.voice.behind import behind
from accord.voice.drafts import Written
from accord.voice.models import Draft, DraftText
from tests.hub import Hub
from tests.voice.test_drafts import fields, reader, url

LANGUAGES = ("en", "ro", "uk")


def begun(hub: Hub, *saves: str) -> Draft:
    """A draft after saves, one a minute: "en+uk" writes both anew."""
    who = reader("alfa/voice")
    draft = drafts.begin(who, {}, languages=LANGUAGES)
    for number, save in enumerate(saves):
        found = drafts.newest(draft)
        texts = {
            one: Written(
                "Water", "", f"Words {number}", Written.of(found.get(one)).base
            )
            for one in save.split("+")
        }
        drafts.save(draft, who, texts)
        hub.wait(minutes=1)
    return draft


def rows(*saves: str) -> Iterator[DraftText]:
    """The versions that such saves make, without a database."""
    start = datetime(2026, 11, 1, 8, tzinfo=UTC)
    number = 0
    for minute, save in enumerate(saves):
        for language in save.split("+"):
            number += 1
            yield DraftText(
                id=number, language=language, saved=start + timedelta(minutes=minute)
            )


@pytest.mark.parametrize(
    ("saves", "expected"),
    [
        ([], {}),
        (["en+ro+uk"], {}),
        (["en", "uk", "ro"], {}),
        (["en+ro+uk", "en+ro+uk"], {}),
        (["en+ro+uk", "en"], {"ro": {"en"}, "uk": {"en"}}),
        (["en+ro+uk", "en", "uk"], {"ro": {"en"}}),
        (["en+ro+uk", "en", "uk", "ro"], {}),
        (["en+ro+uk", "en", "uk+ro"], {}),
        (["en+ro+uk", "en+uk"], {"ro": {"en", "uk"}}),
        (["en+uk", "en", "ro"], {"uk": {"en"}}),
        (["en+ro+uk", "en", "uk", "uk"], {"en": {"uk"}, "ro": {"en", "uk"}}),
    ],
)
def test_who_is_behind(saves: list[str], expected: dict[str, set[str]]) -> None:
    assert behind(reversed(list(rows(*saves)))) == expected


def test_what_was_kept_aside_leaves_nobody_behind(hub: Hub) -> None:
    draft = begun(hub, "en+ro+uk")
    bravo = reader("bravo/voice")
    drafts.save(draft, reader("alfa/voice"), {"uk": Written("A", "", "B", 0)})
    drafts.save(draft, bravo, {"uk": Written("C", "", "D", 0)})
    assert DraftText.objects.filter(aside=True).exists()
    assert behind(draft.texts.all()) == {}


def test_the_page_says_it_and_a_tick_settles_it(hub: Hub, client: Client) -> None:
    draft = begun(hub, "en+ro+uk", "en")
    hub.sign_in(client, "alfa/voice")
    page = unescape(client.get(url(draft)).content.decode())
    assert page.count("changed since this was saved.") == 2
    assert 'name="same_uk"' in page
    assert 'name="same_en"' not in page
    sent = fields(draft) | {"same_uk": "on", "same_ro": "on"}
    assert client.post(url(draft), sent).status_code == 302
    assert behind(draft.texts.all()) == {}
    assert draft.texts.filter(language="uk").count() == 2


def test_a_tick_beside_changed_words_is_one_version(hub: Hub, client: Client) -> None:
    draft = begun(hub, "en+ro+uk", "en")
    hub.sign_in(client, "alfa/voice")
    sent = fields(draft, text_uk="Other words") | {"same_uk": "on"}
    client.post(url(draft), sent)
    assert draft.texts.filter(language="uk").count() == 2
    assert set(behind(draft.texts.all())) == {"ro"}
