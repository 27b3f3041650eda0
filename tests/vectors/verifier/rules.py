"""For each kind: who has to sign it, why it may be refused, and what it changes."""

from collections.abc import Callable
from typing import Any

from tests.vectors.verifier import charter
from tests.vectors.verifier.bundle import public_from
from tests.vectors.verifier.charter import Key, Requirement
from tests.vectors.verifier.form import keyid, need, shift, sound
from tests.vectors.verifier.payload import share
from tests.vectors.verifier.state import Act, Log
from tests.vectors.verifier.tree import Line, root


def needs_charter_found(log: Log, act: Act, time: str) -> Requirement:
    need(not log.coalition, "founded already")
    need(act.by in act.body["members"], "a proposer who founds nothing")
    charter.check_terms(act.body, None, ())
    return charter.founding(act.body)


def needs_charter_roster(log: Log, act: Act, time: str) -> Requirement:
    charter.check_succession(act.body, log.terms, log.handles)
    charter.check_terms(act.body, log.terms, log.keys)
    hub = act.body["hub"]
    if hub != log.terms["hub"]:
        _check_base(log, act, hub["base"])
    return charter.succession(act.by, act.body, log.terms)


def needs_charter_hub(log: Log, act: Act, time: str) -> Requirement:
    charter.check_choice(act.body, log.terms)
    known = list(log.rosters)
    size = act.payload["after"]["size"]
    started = [one for one in known if log.rosters_at[one] < size]
    need(started and started[-1] == act.body["since"], "another list")
    lists = [log.rosters[one] for one in known[known.index(started[-1]) :]]
    requirement = charter.choosing(act.body, lists)
    _check_base(log, act, act.body["base"])
    one = act.body["key"]
    need(keyid(one) not in log.keys and sound(one), "no fresh key")
    return requirement


def _check_base(log: Log, act: Act, base: dict[str, Any]) -> None:
    start = min(act.signatures.values(), default=len(log.hashes))
    need(base["size"] == start, "another base")
    need(base["root"] == root(log.hashes[:start]).hex(), "another base")


def needs_charter_invite(log: Log, act: Act, time: str) -> Requirement:
    one = act.body["key"]
    need(act.body["until"] > time, "expired already")
    need(keyid(one) not in log.keys and sound(one), "no fresh key")
    return charter.inviting(log.keys, act.payload)


def needs_charter_enrol(log: Log, act: Act, time: str) -> Requirement:
    pair = log.enrolling(act)
    invite = log.acts[act.body["invite"]]
    inviter = log.keys[next(iter(invite.signatures))]
    new = pair[keyid(act.body["key"])]
    need(invite.by == act.by, "another member's invitation")
    need(invite.id not in log.spent and not inviter.revoked, "spent")
    need(time <= shift(invite.opened, days=14), "too old")
    need(keyid(new.key) not in log.keys and sound(new.key), "no fresh key")
    need(not log.dead(new, time), "dead from the start")
    return Requirement([], set(pair))


def needs_charter_revoke(log: Log, act: Act, time: str) -> Requirement:
    requirement = charter.own(log.keys, act.by, "seal", "people")
    persons = set()
    for one in act.body["keys"]:
        key = log.keys.get(keyid(one))
        need(key and (key.purpose, key.member) == ("desk", act.by), "not yours")
        assert key
        need(not key.revoked, "revoked already")
        persons.add(key.person)
    for one in act.body["invites"]:
        invite = log.acts.get(one)
        need(invite and invite.kind == "charter.invite", "no invitation")
        assert invite
        need(invite.effect and invite.by == act.by, "not yours")
        need(one not in log.spent, "spent")
    if len(persons) == 1 and not act.body["invites"]:
        same = {
            one
            for one, key in log.keys.items()
            if (key.purpose, key.member) == ("desk", act.by) and key.person in persons
        }
        requirement.groups[0][2].update(same)
    return requirement


def needs_charter_profile(log: Log, act: Act, time: str) -> Requirement:
    return charter.own(log.keys, act.by, "seal", "people")


def needs_charter_amend(log: Log, act: Act, time: str) -> Requirement:
    before = log.amended or log.coalition
    need(act.body["replaces"] == before, "another declaration")
    spoken = charter.languages(log.acts[before].payload)
    need(spoken <= charter.languages(act.payload), "a language missing")
    return charter.stamping(act.kind, log.terms)


