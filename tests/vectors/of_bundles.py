"""Vectors of bundles."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import asdict

from accord.core.acts.canonical import encode
from accord.core.bundle.check import check
from accord.core.bundle.explain import explain
from tests import bad_bundles
from tests.bundles import REASON, bundle, grown
from tests.coalition import Coalition, text_blobs
from tests.core.rules.test_course import amend, close
from tests.vectors.patch import difference
from tests.vectors.refusals import Vectors, reason, refusals

SIGNERS = ("alfa/press", "bravo/voice", "delta/voice")
Story = Callable[[Coalition, str], object]


def bundles() -> Vectors:
    """What bundles prove; and one of them changed in every refused way."""
    coalition, act, document = bad_bundles.good()
    data, trust = encode(document), coalition.state.coalition
    start = data.decode()
    strange = {
        "another id": "ab" * 32,
        "no id": "",
        "capitals": trust.upper(),
        "the statement itself": act,
    }
    return {
        "good": [_vector(name, *_after(story)) for name, story in STORIES.items()]
        + [_vector(name, *story()) for name, story in OTHERS.items()],
        "start": {"bundle": start, "trust": trust},
        "bad_patches": _bad_patches(document, trust),
        "bad_bytes": refusals(
            "bundle", _bad_bytes(start), lambda text: check(text.encode(), trust)
        ),
        "bad_trust": refusals("trust", strange, lambda one: check(data, one)),
    }


def _bad_patches(start: bad_bundles.Document, trust: str) -> list[Vectors]:
    found = []
    for name, (change, _) in bad_bundles.BAD.items():
        document = deepcopy(start)
        change(document)
        why = reason(lambda one: check(encode(one), trust), document)
        patch = difference(start, document)
        found.append({"name": name, "patch": patch, "reason": why})
    return found


def _bad_bytes(good: str) -> dict[str, str]:
    return {
        "nothing": "",
        "a line break at the end": f"{good}\n",
        "a space": good.replace(",", ", ", 1),
        "two bundles": good * 2,
        "cut short": good[:-1],
        "a key twice": good.replace('"v":', '"v":"accord/bundle@1","v":'),
        "deep nesting": '{"v":' + "[" * 300 + "]" * 300 + "}",
    }


def _vector(name: str, coalition: Coalition, act: str) -> Vectors:
    """A bundle, the ids that may be trusted, and what it proves to who trusts them."""
    data = bundle(coalition, act)
    answer = check(data, coalition.state.coalition)
    return {
        "name": name,
        "bundle": data.decode(),
        "trust": list(coalition.state.rosters),
        "answer": asdict(answer),
        "sentences": explain(answer, None),
    }


def _after(story: Story) -> tuple[Coalition, str]:
    coalition = grown()
    act = coalition.statement(*SIGNERS)
    story(coalition, act)
    return coalition, act


def _own() -> tuple[Coalition, str]:
    coalition = grown()
    texts, words = text_blobs("en", "uk"), coalition.words("own")
    return coalition, coalition.does("voice.own", "charlie/voice", words, texts)


def _pictured() -> tuple[Coalition, str]:
    coalition = grown()
    picture = {"1": {"type": "png", "width": 3, "height": 2}}
    words = coalition.words("drawn", pictures=picture)
    shown = "![A school](picture:1)\n\nIt is **open**."
    texts = text_blobs("en", "uk", text=shown)
    made = bytes(32) + b"\x89PNG\r\n\x1a\n and what it shows"
    contents = texts | {"picture.1": made}
    return coalition, coalition.does("voice.own", "charlie/voice", words, contents)


def _translated() -> tuple[Coalition, str]:
    coalition, act = _after(_nothing)
    coalition.wait(minutes=10)
    return coalition, coalition.translation(act, "alfa/press", "bravo/voice")


def _translation_withdrawn() -> tuple[Coalition, str]:
    coalition, act = _translated()
    statement = next(iter(coalition.state.translations))
    coalition.does("voice.retraction", SIGNERS[1:], {"statement": statement}, REASON)
    return coalition, act


def _position() -> tuple[Coalition, str]:
    coalition = grown()
    return coalition, coalition.position(*SIGNERS, topics=["water"])


def _position_replaced() -> tuple[Coalition, str]:
    coalition, act = _position()
    coalition.position(*SIGNERS, replaces=act)
    return coalition, act


def _nothing(c: Coalition, act: str) -> None:
    return None


def _held(c: Coalition, act: str) -> None:
    c.does("voice.hold", "alfa/voice", {"statement": act})


def _withdrawn(c: Coalition, act: str) -> None:
    c.does("voice.retraction", SIGNERS[1:], {"statement": act}, REASON)


def _corrected(c: Coalition, act: str) -> None:
    c.statement(*SIGNERS, slug="water-2", corrects=act)


STAMPS = ("alfa", "bravo", "delta")


def _amended(c: Coalition, act: str) -> None:
    amend(c, *STAMPS)


def _ended(c: Coalition, act: str) -> None:
    amend(c, *STAMPS)
    amend(c, "alfa", "bravo", "charlie", text="We help.")
    close(c, *STAMPS)


def _left(c: Coalition, act: str) -> None:
    members = c.terms("alfa", "bravo", "delta")
    c.sign(c.act("charter.roster", "charlie", members), "charlie")


OTHERS: dict[str, Callable[[], tuple[Coalition, str]]] = {
    "a member's own word": _own,
    "words with a picture": _pictured,
    "a translation": _translated,
    "a translation withdrawn with its statement": _translation_withdrawn,
    "a position": _position,
    "a position replaced": _position_replaced,
}
STORIES: dict[str, Story] = {
    "agreed": _nothing,
    "held": _held,
    "withdrawn": _withdrawn,
    "corrected": _corrected,
    "after a member left": _left,
    "after the declaration was amended": _amended,
    "after the end": _ended,
}
