"""Acts of the charter in words."""

from accord.cli.words.line import Facts, listing, short
from accord.core.acts import keys
from accord.core.acts.charter import (
    Enrol,
    Found,
    Hub,
    Invite,
    Profile,
    Revoke,
    Roster,
    Share,
    TakeOver,
    Terms,
)
from accord.core.acts.content import Reader
from accord.core.acts.course import Amend, Close, Lead


def found(body: Found) -> Facts:
    """A founding."""
    return _terms(body.terms)


def roster(body: Roster) -> Facts:
    """A new list of members."""
    return [("list number", str(body.terms.version)), *_terms(body.terms)]


def _terms(terms: Terms) -> Facts:
    members = []
    for handle, member in sorted(terms.members.items()):
        stamps = listing(short(keys.keyid(one)) for one in member.seals)
        # As `accord replica follow` shows it, and as its file is named.
        copy = f", copy's key {short(member.replica)} ..." if member.replica else ""
        members.append(f"{handle} (stamp {stamps}{copy})")
    return [
        ("members", "\n".join(members)),
        ("who decides", "\n".join(_rules(terms))),
        ("confirmed by", _finality(terms)),
        ("host", _hub(terms.hub)),
    ]


def _hub(hub: Hub) -> str:
    words = f"key {short(keys.keyid(hub.key))}, epoch {hub.epoch}"
    if hub.base is None:
        return words
    return f"{words}, upon {hub.base.size} records, {short(hub.base.root)}"


def takeover(body: TakeOver) -> Facts:
    """Another host."""
    return [
        ("host", _hub(Hub(body.epoch, body.key, body.base))),
        ("records up to", body.base.root),
        ("lists of members since", body.since),
    ]


def _rules(terms: Terms) -> list[str]:
    count = len(terms.members)
    return [
        f"{kind}: {_share(rule, count)}" for kind, rule in sorted(terms.rules.items())
    ]


def _share(rule: Share, members: int) -> str:
    veto = "; one objection blocks it" if rule.veto else ""
    return f"{rule.num}/{rule.den} of the members, now {rule.of(members)}{veto}"


def _finality(terms: Terms) -> str:
    if terms.finality == "hub":
        return "the host alone"
    return "the members' own copies"


def invite(body: Invite) -> Facts:
    """An invitation."""
    return [
        ("person", body.person),
        ("may act in", listing(body.roles)),
        ("device until", body.until),
        ("one-time key", short(keys.keyid(body.key))),
    ]


def enrol(body: Enrol) -> Facts:
    """A device takes up its invitation."""
    return [("invitation", body.invite), ("new key", short(keys.keyid(body.key)))]


def revoke(body: Revoke) -> Facts:
    """Keys and invitations become void."""
    facts: Facts = []
    if body.keys:
        facts.append(("keys", listing(short(keys.keyid(one)) for one in body.keys)))
    if body.invites:
        facts.append(("invitations", "\n".join(body.invites)))
    return facts


def profile(body: Profile) -> Facts:
    """What a member shows of itself: all of it is in the contents."""
    return []


def reader(body: Reader) -> Facts:
    """A member's reading key."""
    return [("contents for us are encrypted to", body.recipient)]


def amend(body: Amend) -> Facts:
    """Another text of the declaration."""
    return [("instead of the declaration in", body.replaces)]


def lead(body: Lead) -> Facts:
    """Who leads the coalition."""
    return [("leads and speaks for all", f"{body.member}, until {body.until}")]


def close(body: Close) -> Facts:
    """The coalition's end."""
    return [("afterwards", "the records stay, and nothing is added to them any more")]
