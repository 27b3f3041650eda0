"""The hub as a client on the command line sees it: nothing is believed without proof.

Who the host is says the charter, followed from the coalition's id. Its checkpoints have
to extend what was seen before; after a change of host, what was final. A host that is
gone is looked for at the addresses of members' copies that were heard of before.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from accord.cli.errors import Unreachable
from accord.core.acts.canonical import Limits, read
from accord.core.acts.charter import Terms
from accord.core.acts.encoding import from_base64
from accord.core.acts.envelope import Leaf
from accord.core.acts.errors import AccordError, Malformed, Refused
from accord.core.acts.fields import Fields, integer, many, text, time
from accord.core.protocol import quorum
from accord.core.protocol.chain import Chain, follow
from accord.core.tlog import cosignature, merkle
from accord.core.tlog.note import Checkpoint
from accord.replica.http import Address, Unanswered

ANSWER = Limits(size=4 * 1024 * 1024, depth=8, strings=200_000)
SILENCE_SECONDS = 10
ADDRESSES = 30
TRIES = 5


@dataclass(frozen=True)
class Head:
    """A size of the log and its root, in hex."""

    size: int
    root: str

    @classmethod
    def of(cls, checkpoint: Checkpoint) -> "Head":
        """The head that a checkpoint says."""
        return cls(checkpoint.size, checkpoint.root.hex())


@dataclass(frozen=True)
class Known:
    """What was proven of a coalition's log so far; `list` is that of the final head."""

    coalition: str
    addresses: tuple[str, ...] = ()
    epoch: int = 0
    head: Head | None = None
    final: Head | None = None
    list: str = ""


class NoProof(Refused):
    """The host shows something that does not fit what it proved before."""


class Problem(Exception):
    """The hub says no. The message is its sentence."""

    def __init__(self, sentence: str, status: int) -> None:
        super().__init__(sentence)
        self.status = status

    @property
    def passing(self) -> bool:
        """Whether the same may be taken later."""
        return self.status >= 500 or self.status in (408, 429)


class Hub:
    """One address, and what it has proven."""

    def __init__(self, url: str, known: Known) -> None:
        self.url = url
        self.known = known
        self.address = Address(url, SILENCE_SECONDS)
        self.chain: Chain | None = None

    def close(self) -> None:
        """Ends its connections."""
        self.address.close()

    def look(self) -> Known:
        """Its newest and its final checkpoint, proven to extend what is known.

        Raises Unanswered, and AccordError when something is not proven.
        """
        charter = self._get("/api/v1/charter").get("charter")
        if not isinstance(charter, list) or not charter:
            raise Malformed("{url} names no charter.", url=self.url)
        self.chain = follow(charter, self.known.coalition)
        hub = self.chain.last.terms.hub
        if hub.epoch < self.known.epoch:
            raise NoProof("The members have chosen another host since.")
        before = self._before()
        answer = self._get(f"/api/v1/checkpoint?from={before.size if before else 0}")
        newest = self._open(answer.get("checkpoint"), hub.key)
        if before is not None:
            _must_extend(before, newest, _proof(answer.get("proof")))
        known = replace(self.known, epoch=hub.epoch, head=Head.of(newest))
        self.known = self._with_final(known, answer.get("final"), newest)
        return self.known

    def _before(self) -> Head | None:
        """What this log has to hold: all that was seen, or of another host the final.

        Where the host's word was enough, the members' stamps decided what it holds.
        """
        hub = self._chain().last.terms.hub
        if hub.epoch == self.known.epoch:
            return self.known.head
        seen, base = self.known.head, hub.base
        if seen is not None and base is not None and base.size >= seen.size:
            return seen
        return self.known.final

    def _chain(self) -> Chain:
        if self.chain is None:
            raise RuntimeError("nobody has looked yet")
        return self.chain

    def _open(self, note: object, key: str) -> Checkpoint:
        checkpoint, _ = cosignature.open_cosigned(text(note, "checkpoint"), key)
        epoch = self._chain().last.terms.hub.epoch
        if (checkpoint.coalition, checkpoint.epoch) != (self.known.coalition, epoch):
            raise NoProof("This checkpoint is of another log.")
        return checkpoint

    def _with_final(self, known: Known, given: object, newest: Checkpoint) -> Known:
        """What is known, with the newest final checkpoint if it is one."""
        if given is None or not self.confirming:
            return known
        fields = Fields(given, "final")
        note = fields.take("checkpoint", text)
        final = self._open(note, self._chain().last.terms.hub.key)
        proof = _proof(fields.take("proof", many(text, 0, 64)))
        _must_extend(Head.of(final), newest, proof)
        older = known.final is not None and final.size <= known.final.size
        if older or not quorum.is_final(note, known.coalition, self._lists(known)):
            return known
        return replace(known, final=Head.of(final), list=self._chain().last.id)

    def _lists(self, known: Known) -> list[Terms]:
        rosters = self._chain().rosters
        names = list(rosters)
        start = names.index(known.list) if known.list in rosters else len(names) - 1
        return [rosters[one].terms for one in names[start:]]

    @property
    def confirming(self) -> bool:
        """Whether members' copies confirm here what the host saves."""
        return quorum.needed(self._chain().last.terms) > 0

    def post(self, body: bytes, leaves: Iterable[Leaf]) -> int:
        """Posts an envelope; returns the index of the last of its records, proven.

        `leaves` are its records without their time, in order. Raises Problem when the
        hub says no, Unanswered, and AccordError when it proves nothing.
        """
        answer = self.address.post("/api/v1/acts", body, ANSWER.size)
        document = _read(answer.body)
        if answer.status not in (200, 201):
            raise Problem(_detail(document, answer.status), answer.status)
        under = self._open(document.get("checkpoint"), self._chain().last.terms.hub.key)
        receipts = many(_leaves, 1, 1)(document.get("receipts"), "receipts")
        index = max(_index(leaf, receipts[0], under) for leaf in leaves)
        self._prove(Head.of(under))
        return index

    def _prove(self, head: Head) -> None:
        """Raises NoProof unless `head` is of the same history as all that is known."""
        for _ in range(TRIES):
            answer = self._get(f"/api/v1/checkpoint?from={head.size}")
            newest = self._open(
                answer.get("checkpoint"), self._chain().last.terms.hub.key
            )
            _must_extend(head, newest, _proof(answer.get("proof")))
            if self.look().head == Head.of(newest):
                return
        raise NoProof("The log grows too fast to be compared. Try again.")

    def about(self) -> tuple[str, list[str], bool]:
        """Where the host is, members' addresses, and whether this is the host itself.

        Raises Unanswered, Malformed.
        """
        document = self._get("/.well-known/accord.json")
        if document.get("coalition") != self.known.coalition:
            raise NoProof("Another coalition is at home there.")
        members = document.get("members")
        found = [
            one["address"]
            for one in (members.values() if isinstance(members, dict) else ())
            if isinstance(one, dict) and isinstance(one.get("address"), str)
        ]
        host = document.get("address")
        return host if isinstance(host, str) else "", found, "copy" not in document

    def _get(self, path: str) -> dict[str, object]:
        answer = self.address.get(path, ANSWER.size)
        document = _read(answer.body)
        if answer.status != 200:
            raise Unanswered(f"{self.url}: {_detail(document, answer.status)}")
        return document


