"""The ledger's tables: the log itself, and what every job reads about acts.

Times are text, as in the log: 2026-11-22T14:00:00Z. Only the ledger uses these.
"""

from django.db import models

ID = 64
TIME = 20


class Entry(models.Model):
    """One leaf of the log: the truth that all other tables follow from.

    That a key signs an act once is a rule of the fold, so no index guards it here:
    its random keys would cost each group a page for every record.
    """

    index = models.BigIntegerField(primary_key=True)
    leaf = models.BinaryField()
    act = models.CharField(max_length=ID)
    keyid = models.CharField(max_length=ID)


class Blob(models.Model):
    """A content beside the log; without content it was erased."""

    sha256 = models.CharField(max_length=ID, primary_key=True)
    size = models.BigIntegerField()
    content = models.BinaryField(null=True)


class Naming(models.Model):
    """That an act names a content, and whether it was erased there.

    A content goes when no act is left that names it without having it erased.
    """

    id = models.CharField(max_length=32, primary_key=True)  # the leaf's index, which
    sha256 = models.CharField(max_length=ID, db_index=True)
    act = models.CharField(max_length=ID)
    erased = models.BooleanField(default=False)


class Tile(models.Model):
    """Up to 256 hashes of one level of the Merkle tree."""

    name = models.CharField(max_length=40, primary_key=True)
    hashes = models.BinaryField()


class Head(models.Model):
    """The newest checkpoint; there is one row."""

    id = models.PositiveSmallIntegerField(primary_key=True)
    size = models.BigIntegerField()
    root = models.CharField(max_length=ID)
    epoch = models.PositiveIntegerField()
    time = models.CharField(max_length=TIME)
    coalition = models.CharField(max_length=ID)
    note = models.TextField()


class ActRecord(models.Model):
    """What became of an act."""

    id = models.CharField(max_length=ID, primary_key=True)
    kind = models.CharField(max_length=32, db_index=True)
    by = models.CharField(max_length=32)
    state = models.CharField(max_length=10, db_index=True)
    index = models.BigIntegerField()
    opened = models.CharField(max_length=TIME)
    closes = models.CharField(max_length=TIME)
    effect_index = models.BigIntegerField(null=True)
    effect = models.CharField(max_length=TIME, blank=True)
    closed_reason = models.CharField(max_length=16, blank=True)
    conflict = models.TextField(blank=True)


class SignatureRecord(models.Model):
    """One signature: `also` came after the effect."""

    index = models.BigIntegerField(primary_key=True)
    act = models.CharField(max_length=ID)
    keyid = models.CharField(max_length=ID)
    member = models.CharField(max_length=32)
    person = models.CharField(max_length=64, blank=True)
    time = models.CharField(max_length=TIME)
    also = models.BooleanField()
    taken_back = models.BooleanField(default=False)


class ObjectionRecord(models.Model):
    """A member's objection to an act, or its end."""

    index = models.BigIntegerField(primary_key=True)
    act = models.CharField(max_length=ID, db_index=True)
    by_act = models.CharField(max_length=ID)
    member = models.CharField(max_length=32)
    stands = models.BooleanField()
    time = models.CharField(max_length=TIME)


class AbstentionRecord(models.Model):
    """A member abstains from an act."""

    index = models.BigIntegerField(primary_key=True)
    act = models.CharField(max_length=ID, db_index=True)
    by_act = models.CharField(max_length=ID)
    member = models.CharField(max_length=32)
    time = models.CharField(max_length=TIME)


class StandingRecord(models.Model):
    """One writing of a line of the standing, so that it is known as it was."""

    id = models.CharField(max_length=96, primary_key=True)  # the leaf's index, the act
    index = models.BigIntegerField(db_index=True)
    act = models.CharField(max_length=ID)
    line = models.TextField()


class Cosigned(models.Model):
    """A checkpoint that somebody cosigned: the note with all its lines.

    Kept are the newest final one, and those after it. Nothing here follows from the
    log: a rebuild leaves it alone.
    """

    id = models.CharField(max_length=32, primary_key=True)  # epoch/size
    epoch = models.PositiveIntegerField()
    size = models.BigIntegerField(db_index=True)
    note = models.TextField()
    final = models.BooleanField(default=False)


class Cosigner(models.Model):
    """How far somebody's cosignatures reach: a member by its handle, or a witness."""

    name = models.CharField(max_length=255, primary_key=True)
    member = models.CharField(max_length=32, blank=True)
    epoch = models.PositiveIntegerField()
    size = models.BigIntegerField()
    time = models.BigIntegerField()  # the cosignature's, in seconds since 1970
