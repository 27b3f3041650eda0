"""Mail for a kept search: that there is more, and nothing of it."""

from collections.abc import Callable

from django.test import Client

from accord.desk import saved
from accord.desk.models import SavedSearch
from accord.voice.models_mail import Outgoing, Reminded
from tests.hub import Hub
from tests.search.conftest import report


def test_it_says_once_that_there_is_more(
    reporting: Hub, desk: Callable[[str], Client]
) -> None:
    report(reporting, "alfa", "Crossing before")
    for member in ("bravo", "charlie"):
        desk(member).post("/en/desk/search/keep", {"q": "crossing", "mail": "1"})
        Reminded.objects.create(
            id=f"{member}/all",
            member=member,
            person="all",
            address=f"{member}@post.example",
        )
    assert saved.tell() == 0
    report(reporting, "alfa", "Secret crossing", "bravo")
    assert saved.tell() == 1
    assert saved.tell() == 0
    (mail,) = Outgoing.objects.all()
    assert mail.to == "bravo@post.example"
    assert "/en/desk/search" in mail.body
    assert "crossing" not in (mail.subject + mail.body).lower()


def test_without_an_address_it_waits(
    reporting: Hub, desk: Callable[[str], Client]
) -> None:
    desk("bravo").post("/en/desk/search/keep", {"q": "crossing", "mail": "1"})
    report(reporting, "alfa", "Crossing")
    assert saved.tell() == 0
    assert SavedSearch.objects.get().seen < reporting.state.size