def needs_charter_lead(log: Log, act: Act, time: str) -> Requirement:
    members = set(log.terms["members"])
    need(act.body["member"] in members, "not a member")
    need(act.body["until"] > time, "over already")
    keys = charter.by_role(log.keys, members, "people")
    least = share(log.terms, act.kind, len(members))
    return Requirement([(least, members, keys)])


def needs_charter_close(log: Log, act: Act, time: str) -> Requirement:
    return charter.stamping(act.kind, log.terms)


def _target(log: Log, act: Act) -> Act:
    target = log.acts.get(act.body["act"])
    need(target, "no such decision")
    assert target
    return target


def needs_decide_abstain(log: Log, act: Act, time: str) -> Requirement:
    target = _target(log, act)
    need(not target.effect and not target.closed, "not open")
    need(time < log.closes(target), "not open")
    signers = {log.keys[one].member for one in target.signatures}
    need(act.by not in signers - target.took_back, "it has signed")
    need(not target.objections.get(act.by), "it objects")
    need(act.by not in target.abstained, "it abstains already")
    return charter.own(log.keys, act.by, *_roles(target.kind))


def needs_decide_object(log: Log, act: Act, time: str) -> Requirement:
    target = _target(log, act)
    need(not target.effect and not target.closed, "not open")
    need(time < log.closes(target), "not open")
    stands = target.objections.get(act.by)
    need(act.body["stands"] or stands, "no objection to end")
    return charter.own(log.keys, act.by, *_roles(target.kind))


def needs_decide_withdraw(log: Log, act: Act, time: str) -> Requirement:
    target = _target(log, act)
    need(not target.effect and not target.closed, "not open")
    need(time < log.closes(target), "not open")
    signers = {log.keys[one].member for one in target.signatures}
    mine = act.by in signers - target.took_back
    need(target.by == act.by or mine, "no signature to take back")
    return charter.own(log.keys, act.by, *_roles(target.kind))


def needs_decide_erase(log: Log, act: Act, time: str) -> Requirement:
    target = _target(log, act)
    need(target.kind != "charter.found", "the declaration stays")
    amended = target.kind == "charter.amend" and target.effect
    need(not amended, "the declaration stays")
    done = target.effect or target.closed or time >= log.closes(target)
    need(done, "still being decided")
    line = log.lines.get(target.id)
    need(not line or line.state != "agreed", "words in force")
    for name in act.body["contents"]:
        need(name in target.payload.get("blobs", {}), "no such content")
        need((target.id, name) not in log.erased, "erased already")
    roles = _roles(target.kind)
    if not (target.effect and target.requirement):
        return charter.own(log.keys, target.by, *roles)
    groups = target.requirement.groups
    if roles == ("voice",):  # also by devices that came since
        groups = [
            (least, members, charter.by_role(log.keys, members, "voice"))
            for least, members, _ in groups
        ]
    return Requirement(groups)


def needs_charter_reader(log: Log, act: Act, time: str) -> Requirement:
    need(act.body["recipient"] not in log.readers.values(), "in use already")
    return charter.own(log.keys, act.by, "seal")


def needs_voice_statement(log: Log, act: Act, time: str) -> Requirement:
    words = act.body
    need(words["slug"] not in log.slugs, "a slug taken")
    blobs = act.payload.get("blobs", {}).items()
    sizes = [ref["size"] for name, ref in blobs if name.startswith("picture.")]
    need(sum(sizes) <= 2 * 1024 * 1024, "pictures too large")
    for other in log.acts.values():
        joint = other.kind == "voice.statement" and act.kind == "voice.own"
        signing = joint and not other.effect and not other.closed
        taken = signing and time < log.closes(other)
        same = taken and other.body["slug"] == words["slug"]
        need(not same, "a slug that is being signed")
    if "corrects" in words:
        line = log.lines.get(words["corrects"])
        need(line and (line.kind, line.state) == (act.kind, "agreed"), "nothing")
        mine = log.acts[words["corrects"]].by == act.by
        need(act.kind != "voice.own" or mine, "another member's")
    return charter.speaking(log.keys, act.kind, act.by, log.terms)


def _said(log: Log, act: Act) -> tuple[Act, Line]:
    said = log.acts.get(act.body["statement"])
    line = log.lines.get(act.body["statement"])
    need(said and line, "no such statement")
    assert said
    assert line
    return said, line


def needs_voice_translation(log: Log, act: Act, time: str) -> Requirement:
    said, line = _said(log, act)
    need((said.kind, line.state) == ("voice.statement", "agreed"), "not in force")
    need(line.time <= time, "not public")
    language = act.body["language"]
    need(language not in said.body["languages"], "a language that was signed")
    need((said.id, language) not in log.translations, "a language that was added")
    return charter.speaking(log.keys, act.kind, act.by, log.terms)


