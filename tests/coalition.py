"""A coalition in memory: named members with keys, a clock of its own, no database.

The same cast in every test: alfa, bravo and charlie found the coalition; delta joins
later. Each has one seal (`alfa`) and people with desk keys (`alfa/voice`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from accord.core.acts import keys, times
from accord.core.acts.act import BlobRef, build
from accord.core.acts.blobs import pack
from accord.core.acts.charter import SHARED_KINDS
from accord.core.acts.envelope import Leaf, Signature, act_id, pae
from accord.core.rules import fold
from accord.core.rules.changes import Change
from accord.core.rules.state import State

START = "2026-11-01T08:00:00Z"
FOUNDERS = ("alfa", "bravo", "charlie")
LATER = "2028-01-01T00:00:00Z"


def seed(name: str) -> bytes:
    """The private seed of the key called `name`; the same in every run."""
    return sha256(f"accord test key {name}".encode()).digest()


def public(name: str) -> str:
    """The public key called `name`, in hex."""
    return keys.public(seed(name))


def keyid(name: str) -> str:
    """The id of the key called `name`."""
    return keys.keyid(public(name))


def rules(**shares: tuple[int, int]) -> dict[str, object]:
    """The default rules; `statement=(1, 2)` sets the share of voice.statement."""
    table: dict[str, dict[str, object]] = {
        kind: {"share": [2, 3]} for kind in SHARED_KINDS
    }
    table["voice.retraction"] = {"share": [1, 3]}
    table["voice.translation"] = {"share": [1, 3]}
    for name, share in shares.items():
        (kind,) = (one for one in table if one.endswith(f".{name}"))
        table[kind] = {"share": list(share)}
    return dict(table)


def blob(document: object, salt: str = "salt") -> bytes:
    """A blob with a salt that depends on its text alone."""
    return pack(document, sha256(f"{salt} {document!r}".encode()).digest())


def text_blobs(*languages: str, text: str = "Water is free.") -> dict[str, bytes]:
    """The contents of a statement, one text for each language."""
    return {
        f"text.{one}": blob(
            {"title": "Water", "summary": "", "text": f"{text} ({one})"}
        )
        for one in languages
    }


@dataclass
class Coalition:
    """A log, its state, and the time; `act` builds an act, `sign` appends a leaf."""

    state: State = field(default_factory=State)
    leaves: list[bytes] = field(default_factory=list)
    blobs: dict[str, bytes] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    time: str = START
    nonces: int = 0

    def wait(self, **delta: int) -> None:
        """Moves the clock: `wait(minutes=11)`."""
        self.time = times.shift(self.time, **delta)

    def act(
        self,
        kind: str,
        by: str,
        body: Mapping[str, object],
        blobs: Mapping[str, bytes] | None = None,
        **header: object,
    ) -> bytes:
        """The payload of a new act, made now; `header` overrides its fields."""
        self.nonces += 1
        given: dict[str, object] = {
            "at": self.time,
            "nonce": f"{self.nonces:032x}",
            "blobs": self._keep(blobs or {}),
        }
        if kind != "charter.found":
            given |= {"coalition": self.state.coalition, "after": self.head()}
        if kind.startswith("voice.") or kind in SHARED_KINDS:
            given["roster"] = self.state.in_force().id
        given |= header
        at, nonce = str(given.pop("at")), str(given.pop("nonce"))
        return build(kind, by, at, nonce, body, **given)

    def _keep(self, blobs: Mapping[str, bytes]) -> dict[str, object] | None:
        refs: dict[str, object] = {}
        for name, data in blobs.items():
            ref = BlobRef.of(data)
            self.blobs[ref.sha256] = data
            refs[name] = {"sha256": ref.sha256, "size": ref.size}
        return refs or None

    def document(self, content: object) -> bytes:
        """A content made of a JSON document."""
        return blob(content)

    def head(self) -> dict[str, object]:
        """The log's size and root, as an act's `after`."""
        return {"size": self.state.size, "root": self.state.tree.root().hex()}

    def leaf(self, payload: bytes, name: str) -> Leaf:
        """The leaf with a signature by the key called `name`, at the time of now."""
        signature = Signature(keyid(name), keys.sign(seed(name), pae(payload)))
        return Leaf(payload, signature, self.time)

    def sign(self, payload: bytes, *names: str) -> str:
        """Appends a leaf for each key; returns the act's id; raises Refused."""
        for name in names:
            self.append(self.leaf(payload, name))
        return act_id(payload)

    def append(self, leaf: Leaf) -> None:
        """Appends one leaf; raises Malformed or Refused."""
        step = fold.check(self.state, leaf)
        self.changes += fold.apply(self.state, step)
        self.leaves.append(step.data)

    def does(
        self,
        kind: str,
        names: str | Iterable[str],
        body: Mapping[str, object],
        blobs: Mapping[str, bytes] | None = None,
        **header: object,
    ) -> str:
        """A new act of the first key's member, signed by the keys called `names`."""
        signers = [names] if isinstance(names, str) else list(names)
        by = signers[0].split("/")[0]
        return self.sign(self.act(kind, by, body, blobs, **header), *signers)

    # The charter

    def terms(self, *members: str, **changes: object) -> dict[str, object]:
        """The body of a founding or of the next roster."""
        version = self.state.roster.terms.version + 1 if self.state.roster else 1
        return {
            "version": version,
            "members": {name: {"seals": [public(name)]} for name in members},
            "rules": rules(),
            "finality": "hub",
            "hub": {"epoch": 1, "key": public("hub")},
        } | changes

    def found(self, *members: str, **changes: object) -> str:
        """Founds the coalition, signed by all seals and the hub."""
        names = members or FOUNDERS
        body = self.terms(*names, **changes)
        contents = {
            "names": blob({"en": "Test coalition"}),
            "declaration.en": blob({"title": "Declaration", "text": "We help."}),
        }
        payload = self.act("charter.found", names[0], body, contents)
        return self.sign(payload, *sorted([*names, "hub"], key=keyid))

    def enrol(
        self,
        name: str,
        *roles: str,
        inviter: str | None = None,
        person: str | None = None,
        until: str = LATER,
    ) -> str:
        """Invites and enrols the desk key `name` ("alfa/voice"); returns the act."""
        member, _, role = name.partition("/")
        invite = self.does(
            "charter.invite",
            inviter or member,
            {
                "key": public(f"{name} invite"),
                "person": person or role,
                "roles": sorted(roles or (role,)),
                "until": until,
            },
        )
        body = {"invite": invite, "key": public(name)}
        payload = self.act("charter.enrol", member, body)
        return self.sign(payload, f"{name} invite", name)

    def roster(self, *members: str, **changes: object) -> bytes:
        """The payload of the next roster, proposed by the first of its members."""
        return self.act("charter.roster", members[0], self.terms(*members, **changes))

    # The voice

    def translation(self, statement: str, *names: str, language: str = "ro") -> str:
        """The words of a statement in one more language, signed by these keys."""
        body = {"statement": statement, "language": language}
        return self.does("voice.translation", names, body, text_blobs(language))

    def position(self, *names: str, public: bool = True, **changes: object) -> str:
        """A position in English, signed by the keys called `names`."""
        body = {"languages": ["en"], "public": public, "topics": []} | changes
        answer = {"question": "Is the water safe?", "answer": "Yes, boil it first."}
        return self.does("voice.position", names, body, {"position.en": blob(answer)})

    def words(self, slug: str = "water", **changes: object) -> dict[str, object]:
        """The body of a statement in English and Ukrainian."""
        return {
            "slug": slug,
            "languages": ["en", "uk"],
            "release": self.time,
            "urgent": False,
            "topics": [],
        } | changes

    def statement(self, *names: str, slug: str = "water", **changes: object) -> str:
        """A joint statement signed by the keys called `names`."""
        return self.does(
            "voice.statement",
            names,
            self.words(slug, **changes),
            text_blobs("en", "uk"),
        )


