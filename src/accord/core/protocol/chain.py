"""The charter in a file: from the founding to the last list of members and host."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from accord.core.acts.act import Act, parse_act
from accord.core.acts.charter import Found, Roster, TakeOver, Terms
from accord.core.acts.course import Amend, Close
from accord.core.acts.encoding import from_base64
from accord.core.acts.envelope import Envelope, act_id, read_envelope
from accord.core.acts.errors import Refused
from accord.core.acts.fields import Fields, digest, text
from accord.core.protocol.signers import sorted_signers
from accord.core.rules import charter as rules
from accord.core.rules.course import (
    check_amendment,
    languages,
    stamped_requirement,
)
from accord.core.rules.requirement import Key
from accord.core.rules.standing import First
from accord.core.rules.state import InForce, named_keys
from accord.core.rules.takeover import (
    check_takeover,
    hub_key,
    takeover_requirement,
    with_hub,
)


@dataclass(slots=True)
class Chain:
    """The coalition, its lists of members by act id, and the keys that they named.

    A list whose host was replaced names the new one. `hubs` are the hosts' keys by
    epoch. `amendments` are the changes of the declaration, in order; `ended` is the act
    that ended the coalition, or "".
    """

    coalition: str
    rosters: dict[str, InForce]
    keys: dict[str, Key]
    handles: set[str]
    hubs: dict[int, str]
    amendments: list[str] = field(default_factory=list)
    spoken: frozenset[str] = frozenset()
    ended: str = ""

    @property
    def last(self) -> InForce:
        """The last list of members."""
        return next(reversed(self.rosters.values()))

    @property
    def declaration(self) -> str:
        """The act that holds the declaration in force: the founding, or a change."""
        return self.amendments[-1] if self.amendments else self.coalition

    def first(self) -> First:
        """What line 0 of the standing has to say."""
        amended = self.amendments[-1] if self.amendments else ""
        return First(self.last.id, amended, self.ended)

    def add(self, act: Act, roster: InForce) -> None:
        """Puts the next list in force."""
        self.rosters[act.id] = roster
        self.handles.update(roster.members)
        self.hubs[roster.terms.hub.epoch] = roster.terms.hub.key
        for keyid, key in named_keys(roster.terms, act.id).items():
            self.keys.setdefault(keyid, key)

    def take_over(self, act: Act, body: TakeOver) -> None:
        """Puts another host in force."""
        self.rosters[self.last.id] = with_hub(self.last, body)
        self.hubs[body.epoch] = body.key
        new = hub_key(act.id, body)
        self.keys.setdefault(new.keyid, new)


def follow(charter: Sequence[object], trust: str) -> Chain:
    """The chain of the envelopes in `charter`; raises Malformed and Refused.

    Nothing is verified of a chain that does not belong to the coalition that `trust`
    names, so that nobody but its own members can make this work long.
    """
    _check_trust(charter, digest(trust, "trust"))
    envelope = read_envelope(charter[0], "charter[0]")
    act = parse_act(envelope.payload)
    if not isinstance(act.body, Found):
        raise Refused("The first act of the charter is not a founding.")
    terms = act.body.terms
    rules.check_founding(act, terms)
    sorted_signers(
        envelope, named_keys(terms, act.id), rules.founding_requirement(act, terms)
    )
    chain = Chain(act.id, {}, {}, set(), {}, spoken=languages(act.blobs))
    chain.add(act, InForce.of(act.id, terms, 0))
    for number, value in enumerate(charter[1:], 1):
        _next(chain, read_envelope(value, f"charter[{number}]"))
    return chain


def _next(chain: Chain, envelope: Envelope) -> None:
    """Verifies one more list of members, host or declaration, or the end."""
    act = parse_act(envelope.payload)
    if not isinstance(act.body, Roster | TakeOver | Amend | Close):
        raise Refused("Only what changes the charter follows the founding.")
    if chain.ended and not isinstance(act.body, TakeOver):
        raise Refused("Nothing but another host follows the coalition's end.")
    if act.coalition != chain.coalition:
        raise Refused("This was signed for another coalition.")
    if isinstance(act.body, TakeOver):
        _next_host(chain, envelope, act, act.body)
    elif isinstance(act.body, Amend | Close):
        _next_course(chain, envelope, act, act.body)
    else:
        _next_list(chain, envelope, act, act.body.terms)


def _next_host(chain: Chain, envelope: Envelope, act: Act, body: TakeOver) -> None:
    """By the quorums of members' copies of every list since the one it names."""
    check_takeover(body, chain.last.terms)
    known = list(chain.rosters)
    if body.since not in chain.rosters:
        raise Refused("The list of members that this names is not here.")
    lists = [chain.rosters[one].terms for one in known[known.index(body.since) :]]
    new = hub_key(act.id, body)
    rules.check_fresh(new, chain.keys)
    signers = chain.keys | {new.keyid: new}
    sorted_signers(envelope, signers, takeover_requirement(body, lists))
    chain.take_over(act, body)


def _next_course(
    chain: Chain, envelope: Envelope, act: Act, body: Amend | Close
) -> None:
    """A change of the declaration, or the end: by the stamps of the last list."""
    roster = chain.last
    if act.roster != roster.id:
        raise Refused("A change of the charter does not name the list before it.")
    if isinstance(body, Amend):
        check_amendment(act, body, chain.declaration, chain.spoken)
    named = named_keys(roster.terms, roster.id)
    sorted_signers(envelope, named, stamped_requirement(act.kind, roster))
    if isinstance(body, Amend):
        chain.amendments.append(act.id)
        chain.spoken = languages(act.blobs)
    else:
        chain.ended = act.id


def _next_list(chain: Chain, envelope: Envelope, act: Act, terms: Terms) -> None:
    """By the shares of the last list and of itself."""
    old = chain.last
    if act.roster != old.id:
        raise Refused("A list of members does not name the one before it.")
    rules.check_succession(terms, old.terms, chain.handles)
    rules.check_new_keys(terms, act.id, old.terms, chain.keys)
    known = named_keys(terms, act.id) | named_keys(old.terms, old.id)
    sorted_signers(envelope, known, rules.roster_requirement(act, terms, old))
    chain.add(act, InForce.of(act.id, terms, len(chain.rosters)))


def _check_trust(charter: Sequence[object], trust: str) -> None:
    """Raises Refused unless `trust` is the founding, or a roster of this coalition."""
    founding = act_id(_payload(charter[0]))
    if trust == founding:
        return
    for value in charter[1:]:
        payload = _payload(value)
        if act_id(payload) == trust and parse_act(payload).coalition == founding:
            return
    raise Refused("This is not a proof by the coalition that you trust.")


def _payload(value: object) -> bytes:
    return from_base64(Fields(value, "charter").take("payload", text))
