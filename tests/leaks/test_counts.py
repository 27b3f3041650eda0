"""More of what a reader may not know of changes nothing that this reader is shown.

Not a word, not a number, not an order: each page is compared with itself, before and
after others planned an action and wrote a report without this reader.
"""

import re

import pytest

from tests.hub import Hub
from tests.leaks.beside import beside
from tests.leaks.canaries import body
from tests.leaks.marked import marked, one_more
from tests.leaks.routes import Route, routes
from tests.leaks.walking import UNREACHED, Visitor, browser

# How long the log is, and its hashes, everybody may know: copies check them.
LOG = frozenset(
    {
        "api-checkpoint",
        "api-charter",
        "readyz",
        "log-current",
        "healthz",
        "api-challenge",
    }
)
# What is another at every look.
FRESH = re.compile(
    rb'name="csrfmiddlewaretoken" value="[^"]*"|data-csrf="[^"]*"|nonce-[\w+/=-]+'
    rb'|name="token" value="[^"]*"|data-mask="[^"]*"|/static/[^"]*|"challenge": "[^"]*"'
)
MARKED = ("?q=canary", "")


def pages() -> list[Route]:
    """Every address without a parameter, but for what says how long the log is."""
    out = LOG | UNREACHED.keys()
    return [one for one in routes() if not one.converters and one.name not in out]


def seen(visitor: Visitor) -> dict[str, bytes]:
    """What a reader is shown everywhere."""
    found = {}
    for route in pages():
        for query in MARKED:
            answer = visitor.client.get(f"{route.template}{query}")
            if answer.status_code == 200:
                found[route.name + query] = FRESH.sub(b"", body(answer))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("name", ["", "charlie/every"])
def test_hidden_things_change_nothing(hub: Hub, name: str) -> None:
    found = marked(hub, 5, things=4)
    beside(found)
    client = browser()
    if name:
        hub.enrol("charlie/every", "actions", "people", "reports", "supplies", "voice")
        hub.sign_in(client, name)
    visitor = Visitor(name or "the public", client)
    before = seen(visitor)
    assert len(before) > (20 if name else 8)
    one_more(found, hidden_from="charlie")
    after = seen(visitor)
    assert before.keys() == after.keys()
    assert [path for path, data in before.items() if data != after[path]] == []
