"""The page that a phone keeps, and what it is told about one person's work."""

import json
import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client

import accord
from accord.core.acts.encoding import from_base64
from accord.core.acts.envelope import act_id
from accord.supplies.models import Lot
from tests.hub import Hub, furnished
from tests.stores import Stores

PAGE = "/en/field/"
SET = "/api/v1/field"


@pytest.fixture
def shop(hub: Hub) -> Stores:
    """Three members with a site and two persons for goods each; two items."""
    return furnished(hub)


@pytest.fixture
def phone(shop: Stores) -> Callable[[str], Client]:
    """Signs a person in: `phone("alfa/driver")`."""
    hub = shop.coalition
    assert isinstance(hub, Hub)
    return lambda name: hub.sign_in(Client(SERVER_NAME="127.0.0.1"), name)


@pytest.fixture
def sent(shop: Stores) -> str:
    """100 of alfa's 200 blankets, packed for charlie."""
    return shop.consign({shop.receive("alfa", 200): 100})


def test_the_page_is_the_same_for_everybody(
    shop: Stores, phone: Callable[[str], Client]
) -> None:
    stranger = Client(SERVER_NAME="127.0.0.1").get(PAGE)
    assert stranger.status_code == 200
    assert phone("alfa/driver").get(PAGE).content == stranger.content
    assert phone("charlie/supplies").get(PAGE).content == stranger.content
    assert b"data-key" not in stranger.content


def test_only_this_page_may_compile_the_reader_of_codes(shop: Stores) -> None:
    client = Client(SERVER_NAME="127.0.0.1")
    policy = client.get(PAGE)["Content-Security-Policy"]
    assert "'wasm-unsafe-eval'" in policy
    assert "'unsafe-eval'" not in policy.replace("'wasm-unsafe-eval'", "")
    assert "wasm" not in client.get("/en/")["Content-Security-Policy"]


@pytest.mark.parametrize("language", ["en", "uk", "ru", "ro"])
def test_the_worker_keeps_the_page_and_files_and_nothing_else(
    shop: Stores, language: str
) -> None:
    client = Client(SERVER_NAME="127.0.0.1")
    answer = client.get(f"/{language}/field/worker.js")
    assert answer["Content-Type"].startswith("text/javascript")
    source = answer.content.decode()
    listed = re.search(r"const FILES = (\[.*?\]);", source)
    assert listed
    files = json.loads(listed[1])
    assert all(one.startswith("/static/") for one in files)
    assert all(client.get(one).status_code == 200 for one in files)
    assert any(one.endswith("/field/page.js") for one in files)
    assert any(one.endswith(f"/text/{language}-field.js") for one in files)
    assert not any(re.search(r"\.wasm|/api/|/desk/", one) for one in files)
    others = {"en", "uk", "ru", "ro"} - {language}
    assert not any(f"/text/{one}" in name for one in others for name in files)


def kept_by(client: Client) -> tuple[str, dict[str, str]]:
    """The version of the worker, and what it keeps beside files: address -> SHA-256."""
    source = client.get("/en/field/worker.js").content.decode()
    version = re.match(r'const VERSION = "([0-9a-f]{12})";\n', source)
    own = re.search(r"const OWN = (\{.*?\});", source)
    assert version
    assert own
    return version[1], json.loads(own[1])


def test_the_worker_names_what_everybody_gets(
    shop: Stores, phone: Callable[[str], Client]
) -> None:
    stranger = Client(SERVER_NAME="127.0.0.1")
    _version, own = kept_by(phone("alfa/driver"))
    assert set(own) == {PAGE, "/theme.css", "/mark.svg", f"{PAGE}app.webmanifest"}
    for path, digest in own.items():
        assert sha256(stranger.get(path).content).hexdigest() == digest
    assert kept_by(stranger) == kept_by(phone("charlie/driver"))


@pytest.mark.parametrize(
    ("name", "word"), [("field/page.html", "noindex"), ("field/worker.js", "skipW")]
)
def test_a_template_that_alone_changed_makes_a_newer_worker(
    shop: Stores, name: str, word: str, tmp_path: Path, settings: LazySettings
) -> None:
    client = Client(SERVER_NAME="127.0.0.1")
    before = kept_by(client)
    program = Path(accord.__file__).parent
    source = (program / "field/templates" / name).read_text()
    other = tmp_path / name
    other.parent.mkdir()
    assert word in source
    other.write_text(source.replace(word, f"not-{word}"))
    (engine,) = settings.TEMPLATES
    settings.TEMPLATES = [engine | {"DIRS": [tmp_path]}]
    after = kept_by(client)
    assert after[0] != before[0]
    assert (after[1] == before[1]) is (name == "field/worker.js")


def test_the_manifest_stays_below_the_page(shop: Stores) -> None:
    client = Client(SERVER_NAME="127.0.0.1")
    manifest = client.get("/ro/field/app.webmanifest").json()
    assert manifest["scope"] == manifest["start_url"] == "/ro/field/"
    assert client.get(manifest["start_url"]).status_code == 200