def needs_voice_position(log: Log, act: Act, time: str) -> Requirement:
    if "replaces" in act.body:
        old = act.body["replaces"]
        need(old in log.positions, "not a position that holds")
        need(act.body["public"] or old not in log.lines, "a public one in private")
    return charter.speaking(log.keys, act.kind, act.by, log.terms)


def needs_voice_hold(log: Log, act: Act, time: str) -> Requirement:
    said, line = _said(log, act)
    need(line.state == "agreed" and time < line.time, "not to be held")
    signers = {log.keys[one].member for one in said.signatures} & {act.by}
    return Requirement([(1, signers, charter.by_role(log.keys, signers, "voice"))])


def needs_voice_retraction(log: Log, act: Act, time: str) -> Requirement:
    said = log.acts.get(act.body["statement"])
    need(said, "no such statement")
    assert said
    if said.id not in log.positions or said.id in log.lines:
        _, line = _said(log, act)
        need(line.state not in ("held", "retracted"), "not to be withdrawn")
    if said.kind == "voice.own":
        return charter.own(log.keys, said.by, "voice")
    members = set(log.terms["members"])
    least = max(share(log.terms, act.kind, len(members)), min(2, len(members)))
    return Requirement([(least, members, charter.by_role(log.keys, members, "voice"))])


def does_charter_found(log: Log, act: Act, index: int) -> None:
    log.coalition, log.founded = act.id, index + 1
    _put_in_force(log, act, index)


def does_charter_roster(log: Log, act: Act, index: int) -> None:
    for other in log.acts.values():
        if other.payload.get("roster") == log.roster and not other.effect:
            other.closed = True
    _put_in_force(log, act, index)


def does_charter_hub(log: Log, act: Act, index: int) -> None:
    for other in log.acts.values():
        if other.kind == "charter.roster" and not other.effect:
            other.closed = True
    log.rosters[log.roster] = charter.hosted(act.body, log.terms)
    one = act.body["key"]
    log.keys.setdefault(keyid(one), Key(one, "hub"))


def _put_in_force(log: Log, act: Act, index: int) -> None:
    log.rosters[act.id], log.rosters_at[act.id] = act.body, index
    log.handles |= set(act.body["members"])
    for one, key in charter.named(act.body).items():
        log.keys.setdefault(one, key)


def does_charter_amend(log: Log, act: Act, index: int) -> None:
    log.amended = act.id


def does_charter_close(log: Log, act: Act, index: int) -> None:
    log.ended = act.id
    for other in log.acts.values():
        if "roster" in other.payload and not other.effect:
            other.closed = True


def does_charter_invite(log: Log, act: Act, index: int) -> None:
    one = act.body["key"]
    log.invites[keyid(one)] = act.id
    log.keys[keyid(one)] = Key(one, "invite", act.by)


def does_charter_enrol(log: Log, act: Act, index: int) -> None:
    one = keyid(act.body["key"])
    log.keys[one] = log.enrolling(act)[one]
    log.spent.add(act.body["invite"])


def does_charter_revoke(log: Log, act: Act, index: int) -> None:
    for one in act.body["keys"]:
        log.keys[keyid(one)].revoked = True
    log.spent |= set(act.body["invites"])


def does_decide_abstain(log: Log, act: Act, index: int) -> None:
    _target(log, act).abstained.add(act.by)


def does_decide_object(log: Log, act: Act, index: int) -> None:
    _target(log, act).objections[act.by] = act.body["stands"]


def does_decide_withdraw(log: Log, act: Act, index: int) -> None:
    target = _target(log, act)
    if target.by == act.by:
        target.closed = True
    else:
        target.took_back.add(act.by)


def does_decide_erase(log: Log, act: Act, index: int) -> None:
    log.erased |= {(act.body["act"], name) for name in act.body["contents"]}


def does_charter_reader(log: Log, act: Act, index: int) -> None:
    log.readers[act.by] = act.body["recipient"]


def does_voice_statement(log: Log, act: Act, index: int) -> None:
    words, public = act.body, public_from(act.body, act.effect)
    log.slugs.add(words["slug"])
    log.lines[act.id] = Line(act.id, act.kind, "agreed", public, index)
    if "corrects" in words:
        _set(log, log.lines[words["corrects"]], "corrected", public, index)


