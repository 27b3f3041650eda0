"""Bundles where members' copies confirm: who counts, and who chose the host."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from accord.core.acts.canonical import encode
from accord.core.acts.envelope import act_id, read_envelope, sign
from accord.core.acts.errors import AccordError, Refused
from accord.core.bundle.check import check
from accord.core.bundle.explain import explain
from accord.core.tlog import cosignature
from tests.bundles import bundle, confirmed
from tests.coalition import (
    FOUR,
    Coalition,
    confirming,
    copies,
    founded,
    keyid,
    public,
    replicas,
    seed,
    takeover,
)

Document = dict[str, Any]
SIGNERS = ("alfa/voice", "bravo/voice", "charlie/voice")


@pytest.fixture
def c() -> Coalition:
    return confirming()


def said(c: Coalition) -> str:
    return c.statement(*SIGNERS)


def test_the_quorum_is_named(c: Coalition) -> None:
    act = said(c)
    data = bundle(c, act, text=confirmed(c, "alfa", "bravo", "delta"))
    answer = check(data, c.state.coalition)
    assert answer.confirmed_by == ("alfa", "bravo", "delta")
    assert explain(answer, None)[-1] == (
        "That the log says so is the word of the host and of the copies of alfa, bravo "
        "and delta."
    )


def test_two_of_four_copies_are_too_few(c: Coalition) -> None:
    data = bundle(c, said(c), text=confirmed(c, "alfa", "bravo"))
    with pytest.raises(Refused, match="2, of 3 that have to") as caught:
        check(data, c.state.coalition)
    assert str(caught.value).startswith("Step 7 (host): Too few members' copies")


def test_the_host_alone_is_not_enough_where_copies_confirm(c: Coalition) -> None:
    with pytest.raises(Refused, match="Too few members' copies"):
        check(bundle(c, said(c)), c.state.coalition)


def test_where_the_host_confirms_copies_are_named_too() -> None:
    c = founded()
    body = replicas("alfa", "bravo", "charlie") | {"finality": "hub"}
    names = ["alfa", "bravo", "charlie"]
    payload = c.roster(*names, **body)
    c.sign(payload, *names, *(f"{one} replica" for one in names))
    act = c.statement("alfa/voice", "bravo/voice")
    assert check(bundle(c, act), c.state.coalition).confirmed_by == ()
    data = bundle(c, act, text=confirmed(c, "charlie"))
    assert check(data, c.state.coalition).confirmed_by == ("charlie",)


def test_witnesses_and_false_lines_are_left_out(c: Coalition) -> None:
    act = said(c)
    text = confirmed(c, *FOUR)
    body = cosignature.split(text)[0]
    stranger = cosignature.cosign(body, "witness.example/w1", seed("w"), 1)
    named = cosignature.name(c.state.coalition, "delta")
    false = cosignature.cosign(body, named, seed("stolen"), 1)
    data = bundle(c, act, text=cosignature.attach(text, [stranger, false]))
    assert check(data, c.state.coalition).confirmed_by == ("alfa", "bravo", "charlie")


def test_a_host_chosen_by_copies(c: Coalition) -> None:
    act = said(c)
    chosen = c.sign(takeover(c), *copies("alfa", "bravo", "delta"))
    text = confirmed(c, "alfa", "bravo", "charlie", hub="hub two")
    data = bundle(c, act, text=text)
    for trust in (c.state.coalition, chosen):
        assert check(data, trust).size == c.state.size
    document = json.loads(data)
    assert len(document["charter"]) == 2


def test_the_copies_of_two_lists_choose(c: Coalition) -> None:
    act = said(c)
    final, old = c.head(), c.state.in_force().id
    members = (*FOUR, "echo")
    payload = c.roster(*members, **replicas(*members))
    c.sign(payload, "alfa", "bravo", "charlie", "delta", "echo", "echo replica")
    body = {"epoch": 2, "key": public("hub two"), "base": c.head(), "since": old}
    payload = c.act("charter.hub", "alfa", body, after=final)
    c.sign(payload, *copies("alfa", "bravo", "charlie", "echo"))
    text = confirmed(c, *FOUR, hub="hub two")
    answer = check(bundle(c, act, text=text), c.state.coalition)
    assert answer.confirmed_by == FOUR
    assert answer.roster == c.state.in_force().id


def test_a_list_after_another_host(c: Coalition) -> None:
    c.sign(takeover(c), *copies("alfa", "bravo", "delta"))
    hub = c.state.in_force().terms.hub
    assert hub.base is not None
    base = {"size": hub.base.size, "root": hub.base.root}
    now = {"epoch": 2, "key": hub.key, "base": base}
    c.sign(c.roster(*FOUR, **replicas(*FOUR), hub=now), "alfa", "bravo", "charlie")
    act = said(c)
    text = confirmed(c, "alfa", "bravo", "delta", hub="hub two")
    data = bundle(c, act, text=text)
    assert len(json.loads(data)["charter"]) == 3
    assert check(data, c.state.in_force().id).members == ("alfa", "bravo", "charlie")


def test_who_knows_a_newer_list_refuses_a_bundle_that_stops_before(
    c: Coalition,
) -> None:
    data = bundle(c, said(c), text=confirmed(c, *FOUR))
    c.sign(c.roster(*FOUR, **replicas(*FOUR)), "alfa", "bravo", "charlie")
    with pytest.raises(Refused, match="not a proof by the coalition that you trust"):
        check(data, c.state.in_force().id)


# One good bundle, spoiled


def good() -> tuple[Coalition, Document]:
    """A bundle with two hosts and three cosignatures."""
    c = confirming()
    act = said(c)
    c.sign(takeover(c), *copies("alfa", "bravo", "delta"))
    text = confirmed(c, "alfa", "bravo", "delta", hub="hub two")
    return c, json.loads(bundle(c, act, text=text))


def cosignatures(change: Callable[[list[str]], None]) -> Callable[[Document], None]:
    """A change of the lines after the host's."""

    def spoil(document: Document) -> None:
        old = document["checkpoint"]
        head, *lines = old.partition("\n\n")[2][:-1].split("\n")
        change(lines)
        body = old.partition("\n\n")[0]
        new = f"{body}\n\n" + "".join(f"{one}\n" for one in (head, *lines))
        document["checkpoint"] = new
        document["proof"] = document["proof"].replace(old, new)

    return spoil