def test_it_is_told_what_it_needs(
    shop: Stores, sent: str, phone: Callable[[str], Client]
) -> None:
    told = phone("charlie/driver").get(SET).json()
    (one,) = told["consignments"]
    assert (one["id"], one["holder"], one["receiver"]) == (sent, "alfa", "charlie")
    assert [(line["good"], line["damaged"]) for line in one["lines"]] == [(100, 0)]
    assert told["stock"] == []
    assert one["lines"][0]["lot"] in told["lots"]
    assert {"alfa", "bravo", "charlie"} <= {who["member"] for who in told["people"]}
    assert told["acts"][0] == sent
    assert len(told["acts"]) == len(set(told["acts"]))


def test_it_is_told_of_ones_own_stores_alone(
    shop: Stores, sent: str, phone: Callable[[str], Client]
) -> None:
    told = phone("alfa/supplies").get(SET).json()
    (row,) = told["stock"]
    assert (row["site"], row["owner"], row["good"]) == (shop.sites["alfa"], "alfa", 100)
    says = next(one for one in told["records"] if one["id"] == sent)["says"]
    assert says == "100 pcs blanket"
    spoken = phone("alfa/supplies").get(SET, {"lang": "ru"}).json()["records"]
    assert next(one for one in spoken if one["id"] == sent)["says"] == "100 шт. blanket"
    assert told["donors"] == sorted(set(Lot.objects.values_list("donor", flat=True)))


def test_records_come_as_they_were_signed(
    shop: Stores, sent: str, phone: Callable[[str], Client]
) -> None:
    client = phone("charlie/driver")
    ids = client.get(SET).json()["acts"]
    found = client.get(f"{SET}/acts?ids={','.join(ids)}").json()["acts"]
    assert list(found) == ids
    for one, stored in found.items():
        assert act_id(from_base64(stored["payload"])) == one


@pytest.mark.parametrize("ids", ["", "x", "a" * 63, ",".join(["a" * 64] * 31)])
def test_what_is_no_list_of_ids_is_refused(
    shop: Stores, phone: Callable[[str], Client], ids: str
) -> None:
    assert phone("alfa/driver").get(f"{SET}/acts?ids={ids}").status_code == 400


def test_only_records_of_goods_are_given(
    shop: Stores, phone: Callable[[str], Client]
) -> None:
    client = phone("alfa/driver")
    other = shop.coalition.state.coalition
    assert client.get(f"{SET}/acts?ids={other}").json() == {"acts": {}}


def test_a_stranger_is_told_the_time_and_nothing_else(shop: Stores, sent: str) -> None:
    client = Client(SERVER_NAME="127.0.0.1")
    assert set(client.get(f"{SET}/clock").json()) == {"time"}
    assert "csrftoken" in client.cookies
    headers = {"Accept": "application/json"}
    assert client.get(SET, headers=headers).status_code == 401
    assert client.get(f"{SET}/acts?ids={sent}", headers=headers).status_code == 401


def test_who_may_not_sign_for_goods_is_told_nothing(
    shop: Stores, phone: Callable[[str], Client]
) -> None:
    assert phone("alfa/voice").get(SET).status_code == 403


def test_a_conflict_is_told_in_words(
    shop: Stores, sent: str, phone: Callable[[str], Client]
) -> None:
    """The same goods handed over twice, both without a network."""
    counted = {0: (100, 0, 0, 0)}
    first = shop.handover_act(sent, "alfa", "charlie", counted, store=True)
    second = shop.handover_act(sent, "alfa", "bravo", counted, store=True)
    hub = shop.coalition
    assert isinstance(hub, Hub)
    hub.sign(first, "charlie/driver", "alfa/supplies")
    act = hub.sign(second, "bravo/driver", "alfa/supplies")
    records = phone("bravo/driver").get(SET).json()["records"]
    (told,) = [one for one in records if one["id"] == act]
    assert told["says"]
    assert told["state"] == "conflict"
    assert "not on its way any more" in told["reason"]


def test_of_a_cancelled_consignment_a_phone_is_told_nothing_more(
    shop: Stores, sent: str, phone: Callable[[str], Client]
) -> None:
    """Its waybill may lie on a table; the phone that scans it does not know it."""
    client = phone("charlie/driver")
    assert [one["id"] for one in client.get(SET).json()["consignments"]] == [sent]
    shop.reverse(sent, "alfa/supplies")
    assert client.get(SET).json()["consignments"] == []


def test_a_phone_is_told_what_a_gift_is_for(
    shop: Stores, phone: Callable[[str], Client]
) -> None:
    free = shop.receive("alfa", 10)
    kept = shop.receive("alfa", 20, earmark=shop.sites["charlie"])
    lots = phone("alfa/driver").get(SET).json()["lots"]
    assert lots[kept]["earmark"] == shop.sites["charlie"]
    assert "earmark" not in lots[free]


def test_a_phone_is_told_what_agreed_plans_hold_back(
    shop: Stores, phone: Callable[[str], Client]
) -> None:
    client, lot = phone("alfa/driver"), shop.receive("alfa", 200)
    (row,) = client.get(SET).json()["stock"]
    assert "promised" not in row
    for quantity in (60, 20):
        need = shop.need(shop.sites["charlie"], quantity)
        shop.plan("alfa", (lot, "alfa", need, quantity), plan=f"{quantity}" * 32)
    (row,) = client.get(SET).json()["stock"]
    assert (row["good"], row["promised"]) == (200, 80)