def founded(*members: str) -> Coalition:
    """A founded coalition in which each member has one desk key for each role."""
    coalition = Coalition()
    coalition.found(*members)
    for member in members or FOUNDERS:
        for role in ("voice", "people", "supplies"):
            coalition.enrol(f"{member}/{role}")
    return coalition


def replicas(*members: str) -> dict[str, object]:
    """What a list of members says where each has a copy, and these confirm."""
    return {
        "finality": "cosigned",
        "members": {
            name: {"seals": [public(name)], "replica": public(f"{name} replica")}
            for name in members
        },
    }


FOUR = (*FOUNDERS, "delta")


def confirming(*members: str) -> Coalition:
    """A founded coalition whose members' copies confirm; each has one `voice` key."""
    names = members or FOUR
    coalition = Coalition()
    body = coalition.terms(*names, **replicas(*names))
    contents = {
        "names": blob({"en": "Test coalition"}),
        "declaration.en": blob({"title": "Declaration", "text": "We help."}),
    }
    payload = coalition.act("charter.found", names[0], body, contents)
    signers = [*names, *(f"{name} replica" for name in names), "hub"]
    coalition.sign(payload, *sorted(signers, key=keyid))
    for name in names:
        coalition.enrol(f"{name}/voice")
    return coalition


def takeover(
    coalition: Coalition, hub: str = "hub two", by: str = "alfa", **changes: object
) -> bytes:
    """The payload of a `charter.hub` by members' copies; `changes` are of its body."""
    state = coalition.state
    body: dict[str, object] = {
        "epoch": state.in_force().terms.hub.epoch + 1,
        "key": public(hub),
        "base": coalition.head(),
        "since": state.in_force().id,
    }
    header = {name: changes.pop(name) for name in ("after", "at") if name in changes}
    return coalition.act("charter.hub", by, body | changes, **header)


def copies(*members: str, hub: str = "hub two") -> list[str]:
    """The names of these members' replica keys and of the new host's, as gathered."""
    return sorted([*(f"{name} replica" for name in members), hub], key=keyid)
