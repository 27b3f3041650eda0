"""A content that was erased is nowhere, and the log stays what it was."""

import pyrage
import pytest

from accord.cli import log
from accord.core.acts.blobs import check_content
from accord.core.acts.errors import Malformed
from accord.ledger import append, cache, erasing, queries
from accord.ledger.models import Blob
from accord.sequencer.rebuild import rebuild
from tests.coalition import blob
from tests.hub import Hub


def profile(hub: Hub, member: str, name: str) -> str:
    told = {"names": {"en": name}, "place": "Quay", "contact": "x@alfa.example"}
    content = {"profile": blob(told, "same salt")}
    return hub.does("charter.profile", f"{member}/people", {}, content)


def erase(hub: Hub, member: str, act: str) -> None:
    body = {"act": act, "contents": ["profile"]}
    hub.does("decide.erase", f"{member}/people", body)


def test_it_is_gone_and_the_log_is_right(hub: Hub) -> None:
    act = profile(hub, "alfa", "Alfa Aid")
    row = queries.act(act)
    assert row is not None
    assert queries.content(row, "profile") is not None
    erase(hub, "alfa", act)
    assert queries.content(row, "profile") is None
    head = queries.head()
    assert head is not None
    _, _, (_, erased) = log.check_all(head.size, head.note, 1)
    assert erased == 1
    rebuild()
    assert queries.content(row, "profile") is None
    cache.drop()
    hub.refresh()
    assert hub.state.erased == {act: {"profile"}}


def test_another_members_same_content_stays_until_it_is_erased_too(hub: Hub) -> None:
    """Naming another's content neither takes it away nor keeps it for the other."""
    one, two = profile(hub, "alfa", "Same"), profile(hub, "bravo", "Same")
    (digest,) = {hub.state.acts[act].act.blobs["profile"].sha256 for act in (one, two)}
    erase(hub, "bravo", two)
    assert queries.blob(digest) is not None
    assert not erasing.is_erased(digest)
    erase(hub, "alfa", one)
    assert queries.blob(digest) is None
    assert erasing.is_erased(digest)


def test_what_comes_after_its_erasure_is_not_kept(hub: Hub) -> None:
    """A copy may fetch a content from somebody who has not erased it."""
    act = profile(hub, "alfa", "Alfa Aid")
    ref = hub.state.acts[act].act.blobs["profile"]
    erase(hub, "alfa", act)
    append.put_content(ref.sha256, ref.size, hub.blobs[ref.sha256])
    assert Blob.objects.get(sha256=ref.sha256).content is None


def test_restricted_contents_are_stored_as_they_were_encrypted(hub: Hub) -> None:
    """Neither the host nor other members can read it; its reader can."""
    mine, others = (pyrage.x25519.Identity.generate() for _ in range(2))
    hub.does("charter.reader", "bravo", {"recipient": str(mine.to_public())})
    to = pyrage.x25519.Recipient.from_str(hub.state.readers["bravo"])
    words = blob({"names": {"en": "For bravo"}, "place": "", "contact": ""})
    sealed = pyrage.encrypt(words, [to])
    act = hub.does("charter.profile", "alfa/people", {}, {"profile.sealed": sealed})
    stored = queries.blob(hub.state.acts[act].act.blobs["profile.sealed"].sha256)
    assert stored == sealed
    assert b"For bravo" not in stored
    assert pyrage.decrypt(stored, [mine]) == words
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(stored, [others])


def test_what_is_called_sealed_is_encrypted(hub: Hub) -> None:
    with pytest.raises(Malformed, match="age format"):
        check_content("profile.sealed", blob({"text": "plain"}))
    with pytest.raises(Malformed, match="age format"):
        hub.does("charter.profile", "alfa/people", {}, {"profile.sealed": bytes(99)})
