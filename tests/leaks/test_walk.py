"""The leak walk: nobody meets a word, anywhere, that is not for them."""

from dataclasses import replace
from types import ModuleType

import pytest
from django.db.models import Model

from accord.actions import queries as action_queries
from accord.actions.models import Action
from accord.desk import views
from accord.ledger import queries
from accord.people import may as rules
from accord.reports import sources
from accord.reports.models import Source
from accord.voice import drafts
from accord.voice.models import Draft
from tests.leaks.conftest import Begin
from tests.leaks.routes import Route, routes
from tests.leaks.walking import UNREACHED

PARTS = 4


def named(*names: str) -> list[Route]:
    """Routes by their names."""
    return [one for one in routes() if one.name in names]


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_nobody_meets_what_is_not_for_them(begin: Begin, part: int) -> None:
    walk = begin(part)
    for route in routes()[part::PARTS]:
        walk.route(route)
    assert walk.findings() == []


def test_every_word_of_an_act_is_met_by_somebody(begin: Begin) -> None:
    walk = begin(7)
    every = [one for ids in walk.marked.acts.values() for one in ids]
    walk.fills = replace(walk.fills, acts=sorted(set(every)))
    for route in named("api-act"):
        walk.route(route)
    assert walk.findings() == []
    unmet = walk.marked.canaries.known.keys() - walk.met
    beside = {one.word for one in walk.marked.canaries.known.values() if one.aside}
    assert unmet <= beside


def test_a_route_that_forgets_to_ask_is_found(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one place lets everybody in: the walk meets it wherever acts are read."""
    walk = begin(1)
    monkeypatch.setattr(rules, "audience", lambda act: None)
    for route in named("api-act"):
        walk.route(route)
    assert any("reports.report" in one or "red report" in one for one in walk.leaks)
    assert any("named action" in one for one in walk.leaks)


@pytest.mark.parametrize("name", ["actions:agenda", "calendar"])
def test_a_list_that_forgets_to_ask_is_found(
    begin: Begin, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    walk = begin(2)
    everything = Action.objects.all
    monkeypatch.setattr(action_queries, "visible", lambda reader: everything())
    for route in named(name):
        walk.route(route)
    assert walk.leaks


@pytest.mark.parametrize(
    ("job", "asks", "table"),
    [(drafts, "open_to", Draft), (sources, "visible", Source)],
    ids=["drafts", "sources"],
)
def test_a_search_that_forgets_to_ask_is_found(
    begin: Begin,
    monkeypatch: pytest.MonkeyPatch,
    job: ModuleType,
    asks: str,
    table: type[Model],
) -> None:
    walk = begin(5)
    monkeypatch.setattr(job, asks, lambda reader: table._default_manager.all())
    for route in named("desk:found"):
        walk.route(route)
    assert walk.leaks


def test_a_page_that_says_only_that_there_is_something_is_found(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = begin(3)
    monkeypatch.setattr(views, "known", lambda reader, act_id: queries.act(act_id))
    for route in named("desk:board"):
        walk.route(route)
    assert any("as if it were known" in one for one in walk.findings())


def test_a_new_route_cannot_be_skipped(begin: Begin) -> None:
    walk = begin(4)
    walk.route(Route("new:page", "/en/desk/nowhere", {}))
    assert walk.unreached() == {"new:page"}
    odd = Route("odd:page", "/en/desk/odd/{odd}", {"odd": object()})
    with pytest.raises(LookupError, match="Say how <odd> is filled"):
        walk.route(odd)


def test_what_is_not_reached_is_still_a_route() -> None:
    assert UNREACHED.keys() <= {one.name for one in routes()}
