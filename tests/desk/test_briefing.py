"""The briefing: each morning, at the reader's own hour, of what the reader may see."""

import io
import re
from collections.abc import Callable

import pytest
from django.test import Client
from pypdf import PdfReader

from accord.desk import briefing, mornings
from accord.desk.models import Morning
from accord.people.models import Preference
from accord.voice.models_mail import Outgoing, Reminded
from tests.coalition import FOUNDERS, blob
from tests.hub import Hub
from tests.search.conftest import reader, report
from tests.stores import Stores

PAGE = "/en/desk/briefing"


@pytest.fixture
def reporting(hub: Hub) -> Hub:
    """The hub at six in the morning in Kyiv; everybody has a person with every task."""
    for member in FOUNDERS:
        hub.enrol(f"{member}/all", "actions", "people", "reports", "supplies", "voice")
    hub.time = "2026-11-05T04:00:00Z"
    return hub


@pytest.fixture
def desk(reporting: Hub) -> Callable[[str], Client]:
    def of(member: str) -> Client:
        return reporting.sign_in(Client(SERVER_NAME="127.0.0.1"), f"{member}/all")

    return of


def action(hub: Hub, by: str, title: str, *audience: str, site: str) -> str:
    body = {
        "start": "2026-11-06T08:00:00Z",
        "end": "2026-11-06T12:00:00Z",
        "site": site,
        "needs": {"people": 3, "vehicles": 1, "items": {}},
        "visibility": "named" if audience else "members",
        "audience": list(audience),
    }
    said = {"action": blob({"title": title, "text": "", "place": ""})}
    return hub.does("actions.plan", f"{by}/all", body, said)


def a_site(hub: Hub) -> str:
    place = {"name": "Mill", "address": "", "lat": "45.2", "lon": "28.8"}
    body = {"code": "mill"}
    return hub.does("supplies.site", "alfa/all", body, {"place": blob(place)})


def prefers(member: str, **chosen: object) -> None:
    Preference.objects.create(
        id=f"{member}/all",
        **({"language": "en", "time_zone": "Europe/Kyiv"} | chosen),  # type: ignore[arg-type]
    )


def address(member: str) -> None:
    Reminded.objects.create(
        id=f"{member}/all", member=member, person="all", address=f"{member}@x.example"
    )


def test_it_says_what_is_new_and_what_lacks_and_clashes(
    reporting: Hub, desk: Callable[[str], Client]
) -> None:
    site = a_site(reporting)
    report(reporting, "alfa", "Tower closed")
    action(reporting, "alfa", "Clear the road", site=site)
    action(reporting, "bravo", "Fill the tower", site=site)
    page = desk("charlie").get(PAGE).content.decode()
    for said in ("Tower closed", "same place", "people: 3", "vehicles: 1"):
        assert said in page, said
    assert "Clear the road – Fill the tower" in page
    assert "so far" in page


def test_records_without_a_title_are_counted_by_kind(
    reporting: Hub, desk: Callable[[str], Client]
) -> None:
    stores = Stores(reporting)
    stores.items["blanket"] = stores.item("blanket")
    stores.sites["charlie"] = stores.site("charlie", "landing")
    for quantity in (5, 6):
        stores.receive("charlie", quantity)
    page = desk("charlie").get(PAGE).content.decode()
    assert re.search(r"Goods received\b(?s:.{0,300})2 records\b", page)


def test_what_is_for_others_is_not_in_it(
    reporting: Hub, desk: Callable[[str], Client]
) -> None:
    site = a_site(reporting)
    report(reporting, "alfa", "Secret tower", "bravo")
    action(reporting, "alfa", "Secret action", "bravo", site=site)
    action(reporting, "alfa", "Open action", site=site)
    inside = desk("bravo").get(PAGE).content.decode()
    outside = desk("charlie").get(PAGE).content.decode()
    assert "Secret tower" in inside
    assert "Secret action" in inside
    assert "Secret" not in outside
    assert "Open action – busy" in outside
    pdf = desk("charlie").get(f"{PAGE}/2026-11-05.pdf")
    assert pdf["Content-Type"] == "application/pdf"
    assert "no-store" in pdf["Cache-Control"]


def test_the_pdf_says_the_same(reporting: Hub, desk: Callable[[str], Client]) -> None:
    report(reporting, "alfa", "Вежу закрито #[x] $y$")
    answer = desk("charlie").get(f"{PAGE}/2026-11-05.pdf")
    text = "".join(
        one.extract_text() for one in PdfReader(io.BytesIO(answer.content)).pages
    )
    assert "Вежу закрито #[x] $y$" in text
    assert "What is new" in text


