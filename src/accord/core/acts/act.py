"""An act: its header, its kind's body, and the references to its contents."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from accord.core.acts import (
    actions,
    charter,
    claiming,
    content,
    course,
    decide,
    keeping,
    planning,
    reports,
    supplies,
    voice,
)
from accord.core.acts.body import SEALED, Body
from accord.core.acts.canonical import PAYLOAD, encode, parse
from accord.core.acts.charter import Head
from accord.core.acts.envelope import act_id
from accord.core.acts.errors import Malformed, Refused
from accord.core.acts.fields import (
    Fields,
    blob_name,
    digest,
    handle,
    integer,
    nonce,
    table,
    text,
    time,
)

MAX_BLOB = 16 * 1024 * 1024
SALT = 32

KINDS: dict[str, type[Body]] = {
    body.KIND: body
    for body in (
        charter.Found,
        charter.Roster,
        course.Amend,
        course.Lead,
        course.Close,
        charter.TakeOver,
        charter.Invite,
        charter.Enrol,
        charter.Revoke,
        charter.Profile,
        content.Reader,
        decide.Abstain,
        decide.Object,
        decide.Withdraw,
        content.Erase,
        voice.Statement,
        voice.Own,
        voice.Hold,
        voice.Retraction,
        voice.Translation,
        voice.Position,
        supplies.Item,
        supplies.Site,
        supplies.Need,
        supplies.Receive,
        supplies.Count,
        supplies.Consign,
        supplies.Handover,
        supplies.Use,
        supplies.Reverse,
        keeping.Transfer,
        keeping.Move,
        keeping.Recall,
        keeping.Settle,
        claiming.Claim,
        keeping.Close,
        planning.Vehicle,
        planning.Kit,
        planning.Offer,
        planning.Policy,
        planning.Plan,
        actions.Plan,
        actions.Join,
        actions.Quit,
        actions.ChangePlan,
        actions.Cancel,
        actions.Finish,
        actions.Task,
        actions.Done,
        reports.Report,
        reports.Comment,
        reports.Supersede,
    )
}

# Acts that name the roster in force: those that need a share, and all of voice.
NAMES_ROSTER = frozenset(charter.SHARED_KINDS) | {
    kind for kind in KINDS if kind.startswith("voice.")
}


@dataclass(frozen=True, slots=True)
class BlobRef:
    """A content kept beside the log: hash and size of the bytes as stored."""

    sha256: str
    size: int

    @classmethod
    def read(cls, value: object, where: str) -> "BlobRef":
        """The reference in a parsed JSON value."""
        fields = Fields(value, where)
        ref = cls(
            fields.take("sha256", digest),
            fields.take("size", integer(SALT, MAX_BLOB)),
        )
        fields.end()
        return ref

    @classmethod
    def of(cls, blob: bytes) -> "BlobRef":
        """The reference to `blob` (salt and content)."""
        return cls(sha256(blob).hexdigest(), len(blob))

    def check(self, blob: bytes) -> None:
        """Raises Refused unless `blob` is the content referred to."""
        if len(blob) != self.size or sha256(blob).hexdigest() != self.sha256:
            raise Refused("A content that came along is not the one that was signed.")


@dataclass(frozen=True, slots=True)
class Act:
    """One statement of will or fact by members."""

    id: str
    kind: str
    coalition: str | None
    by: str
    at: str
    nonce: str
    after: Head | None
    roster: str | None
    closes: str | None
    blobs: Mapping[str, BlobRef]
    body: Body
    payload: bytes

    def content(self, name: str) -> str:
        """The hash of the content called `name`, in hex, or "" without one."""
        ref = self.blobs.get(name)
        return ref.sha256 if ref is not None else ""


def parse_act(payload: bytes) -> Act:
    """The act whose canonical bytes are `payload`; raises Malformed for any other."""
    fields = Fields(parse(payload, PAYLOAD), "act")
    kind = fields.take("kind", text)
    if kind not in KINDS:
        raise Malformed("There is no kind of record called {kind}.", kind=kind)
    founding = kind == charter.Found.KIND
    body_fields = Fields(fields.take("body", lambda value, _: value), "body")
    body = KINDS[kind].read(body_fields)
    body_fields.end()
    act = Act(
        id=act_id(payload),
        kind=kind,
        coalition=None if founding else fields.take("coalition", digest),
        by=fields.take("by", handle),
        at=fields.take("at", time),
        nonce=fields.take("nonce", nonce),
        after=None if founding else fields.take("after", Head.read),
        roster=fields.take("roster", digest) if kind in NAMES_ROSTER else None,
        closes=fields.maybe("closes", time),
        blobs=fields.maybe("blobs", table(blob_name, BlobRef.read, 1, 32)) or {},
        body=body,
        payload=payload,
    )
    fields.end()
    _check_contents(act)
    return act


def _check_contents(act: Act) -> None:
    contents = act.body.contents()
    for name in contents.required:
        if name not in act.blobs:
            raise Malformed("The content {name} is missing.", name=name)
    for name in contents.words:
        _check_words(act, name)
    prefix = contents.prefix
    if prefix and not any(name.startswith(prefix) for name in act.blobs):
        raise Malformed("The content {name} is missing.", name=f"{prefix}...")
    for name in act.blobs:
        if not contents.allow(name):
            raise Malformed("{kind} has no content {name}.", kind=act.kind, name=name)


def _check_words(act: Act, name: str) -> None:
    """Words come once: as they are, or encrypted."""
    came = [one for one in (name, name + SEALED) if one in act.blobs]
    if not came:
        raise Malformed("The content {name} is missing.", name=name)
    for more in came[1:]:
        raise Malformed("{kind} has no content {name}.", kind=act.kind, name=more)


def build(
    kind: str,
    by: str,
    at: str,
    nonce: str,
    body: Mapping[str, object],
    **header: object,
) -> bytes:
    """The canonical payload of a new act; raises Malformed if it is not one.

    `header` may hold coalition, after, roster, closes, blobs, as JSON values; those
    that are None are left out.
    """
    given = {name: value for name, value in header.items() if value is not None}
    payload = encode(
        {"kind": kind, "by": by, "at": at, "nonce": nonce, "body": dict(body), **given}
    )
    parse_act(payload)
    return payload
