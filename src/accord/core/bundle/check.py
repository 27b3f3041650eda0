"""Check a bundle: did the coalition say this, and did it still stand?

The steps, in this order, each a function below:

1. form: at most 4 MiB, not too deep, canonical; every part in its one form
2. members: the charter from the founding to the last list of members, each list by
   the shares of the one before and of itself, changes of the declaration and the end
   by the stamps of the list before them; what is trusted occurs in it
3. devices: each signer's key by its invitation and enrolment, from a seal in the list
   that the act names
4. signatures: enough distinct members, by live keys with the right role, none spare
5. texts: every content is there and matches its hash
6. record: the completing leaf holds the last signature and is in the log
7. host: the checkpoint is signed by the last host, and by members' copies: where these
   confirm records, by more than two thirds of those in the last list
8. standing: line 0 names the last list of members, declaration and end, the act's line
   is in the tree and fits the act

What it proves stands in `Answer`. It cannot prove what only the whole log shows: that
no device was revoked before it signed, nor an inviter's expired before it invited;
that the list of members that the act names was in force at that moment; the order of
the signatures before the last; and anything later than the checkpoint. Whoever replays
the log knows these.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from accord.core.acts.act import Act, parse_act
from accord.core.acts.blobs import check_content
from accord.core.acts.encoding import from_base64
from accord.core.acts.errors import AccordError, Malformed, Refused
from accord.core.acts.voice import PICTURE, Lined, Position, Translation, Words
from accord.core.bundle import devices, form
from accord.core.bundle.answer import Answer, Text
from accord.core.bundle.devices import Devices
from accord.core.bundle.form import Bundle
from accord.core.bundle.standing import check_standing
from accord.core.protocol import chain
from accord.core.protocol.chain import Chain
from accord.core.protocol.quorum import check_confirmed
from accord.core.protocol.signers import signers
from accord.core.rules.requirement import Key
from accord.core.rules.state import InForce, why_dead
from accord.core.rules.voice import public_from, replaced, statement_requirement
from accord.core.tlog import cosignature, note
from accord.core.tlog.merkle import leaf_hash, verify_inclusion
from accord.core.tlog.note import Checkpoint


def check(data: bytes, trust: str) -> Answer:
    """What the bundle `data` proves to whoever trusts the id `trust`.

    `trust` is the coalition's id, or better the act id of the newest list of members
    that one knows. Raises Malformed and Refused, with a sentence that names the step.
    A statement held, corrected or withdrawn is an answer, not an error.
    """
    with _step(1, "form"):
        bundle = form.parse(data)
    with _step(2, "members"):
        charter = chain.follow(bundle.charter, trust)
    with _step(3, "devices"):
        act, words, roster = _read_act(bundle, charter)
        enrolled = devices.enrol(bundle.keys, charter, roster)
    with _step(4, "signatures"):
        signed = _check_signatures(bundle, act, roster, enrolled)
    with _step(5, "texts"):
        texts = _check_texts(bundle, act)
    with _step(6, "record"):
        checkpoint = _check_record(bundle, act)
    with _step(7, "host"):
        terms = charter.last.terms
        _, others = cosignature.open_cosigned(bundle.proof.note, terms.hub.key)
        _check_origin(checkpoint, charter)
        confirmed_by = check_confirmed(checkpoint, others, terms)
    with _step(8, "standing"):
        line = check_standing(bundle, checkpoint, act, words, charter.first())
    return Answer(
        coalition=charter.coalition,
        kind=act.kind,
        act=act.id,
        by=act.by,
        slug=words.slug if isinstance(words, Words) else "",
        languages=tuple(sorted(texts)),
        topics=() if isinstance(words, Translation) else words.topics,
        urgent=isinstance(words, Words) and words.urgent,
        corrects=replaced(words),
        translates=words.statement if isinstance(words, Translation) else None,
        texts=texts,
        members=tuple(sorted(key.member for key in signed)),
        members_in_all=len(roster.members),
        effect=bundle.leaf.time,
        public_from=public_from(words, bundle.leaf.time),
        state=line.state,
        state_since=line.time,
        as_of=checkpoint.time,
        size=checkpoint.size,
        roster=charter.last.id,
        declaration=charter.declaration,
        ended=charter.ended,
        confirmed_by=confirmed_by,
    )


@contextmanager
def _step(number: int, name: str) -> Iterator[None]:
    """Names the step in whatever is raised inside it."""
    try:
        yield
    except AccordError as error:
        named = {"number": number, "step": name, "reason": error}
        if isinstance(error, Malformed):
            raise Malformed("Step {number} ({step}): {reason}", **named) from error
        raise Refused("Step {number} ({step}): {reason}", **named) from error


def _read_act(bundle: Bundle, charter: Chain) -> tuple[Act, Lined, InForce]:
    """The act, its words, and the list of members that it names."""
    act = parse_act(bundle.envelope.payload)
    body = act.body
    internal = isinstance(body, Position) and not body.public
    if internal or not isinstance(body, Lined):
        raise Refused("This is not an act of voice that is said in public.")
    if act.coalition != charter.coalition:
        raise Refused("This was signed for another coalition.")
    roster = charter.rosters.get(act.roster or "")
    if roster is None:
        raise Refused("The list of members that this names is not here.")
    return act, body, roster


def _check_signatures(
    bundle: Bundle, act: Act, roster: InForce, enrolled: Devices
) -> list[Key]:
    """The keys that signed: enough members, once each, all live at the effect."""
    requirement = statement_requirement(act.kind, act.by, roster)
    signed = signers(bundle.envelope, enrolled.keys, requirement)
    for key in signed:
        dead = why_dead(key, roster.seals, bundle.leaf.time)
        if dead is not None:
            raise dead
    devices.check_needed(enrolled, (key.keyid for key in signed))
    if act.closes is not None and bundle.leaf.time >= act.closes:
        raise Refused("This decision lapsed on {time}.", time=act.closes)
    return signed


def _check_texts(bundle: Bundle, act: Act) -> Mapping[str, Text]:
    """The texts by language."""
    if set(bundle.blobs) != set(act.blobs):
        raise Refused("These are not exactly the contents that the act names.")
    texts = {}
    for name, ref in act.blobs.items():
        if len(bundle.blobs[name]) != (ref.size + 2) // 3 * 4:
            raise Refused("The content {name} has another size.", name=name)
        blob = from_base64(bundle.blobs[name])
        ref.check(blob)
        content = check_content(name, blob)
        if name.startswith(PICTURE):
            continue
        fields = {key: str(value) for key, value in content.items()}
        texts[name.partition(".")[2]] = _text(fields)
    return texts


def _text(fields: Mapping[str, str]) -> Text:
    """Of a position the question is the title, and the answer is the text."""
    if "question" in fields:
        return Text(fields["question"], "", fields["answer"])
    return Text(**fields)


def _check_record(bundle: Bundle, act: Act) -> Checkpoint:
    """The checkpoint under which the completing leaf is in the log."""
    leaf, proof = bundle.leaf, bundle.proof
    if leaf.payload != act.payload:
        raise Refused("The record is of another act.")
    if leaf.signature != bundle.envelope.signatures[-1]:
        raise Refused("The record does not hold the last signature.")
    checkpoint, _ = note.parse(proof.note)
    if not verify_inclusion(
        leaf_hash(leaf.encode()),
        proof.index,
        checkpoint.size,
        proof.hashes,
        checkpoint.root,
    ):
        raise Refused("The proof does not lead from the record to the checkpoint.")
    return checkpoint


def _check_origin(checkpoint: Checkpoint, charter: Chain) -> None:
    if checkpoint.coalition != charter.coalition:
        raise Refused("The checkpoint is of another coalition's log.")
    if checkpoint.epoch != charter.last.terms.hub.epoch:
        raise Refused("The checkpoint is not of the last host's time.")
