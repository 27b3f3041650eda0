"""A whole log: who signed what, when it took effect, what stands.

It follows the charter, devices, decisions and the voice; of supplies, actions and
reports it checks the form, the keys and the signatures, and leaves the rest to others.
"""

from tests.vectors.verifier import charter
from tests.vectors.verifier.charter import Key, Requirement
from tests.vectors.verifier.form import keyid, need, shift, verify
from tests.vectors.verifier.payload import read_payload
from tests.vectors.verifier.record import leaf_hash, read_leaf
from tests.vectors.verifier.rules import DOES, NEEDS
from tests.vectors.verifier.state import Act, Log
from tests.vectors.verifier.tree import open_checkpoint, root

FIELD = (
    "reports.report",
    "supplies.consign",
    "supplies.count",
    "supplies.handover",
    "supplies.receive",
    "supplies.use",
)


def append(log: Log, data: bytes) -> None:
    """Adds one leaf, or raises Bad."""
    envelope, time = read_leaf(data)
    ((one, signature),) = envelope.signatures
    need(time >= log.time, "time goes back")
    known = log.acts.get(envelope.act)
    act = known or Act(envelope.act, read_payload(envelope.payload), time)
    named, key = _check_key(log, act, one, time)
    need(verify(key.key, envelope.signed, signature), "a false signature")
    if known is None:
        _check_first(log, act, key, time)
    requirement = _check(log, act, one, key, time)
    log.acts[act.id] = act
    act.signatures[one] = len(log.hashes)
    log.hashes.append(leaf_hash(data))
    log.time = time
    if requirement is not None and not act.effect:
        _complete(log, act, requirement, named)


def _complete(
    log: Log, act: Act, requirement: Requirement, named: dict[str, Key]
) -> None:
    """The act takes effect if those whose keys are live now are enough."""
    live = {}
    for one in act.signatures:
        key = named.get(one) or log.keys[one]
        dead = one not in named and log.dead(key, log.time)
        if not dead and key.member not in act.took_back:
            live[one] = key
    if requirement.met(live):
        log.gathering = ""
        act.effect, act.requirement = log.time, requirement
        if act.kind in DOES:
            DOES[act.kind](log, act, len(log.hashes) - 1)
    elif _gathered(log, act):
        log.gathering = act.id


def _check_key(log: Log, act: Act, one: str, time: str) -> tuple[dict[str, Key], Key]:
    """The keys that the act itself names, and the one that signed, which is live."""
    need(act.payload.get("coalition", "") == log.coalition, "another coalition")
    go_on = ("charter.hub", "charter.revoke", "decide.erase")
    need(not log.ended or act.kind in go_on, "the coalition has ended")
    need(act.effect or (not act.closed and time < log.closes(act)), "closed")
    named = _named(log, act)
    key = named.get(one) or log.keys.get(one)
    need(key and (one in named or one not in log.invites), "an unknown key")
    assert key
    need(one not in act.signatures, "recorded already")
    _check_gathering(log, act, one)
    need(one in named or not log.dead(key, time), "a key that is not live")
    return named, key


def _named(log: Log, act: Act) -> dict[str, Key]:
    """The keys that the act itself names."""
    if act.kind in ("charter.found", "charter.roster"):
        found = charter.named(act.body)
    elif act.kind == "charter.hub":
        found = {keyid(act.body["key"]): Key(act.body["key"], "hub")}
    elif act.kind == "charter.enrol":
        found = log.enrolling(act)
    else:
        return {}
    known = set(log.keys) - set(log.invites)
    return {one: key for one, key in found.items() if one not in known}


def _gathered(log: Log, act: Act) -> bool:
    if act.kind in ("charter.found", "charter.hub"):
        return True
    return act.kind == "charter.roster" and act.body["hub"] != log.terms["hub"]


def _check_gathering(log: Log, act: Act, one: str) -> None:
    need(log.gathering in ("", act.id), "another act is being gathered")
    need(log.coalition or act.kind == "charter.found", "not founded")
    if act.signatures and not act.effect and _gathered(log, act):
        need(one > list(act.signatures)[-1], "not in the order of keyids")


def _check_first(log: Log, act: Act, key: Key, time: str) -> None:
    payload = act.payload
    anyone = act.kind in ("charter.found", "charter.enrol") or _gathered(log, act)
    stranger = act.kind == "charter.roster" and keyid(key.key) not in log.keys
    mine = key.member == act.by and not stranger
    need(anyone or mine, "not by its proposer")
    field_act = act.kind in FIELD
    late = field_act or key.purpose in ("seal", "replica", "hub")
    earliest = shift(time, days=-14) if late else shift(time, minutes=-15)
    need(earliest <= payload["at"] <= shift(time, minutes=10), "another time")
    if "after" in payload:
        size = payload["after"]["size"]
        need(log.founded <= size <= len(log.hashes), "no such size")
        need(root(log.hashes[:size]).hex() == payload["after"]["root"], "history")
    need(time < payload.get("closes", "9"), "closed before it began")
    need(payload.get("roster", log.roster) == log.roster, "an old list")


def _check(log: Log, act: Act, one: str, key: Key, time: str) -> Requirement | None:
    """What the act needs; None for kinds that are left to others."""
    if act.effect:
        need(act.requirement, "no part in this")
        assert act.requirement
        need(act.requirement.admits(one, key), "no part in this")
        return act.requirement
    rule = log.terms["rules"].get(act.kind, {}) if log.rosters else {}
    vetoed = rule.get("veto") and any(act.objections.values())
    need(not (act.signatures and vetoed), "an objection stands")
    need(key.member not in act.took_back, "given again")
    job = act.kind.partition(".")[0]
    if job in ("actions", "reports", "supplies"):
        need(job in key.roles, "no part in this")
        return None
    requirement = NEEDS[act.kind](log, act, time)
    need(requirement.admits(one, key), "no part in this")
    return requirement


def check_head(log: Log, note: str) -> None:
    """The checkpoint says what the log says."""
    head = open_checkpoint(note, log.terms["hub"]["key"])
    hashed = [leaf_hash(line.encode()) for line in log.standing()]
    need(head.coalition == log.coalition, "another coalition")
    need(head.epoch == log.terms["hub"]["epoch"], "another epoch")
    need(head.size == len(log.hashes), "another size")
    need(head.root == root(log.hashes), "another root")
    need(head.standing_size == len(hashed), "another number of lines")
    need(head.standing_root == root(hashed), "another standing")
    need(head.time == log.time, "another time")