def _copied(lines: list[str]) -> None:
    lines[0] = lines[0].replace("/alfa ", "/charlie ")


def _stranger(lines: list[str]) -> None:
    lines.append(lines[0].replace("/alfa ", "/zulu "))


def _twice(lines: list[str]) -> None:
    lines.insert(0, lines[0])


def _turned(lines: list[str]) -> None:
    lines.reverse()


def _fewer(lines: list[str]) -> None:
    lines.pop()


def _false(lines: list[str]) -> None:
    at = lines[0].rindex(" ") + 30
    lines[0] = (
        lines[0][:at] + ("A" if lines[0][at] != "A" else "B") + lines[0][at + 1 :]
    )


def _vote_less(document: Document) -> None:
    signatures = document["charter"][1]["signatures"]
    new = keyid("hub two")
    signatures.remove(next(one for one in signatures if one["keyid"] != new))


def _vote_more(document: Document) -> None:
    payload = read_envelope(document["charter"][1]).payload
    names = copies("alfa", "bravo", "charlie", "delta")
    document["charter"][1] = sign(payload, *map(seed, names)).document()


def _votes_turned(document: Document) -> None:
    document["charter"][1]["signatures"].reverse()


def _no_new_host(document: Document) -> None:
    payload = read_envelope(document["charter"][1]).payload
    names = sorted((f"{one} replica" for one in FOUR[:3]), key=keyid)
    document["charter"][1] = sign(payload, *map(seed, names)).document()


