"""Files that a page gives out."""

from collections.abc import Mapping

from django.http import HttpResponse

from accord.charter.waiting import seal_of
from accord.core.acts import actfile
from accord.core.acts.envelope import Envelope
from accord.ledger.prepare import prepare


def act_file(envelope: Envelope, blobs: Mapping[str, bytes]) -> HttpResponse:
    """An act as a file, to be stamped and handed in."""
    file = actfile.of(envelope, blobs)
    answer = HttpResponse(actfile.write(file), content_type="application/json")
    name = actfile.name_of(file.act)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def to_stamp(
    member: str,
    kind: str,
    body: Mapping[str, object],
    contents: Mapping[str, object] | None = None,
) -> HttpResponse:
    """A new act as a file for the member's stamp.

    Raises AccordError: what the rules would say to that stamp.
    """
    seal = seal_of(member)
    keyid = seal.keyid if seal else None
    prepared = prepare(member, kind, body, contents, keyid=keyid)
    return act_file(Envelope(prepared.payload, ()), prepared.blobs)
