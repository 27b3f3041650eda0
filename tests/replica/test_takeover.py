"""The hub is killed; a copy becomes the host; the others and the senders follow.

Real processes on loopback: one hub, four members' copies, three of which confirm.
"""

import http.client
import json
import threading
from pathlib import Path

from accord.core.acts.act import parse_act
from accord.core.acts.envelope import Envelope
from tests.replica.cast import Cast, Served, playing, until


def send(cast: Cast, done: list[Envelope], ended: threading.Event) -> None:
    """Sends one act after another until the hub is gone."""
    while not ended.is_set():
        one = cast.make()
        try:
            status, _ = cast.hub.post(one)
        except (OSError, http.client.HTTPException):
            return
        if status == 201:
            done.append(one)


def held(served: Served, one: Envelope) -> bool:
    status, _ = served.get(f"/api/v1/acts/{parse_act(one.payload).id}")
    return status == 200


def size(served: Served) -> int:
    """How many records a hub has."""
    checks = served.json("/readyz")["checks"]
    assert isinstance(checks, dict)
    return int(str(checks["log"]).split()[1])


def follows(copy: Served, host: Served, epoch: int) -> bool:
    """Whether a copy is at that epoch, and names that host."""
    about = copy.json("/.well-known/accord.json")
    assert isinstance(about["hub"], dict)
    return (about["hub"]["epoch"], about["address"]) == (epoch, host.url)


def test_the_host_is_killed(tmp_path: Path) -> None:
    with playing(tmp_path) as cast:
        saved: list[Envelope] = []
        ended = threading.Event()
        sender = threading.Thread(target=send, args=(cast, saved, ended))
        sender.start()
        until(lambda: cast.final(cast.hub) > 20)
        final = cast.final(cast.hub)
        cast.hub.kill()
        ended.set()
        sender.join()
        new = cast.copies["bravo"]
        code, out, err = new.command("replica", "promote", "--json")
        assert code == 0, out + err
        assert json.loads(out)["epoch"] == 2
        # What was final is there; the rest goes again, and all of it becomes final.
        assert size(new) >= final
        for one in saved:
            assert new.post(one)[0] in (200, 201)
        last = cast.make()
        assert new.post(last)[0] == 201
        # All of it, and no more than that: nothing may have been lost.
        whole = size(new)
        until(lambda: cast.final(new) == whole)
        for name in ("alfa", "charlie", "delta"):
            copy = cast.copies[name]
            until(lambda copy=copy: follows(copy, new, 2))  # type: ignore[misc]
        # Nobody confirms the old host any more, should it come back.
        cast.hub.start()
        before = cast.final(cast.hub)
        back = cast.make("charlie")
        assert cast.hub.post(back)[0] == 201
        assert new.post(cast.make("delta"))[0] == 201
        until(lambda: cast.final(new) == whole + 1)
        assert cast.final(cast.hub) == before
        assert not held(new, back)


def test_copies_that_nobody_told_where_the_others_are(tmp_path: Path) -> None:
    with playing(tmp_path, addressed=False) as cast:
        until(lambda: cast.final(cast.hub) > 0)
        cast.hub.kill()
        new, rest = cast.copies["bravo"], ("alfa", "charlie")
        code, out, err = new.command("replica", "promote")
        assert (code, "Nothing was signed" in out + err) == (1, True)
        assert "alfa, charlie" in out + err
        assert new.json("/api/v1/copy")["fence"] == 0
        peers = [part for one in rest for part in ("--peer", cast.copies[one].url)]
        code, out, err = new.command("replica", "promote", *peers)
        assert code == 0, out + err
        for name in rest:
            copy = cast.copies[name]
            until(lambda copy=copy: cast.epoch(copy) == 2, 150)  # type: ignore[misc]
