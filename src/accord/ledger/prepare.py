"""Preparing an act for signing: the server builds it, the browser signs it."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import JsonResponse

from accord.core.acts.act import NAMES_ROSTER, BlobRef, build, parse_act
from accord.core.acts.blobs import check_content, pack
from accord.core.acts.encoding import to_base64
from accord.core.acts.envelope import Leaf, Signature
from accord.core.rules import fold
from accord.core.rules.state import State
from accord.ledger import clock
from accord.ledger.cache import reading
from accord.ledger.published import final_head


@dataclass(frozen=True)
class Prepared:
    """The payload of a new act, and its contents by name; nothing is stored yet."""

    payload: bytes
    blobs: dict[str, bytes]

    def document(self) -> dict[str, object]:
        """The act and its contents, in base64."""
        return {
            "payload": to_base64(self.payload),
            "blobs": {name: to_base64(data) for name, data in self.blobs.items()},
        }

    def response(
        self,
        then: str,
        labels: Mapping[str, object] | None = None,
        tally: Mapping[str, object] | None = None,
    ) -> JsonResponse:
        """What the browser asks for: it shows, signs and posts this, and goes on."""
        return JsonResponse(
            self.document()
            | {
                "next": then,
                "labels": dict(labels or {}),
                "tally": tally,
            }
        )


def prepare(
    by: str,
    kind: str,
    body: Mapping[str, object],
    contents: Mapping[str, object] | None = None,
    files: Mapping[str, bytes] | None = None,
    *,
    closes: str | None = None,
    keyid: str | None = None,
) -> Prepared:
    """A new act of member `by`, made now, upon the newest final checkpoint.

    `contents` are JSON documents, `files` are bytes, both by name. With the `keyid`
    of the one who will sign first, the rules are asked before anybody signs. Raises
    Malformed or Refused.
    """
    packed = {
        name: pack(document, secrets.token_bytes(32))
        for name, document in (contents or {}).items()
    }
    packed |= {
        name: secrets.token_bytes(32) + data for name, data in (files or {}).items()
    }
    for name, data in packed.items():
        check_content(name, data)
    with reading() as state:
        payload = build(
            kind,
            by,
            clock.text(),
            secrets.token_hex(16),
            body,
            closes=closes,
            blobs=_references(packed),
            **_place(kind, state),
        )
        if keyid is not None:
            _dry_run(state, payload, keyid)
    return Prepared(payload, packed)


def _references(packed: Mapping[str, bytes]) -> dict[str, object] | None:
    refs = {name: BlobRef.of(data) for name, data in packed.items()}
    return {
        name: {"sha256": ref.sha256, "size": ref.size} for name, ref in refs.items()
    } or None


def _place(kind: str, state: State) -> dict[str, object]:
    """The header fields that bind an act to this coalition and its history."""
    if kind == "charter.found":
        return {}
    size, root = final_head(state)
    place: dict[str, object] = {
        "coalition": state.coalition,
        "after": {"size": size, "root": root.hex()},
    }
    if kind in NAMES_ROSTER:
        place["roster"] = state.in_force().id
    return place


def _dry_run(state: State, payload: bytes, keyid: str) -> None:
    """Raises what the rules would say to a first signature with this key."""
    time = max(clock.text(), state.time)
    leaf = Leaf(payload, Signature(keyid, bytes(64)), time)
    fold.check(state, leaf, verify=False)


def act_of(prepared: Prepared) -> str:
    """The id that the act will have."""
    return parse_act(prepared.payload).id
