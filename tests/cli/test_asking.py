"""How far the log has come elsewhere: by what the host signed, final or not."""

import pytest

from accord.cli import asking
from accord.core.tlog import note
from tests.bundles import grown
from tests.coalition import public
from tests.replica.conftest import copy_of
from tests.replica.host import Host, serving


def test_more_than_what_is_final(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A record may be saved, and told to be, that no quorum confirms yet."""
    log = grown()
    final = Host(copy_of(log)).note()
    log.statement("alfa/voice", "bravo/voice", slug="later")
    monkeypatch.setattr(asking, "_hosts", lambda: [public("hub")])
    with serving(Host(log)) as host:
        host.tricks["/log/"] = lambda _: (200, final.encode())
        found = asking.newest(f"{host.url}/", log.state.coalition)
        assert found is not None
        assert found.size == log.state.size > note.parse(final)[0].size
        assert asking.newest(host.url, "0" * 64) is None
        for trick in (404, b""), (200, b"no JSON"), (200, b"{}"):
            host.tricks["/api/"] = lambda _, given=trick: given  # type: ignore[misc]
            assert asking.newest(host.url, log.state.coalition) is None
    said = capsys.readouterr().err
    assert "is of another coalition" in said
    assert "does not answer: HTTP Error 404" in said
