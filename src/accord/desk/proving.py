"""Who proves what a record says: its signature, the host's own tree, members' copies.

Each copy is asked over HTTP, like any stranger: for a checkpoint that the host signed,
for the tree under it, and for the record. Nothing of that is believed but what fits
the host's signature.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from django.conf import settings

from accord.core.acts.envelope import parse_leaf
from accord.core.acts.errors import AccordError
from accord.core.rules.replay import Claim, find_false
from accord.core.tlog import cosignature
from accord.core.tlog.tiles import WIDTH, Tile, width_at
from accord.desk import tampering
from accord.ledger import confirmed, queries
from accord.ledger.cache import reading
from accord.replica.hashes import Hashes, check_entries
from accord.replica.http import Unanswered
from accord.replica.source import Source

SILENCE_SECONDS = 3


@dataclass(frozen=True)
class Held:
    """What a member's copy says: the record's bytes, or why there are none.

    `data` was proven to lie under a checkpoint that the host itself signed; `confirms`
    says that this copy has cosigned one over it.
    """

    member: str
    url: str
    data: bytes | None = None
    trouble: str = ""
    confirms: bool = False

    @property
    def quantity(self) -> int | None:
        """The number in what it holds."""
        return tampering.quantity(self.data) if self.data else None


def is_signed(index: int) -> bool:
    """Whether the record's signature is that of its key over these bytes."""
    leaf = parse_leaf(queries.leaf_bytes(index))
    with reading() as state:
        key = state.keys[leaf.signature.keyid].key
    claim = Claim(index, key, leaf.payload, leaf.signature.sig)
    return find_false([claim]) is None


def copies(index: int, seed: bytes | None) -> list[Held]:
    """What each member's copy holds as the record at `index`.

    `seed` is the private key of a member's device: records are read by members.
    """
    with reading() as state:
        hub, coalition = state.in_force().terms.hub, state.coalition
    sure = confirmed.now().at(index).members
    asked = [one for one in settings.WITNESSES if one.member]

    def ask(number: int) -> Held:
        name, url = asked[number].member, asked[number].url
        source = Source(url, seed, coalition, SILENCE_SECONDS)
        try:
            data = _proven(source, index, hub.key)
        except (Unanswered, AccordError) as error:
            return Held(name, url, trouble=str(error))
        finally:
            source.address.close()
        return Held(name, url, data, confirms=name in sure)

    with ThreadPoolExecutor(max(1, len(asked))) as threads:
        return list(threads.map(ask, range(len(asked))))


def _proven(source: Source, index: int, key: str) -> bytes:
    """The record as a copy serves it; raises Unanswered, AccordError.

    It was checked against the newest checkpoint signed by the host's `key` that the
    copy has.
    """
    newest = source.newest(0)
    head, _ = cosignature.open_cosigned(newest.note, key)
    tree = Hashes(lambda tile: source.hashes(head.epoch, tile), head.size, head.root)
    number, at = divmod(index, WIDTH)
    tile = Tile(None, number, width_at(None, number, head.size))
    leaf = source.entries(head.epoch, tile)[at]
    check_entries(tree, number, at, [leaf])
    return leaf
