"""Vectors of members' copies: cosignatures, bundles that they confirm, evidence."""

from copy import deepcopy
from dataclasses import asdict

from accord.core.acts.canonical import encode
from accord.core.bundle.check import check
from accord.core.bundle.explain import explain
from accord.core.protocol.evidence import check_evidence
from accord.core.tlog import cosignature
from tests.bundles import bundle, confirmed
from tests.coalition import FOUR, Coalition, confirming, copies, takeover
from tests.core import test_bundle_confirmed as of_bundles
from tests.core.protocol import test_evidence as of_evidence
from tests.core.tlog import test_cosignature as one
from tests.vectors.refusals import Vectors, reason, refusals


def cosignatures() -> Vectors:
    """Lines of cosignature over one checkpoint, by one key."""
    name, text, line = one.NAME, one.TEXT, one.LINE
    other = cosignature.name(one.CHECKPOINT.coalition, "bravo")
    seed = one.seed("alfa replica")
    at = line.rindex(" ") + 40
    bad = {
        "of another name": cosignature.cosign(text, other, seed, one.TIME),
        "by another key": cosignature.cosign(text, name, one.seed("b"), one.TIME),
        "over another text": cosignature.cosign(f"{text}more\n", name, seed, one.TIME),
        "with another letter": line[:at] + chr(ord(line[at]) ^ 1) + line[at + 1 :],
        "a host's signature": one.NOTE.rpartition("\n\n")[2][:-1],
        "the example of C2SP": one.EXAMPLE,
        "with a hyphen": line.replace("—", "-"),
        "nothing": "",
    }
    return {
        "name": name,
        "key": one.KEY,
        "vkey": cosignature.vkey(name, one.KEY),
        "text": text,
        "good": [{"line": line, "time": one.TIME}],
        "bad": refusals(
            "line", bad, lambda got: cosignature.verify(got, text, name, one.KEY)
        ),
    }


def confirmed_bundles() -> Vectors:
    """Bundles of a coalition whose members' copies confirm."""
    made = {
        "three of four confirm": _three(),
        "all confirm, under a host that copies chose": _another_host(),
    }
    good = []
    for name, (c, data) in made.items():
        answer = check(data, c.state.coalition)
        trust = list(c.state.rosters) + [one.act for one in c.state.hubs]
        told = {"answer": asdict(answer), "sentences": explain(answer, None)}
        good.append({"name": name, "bundle": data.decode(), "trust": trust} | told)
    c, document = of_bundles.good()
    trust, bad = c.state.coalition, []
    for name, (spoil, _) in of_bundles.SPOILED.items():
        spoiled = deepcopy(document)
        spoil(spoiled)
        data = encode(spoiled)
        why = reason(lambda one: check(one, trust), data)
        bad.append({"name": name, "bundle": data.decode(), "reason": why})
    return {"good": good, "trust": trust, "bad": bad}


def _three() -> tuple[Coalition, bytes]:
    c = confirming()
    act = c.statement(*of_bundles.SIGNERS)
    return c, bundle(c, act, text=confirmed(c, "alfa", "bravo", "delta"))


def _another_host() -> tuple[Coalition, bytes]:
    c = confirming()
    act = c.statement(*of_bundles.SIGNERS)
    c.sign(takeover(c), *copies("alfa", "bravo", "delta"))
    return c, bundle(c, act, text=confirmed(c, *FOUR, hub="hub two"))


def evidence() -> Vectors:
    """Files of evidence that prove something, and that prove nothing."""
    good, bad = [], []
    for name, (make, _, _) in of_evidence.GOOD.items():
        scene = of_evidence.scene()
        data = make(scene)
        verdict = asdict(check_evidence(data, scene.trust))
        good.append({"name": name, "evidence": data.decode(), "verdict": verdict})
    for name, (make, _) in of_evidence.BAD.items():
        scene = of_evidence.scene()
        data = make(scene)
        why = reason(lambda one, to=scene.trust: check_evidence(one, to), data)
        bad.append({"name": name, "evidence": data.decode(), "reason": why})
    return {"trust": of_evidence.scene().trust, "good": good, "bad": bad}
