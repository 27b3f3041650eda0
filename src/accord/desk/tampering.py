"""Demonstrations only: one number of one record is changed behind the hub's back.

This is what anybody who has the server's disk can do: the record's bytes, and what
pages read of them, are written over, past every rule. No key is used, because the host
has no member's key. Putting it back takes the bytes that a member's copy holds, where
there is one; else those that were kept in FILE, beside the database.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from accord.core.acts.act import parse_act
from accord.core.acts.encoding import from_base64, to_base64
from accord.core.acts.envelope import Leaf, parse_leaf
from accord.core.acts.supplies import Use
from accord.core.rules.changes import Account, Moved
from accord.core.tlog.merkle import leaf_hash
from accord.ledger import queries, snapshot, snapshots, tiles
from accord.ledger.cache import reading
from accord.supplies.books import add_up
from accord.supplies.lots import lots_of
from accord.supplies.models import Movement

FILE = "demo-changed.json"
MORE = 500
_WRITE_OVER = 'UPDATE ledger_entry SET leaf = %s WHERE "index" = %s'


class NotThere(Exception):
    """There is no record to be changed, or none that proves what was there."""


@dataclass(frozen=True)
class Deed:
    """What was done to a record: `leaf` is what was there, in base64.

    `stands`: it has not been put back yet.
    """

    act: str
    index: int
    before: int
    after: int
    leaf: str
    stands: bool


def deed() -> Deed | None:
    """What was done last, or None."""
    try:
        return Deed(**json.loads(_file().read_text("utf-8")))
    except FileNotFoundError:
        return None


def standing() -> Deed | None:
    """What was done and not put back yet, or None."""
    found = deed()
    return found if found and found.stands else None


def quantity(data: bytes) -> int:
    """How much was given out, as a leaf's bytes say: its first line."""
    body = parse_act(parse_leaf(data).payload).body
    if not isinstance(body, Use):
        raise NotThere
    return body.lines[0].quantity


def fits(index: int, data: bytes) -> bool:
    """Whether `data` hashes to what the host's own tree has for the record."""
    return leaf_hash(data) == tiles.Hashes().get(0, index)


def change(act_id: str) -> Deed:
    """Adds MORE to what a record says was given out; raises NotThere."""
    row = queries.act(act_id)
    if row is None or standing() is not None:
        raise NotThere
    data = queries.leaf_bytes(row.index)
    before = quantity(data)
    done = Deed(act_id, row.index, before, before + MORE, to_base64(data), True)
    # A host would also see to it that its own server goes on: it starts from here.
    with reading() as state:
        snapshot.write(snapshots.path(), state)
    _keep(done)
    _write(done, _with(data, before, done.after), MORE)
    return done


def put_back(held: bytes | None = None) -> None:
    """Undoes it, with the bytes that a copy holds if they are the right ones."""
    done = standing()
    if done is None:
        raise NotThere
    data = held if held and fits(done.index, held) else from_base64(done.leaf)
    _write(done, data, done.before - done.after)
    _keep(Deed(**asdict(done) | {"stands": False}))


def _with(data: bytes, before: int, after: int) -> bytes:
    """The leaf with another number and all else as it was, its signature too."""
    leaf = parse_leaf(data)
    payload = leaf.payload.replace(
        f'"quantity":{before}'.encode(), f'"quantity":{after}'.encode(), 1
    )
    return Leaf(payload, leaf.signature, leaf.time).encode()


@transaction.atomic
def _write(done: Deed, data: bytes, more: int) -> None:
    """The bytes into the log's table, and `more` onto what pages show."""
    # The ledger never writes over a record, so this goes past it.
    with connection.cursor() as cursor:
        cursor.execute(_WRITE_OVER, [data, done.index])
    first = Movement.objects.filter(act=done.act).order_by("position").first()
    if first is None:
        return
    Movement.objects.filter(position=first.position).update(
        quantity=first.quantity + more
    )
    source = Account(
        first.source_holder, first.source_place, first.owner, first.source_condition
    )
    target = Account(
        first.target_holder,
        first.target_place,
        first.target_owner,
        first.target_condition,
    )
    moves = [Moved(done.act, first.lot_id, more, source, target, done.index, "")]
    add_up(moves, lots_of(moves, {}))


def _keep(done: Deed) -> None:
    _file().write_text(json.dumps(asdict(done)), "utf-8")


def _file() -> Path:
    return Path(settings.DATA_DIR) / FILE
