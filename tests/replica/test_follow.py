"""Following an honest host: what is fetched, checked and stored, and how it goes on."""

import pytest

from accord.core.acts.act import BlobRef
from accord.ledger import audit, cache, queries
from accord.ledger.models import Blob, Entry
from accord.replica import record
from accord.replica.follow import Follower
from accord.replica.http import Excess, Unanswered
from accord.replica.models import Wanted
from accord.replica.source import Denied
from accord.sequencer.jobs import JOBS
from accord.sequencer.rebuild import rebuild
from tests.coalition import Coalition, blob
from tests.replica.host import Host


def rows() -> list[list[dict[str, object]]]:
    """Everything that pages read."""
    return [
        list(table._default_manager.order_by("pk").values())
        for job in JOBS
        for table in job.tables
    ]


def grow(log: Coalition, count: int) -> None:
    """Many more acts: so many invitations that are taken up."""
    for _ in range(count // 3):
        log.enrol(f"alfa/voice{log.state.size}", "voice", person="somebody")


def test_everything_is_held(follower: Follower, host: Host) -> None:
    aim = follower.round()
    head = queries.head()
    assert head is not None
    assert (head.size, head.note) == (len(host.log.leaves), host.note())
    assert aim.note == host.note()
    stored = Entry.objects.order_by("index").values_list("leaf", flat=True)
    assert [bytes(one) for one in stored] == host.log.leaves
    with cache.reading() as state:
        audit.check_tiles(state)
    live = rows()
    rebuild()
    assert rows() == live
    following = record.following()
    assert following is not None
    assert following.coalition == host.log.state.coalition


def test_contents_come_after(follower: Follower, host: Host) -> None:
    follower.round()
    wanted = record.wanted()
    assert wanted == len(host.log.blobs)
    assert follower.fetch_contents() == wanted
    assert record.wanted() == 0
    with cache.reading() as state:
        assert audit.check_blobs(state) == (wanted, 0)


def test_a_later_round_brings_what_is_new(follower: Follower, host: Host) -> None:
    follower.round()
    before = len(host.requests)
    follower.round()
    assert len(host.requests) == before + 1  # nothing new: one question
    host.log.statement("alfa/voice", "bravo/voice", "charlie/voice", slug="bread")
    assert follower.round().head.size == len(host.log.leaves)
    assert Entry.objects.count() == len(host.log.leaves)


def test_many_tiles(
    follower: Follower, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("accord.replica.follow.TILES", 1)
    grow(host.log, 700)
    told: list[int] = []
    follower.tell = lambda done, whole: told.append(done)
    follower.round()
    assert told == [256, 512, len(host.log.leaves)]
    grow(host.log, 90)
    follower.round()
    with cache.reading() as state:
        assert state.tree.root() == host.log.state.tree.root()
        audit.check_tiles(state)


def test_interrupted_between_batches(
    follower: Follower, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("accord.replica.follow.TILES", 1)
    grow(host.log, 700)
    host.tricks["entries/001"] = lambda path: (503, b"")
    with pytest.raises(Denied):
        follower.round()
    head = queries.head()
    assert head is not None
    assert (head.size, head.note) == (256, "")  # durable, and not yet vouched for
    cache.drop()
    host.tricks.clear()
    host.requests.clear()
    follower.round()
    assert not [one for one in host.requests if "entries/000" in one]
    assert Entry.objects.count() == len(host.log.leaves)


def test_an_erased_content(follower: Follower, host: Host) -> None:
    gone = next(iter(host.log.blobs))
    del host.log.blobs[gone]
    follower.round()
    follower.fetch_contents()
    assert Blob.objects.get(sha256=gone).content is None
    assert record.wanted() == 0


def test_what_is_for_others_alone_is_not_asked_for(
    follower: Follower, host: Host
) -> None:
    words = blob({"title": "Quiet", "text": "", "place": ""})
    host.log.enrol("bravo/actions", "actions")
    host.log.does(
        "actions.plan",
        "bravo/actions",
        {
            "start": "2026-11-05T08:00:00Z",
            "end": "2026-11-05T12:00:00Z",
            "needs": {"people": 0, "vehicles": 0, "items": {}},
            "visibility": "named",
            "audience": ["charlie"],
        },
        {"action": words},
    )
    follower.round()
    follower.fetch_contents()
    assert record.wanted() == 0
    assert not [one for one in host.requests if one.endswith("/action")]
    assert Blob.objects.get(sha256=BlobRef.of(words).sha256).content is None


@pytest.mark.parametrize("given", [(404, b""), (200, b"other"), (403, b"")])
def test_a_content_that_is_not_given(
    follower: Follower, host: Host, given: tuple[int, bytes]
) -> None:
    host.tricks["/names"] = lambda path: given
    follower.round()
    follower.fetch_contents()
    (left,) = Wanted.objects.all()
    assert left.name == "names"
    assert left.failed
    assert follower.fetch_contents() == 0  # not asked for again at once
    host.tricks.clear()
    assert follower.fetch_contents(again=True) == 1
    assert record.wanted() == 0


def test_a_host_that_is_gone(follower: Follower, host: Host) -> None:
    follower.source.address.port = 1
    with pytest.raises(Unanswered, match="does not answer"):
        follower.round()


def test_more_than_there_can_be(follower: Follower, host: Host) -> None:
    host.tricks["/api/v1/checkpoint"] = lambda path: (200, b"x" * 200_000)
    with pytest.raises(Excess, match="more than there can be"):
        follower.round()
