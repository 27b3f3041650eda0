"""Members' copies for tests: a coalition of four that confirm, and their words."""

from accord.core.tlog import cosignature, note
from accord.ledger import queries
from tests.coalition import FOUR, keyid, public, replicas, seed
from tests.hub import Hub

NOW = 1_793_000_000


def found(hub: Hub, *names: str, finality: str = "cosigned") -> None:
    """Founds a coalition whose members all have a copy, and gives out desk keys."""
    names = names or FOUR
    keys = sorted([*names, "hub", *(f"{one} replica" for one in names)], key=keyid)
    body = hub.terms(*names, **replicas(*names) | {"finality": finality})
    contents = {
        "names": hub.document({"en": "Test coalition"}),
        "declaration.en": hub.document({"title": "Declaration", "text": "We help."}),
    }
    hub.sign(hub.act("charter.found", names[0], body, contents), *keys)
    for name in names:
        for role in ("voice", "people", "supplies"):
            hub.enrol(f"{name}/{role}")


def head() -> str:
    """The newest checkpoint of the hub."""
    found = queries.head()
    assert found is not None
    return found.note


def line(text: str, member: str, key: str = "", time: int = NOW) -> str:
    """A member's cosignature on a checkpoint; by another's `key` it is false."""
    checkpoint, _ = note.parse(text)
    name = cosignature.name(checkpoint.coalition, member)
    return cosignature.cosign(
        checkpoint.text(), name, seed(key or f"{member} replica"), time
    )


def cosigned(text: str, *names: str) -> str:
    """The checkpoint with the cosignatures of some members."""
    return cosignature.attach(text, [line(text, name) for name in names])


def vkey(name: str) -> str:
    """What a witness that is no member tells about its key."""
    return cosignature.vkey(name, public(name))
