"""The secret key is made once and can be read by its owner alone."""

import stat
from pathlib import Path

from accord.web.secret import kept, secret_key


def test_it_is_made_once(tmp_path: Path) -> None:
    assert kept(tmp_path) == ""
    first = secret_key(tmp_path)
    assert len(first) == 64
    assert secret_key(tmp_path) == kept(tmp_path) == first


def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    secret_key(tmp_path)
    assert stat.S_IMODE((tmp_path / "secret.key").stat().st_mode) == 0o600
