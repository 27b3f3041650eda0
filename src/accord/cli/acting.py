"""Making an act on this machine, signing it with key files, and recording it.

The installation here says what the act builds upon. It is recorded here when this is
the hub (also while it serves: the log has one writer at a time), or posted to the
address of one.
"""

import json
import secrets
import urllib.error
import urllib.request
from collections.abc import Mapping
from http.client import HTTPException
from pathlib import Path

from accord.cli import keyfiles
from accord.cli.errors import Misuse, Unreachable, why
from accord.cli.keyfiles import KeyFile
from accord.core.acts import keys
from accord.core.acts.act import build
from accord.core.acts.envelope import Envelope, sign
from accord.core.acts.errors import AccordError, Refused
from accord.core.rules.requirement import Key
from accord.ledger import clock
from accord.ledger.cache import reading
from accord.sequencer.append import append
from accord.sequencer.posts import make_post

PATIENCE_SECONDS = 60
MOST = 1 << 20


def known(file: KeyFile) -> Key:
    """Whose key a key file holds; raises Misuse when the log does not know it."""
    with reading() as state:
        key = state.keys.get(keys.keyid(file.key))
    if key is None or not key.member:
        raise Misuse(f"{file.path} holds no key of a member of this coalition.")
    return key


def make(
    kind: str,
    body: Mapping[str, object],
    key_files: list[Path],
    passphrase_file: Path | None,
) -> Envelope:
    """A new act of the first key's member, signed by all; raises Misuse, Malformed."""
    files = [keyfiles.load(path) for path in key_files]
    members = [known(file).member for file in files]
    with reading() as state:
        payload = build(
            kind,
            members[0],
            clock.text(),
            secrets.token_hex(16),
            body,
            coalition=state.coalition,
            after={"size": state.size, "root": state.tree.root().hex()},
        )
    return sign(payload, *(file.open(passphrase_file) for file in files))


def record(envelope: Envelope, url: str | None) -> str:
    """Records an act; returns its state: open, effect. Raises Refused, Unreachable."""
    if url is not None:
        return _post(envelope, url)
    (outcome,) = append([make_post([envelope], [])])
    if isinstance(outcome, AccordError):
        raise outcome
    return outcome.receipts[0].state


def _post(envelope: Envelope, url: str) -> str:
    if not url.startswith(("http://", "https://")):
        raise Misuse("--url is written like https://hub.example")
    body = json.dumps({"blobs": [], "envelopes": [envelope.document()]}).encode()
    request = urllib.request.Request(  # noqa: S310 - checked above
        f"{url.rstrip('/')}/api/v1/acts", body, {"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as reply:  # noqa: S310 - checked above
            return str(json.loads(reply.read(MOST))["receipts"][0]["state"])
    except urllib.error.HTTPError as error:
        raise Refused("{reason}", reason=_reason(error)) from error
    except (OSError, HTTPException, ValueError) as error:
        raise Unreachable(f"{url} does not answer: {why(error)}") from error


def _reason(error: urllib.error.HTTPError) -> str:
    try:
        return str(json.loads(error.read(MOST))["detail"])
    except (ValueError, KeyError, TypeError):
        return f"The hub answered {error.code}."