def find(url: str, known: Known, *, everywhere: bool) -> Hub:
    """The host of the highest number that proves what it is.

    Asked are `url` and, when that does not answer as it should or `everywhere`, all
    addresses heard of. Raises Unreachable when there is none.
    """
    waiting = list(dict.fromkeys(one for one in (url, *known.addresses) if one))
    asked: list[str] = []
    best: Hub | None = None
    troubles: list[str] = []
    while waiting and len(asked) < ADDRESSES:
        address = waiting.pop(0)
        asked.append(address)
        hub = Hub(address, known)
        try:
            host, others, is_host = hub.about()
            news = [one for one in (host, *others) if _is_new(one, asked, waiting)]
            waiting += news
            if is_host:
                hub.look()
                if best is None or hub.known.epoch > best.known.epoch:
                    best = hub
        except (Unanswered, AccordError) as error:
            troubles.append(f"{address}: {error}")
        finally:
            # A connection that is needed again is made again.
            hub.close()
        if best is not None and best.url == url and not everywhere:
            break
    if best is None:
        raise Unreachable(" ".join(troubles) or "No address of a hub is known.")
    heard = dict.fromkeys((best.url, *asked, *waiting))
    best.known = replace(best.known, addresses=tuple(heard)[:ADDRESSES])
    return best


def _is_new(url: str, asked: list[str], waiting: list[str]) -> bool:
    plain = url.startswith(("http://", "https://")) and len(url) < 300
    return plain and url not in asked and url not in waiting


def _must_extend(before: Head, newest: Checkpoint, proof: list[bytes]) -> None:
    root = bytes.fromhex(before.root)
    if newest.size < before.size:
        raise NoProof("The host shows fewer records than it has signed before.")
    if newest.size == before.size:
        if newest.root == root:
            return
    elif merkle.verify_consistency(before.size, newest.size, root, newest.root, proof):
        return
    raise NoProof("The host shows another history than it has signed before.")


def _leaves(value: object, where: str) -> list[object]:
    found = Fields(value, where).take("leaves", _anything)
    return found if isinstance(found, list) else []


def _anything(value: object, where: str) -> object:
    return value


def _index(leaf: Leaf, receipt: list[object], under: Checkpoint) -> int:
    """The index of a record, proven by its receipt; raises NoProof."""
    for one in receipt:
        fields = Fields(one, "leaf")
        if fields.take("keyid", text) != leaf.signature.keyid:
            continue
        index = fields.take("index", integer(0))
        whole = leaf._replace(time=fields.take("time", time))
        steps = _proof(fields.take("proof", many(text, 0, 64)))
        hashed = merkle.leaf_hash(whole.encode())
        if merkle.verify_inclusion(hashed, index, under.size, steps, under.root):
            return index
    raise NoProof("The host answers, and does not prove that it has the record.")


def _proof(value: object) -> list[bytes]:
    found = value if isinstance(value, (list, tuple)) else []
    return [from_base64(text(one, "proof")) for one in found]


def _read(data: bytes) -> dict[str, object]:
    try:
        return read(data, ANSWER)
    except AccordError as error:
        raise Unanswered("What came is no answer of a hub.") from error


def _detail(document: dict[str, object], status: int) -> str:
    said = document.get("detail")
    words = said if isinstance(said, str) else f"HTTP {status}"
    return "".join(one for one in words if one.isprintable())[:500]
