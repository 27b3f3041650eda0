"""Every case of the vectors of bundles as bytes and a verdict."""

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple

FOLDER = Path(__file__).parent.parent / "vectors/accord"
VECTORS = FOLDER / "bundles.json"
CONFIRMED = FOLDER / "confirmed-bundles.json"


class Case(NamedTuple):
    """A proof file, an id that is trusted, and whether it is proven."""

    name: str
    data: bytes
    trust: str
    proven: bool
    state: str = ""
    step: str = ""


def cases() -> Iterator[Case]:
    """All of them: good ones under each id, and everything that must be refused."""
    vectors = json.loads(VECTORS.read_text())
    for one in vectors["good"]:
        for trust in one["trust"]:
            data = one["bundle"].encode()
            state = one["answer"]["state"]
            yield Case(one["name"], data, trust, True, state)
    start, trust = vectors["start"]["bundle"], vectors["start"]["trust"]
    for one in vectors["bad_patches"]:
        data = encoded(patched(json.loads(start), one["patch"]))
        yield Case(one["name"], data, trust, False, step=_step(one))
    for one in vectors["bad_bytes"]:
        data = one["bundle"].encode()
        yield Case(one["name"], data, trust, False, step=_step(one))
    for one in vectors["bad_trust"]:
        given = one["trust"]
        yield Case(one["name"], start.encode(), given, False, step=_step(one))
    yield from _confirmed(json.loads(CONFIRMED.read_text()))


def _confirmed(vectors: dict[str, Any]) -> Iterator[Case]:
    """Those of a coalition whose members' copies confirm."""
    for one in vectors["good"]:
        data, state = one["bundle"].encode(), one["answer"]["state"]
        for trust in one["trust"]:
            yield Case(one["name"], data, trust, True, state)
    for one in vectors["bad"]:
        data = one["bundle"].encode()
        yield Case(one["name"], data, vectors["trust"], False, step=_step(one))


def _step(one: dict[str, str]) -> str:
    """The step's name in `Step 2 (members): ...`."""
    return one["reason"].partition("(")[2].partition(")")[0]


def encoded(document: object) -> bytes:
    """Canonical JSON."""
    return json.dumps(
        document, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    ).encode()


def patched(document: Any, patch: list[dict[str, Any]]) -> Any:  # noqa: ANN401
    """The document after add, remove and replace (RFC 6902)."""
    made = deepcopy(document)
    for step in patch:
        parts = [
            one.replace("~1", "/").replace("~0", "~")
            for one in step["path"].split("/")[1:]
        ]
        if not parts:
            made = step["value"]
            continue
        at = made
        for part in parts[:-1]:
            at = at[int(part)] if isinstance(at, list) else at[part]
        last: Any = int(parts[-1]) if isinstance(at, list) else parts[-1]
        if step["op"] == "remove":
            del at[last]
        elif step["op"] == "add" and isinstance(at, list):
            at.insert(last, step["value"])
        else:
            at[last] = step["value"]
    return made
