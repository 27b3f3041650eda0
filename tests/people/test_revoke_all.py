"""A lost device: what it admitted can be revoked with it, in the same act."""

import re

from django.test import Client

from accord.core.acts.act import parse_act
from accord.core.acts.charter import Revoke
from accord.core.acts.encoding import from_base64
from accord.people import queries
from tests.coalition import keyid, public
from tests.hub import Hub


def chain(hub: Hub) -> None:
    """The stamp admits a keeper of people; her device admits two others."""
    hub.enrol("alfa/keeper", "people", person="maria")
    hub.enrol("alfa/helper", "voice", person="petro", inviter="alfa/keeper")
    hub.enrol("alfa/second", "voice", person="petro", inviter="alfa/keeper")


def page(hub: Hub, client: Client) -> str:
    hub.sign_in(client, "alfa/people")
    answer = client.get("/en/desk/devices", follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def form_of(name: str, html: str) -> str:
    """The form that revokes a device."""
    forms = re.findall(r"<form.*?</form>", html, re.DOTALL)
    marked = f'type="hidden" name="key" value="{public(name)}"'
    (found,) = (one for one in forms if marked in one)
    return str(found)


def test_the_page_shows_what_a_device_admitted(hub: Hub, client: Client) -> None:
    chain(hub)
    html = page(hub, client)
    form = form_of("alfa/keeper", html)
    for name in ("alfa/helper", "alfa/second"):
        assert f'type="checkbox" name="key" value="{public(name)}"' in form
    assert "checkbox" not in form_of("alfa/helper", html)


def test_one_act_revokes_them_together(hub: Hub, client: Client) -> None:
    chain(hub)
    page(hub, client)
    keys = sorted(public(one) for one in ("alfa/keeper", "alfa/helper"))
    answer = client.post("/en/desk/devices/revoke", {"key": keys})
    payload = from_base64(answer.json()["payload"])
    body = parse_act(payload).body
    assert isinstance(body, Revoke)
    assert list(body.keys) == keys
    hub.sign(payload, "alfa/people")
    assert hub.state.keys[keyid("alfa/keeper")].revoked
    assert hub.state.keys[keyid("alfa/helper")].revoked
    assert not hub.state.keys[keyid("alfa/second")].revoked
    form = form_of("alfa/people", page(hub, client))
    assert public("alfa/second") not in form


def test_what_was_revoked_already_is_not_offered(hub: Hub, client: Client) -> None:
    chain(hub)
    body = {"keys": [public("alfa/helper")], "invites": []}
    hub.does("charter.revoke", "alfa/people", body)
    form = form_of("alfa/keeper", page(hub, client))
    assert public("alfa/helper") not in form
    assert public("alfa/second") in form


def test_devices_below_devices_are_found(hub: Hub) -> None:
    """Those that were admitted by what a device admitted are under both."""
    rows = [Row("a", "stamp"), Row("b", "a"), Row("c", "b"), Row("d", "a")]
    inviters = {row.keyid: row.above for row in rows}
    states = dict.fromkeys(inviters, "live") | {"d": "revoked"}
    below = queries._admits(rows, inviters, states)  # type: ignore[arg-type]
    assert {name: [one.keyid for one in found] for name, found in below.items()} == {
        "a": ["b", "c"],
        "b": ["c"],
    }


class Row:
    """As much of a device's row as is looked at."""

    def __init__(self, keyid: str, above: str) -> None:
        self.keyid = keyid
        self.above = above
