"""The read tables of reports: ids and hashes only; words are joined when read.

Lists of handles, topics and ids stand between spaces, with one at each end, so that
`" river-aid "` finds a whole word: see `padded`.
"""

from collections.abc import Iterable

from django.db import models

ID = 64
HANDLE = 32
TIME = 20
URL = 2000


def padded(words: Iterable[str]) -> str:
    """Words between spaces, with one at each end; "" for none."""
    found = " ".join(words)
    return f" {found} " if found else ""


class Report(models.Model):
    """A report. `words` is the hash of what it says; `sealed`: that came encrypted.

    `files` is JSON: {name: [hash, size]}. `newer` took its place by the record
    `replaced`, for the `reason` (a hash).
    """

    act = models.CharField(max_length=ID, primary_key=True)
    by = models.CharField(max_length=HANDLE, db_index=True)
    marking = models.CharField(max_length=12)
    audience = models.TextField(blank=True)
    topics = models.TextField(blank=True)
    about = models.TextField(blank=True)
    observed = models.CharField(max_length=TIME, db_index=True)
    site = models.CharField(max_length=ID, blank=True)
    reliable = models.CharField(max_length=9, blank=True)
    certain = models.CharField(max_length=9, blank=True)
    words = models.CharField(max_length=ID, db_index=True)
    sealed = models.BooleanField(default=False)
    files = models.TextField()
    time = models.CharField(max_length=TIME)
    index = models.BigIntegerField(db_index=True)
    newer = models.CharField(max_length=ID, blank=True, db_index=True)
    replaced = models.CharField(max_length=ID, blank=True)
    reason = models.CharField(max_length=ID, blank=True)


class Comment(models.Model):
    """What a member adds to a report."""

    act = models.CharField(max_length=ID, primary_key=True)
    report = models.CharField(max_length=ID, db_index=True)
    by = models.CharField(max_length=HANDLE)
    words = models.CharField(max_length=ID, db_index=True)
    sealed = models.BooleanField(default=False)
    time = models.CharField(max_length=TIME)
    index = models.BigIntegerField(db_index=True)


class Read(models.Model):
    """How far a person has read a report: the index of the newest record shown.

    Working data, outside of the log: a rebuild leaves it alone.
    """

    id = models.CharField(max_length=HANDLE + 1 + ID + 1 + ID, primary_key=True)
    person = models.CharField(max_length=HANDLE + 1 + ID, db_index=True)
    report = models.CharField(max_length=ID, db_index=True)
    index = models.BigIntegerField()


class Source(models.Model):
    """An outside source that a member watches: RSS, Atom or JSON Feed.

    `audience`: the members that may see it, "" for all. `due` is when it is asked
    again; without it, it is not asked any more. Working data, outside of the log.
    """

    url = models.CharField(max_length=URL)
    title = models.CharField(max_length=200)
    by = models.CharField(max_length=HANDLE)
    audience = models.TextField(blank=True)
    added = models.CharField(max_length=TIME)
    etag = models.CharField(max_length=300, blank=True)
    modified = models.CharField(max_length=100, blank=True)
    due = models.DateTimeField(null=True, db_index=True)
    asked = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=300, blank=True)


class Item(models.Model):
    """What a source said, once: `same_as` is the one that said so first.

    `link` and `key` are normalised, to find the same again; `search` is what is
    searched, folded as search folds words.
    """

    source = models.ForeignKey(Source, on_delete=models.CASCADE)
    key = models.CharField(max_length=ID)
    url = models.CharField(max_length=URL, blank=True)
    link = models.CharField(max_length=ID, db_index=True)
    title = models.CharField(max_length=300)
    text = models.TextField()
    search = models.TextField()
    published = models.CharField(max_length=TIME, db_index=True)
    found = models.CharField(max_length=TIME, db_index=True)
    same_as = models.ForeignKey("self", null=True, on_delete=models.SET_NULL)

    class Meta:
        unique_together = (("source", "key"),)


class Made(models.Model):
    """That a member made a report of an item."""

    id = models.CharField(max_length=ID, primary_key=True)  # the report's act
    item = models.ForeignKey(Item, on_delete=models.CASCADE)