def _by_stamps(document: Document) -> None:
    payload = read_envelope(document["charter"][1]).payload
    names = sorted(["alfa", "bravo", "charlie", "hub two"], key=keyid)
    document["charter"][1] = sign(payload, *map(seed, names)).document()


def rewritten(old: str, new: str) -> Callable[[Document], None]:
    """The choice of a host with other words, signed again by the same."""

    def spoil(document: Document) -> None:
        envelope = read_envelope(document["charter"][1])
        payload = envelope.payload.replace(old.encode(), new.encode())
        assert payload != envelope.payload
        names = copies("alfa", "bravo", "delta")
        document["charter"][1] = sign(payload, *map(seed, names)).document()

    return spoil


def _no_choice(document: Document) -> None:
    document["charter"].pop()


def _chosen_twice(document: Document) -> None:
    document["charter"].append(document["charter"][1])


C, _ = good()
SPOILED: dict[str, tuple[Callable[[Document], None], str]] = {
    "a cosignature under another name": (cosignatures(_copied), "Step 7 (host)"),
    "a cosignature by no member": (cosignatures(_stranger), "that is no member's"),
    "a cosignature twice": (cosignatures(_twice), "in the order of their names"),
    "cosignatures in another order": (cosignatures(_turned), "the order of their"),
    "one cosignature less": (cosignatures(_fewer), "2, of 3 that have to"),
    "a false cosignature": (cosignatures(_false), "Step 7 (host)"),
    "a copy's vote less": (_vote_less, "Too few of those who have to sign"),
    "a copy's vote more": (_vote_more, "that is not needed"),
    "votes in another order": (_votes_turned, "in the order of their keys' ids"),
    "without the new host's key": (_no_new_host, "Too few of those who have to sign"),
    "stamps instead of copies": (_by_stamps, "Too few of those who have to sign"),
    "an epoch that is not higher": (
        rewritten('"epoch":2', '"epoch":2000001'),
        "body.epoch",
    ),
    "another list since": (
        rewritten(f'"since":"{C.state.coalition}"', f'"since":"{"ab" * 32}"'),
        "list of members that this names is not here",
    ),
    "a host with a used key": (
        rewritten(public("hub two"), public("alfa replica")),
        "was used before",
    ),
    "another coalition's host": (
        rewritten(f'"coalition":"{C.state.coalition}"', f'"coalition":"{"ab" * 32}"'),
        "another coalition",
    ),
    "without the choice": (_no_choice, "not signed by the host"),
    "the same choice twice": (_chosen_twice, "A new host has a higher number"),
}


@pytest.mark.parametrize(("spoil", "sentence"), SPOILED.values(), ids=SPOILED)
def test_refused(spoil: Callable[[Document], None], sentence: str) -> None:
    c, document = good()
    check(encode(document), c.state.coalition)
    spoil(document)
    with pytest.raises(AccordError) as caught:
        check(encode(document), c.state.coalition)
    assert sentence in str(caught.value)


def test_where_the_host_confirms_copies_choose_nobody() -> None:
    c, document = good()
    founding = read_envelope(document["charter"][0])
    assert b'"finality":"cosigned"' in founding.payload
    changed = founding.payload.replace(b'"finality":"cosigned"', b'"finality":"hub"')
    names = [*FOUR, *(f"{one} replica" for one in FOUR), "hub"]
    found = sign(changed, *map(seed, sorted(names, key=keyid)))
    document["charter"][0] = found.document()
    new = act_id(changed)
    rewritten(f'"coalition":"{c.state.coalition}"', f'"coalition":"{new}"')(document)
    rewritten(f'"since":"{c.state.coalition}"', f'"since":"{new}"')(document)
    with pytest.raises(Refused, match="the members' stamps do"):
        check(encode(document), new)
