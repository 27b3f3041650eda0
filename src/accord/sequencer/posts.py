"""What is posted, and what is answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from accord.core.acts import keys
from accord.core.acts.act import Act, parse_act
from accord.core.acts.encoding import from_base64, to_base64
from accord.core.acts.envelope import Envelope, pae, read_envelope
from accord.core.acts.errors import Malformed
from accord.core.acts.fields import Fields, many, text
from accord.ledger import cache

MAX_ENVELOPES = 500  # as many records as an import signs at once
MAX_BLOBS = 500


@dataclass(frozen=True)
class Part:
    """An envelope, what it says, and the ids of keys whose signatures are true.

    Whatever is not in `true` has not been looked at, or is false.
    """

    envelope: Envelope
    act: Act
    true: frozenset[str]


@dataclass(frozen=True)
class Post:
    """Envelopes to be appended all or nothing, and contents by their SHA-256."""

    parts: tuple[Part, ...]
    blobs: Mapping[str, bytes]


@dataclass(frozen=True)
class LeafReceipt:
    """Where one signature stands in the log; `new` if this post brought it."""

    index: int
    keyid: str
    time: str
    new: bool
    proof: tuple[bytes, ...]


@dataclass(frozen=True)
class Receipt:
    """What became of one envelope. State: open, effect, conflict or closed."""

    act: str
    state: str
    leaves: tuple[LeafReceipt, ...]

    def document(self) -> dict[str, object]:
        """The receipt as a JSON document."""
        return {
            "act": self.act,
            "state": self.state,
            "leaves": [
                {
                    "index": one.index,
                    "keyid": one.keyid,
                    "time": one.time,
                    "new": one.new,
                    "proof": [to_base64(node) for node in one.proof],
                }
                for one in self.leaves
            ],
        }


@dataclass(frozen=True)
class Receipts:
    """The answer to a post: a receipt for each envelope, under one checkpoint."""

    checkpoint: str
    receipts: tuple[Receipt, ...]

    @property
    def new(self) -> bool:
        """Whether anything was appended."""
        return any(leaf.new for one in self.receipts for leaf in one.leaves)


def make_post(envelopes: list[Envelope], blobs: list[bytes]) -> Post:
    """A post; raises Malformed for a wrong form, and when there is nothing to append.

    What needs no turn in the log is done here, where many can do it side by side.
    """
    if not envelopes or not all(one.signatures for one in envelopes):
        raise Malformed("There is no signature here to record.")
    parts = tuple(Part(one, parse_act(one.payload), _true(one)) for one in envelopes)
    return Post(parts, {sha256(one).hexdigest(): one for one in blobs})


def _true(envelope: Envelope) -> frozenset[str]:
    message = pae(envelope.payload)
    return frozenset(
        one.keyid
        for one in envelope.signatures
        if (key := cache.public_key(one.keyid)) is not None
        and keys.verify(key, message, one.sig)
    )


def read_post(value: object) -> Post:
    """The post in a parsed JSON document; raises Malformed."""
    fields = Fields(value, "post")
    envelopes = fields.take("envelopes", many(read_envelope, 1, MAX_ENVELOPES))
    blobs = fields.take("blobs", many(text, 0, MAX_BLOBS))
    fields.end()
    return make_post(list(envelopes), [from_base64(one) for one in blobs])
