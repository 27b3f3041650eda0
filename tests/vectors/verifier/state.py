"""What a log comes to: acts, keys, lists of members, lines."""

from dataclasses import dataclass, field
from typing import Any

from tests.vectors.verifier import charter
from tests.vectors.verifier.bundle import enrolled
from tests.vectors.verifier.charter import Key, Requirement, Terms
from tests.vectors.verifier.form import keyid, need, shift
from tests.vectors.verifier.tree import Line, first_line


@dataclass
class Act:
    """What the log holds of one act."""

    id: str
    payload: dict[str, Any]
    opened: str
    signatures: dict[str, int] = field(default_factory=dict)
    took_back: set[str] = field(default_factory=set)
    objections: dict[str, bool] = field(default_factory=dict)
    abstained: set[str] = field(default_factory=set)
    closed: bool = False
    effect: str = ""
    requirement: Requirement | None = None

    @property
    def kind(self) -> str:
        """Its kind."""
        return str(self.payload["kind"])

    @property
    def body(self) -> dict[str, Any]:
        """Its body."""
        return dict(self.payload["body"])

    @property
    def by(self) -> str:
        """Its proposer."""
        return str(self.payload["by"])


@dataclass
class Log:
    """The state after some leaves."""

    hashes: list[bytes] = field(default_factory=list)
    time: str = ""
    coalition: str = ""
    founded: int = 0
    rosters: dict[str, Terms] = field(default_factory=dict)
    rosters_at: dict[str, int] = field(default_factory=dict)
    keys: dict[str, Key] = field(default_factory=dict)
    invites: dict[str, str] = field(default_factory=dict)
    spent: set[str] = field(default_factory=set)
    handles: set[str] = field(default_factory=set)
    slugs: set[str] = field(default_factory=set)
    translations: dict[tuple[str, str], str] = field(default_factory=dict)
    positions: set[str] = field(default_factory=set)
    erased: set[tuple[str, str]] = field(default_factory=set)
    readers: dict[str, str] = field(default_factory=dict)
    acts: dict[str, Act] = field(default_factory=dict)
    lines: dict[str, Line] = field(default_factory=dict)
    gathering: str = ""
    amended: str = ""
    ended: str = ""

    @property
    def roster(self) -> str:
        """The id of the list of members in force."""
        return next(reversed(self.rosters), "")

    @property
    def terms(self) -> Terms:
        """The terms in force."""
        return self.rosters[self.roster]

    def standing(self) -> list[str]:
        """The lines of the standing."""
        lines = [line.text() for line in self.lines.values()]
        return [first_line(self.roster, self.amended, self.ended), *lines]

    def closes(self, act: Act) -> str:
        """The time at which an open act lapses."""
        latest = shift(act.opened, days=30)
        return min(str(act.payload.get("closes", latest)), latest)

    def dead(self, key: Key, time: str) -> bool:
        """Whether a key may not sign at a time."""
        return charter.dead(key, charter.seals(self.terms), time)

    def enrolling(self, act: Act) -> dict[str, Key]:
        """The two keys of an enrolment: the invitation's and the new one."""
        invite = self.acts.get(act.body["invite"])
        need(invite and invite.kind == "charter.invite" and invite.effect, "no such")
        assert invite
        inviter = next(iter(invite.signatures))
        root_of = self.keys[inviter].root or inviter
        one_time = Key(invite.body["key"], "invite", invite.by)
        new = enrolled(invite.payload, act.payload, root_of)
        return {keyid(one_time.key): one_time, keyid(new.key): new}
