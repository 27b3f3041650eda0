"""The copy as a witness (C2SP tlog-witness): POST /add-checkpoint.

    old 20852014
    <base64 hash of the consistency proof>
    ...

    <the checkpoint, a signed note>

What a copy cosigns it holds; so before it answers it fetches what it lacks, if that is
little. A long way behind it says 503, and the follower goes on with it.
"""

import re
import threading
from dataclasses import dataclass
from time import monotonic

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from accord.core.acts.errors import AccordError, Malformed
from accord.core.protocol import cosigner
from accord.core.tlog import note
from accord.core.tlog.note import MAX_NOTE
from accord.core.tlog.proof import read_hash
from accord.ledger import cache
from accord.replica import background, cosigning, key, lock, once, record
from accord.replica.dishonest import Dishonest
from accord.replica.follow import Follower
from accord.replica.http import Unanswered
from accord.replica.models import Following
from accord.replica.signatures import Signatures
from accord.replica.source import Source

MAX_PROOF = 63
MAX_BODY = MAX_NOTE + 64 * 64
PATIENCE_SECONDS = 5
# Who sends checkpoints that lead nowhere does not keep us fetching.
RARELY_SECONDS = 1.0
LITTLE = 4096

_OLD = re.compile(r"old (0|[1-9][0-9]{0,15})")


@dataclass(frozen=True)
class Added:
    """What was sent: the size that the proof is from, the proof, and the note."""

    old: int
    proof: tuple[bytes, ...]
    note: str


def parse(data: bytes) -> Added:
    """The body of a request; raises Malformed."""
    if len(data) > MAX_BODY:
        raise Malformed("This checkpoint is too long.")
    try:
        head, gap, text = data.decode().partition("\n\n")
    except UnicodeDecodeError as error:
        raise Malformed("This is not text.") from error
    first, *lines = head.split("\n")
    old = _OLD.fullmatch(first)
    if not gap or not old or len(lines) > MAX_PROOF:
        raise Malformed("This is not a request of tlog-witness.")
    return Added(int(old[1]), tuple(read_hash(one) for one in lines), text)


@csrf_exempt
@require_POST
def add_checkpoint(request: HttpRequest) -> HttpResponse:
    """The cosignature on a checkpoint; 400, 403, 404, 409, 422 as C2SP says; 503."""
    row = record.following()
    if row is None:
        return _says(404, "This installation is the host, and no member's copy.")
    if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_BODY:
        return _says(400, "This checkpoint is too long.")
    try:
        added = parse(request.body)
        with lock.moving(PATIENCE_SECONDS):
            return _answer(row, added)
    except lock.Taken as error:
        return _later(str(error))
    except Unanswered as error:
        # It may be a later host's, whom the follower looks for where ours is silent.
        background.wake()
        return _later(f"What is confirmed has to be fetched first. {error}")
    except Dishonest as trick:
        once.keep_evidence(trick)
        record.trouble(str(trick), trick.kind)
        return _says(409 if trick.kind == "fork" else 422, str(trick))
    except Malformed as error:
        return _says(400, str(error))
    except AccordError as error:
        return _says(422, str(error))


def _answer(row: Following, added: Added) -> HttpResponse:
    with cache.reading() as state:
        founded = state.roster is not None
    if not founded:
        _catch_up(added, 0)
        row = _row()
    outcome = cosigning.consider(row, added.note, added.old, added.proof)
    if isinstance(outcome, cosigner.Behind):
        _catch_up(added, outcome.size)
        outcome = cosigning.consider(row, added.note, added.old, added.proof)
    match outcome:
        case cosigner.Cosign():
            return _cosigned(row, outcome)
        case cosigner.Stale(size):
            return HttpResponse(
                f"{size}\n", status=409, content_type="text/x.tlog.size"
            )
        case cosigner.BadProof():
            return _says(422, "The proof does not lead to this checkpoint.")
        case cosigner.Behind():
            return _later("This copy does not hold all of these records yet.")
        case cosigner.Refusal(reason, status):
            return _says(status, str(reason))
        case _:
            raise TypeError(f"the cosigner answers {outcome}")


def _row() -> Following:
    row = record.following()
    if row is None:
        raise Unanswered("This installation is no copy any more.")
    return row


def _cosigned(row: Following, outcome: cosigner.Cosign) -> HttpResponse:
    confirmed = cosigning.released(row, outcome)
    if confirmed is None:
        return _later("The key of this copy is not there.")
    record.handed_in(confirmed.place)
    return HttpResponse(f"{confirmed.line}\n", content_type="text/plain; charset=utf-8")


class _Catching:
    """The follower of this process's requests; made with the first one."""

    def __init__(self) -> None:
        self.guard = threading.Lock()
        self.follower: Follower | None = None
        self.last = -RARELY_SECONDS
        self.fruitless = False

    def follow(self, row: Following) -> Follower:
        """The follower, at the address that is followed now."""
        with self.guard:
            if self.follower is None or self.follower.source.url != row.url:
                source = Source(row.url, key.find(row.key), row.coalition)
                self.follower = Follower(source, Signatures(1))
            return self.follower


_catching = _Catching()


def _catch_up(added: Added, size: int) -> None:
    """Fetches what is lacking, if that is little; raises what following raises."""
    head, _ = note.parse(added.note)
    row = record.following()
    if row is None or head.size - size > LITTLE:
        return
    if _catching.fruitless and monotonic() - _catching.last < RARELY_SECONDS:
        return
    _catching.last = monotonic()
    follower = _catching.follow(row)
    _catching.fruitless = follower.round().head.size <= size
    record.heard(follower.newest)


def _says(status: int, sentence: str) -> HttpResponse:
    return HttpResponse(
        f"{sentence}\n", status=status, content_type="text/plain; charset=utf-8"
    )


def _later(sentence: str) -> HttpResponse:
    answer = _says(503, sentence)
    answer["Retry-After"] = "2"
    return answer
