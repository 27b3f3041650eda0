"""Proofs as text (C2SP tlog-proof): an index, an inclusion proof, a checkpoint.

c2sp.org/tlog-proof@v1
index <n>
<base64 hash>
...

<the checkpoint, a signed note>
"""

import re
from dataclasses import dataclass

from accord.core.acts.encoding import from_base64, to_base64
from accord.core.acts.errors import Malformed
from accord.core.tlog.note import MAX_NOTE

HEADER = "c2sp.org/tlog-proof@v1"
MAX_HASHES = 64
MAX_TEXT = MAX_NOTE + 4096

_INDEX = re.compile(r"index (0|[1-9][0-9]{0,15})")


@dataclass(frozen=True, slots=True)
class Proof:
    """That a leaf stands at `index` in the log of the checkpoint in `note`."""

    index: int
    hashes: tuple[bytes, ...]
    note: str

    def text(self) -> str:
        """The proof in its one form."""
        hashes = "".join(f"{to_base64(one)}\n" for one in self.hashes)
        return f"{HEADER}\nindex {self.index}\n{hashes}\n{self.note}"


def parse(text: str) -> Proof:
    """The proof whose one form is `text`, without extra data; raises Malformed."""
    if len(text) > MAX_TEXT:
        raise Malformed("This proof is too long.")
    head, gap, note = text.partition("\n\n")
    lines = head.split("\n", MAX_HASHES + 3)
    if not gap or len(lines) < 2 or lines[0] != HEADER or len(lines) > MAX_HASHES + 2:
        raise Malformed("This is not a proof in the form of tlog-proof.")
    index = _INDEX.fullmatch(lines[1])
    if not index:
        raise Malformed("The proof does not name its index.")
    return Proof(int(index[1]), tuple(read_hash(one) for one in lines[2:]), note)


def read_hash(text: str) -> bytes:
    """A 32-byte hash in base64; raises Malformed."""
    data = from_base64(text)
    if len(data) != 32:
        raise Malformed("A hash in a proof has 32 bytes.")
    return data
