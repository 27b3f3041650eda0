"""Who is at the keyboard, and what it costs to know."""

from pytest_django import DjangoAssertNumQueries

from accord.people.reader import live_key, make_reader
from tests.coalition import blob, keyid
from tests.hub import Hub


def test_names_are_looked_up_when_something_shows_them(
    hub: Hub, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    names = {"en": "The Alfa Fund", "uk": "Фонд «Альфа»"}
    profile = {"names": names, "place": "", "contact": ""}
    hub.does("charter.profile", "alfa/people", {}, {"profile": blob(profile)})
    key = live_key(keyid("alfa/voice"))
    assert key is not None
    with django_assert_num_queries(1):  # the language and the zone that were chosen
        reader = make_reader(key)
    assert reader.member_name == "The Alfa Fund"
    assert reader.mark != "0" * 64
    with django_assert_num_queries(0):
        assert reader.member_name == "The Alfa Fund"