def test_each_person_has_it_at_the_own_hour_once(reporting: Hub) -> None:
    prefers("bravo", morning=6, time_zone="Europe/Kyiv")
    prefers("charlie", morning=6, time_zone="Europe/London")
    prefers("alfa", morning=9, time_zone="Europe/Kyiv")

    def done() -> set[str]:
        mornings.pass_once()
        return set(
            Morning.objects.filter(person__endswith="/all").values_list(
                "person", flat=True
            )
        )

    assert done() == {"bravo/all"}  # 06:00 in Kyiv, 04:00 in London
    assert done() == {"bravo/all"}
    reporting.wait(hours=2)
    assert done() == {"bravo/all", "charlie/all"}
    reporting.wait(hours=1)
    assert done() == {"alfa/all", "bravo/all", "charlie/all"}
    assert mornings.pass_once() == 0
    reporting.wait(hours=21)
    mornings.pass_once()
    assert Morning.objects.filter(person="bravo/all").count() == 2


def test_the_next_one_begins_where_the_last_ended(
    reporting: Hub, desk: Callable[[str], Client]
) -> None:
    prefers("bravo", morning=0)
    report(reporting, "alfa", "Yesterday's tower")
    mornings.pass_once()
    reporting.wait(days=1)
    report(reporting, "alfa", "Today's road")
    mornings.pass_once()
    first, second = Morning.objects.filter(person="bravo/all").order_by("day")
    assert first.until == second.since
    page = desk("bravo").get(f"{PAGE}/2026-11-06").content.decode()
    assert "Today&#x27;s road" in page
    assert "Yesterday" not in page
    page = desk("bravo").get(f"{PAGE}/2026-11-05").content.decode()
    assert "Yesterday&#x27;s tower" in page
    for wrong in ("2026-11-04", "20261105", "x", "2026-13-01"):
        assert desk("bravo").get(f"{PAGE}/{wrong}").status_code == 404


def test_erased_words_are_gone_from_old_briefings(
    reporting: Hub, desk: Callable[[str], Client]
) -> None:
    prefers("bravo", morning=0)
    act = report(reporting, "alfa", "Zyxwvut tower")
    mornings.pass_once()
    assert "Zyxwvut" in desk("bravo").get(PAGE).content.decode()
    body = {"act": act, "contents": ["report"]}
    reporting.does("decide.erase", "alfa/all", body)
    assert "Zyxwvut" not in desk("bravo").get(PAGE).content.decode()


def test_mail_says_that_it_is_there_and_nothing_of_it(reporting: Hub) -> None:
    prefers("bravo", morning=0, briefing=True, quiet_from=22, quiet_to=8)
    prefers("charlie", morning=0)
    address("bravo")
    address("charlie")
    report(reporting, "alfa", "Secret tower", "bravo")
    mornings.pass_once()
    mornings.pass_once()
    (mail,) = Outgoing.objects.filter(id__startswith="briefing:")
    assert mail.to == "bravo@x.example"
    assert mail.due.isoformat() == "2026-11-05T06:00:00+00:00"  # 08:00 in Kyiv
    assert "/en/desk/briefing/2026-11-05" in mail.body
    assert "tower" not in (mail.subject + mail.body).lower()


def test_one_persons_trouble_is_not_anothers(
    reporting: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    for member in FOUNDERS:
        prefers(member, morning=0, briefing=True)
        address(member)
    report(reporting, "alfa", "Tower")
    whole = briefing.compile_for

    def fails(who: object, *rest: object) -> object:
        if getattr(who, "member", "") == "alfa":
            raise ValueError("broken")
        return whole(who, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(mornings, "compile_for", fails)
    mornings.pass_once()
    done = Morning.objects.filter(person__endswith="/all")
    assert set(done.values_list("person", flat=True)) == {"bravo/all", "charlie/all"}
    monkeypatch.setattr(mornings, "compile_for", whole)
    mornings.pass_once()
    assert done.count() == 3


def test_a_revoked_persons_mornings_end(reporting: Hub) -> None:
    assert "charlie" in {one.member for one in mornings.readers()}
    payload = reporting.roster("alfa", "bravo")
    reporting.sign(payload, "alfa", "bravo")
    assert "charlie" not in {one.member for one in mornings.readers()}


def test_hours_are_chosen_on_ones_own_page(
    reporting: Hub, desk: Callable[[str], Client]
) -> None:
    browser = desk("bravo")
    form = {"language": "uk", "time_zone": "Europe/Kyiv", "morning": "6"}
    form |= {"briefing": "on", "quiet_from": "22", "quiet_to": "7"}
    assert browser.post("/en/desk/me", form).status_code == 302
    row = Preference.objects.get(id="bravo/all")
    chosen = (row.morning, row.briefing, row.quiet_from, row.quiet_to)
    assert chosen == (6, True, 22, 7)
    page = browser.get("/en/desk/me").content.decode()
    assert '<option value="22" selected>22:00' in page


def test_only_who_is_signed_in(reporting: Hub) -> None:
    for path in (PAGE, f"{PAGE}/2026-11-05", f"{PAGE}/2026-11-05.pdf"):
        assert Client(SERVER_NAME="127.0.0.1").get(path).status_code == 302
    assert reader("bravo/all").member == "bravo"
