"""Telling the story: from an empty data directory to a coalition with a history."""

import json
import os
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import chain
from pathlib import Path

from accord.cli import installation
from accord.cli.demo import (
    actions,
    charter,
    drafting,
    keeping,
    needs,
    planning,
    region,
    reports,
    supplies,
    voice,
)
from accord.cli.demo.calendar import Calendar
from accord.cli.demo.cast import Person, Signer
from accord.cli.demo.stage import Scene, Stage
from accord.cli.files import write_new
from accord.core.acts import keyfile
from accord.core.bundle.gather import gather
from accord.core.rules.state import State
from accord.ledger import hubkey, queries
from accord.ledger.cache import reading

PRIVATE = 0o600
PEOPLE = "demo.json"
Chapter = Callable[[Calendar], Iterator[Scene]]


def tell(now: datetime, more: Chapter | None = None) -> Stage:
    """Makes the tables and plays every scene, and `more`; returns the stage."""
    installation.migrate()
    at = Calendar(now)
    stage = Stage(at, now)
    chapters = (
        charter,
        voice,
        supplies,
        needs,
        keeping,
        region,
        actions,
        reports,
        drafting,
        planning,
    )
    scenes = chain.from_iterable(chapter.scenes(at) for chapter in chapters)
    stage.play(chain(scenes, more(at) if more else ()))
    _write_keys(stage)
    _write_people(stage)
    return stage


# Keys


def _write_keys(stage: Stage) -> None:
    """A key file for each stamp and each device, beside the host's key."""
    for stamp in stage.stamps.values():
        _write_key(stamp, f"{stamp.name}.stamp.key.json")
    for device in stage.devices.values():
        _write_key(device, f"{device.name}.key.json")


def _write_key(signer: Signer, name: str) -> None:
    data = keyfile.write_plain(signer.purpose, signer.seed)
    write_new(hubkey.directory() / name, data, PRIVATE)


def _write_people(stage: Stage) -> None:
    """What the bar "You are: ..." and the tour need to know, keys included."""
    document = {
        "people": [_person(one, stage) for one in stage.people.values()],
        "tour": {
            "statement": stage.acts[voice.WAITING.name],
            "consignment": stage.acts["more blankets"],
            "given": stage.acts["rice given"],
        },
    }
    data = json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"
    write_new(installation.directory() / PEOPLE, data, PRIVATE)


def _person(person: Person, stage: Stage) -> dict[str, str]:
    return {
        "id": person.id,
        "name": person.name,
        "member": person.member,
        "seed": stage.devices[person.id].seed.hex(),
    }


# Proof files


def write_bundles(directory: Path) -> list[Path]:
    """Writes the proof file of every public statement; returns their paths."""
    directory.mkdir(exist_ok=True)
    head = queries.head()
    if head is None:
        return []
    with reading() as state:
        return [
            _write_bundle(state, line.act, head.note, directory)
            for line in state.standing.lines
            if line.state != "held"
        ]


def _write_bundle(state: State, act_id: str, note: str, directory: Path) -> Path:
    data = gather(act_id, state, queries.leaf_bytes, queries.blob, note)
    slug = getattr(state.acts[act_id].act.body, "slug", act_id)
    path = directory / f"{slug}.bundle.json"
    path.write_bytes(data)
    os.chmod(path, 0o644)
    return path
