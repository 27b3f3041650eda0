"""What a host, or another copy, serves: the log and its contents, within limits.

Nothing that comes from here is believed; the callers check it. A member's key signs
the requests for what is for members.
"""

import re
from dataclasses import dataclass

from accord.core.acts import signed_get
from accord.core.acts.canonical import Limits, read
from accord.core.acts.envelope import MAX_LEAF
from accord.core.acts.errors import AccordError, Malformed
from accord.core.acts.fields import Fields, digest, integer, key, many, text
from accord.core.tlog.merkle import HASH
from accord.core.tlog.note import MAX_NOTE
from accord.core.tlog.proof import read_hash
from accord.core.tlog.tiles import WIDTH, Tile, unpack_entries
from accord.ledger import clock
from accord.replica.http import SILENCE_SECONDS, Address, Answer, Unanswered

ABOUT = Limits(size=512 * 1024, depth=6, strings=20_000)
NEWEST = Limits(size=2 * MAX_NOTE, depth=3, strings=500)
ENTRIES = WIDTH * (MAX_LEAF + 2)
A_WORD = 64 * 1024
OK = 200
_ORIGIN = re.compile(r"https?://[A-Za-z0-9.:\[\]-]{1,200}")


class Denied(Unanswered):
    """The host answers, but does not give it. The message is a sentence."""

    def __init__(self, sentence: str, status: int) -> None:
        super().__init__(sentence)
        self.status = status


@dataclass(frozen=True)
class About:
    """What an installation says of itself in /.well-known/accord.json."""

    coalition: str
    epoch: int
    key: str
    address: str
    copies: dict[str, str]


@dataclass(frozen=True)
class Newest:
    """The newest checkpoint, the proof from an older size, and the host it names."""

    note: str
    proof: tuple[bytes, ...]
    epoch: int
    key: str


class Source:
    """One address, asked for a member; `seed` is the private key that asks."""

    def __init__(
        self,
        url: str,
        seed: bytes | None = None,
        coalition: str = "",
        silence: float = SILENCE_SECONDS,
    ) -> None:
        self.url = url
        self.seed = seed
        self.coalition = coalition
        self.address = Address(url, silence)

    def about(self) -> About:
        """What it is; raises Unanswered, Malformed."""
        answer = self._get("/.well-known/accord.json", ABOUT.size)
        document = read(answer.body, ABOUT)
        hub = document.get("hub")
        if not isinstance(hub, dict):
            raise Malformed("{url} does not name its host.", url=self.url)
        address = document.get("address")
        return About(
            digest(document.get("coalition"), "coalition"),
            integer(1)(hub.get("epoch"), "epoch"),
            key(hub.get("key"), "key"),
            address if isinstance(address, str) and is_origin(address) else "",
            _copies(document.get("members")),
        )

    def newest(self, old: int, asked: bool = False) -> Newest:
        """The newest checkpoint, with the proof that it extends the size `old`.

        Or the one that all copies are `asked` to cosign now, so that confirmations
        come together. Raises Unanswered, Malformed.
        """
        which = "next" if asked else "from"
        answer = self._get(f"/api/v1/checkpoint?{which}={old}", NEWEST.size)
        fields = Fields(read(answer.body, NEWEST), "checkpoint")
        note = fields.take("checkpoint", text)
        proof = fields.take("proof", many(_hash, 0, 64))
        hub = Fields(fields.take("hub", _object), "hub")
        return Newest(note, proof, hub.take("epoch", integer(1)), hub.take("key", key))

    def published(self, epoch: int) -> str:
        """The newest checkpoint that is final, else the newest; raises Unanswered."""
        return _text(self._get(f"/log/e{epoch}/checkpoint", MAX_NOTE).body)

    def hashes(self, epoch: int, tile: Tile) -> bytes:
        """The hashes in a tile, as many as it names; raises Unanswered, Malformed."""
        data = self._get(f"/log/e{epoch}/tile/{tile.path()}", WIDTH * HASH).body
        if len(data) != tile.width * HASH:
            raise Malformed("{url} sent a tile of another size.", url=self.url)
        return data

    def entries(self, epoch: int, tile: Tile) -> list[bytes]:
        """The leaves in a tile, as many as it names; raises Unanswered, Malformed."""
        answer = self._get_signed(f"/log/e{epoch}/tile/{tile.path()}", ENTRIES)
        leaves = unpack_entries(answer.body)
        if len(leaves) != tile.width:
            raise Malformed("{url} sent a tile of another size.", url=self.url)
        return leaves

    def content(self, act: str, name: str, size: int) -> bytes:
        """A content as stored; raises Unanswered, Denied when it is not given."""
        return self._get_signed(f"/log/blobs/{act}/{name}", size).body

    def fetch(self, path: str, limit: int) -> bytes:
        """The answer to a GET that anybody may make; raises Unanswered."""
        return self._get(path, limit).body

    def send(self, path: str, body: bytes, limit: int) -> bytes:
        """The answer to a POST; raises Unanswered, Denied with why not."""
        answer = self.address.post(path, body, max(limit, A_WORD))
        if answer.status != OK:
            raise self._denied(path, answer)
        return answer.body

    def hand_in(self, note: str) -> None:
        """Hands in a checkpoint with our line of cosignature; raises Unanswered."""
        answer = self.address.post("/log/cosignatures", note.encode(), A_WORD)
        if answer.status not in (200, 201, 202, 204):
            raise self._denied("/log/cosignatures", answer)

    def _get(self, path: str, limit: int, sign: str = "") -> Answer:
        headers = {"Authorization": sign} if sign else {}
        answer = self.address.get(path, limit, headers)
        if answer.status != OK:
            raise self._denied(path, answer)
        return answer

    def _get_signed(self, path: str, limit: int) -> Answer:
        if self.seed is None:
            return self._get(path, limit)
        sign = signed_get.header(self.seed, path, self.coalition, clock.text())
        return self._get(path, max(limit, A_WORD), sign)

    def _denied(self, path: str, answer: Answer) -> Denied:
        return Denied(
            f"{self.url} answers {answer.status} to {path}.{_said(answer)}",
            answer.status,
        )


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise Malformed("This is not text.") from error


def is_origin(url: str) -> bool:
    """Whether this is an address that a copy may ask."""
    return _ORIGIN.fullmatch(url) is not None


def _said(answer: Answer) -> str:
    """The sentence in a problem document, as far as a terminal may show it."""
    if answer.type != "application/problem+json":
        return ""
    try:
        detail = read(answer.body, NEWEST).get("detail")
    except AccordError:
        return ""
    words = detail if isinstance(detail, str) else ""
    return " " + "".join(one for one in words if one.isprintable())[:300]


def _copies(members: object) -> dict[str, str]:
    """handle -> address, of the members whose copies an installation knows."""
    if not isinstance(members, dict):
        return {}
    found = {
        handle: one.get("address")
        for handle, one in members.items()
        if isinstance(one, dict)
    }
    return {
        handle: url
        for handle, url in found.items()
        if isinstance(url, str) and is_origin(url)
    }


def _object(value: object, where: str) -> object:
    return value


def _hash(value: object, where: str) -> bytes:
    return read_hash(text(value, where))
