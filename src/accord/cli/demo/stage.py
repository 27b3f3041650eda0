"""The stage: a clock of its own, and the one way in for every act."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from accord.cli.demo import cast
from accord.cli.demo.calendar import Calendar
from accord.cli.demo.cast import Person, Signer
from accord.core.acts import times
from accord.core.acts.envelope import Envelope, Signature, act_id, sign
from accord.core.acts.errors import AccordError
from accord.ledger import clock
from accord.ledger.prepare import Prepared, prepare
from accord.sequencer.append import append
from accord.sequencer.posts import make_post

Play = Callable[["Stage"], None]


@dataclass(frozen=True)
class Scene:
    """Something that happens at a moment of the story."""

    when: datetime
    play: Play


@dataclass(frozen=True)
class Proposal:
    """An act of one person, to be made together with others."""

    name: str
    kind: str
    person: str
    body: Mapping[str, object]
    contents: Mapping[str, object] | None = None


@dataclass
class Stage:
    """All that the scenes share: who there is, and what has happened so far."""

    calendar: Calendar
    time: datetime
    people: dict[str, Person] = field(default_factory=cast.people)
    stamps: dict[str, Signer] = field(default_factory=cast.stamps)
    devices: dict[str, Signer] = field(default_factory=dict)
    prepared: dict[str, Prepared] = field(default_factory=dict)
    acts: dict[str, str] = field(default_factory=dict)

    def play(self, scenes: Iterable[Scene]) -> int:
        """Plays the scenes in the order of their times; returns how many."""
        script = sorted(scenes, key=lambda scene: scene.when)
        clock.set_clock(lambda: self.time)
        try:
            for scene in script:
                self.time = scene.when
                scene.play(self)
        finally:
            clock.set_clock(None)
        return len(script)

    def act(
        self,
        name: str,
        kind: str,
        signers: Signer | Person | Iterable[Signer | Person],
        body: Mapping[str, object],
        contents: Mapping[str, object] | None = None,
        by: str = "",
        files: Mapping[str, bytes] | None = None,
    ) -> str:
        """An act of the first signer's member, made and signed now; returns its id."""
        found = self._keys(signers)
        member = by or found[0].name.partition(".")[0]
        self.prepared[name] = prepare(member, kind, body, contents, files)
        self.acts[name] = act_id(self.prepared[name].payload)
        self.sign(name, *found)
        return self.acts[name]

    def act_together(self, proposals: Iterable[Proposal]) -> None:
        """Acts made and signed now, each by one person, in one transaction."""
        posts = []
        for one in proposals:
            (key,) = self._keys(self.people[one.person])
            member = key.name.partition(".")[0]
            made = prepare(member, one.kind, one.body, one.contents)
            self.prepared[one.name] = made
            self.acts[one.name] = act_id(made.payload)
            signatures = sign(made.payload, key.seed).signatures
            envelope = Envelope(made.payload, signatures)
            posts.append(make_post([envelope], list(made.blobs.values())))
        for outcome in append(posts):
            if isinstance(outcome, AccordError):
                raise outcome

    def sign(self, name: str, *signers: Signer | Person) -> None:
        """Signs the act `name` now."""
        seeds = (one.seed for one in self._keys(signers))
        self.post(name, *sign(self.prepared[name].payload, *seeds).signatures)

    def post(self, name: str, *signatures: Signature) -> None:
        """Posts signatures on the act `name` with its contents; raises Refused."""
        made = self.prepared[name]
        envelope = Envelope(made.payload, signatures)
        (outcome,) = append([make_post([envelope], list(made.blobs.values()))])
        if isinstance(outcome, AccordError):
            raise outcome

    def later(self, **delta: int) -> str:
        """Now or a time after it, as acts write it: `later(days=365)`."""
        return times.shift(times.write(self.time), **delta)

    def _keys(
        self, signers: Signer | Person | Iterable[Signer | Person]
    ) -> list[Signer]:
        """The keys that sign: of a person that of the newest device."""
        several = [signers] if isinstance(signers, Signer | Person) else signers
        return [
            self.devices[one.id] if isinstance(one, Person) else one for one in several
        ]
