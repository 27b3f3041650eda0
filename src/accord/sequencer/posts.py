"""What is posted, and what is answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from accord.core.acts.encoding import from_base64, to_base64
from accord.core.acts.envelope import Envelope, read_envelope
from accord.core.acts.errors import Malformed
from accord.core.acts.fields import Fields, many, text

MAX_ENVELOPES = 100
MAX_BLOBS = 200


@dataclass(frozen=True)
class Post:
    """Envelopes to be appended all or nothing, and contents by their SHA-256."""

    envelopes: tuple[Envelope, ...]
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
    """A post; raises Malformed when there is nothing to append."""
    if not envelopes or not all(one.signatures for one in envelopes):
        raise Malformed("There is no signature here to record.")
    return Post(tuple(envelopes), {sha256(one).hexdigest(): one for one in blobs})


def read_post(value: object) -> Post:
    """The post in a parsed JSON document; raises Malformed."""
    fields = Fields(value, "post")
    envelopes = fields.take("envelopes", many(read_envelope, 1, MAX_ENVELOPES))
    blobs = fields.take("blobs", many(text, 0, MAX_BLOBS))
    fields.end()
    return make_post(list(envelopes), [from_base64(one) for one in blobs])
