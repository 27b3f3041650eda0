"""Who reads which reports; the read tables; what was read."""

from accord.people.reader import Reader, live_key, make_reader
from accord.reports import queries
from accord.reports.models import Report
from accord.sequencer.jobs import JOBS
from accord.sequencer.rebuild import rebuild
from tests.coalition import keyid
from tests.hub import Hub
from tests.reports.conftest import Desks


def reader(member: str) -> Reader:
    """The person who reports for a member."""
    key = live_key(keyid(f"{member}/reports"))
    assert key is not None
    return make_reader(key)


def titles(member: str) -> set[str]:
    """What a member can read."""
    rows = queries.readable(reader(member))
    return {one.title for one in queries.views(rows, reader(member), "en")}


def test_a_report_is_read_by_those_that_it_is_for(desk: Desks) -> None:
    alfa = desk("alfa")
    for member in ("bravo", "charlie"):
        desk(member)
    alfa.reports({"title": "Clear"}, marking="clear")
    alfa.reports({"title": "Amber"})
    alfa.reports({"title": "To bravo"}, marking="amber", audience=["bravo"])
    alfa.reports({"title": "Red"}, marking="red", audience=["charlie"])
    everything = {"Clear", "Amber", "To bravo", "Red"}
    assert titles("alfa") == everything
    assert titles("bravo") == everything - {"Red"}
    assert titles("charlie") == everything - {"To bravo"}
    assert not queries.readable(None).exists()


def test_for_who_may_not_read_it_it_is_not_there(desk: Desks) -> None:
    act = desk("alfa").reports(marking="red", audience=["bravo"])
    assert "Bridge" in desk("bravo").get(f"/{act}")
    desk("charlie").get(f"/{act}", status=404)
    assert "Bridge" not in desk("charlie").get()


def test_a_handle_within_another_is_not_that_member(desk: Desks, hub: Hub) -> None:
    act = desk("alfa").reports(marking="red", audience=["bravo"])
    Report.objects.filter(act=act).update(audience=" bravo-charlie charlie-two ")
    desk("bravo"), desk("charlie")
    assert titles("bravo") == titles("charlie") == set()


def test_what_others_reported_is_new_until_it_was_opened(desk: Desks) -> None:
    alfa, bravo = desk("alfa"), desk("bravo")
    act = alfa.reports()
    assert [one.act for one in queries.unread(reader("bravo"))] == [act]
    assert not queries.unread(reader("alfa")).exists()
    bravo.get(f"/{act}")
    assert not queries.unread(reader("bravo")).exists()
    (view,) = queries.views(queries.readable(reader("bravo")), reader("bravo"), "en")
    assert not view.unread
    alfa.comments(act)
    (view,) = queries.views(queries.readable(reader("bravo")), reader("bravo"), "en")
    assert view.unread


def test_words_are_found_in_what_may_be_read(desk: Desks) -> None:
    alfa, _ = desk("alfa"), desk("bravo")
    act = alfa.reports({"text": "Вода піднімається"})
    alfa.reports({"text": "Вода стоїть"}, marking="red", audience=["charlie"])
    assert [one.act for one in queries.found(reader("bravo"), "вода ONE")] == []
    assert [one.act for one in queries.found(reader("bravo"), "ВОДА bridge")] == [act]


def test_the_tables_can_be_built_anew(desk: Desks, hub: Hub) -> None:
    alfa = desk("alfa")
    old = alfa.reports()
    new = alfa.reports(about=[old], reliable="usually", certain="likely")
    hub.does("reports.supersede", alfa.name, {"old": old, "new": new})
    desk("bravo").comments(new)

    def rows() -> list[list[dict[str, object]]]:
        return [
            list(table._default_manager.order_by("pk").values())
            for job in JOBS
            for table in job.tables
        ]

    before = rows()
    assert Report.objects.get(act=old).newer == new
    rebuild()
    assert rows() == before
