"""A signed erasure reaches every copy, also one whose host goes on offering it."""

from accord.ledger.models import Blob
from accord.replica.follow import Follower
from tests.coalition import Coalition, blob
from tests.replica.host import Host


def profile(log: Coalition) -> tuple[str, str]:
    """A profile of alfa's: its act, and its content's hash."""
    told = {"names": {"en": "Alfa"}, "place": "Quay", "contact": "a@alfa.example"}
    act = log.does("charter.profile", "alfa", {}, {"profile": blob(told)})
    return act, log.state.acts[act].act.blobs["profile"].sha256


def erase(log: Coalition, act: str) -> None:
    log.does("decide.erase", "alfa", {"act": act, "contents": ["profile"]})


def held(digest: str) -> bytes | None:
    content = Blob.objects.get(sha256=digest).content
    return None if content is None else bytes(content)


def test_a_copy_erases_what_it_holds(follower: Follower, host: Host) -> None:
    act, digest = profile(host.log)
    follower.round()
    follower.fetch_contents()
    assert held(digest) == host.log.blobs[digest]
    erase(host.log, act)
    follower.round()
    follower.fetch_contents()
    assert held(digest) is None


def test_a_copy_keeps_nothing_that_was_erased_before_it_came(
    follower: Follower, host: Host
) -> None:
    """Both acts come in one batch, and the host still gives the content away."""
    act, digest = profile(host.log)
    erase(host.log, act)
    follower.round()
    follower.fetch_contents()
    assert digest in host.log.blobs
    assert held(digest) is None
