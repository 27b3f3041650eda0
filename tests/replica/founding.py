"""Founds a coalition whose copies confirm, in a directory of its own.

Its arguments are DIRECTORY MEMBER..., and it prints what acts say of it: the
coalition, and the newest checkpoint.
"""

import json
import sys
from pathlib import Path

from accord.cli import environment

environment.use(Path(sys.argv[1]))

from accord.cli import installation  # noqa: E402
from accord.core.acts import times  # noqa: E402
from accord.core.acts.act import parse_act  # noqa: E402
from accord.ledger import clock  # noqa: E402
from accord.web import secret  # noqa: E402
from tests.coalition import blob, keyid, replicas  # noqa: E402
from tests.hub import empty_hub  # noqa: E402


def main(arguments: list[str]) -> int:
    """Founds it now."""
    members = arguments[1:]
    now = times.write(clock.now())
    installation.make_directory()
    secret.secret_key(installation.directory())
    installation.migrate()
    with empty_hub() as hub:
        hub.time = now
        body = hub.terms(*members, **replicas(*members))
        contents = {
            "names": blob({"en": "Test coalition"}),
            "declaration.en": blob({"title": "Declaration", "text": "We help."}),
        }
        payload = hub.act("charter.found", members[0], body, contents)
        signers = [*members, *(f"{name} replica" for name in members), "hub"]
        hub.sign(payload, *sorted(signers, key=keyid))
        about = {"coalition": parse_act(payload).id, "after": hub.head()}
    sys.stdout.write(json.dumps(about))
    return 0