def _set(log: Log, line: Line, state: str, time: str, index: int) -> None:
    """Changes a line, and with a statement's those of its translations."""
    line.state, line.time, line.index = state, time, index
    for (statement, _), one in log.translations.items():
        if statement == line.act:
            since = time if state != "agreed" else _public(log, one)
            _set(log, log.lines[one], state, since, index)


def _public(log: Log, act_id: str) -> str:
    act = log.acts[act_id]
    return public_from(act.body, act.effect)


def does_voice_translation(log: Log, act: Act, index: int) -> None:
    log.translations[act.body["statement"], act.body["language"]] = act.id
    public = public_from(act.body, act.effect)
    log.lines[act.id] = Line(act.id, act.kind, "agreed", public, index)


def does_voice_position(log: Log, act: Act, index: int) -> None:
    log.positions.add(act.id)
    public = public_from(act.body, act.effect)
    if act.body["public"]:
        log.lines[act.id] = Line(act.id, act.kind, "agreed", public, index)
    if "replaces" in act.body:
        old = act.body["replaces"]
        log.positions.discard(old)
        if old in log.lines:
            _set(log, log.lines[old], "corrected", public, index)


def does_voice_hold(log: Log, act: Act, index: int) -> None:
    said, line = _said(log, act)
    _set(log, line, "held", act.effect, index)
    _let_go(log, said)
    before = said.body.get("corrects") or said.body.get("replaces", "")
    old = log.lines.get(before)
    if old and old.state == "corrected":
        _set(log, old, "agreed", _public(log, before), index)
    holds = not old or old.state == "agreed"
    if said.kind == "voice.position" and before and holds:
        log.positions.add(before)


def _let_go(log: Log, said: Act) -> None:
    log.positions.discard(said.id)
    pairs = log.translations.items()
    log.translations = {key: one for key, one in pairs if one != said.id}


def does_voice_retraction(log: Log, act: Act, index: int) -> None:
    said = act.body["statement"]
    if said in log.lines:
        _set(log, log.lines[said], "retracted", act.effect, index)
    _let_go(log, log.acts[said])


STAMPED = {
    "charter.amend": ("seal",),
    "charter.close": ("seal",),
    "charter.hub": ("seal",),
    "charter.lead": ("people",),
    "charter.roster": ("seal",),
}


def _roles(kind: str) -> tuple[str, ...]:
    """The roles of the keys that may object to an act, or withdraw it."""
    if kind.startswith("voice."):
        return ("voice",)
    if kind.startswith("supplies."):
        return ("supplies",)
    return STAMPED.get(kind, ("seal", "people"))


NEEDS: dict[str, Callable[[Log, Act, str], Requirement]] = {
    "charter.found": needs_charter_found,
    "charter.roster": needs_charter_roster,
    "charter.hub": needs_charter_hub,
    "charter.amend": needs_charter_amend,
    "charter.lead": needs_charter_lead,
    "charter.close": needs_charter_close,
    "charter.invite": needs_charter_invite,
    "charter.enrol": needs_charter_enrol,
    "charter.revoke": needs_charter_revoke,
    "charter.profile": needs_charter_profile,
    "decide.abstain": needs_decide_abstain,
    "decide.object": needs_decide_object,
    "decide.withdraw": needs_decide_withdraw,
    "decide.erase": needs_decide_erase,
    "charter.reader": needs_charter_reader,
    "voice.statement": needs_voice_statement,
    "voice.hold": needs_voice_hold,
    "voice.retraction": needs_voice_retraction,
    "voice.own": needs_voice_statement,
    "voice.translation": needs_voice_translation,
    "voice.position": needs_voice_position,
}
DOES: dict[str, Callable[[Log, Act, int], None]] = {
    "charter.found": does_charter_found,
    "charter.roster": does_charter_roster,
    "charter.hub": does_charter_hub,
    "charter.amend": does_charter_amend,
    "charter.close": does_charter_close,
    "charter.invite": does_charter_invite,
    "charter.enrol": does_charter_enrol,
    "charter.revoke": does_charter_revoke,
    "decide.abstain": does_decide_abstain,
    "decide.object": does_decide_object,
    "decide.withdraw": does_decide_withdraw,
    "decide.erase": does_decide_erase,
    "charter.reader": does_charter_reader,
    "voice.statement": does_voice_statement,
    "voice.hold": does_voice_hold,
    "voice.retraction": does_voice_retraction,
    "voice.own": does_voice_statement,
    "voice.translation": does_voice_translation,
    "voice.position": does_voice_position,
}
