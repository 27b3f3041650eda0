"""Make the bundle of an act of voice out of a log and its state."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from accord.core.acts.act import Act
from accord.core.acts.encoding import to_base64
from accord.core.acts.envelope import Envelope, parse_leaf
from accord.core.acts.errors import Refused
from accord.core.bundle.form import Bundle, Place, encode
from accord.core.protocol.devices import enrolled, inviter, path
from accord.core.protocol.quorum import members_only
from accord.core.protocol.signers import spare
from accord.core.rules.requirement import Key
from accord.core.rules.standing import Standing
from accord.core.rules.state import Moment, Record, State, why_dead
from accord.core.tlog import note
from accord.core.tlog.proof import Proof

GetLeaf = Callable[[int], bytes]
GetBlob = Callable[[str], bytes | None]


def gather(
    act_id: str, state: State, get_leaf: GetLeaf, get_blob: GetBlob, checkpoint: str
) -> bytes:
    """The bundle of the act `act_id`, which has a line in the standing.

    `state` and the signed note `checkpoint` are of the same moment. `get_leaf(index)`
    gives the bytes of one leaf, `get_blob(sha256)` a content, or None when it was
    erased. Raises Refused when there is nothing to prove, or a text is gone.
    """
    record = state.acts.get(act_id)
    if record is None or record.effect is None or act_id not in state.standing.places:
        raise Refused("There is no such statement.")
    _check_moment(state, checkpoint)
    log = _Log(state, get_leaf)
    place = state.standing.places[act_id]
    signed = log.completing(record, record.effect)
    return encode(
        Bundle(
            blobs=dict(_texts(record.act, get_blob)),
            charter=tuple(one.document() for one in log.charter()),
            envelope=log.envelope(record, signed),
            keys=tuple(one.document() for one in log.devices(signed)),
            leaf=parse_leaf(get_leaf(record.effect.index)),
            proof=Proof(
                record.effect.index,
                tuple(state.tree.inclusion(record.effect.index)),
                members_only(checkpoint, state.in_force().terms),
            ),
            roster=_place(state.standing, 0, state.standing.first.text()),
            line=_place(state.standing, place, state.standing.lines[place - 1].text()),
        )
    )


def charter(state: State, get_leaf: GetLeaf) -> list[Envelope]:
    """The founding and what changed the charter since, as the bundle has them."""
    return list(_Log(state, get_leaf).charter())


def _check_moment(state: State, checkpoint: str) -> None:
    head, _ = note.parse(checkpoint)
    log, standing = state.tree, state.standing.tree
    if (head.size, head.root) != (log.size, log.root()) or (
        (head.standing_size, head.standing_root) != (standing.size, standing.root())
    ):
        raise Refused("The log has moved on in this moment. Try again.")


def _texts(act: Act, get_blob: GetBlob) -> Iterator[tuple[str, str]]:
    for name, ref in act.blobs.items():
        blob = get_blob(ref.sha256)
        if blob is None:
            raise Refused("The content {name} was erased.", name=name)
        yield name, to_base64(blob)


def _place(standing: Standing, index: int, line: str) -> Place:
    return Place(line, index, tuple(standing.tree.inclusion(index)))


@dataclass(frozen=True, slots=True)
class _Log:
    """The log as a source of envelopes."""

    state: State
    get_leaf: GetLeaf

    def envelope(self, record: Record, keyids: Iterable[str]) -> Envelope:
        """The act with its signatures by `keyids`, in that order."""
        leaves = (
            parse_leaf(self.get_leaf(record.signatures[keyid])) for keyid in keyids
        )
        return Envelope(record.act.payload, tuple(leaf.signature for leaf in leaves))

    def charter(self) -> Iterator[Envelope]:
        """The founding and all that changed the charter, with what each needs."""
        lists = {one.index: act for act, one in self.state.rosters.items()}
        hosts = {one.index: one.act for one in self.state.hubs}
        amended = {index: act for act, index in self.state.amendments.items()}
        for _, act_id in sorted({**lists, **hosts, **amended, **self._end()}.items()):
            record = self.state.acts[act_id]
            yield self.envelope(record, sorted(_needed(record, self.state.keys)))

    def _end(self) -> dict[int, str]:
        ended = self.state.ended
        effect = self.state.acts[ended].effect if ended else None
        return {effect.index: ended} if effect else {}

    def completing(self, record: Record, effect: Moment) -> list[str]:
        """The keys that brought the effect, in order, the first live one a member."""
        seals = self.state.rosters[record.act.roster or ""].seals
        first: dict[str, str] = {}
        for keyid, index in record.signatures.items():
            key = self.state.keys[keyid]
            dead = 0 < key.revoked < effect.index or why_dead(
                replace(key, revoked=0), seals, effect.time
            )
            if (
                index <= effect.index
                and not dead
                and key.member not in record.took_back
            ):
                first.setdefault(key.member, keyid)
        return list(first.values())

    def devices(self, keyids: Iterable[str]) -> Iterator[Envelope]:
        """Invitation and enrolment of each device and, before it, of its inviter."""
        devices = (one for keyid in keyids for one in path(self.state, keyid))
        for device in dict.fromkeys(devices):
            invitation, enrolment = enrolled(self.state, device)
            yield self.envelope(invitation, [inviter(invitation)])
            yield self.envelope(enrolment, sorted(enrolment.signatures))


def _needed(record: Record, known: Mapping[str, Key]) -> list[str]:
    """The keys, of those that signed until the effect, that the effect needs."""
    effect, requirement = record.effect, record.requirement
    if effect is None or requirement is None:
        raise TypeError("this act did not take effect")
    kept = [
        known[keyid]
        for keyid, index in record.signatures.items()
        if index <= effect.index and known[keyid].member not in record.took_back
    ]
    while extra := spare(requirement, kept):
        kept.remove(extra[-1])
    return [key.keyid for key in kept]
